"""Kill probability: how likely one target is destroyed, and how many of several are left.

Needed only when a study derives the kill probability of an exchange instead of citing one. In the
exchange it is the probability for a weapon that *works*: reliability has already thinned the number
of weapons, so it must not be inside the kill probability as well.

All functions broadcast; probabilities and reliabilities are shares in [0, 1].
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.errors import ModelError

Array = NDArray[np.float64]

LETHAL_RADIUS_CONSTANT = 2.62
"""Nautical miles for one megaton on a target of one psi; attribution to Davis and Schilling (1973) unverified."""


def single_shot(lethal_radius: ArrayLike, cep: ArrayLike) -> Array:
    """Probability that one shot comes within the lethal radius: p = 1 - 0.5^((LR/CEP)^2).

    Both lengths in the same unit; CEP is the median miss distance of a circular normal error.
    """
    ratio = np.asarray(lethal_radius, float) / np.asarray(cep, float)
    return np.asarray(-np.expm1(-np.log(2.0) * ratio**2))


def independent_shots(kill: ArrayLike, shots: ArrayLike, reliability: ArrayLike = 1.0) -> Array:
    """Probability that at least one of n independent shots destroys the target: 1 - (1 - r p)^n."""
    return np.asarray(1 - (1 - np.asarray(reliability, float) * np.asarray(kill, float)) ** np.asarray(shots, float))


def with_common_mode(kill: ArrayLike, shots: ArrayLike, common_mode: ArrayLike) -> Array:
    """As `independent_shots`, when the whole attack works only with probability `common_mode` (assumed)."""
    return np.asarray(np.asarray(common_mode, float) * independent_shots(kill, shots))


def shots_needed(kill: ArrayLike, wanted: ArrayLike) -> Array:
    """Least whole number of independent shots with a cumulative kill probability of at least `wanted`.

    Infinite where no number is enough (`kill` 0, or `wanted` 1 with `kill` below 1).
    """
    p, goal = np.broadcast_arrays(np.asarray(kill, float), np.asarray(wanted, float))
    possible = (p > 0) & ((goal < 1) | (p >= 1))
    sure = p >= 1
    ratio = np.log1p(-np.where(possible & ~sure, goal, 0.0)) / np.log1p(-np.where(possible & ~sure, p, 0.5))
    # A goal met exactly by n shots must not round up to n + 1.
    return np.where(goal <= 0, 0.0, np.where(possible, np.where(sure, 1.0, np.ceil(ratio - 1e-9)), np.inf))


def lethal_radius_nautical_miles(yield_megatons: ArrayLike, hardness_psi: ArrayLike) -> Array:
    """Textbook formula LR = 2.62 (Y/H)^(1/3): nautical miles from megatons and psi.

    The units are in the names because a public implementation states others than it uses.
    """
    return np.asarray(
        LETHAL_RADIUS_CONSTANT * np.cbrt(np.asarray(yield_megatons, float) / np.asarray(hardness_psi, float))
    )


def equivalent_megatons(yield_megatons: ArrayLike, root_above_one: bool = False) -> Array:
    """EMT of one weapon: Y^(2/3) (reported); with `root_above_one` Y^(1/2) above 1 Mt, a common variant (unverified)."""
    size = np.asarray(yield_megatons, float)
    emt = np.cbrt(size) ** 2
    return np.where(size > 1, np.sqrt(size), emt) if root_above_one else np.asarray(emt)


def lethality(yield_megatons: ArrayLike, cep: ArrayLike) -> Array:
    """Counter-military potential of one weapon, Y^(2/3) / CEP^2, per square of the unit of CEP (unverified)."""
    return np.asarray(np.cbrt(np.asarray(yield_megatons, float)) ** 2 / np.asarray(cep, float) ** 2)


def even_allocation(units: ArrayLike, shots: ArrayLike, kill: ArrayLike) -> tuple[Array, Array]:
    """Expected survivors and probability that no unit survives, when shots are spread as evenly as possible.

    With n = floor(M/N) and R = M - n N, R units draw n + 1 shots and N - R units draw n.
    Raises ModelError when there is no unit. The second number is the reason to show it: an expected
    value hides how likely "none" is.
    """
    n_units, m_shots, p = (np.asarray(x, float) for x in (units, shots, kill))
    if np.any(n_units <= 0):
        raise ModelError("an even allocation needs at least one unit")
    n = np.floor(m_shots / n_units)
    r = m_shots - n * n_units
    fewer, more = (1 - p) ** n, (1 - p) ** (n + 1)
    survivors = (n_units - r) * fewer + r * more
    none = (1 - fewer) ** (n_units - r) * (1 - more) ** r
    return np.asarray(survivors), np.asarray(none)
