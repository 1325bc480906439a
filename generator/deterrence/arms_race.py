"""Arms races: how the armament of two sides drives the other's, and where, if anywhere, that comes to rest.

Source: Lewis F. Richardson, Arms and Insecurity (1960): the two linear equations (unverified); their
equilibrium, stability and closed form are algebra (computed, and reproduced in the tests by integrating
the equations). The coupled map at the end is Alvin M. Saperstein's, Nature 309:303 (1984), abstract
(documented).

What is contested: the equations describe reactions, not decisions; and a stable race says nothing about
war. Fitting a race to a series is in `race_fit.py`.

In every pair side A comes first. Numbers and arrays over draws broadcast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.errors import ModelError
from generator.quantities import Quantity

Array = NDArray[np.float64]
Pair = tuple[ArrayLike, ArrayLike]

_SERIES_BELOW = 1e-4
"""Below this exponent a series of three terms is exact and a difference of exponentials is not."""

_STARTS = np.linspace(0.11, 0.47, 64)
"""Where the coupled map sets out, on both sides alike."""


@dataclass(frozen=True)
class Race:
    """Richardson's race: x' = k y - a x + g and y' = l x - b y + h. Raises ModelError for a negative reaction or fatigue."""

    reaction: Annotated[Pair, Quantity("k, l", "per year", "growth per unit of the other side's armament", low=0)]
    fatigue: Annotated[Pair, Quantity("a, b", "per year", "decline per unit of the own armament", low=0)]
    grievance: Annotated[Pair, Quantity("g, h", "armament per year", "growth whatever the other side does")]

    def __post_init__(self) -> None:
        for name in ("reaction", "fatigue"):
            if not all(np.all(np.asarray(one, float) >= 0) for one in getattr(self, name)):
                raise ModelError(f"an arms race needs a {name} of at least 0 on both sides")

    @property
    def stable(self) -> NDArray[np.bool_]:
        """Whether both sides come to rest from any start: exactly when a b > k l."""
        return np.asarray(self._determinant > 0)

    @property
    def eigenvalues(self) -> Array:
        """Growth rates of the two modes per year, the slower decline first. Shape (2, *draw); always real."""
        k, l, a, b = self._matrix  # noqa: E741
        middle, spread = -(a + b) / 2, np.sqrt((a - b) ** 2 / 4 + k * l)
        return np.stack([middle + spread, middle - spread])

    @property
    def equilibrium(self) -> Array:
        """Armament (x*, y*) at which neither side changes, shape (2, *draw); NaN where a b = k l.

        Attracts when the race is stable. In an unstable race it repels, or lies below zero.
        """
        k, l, a, b, g, h = self._letters  # noqa: E741
        whole = self._determinant
        above = np.stack([k * h + b * g, l * g + a * h])
        return np.asarray(np.divide(above, whole, out=np.full(above.shape, np.nan), where=whole != 0))

    def rates(self, levels: ArrayLike) -> Array:
        """Change per year (x', y') at the levels (x, y); shape (2, *draw) like `levels`."""
        k, l, a, b, g, h = self._letters  # noqa: E741
        x, y = np.asarray(levels, float)
        return np.stack([k * y - a * x + g, l * x - b * y + h])

    def levels(self, start: ArrayLike, years: ArrayLike) -> Array:
        """Armament `years` after `start`: the closed form, valid for stable, unstable and undecided races alike.

        `start` has shape (2, *draw), `years` broadcasts against a draw; the result has shape
        (2, *broadcast). The equations are linear: with a negative grievance a level may fall below zero.

        With M the matrix of the race and c the grievances, z(t) = exp(M t) z0 + (integral of exp(M s) ds) c,
        where exp(M t) = e1 I + p (M - r1 I), p = (e1 - e2)/(r1 - r2) and r1, r2 are the eigenvalues.
        """
        k, l, a, b, g, h = self._letters  # noqa: E741
        t, (x, y), (fast, slow) = np.asarray(years, float), np.asarray(start, float), self.eigenvalues
        growth = np.exp(fast * t)
        p = growth * t * _mean_exponential((slow - fast) * t)
        grown = t * _mean_exponential(fast * t)
        # The integral of p. The quotient has the larger eigenvalue below, and its limit is a series.
        small = np.abs(slow * t) < _SERIES_BELOW
        series = t**2 / 2 + (fast + slow) * t**3 / 6 + (fast**2 + fast * slow + slow**2) * t**4 / 24
        piled = np.where(small, series, (p - grown) / np.where(small, 1.0, slow))
        x_then = growth * x + grown * g + p * (k * y - (a + fast) * x) + piled * (k * h - (a + fast) * g)
        y_then = growth * y + grown * h + p * (l * x - (b + fast) * y) + piled * (l * g - (b + fast) * h)
        return np.stack([x_then, y_then])

    @property
    def _letters(self) -> tuple[Array, ...]:
        """k, l, a, b, g, h, of one shape."""
        return _of_one_shape(*self.reaction, *self.fatigue, *self.grievance)

    @property
    def _matrix(self) -> tuple[Array, ...]:
        """k, l, a, b, of one shape: grievances move the point of rest and nothing else."""
        return _of_one_shape(*self.reaction, *self.fatigue)

    @property
    def _determinant(self) -> Array:
        k, l, a, b = self._matrix  # noqa: E741
        return np.asarray(a * b - k * l)


def _of_one_shape(*given: ArrayLike) -> tuple[Array, ...]:
    return tuple(np.broadcast_arrays(*(np.asarray(one, float) for one in given)))


def _mean_exponential(x: Array) -> Array:
    """(exp(x) - 1) / x, and 1 at 0."""
    return np.asarray(np.divide(np.expm1(x), x, out=np.ones_like(x), where=x != 0))


def coupled_map_fixed_point(strength: ArrayLike) -> Array:
    """Share 1 - 1/(4 a) at which the coupled map of two equal sides rests; 0 for a strength a up to 1/4."""
    return np.asarray(np.maximum(0.0, 1 - 1 / np.maximum(0.25, 4 * np.asarray(strength, float))))


def coupled_map_lyapunov(a: ArrayLike, b: ArrayLike, steps: int = 2_000) -> Array:
    """Largest Lyapunov exponent per step of u' = 4 a w (1 - w), w' = 4 b u (1 - u); above 0 the race is chaotic.

    u and w are shares of what each side could spend, a and b in [0, 1] how strongly it answers; shape
    of a and b. Saperstein offers the onset of chaos as a picture of the risk of war, which it cannot
    measure (map documented by the abstract; values computed). The mean over a fixed fan of starts and
    `steps`, after a tenth as many to settle, good to about 0.003; -inf where the map rests on no slope.
    """
    strengths = np.stack(np.broadcast_arrays(np.asarray(a, float), np.asarray(b, float)))[..., np.newaxis]
    if not np.all((strengths >= 0) & (strengths <= 1)):
        raise ModelError("the coupled map needs strengths between 0 and 1")
    # Row 0 is u, row 1 is w. There are two strands that never meet: each step carries u's to w and w's to u.
    levels = np.broadcast_to(_STARTS, (*strengths.shape[:-1], _STARTS.shape[-1]))
    strands = np.zeros(levels.shape)
    with np.errstate(divide="ignore"):
        for step in range(-(steps // 10), steps):
            other = levels[::-1]
            stretch = np.log(np.abs(4 * strengths * (1 - 2 * other)))
            strands = (strands[::-1] if step > 0 else 0.0) + stretch
            levels = 4 * strengths * other * (1 - other)
    return np.asarray(strands.mean(axis=-1).max(axis=0) / steps)
