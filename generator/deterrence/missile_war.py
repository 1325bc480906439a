"""Missile war: who deters whom at given numbers of missiles, and where both do - the cone of mutual deterrence.

Source: Michael D. Intriligator and Dagobert L. Brito, J. Conflict Resolution 28(1) (1984), and
Intriligator, J. Political Economy (1975). Abstracts documented; equations and scenario unverified; the
closed forms are computed, and reproduced in the tests by integrating the equations.

The scenario: the striker fires everything at the missiles of the victim until the victim replies; the
victim then fires all it has left at value. A side deters when that reply does the striker unacceptable
harm, and can be attacked when the striker finds the reply acceptable.

What stands beside it. The authors conclude that an arms race can lead to peace and disarmament to war,
depending on where it starts and ends (documented, abstract). Mayer, J. Conflict Resolution 30(1) (1986,
abstract, documented): the result hangs on the assumptions, some variants have no cone, and disarmament
to moderate levels is not riskier.

Numbers and arrays over draws broadcast; missiles may have further axes in front of the draws.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.damage import Curve
from generator.deterrence.errors import ModelError
from generator.deterrence.verdicts import at_least
from generator.quantities import Quantity

Array = NDArray[np.float64]
Codes = NDArray[np.int8]
Number = ArrayLike


@dataclass(frozen=True)
class Side:
    """One side: how it fires, what a missile of its does, and what harm to itself it would not or would accept.

    Harm is in casualties, or in delivered weight after `with_diminishing_returns`; one war counts in
    one unit. `acceptable` None puts it at `unacceptable`: no strip between the lines. Raises ModelError
    for a negative number and for an acceptable harm above the unacceptable.
    """

    fire_rate: Annotated[
        Number, Quantity("lam", "per hour", "share of its missiles fired per hour", low=0, spread="amount", example=0.1)
    ]
    kills_per_missile: Annotated[
        Number,
        Quantity("f", "missiles", "enemy missiles destroyed by one missile", low=0, spread="amount", example=0.5),
    ]
    harm_per_missile: Annotated[
        Number, Quantity("v", "harm", "harm done to enemy value by one missile", low=0, spread="amount", example=0.25)
    ]
    time_to_reply: Annotated[
        Number,
        Quantity("theta", "hours", "until this side, struck first, replies", low=0, spread="amount", example=0.5),
    ]
    length_of_reply: Annotated[
        Number, Quantity("psi", "hours", "how long it then fires at value", low=0, spread="amount", example=1)
    ]
    unacceptable: Annotated[
        Number, Quantity("Cbar", "harm", "least harm to itself that deters it", low=0, spread="amount", example=50)
    ]
    acceptable: Annotated[
        Number | None,
        Quantity("Chat", "harm", "most harm to itself that it would risk", low=0, spread="amount", example=10),
    ] = None

    def __post_init__(self) -> None:
        given = {name: value for name, value in vars(self).items() if value is not None}
        for name, value in given.items():
            if not np.all(np.asarray(value, float) >= 0):
                raise ModelError(f"a missile war needs a {name.replace('_', ' ')} of at least 0")
        if self.acceptable is not None and np.any(np.asarray(self.acceptable) > np.asarray(self.unacceptable)):
            raise ModelError("what a side accepts must not exceed what it finds unacceptable")


def with_diminishing_returns(side: Side, effect: ArrayLike, curve: Curve, tau: ArrayLike, alpha: ArrayLike) -> Side:
    """The side with weight in place of casualties: the switch for a value curve that flattens.

    Damage is monotone in weight, so the lines stay straight when Cbar/v becomes required weight over
    effect (computed). `effect` is the weight one of its own missiles delivers, `curve` its own value,
    `tau` and `alpha` the unacceptable and the acceptable share of it. Switch both sides or neither.
    """
    return replace(
        side,
        harm_per_missile=effect,
        unacceptable=curve.required_weight(tau),
        acceptable=curve.required_weight(alpha),
    )


@dataclass(frozen=True)
class Lines:
    """The two parallel lines of one side in the plane of missiles; between them the outcome is contested."""

    slope: Array
    """s: own missiles needed for each missile of the enemy."""
    deter: Array
    """k: own missiles needed against an enemy with none left; infinite where no reply does enough harm."""
    attack: Array
    """k-hat: up to this the enemy can attack."""


def lines(own: Side, other: Side) -> Lines:
    """`own` deters `other` exactly when M_own >= s M_other + k; `other` can attack when M_own <= s M_other + k-hat.

    s = f_other (1 - exp(-lam_other theta_own)), k = Cbar_other / [v_own (1 - exp(-lam_own psi_own))],
    k-hat with Chat_other. No harm at all is always done: k is then 0.
    """
    fired = _fired(other.fire_rate, own.time_to_reply)
    reply = np.asarray(own.harm_per_missile, float) * _fired(own.fire_rate, own.length_of_reply)
    accepted = other.unacceptable if other.acceptable is None else other.acceptable
    return Lines(
        np.asarray(np.asarray(other.kills_per_missile, float) * fired),
        _missiles_for(other.unacceptable, reply),
        _missiles_for(accepted, reply),
    )


def harm_to_striker(striker: Side, victim: Side, strikers_missiles: ArrayLike, victims_missiles: ArrayLike) -> Array:
    """Harm done to the striker by the whole reply: v (1 - exp(-lam psi)) max(0, M_victim - s M_striker)."""
    slope = lines(victim, striker).slope
    left = np.maximum(0.0, np.asarray(victims_missiles, float) - slope * np.asarray(strikers_missiles, float))
    reply = np.asarray(victim.harm_per_missile, float) * _fired(victim.fire_rate, victim.length_of_reply)
    return np.asarray(reply * left)


def rates(
    sides: tuple[Side, Side],
    missiles: ArrayLike,
    counterforce: tuple[ArrayLike, ArrayLike],
    firing: tuple[bool, bool] = (True, True),
) -> Array:
    """The equations of the war: (M_A', M_B', harm to A per hour, harm to B per hour), shape (4, *draw).

    M_A' = -lam_A M_A - lam_B cf_B M_B f_B, harm to A (1 - cf_B) lam_B M_B v_B, and B likewise;
    `counterforce` is the share cf of each side's fire that goes at missiles.
    """
    fire = [
        (np.asarray(side.fire_rate, float) if shoots else 0.0) * stock
        for side, shoots, stock in zip(sides, firing, np.asarray(missiles, float), strict=True)
    ]
    at_missiles = [np.asarray(share, float) * shot for share, shot in zip(counterforce, fire, strict=True)]
    kills = [np.asarray(side.kills_per_missile, float) * shot for side, shot in zip(sides, at_missiles, strict=True)]
    harm = [
        np.asarray(side.harm_per_missile, float) * (shot - aimed)
        for side, shot, aimed in zip(sides, fire, at_missiles, strict=True)
    ]
    return np.stack(np.broadcast_arrays(-fire[0] - kills[1], -fire[1] - kills[0], harm[1], harm[0]))


def cone_exists(a: Side, b: Side) -> NDArray[np.bool_]:
    """Whether some numbers of missiles let both deter: exactly when s_A s_B < 1 and both k are finite."""
    of_a, of_b = lines(a, b), lines(b, a)
    return np.asarray((of_a.slope * of_b.slope < 1) & np.isfinite(of_a.deter) & np.isfinite(of_b.deter))


def vertex(a: Side, b: Side) -> Array | None:
    """Fewest missiles (M_A, M_B) with which both deter, shape (2, *draw); None without a cone in any draw.

    M_A = (k_A + s_A k_B)/(1 - s_A s_B) and B likewise. NaN in single draws without a cone.
    """
    exists, of_a, of_b = cone_exists(a, b), lines(a, b), lines(b, a)
    if not np.any(exists):
        return None
    k_a, k_b = (np.where(exists, line.deter, np.nan) for line in (of_a, of_b))
    share = np.where(exists, 1 - of_a.slope * of_b.slope, 1.0)
    return np.stack([(k_a + of_a.slope * k_b) / share, (k_b + of_b.slope * k_a) / share])


class State(StrEnum):
    """How one side stands; a code is the position in this list."""

    ATTACKABLE = "can be attacked"
    CONTESTED = "contested"
    DETERS = "deters"


class Region(StrEnum):
    """Where a point lies in the plane of missiles; a code is the position in this list."""

    CONE = "cone of mutual deterrence"
    A_ONLY = "only A deters"
    B_ONLY = "only B deters"
    FORCED = "forced initiation"
    CONTESTED = "contested"


def states(own: Side, other: Side, own_missiles: ArrayLike, other_missiles: ArrayLike) -> Codes:
    """State of `own` as codes of `State`; a line belongs to its word.

    On the deter line a side deters, on the attack line it can be attacked; where the two are one, it deters.
    """
    line, held = lines(own, other), np.asarray(own_missiles, float)
    faced = line.slope * np.asarray(other_missiles, float)
    deters, open_to_attack = at_least(held, faced + line.deter), at_least(faced + line.attack, held)
    return np.asarray(np.where(deters, 2, np.where(open_to_attack, 0, 1)), dtype=np.int8)


def regions(a: Side, b: Side, missiles_a: ArrayLike, missiles_b: ArrayLike) -> Codes:
    """Region of each point as codes of `Region`: both deter, one does, both can be attacked, or contested otherwise."""
    of_a, of_b = states(a, b, missiles_a, missiles_b), states(b, a, missiles_b, missiles_a)
    rules = [(of_a == 2) & (of_b == 2), of_a == 2, of_b == 2, (of_a == 0) & (of_b == 0)]
    return np.asarray(np.select(rules, [0, 1, 2, 3], 4), dtype=np.int8)


def _fired(rate: ArrayLike, hours: ArrayLike) -> Array:
    """Share of the missiles fired in this time: 1 - exp(-rate hours)."""
    return np.asarray(-np.expm1(-np.asarray(rate, float) * np.asarray(hours, float)))


def _missiles_for(harm: ArrayLike, each: Array) -> Array:
    wanted = np.asarray(harm, float)
    shape = np.broadcast_shapes(wanted.shape, each.shape)
    none_does = np.where(np.broadcast_to(wanted > 0, shape), np.inf, 0.0)
    return np.asarray(np.divide(wanted, each, out=none_does, where=np.broadcast_to(each > 0, shape)))
