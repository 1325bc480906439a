"""What a panel is: charts, numbers for its text, and what it was read in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator import numerals, words
from generator.context import facts
from generator.context.facts import Cited, Row
from generator.drawing.figure import Cell, Column, Drawing


@dataclass(frozen=True)
class Panel:
    """One panel of context. It knows no study, and no study's numbers know it."""

    name: str
    drawings: tuple[Drawing, ...]
    facts: Mapping[str, Any]
    """What its template says in numbers, printed already."""
    sources: tuple[Cited, ...]
    """What it was read in, in the order of its text."""

    @property
    def title(self) -> str:
        """Its heading."""
        return words.PANELS[self.name]


def cited(*ids: str) -> tuple[Cited, ...]:
    """The sources of these ids, each once."""
    known = facts.sources()
    return tuple(known[id] for id in dict.fromkeys(ids))


def title_of(chart: Callable[..., Any]) -> str:
    """A chart's title: the first line of its docstring."""
    return (chart.__doc__ or "").strip().splitlines()[0]


def small(share: float) -> str:
    """A share as per cent with two digits that count, however small it is: `0.000001` as `0.0001 %`."""
    if share > 0.99:
        return numerals.percent(share)
    text = numerals.number(100 * share, numerals.plain_decimals(100 * share, 2))
    return (text.rstrip("0").rstrip(".") if "." in text else text) + " %"


EVIDENCE = (
    Column("grade", words.CONTEXT["grade"], False),
    Column("source", words.CONTEXT["source"], False),
    Column("note", words.CONTEXT["note"], False),
)
"""The last columns of a table whose rows are facts."""


def evidence(row: Row) -> tuple[Cell, ...]:
    """Grade, source and note of a row, for these columns."""
    return row.grade, row.source, row.note


def used(rows: Iterable[Row]) -> tuple[str, ...]:
    """The sources of rows, each once."""
    return tuple(dict.fromkeys(row.source for row in rows))
