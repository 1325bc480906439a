"""A few draws that cover every input evenly: one in each slice of its probability, the slices in random order.

Latin hypercube sampling (M. D. McKay, R. J. Beckman and W. J. Conover, Technometrics 21, 1979). The less the inputs
interact, the more such draws say than as many independent ones.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from generator.uncertainty.distributions import Constant, Distribution
from generator.uncertainty.sampling import Array, Values, stream


def stratified(
    inputs: Mapping[str, Distribution],
    *,
    seed: int,
    draws: int,
    groups: Mapping[str, str] | None = None,
    correlation: Mapping[str, float] | None = None,
) -> Values:
    """`draws` draws of every uncertain input, (draw,), and the numbers of the constant ones.

    `groups` and `correlation` are those of `sampling.blocks`; the factor of a group is drawn as evenly as an input.
    """
    groups, correlation = groups or {}, correlation or {}
    factors: dict[str, Array] = {}
    found: dict[str, Array | float] = {}
    for name, given in inputs.items():
        if isinstance(given, Constant):
            found[name] = given.value
            continue
        u, group = _slices(seed, name, draws), groups.get(name, "")
        r = correlation.get(group, 0.0)
        if r > 0:
            from scipy.special import ndtr, ndtri

            if group not in factors:
                factors[group] = ndtri(_slices(seed, f"common factor of {group}", draws))
            u = ndtr(np.sqrt(r) * factors[group] + np.sqrt(1 - r) * ndtri(u))
        found[name] = given.quantile(u)
    return found


def _slices(seed: int, name: str, draws: int) -> Array:
    source = stream(seed, f"stratified {name}")
    return np.asarray((source.permutation(draws) + source.random(draws)) / draws)
