"""What the force-exchange model takes: legs and sides, each number with its quantity.

Every field of `Leg` and `Side` is a number or an array over draws.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.damage import Curve
from generator.deterrence.stability import COST_EXPONENT, COST_WEIGHT
from generator.deterrence.standoff import (
    ACCEPTABLE,
    BLOWBACK,
    EXPONENT,
    FIRST_STRIKE_DAMAGE,
    PEACE_COST,
    RETALIATORY_DAMAGE,
    UNACCEPTABLE,
    WEIGHT,
)
from generator.quantities import Quantity

Array = NDArray[np.float64]
Number = float | Array


@dataclass(frozen=True)
class Leg:
    """One part of a force: like units that survive, fire and arrive alike."""

    units: Annotated[
        Number,
        Quantity("n", "units", "launchers, submarines or aircraft of this leg", low=0, spread="amount", example=200),
    ]
    weapons: Annotated[
        Number,
        Quantity("m", "weapons per unit", "weapons carried by one unit", low=0, default=1, spread="amount", example=10),
    ] = 1.0
    effect: Annotated[
        Number,
        Quantity(
            "y", "EMT per weapon", "weight of one weapon in equivalent megatons", low=0, default=1, spread="amount"
        ),
    ] = 1.0
    availability: Annotated[
        Number, Quantity("a", "share", "in commission and able to fire at all", 0, 1, 1, "share", example=0.9)
    ] = 1.0
    hidden: Annotated[
        Number,
        Quantity(
            "h",
            "share",
            "units the opponent cannot target: at sea, dispersed, airborne or away in time",
            0,
            1,
            0,
            "share",
            example=0.6,
        ),
    ] = 0.0
    launched_under_attack: Annotated[
        Number, Quantity("u", "share", "of the exposed units: fired before impact", 0, 1, 0, "share", example=0.2)
    ] = 0.0
    first_strike_use: Annotated[
        Number,
        Quantity(
            "f",
            "share",
            "of the available weapons: committed when the owner strikes first",
            0,
            1,
            1,
            "share",
            example=0.8,
        ),
    ] = 1.0
    c3: Annotated[
        Number,
        Quantity(
            "c",
            "share",
            "the decision to retaliate is taken, passed on and obeyed after being struck",
            0,
            1,
            1,
            "share",
            example=0.9,
        ),
    ] = 1.0
    reliability: Annotated[
        Number,
        Quantity("r", "share", "the weapon works and reaches the opponent's territory", 0, 1, 1, "share", example=0.8),
    ] = 1.0
    penetration: Annotated[Number, Quantity("e", "share", "passes active defences", 0, 1, 1, "share", example=0.9)] = (
        1.0
    )
    passive: Annotated[
        Number, Quantity("g", "share", "effect left after passive defence", 0, 1, 1, "share", example=0.9)
    ] = 1.0
    pkill_against: Annotated[
        Number | None,
        Quantity(
            "p",
            "share",
            "probability that one working weapon of the opponent destroys one exposed unit of this leg",
            0,
            1,
            None,
            "share",
            example=0.6,
        ),
    ] = None


@dataclass(frozen=True)
class LegAgainst:
    """What of a leg is otherwise against one opponent; None leaves it as it is against all."""

    hidden: Annotated[
        Number | None,
        Quantity("h", "share", "units that this opponent cannot target", 0, 1, None, "share", example=0.3),
    ] = None
    penetration: Annotated[
        Number | None,
        Quantity("e", "share", "passes the active defences of this opponent", 0, 1, None, "share", example=0.8),
    ] = None
    pkill_against: Annotated[
        Number | None,
        Quantity(
            "p",
            "share",
            "probability that one working weapon of this opponent destroys one exposed unit",
            0,
            1,
            None,
            "share",
            example=0.2,
        ),
    ] = None


@dataclass(frozen=True)
class Damages:
    """The damages of one side, where a study gives them instead of forces (four-number mode)."""

    first_strike: Annotated[Number, FIRST_STRIKE_DAMAGE]
    retaliation: Annotated[Number, RETALIATORY_DAMAGE]
    undefended_first_strike: Annotated[
        Number | None,
        Quantity(
            "D1u",
            "share",
            "damage by going first if nothing were stopped by active defences",
            0,
            1,
            None,
            "share",
            example=0.8,
        ),
    ] = None


@dataclass(frozen=True)
class Criterion:
    """A further condition that retaliation must meet, with a value curve of its own (e.g. industry)."""

    curve: Curve
    tau: Annotated[
        Number, Quantity("tau", "share", "least unacceptable damage on this measure", 0, 1, None, "share", example=0.5)
    ]


@dataclass(frozen=True)
class Side:
    """One of the two parties: its forces, what it values, and what it would find too much."""

    legs: tuple[Leg, ...]
    curve: Curve
    alpha: Annotated[Number, replace(ACCEPTABLE, example=0.02)]
    tau: Annotated[Number, replace(UNACCEPTABLE, example=0.2)]
    also_required: tuple[Criterion, ...] = ()
    """Further criteria that damage to this side must meet; the largest required weight counts."""
    shots: Annotated[
        int,
        Quantity(
            "s",
            "weapons per unit",
            "as striker: most weapons it may spend on one exposed unit",
            1,
            6,
            1,
            "none",
            True,
            example=2,
        ),
    ] = 1
    common_mode: Annotated[
        Number,
        Quantity(
            "omega",
            "share",
            "as striker: probability that its attack on forces does not fail as a whole",
            0,
            1,
            1,
            "share",
            example=0.9,
        ),
    ] = 1.0
    credibility: Annotated[
        Number,
        Quantity(
            "kappa", "share", "probability that it carries out its reprisal when struck", 0, 1, 1, "share", example=0.8
        ),
    ] = 1.0
    blowback: Annotated[Number, BLOWBACK] = 0.0
    cost_exponent: Annotated[Number, EXPONENT] = COST_EXPONENT
    cost_weight: Annotated[Number, WEIGHT] = COST_WEIGHT
    peace_cost: Annotated[Number, PEACE_COST] = 0.0
    status_quo: Annotated[
        Number | None,
        Quantity(
            "v",
            "share of a win",
            "how satisfied it is with the status quo, where a win is 1",
            0,
            1,
            None,
            "share",
            example=0.7,
        ),
    ] = None
    war: Annotated[
        Number | None,
        Quantity(
            "z",
            "share of a win",
            "what war is worth to it, where a win is 1; by default what retaliation leaves",
            -10,
            1,
            None,
            "none",
            example=-0.5,
        ),
    ] = None
    submit: Annotated[
        Number | None,
        Quantity(
            "g", "share of a win", "what giving way is worth to it, where a win is 1", -10, 1, None, "none", example=0.1
        ),
    ] = None
    interceptors: Annotated[
        Number,
        Quantity(
            "J", "interceptors", "interceptors of its missile defence", low=0, default=0, spread="amount", example=1000
        ),
    ] = 0.0
    interceptors_per_warhead: Annotated[
        Number,
        Quantity("n", "interceptors", "interceptors fired at one weapon", 1, 100, 1, "amount", example=2),
    ] = 1.0
    interception: Annotated[
        Number,
        Quantity("p_i", "share", "probability that one interceptor stops one weapon", 0, 1, 0, "share", example=0.7),
    ] = 0.0
    tracking: Annotated[
        Number,
        Quantity(
            "p_t", "share", "probability that the defence sees a weapon for what it is", 0, 1, 1, "share", example=0.95
        ),
    ] = 1.0
    reserve: Annotated[
        Number,
        Quantity(
            "r_3",
            "share",
            "of its weapons: kept back against third parties in every exchange",
            0,
            1,
            0,
            "share",
            example=0.2,
        ),
    ] = 0.0
    value: Annotated[
        Number,
        Quantity(
            "v",
            "-",
            "how much it has to lose beside its allies; counts in coalitions only",
            low=0,
            default=1,
            spread="amount",
            example=330,
        ),
    ] = 1.0


@dataclass(frozen=True)
class Params:
    """Everything `solve` needs: the two sides."""

    sides: tuple[Side, Side]
