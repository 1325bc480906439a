"""The page about the problems a study can have, made from the catalogue of rules."""

from __future__ import annotations

import html
import re

from markupsafe import Markup

from generator.diagnostics.explaining import silencing
from generator.diagnostics.problem import visible
from generator.diagnostics.rules.catalogue import FAMILIES
from generator.report.narrative import Templates
from generator.report.pages import Page

TEMPLATE = "problems.md.j2"
URI = "write/problems/index.md"


def rules_page(templates: Templates) -> Page:
    """A section for every code, whose anchor is the code in lower case."""
    content = templates.render(TEMPLATE, families=FAMILIES, ticked=ticked, lines=_lines, silencing=silencing)
    return Page(URI, content, f"site_templates/reports/{TEMPLATE}")


def ticked(text: str) -> Markup:
    """Plain text whose passages between backticks are code, as HTML."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False)))  # noqa: S704 - escaped


def _lines(text: str) -> Markup:
    """A piece of YAML as HTML on one line, with characters that nobody could see made visible."""
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return Markup(html.escape(shown, quote=False).replace("\n", "&#10;"))  # noqa: S704 - escaped
