"""The draws of one case of a study: inputs become distributions, distributions arrays, arrays measures.

Knows no kind: a kind gives the function from inputs to measures, and gets every measure over all draws.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.study import Input, Study
from generator.uncertainty.distributions import Distribution, distribution
from generator.uncertainty.sampling import blocks

Array = NDArray[np.float64]
Values = Mapping[str, Array | float]
"""Inputs by dotted path: numbers, or arrays over draws."""


def distributions(study: Study, inputs: Mapping[str, Input]) -> dict[str, Distribution]:
    """The distribution of every input of a case, by its path."""
    return {
        path: distribution(
            given.value, given.low, given.high, given.concentration, given.distribution, study.quantities[path].spread
        )
        for path, given in inputs.items()
    }


def sampled(
    of: Callable[[Values], Mapping[str, NDArray[Any]]], study: Study, inputs: Mapping[str, Distribution]
) -> dict[str, NDArray[Any]]:
    """Every array that `of` finds, over all draws of the study; the same draws for the same names, whatever the case."""
    kept: dict[str, list[NDArray[Any]]] = {}
    for size, values in blocks(inputs, seed=study.seed, draws=study.draws):
        for name, found in of(values).items():
            # Without any uncertain input the outcome is one draw, which stands for all.
            kept.setdefault(name, []).append(np.broadcast_to(found, (size,)))
    return {name: np.concatenate(parts) for name, parts in kept.items()}
