"""The method pages: equations and reasons in templates, numbers from the code that uses them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import words
from generator.kind import Kind
from generator.report.narrative import Templates
from generator.report.pages import Page
from generator.study import GRADE_MEANINGS


def method_uri(kind: Kind[Any]) -> str:
    """Where the method page of a kind stands."""
    return f"method/{kind.name}/index.md"


def method_page(templates: Templates, kind: Kind[Any], kinds: Iterable[Kind[Any]]) -> Page:
    """The page of a kind, from its `method.md.j2` and what it says of its own method; `kinds` are all there are."""
    content = templates.render(
        f"{kind.name}/method.md.j2",
        kind=kind,
        others=[other.name for other in kinds if other is not kind],
        likelihood=words.LIKELIHOOD,
        grade_meanings=GRADE_MEANINGS,
        **kind.method(),
    )
    return Page(method_uri(kind), content, f"site_templates/reports/{kind.name}/method.md.j2")
