"""An attack on forces: which part of a retaliatory force a given number of weapons destroys.

The striker works down a list of segments. A segment is one weapon on every exposed unit of one leg
(one layer); the segment with the most retaliatory weight destroyed per weapon comes first. In the
spirit of the drawdown curve of Kent and Thaler, First-Strike Stability, RAND R-3765-AF (1989)
(reported); the arithmetic is computed, the order of operations assumed.

Axes: (leg, draw) for what is said of legs, (segment, draw) and (point, draw) for the curve.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Target:
    """A retaliatory force as the striker sees it, one row a leg: arrays (leg, draw)."""

    units: Array
    hidden: Array
    launched_under_attack: Array
    kill: Array
    """Probability that one working weapon destroys one exposed unit."""
    unit_weight: Array
    """Retaliatory weight of one surviving unit."""

    @property
    def exposed(self) -> Array:
        """Units that can be targeted. Those out of order count too: the striker cannot tell which they are."""
        return self.units * (1 - self.hidden)


@dataclass(frozen=True)
class Drawdown:
    """What the most useful attack leaves, as a curve that is straight between its points."""

    spent: Array
    """(point, draw): weapons spent on forces, from 0 to the most that is useful; ends of segments in order."""
    left: Array
    """(point, draw): retaliatory weight left at that point."""
    survival: Array
    """(leg, draw): share of the units that survive the whole attack."""


def draw_down(target: Target, stock: Array, shots: int, common_mode: Array) -> Drawdown:
    """The curve of an attack with `stock` (draw,) working weapons and at most `shots` on one unit.

    `common_mode` (draw,) is the probability that the attack does not fail as a whole.
    """
    legs, draws = target.units.shape
    layers = np.arange(shots)[:, None]
    # Share of the exposed units destroyed by each layer: p (1-p)^(l-1), thinned by common mode and by units already fired.
    destroyed = (
        target.kill[:, None]
        * (1 - target.kill[:, None]) ** layers
        * (common_mode * (1 - target.launched_under_attack))[:, None]
    )
    kill = destroyed.reshape(legs * shots, draws)
    leg = np.repeat(np.arange(legs), shots)
    gain = target.unit_weight[leg] * kill
    length = np.where(gain > 0, target.exposed[leg], 0.0)

    # A segment that is empty in every draw only costs time.
    kept = np.flatnonzero(length.any(axis=1))
    length, gain, kill, leg = length[kept], np.where(length[kept] > 0, gain[kept], 0.0), kill[kept], leg[kept]

    # Best first. The sort is stable and rows run by leg, then layer: that settles ties as specified.
    order = np.argsort(-gain, axis=0, kind="stable")
    sorted_length, sorted_gain = np.take_along_axis(length, order, 0), np.take_along_axis(gain, order, 0)
    start = np.cumsum(sorted_length, axis=0) - sorted_length
    filled = np.clip(stock - start, 0.0, sorted_length)
    none = np.zeros((1, draws))
    spent = np.minimum(np.concatenate([none, start + sorted_length]), stock)

    # What is left is added up from parts that are never negative: a difference of large numbers would leave noise near zero.
    reached = _by_leg(kill, leg, legs)
    beyond_reach = (target.units * target.hidden + target.exposed * (1 - _within_one(reached))) * target.unit_weight
    still_to_lose = np.cumsum((sorted_gain * sorted_length)[::-1], axis=0)[::-1]
    passed_over = np.cumsum(sorted_gain * (sorted_length - filled), axis=0)
    left = beyond_reach.sum(axis=0) + np.concatenate([still_to_lose, none]) + np.concatenate([none, passed_over])

    fraction = np.divide(filled, sorted_length, out=np.zeros_like(filled), where=sorted_length > 0)
    by_segment = np.empty_like(fraction)
    np.put_along_axis(by_segment, order, fraction, 0)
    lost = _by_leg(by_segment * kill, leg, legs)
    survival = target.hidden + (1 - target.hidden) * (1 - _within_one(lost))
    return Drawdown(spent, left, survival)


def _by_leg(segments: Array, leg: NDArray[np.intp], legs: int) -> Array:
    total = np.zeros((legs, segments.shape[1]))
    for number, segment in zip(leg, segments, strict=True):
        total[number] += segment
    return total


def _within_one(share: Array) -> Array:
    # Layers of a sure kill can add up to one and a rounding error.
    return np.minimum(share, 1.0)
