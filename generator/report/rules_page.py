"""The pages about the problems a study can have, made from the catalogue of rules: a list of all, and a page for each family."""

from __future__ import annotations

import html
import re

from markupsafe import Markup

from generator.diagnostics.explaining import silencing
from generator.diagnostics.problem import visible
from generator.diagnostics.rule import Rule
from generator.diagnostics.rules.catalogue import FAMILIES
from generator.report.narrative import Templates
from generator.report.pages import Page

TEMPLATE, FAMILY_TEMPLATE = "problems.md.j2", "problem-family.md.j2"
FOLDER = "write/problems"
URI = f"{FOLDER}/index.md"


def rules_pages(templates: Templates) -> list[Page]:
    """The list of all codes, in which each is a place of its own, and for each family a page with a section for every code."""
    found = [
        Page(URI, templates.render(TEMPLATE, families=FAMILIES, slug=slug), f"site_templates/reports/{TEMPLATE}"),
    ]
    for heading, rules in FAMILIES.items():
        content = templates.render(
            FAMILY_TEMPLATE, heading=heading, rules=rules, ticked=ticked, lines=_lines, silencing=silencing
        )
        found.append(Page(f"{FOLDER}/{slug(heading)}/index.md", content, f"site_templates/reports/{FAMILY_TEMPLATE}"))
    return found


def slug(heading: str) -> str:
    """The folder of a family of rules."""
    return heading.lower().replace(" ", "-")


def address(rule: Rule) -> str:
    """Where a code is explained, from the root of the site."""
    heading = next(heading for heading, rules in FAMILIES.items() if rule in rules)
    return f"{FOLDER}/{slug(heading)}/index.html#{rule.code.lower()}"


def ticked(text: str) -> Markup:
    """Plain text whose passages between backticks are code, as HTML."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False)))  # noqa: S704 - escaped


def _lines(text: str) -> Markup:
    """A piece of YAML as HTML on one line, with characters that nobody could see made visible."""
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return Markup(html.escape(shown, quote=False).replace("\n", "&#10;"))  # noqa: S704 - escaped
