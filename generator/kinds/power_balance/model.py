"""The power-balance model: who weighs how much, and what two theories that contradict each other expect of it.

Arrays in, arrays out. Balance-of-power theory looks at the two sides and expects peace where they are
near enough in strength; power-transition theory looks at the dominant power and its challenger and
expects war where a dissatisfied challenger has caught up. The model computes both readings, says where
they agree and where they part, and takes no side between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.errors import ModelError
from generator.deterrence.judgement import Judgement, Standing, judge
from generator.deterrence.power import PARITY, Band, concentration, herfindahl, parity_band
from generator.deterrence.standoff import solve_damages
from generator.deterrence.verdicts import Truth, at_least
from generator.kinds.power_balance.params import Findings, Outcome, Params, Rival
from generator.quantities import Quantity

VERSION = "1"
"""Raised whenever the same inputs would give other numbers; part of every results digest."""

Codes = NDArray[np.int8]


@dataclass(frozen=True)
class Cutoffs:
    """Where the words begin. `low` and `high` of each quantity are the range over which reports vary it."""

    balanced: Annotated[
        float,
        Quantity("B", "-", "least ratio of the weaker to the stronger side that counts as balanced", 0.7, 0.9, 0.8),
    ] = PARITY[0]
    parity: Annotated[
        float, Quantity("r", "-", "least ratio of challenger to dominant power that counts as parity", 0.7, 0.9, 0.8)
    ] = PARITY[0]
    overtaken: Annotated[float, Quantity("r", "-", "ratio above which the challenger has overtaken", 1.1, 1.3, 1.2)] = (
        PARITY[1]
    )
    dissatisfied: Annotated[
        float, Quantity("d", "share", "least dissatisfaction that counts as such", 0.4, 0.6, 0.5)
    ] = 0.5
    contested: Annotated[
        float,
        Quantity("", "share", "below this share of draws the most frequent verdict is contested", 0.60, 0.80, 0.70),
    ] = 0.70


STANDARD = Cutoffs()
"""The parity band is Organski and Kugler's (unverified); that a balance of sides begins at the same ratio,
and the other two cut-offs, are ours (assumed)."""


class Verdict(StrEnum):
    """What the two readings say together; a code is the position in this list, the value is the key of the words."""

    BALANCED = "power-balanced"
    CHALLENGED = "power-challenged"
    PREPONDERANT = "power-preponderant"
    TRANSITION = "power-transition"

    @property
    def code(self) -> int:
        """The integer that stands for this member in arrays."""
        return list(Verdict).index(self)

    @property
    def key(self) -> str:
        """The stable identifier of the verdict in results, words and colours."""
        return self.value


@dataclass(frozen=True)
class Readings:
    """Both theories' findings and the verdict; arrays (draw,)."""

    balanced: Truth
    """The sides are near enough in strength: balance-of-power theory expects peace, otherwise danger."""
    band: Codes
    """Band of the challenger, as codes of `Band`."""
    transition: Truth
    """A dissatisfied challenger is at parity or beyond: power-transition theory expects war, otherwise peace."""
    stronger: Codes
    """0 where the first side is the stronger, 1 where the second is."""
    verdict: Codes
    """Codes of `Verdict`."""


def solve(params: Params) -> Outcome:
    """Power of both sides, the challenger's ratio, and concentration among the actors.

    Raises ModelError when a side has no power at all, when the dominant power has none, or when an actor
    is committed by more than the whole of what it has.
    """
    first, second = params.commitment
    if not np.all(at_least(1.0, first + second)):
        raise ModelError("an actor is committed to both sides by more than the whole of its capability")
    held = params.capability
    power = np.stack([(held * share).sum(axis=0) for share in (first, second)])
    if not np.all(power > 0):
        raise ModelError("a side has no power: commit at least one actor with capability to each")
    dominant, challenger = held[params.dominant], held[params.challenger]
    if not np.all(dominant > 0):
        raise ModelError("the dominant power of the rivalry has no capability")
    squares = herfindahl(held)
    return Outcome(
        capability=held,
        power=power,
        side_ratio=power[1] / power[0],
        balance=power.min(axis=0) / power.max(axis=0),
        ratio=challenger / dominant,
        dissatisfaction=params.dissatisfaction,
        concentration=concentration(held),
        herfindahl=squares,
        powers=1 / squares,
        warhead_ratio=_ratio(params.warheads[params.challenger], params.warheads[params.dominant]),
    )


def read(outcome: Outcome, cutoffs: Cutoffs = STANDARD) -> Readings:
    """Both readings of an outcome, and the verdict: the two yes-or-no findings make four cases."""
    balanced = at_least(outcome.balance, cutoffs.balanced)
    band = parity_band(outcome.ratio, (cutoffs.parity, cutoffs.overtaken))
    caught_up = band != list(Band).index(Band.PREPONDERANCE)
    transition = caught_up & at_least(outcome.dissatisfaction, cutoffs.dissatisfied)
    # In the order of the enumeration: balanced first, and within each without a transition first.
    codes = 2 * ~balanced + transition
    stronger = outcome.side_ratio > 1
    return Readings(balanced, band, transition, stronger.astype(np.int8), codes.astype(np.int8))


@dataclass(frozen=True)
class Terror:
    """The terror balance of dominant power and challenger."""

    judgement: Judgement
    margins: tuple[ArrayLike, ArrayLike]
    """Retaliation over what is required, of each."""


def terror(params: Params, assurance: tuple[float, float] | None = None) -> Terror | None:
    """The terror balance of the same two, by the rules of every study of forces; None where it is not given."""
    given = params.terror
    if given is None:
        return None
    if isinstance(given, Findings):
        (a, b), sure = given.rivals, assurance or (None, None)
        judged = judge(_standing(a, b, sure[0]), _standing(b, a, sure[1]), given.index)
        return Terror(judged, (a.margin, b.margin))
    standoff = solve_damages(*given, assurance=assurance)
    return Terror(standoff.judgement, (standoff.sides[0].margin, standoff.sides[1].margin))


def _standing(rival: Rival, other: Rival, assurance: float | None) -> Standing:
    reaches = at_least(rival.first_strike_damage, other.tau)
    return Standing(rival.margin, reaches, rival.retaliatory_damage, rival.alpha, assurance)


def _ratio(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """Quotient of two amounts: 0 where both are 0, infinite where only the lower one is."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(above == 0, 0.0, above / below)
