"""What would change the verdict, ready for print: the nearest flips as a table, and the sliders with what stands behind them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator import numerals, words
from generator.drawing.figure import Cell, Column, Table
from generator.exploring import Explored, Grid, Moved, Turned
from generator.quantities import Quantity
from generator.results import Results, Verdict
from generator.study import BASELINE, Study
from generator.whatif.axes import Axis

Label = Callable[[Study, str], str]
WHAT_IF = words.WHAT_IF

SCRIPT, FLIPS = "what-if.js", "what-if-flips.csv"
"""Beside the page: the numbers behind its sliders, and the flips of every input."""
MOST = 8
"""Flips in the table; the file has all."""
FINE = 20
"""Steps of a slider between two values of the grid."""


def facts(
    study: Study, results: Results[Any], found: Explored, measures: Mapping[str, Quantity], label: Label
) -> dict[str, Any]:
    """Values for `_parts/what_if.md.j2`, every number already in print."""
    turns = sorted(_turns(study, found), key=lambda item: item[0])
    inside = list(dict.fromkeys(item.path for _, item, turn in turns if _inside(item, turn)))
    published = results.cases[BASELINE].verdict
    return {
        "about": [study.layout["actors"][actor]["name"] for actor in found.about],
        "verdict": finding_name(study, found.verdict),
        # In one draw nobody knows how many draws agree, so a class that asks for that may be higher than in the published verdict.
        "assurance": finding_name(study, published) if found.verdict.key != published.key else "",
        "finding": _finding(study, turns, inside, label),
        "flips": [_row(study, item, turn, label) for _, item, turn in turns[:MOST]],
        "more": len(turns) - MOST if len(turns) > MOST else 0,
        "inputs": len(found.inputs),
        "never": sum(item.below is None and item.above is None for item in found.inputs),
        "flips_file": FLIPS,
        "explorer": None if found.grid is None else _explorer(study, found.grid, measures, label),
    }


def finding_name(study: Study, found: Verdict) -> str:
    """A verdict with its closer word and, where one side has the upper hand, its name."""
    name = words.verdict_name(found.key, found.subtype)
    if found.stronger is None:
        return name
    known = {**study.layout["actors"], **study.layout.get("sides", {})}
    return WHAT_IF["party"].format(verdict=name, name=known[found.stronger]["name"])


def printed(study: Study, path: str, value: float) -> str:
    """An input's value with its unit."""
    known = study.quantities[path]
    text = numerals.given(value if known.levels else float(f"{value:.3g}"), known)
    return text if known.levels or known.sign or known.unit in ("-", "") else f"{text} {known.unit}"


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


def _explorer(study: Study, grid: Grid, measures: Mapping[str, Quantity], label: Label) -> dict[str, Any]:
    """The sliders at their central values, and how far their numbers are to be trusted."""
    return {
        "script": SCRIPT,
        "draws": grid.draws,
        "sliders": [_slider(study, axis, label) for axis in grid.axes],
        "measures": [numerals.sentence_case(_measure(study, name, measures[name], label)) for name in grid.measures],
        "errors": _errors(study, grid, measures, label),
    }


def _slider(study: Study, axis: Axis, label: Label) -> dict[str, Any]:
    known, given = study.quantities[axis.path], study.inputs[axis.path]
    fine = 1 if known.levels else FINE
    low, high = (numerals.given(float(f"{axis.values[i]:.3g}"), known) for i in (axis.first, axis.last))
    value = printed(study, axis.path, axis.values[axis.centre])
    note = (
        WHAT_IF["levels"].format(value=value)
        if known.levels
        else WHAT_IF["studied"].format(low=low, high=high, value=value)
    )
    return {
        "label": label(study, axis.path), "grade": given.grade, "value": value, "note": note,
        "most": (len(axis.values) - 1) * fine, "at": axis.centre * fine,
    }  # fmt: skip


def _measure(study: Study, name: str, known: Quantity, label: Label) -> str:
    """A measure's meaning, with whose it is."""
    actors = study.layout["actors"]
    whose = [actors[step]["name"] for step in name.split(".") if step in actors]
    return f"{words.AND.join(whose)}: {known.meaning}" if whose else known.meaning


def _errors(study: Study, grid: Grid, measures: Mapping[str, Quantity], label: Label) -> dict[str, Any] | None:
    found = grid.errors
    if found is None:
        return None
    return {
        "points": found.points,
        "measures": [
            {"name": _measure(study, name, measures[name], label), "most": _size(most, measures[name]), "usual": _size(usual, measures[name])}
            for name, (most, usual) in found.measures.items()
        ],
        "share": _points(found.share[0]), "usual_share": _points(found.share[1]),
        "other": numerals.percent(found.other), "few": _points(grid.few),
    }  # fmt: skip


def _size(value: float, known: Quantity) -> str:
    shown = value * 100 if known.is_share else value
    return numerals.number(shown, numerals.plain_decimals(shown, 2)) + known.sign


def _points(share: float) -> str:
    return numerals.number(100 * share, 1)


def script(study: Study, found: Explored, measures: Mapping[str, Quantity], label: Label) -> bytes:
    """The numbers behind the sliders as a script, since a page opened from a folder may not fetch data."""
    grid = found.grid
    if grid is None:
        raise ValueError("a study without sliders has no numbers behind them")
    errors = grid.errors.measures if grid.errors is not None else {}
    said = (
        "sure_drawn", "sure_alone", "sure_levels", "next", "interval", "outside", "copied_link", "copied_yaml", "by_hand",
        "title", "says", "note",
    )  # fmt: skip
    told = {
        "axes": [_axis(study, axis, label) for axis in grid.axes],
        "measures": [_told(name, measures[name], errors[name][1], grid) for name in grid.measures],
        "findings": [{"key": item.key, "name": finding_name(study, item)} for item in grid.findings],
        "steps": grid.steps,
        "columns": [_differences(column) for column in grid.columns],
        "draws": grid.draws,
        "share_step": _share_step(grid),
        "words": {name: WHAT_IF[name] for name in said},
    }
    return f"window.btWhatIf({json.dumps(told, separators=(',', ':'), ensure_ascii=False)});\n".encode()


def _axis(study: Study, axis: Axis, label: Label) -> dict[str, Any]:
    known = study.quantities[axis.path]
    unit = known.sign or ("" if known.levels or known.unit in ("-", "") else f" {known.unit}")
    return {
        "path": axis.path, "label": label(study, axis.path), "unit": unit, "scale": 100 if known.is_share else 1,
        "values": [float(f"{value:.6g}") for value in axis.values], "factors": axis.by_factors, "centre": axis.centre,
        "first": axis.first, "last": axis.last, "fine": 1 if known.levels else FINE, "levels": list(known.levels),
    }  # fmt: skip


def _told(name: str, known: Quantity, usual: float, grid: Grid) -> dict[str, Any]:
    """A measure's unit, and as many decimals as interpolation leaves it."""
    step = max(usual, grid.steps[3 * grid.measures.index(name)]) * (100 if known.is_share else 1)
    return {
        "unit": known.sign,
        "scale": 100 if known.is_share else 1,
        "decimals": min(4, math.floor(-math.log10(step))),
    }


def _share_step(grid: Grid) -> float:
    """To how many per cent a share is rounded: no finer than what interpolation and few draws leave of it."""
    error = max(grid.errors.share[1] if grid.errors is not None else 0.0, grid.few)
    return next((step for step in (1, 2, 5) if step >= 100 * error), 10)


def _differences(column: Sequence[int]) -> list[int]:
    """The first number, then each less the one before: neighbours are alike, and small numbers are short."""
    return [after - before for before, after in zip((0, *column), column, strict=False)]


FLIPS_COLUMNS = (
    "input", "label", "unit", "value", "low", "high", "moved_from", "moved_to", "flips_below", "becomes_below",
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
