"""Jinja templates: prose and order, no arithmetic. An undefined name stops the build."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from latex2mathml.converter import convert
from markupsafe import Markup

from generator import numerals, words
from generator.report.prose import escape_markdown


def _maths(latex: str, display: str = "inline") -> Markup:
    """An equation as MathML, which browsers typeset without script or font of ours."""
    return Markup(convert(latex, display=display))  # noqa: S704 - made from a template's own text


class Templates:
    """The report templates of a site."""

    def __init__(self, folder: Path) -> None:
        self.environment = SandboxedEnvironment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.environment.filters["md"] = lambda text: Markup(escape_markdown(str(text)))  # noqa: S704 - every active character is an entity
        self.environment.filters["percent"] = numerals.percent
        self.environment.globals["words"] = words
        self.environment.globals["tex"] = _maths

    def render(self, name: str, **context: Any) -> bytes:
        """A template as a file's content. Blank lines inside HTML blocks would end them, so runs of blank lines shrink to one."""
        text = self.environment.get_template(name).render(**context)
        return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()
