"""The phase plane of a pair: who would still deter if both sides had a share or a multiple of their forces.

The units of all legs of a side are multiplied by one factor, everything else unchanged, and the disarming
strike is computed anew at every pair of factors (specification, sec. 9.3, assumed). It shows how far the
verdict hangs on numbers alone; a force of another year also differs in kind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from generator.kinds.force_exchange.model import disarmed, required_weight
from generator.kinds.force_exchange.params import Array, Params, Side

MOST, POINTS = 2.0, 61
"""Both factors run from 0 to `MOST` over so many points."""


@dataclass(frozen=True)
class PhasePlane:
    """Retaliation over the plane, as ratios to what matters; arrays (factor of B, factor of A), side A first in pairs."""

    factors: Array
    """(factor,): the same on both axes."""
    margin: tuple[Array, Array]
    """Retaliatory weight over the weight that does unacceptable damage: the side deters from 1 upwards."""
    bearable: tuple[Array, Array]
    """Retaliatory weight over the weight that does just acceptable damage: up to 1 the side can be attacked."""


def phase_plane(params: Params, most: float = MOST, points: int = POINTS) -> PhasePlane:
    """Margins at every pair of factors, in one call for each direction; no rational exchange is needed.

    `params` hold single numbers, not draws. A side whose threshold no weight reaches has a margin of 0.
    """
    factors = np.linspace(0.0, most, points)
    of_a, of_b = (grid.ravel() for grid in np.meshgrid(factors, factors))
    a, b = params.sides
    scaled = _scaled(a, of_a), _scaled(b, of_b)
    shape = (points, points)
    weights = [disarmed(scaled[1 - i], scaled[i])[1].reshape(shape) for i in (0, 1)]
    margin = [_over(weight, required_weight(other)) for weight, other in zip(weights, (b, a), strict=True)]
    bearable = [
        _over(weight, other.curve.required_weight(other.alpha)) for weight, other in zip(weights, (b, a), strict=True)
    ]
    return PhasePlane(factors, (margin[0], margin[1]), (bearable[0], bearable[1]))


def crossing(values: Array, factors: Array) -> Array:
    """The factor at which each row of `values` (row, factor) rises to 1, by straight lines between points.

    NaN for a row that never does; 0 for one that starts there.
    """
    above = values >= 1
    first = np.argmax(above, axis=1)
    before = np.maximum(first - 1, 0)
    rows = np.arange(len(values))
    low, high = values[rows, before], values[rows, first]
    part = np.divide(1 - low, high - low, out=np.zeros(len(rows)), where=(first > 0) & (high > low))
    found = factors[before] + part * (factors[first] - factors[before])
    return np.where(above.any(axis=1), np.where(first == 0, factors[0], found), np.nan)


def _scaled(side: Side, factor: Array) -> Side:
    return replace(side, legs=tuple(replace(leg, units=leg.units * factor) for leg in side.legs))


def _over(weight: Array, needed: Array) -> Array:
    wanted = np.broadcast_to(np.asarray(needed, float), weight.shape)
    return np.asarray(np.divide(weight, wanted, out=np.zeros(weight.shape), where=np.isfinite(wanted) & (wanted > 0)))
