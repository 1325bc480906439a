"""Where words go in a plane of two levels, so that none lies on another.

Everything here is in pixels of the plot, from its lower left corner.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Spot = tuple[float, float]

_LETTER, _LINE = 6.6, 15.0
"""Width of a letter and height of a line at 12 pixels, a little more than they take."""

SIDES = {"right": (10.0, 0.0), "left": (-10.0, 0.0), "above": (0.0, 12.0), "below": (0.0, -13.0)}
"""Where a label may stand beside its point, and how far away."""


def beside(points: Sequence[Spot], texts: Sequence[str], size: Spot, taken: Sequence[Spot] = ()) -> list[str | None]:
    """A side for each label on which it meets neither point nor label nor edge; None where there is none.

    Earlier points are served first, but the last one right after the first: ends of a path matter most.
    """
    order = sorted(range(len(points)), key=lambda i: (i not in (0, len(points) - 1), i))
    boxes = [(x - 5, y - 5, x + 5, y + 5) for x, y in (*points, *taken)]
    found: list[str | None] = [None] * len(points)
    for i in order:
        for side in SIDES:
            box = _box(points[i], texts[i], side)
            inside = box[0] >= 0 and box[2] <= size[0] and box[1] >= 0 and box[3] <= size[1]
            if inside and not any(_meet(box, other) for j, other in enumerate(boxes) if j != i):
                found[i] = side
                boxes.append(box)
                break
    return found


def _box(point: Spot, text: str, side: str) -> tuple[float, float, float, float]:
    (x, y), (dx, dy), wide = point, SIDES[side], len(text) * _LETTER
    x, y = x + dx, y + dy
    left = x if side == "right" else x - wide if side == "left" else x - wide / 2
    return left, y - _LINE / 2, left + wide, y + _LINE / 2


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def roomiest(codes: NDArray[np.int8], code: int, size: Spot, text: str, taken: Sequence[Spot]) -> Spot | None:
    """The place in a region where a label has most room around it; None where it has too little.

    `codes` has shape (rows from below, columns) and says which region each cell of the plot is in. A label is
    wider than high, so distances across count for less by as much.
    """
    rows, columns = codes.shape
    xs, ys = (np.arange(columns) + 0.5) * size[0] / columns, (np.arange(rows) + 0.5) * size[1] / rows
    lines = text.split("\n")
    half = max(map(len, lines)) * _LETTER / 2 + 4, len(lines) * _LINE / 2 + 3
    inside = np.argwhere(codes == code)
    if not len(inside):
        return None
    outside = np.argwhere(codes != code)
    blocked = np.array([*((xs[c], ys[r]) for r, c in outside), *taken], float).reshape(-1, 2)
    spots = np.array([(xs[c], ys[r]) for r, c in inside])
    room = np.minimum.reduce([spots[:, 0], size[0] - spots[:, 0]]) / half[0]
    room = np.minimum(room, np.minimum(spots[:, 1], size[1] - spots[:, 1]) / half[1])
    if len(blocked):
        # The nearest obstacle in the metric of the label's own box.
        apart = np.abs(spots[:, np.newaxis, :] - blocked[np.newaxis, :, :]) / np.array(half)
        room = np.minimum(room, apart.max(axis=2).min(axis=1))
    best = int(np.argmax(room))
    return (float(spots[best, 0]), float(spots[best, 1])) if room[best] >= 1 else None
