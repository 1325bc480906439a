"""What the force-exchange model gives, each number with its quantity; the last axis of every array is the draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.kinds.force_exchange.params import Array
from generator.quantities import Quantity


@dataclass(frozen=True)
class SideOutcome:
    """What follows for one side, against the other; the last axis of every array is the draws."""

    working_weapons: Annotated[
        Array, Quantity("N", "weapons", "working weapons it can use when it strikes first", low=0)
    ]
    first_strike_weight: Annotated[Array, Quantity("W1", "EMT", "weight of a full first strike on value", low=0)]
    exposed_units: Annotated[Array, Quantity("E", "units", "units the opponent can target, by leg", low=0)]
    weapons_spent_against_it: Annotated[
        Array, Quantity("x_max", "weapons", "weapons the opponent spends on its forces to disarm it", low=0)
    ]
    survival: Annotated[Array, Quantity("S", "share", "units that survive the disarming strike, by leg", 0, 1)]
    retaliatory_weight: Annotated[Array, Quantity("W2", "EMT", "weight it can deliver after being struck", low=0)]
    retaliatory_weight_by_leg: Annotated[
        Array, Quantity("W2k", "EMT", "weight each leg can deliver after being struck", low=0)
    ]
    retaliatory_weapons: Annotated[Array, Quantity("", "weapons", "weapons that arrive in retaliation", low=0)]
    first_strike_leakage: Annotated[
        Array, Quantity("L1", "share", "of a full first strike: passes the other side's interceptors", 0, 1)
    ]
    retaliatory_leakage: Annotated[
        Array, Quantity("L2", "share", "of its retaliation: passes the other side's interceptors", 0, 1)
    ]
    first_strike_damage: Annotated[
        Array, Quantity("D1", "share", "damage it can do to the other side by going first", 0, 1)
    ]
    retaliatory_damage: Annotated[
        Array, Quantity("D2", "share", "damage it can do to the other side after being struck", 0, 1)
    ]
    required_weight: Annotated[
        Array, Quantity("W_req", "EMT", "weight it must deliver to do unacceptable damage", low=0)
    ]
    margin: Annotated[Array, Quantity("rho", "-", "retaliation over what is required", low=0)]
    criterion_damage: Annotated[
        Array, Quantity("", "share", "damage by its retaliation on each further criterion of the other side", 0, 1)
    ]
    striking_cost: Annotated[Array, Quantity("C1", "cost", "cost to it of striking first", low=0)]
    struck_cost: Annotated[Array, Quantity("C2", "cost", "cost to it of being struck first", low=0)]
    weapons_on_forces: Annotated[
        Array, Quantity("x", "weapons", "weapons it would spend on forces to make its own cost least", low=0)
    ]
    critical_risk: Annotated[
        Array, Quantity("q", "share", "how sure of being attacked it must be before going first pays", 0, 1)
    ]


@dataclass(frozen=True)
class Outcome:
    """Both sides, and the two numbers they share."""

    sides: tuple[SideOutcome, SideOutcome]
    index: Annotated[
        Array, Quantity("I", "-", "index of first-strike stability: 1 when neither side gains by going first", 0, 1)
    ]
    instability_index: Annotated[Array, Quantity("X", "-", "product of the two penalties for waiting")]


@dataclass(frozen=True)
class Believed:
    """What a side's threat must be to work, and what the side would risk; None where the study says nothing of it."""

    required_credibility: Annotated[
        Array | None,
        Quantity("p*", "share", "least credibility at which its reprisal deters the other side", low=0),
    ]
    resolve: Annotated[Array | None, Quantity("R", "share", "risk of war it would run rather than give way", low=0)]


@dataclass(frozen=True)
class SystemOutcome:
    """What more than two actors have in common; arrays (draw,)."""

    product: Annotated[
        Array, Quantity("PI", "-", "product of the stability indices of all rival pairs; falls with every pair", 0, 1)
    ]
    lowest: Annotated[Array, Quantity("I_min", "-", "stability index of the worst pair of rivals", 0, 1)]
    incentive_to_strike: Annotated[
        Array, Quantity("S", "cost", "what going first saves against peace, mean over all possible wars")
    ]
    incentive_to_pre_empt: Annotated[
        Array, Quantity("P", "cost", "what going first saves against being struck first, mean over all possible wars")
    ]


MARGIN_AFTER = Quantity("rho_2", "-", "margin that its reserve still gives after a war with the third", low=0)
STRIKE = Quantity("S", "cost", "what going first saves a coalition against peace; below 0 peace is better")
PRE_EMPT = Quantity("P", "cost", "what going first saves a coalition against being struck first")
