"""How far one input must move, alone, before the finding changes: the nearest flip on either side of its central value.

A scan from the central value outwards finds the first change, and ever finer scans between the last value with
the old finding and the first with another one narrow it down. What lies between two neighbouring values of the
scan, a change and its undoing, goes unseen. A scan ends where the model refuses the input.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.deterrence.errors import ModelError
from generator.whatif.evaluation import Array, Codes, Model, evaluate

OUTWARD = 48
"""Values of the scan on each side, each further from the central value by the same factor."""
WITHIN = 24
"""Further values, evenly spaced, between the central value and each end of the range."""
NEAREST = 1e-3
"""The first step of the scan, as a share of the input's size."""
FINER, ROUNDS = 16, 5
"""Each round divides what is left by `FINER`: together by a million."""
TOGETHER = 24
"""Inputs whose scans are one call of the model."""


@dataclass(frozen=True)
class Moved:
    """An input that is moved, and how far it may go."""

    path: str
    value: float
    """Its central value."""
    least: float
    """The smallest value it may take, finite."""
    most: float
    low: float | None = None
    """Ends of the range over which it is studied; None where it has none."""
    high: float | None = None
    whole: bool = False
    """Whether only whole numbers make sense."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the finding turns, and into what."""

    value: float
    """The nearest value found with the other finding."""
    becomes: int


@dataclass(frozen=True, slots=True)
class Flip:
    """What moving one input does."""

    path: str
    below: Turn | None
    above: Turn | None
    least: float
    """Down to here the finding stays the same: to the flip, or as far as the input may go or the model takes it."""
    most: float


@dataclass
class _Search:
    """One input on its way to one end."""

    moved: Moved
    scan: Array
    """The values to try next, from the central value outwards."""
    last: float
    """The furthest value up to which the finding is the old one."""
    first: Turn | None = None
    """The nearest value with another."""

    def learn(self, codes: Codes, now: int) -> None:
        """Take in the findings along the scan, (value,) or fewer where the model refused the rest, and set out the next one."""
        changed = np.flatnonzero(codes != now)
        same = int(changed[0]) if len(changed) else len(codes)
        if same:
            self.last = float(self.scan[same - 1])
        if len(changed):
            self.first = Turn(float(self.scan[same]), int(codes[same]))
        self.scan = _between(self.last, self.first.value, self.moved.whole) if self.first else np.empty(0)


def nearest(model: Model, centre: Mapping[str, float], inputs: Sequence[Moved]) -> Iterator[Flip]:
    """The nearest flips of each input, all others at `centre`."""
    now = int(evaluate(model, centre, 1).finding[0])
    for start in range(0, len(inputs), TOGETHER):
        group = inputs[start : start + TOGETHER]
        searches = [
            _Search(moved, _outward(moved, end), moved.value) for moved in group for end in (moved.least, moved.most)
        ]
        for _ in range(ROUNDS + 1):
            going = [search for search in searches if len(search.scan)]
            for search, codes in zip(going, _findings(model, centre, going), strict=True):
                search.learn(codes, now)
        for moved, below, above in zip(group, searches[::2], searches[1::2], strict=True):
            yield Flip(moved.path, below.first, above.first, below.last, above.last)


def _findings(model: Model, centre: Mapping[str, float], searches: Sequence[_Search]) -> list[Codes]:
    """The findings along every scan, each input moved alone, in one call of the model if it refuses none of the values."""
    if not searches:
        return []
    try:
        return _called(model, centre, searches)
    except ModelError:
        if len(searches) == 1:
            return [_accepted(model, centre, searches[0])]
    half = len(searches) // 2
    return _findings(model, centre, searches[:half]) + _findings(model, centre, searches[half:])


def _called(model: Model, centre: Mapping[str, float], searches: Sequence[_Search]) -> list[Codes]:
    ends = np.cumsum([len(search.scan) for search in searches])
    columns = {search.moved.path: np.full(ends[-1], centre[search.moved.path]) for search in searches}
    for search, end in zip(searches, ends, strict=True):
        columns[search.moved.path][end - len(search.scan) : end] = search.scan
    return np.split(evaluate(model, {**centre, **columns}, int(ends[-1])).finding, ends[:-1])


def _accepted(model: Model, centre: Mapping[str, float], search: _Search) -> Codes:
    """The findings along one scan up to the first value that the model refuses."""
    known: Codes = np.empty(0, np.int64)
    refused = len(search.scan)
    while refused - len(known) > 1:
        middle = (len(known) + refused) // 2
        try:
            (known,) = _called(model, centre, [_Search(search.moved, search.scan[:middle], search.last)])
        except ModelError:
            refused = middle
    return known


def _outward(moved: Moved, end: float) -> Array:
    """The values of the first scan, from the central value outwards to `end`."""
    reach = abs(end - moved.value)
    if not reach > 0:
        return np.empty(0)
    sign = math.copysign(1.0, end - moved.value)
    width = (moved.high - moved.low) if moved.low is not None and moved.high is not None else 0.0
    size = max(abs(moved.value), width) or reach
    away = np.geomspace(min(reach, NEAREST * size), reach, OUTWARD)
    edge = moved.high if sign > 0 else moved.low
    inside = (edge - moved.value) * sign if edge is not None else 0.0
    if inside > 0:
        away = np.union1d(away, np.linspace(0.0, min(inside, reach), WITHIN + 1)[1:])
    values = moved.value + sign * away
    # The end itself, not what rounding makes of it: beyond it the model may refuse.
    values[-1] = end
    return _rounded(values, moved.value) if moved.whole else values


def _rounded(values: Array, centre: float) -> Array:
    found = np.array(list(dict.fromkeys(np.rint(values).tolist())))
    return found[found != centre]


def _between(last: float, first: float, whole: bool) -> Array:
    """A finer scan from the last value with the old finding to the first with another, both left out."""
    if whole:
        step = math.copysign(1.0, first - last)
        between = np.arange(last + step, first, step)
        # Few are all looked at; of many some, and the next round looks between those.
        return between if len(between) <= FINER else between[:: math.ceil(len(between) / FINER)]
    return np.linspace(last, first, FINER + 1)[1:-1]
