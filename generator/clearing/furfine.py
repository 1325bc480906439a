"""Furfine's cascade: a bank falls when what it loses on those who have fallen reaches its equity.

Source: Craig Furfine, Journal of Money, Credit and Banking 35 (2003). The tie rule is that of all cascades here: a
loss that just equals equity is a default, and so is having no equity at the start.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.clearing.flows import Flow
from generator.clearing.network import ROUNDING, Array

Truth = NDArray[np.bool_]


@dataclass(frozen=True)
class Cascade:
    """Who falls, when, and what each has lost on the others."""

    default: Truth
    """(node,)."""
    rounds: tuple[tuple[int, ...], ...]
    """Those who fail at the start, then those who fall in each round; banks count from 0."""
    loss: Array
    """(node,), money."""

    @property
    def default_set(self) -> list[int]:
        """Everybody who falls, counted from 0."""
        return [int(i) for i in np.flatnonzero(self.default)]


def falls(loss: ArrayLike, equity: ArrayLike) -> Truth:
    """The tie rule of cascades: a loss that reaches equity is a default, and so is equity of 0 or less."""
    lost, held = np.asarray(loss, float), np.asarray(equity, float)
    return np.asarray((held <= 0) | ((lost > 0) & (lost >= held * (1 - ROUNDING))))


def furfine(exposures: Any, equity: ArrayLike, failed: int | Iterable[int], loss_given_default: float = 1.0) -> Cascade:
    """The cascade after `failed` (a bank or several, counted from 0) fail, in at most as many rounds as there are banks.

    `exposures` is a `Network`, or a matrix (node, node) with `exposures[i, j]` what i is owed by j; `equity` is (node,)
    in the same money; `loss_given_default` is the share of a claim that is lost, 0 to 1.
    """
    flow, held = Flow.of(exposures), np.asarray(equity, float)
    default = held <= 0
    default[[failed] if isinstance(failed, int | np.integer) else list(failed)] = True
    rounds = [default]
    while True:
        loss = loss_given_default * flow(default.astype(float))
        new = falls(loss, held) & ~default
        if not new.any():
            told = tuple(tuple(map(int, np.flatnonzero(members))) for members in rounds)
            return Cascade(default, told, loss)
        rounds.append(new)
        default = default | new


def furfine_draws(exposures: Any, equity: Array, failed: Truth, loss_given_default: ArrayLike = 1.0) -> Truth:
    """Who falls in each draw, (node, draw); `equity` and `failed` are (node, draw), and exposures may be a `Flow`."""
    flow = Flow.of(exposures)
    default = failed | (equity <= 0)
    while True:
        new = default | falls(np.asarray(loss_given_default, float) * flow(default.astype(float)), equity)
        if (new == default).all():
            return default
        default = new
