"""The pages about all studies, and the method pages, whose numbers come from the code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.registry import KINDS
from generator.report.method import method_pages
from generator.report.narrative import Templates
from generator.report.pages import Card, Page


def shared_pages(folder: Path, cards: Sequence[Card]) -> list[Page]:
    """The home page, the list of studies and the method pages, from the templates in `folder`."""
    templates = Templates(folder)
    ordered = sorted(cards, key=lambda card: (card.period, card.slug))
    return [
        Page("index.md", templates.render("home.md.j2", cards=ordered), None),
        Page("studies/index.md", templates.render("studies.md.j2", cards=ordered), None),
        *method_pages(templates, KINDS.values()),
    ]
