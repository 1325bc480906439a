"""What draws say about one number: point, median, interval, and the error of having drawn so few."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure over all draws. `point` is the model at the central values of its inputs."""

    point: float
    median: float
    low: float
    high: float
    """5 % and 95 % points of the draws."""
    error: float
    """Monte Carlo standard error of the median."""
    draws: int


@dataclass(frozen=True, slots=True)
class Share:
    """The share of draws in which something holds, with its Monte Carlo standard error."""

    value: float
    error: float
    draws: int


def estimate(point: float, draws: NDArray[np.float64]) -> Estimate:
    """Summarise `draws` (1-D)."""
    # Those of np.quantile, whose partition around ten places takes several times as long as one sort.
    ordered = np.sort(draws)
    return summary(point, len(draws), lambda place: float(ordered[place]))


def summary(point: float, draws: int, at: Callable[[int], float]) -> Estimate:
    """The estimate from the values of all draws in order: `at(place)` is the one at a place, from 0.

    The error of the median is half the distance between the order statistics one binomial standard
    deviation to either side of the middle.
    """
    if draws == 0:
        raise ValueError("an estimate needs draws")

    def quantile(part: float) -> float:
        place = part * (draws - 1)
        below = min(int(place), max(draws - 2, 0))
        here, there = at(below), at(min(below + 1, draws - 1))
        # Between equal places (both may be infinite) there is nothing to interpolate.
        return here if here == there or place == below else here + (there - here) * (place - below)

    step = 0.5 / math.sqrt(draws)
    low, median, high = quantile(LOW), quantile(0.5), quantile(HIGH)
    below, above = quantile(max(0.0, 0.5 - step)), quantile(min(1.0, 0.5 + step))
    return Estimate(float(point), median, low, high, 0.0 if above == below else (above - below) / 2, draws)


def share(count: int, draws: int) -> Share:
    """`count` of `draws`, with its binomial standard error."""
    p = count / draws
    return Share(p, math.sqrt(p * (1 - p) / draws), draws)
