"""The phase plane of the pair: its forces multiplied, and where both sides would still deter."""

from __future__ import annotations

from typing import Any

import numpy as np

from generator import numerals, words
from generator.drawing import planes, theme
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, called, name_of, title_of
from generator.drawing.specification import drawing
from generator.kinds.force_exchange.assembly import assemble
from generator.kinds.force_exchange.charts.parts import Found
from generator.kinds.force_exchange.plane import MOST, PhasePlane, crossing
from generator.kinds.force_exchange.plane import phase_plane as forces_multiplied
from generator.study import BASELINE, Study, case_key


def phase_plane(study: Study, results: Found) -> list[Drawing]:
    """If both sides had fewer or more of what they have"""
    actors = study.layout["actors"]
    if len(actors) != 2 or any("damages" in entry for entry in actors.values()):
        return []
    a, b = actors
    found = forces_multiplied(
        assemble(study.layout, {path: given.value for path, given in study.cases()[BASELINE].items()})
    )
    text = words.CHART
    hues = {
        text[pattern].format(name=name_of(study, side)): theme.SIDES[i]
        for i, side in enumerate((a, b))
        for pattern in ("phase_deters", "phase_attacked")
    }
    lines = _lines(found, list(hues))
    drawn = {row["name"] for row in lines}
    years, beyond = _years(study, results)
    here = [{"x": 1.0, "y": 1.0, "text": study.baseline_title}]

    def build(width: int) -> Any:
        across, upwards = (text["phase_axis"].format(name=called(study, side)) for side in (a, b))
        frame = planes.Frame((0.0, MOST), (0.0, MOST), across, upwards, width)
        marks = planes.Marks(
            lines=lines,
            path=years,
            joined=False,
            points=here,
            hues={name: hue for name, hue in hues.items() if name in drawn},
        )
        return planes.plane(frame, _cone(found), marks)

    table = Table(
        (
            Column("factor", text["phase_factor"].format(name=called(study, b))),
            *(
                Column(f"{side}_{part}", text[pattern].format(name=name_of(study, side), other=called(study, a)))
                for side, part, pattern in ((a, "deters", "phase_from"), (b, "deters", "phase_to"))
            ),
        ),
        _rows(found),
    )
    description = text["phase_description"] + (
        " " + text["phase_beyond"].format(years=", ".join(beyond)) if beyond else ""
    )
    return [drawing("phase-plane", title_of(phase_plane), _finding(study, found), description, build, table)]


def _lines(found: PhasePlane, names: list[str]) -> list[Row]:
    """The four contours: each side's margin at 1, and the reply the other side would just accept."""
    rows: list[Row] = []
    for i in (0, 1):
        for n, values in enumerate((found.margin[i], found.bearable[i])):
            # Along the own factor a reply grows, so each row is crossed once.
            own = crossing(values if i == 0 else values.T, found.factors)
            spots = _corners(
                [(x, y) if i == 0 else (y, x) for x, y in zip(own, found.factors, strict=True) if np.isfinite(x)]
            )
            rows += [
                {"x": float(x), "y": float(y), "order": k, "name": names[2 * i + n], "dash": n == 1}
                for k, (x, y) in enumerate(spots)
            ]
    return rows


def _cone(found: PhasePlane) -> list[planes.Region]:
    """Where both deter: above the line of B, below the line of A, column by column."""
    lower = crossing(found.margin[1].T, found.factors)
    # A's margin falls with B's factor; read from the top it rises, so the same crossing finds its upper end.
    upper = found.factors[-1] - crossing(found.margin[0].T[:, ::-1], found.factors)
    rows = [
        {"x": float(x), "y": float(low), "y2": float(high)}
        for x, low, high in zip(found.factors, lower, upper, strict=True)
        if np.isfinite(low) and np.isfinite(high) and high >= low
    ]
    return [planes.Region(rows, theme.verdict_colour("mad-stable"), 0.22)] if rows else []


def _corners(spots: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points of a line at which it bends; the contours are straight for long stretches."""
    bends = [
        abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) > 1e-4
        for (x0, y0), (x, y), (x1, y1) in zip(spots, spots[1:], spots[2:], strict=False)
    ]
    return [spot for spot, kept in zip(spots, [True, *bends, True], strict=False) if kept]


def _years(study: Study, results: Found) -> tuple[list[Row], list[str]]:
    """Each state at the weight its forces could deliver, as a multiple of the baseline's; and those beyond the picture."""
    now = results.cases[BASELINE].estimates
    rows: list[Row] = []
    beyond = []
    for order, state in enumerate(study.states):
        then = results.cases[case_key(BASELINE, state.id)].estimates
        weights = [
            (then[f"{side}.first_strike_weight"].point, now[f"{side}.first_strike_weight"].point)
            for side in study.layout["actors"]
        ]
        if any(base <= 0 for _, base in weights):
            return [], []
        x, y = (weight / base for weight, base in weights)
        if max(x, y) > MOST:
            beyond.append(state.id)
        elif (x, y) != (1.0, 1.0):
            rows.append({"x": x, "y": y, "order": order, "year": state.id, "text": f"{x:.2f}, {y:.2f}"})
    return rows, beyond


def _finding(study: Study, found: PhasePlane) -> str:
    """From which share of both forces on, cut alike, both would deter."""
    both = np.minimum(np.diagonal(found.margin[0]), np.diagonal(found.margin[1]))
    start = float(crossing(both[np.newaxis, :], found.factors)[0])
    if not np.isfinite(start):
        return words.CHART["phase_never"].format(most=f"{MOST:g}")
    pattern = "phase_share" if start <= 1 else "phase_more"
    return words.CHART[pattern].format(share=numerals.percent(start), times=numerals.number(start, 1))


def _rows(found: PhasePlane) -> tuple[tuple[float | None, ...], ...]:
    """At every fifth factor of B: from which factor of A on it deters, and up to which B does."""
    lower = crossing(found.margin[0], found.factors)
    upper = found.factors[-1] - crossing(found.margin[1][:, ::-1], found.factors)
    return tuple(
        (float(y), _known(low), _known(high))
        for y, low, high in list(zip(found.factors, lower, upper, strict=True))[::5]
    )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
