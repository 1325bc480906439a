"""What a study tells beside its own numbers: observed series, published results to compare with, the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics.problem import Remark
from generator.loading.beside import shown_beside
from generator.loading.draft import Draft
from generator.loading.inputs import read_input
from generator.loading.numbers import Evidence, written_numbers
from generator.loading.table import read_table
from generator.study import BASELINE, Comparison, Section, Series

YEAR_PATTERN = r"-?[0-9]{1,4}(\.[0-9]+)?"
Lines = dict[str, dict[float, float]]
"""Line -> year -> number."""


def read_series(draft: Draft, tables: Mapping[str, Lines]) -> Iterator[Series]:
    """The series of a study whose shape is right; what is no year is told and left out.

    `tables` holds the lines of those that name a data file.
    """
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


def read_tables(draft: Draft) -> dict[str, Lines]:
    """The lines of every series that names a data file, by the key of the series."""
    found: dict[str, Lines] = {}
    for key, entry in draft.mapping("series").items():
        path = ("series", key)
        if not isinstance(entry, dict) or any(bad[:2] == path for bad in draft.bad):
            continue
        named, remark = entry.get("file"), None
        if (named is None) == (entry.get("lines") is None):
            what = "the series has neither `lines:` nor `file:`" if named is None else "`file:` stands beside `lines:`"
            remark = Remark(path, "E376", what, "give one of the two", at_key=True)
        elif named is not None:
            raw = draft.beside.file(named)
            if isinstance(raw, bytes):
                table = read_table(shown_beside(draft.document.file, named), raw)
                draft.document.problems += table.problems
                found[key] = table.lines
                draft.bad |= {(*path, "file")} if table.problems else set()
            else:
                remark = Remark((*path, "file"), raw.code, raw.what, raw.instead)
        if remark is not None:
            draft.note(remark)
            draft.bad.add(remark.path)
    return found


def files_of(draft: Draft) -> dict[str, str]:
    """Every data file of a study whose shape is right, and the series that first names it."""
    found: dict[str, str] = {}
    for key, entry in draft.mapping("series").items():
        if entry.get("file"):
            found.setdefault(entry["file"], key)
    return found


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
