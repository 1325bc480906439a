"""The pages about all studies, and those about method and verification, whose numbers come from the code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.registry import KINDS
from generator.report.method import method_pages
from generator.report.narrative import Templates
from generator.report.pages import Card, Page
from generator.report.theory import theory_page
from generator.report.verification import verification_pages
from generator.report.what_if_page import what_if_page
from generator.verification.table import read


def shared_pages(folder: Path, cards: Sequence[Card], table: bytes) -> list[Page]:
    """The home page, the list of studies, the method pages and the verification page, from the templates in `folder`."""
    templates = Templates(folder)
    ordered = sorted(cards, key=lambda card: (card.period, card.slug))
    return [
        Page("index.md", templates.render("home.md.j2", cards=ordered), None),
        Page("studies/index.md", templates.render("studies.md.j2", cards=ordered), None),
        *method_pages(templates, KINDS.values()),
        theory_page(templates),
        what_if_page(templates),
        *verification_pages(templates, read(table)),
    ]
