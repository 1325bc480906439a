"""The picture of a what-if that needs no script: the verdict over the most telling inputs, as a map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator import numerals, words
from generator.drawing import theme
from generator.drawing.figure import Cell, Column, Drawing, Table
from generator.drawing.parts import Row
from generator.drawing.specification import drawing
from generator.drawing.verdict_map import verdict_map
from generator.explored import Explored, Grid
from generator.report.sliders import finding_name
from generator.results import Verdict
from generator.study import Label, Study
from generator.whatif.axes import Axis

WHAT_IF = words.WHAT_IF
ID = "what-if"


def draw(study: Study, found: Explored, label: Label) -> list[Drawing]:
    """The map; none where no input has a slider."""
    grid = found.grid
    if grid is None:
        return []
    places = [_shown(axis) for axis in grid.axes]
    if len(places) > 2:
        third = grid.axes[2]
        places[2] = sorted({third.first, third.centre, third.last})
    shares = grid.table[3 * len(grid.measures) :].reshape(len(grid.findings), *grid.shape)
    short = shorts(study, grid.findings)
    names = {f"{short[i]}: {finding_name(study, item)}": item.key for i, item in enumerate(grid.findings)}
    rows: list[Row] = []
    cells: list[tuple[Cell, ...]] = []
    counted = np.zeros(len(grid.findings), np.int64)
    for index in np.ndindex(*map(len, places)):
        at = tuple(place[i] for place, i in zip(places, index, strict=True))
        best = int(shares[(slice(None), *at)].argmax())
        counted[best] += 1
        values = [axis.values[i] for axis, i in zip(grid.axes, at, strict=True)]
        texts = [
            numerals.given(float(f"{value:.3g}"), study.quantities[axis.path])
            for axis, value in zip(grid.axes, values, strict=True)
        ]
        held = float(shares[(best, *at)])
        rows.append(
            {
                "panel": texts[2] if len(texts) > 2 else "",
                "x": texts[0],
                "y": texts[1] if len(texts) > 1 else "",
                "short": short[best],
                "what": list(names)[best],
                "share": numerals.percent(held) if grid.draws > 1 else "",
            }
        )
        cells.append((*texts, finding_name(study, grid.findings[best]), held * 100))
    used = [i for i in range(len(names)) if counted[i]]
    colours = {list(names)[i]: theme.verdict_colour(grid.findings[i].key) for i in used}
    order = [list(dict.fromkeys(row[key] for row in rows)) for key in ("panel", "x", "y")]
    titles = tuple(_titled(study, axis, label) for axis in grid.axes)
    return [
        drawing(
            ID,
            WHAT_IF["chart_title"],
            _finding(study, grid, counted),
            _description(study, grid, label),
            lambda width: verdict_map(rows, width, (order[0], order[1], order[2]), titles, colours),
            Table(
                (
                    *(Column(axis.path, label(study, axis.path), False) for axis in grid.axes),
                    Column("verdict", words.CHART["verdict"], False),
                    Column("share", words.CHART["share"], unit="%"),
                ),
                tuple(cells),
            ),
        )
    ]


def _titled(study: Study, axis: Axis, label: Label) -> str:
    """An input's name with its unit."""
    known, name = study.quantities[axis.path], label(study, axis.path)
    said = known.sign or known.levels or known.unit in ("-", "") or known.unit in name
    return name if said else f"{name} ({known.unit})"


def _shown(axis: Axis) -> list[int]:
    """The ends of the studied range, its central value, and one between on either side."""
    found = {axis.first, (axis.first + axis.centre) // 2, axis.centre, (axis.centre + axis.last + 1) // 2, axis.last}
    return sorted(found)


def shorts(study: Study, findings: Sequence[Verdict]) -> list[str]:
    """Letters for each finding; where several have the same verdict, numbered, for the legend says which is which."""
    keys = [item.key for item in findings]
    told = []
    for i, key in enumerate(keys):
        letters = words.SHORT[key]
        told.append(f"{letters} {keys[: i + 1].count(key)}" if keys.count(key) > 1 else letters)
    return told


def _finding(study: Study, grid: Grid, counted: NDArray[np.int64]) -> str:
    first = int(counted.argmax())
    name = finding_name(study, grid.findings[first])
    if counted[first] == counted.sum():
        return WHAT_IF["chart_finding_one"].format(verdict=name)
    return WHAT_IF["chart_finding"].format(verdict=name, n=int(counted[first]), all=int(counted.sum()))


def _description(study: Study, grid: Grid, label: Label) -> str:
    text = WHAT_IF["chart_description" if grid.draws > 1 else "chart_description_alone"].format(draws=grid.draws)
    if len(grid.axes) > 2:
        text += " " + WHAT_IF["chart_panels"].format(input=label(study, grid.axes[2].path))
    return text
