"""Where words go in a plane of two levels, so that none lies on another.

Everything here is in pixels of the plot, from its lower left corner.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Spot = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge."""

_LETTER, _LINE = 6.6, 15.0
"""Width of a letter and height of a line at 12 pixels, a little more than they take."""

SIDES = {
    "right": (10.0, 0.0),
    "left": (-10.0, 0.0),
    "above": (0.0, 14.0),
    "below": (0.0, -15.0),
    "right above": (8.0, 13.0),
    "right below": (8.0, -14.0),
    "left above": (-8.0, 13.0),
    "left below": (-8.0, -14.0),
}
"""Where a label's middle may stand beside its point, and how far away."""


def beside(points: Sequence[Spot], texts: Sequence[str], size: Spot, taken: Sequence[Spot] = ()) -> list[str | None]:
    """A side for each label on which it meets neither point nor label nor edge; None where there is none.

    Earlier points are served first, but the last one right after the first: ends of a path matter most, and where
    these find no free side they may stand on a line (`taken`).
    """
    order = sorted(range(len(points)), key=lambda i: (i not in (0, len(points) - 1), i))
    boxes = [(x - 5, y - 5, x + 5, y + 5) for x, y in points]
    lines = [(x - 1, y - 1, x + 1, y + 1) for x, y in taken]
    found: list[str | None] = [None] * len(points)
    for i in order:
        free = [side for side in SIDES if _is_free(_box(points[i], texts[i], side), i, boxes, size)]
        crossed = {side: sum(_meet(_box(points[i], texts[i], side), line) for line in lines) for side in free}
        best = min(free, key=lambda side: crossed[side], default=None)
        if best is not None and (crossed[best] == 0 or i in (0, len(points) - 1)):
            found[i] = best
            boxes.append(_box(points[i], texts[i], best))
    return found


def _is_free(box: Box, own: int, boxes: Sequence[Box], size: Spot) -> bool:
    """Whether a label lies within the plot and meets no other's point or label."""
    inside = box[0] >= 0 and box[2] <= size[0] and box[1] >= 0 and box[3] <= size[1]
    return inside and not any(_meet(box, other) for j, other in enumerate(boxes) if j != own)


def along(start: Spot, end: Spot, step: float = 7.0) -> list[Spot]:
    """Places on a line that labels should keep clear of."""
    count = max(2, int(np.hypot(end[0] - start[0], end[1] - start[1]) / step))
    return [
        (float(x), float(y))
        for x, y in zip(np.linspace(start[0], end[0], count), np.linspace(start[1], end[1], count), strict=True)
    ]


def _box(point: Spot, text: str, side: str) -> Box:
    (x, y), (dx, dy), wide = point, SIDES[side], len(text) * _LETTER
    x, y = x + dx, y + dy
    left = x if side.startswith("right") else x - wide if side.startswith("left") else x - wide / 2
    return left, y - _LINE / 2, left + wide, y + _LINE / 2


def _meet(one: Box, other: Box) -> bool:
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
    ours = codes == code
    inside = np.argwhere(ours)
    if not len(inside):
        return None
    # Of all cells outside, the nearest to any place inside is one that touches the region.
    touching = np.lib.stride_tricks.sliding_window_view(np.pad(ours, 1), (3, 3)).any(axis=(2, 3))
    outside = np.argwhere(touching & ~ours)
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
