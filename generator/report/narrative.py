"""Jinja templates: prose and order, no arithmetic. An undefined name stops the build."""

from __future__ import annotations

import html
import json
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


def _on_one_line(value: Any) -> Any:
    """Text without line ends: a blank line would end the HTML it stands in, and what follows would be read as Markdown."""
    return re.sub(r"\s*[\r\n]\s*", " ", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _meta(text: Any) -> Markup:
    """A text in the front matter of a page: quoted for YAML, and HTML already, for the theme prints it as it is."""
    return Markup(json.dumps(html.escape(_on_one_line(str(text))), ensure_ascii=False))  # noqa: S704 - escaped


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
            finalize=_on_one_line,
        )
        self.environment.filters["md"] = lambda text: Markup(escape_markdown(_on_one_line(str(text))))  # noqa: S704 - every active character is an entity
        self.environment.filters["meta"] = _meta
        self.environment.filters["percent"] = numerals.percent
        self.environment.globals["words"] = words
        self.environment.globals["tex"] = _maths

    def render(self, name: str, **context: Any) -> bytes:
        """A template as a file's content. Blank lines inside HTML blocks would end them, so runs of blank lines shrink to one."""
        text = self.environment.get_template(name).render(**context)
        return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()
