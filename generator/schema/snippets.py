"""Texts to fill in that an editor offers: a number with its doubt, a scenario, a state, a source, a section."""

from __future__ import annotations

from typing import Any

from generator.catalogue.editor import SNIPPETS
from generator.quantities import Quantity
from generator.study import GRADES
from generator.study_file import EvidenceEntry, ScenarioEntry, SectionEntry, SourceEntry, StateEntry

Snippet = dict[str, Any]
_GRADE = f"${{1|{','.join(GRADES)}|}}"

ENTRIES: dict[Any, tuple[str, Any]] = {
    ScenarioEntry: (
        "scenario",
        {"id": "${1:id}", "title": "${2:Title}", "says": "${3:What happens.}", "set": {"${4:path}": "${5:0}"}},
    ),
    StateEntry: ("state", {"year": "${1:1962}", "title": "${2:Title}", "set": {"${3:path}": "${4:0}"}}),
    SectionEntry: ("section", {"title": "${1:Title}", "text": "${2:Text.}", "show": ["${3:chart}"]}),
    SourceEntry: (
        "source",
        {
            "citation": "${2:Author. *Title*. Publisher, year.}",
            "url": "${3:https://}",
            "accessed": "${4:2026-01-31}",
        },
    ),
    EvidenceEntry: ("evidence", {"grade": _GRADE, "source": "${2:source}", "at": "${3:p. 1}"}),
}
"""Declaration -> the name of its text and the text, with the places to fill in as editors number them."""


def number_snippets(quantity: Quantity) -> list[Snippet]:
    """What may be put in place of a number of this quantity."""
    if quantity.levels or quantity.whole:
        return [_snippet("noted", {"value": "$1", "grade": "assumed", "note": "${2:why}"})]
    ranged = {"value": "$1", "low": "$2", "high": "$3"}
    offered = [
        _snippet("ranged", ranged),
        _snippet(
            "sourced", {**ranged, "grade": "${4|documented,reported|}", "source": "${5:source}", "at": "${6:p. 1}"}
        ),
        _snippet("noted", {**ranged, "grade": "assumed", "note": "${4:why}"}),
    ]
    if quantity.low >= 0 and quantity.high <= 1:
        offered.append(_snippet("concentrated", {"value": "$1", "concentration": "${2:20}"}))
    return offered


def entry_snippet(declaration: Any, *, keyed: bool = False) -> list[Snippet]:
    """The text of one entry, by itself or under a key of the author's choice."""
    if declaration not in ENTRIES:
        return []
    name, body = ENTRIES[declaration]
    return [_snippet(name, {"${1:key}": body} if keyed else body)]


def _snippet(name: str, body: Any) -> Snippet:
    return {"label": SNIPPETS[name], "description": SNIPPETS[name], "body": body}
