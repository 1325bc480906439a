"""Two sides and four damages: margins, costs, critical risks and indices without any model of forces.

Used where a study gives (or another kind computes) the damage each side can do by going first (D1)
and after being struck (D2). The striker keeps its full D1 and the victim answers with its D2; value is
linear in weight and all of it can be lost (assumed throughout).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.errors import ModelError
from generator.deterrence.judgement import Judgement, Standing, judge
from generator.deterrence.risk import critical_risk
from generator.deterrence.stability import COST_EXPONENT, COST_WEIGHT, cost, index, instability_index, loss
from generator.deterrence.verdicts import STANDARD, Cutoffs, Truth, at_least
from generator.quantities import Quantity

Array = NDArray[np.float64]


FIRST_STRIKE_DAMAGE = Quantity(
    "D1", "share", "damage it can do to the other side by going first", 0, 1, None, "share", example=0.7
)
RETALIATORY_DAMAGE = Quantity(
    "D2", "share", "damage it can do to the other side after being struck", 0, 1, None, "share", example=0.5
)
ACCEPTABLE = Quantity("alpha", "share", "most damage to itself it would accept", 0, 1, None, "share", example=0.05)
UNACCEPTABLE = Quantity(
    "tau", "share", "least damage to itself it would find unacceptable", 0, 1, None, "share", example=0.25
)
BLOWBACK = Quantity(
    "beta", "share", "loss that its own strike inflicts on itself, retaliation apart", 0, 1, 0, "share", example=0.05
)
PEACE_COST = Quantity("c0", "cost", "cost of continued peace in the critical risk", 0, 5, 0, example=0.1)
EXPONENT = Quantity("x", "-", "exponent of the Kent-Thaler cost function", 0.05, 5, COST_EXPONENT)
WEIGHT = Quantity("w", "-", "weight of damage not done to the opponent in the cost function", 0, 5, COST_WEIGHT)
"""What a side is described by wherever it is, here and by the kinds that count its damages or take them as given."""


@dataclass(frozen=True)
class Posture:
    """The damages of one side against the other and its own thresholds: numbers or arrays (draw,)."""

    first_strike_damage: Annotated[ArrayLike, FIRST_STRIKE_DAMAGE]
    retaliatory_damage: Annotated[ArrayLike, RETALIATORY_DAMAGE]
    alpha: Annotated[ArrayLike, ACCEPTABLE]
    tau: Annotated[ArrayLike, UNACCEPTABLE]
    blowback: Annotated[ArrayLike, BLOWBACK] = 0.0
    peace_cost: Annotated[ArrayLike, PEACE_COST] = 0.0
    cost_exponent: Annotated[ArrayLike, EXPONENT] = COST_EXPONENT
    cost_weight: Annotated[ArrayLike, WEIGHT] = COST_WEIGHT
    undefended_damage: Annotated[
        ArrayLike | None,
        Quantity("D1u", "share", "D1 as it would be without active defences", 0, 1, None, "share", example=0.8),
    ] = None


@dataclass(frozen=True)
class PostureOutcome:
    """What follows for one side; arrays (draw,)."""

    margin: Annotated[Array, Quantity("rho", "-", "retaliation over what is required")]
    reaches_tau: Truth
    """Whether its first strike does unacceptable damage."""
    striking_cost: Annotated[Array, Quantity("C1", "cost", "cost to it of striking first")]
    struck_cost: Annotated[Array, Quantity("C2", "cost", "cost to it of being struck first")]
    critical_risk: Annotated[
        Array, Quantity("q", "share", "how sure of being attacked it must be before going first pays", 0, 1)
    ]


@dataclass(frozen=True)
class Standoff:
    """The outcome of a four-number dyad, with its verdict."""

    sides: tuple[PostureOutcome, PostureOutcome]
    index: Annotated[
        Array, Quantity("I", "-", "index of first-strike stability: 1 when neither side gains by going first", 0, 1)
    ]
    instability_index: Annotated[Array, Quantity("X", "-", "product of the two penalties for waiting")]
    judgement: Judgement


def solve_damages(
    a: Posture,
    b: Posture,
    *,
    assurance: tuple[ArrayLike, ArrayLike] | None = None,
    cutoffs: Cutoffs = STANDARD,
) -> Standoff:
    """Four-number mode: margins, costs, critical risks, indices, classes and verdict.

    Raises ModelError when a side would accept more than it finds unacceptable.
    """
    sides = _outcome(a, b, "A"), _outcome(b, a, "B")
    sure = assurance if assurance is not None else (None, None)
    stability = index(sides[0].critical_risk, sides[1].critical_risk)
    waiting = instability_index(
        a.first_strike_damage, a.retaliatory_damage, b.first_strike_damage, b.retaliatory_damage
    )
    judgement = judge(_standing(a, b, sides[0], sure[0]), _standing(b, a, sides[1], sure[1]), stability, cutoffs)
    return Standoff(sides, stability, np.atleast_1d(waiting), judgement)


def _standing(side: Posture, other: Posture, outcome: PostureOutcome, assurance: ArrayLike | None) -> Standing:
    undefended = False if side.undefended_damage is None else at_least(side.undefended_damage, other.tau)
    return Standing(outcome.margin, outcome.reaches_tau, side.retaliatory_damage, side.alpha, assurance, undefended)


def _outcome(side: Posture, other: Posture, name: str) -> PostureOutcome:
    if np.any(np.asarray(side.alpha) >= np.asarray(side.tau)):
        raise ModelError(f"side {name} would accept more damage (alpha) than it finds unacceptable (tau)")
    d1, d2, tau = (
        np.atleast_1d(np.asarray(v, float)) for v in (side.first_strike_damage, side.retaliatory_damage, other.tau)
    )
    # Blowback follows from a side's own strike, whether it goes first or second.
    striking = cost(loss(other.retaliatory_damage, 1.0, side.blowback), d1, side.cost_exponent, side.cost_weight)
    struck = cost(loss(other.first_strike_damage, 1.0, side.blowback), d2, side.cost_exponent, side.cost_weight)
    return PostureOutcome(
        d2 / tau, at_least(d1, tau), striking, struck, critical_risk(striking, struck, side.peace_cost)
    )
