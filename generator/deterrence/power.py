"""Balance of power and of threat: shares of material capability, how concentrated they are, and who overtakes whom.

Sources: CINC, the Composite Index of National Capability of the Correlates of War project: components
documented in the package documentation, averaging unverified; name the version of the data beside any
number. Parity band: Organski and Kugler (1980), unverified. Threat: Stephen M. Walt, International
Security 9(4) (1985), and The Origins of Alliances (1987), reported.

What is contested: balance-of-power theory expects peace from balance, power transition expects war from
parity together with dissatisfaction (reported). The band says which of the two readings has something
to say; it takes neither side. Parity of capability and of warheads move together only loosely.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.errors import ModelError
from generator.deterrence.verdicts import at_least
from generator.quantities import Quantity

Array = NDArray[np.float64]

COMPONENTS = (
    "military expenditure", "military personnel", "iron and steel", "energy", "total population", "urban population",
)  # fmt: skip
"""The six components of CINC."""
PARITY = (0.8, 1.2)
"""Ratios of challenger to dominant power that count as parity, both ends included (unverified)."""


def cinc(components: ArrayLike, world: ArrayLike | None = None) -> Array:
    """Mean over the components of each actor's share of the world total.

    `components` has shape (actor, component, *year), each component in its own unit. `world` gives the
    totals, shape (component, *year); without it the actors are all the world there is, and the shares
    sum to 1. Raises ModelError for a negative or missing number and for a world without a component.
    """
    held = np.asarray(components, float)
    if held.ndim < 2 or not np.all(held >= 0):
        raise ModelError("a capability needs actors by components, none negative and none missing")
    total = held.sum(axis=0) if world is None else np.asarray(world, float)
    if not np.all(total > 0):
        raise ModelError("a component of which the world has nothing gives no share")
    if np.any(held.sum(axis=0) > total * (1 + 1e-9)):
        raise ModelError("the actors have more of a component than the world")
    return np.asarray((held / total).mean(axis=1))


def herfindahl(capabilities: ArrayLike) -> Array:
    """Sum of squared shares within the group given, between 1/N (equal) and 1 (one actor has all); actors first axis."""
    return np.asarray(np.sum(_shares(capabilities) ** 2, axis=0))


def concentration(capabilities: ArrayLike) -> Array:
    """CON of the Correlates of War: sqrt[(SUM s^2 - 1/N) / (1 - 1/N)], 0 equal and 1 one actor has all.

    Shares s are rescaled to the group given, actors on the first axis, so that it measures the
    concentration among, say, the great powers. Singer, Bremer and Stuckey (1972), attribution and form
    unverified. Raises ModelError for fewer than two actors.
    """
    number = len(np.asarray(capabilities))
    if number < 2:
        raise ModelError("concentration needs at least two actors")
    return np.asarray(np.sqrt(np.clip((herfindahl(capabilities) - 1 / number) / (1 - 1 / number), 0.0, 1.0)))


class Band(StrEnum):
    """How a challenger stands to the dominant power; a code is the position in this list."""

    PREPONDERANCE = "preponderance"
    PARITY = "parity"
    OVERTAKEN = "overtaken"


def parity_band(ratio: ArrayLike, limits: tuple[float, float] = PARITY) -> NDArray[np.int8]:
    """Band of the ratio challenger / dominant, as codes of `Band`; both limits belong to parity.

    The limits hold with the tolerance of all verdicts, so that 0.04/0.05 counts as 0.8. Raises
    ModelError for a negative or missing ratio.
    """
    value = np.asarray(ratio, float)
    if not np.all(value >= 0):
        raise ModelError("a ratio of capabilities is at least 0")
    return np.asarray(np.where(~at_least(value, limits[0]), 0, np.where(at_least(limits[1], value), 1, 2)), np.int8)


@dataclass(frozen=True)
class ThreatProfile:
    """Walt's four factors of a threat, each in [0, 1] with a source of its own. Show the profile: there are no weights."""

    aggregate_power: Annotated[
        ArrayLike, Quantity("", "share", "population, industry, armed forces", 0, 1, example=0.5)
    ]
    proximity: Annotated[ArrayLike, Quantity("", "share", "how near the threat is", 0, 1, example=0.8)]
    offensive_capability: Annotated[
        ArrayLike, Quantity("", "share", "how much of its power can attack", 0, 1, example=0.4)
    ]
    offensive_intentions: Annotated[
        ArrayLike, Quantity("", "share", "how aggressive it is taken to be", 0, 1, example=0.6)
    ]

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            found = np.asarray(value, float)
            if not np.all((found >= 0) & (found <= 1)):
                raise ModelError(f"{name.replace('_', ' ')} lies between 0 and 1")

    @property
    def sort_key(self) -> Array:
        """Geometric mean of the four (assumed): puts profiles in an order, and measures nothing; 0 if any factor is 0."""
        factors = np.stack(np.broadcast_arrays(*(np.asarray(value, float) for value in vars(self).values())))
        return np.asarray(np.sqrt(np.sqrt(factors.prod(axis=0))))


def _shares(capabilities: ArrayLike) -> Array:
    held = np.asarray(capabilities, float)
    if held.size == 0 or not np.all(held >= 0) or not np.all(held.sum(axis=0) > 0):
        raise ModelError("concentration needs capabilities of at least 0, and more than 0 together")
    return np.asarray(held / held.sum(axis=0))
