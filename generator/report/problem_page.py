"""The page of what cannot be published: every problem as the command line tells it, and the last good report below."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from generator.diagnostics.formats import full
from generator.diagnostics.problem import Problem
from generator.diagnostics.rules.catalogue import RULES
from generator.report.narrative import BadTemplateError, Templates
from generator.report.pages import Page, Preview
from generator.report.prose import escape_markdown
from generator.report.rules_page import address, ticked

TEMPLATE = "problem.md.j2"


def problem_page(
    templates: Templates, uri: str, file: str, problems: Sequence[Problem], preview: Preview | None, last: Page | None
) -> Page:
    """The page at `uri`, made from `file`. `last` is the page that stood there before, for a preview only."""
    context: dict[str, Any] = {
        "file": file,
        "title": f"{file} cannot be published",
        "problems": [
            {
                "problem": problem,
                "told": str(problem),
                "excerpt": _one_line(full(problem).partition("\n")[2]),
                "link": preview.link(problem) if preview else "",
            }
            for problem in problems
        ],
        "rules": [RULES[code] for code in sorted({problem.code for problem in problems})],
        "last": Markup(_body(last.content.decode())) if last is not None and preview is not None else "",  # noqa: S704 - our own page
        "ticked": ticked,
        "address": address,
        "home": "../" * uri.count("/"),
    }
    try:
        content = templates.render(TEMPLATE, **context)
    except BadTemplateError as error:
        # The one page that must not depend on a template that may be the mistake.
        told = _one_line("\n\n".join(full(each) for each in dict.fromkeys((error.problem, *problems))))
        content = f"# {escape_markdown(file)}\n\n<pre>{told}</pre>\n".encode()
    return Page(uri, content, file)


def _one_line(text: str) -> Markup:
    """Text for a `pre`. A line break would let Markdown look into the block."""
    return Markup(html.escape(text).replace("\n", "&#10;"))  # noqa: S704 - escaped


def _body(page: str) -> str:
    """A page without its front matter, its title one level down."""
    text = re.sub(r"\A---\n.*?\n---\n", "", page, count=1, flags=re.DOTALL)
    return re.sub(r"^# ", "## ", text, count=1, flags=re.MULTILINE)
