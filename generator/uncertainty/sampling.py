"""Draws of all uncertain inputs, in blocks, from streams that belong to names.

Each input's stream is derived from the study's seed and the input's name, never from an order, so
results do not depend on what stands above it in the file, on the number of workers or on the size
of a block; and an input has the same uniform numbers in every scenario.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from generator.uncertainty.distributions import Constant, Distribution

Array = NDArray[np.float64]

Values = Mapping[str, Array | float]
"""Inputs by dotted path: numbers, or arrays over draws."""

BLOCK = 10_000
"""Draws worked on at once: large enough to amortise a NumPy call, small enough to bound memory."""


def stream(seed: int, name: str) -> np.random.Generator:
    """The random stream of `name` under `seed`."""
    words = np.frombuffer(hashlib.sha256(name.encode()).digest(), dtype="<u4")
    return np.random.default_rng(np.random.SeedSequence([seed, *map(int, words)]))


def blocks(
    inputs: Mapping[str, Distribution],
    *,
    seed: int,
    draws: int,
    groups: Mapping[str, str] | None = None,
    correlation: Mapping[str, float] | None = None,
    block: int = BLOCK,
) -> Iterator[tuple[int, dict[str, Array | float]]]:
    """Yield the size of each block and the inputs by name: arrays where uncertain, numbers where constant.

    Parameters
    ----------
    inputs: the distribution of each input.
    groups: input name -> group (a side); inputs of a group share one common factor.
    correlation: group -> share of the variance of the inputs' normal scores due to the factor, 0 to 1.

    The uniform number of an input is `ndtr(sqrt(r) z + sqrt(1 - r) e)` with `z` the group's and `e`
    its own standard normal number, and its own uniform number when the correlation is 0.
    """
    groups, correlation = groups or {}, correlation or {}
    uncertain = [name for name, given in inputs.items() if not isinstance(given, Constant)]
    constants = {name: given.value for name, given in inputs.items() if isinstance(given, Constant)}
    shared = {name: correlation.get(groups.get(name, ""), 0.0) for name in uncertain}
    if 0 < draws <= block:
        yield (
            draws,
            constants
            | {name: _drawn(inputs[name], seed, name, groups.get(name, ""), shared[name], draws) for name in uncertain},
        )
        return

    own = {name: stream(seed, name) for name in uncertain}
    common = {group: _common(seed, group) for group, r in sorted(correlation.items()) if r > 0}
    for start in range(0, draws, block):
        size = min(block, draws - start)
        factors = {group: source.standard_normal(size) for group, source in common.items()}
        drawn: dict[str, Array | float] = dict(constants)
        for name in uncertain:
            u = own[name].random(size)
            if shared[name] > 0:
                u = _moved(u, factors[groups[name]], shared[name])
            drawn[name] = inputs[name].quantile(u)
        yield size, drawn


@lru_cache(maxsize=128)
def _drawn(given: Distribution, seed: int, name: str, group: str, r: float, draws: int) -> Array:
    """All draws of one input. The cases of a study have most of their inputs in common; the cache holds 10 MB at most."""
    u = stream(seed, name).random(draws)
    if r > 0:
        u = _moved(u, _common(seed, group).standard_normal(draws), r)
    values = given.quantile(u)
    values.setflags(write=False)
    return values


def _common(seed: int, group: str) -> np.random.Generator:
    return stream(seed, f"common factor of {group}")


def _moved(u: Array, factor: Array, r: float) -> Array:
    from scipy.special import ndtr, ndtri

    return np.asarray(ndtr(np.sqrt(r) * factor + np.sqrt(1 - r) * ndtri(u)))
