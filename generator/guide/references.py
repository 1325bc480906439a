"""The reference of every kind, put together: what may be written, what prose may name, which charts may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.catalogue.context import PANELS
from generator.catalogue.editor import DISTRIBUTIONS
from generator.catalogue.editor import KINDS as ASKS
from generator.catalogue.guide import KIND_TITLES
from generator.dynamics.charts import gallery
from generator.dynamics.study_file import DynamicsKeys
from generator.guide.entries import Walk
from generator.guide.examples import DYNAMICS, examples
from generator.guide.quotes import field_key
from generator.kind import Kind
from generator.loading.validation import NumberTable
from generator.registry import KINDS
from generator.report.reference import Quote, Reference
from generator.study import GRADE_MEANINGS
from generator.study_file import StudyEntry

MEANINGS: Mapping[str, str] = GRADE_MEANINGS | DISTRIBUTIONS | PANELS | ASKS
"""Word that a key takes -> what it means."""


def references(quotes: Mapping[str, Quote]) -> tuple[Reference, Reference, list[Reference]]:
    """The common keys, the dynamics, and every kind; `quotes` has what studies wrote, by field."""
    common, elsewhere = _common(quotes)
    kinds = []
    for kind in KINDS.values():
        reference, met = _kind(kind, quotes, elsewhere)
        kinds.append(reference)
        # A declaration that two pages need stands on the first; the second leads there.
        elsewhere |= {declaration: f"../{kind.name}/index.html{fragment}" for declaration, fragment in met.items()}
    entries = tuple(Walk(quotes, MEANINGS, elsewhere).entries(DynamicsKeys))
    dynamics = Reference(DYNAMICS, "", "", entries, examples(DYNAMICS), tuple(gallery.names().items()))
    return common, dynamics, kinds


def _common(quotes: Mapping[str, Quote]) -> tuple[Reference, dict[Any, str]]:
    """The keys that every study may have, and where each of their declarations is explained, seen from another page."""
    walk = Walk(quotes, MEANINGS, choices={field_key(StudyEntry, "kind"): tuple(KINDS)})
    found = tuple(walk.entries(StudyEntry))
    number = next(walk.entries(NumberTable))
    elsewhere = {declaration: f"../index.html{fragment}" for declaration, fragment in walk.met.items()}
    return Reference("common", "", "", found, number=number), elsewhere


def _kind(
    kind: Kind[Any], quotes: Mapping[str, Quote], elsewhere: Mapping[Any, str]
) -> tuple[Reference, dict[Any, str]]:
    """The keys of one kind, its measures by the examples that have them, and its charts."""
    walk = Walk(quotes, MEANINGS, elsewhere)
    entries = tuple(walk.entries(kind.body))
    charts = tuple(kind.charts().items())
    return Reference(kind.name, KIND_TITLES[kind.name], ASKS[kind.name], entries, examples(kind.name), charts), walk.met
