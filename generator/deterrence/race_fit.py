"""Fitting an arms race to a series: which race, if any, could have given these yearly numbers?

Method after Lewis F. Richardson, Arms and Insecurity (1960), unverified: least squares of the change per
year on the levels half-way. Arithmetic computed.

What a fit can say: that the series could have come from such a race, not that it did. Two lines that rise
together fit each other whether or not either answers the other, and years are not independent of each
other, so the doubt about the parameters is larger than any formula for independent errors says.

What the half-way levels do: they are exact for a series that steps by the trapezoid rule. Of a race that
runs without steps, seen every h years, the fit finds growth rates (2/h) tanh(r h/2) in place of r, which is
r (1 - (r h)^2/12) and for ten per cent a year one part in a thousand too slow; the point of rest is exact.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.arms_race import Race
from generator.deterrence.errors import ModelError

Array = NDArray[np.float64]

FEWEST_LEVELS = 6
"""Three parameters a side need more changes than three, or nothing is left to judge the fit by."""

_ALIKE = 1e-6
"""Below this share of variance of its own, a side's level tells nothing that the other's does not."""


@dataclass(frozen=True)
class CombinedFit:
    """A straight line through the yearly changes of both sides' armament together, against its level."""

    mid_levels: Array
    """Mean of each two neighbouring totals."""
    changes: Array
    """Each total less the one before, per year."""
    slope: float
    """Estimate of k - a, per year, of a symmetric race; above 0 the race runs away."""
    intercept: float
    r_squared: float
    """Share of the variance of the changes that the line explains; NaN where all changes are alike."""

    @property
    def level_of_zero_change(self) -> float:
        """Total at which arming would stop, -intercept/slope; NaN for a level line."""
        return -self.intercept / self.slope if self.slope != 0 else float("nan")

    def change_at(self, level: ArrayLike) -> Array:
        """What the line gives at a total, to be drawn beside `changes`."""
        return np.asarray(self.intercept + self.slope * np.asarray(level, float))


def fit_combined(totals: ArrayLike, years: ArrayLike | None = None) -> CombinedFit:
    """Least squares of yearly change on mid-level, with intercept, for totals of both sides.

    `years` are those of the totals, rising; by default one apart. Needs at least three totals (two
    changes) on at least two mid-levels, otherwise ModelError. Two changes always lie on a line: with
    so few, `r_squared` means nothing.
    """
    series = np.asarray(totals, float)
    if series.ndim != 1 or series.size < 3:
        raise ModelError("the fit of an arms race needs at least three yearly totals")
    middle, change = _steps(series, years)
    off, moved = middle - middle.mean(), change - change.mean()
    if not np.any(off):
        raise ModelError("the fit of an arms race needs totals that differ")
    slope = float(off @ moved / (off @ off))
    intercept = float(change.mean() - slope * middle.mean())
    left, whole = float(np.sum((moved - slope * off) ** 2)), float(moved @ moved)
    return CombinedFit(middle, change, slope, intercept, 1 - left / whole if whole > 0 else float("nan"))


@dataclass(frozen=True)
class RaceFit:
    """The race whose yearly changes lie nearest to those of a series, its reactions and fatigues at least 0."""

    race: Race
    mid_levels: Array
    """Shape (2, change)."""
    changes: Array
    """Per year, shape (2, change)."""
    fitted: Array
    """What the race gives for the changes, shape (2, change)."""

    @property
    def r_squared(self) -> Array:
        """Share of the variance of each side's changes that the race explains; NaN where all are alike."""
        left = np.sum((self.changes - self.fitted) ** 2, axis=1)
        whole = np.sum((self.changes - self.changes.mean(axis=1, keepdims=True)) ** 2, axis=1)
        return np.asarray(1 - np.divide(left, whole, out=np.full(2, np.nan), where=whole > 0))

    @property
    def correlation(self) -> float:
        """Of the two sides' mid-levels. Near 1 or -1 the fit cannot tell reaction from fatigue."""
        return _correlation(self.mid_levels)

    def at_bound(self, side: int) -> tuple[str, ...]:
        """The parameters of side 0 or 1 that least squares would have wanted below 0."""
        return tuple(
            name for name in ("reaction", "fatigue") if np.all(np.asarray(getattr(self.race, name)[side]) == 0)
        )

    def refit(self, changes: ArrayLike) -> Race:
        """The race for other changes at the same mid-levels; shape (2, *draw, change), parameters of shape (draw)."""
        return _race(self.mid_levels, np.asarray(changes, float))


def fit_race(levels: ArrayLike, years: ArrayLike | None = None) -> RaceFit:
    """Both sides' equations by least squares, reactions and fatigues at least 0, grievances free.

    `levels` has shape (2, year), `years` rise and are one apart by default. Raises ModelError for fewer
    than `FEWEST_LEVELS` years, for levels that never move, and for two sides that move in step.
    """
    series = np.asarray(levels, float)
    if series.ndim != 2 or series.shape[0] != 2 or series.shape[1] < FEWEST_LEVELS:
        raise ModelError(f"the fit of an arms race needs two sides over at least {FEWEST_LEVELS} years")
    middle, change = _steps(series, years)
    spread = middle.std(axis=1)
    if not np.all(spread > 1e-12 * np.abs(middle).max()):
        raise ModelError("the fit of an arms race needs levels that differ, on both sides")
    if 1 - _correlation(middle) ** 2 < _ALIKE:
        raise ModelError("the two sides move in step, so no fit can tell reaction from fatigue")
    race = _race(middle, change)
    return RaceFit(race, middle, change, race.rates(middle))


def _steps(series: Array, years: ArrayLike | None) -> tuple[Array, Array]:
    """Mid-levels and changes per year along the last axis."""
    apart = np.ones(series.shape[-1] - 1) if years is None else np.diff(np.asarray(years, float))
    if apart.shape != (series.shape[-1] - 1,) or not np.all(apart > 0):
        raise ModelError("the fit of an arms race needs one year for each level, rising")
    return (series[..., 1:] + series[..., :-1]) / 2, np.diff(series) / apart


def _correlation(levels: Array) -> float:
    own, other = levels - levels.mean(axis=1, keepdims=True)
    return float(own @ other / np.sqrt((own @ own) * (other @ other)))


def _race(middle: Array, changes: Array) -> Race:
    (k, a, g), (l, b, h) = (_bounded(middle[i], middle[1 - i], changes[i]) for i in (0, 1))  # noqa: E741
    return Race((k, l), (a, b), (g, h))


def _bounded(own: Array, other: Array, change: Array) -> tuple[Array, Array, Array]:
    """Reaction, fatigue and grievance of one side.

    The optimum under bounds is the best of the four problems in which some of the bounded parameters
    are 0 and the rest are free, among those whose free ones came out at least 0.
    """
    columns, scale = np.stack([other, -own, np.ones_like(own)], axis=1), np.array([other.std(), own.std(), 1.0])
    best = np.full(change.shape[:-1], np.inf)
    found = np.zeros((*change.shape[:-1], 3))
    for free in ([2], [0, 2], [1, 2], [0, 1, 2]):
        design = columns[:, free] / scale[free]
        solved = change @ np.linalg.pinv(design).T
        left = np.sum((change - solved @ design.T) ** 2, axis=-1)
        better = np.all(solved[..., :-1] >= 0, axis=-1) & (left < best)
        best = np.where(better, left, best)
        whole = np.zeros_like(found)
        whole[..., free] = solved / scale[free]
        found = np.where(better[..., np.newaxis], whole, found)
    return found[..., 0], found[..., 1], found[..., 2]
