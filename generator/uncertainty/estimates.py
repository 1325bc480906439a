"""What draws say about one number: point, median, interval, and the error of having drawn so few."""

from __future__ import annotations

import math
from collections.abc import Iterator
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
    """Summarise `draws` (1-D). The error of the median is half the distance between the order
    statistics one binomial standard deviation to either side of the middle."""
    n = len(draws)
    if n == 0:
        raise ValueError("an estimate needs draws")
    step = 0.5 / math.sqrt(n)
    low, below, median, above, high = _quantiles(draws, LOW, max(0.0, 0.5 - step), 0.5, min(1.0, 0.5 + step), HIGH)
    error = 0.0 if above == below else (above - below) / 2
    return Estimate(float(point), median, low, high, error, n)


def _quantiles(draws: NDArray[np.float64], *shares: float) -> Iterator[float]:
    # Those of np.quantile, whose partition around ten places takes several times as long as one sort.
    ordered = np.sort(draws)
    for part in shares:
        place = part * (len(ordered) - 1)
        below = min(int(place), len(ordered) - 2) if len(ordered) > 1 else 0
        here, there = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
        # Between equal places (both may be infinite) there is nothing to interpolate.
        yield float(here if here == there or place == below else here + (there - here) * (place - below))


def share(count: int, draws: int) -> Share:
    """`count` of `draws`, with its binomial standard error."""
    p = count / draws
    return Share(p, math.sqrt(p * (1 - p) / draws), draws)
