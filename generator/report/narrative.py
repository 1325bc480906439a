"""Jinja templates: prose and order, no arithmetic. A mistake in one, an undefined name too, is told at its line."""

from __future__ import annotations

import html
import json
import re
import traceback
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from latex2mathml.converter import convert
from markupsafe import Markup

from generator import numerals, words
from generator.diagnostics.problem import Place, Problem
from generator.report.prose import escape_markdown, on_one_line


def _maths(latex: str, display: str = "inline") -> Markup:
    """An equation as MathML, which browsers typeset without script or font of ours."""
    return Markup(convert(latex, display=display))  # noqa: S704 - made from a template's own text


def _finalized(value: Any) -> Any:
    """Text without line ends: a blank line would end the HTML it stands in, and what follows would be read as Markdown."""
    return on_one_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _meta(text: Any) -> Markup:
    """A text in the front matter of a page: quoted for YAML, and HTML already, for the theme prints it as it is."""
    return Markup(json.dumps(html.escape(on_one_line(str(text))), ensure_ascii=False))  # noqa: S704 - escaped


class BadTemplateError(Exception):
    """A template cannot be rendered; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class Templates:
    """The report templates of a site. `shown` is what problems call their folder."""

    def __init__(self, folder: Path, shown: str = "site_templates/reports") -> None:
        self.folder, self.shown = folder, shown
        self.environment = SandboxedEnvironment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_finalized,
        )
        self.environment.filters["md"] = lambda text: Markup(escape_markdown(str(text)))  # noqa: S704 - every active character is an entity
        self.environment.filters["meta"] = _meta
        self.environment.filters["percent"] = numerals.percent
        self.environment.globals["words"] = words
        self.environment.globals["tex"] = _maths

    def render(self, name: str, **context: Any) -> bytes:
        """A template as a file's content. Raises `BadTemplateError`.

        Blank lines inside HTML blocks would end them, so runs of blank lines shrink to one.
        """
        try:
            text = self.environment.get_template(name).render(**context)
        except Exception as error:
            problem = self._problem(name, error)
            if problem is None:
                raise
            raise BadTemplateError(problem) from error
        return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()

    def _problem(self, name: str, error: Exception) -> Problem | None:
        """What went wrong and in which line of which template; None if no template has to do with it."""
        if isinstance(error, TemplateSyntaxError):
            return self._at(error.name or name, error.lineno, error.message or "it cannot be read")
        frames = traceback.extract_tb(error.__traceback__)
        inside = [frame for frame in frames if Path(frame.filename).is_relative_to(self.folder)]
        if not inside:
            if isinstance(error, UnicodeDecodeError):
                return self._at(name, 1, f"byte 0x{error.object[error.start]:02x} is not UTF-8")
            missing = isinstance(error, TemplateNotFound)
            return self._at(name, 1, f"there is no template '{error}'") if missing else None
        last = inside[-1]
        told = str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
        # What a template calls may fail for its own reasons; then it is said who was called.
        called = "" if last is frames[-1] or isinstance(error, TemplateError) else f" (in {_shown(frames[-1])})"
        return self._at(Path(last.filename).relative_to(self.folder).as_posix(), last.lineno or 1, f"{told}{called}")

    def _at(self, name: str, line: int, what: str) -> Problem:
        path = self.folder / name
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
        text = lines[line - 1] if line <= len(lines) else ""
        start = len(text) - len(text.lstrip())
        place = Place.within(text, line, start + 1, max(1, len(text.rstrip()) - start))
        return Problem.at(f"{self.shown}/{name}", place, "E503", (), what, "mend the template")


def _shown(frame: traceback.FrameSummary) -> str:
    return f"{Path(frame.filename).name}, line {frame.lineno}"
