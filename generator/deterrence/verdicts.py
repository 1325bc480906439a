"""From numbers to words: classes of capability, the verdict on a dyad, and what qualifies it.

Every kind of model that has sides and damages is judged here, so that verdicts mean the same
everywhere. The rules and cut-offs are ours (assumed); `Cutoffs` carries the range over which each is
to be varied in print. Functions are vectorised over draws and return integer codes: a code is the
position in the enumeration. Every "at least" holds with a tolerance of 1e-9.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.quantities import Quantity

Array = NDArray[np.float64]
Codes = NDArray[np.int8]
Truth = NDArray[np.bool_]

TOLERANCE = 1e-9


@dataclass(frozen=True)
class Cutoffs:
    """Where the words begin. `low` and `high` of each quantity are the range over which reports vary it."""

    secure_margin: Annotated[float, Quantity("rho", "-", "least margin of a secure class", 1.25, 2.0, 1.5)] = 1.5
    assurance: Annotated[float, Quantity("P", "share", "least assurance of a secure class", 0.80, 0.95, 0.90)] = 0.90
    stable_index: Annotated[float, Quantity("I", "-", "least index that counts as stable", 0.65, 0.85, 0.75)] = 0.75
    contested: Annotated[
        float,
        Quantity("", "share", "below this share of draws the most frequent verdict is contested", 0.60, 0.80, 0.70),
    ] = 0.70
    fragile: Annotated[
        float, Quantity("", "share", "a hurdle this near its break-even is fragile", 0.10, 0.30, 0.20)
    ] = 0.20


STANDARD = Cutoffs()
"""Our cut-offs (assumed)."""


class _Coded(StrEnum):
    @property
    def code(self) -> int:
        """The integer that stands for this member in arrays."""
        return list(type(self)).index(self)

    @property
    def key(self) -> str:
        """A stable identifier that is not for print."""
        return self.name.lower().replace("_", "-")


class CapabilityClass(_Coded):
    """What one side can do to the other after being struck; the later in the list, the stronger."""

    NONE = "N"
    PARTIAL = "P"
    VULNERABLE = "V"
    DELICATE = "D"
    SECURE = "S"


class Verdict(_Coded):
    """The state of a dyad."""

    MAD_STABLE = "MAD-STABLE"
    MAD_CRISIS_PRONE = "MAD-CRISIS-PRONE"
    DELICATE = "DELICATE"
    FIRST_STRIKE_PRONE = "FIRST-STRIKE-PRONE"
    MINIMUM_UNASSURED = "MINIMUM DETERRENCE (UNASSURED)"
    MINIMUM = "MINIMUM DETERRENCE"
    NO_DETERRENCE = "NO DETERRENCE BY PUNISHMENT"
    ONE_SIDED = "ONE-SIDED"


class Subtype(_Coded):
    """A closer word for two of the verdicts; empty for the others."""

    NONE = ""
    MUTUAL_DEFENCE = "mutual defence"
    SUPERIORITY = "superiority"
    MONOPOLY = "monopoly"


def at_least(value: ArrayLike, limit: ArrayLike) -> Truth:
    """value >= limit, within the tolerance of all verdicts."""
    return np.asarray(np.asarray(value, float) >= np.asarray(limit, float) - TOLERANCE)


def classify(
    margin: ArrayLike,
    first_strike_reaches_tau: ArrayLike,
    retaliatory_damage: ArrayLike,
    alpha: ArrayLike,
    assurance: ArrayLike | None = None,
    cutoffs: Cutoffs = STANDARD,
) -> Codes:
    """Class of one side against the other, as codes of `CapabilityClass`: the first rule that holds.

    `margin` is its retaliation over what is required, `retaliatory_damage` and `alpha` are shares of the
    other side's value. `assurance` is given once a Monte Carlo has been run, not inside a draw.
    """
    ratio = np.asarray(margin, float)
    secure = at_least(ratio, cutoffs.secure_margin)
    if assurance is not None:
        secure = secure & at_least(assurance, cutoffs.assurance)
    rules = [
        secure,
        at_least(ratio, 1.0),
        np.asarray(first_strike_reaches_tau, bool),
        at_least(retaliatory_damage, alpha),
    ]
    names = [CapabilityClass.SECURE, CapabilityClass.DELICATE, CapabilityClass.VULNERABLE, CapabilityClass.PARTIAL]
    return np.select(
        np.broadcast_arrays(*rules), [np.int8(name.code) for name in names], np.int8(CapabilityClass.NONE.code)
    )


def verdict(
    class_a: ArrayLike,
    class_b: ArrayLike,
    index: ArrayLike,
    d2_ab: ArrayLike,
    d2_ba: ArrayLike,
    alpha_a: ArrayLike,
    alpha_b: ArrayLike,
    cutoffs: Cutoffs = STANDARD,
) -> Codes:
    """Verdict of a dyad, as codes of `Verdict`: the first rule that holds.

    `d2_ab` is the retaliatory damage of A to B, to be held against `alpha_b`, and the other way round.
    """
    low, high = np.minimum(class_a, class_b), np.maximum(class_a, class_b)
    stable = at_least(index, cutoffs.stable_index)
    both_hurt = at_least(d2_ab, alpha_b) & at_least(d2_ba, alpha_a)
    n, p, v, d, s = (member.code for member in CapabilityClass)
    both_mad = low == s
    gun_duel = (low >= p) & (high == v)
    rules = [
        (both_mad & stable, Verdict.MAD_STABLE),
        (both_mad, Verdict.MAD_CRISIS_PRONE),
        (low >= d, Verdict.DELICATE),
        # Without an incentive to go first, two forces that retaliate too weakly are not a gun duel.
        (gun_duel & ~(stable & both_hurt), Verdict.FIRST_STRIKE_PRONE),
        (gun_duel, Verdict.MINIMUM_UNASSURED),
        ((low == p) & (high == p), Verdict.MINIMUM),
        (high == n, Verdict.NO_DETERRENCE),
    ]
    conditions = np.broadcast_arrays(*(rule for rule, _ in rules))
    return np.select(conditions, [np.int8(name.code) for _, name in rules], np.int8(Verdict.ONE_SIDED.code))


def subtype(codes: ArrayLike, class_a: ArrayLike, class_b: ArrayLike, undefended_reach_tau: ArrayLike = False) -> Codes:
    """Subtype of each verdict, as codes of `Subtype`.

    `undefended_reach_tau`: without active defences both first strikes would do unacceptable damage.
    """
    found, weaker = np.asarray(codes), np.minimum(class_a, class_b)
    one_sided = found == Verdict.ONE_SIDED.code
    mutual = (found == Verdict.NO_DETERRENCE.code) & np.asarray(undefended_reach_tau, bool)
    monopoly = one_sided & (weaker == CapabilityClass.NONE.code)
    conditions = np.broadcast_arrays(mutual, monopoly, one_sided)
    names = (Subtype.MUTUAL_DEFENCE, Subtype.MONOPOLY, Subtype.SUPERIORITY)
    return np.select(conditions, [np.int8(name.code) for name in names], np.int8(Subtype.NONE.code))


def self_deterred(blowback: ArrayLike, alpha: ArrayLike) -> Truth:
    """SELF-DETERRED: its own strike alone costs a side as much as it would accept."""
    return at_least(blowback, alpha)


def not_credible(credibility: ArrayLike, required: ArrayLike) -> Truth:
    """NOT-CREDIBLE: a reprisal less likely than the side to be deterred would have to fear."""
    return np.logical_not(at_least(credibility, required))


def stability_instability(codes: ArrayLike, limited_wars: bool) -> Truth:
    """STABILITY-INSTABILITY: mutual deterrence is stable and limited or proxy wars were fought beneath it."""
    return np.asarray((np.asarray(codes) == Verdict.MAD_STABLE.code) & limited_wars)


def crisis_prone(codes: ArrayLike, index: ArrayLike, cutoffs: Cutoffs = STANDARD) -> Truth:
    """CRISIS-PRONE: both could still retaliate (DELICATE), yet going first pays."""
    return np.asarray((np.asarray(codes) == Verdict.DELICATE.code) & ~at_least(index, cutoffs.stable_index))


def verdict_shares(codes: ArrayLike) -> Array:
    """Share of the draws with each verdict, in the order of `Verdict`."""
    counted = np.bincount(np.ravel(np.asarray(codes)), minlength=len(Verdict))
    return np.asarray(counted / counted.sum())


def contested(shares: ArrayLike, cutoffs: Cutoffs = STANDARD) -> bool:
    """CONTESTED: the most frequent verdict has too small a share of the draws. `shares` are those of all verdicts."""
    return not bool(at_least(np.max(shares), cutoffs.contested))
