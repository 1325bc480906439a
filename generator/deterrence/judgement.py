"""Two standings and an index in, one judgement out: classes, verdict, subtype and modifiers together.

Every kind of model ends here. It says of each side what its retaliation comes to and what the side
would accept; the rules themselves are in `verdicts`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.risk import required_credibility, threshold, war_after_retaliation
from generator.deterrence.verdicts import (
    STANDARD,
    Codes,
    Cutoffs,
    Truth,
    classify,
    crisis_prone,
    not_credible,
    self_deterred,
    stability_instability,
    subtype,
    verdict,
)

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Standing:
    """What one side can do to the other, and what it would accept itself: numbers or arrays (draw,)."""

    margin: ArrayLike
    """Its retaliation over what is required."""
    reaches_tau: ArrayLike
    """Whether its full first strike does unacceptable damage."""
    retaliatory_damage: ArrayLike
    """Share of the other side's value."""
    alpha: ArrayLike
    """Most damage to itself it would accept."""
    assurance: ArrayLike | None = None
    """Share of draws in which its retaliation is unacceptable; None without a Monte Carlo or inside a draw."""
    undefended_reaches_tau: ArrayLike = False
    """Whether its first strike would do unacceptable damage if nothing were stopped by active defences."""


@dataclass(frozen=True)
class Judgement:
    """Codes (draw,) of the enumerations in `verdicts`."""

    classes: tuple[Codes, Codes]
    verdict: Codes
    subtype: Codes

    @property
    def stronger(self) -> Codes:
        """0 where the first side has the higher class, 1 where the second has, -1 where they are equal."""
        a, b = self.classes
        return np.where(a > b, 0, np.where(b > a, 1, -1)).astype(np.int8)


def judge(a: Standing, b: Standing, index: ArrayLike, cutoffs: Cutoffs = STANDARD) -> Judgement:
    """Classes of both sides and the verdict on the dyad."""
    class_a = np.atleast_1d(classify(a.margin, a.reaches_tau, a.retaliatory_damage, b.alpha, a.assurance, cutoffs))
    class_b = np.atleast_1d(classify(b.margin, b.reaches_tau, b.retaliatory_damage, a.alpha, b.assurance, cutoffs))
    codes = verdict(class_a, class_b, index, a.retaliatory_damage, b.retaliatory_damage, a.alpha, b.alpha, cutoffs)
    undefended = np.asarray(a.undefended_reaches_tau, bool) & np.asarray(b.undefended_reaches_tau, bool)
    return Judgement((class_a, class_b), codes, subtype(codes, class_a, class_b, undefended))


@dataclass(frozen=True)
class Temper:
    """What decides whether a side's threat is carried out and believed: numbers or arrays (draw,)."""

    blowback: ArrayLike
    alpha: ArrayLike
    credibility: ArrayLike
    retaliatory_damage: ArrayLike
    """Damage it does to the other side after being struck."""
    cap: ArrayLike
    """Largest share of its own value that can be lost."""
    status_quo: ArrayLike | None = None
    """How satisfied it is with the status quo, where a win is 1; None leaves the other side's credibility unjudged."""
    war: ArrayLike | None = None
    """What war is worth to it, where a win is 1; None takes what retaliation leaves."""
    submit: ArrayLike | None = None
    """What giving way is worth to it, where a win is 1; None leaves its resolve unjudged."""


@dataclass(frozen=True)
class Modifiers:
    """What qualifies a verdict; arrays (draw,). FRAGILE-HURDLE belongs to a kind, CONTESTED to a set of draws."""

    self_deterred: tuple[Truth, Truth]
    not_credible: tuple[Truth | None, Truth | None]
    """None where the side to be deterred has no value for the status quo."""
    required_credibility: tuple[Array | None, Array | None]
    """Least credibility that each side's reprisal needs."""
    resolve: tuple[Array | None, Array | None]
    """Risk of war that each side would run rather than give way."""
    crisis_prone: Truth
    stability_instability: Truth


def modify(
    a: Temper,
    b: Temper,
    judgement: Judgement,
    index: ArrayLike,
    *,
    limited_wars: bool = False,
    cutoffs: Cutoffs = STANDARD,
) -> Modifiers:
    """The modifiers of a verdict. `limited_wars`: the study lists limited or proxy wars between the two."""
    required = _required(a, b), _required(b, a)
    return Modifiers(
        (np.atleast_1d(self_deterred(a.blowback, a.alpha)), np.atleast_1d(self_deterred(b.blowback, b.alpha))),
        (
            None if required[0] is None else not_credible(a.credibility, required[0]),
            None if required[1] is None else not_credible(b.credibility, required[1]),
        ),
        required,
        (_resolve(a, b), _resolve(b, a)),
        crisis_prone(judgement.verdict, index, cutoffs),
        stability_instability(judgement.verdict, limited_wars),
    )


def _required(threatener: Temper, challenger: Temper) -> Array | None:
    if challenger.status_quo is None:
        return None
    return np.atleast_1d(required_credibility(challenger.status_quo, _war(challenger, threatener)))


def _resolve(side: Temper, other: Temper) -> Array | None:
    if side.submit is None:
        return None
    return np.atleast_1d(threshold(1.0, side.submit, _war(side, other)))


def _war(side: Temper, other: Temper) -> ArrayLike:
    """What war is worth to a side: as given, or what the retaliation of the other leaves of it."""
    return war_after_retaliation(other.retaliatory_damage, side.cap) if side.war is None else side.war
