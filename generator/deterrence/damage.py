"""Damage curves: which share of what a side values is lost when a given weight is delivered.

Every curve is a frozen record with the same three things: `damage(weight)`, its inverse
`required_weight(share)` and `cap`, the largest share it can reach. Weights are in the effect unit of
the study (for nuclear forces equivalent megatons, EMT), shares lie in [0, 1].

Parameters are numbers or arrays over draws; a weight may have further axes in front of the draws.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.errors import ModelError
from generator.quantities import Quantity

Array = NDArray[np.float64]
Number = float | Array

_DOUBLINGS = 200
"""A weight that has not done its damage by then, from 1 on, never will: a curve rises to its limit only asymptotically."""
_BISECTIONS = 1200
"""More halvings than lie between the largest and the smallest double: a bisection that has not ended by then never will."""


@dataclass(frozen=True)
class Weibull:
    """Saturating curve, the default for nuclear value: min(cap, d_inf * (1 - exp(-(W/scale)^shape)))."""

    d_inf: Annotated[
        Number,
        Quantity(
            "d",
            "share",
            "share that would be lost to an unlimited weight, before the cap",
            0,
            1,
            None,
            "share",
            example=0.9,
        ),
    ]
    scale: Annotated[
        Number, Quantity("S", "EMT", "weight at which 63 % of the limit is lost", low=0, spread="amount", example=100)
    ]
    shape: Annotated[
        Number, Quantity("b", "-", "below 1 the first weapons count most", low=0, spread="amount", example=0.8)
    ]
    cap: Annotated[Number, Quantity("cap", "share", "largest share the curve may reach", 0, 1, 1, "share")] = 1.0

    @property
    def concave(self) -> bool:
        """Whether every weight does less than the one before, in all draws."""
        return bool(np.all(np.asarray(self.shape) <= 1))

    def damage(self, weight: ArrayLike) -> Array:
        """Share lost to a weight >= 0, same shape."""
        power = (np.asarray(weight, float) / self.scale) ** self.shape
        return np.asarray(np.minimum(self.cap, -self.d_inf * np.expm1(-power)))

    def required_weight(self, share: ArrayLike) -> Array:
        """Least weight that does this damage; infinite where the curve cannot reach it."""
        wanted, limit = np.maximum(np.asarray(share, float), 0.0), np.asarray(self.d_inf, float)
        reachable = (wanted <= self.cap) & (wanted < limit)
        fraction = np.divide(wanted, limit, out=np.zeros(reachable.shape), where=reachable)
        return np.where(reachable, self.scale * (-np.log1p(-fraction)) ** (1 / np.asarray(self.shape, float)), np.inf)


@dataclass(frozen=True)
class Exponential:
    """Curve without a cap, the default for non-nuclear value: 1 - exp(-W ln 5 / w80)."""

    w80: Annotated[
        Number, Quantity("w80", "EMT", "weight that destroys 80 % of the value", low=0, spread="amount", example=400)
    ]

    @property
    def cap(self) -> float:
        """All of the value can be lost."""
        return 1.0

    @property
    def concave(self) -> bool:
        """Every weight does less than the one before."""
        return True

    def damage(self, weight: ArrayLike) -> Array:
        """Share lost to a weight >= 0, same shape."""
        return np.asarray(-np.expm1(np.asarray(weight, float) * (-np.log(5.0) / self.w80)))

    def required_weight(self, share: ArrayLike) -> Array:
        """Least weight that does this damage; infinite for the whole value."""
        wanted = np.clip(np.asarray(share, float), 0.0, None)
        reachable = wanted < 1.0
        return np.where(
            reachable,
            -np.log1p(-np.where(reachable, wanted, 0.0)) * (np.asarray(self.w80, float) / np.log(5.0)),
            np.inf,
        )


@dataclass(frozen=True)
class Tabulated:
    """A published table, joined by a monotone cubic (PCHIP) through (0, 0) and constant after its last row.

    Raises ModelError unless weights are positive and rise, and shares lie in [0, 1] and do not fall.
    """

    weights: tuple[float, ...]
    shares: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.weights or len(self.weights) != len(self.shares):
            raise ModelError(
                f"a damage table needs as many weights as shares, found {len(self.weights)} and {len(self.shares)}"
            )
        if min(np.diff((0.0, *self.weights))) <= 0:
            raise ModelError("the weights of a damage table must be above 0 and rise from row to row")
        if min(np.diff((0.0, *self.shares))) < 0 or self.shares[-1] > 1:
            raise ModelError("the shares of a damage table must lie between 0 and 1 and must not fall")

    @property
    def cap(self) -> float:
        """The last share of the table."""
        return self.shares[-1]

    @property
    def concave(self) -> bool:
        """Not known: a table may have steps."""
        return False

    def damage(self, weight: ArrayLike) -> Array:
        """Share lost to a weight >= 0, same shape."""
        inside = np.clip(np.asarray(weight, float), 0.0, self.weights[-1])
        return np.asarray(np.clip(_pchip(self.weights, self.shares)(inside), 0.0, self.cap))

    def required_weight(self, share: ArrayLike) -> Array:
        """Least weight that does this damage, by bisection; infinite above the last share."""
        wanted = np.asarray(share, float)
        most = np.where(wanted > 0, self.weights[-1], 0.0)
        return np.where(wanted > self.cap, np.inf, _bisected(self.damage, wanted, most))


@dataclass(frozen=True)
class Pooled:
    """The value of several allies as one: each is hit in proportion to its value (assumed).

    damage(W) = SUM_m v_m d_m(W v_m / V) / V, with V the sum of the values v_m > 0. Where all curves are
    alike, no other division of the weight among equal allies does more.
    """

    curves: tuple[Curve, ...]
    values: tuple[Number, ...]

    @property
    def shares(self) -> tuple[Array, ...]:
        """What each ally has of the value of all, (*draw) each; they sum to 1."""
        whole = np.sum(np.broadcast_arrays(*(np.asarray(value, float) for value in self.values)), axis=0)
        return tuple(np.asarray(value, float) / whole for value in self.values)

    @property
    def cap(self) -> Array:
        """What is lost when every ally has lost all it can."""
        return np.asarray(sum(s * curve.cap for s, curve in zip(self.shares, self.curves, strict=True)))

    @property
    def concave(self) -> bool:
        """Whether every ally's curve is."""
        return all(curve.concave for curve in self.curves)

    def damage(self, weight: ArrayLike) -> Array:
        """Share lost to a weight >= 0, same shape."""
        given = np.asarray(weight, float)
        return np.asarray(sum(s * curve.damage(given * s) for s, curve in zip(self.shares, self.curves, strict=True)))

    def required_weight(self, share: ArrayLike) -> Array:
        """Least weight that does this damage, by bisection; infinite where it cannot be reached."""
        wanted, cap = np.broadcast_arrays(np.asarray(share, float), self.cap)
        most = np.where(wanted > 0, 1.0, 0.0)
        for _ in range(_DOUBLINGS):
            short = self.damage(most) < np.minimum(wanted, cap)
            if not np.any(short):
                break
            most = np.where(short, most * 2, most)
        reachable = (wanted <= cap) & (self.damage(most) >= wanted)
        return np.where(reachable, _bisected(self.damage, np.where(reachable, wanted, 0.0), most), np.inf)


Curve = Weibull | Exponential | Tabulated | Pooled


def _bisected(damage: Callable[[Array], Array], wanted: Array, most: Array) -> Array:
    """Least weight up to `most` that does `wanted` damage."""
    low, high = np.zeros(wanted.shape), most
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if np.all((middle <= low) | (middle >= high)):
            return high
        enough = damage(middle) >= wanted
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    raise ModelError("the inverse of a damage curve did not settle")


@cache
def _pchip(weights: tuple[float, ...], shares: tuple[float, ...]) -> Any:
    # SciPy's interpolation takes a quarter of a second to import and most studies have no table.
    from scipy.interpolate import PchipInterpolator

    return PchipInterpolator((0.0, *weights), (0.0, *shares))


@dataclass(frozen=True)
class Row:
    """One row of the published assured-destruction table."""

    weight: float
    """Delivered one-megaton equivalents."""
    deaths: float
    """Millions."""
    population: float
    industry: float
    grade: str
    """How far the row has been read in its source."""


ASSURED_DESTRUCTION = (
    Row(100, 37, 0.15, 0.59, "documented"),
    Row(200, 52, 0.21, 0.72, "documented"),
    Row(400, 74, 0.30, 0.76, "unverified"),
    Row(800, 96, 0.39, 0.77, "unverified"),
    Row(1200, 109, 0.44, 0.77, "unverified"),
    Row(1600, 116, 0.47, 0.77, "unverified"),
)
"""Enthoven and Smith, How Much Is Enough? (1971), p. 207: the Soviet Union of 1972 as projected in the 1960s.

Rows 100 and 200 as summarised in FRUS 1964-1968, vol. X, doc. 102 (the 52 million of row 200 is unverified). Prompt
deaths from one-megaton bursts only: no fallout, no indirect deaths.
"""

POPULATION = Weibull(d_inf=0.544, scale=565.0, shape=0.666, cap=0.47)
"""Least-squares fit to the population column (largest error 0.43 points); the cap is its last row (assumed)."""
INDUSTRY = Weibull(d_inf=0.769, scale=65.7, shape=0.900, cap=0.77)
"""Least-squares fit to the industry column (largest error 0.42 points); the cap is its last row (assumed)."""


def fit_weibull(weights: ArrayLike, shares: ArrayLike) -> Weibull:
    """The Weibull curve nearest to a table by least squares, capped at the largest share of the table.

    Raises ModelError when the table has fewer than three rows or the search does not converge.
    """
    from scipy.optimize import least_squares

    x, y = np.asarray(weights, float), np.asarray(shares, float)
    if x.size < 3:
        raise ModelError(f"a Weibull curve has three parameters and needs three rows or more, found {x.size}")

    def misses(parameters: Array) -> Array:
        d_inf, log_scale, shape = parameters
        return np.asarray(Weibull(d_inf, np.exp(log_scale), shape).damage(x) - y)

    start = (min(1.0, 1.05 * y.max()), np.log(np.median(x)), 0.8)
    found = least_squares(
        misses, start, bounds=((0.0, -np.inf, 0.05), (1.0, np.inf, 10.0)), xtol=1e-12, ftol=1e-12, gtol=1e-12
    )
    if not found.success:
        raise ModelError(f"no Weibull curve was found for this table: {found.message}")
    return Weibull(float(found.x[0]), float(np.exp(found.x[1])), float(found.x[2]), float(y.max()))
