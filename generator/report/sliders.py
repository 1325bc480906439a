"""The sliders of a report ready for print: what they say at central values, how exact they are, and the numbers behind them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from generator import numerals, words
from generator.explored import Grid
from generator.quantities import Quantity
from generator.results import Verdict
from generator.study import Label, Study
from generator.whatif.axes import Axis
from generator.whatif.evaluation import Array

WHAT_IF = words.WHAT_IF

SCRIPT = "what-if.js"
"""Beside the page: the numbers behind its sliders."""
FINE = 20
"""Steps of a slider between two values of the grid."""
ALSO = 0.05
"""The second most frequent verdict is named if it has this share."""


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


def facts(study: Study, grid: Grid, measures: Mapping[str, Quantity], label: Label) -> dict[str, Any]:
    """The sliders at their central values, and how far their numbers are to be trusted."""
    return {
        "script": SCRIPT,
        "draws": grid.draws,
        "sliders": [_slider(study, axis, label) for axis in grid.axes],
        "measures": [numerals.sentence_case(_measure(study, name, measures[name])) for name in grid.measures],
        "result": _result(study, grid, measures),
        "errors": _errors(study, grid, measures),
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


def _measure(study: Study, name: str, known: Quantity) -> str:
    """A measure's meaning, with whose it is."""
    actors = study.layout["actors"]
    whose = [actors[step]["name"] for step in name.split(".") if step in actors]
    return f"{words.AND.join(whose)}: {known.meaning}" if whose else known.meaning


def _result(study: Study, grid: Grid, measures: Mapping[str, Quantity]) -> dict[str, Any]:
    """What the sliders say at central values; explorer.js says the same of every other place."""
    at = grid.table[:, np.ravel_multi_index([axis.centre for axis in grid.axes], grid.shape)]
    shares = at[3 * len(grid.measures) :]
    first, *others = np.argsort(-shares, kind="stable")
    found, step = grid.findings[first], _share_step(grid)
    if grid.draws > 1:
        sure = WHAT_IF["sure_drawn"].format(share=_stepped(float(shares[first]), step), draws=grid.draws)
    else:
        sure = WHAT_IF["sure_levels" if study.quantities[grid.axes[0].path].levels else "sure_alone"]
    if others and shares[others[0]] >= ALSO:
        second = grid.findings[others[0]]
        sure += WHAT_IF["next"].format(
            verdict=finding_name(study, second), share=_stepped(float(shares[others[0]]), step)
        )
    cells = [
        (
            numerals.sentence_case(_measure(study, name, measures[name])),
            _interval(at[3 * i : 3 * i + 3], _told(name, measures[name], grid)),
        )
        for i, name in enumerate(grid.measures)
    ]
    return {"key": found.key, "verdict": finding_name(study, found), "sure": sure, "measures": cells}


def _interval(values: Array, told: Mapping[str, Any]) -> str:
    median, low, high = (numerals.number(float(value) * told["scale"], told["decimals"]) for value in values)
    unit = told["unit"]
    return (
        f"{median}{unit}" if low == high else f"{median}{unit} ({WHAT_IF['interval'].format(low=low, high=high)}{unit})"
    )


def _stepped(share: float, step: int) -> str:
    """A share in steps of so many per cent; never 0 % or 100 % for what is merely close to it."""
    shown = math.floor(share * 100 / step + 0.5) * step
    if share > 0 and shown < 1:
        return f"< {step} %"
    return f"> {100 - step} %" if share < 1 and shown > 99 else f"{shown} %"


def _errors(study: Study, grid: Grid, measures: Mapping[str, Quantity]) -> dict[str, Any] | None:
    found = grid.errors
    if found is None:
        return None
    return {
        "points": found.points,
        "measures": [
            {"name": _measure(study, name, measures[name]), "most": _size(most, measures[name]), "usual": _size(usual, measures[name])}
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


def script(study: Study, grid: Grid, measures: Mapping[str, Quantity], label: Label) -> bytes:
    """The numbers behind the sliders as a script, since a page opened from a folder may not fetch data."""
    said = (
        "sure_drawn", "sure_alone", "sure_levels", "next", "interval", "outside", "copied_link", "copied_yaml", "by_hand",
        "title", "says", "note",
    )  # fmt: skip
    told = {
        "axes": [_axis(study, axis, label) for axis in grid.axes],
        "measures": [_told(name, measures[name], grid) for name in grid.measures],
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


def _told(name: str, known: Quantity, grid: Grid) -> dict[str, Any]:
    """A measure's unit, and as many decimals as interpolation leaves it."""
    usual = grid.errors.measures[name][1] if grid.errors is not None else 0.0
    scale = 100 if known.is_share else 1
    error = max(usual, grid.steps[3 * grid.measures.index(name)]) * scale
    return {"unit": known.sign, "scale": scale, "decimals": min(4, math.floor(-math.log10(error)))}


def _share_step(grid: Grid) -> int:
    """To how many per cent a share is rounded: about as finely as interpolation and few draws leave it known."""
    error = max(grid.errors.share[1] if grid.errors is not None else 0.0, grid.few)
    return max((step for step in (1, 2, 5, 10) if step <= 100 * error), default=1)


def _differences(column: Sequence[int]) -> list[int]:
    """The first number, then each less the one before: neighbours are alike, and small numbers are short."""
    return [after - before for before, after in zip((0, *column), column, strict=False)]
