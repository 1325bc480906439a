"""What a study tells beside its own numbers: observed series, published results to compare with, the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.diagnostics.problem import Remark
from generator.loading.draft import Draft
from generator.loading.inputs import read_input
from generator.loading.numbers import Evidence, written_numbers
from generator.loading.tables import Tables
from generator.study import BASELINE, Comparison, Section, Series

YEAR_PATTERN = r"-?[0-9]{1,4}(\.[0-9]+)?"


def read_series(draft: Draft, tables: Tables) -> Iterator[Series]:
    """The series of a study whose shape is right, some from data files; what is no year is told and left out."""
    for key, entry in (draft.data.get("series") or {}).items():
        lines = dict(tables.get(key, {}))
        for line, points in (entry.get("lines") or {}).items():
            wrong = [year for year in points if not re.fullmatch(YEAR_PATTERN, year)]
            for year in wrong:
                where = ("series", key, "lines", line, year)
                draft.note(Remark(where, "E316", f"'{year}' is not a year", "write year: number", at_key=True))
            lines[line] = {float(year): float(value) for year, value in points.items() if year not in wrong}
        evidence = entry["evidence"]
        yield Series(
            key,
            entry["title"],
            entry["unit"],
            entry.get("says") or "",
            lines,
            evidence["grade"],
            evidence.get("source"),
            evidence.get("note"),
        )


def read_story(draft: Draft) -> Iterator[Section]:
    """The parts of the narrative of a study whose shape is right."""
    for _, entry in draft.entries("story"):
        yield Section(entry["title"], entry["text"], tuple(entry.get("show") or ()))


def read_comparisons(draft: Draft, declared: Any, evidence: Evidence) -> Iterator[Comparison]:
    """The published results whose numbers are usable. `declared` is the declaration of `comparisons:`."""
    given = draft.data.get("comparisons")
    for written in written_numbers(declared, given, ("comparisons",), evidence, draft.bad):
        published = read_input(draft, written)
        if published is not None:
            entry = given[written.path[1]]
            yield Comparison(
                str(entry.get("id")),
                str(entry.get("title")),
                entry.get("scenario", BASELINE),
                str(entry.get("measure")),
                published,
                entry.get("says") or "",
            )
