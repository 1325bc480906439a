"""What the power-balance model takes and gives: states, rivals and outcomes, each number with its quantity.

Every field is a number or an array over draws; arrays of outcomes have the draws as their last axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.standoff import ACCEPTABLE, FIRST_STRIKE_DAMAGE, RETALIATORY_DAMAGE, UNACCEPTABLE, Posture
from generator.quantities import Quantity

Array = NDArray[np.float64]
Number = float | Array

COMMITMENT = Quantity(
    "m", "share", "share of its capability that counts on this side", 0, 1, None, "share", example=0.7
)


@dataclass(frozen=True)
class Components:
    """The six components of the index, of one state or of the world, each in a unit of the author's choice."""

    military_expenditure: Annotated[
        Number, Quantity("", "as in the world total", "military expenditure", low=0, spread="amount", example=3000000)
    ]
    military_personnel: Annotated[
        Number, Quantity("", "as in the world total", "military personnel", low=0, spread="amount", example=1500)
    ]
    iron_and_steel: Annotated[
        Number,
        Quantity("", "as in the world total", "iron and steel production", low=0, spread="amount", example=10000),
    ]
    energy: Annotated[
        Number,
        Quantity("", "as in the world total", "consumption of primary energy", low=0, spread="amount", example=200000),
    ]
    total_population: Annotated[
        Number, Quantity("", "as in the world total", "total population", low=0, spread="amount", example=60000)
    ]
    urban_population: Annotated[
        Number, Quantity("", "as in the world total", "urban population", low=0, spread="amount", example=15000)
    ]


@dataclass(frozen=True)
class State:
    """What a state has; what it would do with it is its commitment to each side."""

    capability: Annotated[
        Number | None,
        Quantity("C", "share", "share of the world's material capability", 0, 1, None, "amount", example=0.17),
    ] = None
    warheads: Annotated[
        Number, Quantity("n", "warheads", "nuclear warheads of every kind", low=0, default=0, spread="amount")
    ] = 0.0
    measurement: Annotated[
        Number,
        Quantity("e", "-", "what it has over what the index says it has", 0.01, 100, default=1, spread="amount"),
    ] = 1.0


@dataclass(frozen=True)
class Rivalry:
    """How far the challenger of a pair is from content."""

    dissatisfaction: Annotated[
        Number,
        Quantity(
            "d", "share", "how dissatisfied the challenger is with the order it finds", 0, 1, None, "share", example=0.6
        ),
    ]


@dataclass(frozen=True)
class Rival:
    """What a study of forces found for one of the two: its retaliation, the damages, and its thresholds."""

    margin: Annotated[
        Number, Quantity("rho", "-", "retaliation over what is required", low=0, spread="amount", example=1.5)
    ]
    first_strike_damage: Annotated[Number, FIRST_STRIKE_DAMAGE]
    retaliatory_damage: Annotated[Number, RETALIATORY_DAMAGE]
    alpha: Annotated[Number, ACCEPTABLE]
    tau: Annotated[Number, UNACCEPTABLE]


@dataclass(frozen=True)
class Findings:
    """What a study of forces found for the dominant power and the challenger, to be judged by its rules."""

    rivals: tuple[Rival, Rival]
    index: Annotated[
        Number,
        Quantity(
            "I", "-", "index of first-strike stability: 1 when neither side gains by going first", 0, 1, example=0.8
        ),
    ]


@dataclass(frozen=True)
class Params:
    """Everything `solve` needs, for one case."""

    capability: Array
    """Shares of the world, (actor, draw)."""
    commitment: tuple[Array, Array]
    """Share of each actor's capability that counts on either side, (actor, draw) each."""
    warheads: Array
    """(actor, draw)."""
    dominant: int
    """Position of the dominant power among the actors."""
    challenger: int
    """Position of the challenger."""
    dissatisfaction: Array
    """(draw,)."""
    terror: tuple[Posture, Posture] | Findings | None = None
    """What the dominant power and the challenger can do to each other; None where nobody has reckoned it."""


@dataclass(frozen=True)
class Outcome:
    """What follows; every field an array (draw,), apart from the capabilities and the two sides."""

    capability: Annotated[Array, Quantity("C", "share", "share of the world's material capability", 0, 1)]
    """(actor, draw)."""
    power: Annotated[Array, Quantity("P", "share", "share of the world's capability that counts on its side", 0, 1)]
    """(side, draw)."""
    side_ratio: Annotated[Array, Quantity("b", "-", "power of the second side over that of the first", low=0)]
    balance: Annotated[Array, Quantity("B", "-", "power of the weaker side over that of the stronger", 0, 1)]
    ratio: Annotated[Array, Quantity("r", "-", "capability of the challenger over that of the dominant power", low=0)]
    dissatisfaction: Annotated[
        Array, Quantity("d", "share", "how dissatisfied the challenger is with the order it finds", 0, 1)
    ]
    concentration: Annotated[Array, Quantity("K", "-", "concentration of capability among the named states", 0, 1)]
    herfindahl: Annotated[Array, Quantity("H", "-", "sum of squared shares within the named states", 0, 1)]
    powers: Annotated[Array, Quantity("1/H", "powers", "as many equal powers would be as concentrated", low=1)]
    warhead_ratio: Annotated[
        Array,
        Quantity("w", "-", "warheads of the challenger over those of the dominant power; 0 where neither has any", 0),
    ]
