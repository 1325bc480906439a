"""One direction of the grid: values of an input over its studied range and a little beyond, its central value among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from generator.whatif.evaluation import Array

INSIDE = 7
"""Values over the studied range; with one beyond either end nine."""
BEYOND = 0.25
"""How far the values beyond lie from the range, as a share of its width."""
MUCH = 2.0
"""An amount whose range spans more than this factor is spaced by factors, not by differences."""


@dataclass(frozen=True)
class Axis:
    """An input's values on the grid. A place on it is a real number: 0 the first value, 1 the second."""

    path: str
    values: tuple[float, ...]
    """Rising."""
    centre: int
    """Where the central value stands."""
    first: int
    last: int
    """Where the studied range begins and ends."""
    by_factors: bool = False
    """Whether values between two of the grid follow a factor (True) or a difference."""

    def at(self, places: ArrayLike) -> Array:
        """The values at places, same shape."""
        known = np.log(self.values) if self.by_factors else np.asarray(self.values)
        found = np.interp(np.asarray(places, float), np.arange(len(known)), known)
        return np.exp(found) if self.by_factors else np.asarray(found)


def axis(
    path: str, value: float, low: float, high: float, least: float, most: float, *, amount: bool, margin: bool = True
) -> Axis:
    """The axis of an input studied from `low` to `high` with `value` between them, that must stay within `least` to `most`.

    `margin` says whether there are values beyond the range. Raises ValueError where there is no range.
    """
    if not low < high or not low <= value <= high:
        raise ValueError(f"{path} needs a range with its central value in it: {low}, {value}, {high}")
    factors = amount and low > 0 and high / low > MUCH
    a, m, b = np.log([low, value, high]) if factors else np.array([low, value, high])
    # Steps are shared out so that both sides are about as finely divided; each side that exists has one.
    below = (
        0
        if value == low
        else INSIDE - 1
        if value == high
        else int(np.clip(round((INSIDE - 1) * (m - a) / (b - a)), 1, INSIDE - 2))
    )
    places = np.concatenate([np.linspace(a, m, below + 1)[:-1], np.linspace(m, b, INSIDE - below)])
    inside = np.exp(places) if factors else places
    # The ends and the centre are what the author wrote, not what logarithms make of it.
    inside[0], inside[-1], inside[below] = low, high, value
    step = BEYOND * (b - a)
    outer = (np.exp([a - step, b + step]) if factors else np.array([a - step, b + step])).clip(least, most)
    before = [float(outer[0])] if margin and outer[0] < low else []
    after = [float(outer[1])] if margin and outer[1] > high else []
    start = len(before)
    values = (*before, *map(float, inside), *after)
    return Axis(path, values, start + below, start, start + INSIDE - 1, factors)


def levels(path: str, value: float, count: int) -> Axis:
    """The axis of an input that is one of `count` levels, written 1 and up."""
    return Axis(path, tuple(map(float, range(1, count + 1))), round(value) - 1, 0, count - 1)
