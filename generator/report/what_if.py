"""What would change the verdict, ready for print: the nearest flips as a finding, a table and a file."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import numerals, words
from generator.drawing.figure import Cell, Column, Table
from generator.explored import Explored, Moved, Turned
from generator.quantities import Quantity
from generator.report import sliders
from generator.report.sliders import finding_name, printed
from generator.results import Results
from generator.study import BASELINE, Label, Study

WHAT_IF = words.WHAT_IF

FLIPS = "what-if-flips.csv"
"""Beside the page: the flips of every input."""
MOST = 8
"""Flips in the table; the file has all."""


def facts(
    study: Study, results: Results[Any], found: Explored, measures: Mapping[str, Quantity], label: Label
) -> dict[str, Any]:
    """Values for `_parts/what_if.md.j2`, every number already in print."""
    turns = sorted(_turns(study, found), key=lambda item: item[0])
    inside = list(dict.fromkeys(item.path for _, item, turn in turns if _inside(item, turn)))
    return {
        "about": [study.layout["actors"][actor]["name"] for actor in found.about],
        "verdict": finding_name(study, found.verdict),
        "assurance": finding_name(study, results.cases[BASELINE].verdict) if judged_otherwise(results, found) else "",
        "finding": _finding(study, turns, inside, label),
        "flips": [_row(study, item, turn, label) for _, item, turn in turns[:MOST]],
        "more": len(turns) - MOST if len(turns) > MOST else 0,
        "inputs": len(found.inputs),
        "never": sum(item.below is None and item.above is None for item in found.inputs),
        "flips_file": FLIPS,
        "explorer": None if found.grid is None else sliders.facts(study, found.grid, measures, label),
    }


def judged_otherwise(results: Results[Any], found: Explored) -> bool:
    """Whether the verdict at the central values alone is another one than the published.

    In one draw nobody knows how many draws agree, so a class that asks for that may be higher there.
    """
    return found.verdict.key != results.cases[BASELINE].verdict.key


def nearest(study: Study, found: Explored, label: Label) -> dict[str, Any] | None:
    """The flip that a report's table has first; None where no input changes the verdict."""
    turns = sorted(_turns(study, found), key=lambda item: item[0])
    return _row(study, turns[0][1], turns[0][2], label) if turns else None


def _turns(study: Study, found: Explored) -> Iterator[tuple[tuple[float, float], Moved, Turned]]:
    """Every flip with its distance: those of inputs with a range first, by widths of it, then by what share of the value."""
    for item in found.inputs:
        for turn in (item.below, item.above):
            if turn is None:
                continue
            apart = abs(turn.value - item.value)
            if item.low is not None and item.high is not None:
                yield (0.0, apart / (item.high - item.low)), item, turn
            else:
                yield (1.0, apart / abs(item.value) if item.value else math.inf), item, turn


def _inside(item: Moved, turn: Turned) -> bool:
    return item.low is not None and item.high is not None and item.low <= turn.value <= item.high


def _where(study: Study, item: Moved, turn: Turned) -> str:
    """How far a flip is, in words."""
    if _inside(item, turn):
        return WHAT_IF["inside"]
    if item.low is not None and item.high is not None:
        beyond = max(turn.value - item.high, item.low - turn.value) / (item.high - item.low)
        return WHAT_IF["beyond"].format(percent=_percent(beyond))
    if study.quantities[item.path].levels:
        steps = round(abs(turn.value - item.value))
        return WHAT_IF["level"].format(levels=WHAT_IF["levels_one" if steps == 1 else "levels_many"].format(n=steps))
    if item.value == 0:
        return WHAT_IF["from_zero"]
    change = turn.value / item.value - 1
    return WHAT_IF["less" if change < 0 else "more"].format(percent=_percent(abs(change)))


def _percent(part: float) -> str:
    """A part of something that may be more than the whole, in per cent."""
    return numerals.percent(part) if part < 1 else f"{numerals.number(100 * part, 0)} %"


def _row(study: Study, item: Moved, turn: Turned, label: Label) -> dict[str, Any]:
    given = study.inputs[item.path]
    return {
        "label": label(study, item.path), "grade": given.grade, "now": printed(study, item.path, item.value),
        "range": _range(study, item), "at": printed(study, item.path, turn.value),
        "sign": "\u2264" if turn.value < item.value else "\u2265",
        "where": _where(study, item, turn), "inside": _inside(item, turn),
        "verdict": turn.becomes.key, "verdict_name": finding_name(study, turn.becomes),
    }  # fmt: skip


def _range(study: Study, item: Moved) -> str:
    if item.low is None or item.high is None:
        return words.ASSUMPTIONS["exact"]
    known = study.quantities[item.path]
    return f"{numerals.given(item.low, known)}{numerals.TO}{numerals.given(item.high, known)}"


def _finding(
    study: Study, turns: Sequence[tuple[tuple[float, float], Moved, Turned]], inside: Sequence[str], label: Label
) -> str:
    if not turns:
        return WHAT_IF["none"]
    (kind, _), item, turn = turns[0]
    names = {"input": label(study, item.path), "where": _where(study, item, turn)}
    if not inside:
        return WHAT_IF["no_ranges" if kind else "all_outside"].format(**names)
    return WHAT_IF["one_inside" if len(inside) == 1 else "some_inside"].format(
        n=len(inside), input=label(study, inside[0])
    )


FLIPS_COLUMNS = (
    "input", "label", "unit", "value", "low", "high", "same_from", "same_to", "flips_below", "becomes_below",
    "flips_above", "becomes_above",
)  # fmt: skip


def flips_file(study: Study, found: Explored, label: Label) -> bytes:
    """The flips of every input as CSV, in the units of the study's file."""
    rows: list[tuple[Cell, ...]] = []
    for item in found.inputs:
        sides: list[Cell] = []
        for turn in (item.below, item.above):
            sides += [None, None] if turn is None else [turn.value, finding_name(study, turn.becomes)]
        numbers = (item.value, item.low, item.high, item.least, item.most)
        rows.append((item.path, label(study, item.path), study.quantities[item.path].unit, *numbers, *sides))
    return Table(tuple(Column(name, name) for name in FLIPS_COLUMNS), tuple(rows)).csv()
