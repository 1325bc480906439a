"""Wohlstetter's six hurdles: where retaliation is lost on its way, and how low each hurdle may sink.

Albert Wohlstetter, The Delicate Balance of Terror, RAND P-1472 (1958), sec. III (hurdles 2 to 6 reported,
wording of hurdle 1 unverified); the break-evens are computed. Survival keeps its value in the disarming
exchange throughout. In a force of one leg all hurdles are interchangeable; only several legs make them
differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.draws import rows
from generator.deterrence.verdicts import STANDARD, TOLERANCE, Cutoffs
from generator.kinds.force_exchange.params import Side

Array = NDArray[np.float64]

HURDLES = ("availability", "survival", "c3", "reliability", "penetration", "passive")
"""In the order in which retaliation meets them."""


class Status(StrEnum):
    """What a break-even says when it is not a share between 0 and 1."""

    BINDING = "binding"
    NOT_BINDING = "not binding"
    """The other legs are enough."""
    NOT_ENOUGH_ALONE = "not enough alone"
    """No improvement of this hurdle alone restores deterrence."""

    @property
    def code(self) -> int:
        """The integer that stands for this status in arrays."""
        return list(Status).index(self)


@dataclass(frozen=True)
class Step:
    """One bar of the waterfall: the weight left after a hurdle."""

    name: str
    """`gross`, or a hurdle."""
    weight: Array
    """(draw,): EMT, all legs together."""
    by_leg: Array
    """(leg, draw)."""


@dataclass(frozen=True)
class BreakEven:
    """How low a hurdle may sink before retaliation falls short of what is required."""

    hurdle: str
    leg: int | None
    """Position of the leg, or None for all legs scaled by one factor."""
    present: Array
    """(draw,): share that passes today; for the whole force weighted by what arrives at the hurdle."""
    value: Array
    """(draw,): least share that is enough; may lie outside [0, 1], see `status`."""
    status: NDArray[np.int8]
    """(draw,): codes of `Status`."""

    def fragile(self, cutoffs: Cutoffs = STANDARD) -> NDArray[np.bool_]:
        """FRAGILE-HURDLE: the break-even is a share in (0, 1] and close to the present value; by leg only."""
        near = np.abs(self.value - self.present) <= cutoffs.fragile * self.present + TOLERANCE
        return np.asarray((self.status == Status.BINDING.code) & near)


def waterfall(side: Side, survival: Array) -> tuple[Step, ...]:
    """Weight from gross to retaliation, hurdle by hurdle; `survival` is (leg, draw) of the disarming exchange."""
    gross, shares = _factors(side, survival)
    steps, weight = [Step("gross", gross.sum(axis=0), gross)], gross
    for name, share in shares.items():
        weight = weight * share
        steps.append(Step(name, weight.sum(axis=0), weight))
    return tuple(steps)


def break_even(side: Side, survival: Array, required: Array) -> tuple[BreakEven, ...]:
    """Break-even of each hurdle when it is scaled by one factor on all legs: h* = h W_req / W2.

    `required` (draw,) is the weight this side must deliver; infinite means that nothing is enough.
    """
    steps = waterfall(side, survival)
    _, shares = _factors(side, survival)
    last = steps[-1]
    none = np.full(last.weight.shape, np.inf)
    factor = np.divide(required, last.weight, out=none, where=last.weight > 0)
    found = []
    for before, after in pairwise(steps):
        present = np.divide(after.weight, before.weight, out=np.zeros_like(none), where=before.weight > 0)
        # One factor on all legs may push the best of them above 1 while the mean is still below.
        best = np.where(last.by_leg > 0, shares[after.name], 0.0).max(axis=0, initial=0.0)
        possible = np.isfinite(factor)
        scaled = np.where(possible, factor, 0.0)
        value = np.where(possible, present * scaled, np.inf)
        binding = possible & (best * scaled <= 1 + TOLERANCE)
        status = np.where(binding, Status.BINDING.code, Status.NOT_ENOUGH_ALONE.code).astype(np.int8)
        found.append(BreakEven(after.name, None, present, value, status))
    return tuple(found)


def break_even_by_leg(side: Side, survival: Array, required: Array) -> tuple[BreakEven, ...]:
    """Break-even of each hurdle of one leg: h*_k = h_k (W_req - (W2 - W2_k)) / W2_k, in the order of legs, then hurdles.

    The leg's weight without the hurdle stands in for W2_k / h_k, so a hurdle at 0 has a break-even too.
    """
    gross, shares = _factors(side, survival)
    last = waterfall(side, survival)[-1]
    found = []
    for leg in range(len(side.legs)):
        others = np.delete(last.by_leg, leg, axis=0).sum(axis=0)
        missing = required - others
        for name in HURDLES:
            rest = gross[leg] * np.prod([share[leg] for other, share in shares.items() if other != name], axis=0)
            none = np.where(missing <= 0, -np.inf, np.inf)
            value = np.divide(missing, rest, out=none, where=rest > 0)
            codes = np.select(
                [value <= 0, value <= 1 + TOLERANCE],
                [np.int8(Status.NOT_BINDING.code), np.int8(Status.BINDING.code)],
                np.int8(Status.NOT_ENOUGH_ALONE.code),
            )
            found.append(BreakEven(name, leg, shares[name][leg], value, codes))
    return tuple(found)


def _factors(side: Side, survival: Array) -> tuple[Array, dict[str, Array]]:
    """Gross weight and the six shares, each (leg, draw)."""

    def by_leg(field: str) -> Array:
        return rows(side.legs, field, survival.shape[1])

    shares = {name: survival if name == "survival" else by_leg(name) for name in HURDLES}
    return by_leg("units") * by_leg("weapons") * by_leg("effect"), shares
