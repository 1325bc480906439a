"""The method pages: equations and reasons in templates, numbers from the code that uses them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import words
from generator.kind import Kind
from generator.report.narrative import Templates
from generator.report.pages import Page
from generator.study import GRADE_MEANINGS


def method_pages(templates: Templates, kinds: Iterable[Kind[Any]]) -> list[Page]:
    """One page for each kind, from its `method.md.j2` and what it says of its own method."""
    known = tuple(kinds)
    return [
        Page(
            f"method/{kind.name}/index.md",
            templates.render(
                f"{kind.name}/method.md.j2",
                kind=kind,
                others=[other.name for other in known if other is not kind],
                likelihood=words.LIKELIHOOD,
                grade_meanings=GRADE_MEANINGS,
                **kind.method(),
            ),
            f"site_templates/reports/{kind.name}/method.md.j2",
        )
        for kind in known
    ]
