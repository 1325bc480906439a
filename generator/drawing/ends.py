"""Names at the ends of lines, so that no reader must look them up in a legend: where they go, and how much room they need."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import altair as alt

from generator.drawing import layout, theme

APART = 16.0
"""Least distance of two names, in pixels."""
_LETTER, _BESIDE = 6.9, 10
"""Width of a letter at 13 pixels, a little more than on average, and distance of a name from its line."""
LONGEST = 28
"""Letters of a name that still stands beside its line."""


def fit(names: Sequence[str]) -> bool:
    """Whether names are few and short enough to stand at the ends of their lines."""
    return len(names) <= len(theme.SIDES) and max(map(len, names)) <= LONGEST


def room(names: Sequence[str]) -> dict[str, float]:
    """The padding of a chart with these names at its right edge."""
    padding: dict[str, float] = theme.config()["padding"]
    return {**padding, "right": round(max(map(len, names)) * _LETTER) + _BESIDE + 4}


def names_at_ends(
    rows: Sequence[dict[str, Any]], names: Sequence[str], height: float, domain: tuple[float, float], bend: float | None
) -> alt.Chart:
    """The name of each side beside its last point, moved up or down where two would meet.

    Rows: year, side, value. `domain` is that of the upright axis, `bend` the constant of a symmetric logarithm or None.
    """
    last = {name: max((row for row in rows if row["side"] == name), key=lambda row: row["year"]) for name in names}
    low, high = (_bent(end, bend) for end in domain)
    heights = [(_bent(last[name]["value"], bend) - low) / (high - low) * height for name in names]
    placed = [
        {"year": last[name]["year"], "value": _straight(low + at / height * (high - low), bend), "name": name}
        for name, at in zip(names, spread(heights), strict=True)
    ]
    return (
        alt.Chart(layout.data(placed))
        .mark_text(align="left", baseline="middle", dx=_BESIDE, fontSize=13, color=theme.INK)
        .encode(x=alt.X("year:Q"), y=alt.Y("value:Q"), text=alt.Text("name:N"))
    )


def spread(heights: Sequence[float]) -> list[float]:
    """The heights, in pixels, moved as little as makes any two at least `APART`: each group that meets stays where its middle was."""
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    groups: list[list[int]] = []
    for i in order:
        groups.append([i])
        while len(groups) > 1 and _bottom(groups[-1], heights) - _top(groups[-2], heights) < APART:
            groups[-2:] = [groups[-2] + groups[-1]]
    found = list(heights)
    for group in groups:
        for place, i in enumerate(group):
            found[i] = _bottom(group, heights) + place * APART
    return found


def _bottom(group: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[i] for i in group) / len(group) - (len(group) - 1) * APART / 2


def _top(group: Sequence[int], heights: Sequence[float]) -> float:
    return _bottom(group, heights) + (len(group) - 1) * APART


def _bent(value: float, bend: float | None) -> float:
    return value if bend is None else math.copysign(math.log1p(abs(value) / bend), value)


def _straight(value: float, bend: float | None) -> float:
    return value if bend is None else math.copysign(math.expm1(abs(value)) * bend, value)
