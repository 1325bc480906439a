"""What kind of crisis this is, and whether a threat on behalf of an ally would be carried out.

Sources: Mark S. Bell and Julia Macdonald, How to Think About Nuclear Crises, Texas National Security
Review 2(2) (2019): two axes, the incentive to go first and how far the crisis can be controlled
(documented); which corner has which name is unverified, and where the axes are cut is ours (assumed).
Extended deterrence is a definition of ours (assumed); that uncertainty about the ally's worth matters is
Kilgour and Zagare (1994, abstract, documented).

All functions broadcast.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.errors import ModelError
from generator.deterrence.verdicts import at_least

Array = NDArray[np.float64]
Truth = NDArray[np.bool_]

INCENTIVE, CONTROL = 0.25, 0.5
"""From here on the incentive to go first is high, and the crisis controllable (assumed)."""


class CrisisType(StrEnum):
    """The four corners; a code is the position in this list."""

    STABILITY_INSTABILITY = "stability-instability"
    STAIRCASE = "staircase"
    BRINKMANSHIP = "brinkmanship"
    FIRESTORM = "firestorm"


def incentive_to_go_first(critical_risk_a: ArrayLike, critical_risk_b: ArrayLike) -> Array:
    """Of the side that is tempted more: 1 - min(q_A, q_B) (assumed)."""
    return np.asarray(1 - np.minimum(_share(critical_risk_a), _share(critical_risk_b)))


def crisis_type(incentive: ArrayLike, controllability: ArrayLike) -> NDArray[np.int8]:
    """Codes of `CrisisType`: low incentive and controllable stability-instability, high and controllable a staircase,
    low and uncontrollable brinkmanship, high and uncontrollable a firestorm. Both in [0, 1], else ModelError."""
    high, controlled = at_least(_share(incentive), INCENTIVE), at_least(_share(controllability), CONTROL)
    return np.asarray(np.where(controlled, np.where(high, 1, 0), np.where(high, 3, 2)), np.int8)


def executes(ally_stake: ArrayLike, ally_value: ArrayLike, cost: ArrayLike) -> Truth:
    """Whether a defender carries out its threat for an ally: ally_stake * V >= K, with the stake in [0, 1].

    V is the value at stake for the ally and K what executing costs the defender, in one unit.
    """
    return at_least(_share(ally_stake) * np.asarray(ally_value, float), cost)


def extended_credibility(ally_stake: ArrayLike, ally_value: ArrayLike, costs: ArrayLike) -> Array:
    """Probability that it does when its cost is uncertain: the share of the draws of K (first axis) in which it would.

    To be held against the critical risk of the challenger (`games.deters`).
    """
    return np.asarray(executes(ally_stake, ally_value, costs).mean(axis=0))


def _share(value: ArrayLike) -> Array:
    found = np.asarray(value, float)
    if not np.all((found >= 0) & (found <= 1)):
        raise ModelError("incentives, controllability and stakes lie between 0 and 1")
    return found
