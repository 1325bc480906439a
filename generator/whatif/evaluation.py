"""A model as a function of its inputs, called block by block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.errors import ModelError
from generator.uncertainty.sampling import BLOCK, Values

Array = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Evaluated:
    """What a model says of some draws."""

    measures: Mapping[str, Array]
    """By name, (draw,)."""
    finding: Codes
    """(draw,): codes, 0 and up."""


Model = Callable[[Values], Evaluated]
"""Inputs by dotted path, numbers or arrays over draws, to what follows. Raises ModelError for inputs that make no sense."""


def evaluate(model: Model, values: Values, size: int) -> Evaluated:
    """The model at `size` draws, in blocks; arrays of one number stand for all draws.

    Raises ModelError, as the model does, and where a measure is no number: far out a quotient may be one of nothing and nothing.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        parts = [
            _whole(model(_part(values, start, min(start + BLOCK, size))), min(BLOCK, size - start))
            for start in range(0, size, BLOCK)
        ]
    found = _joined(parts)
    for name, drawn in found.measures.items():
        if np.isnan(drawn).any():
            raise ModelError(f"{name} is no number for some inputs")
    return found


def _part(values: Values, start: int, end: int) -> Values:
    return {
        path: value[start:end] if isinstance(value, np.ndarray) and value.size > 1 else value
        for path, value in values.items()
    }


def _whole(found: Evaluated, size: int) -> Evaluated:
    """The same with one value for each draw: what depends on no moved input is given once."""
    measures = {name: np.broadcast_to(values, (size,)) for name, values in found.measures.items()}
    return Evaluated(measures, np.broadcast_to(found.finding, (size,)).astype(np.int64))


def _joined(parts: list[Evaluated]) -> Evaluated:
    if len(parts) == 1:
        return parts[0]
    names = parts[0].measures
    return Evaluated(
        {name: np.concatenate([part.measures[name] for part in parts]) for name in names},
        np.concatenate([part.finding for part in parts]),
    )
