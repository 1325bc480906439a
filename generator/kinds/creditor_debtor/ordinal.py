"""The same two tests in levels, where nothing can be counted in money: low, medium, high.

A side is held back from a strike if its own loss, or the lower of reprisal and credibility, reaches its bar.
Levels have no products, so there is no index, and no room to spare: a side that deters does so barely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generator.deterrence.judgement import Judgement
from generator.deterrence.verdicts import CapabilityClass, subtype, verdict


@dataclass(frozen=True)
class Leveled:
    """A strike of side `by` (0 or 1); levels are whole numbers, the larger the worse."""

    by: int
    harm: float
    blowback: float
    reprisal: float
    credibility: float

    def deterred(self, bar: float) -> bool:
        """Whether the striker's bar is reached."""
        return max(self.blowback, min(self.reprisal, self.credibility)) >= bar


@dataclass(frozen=True)
class Standing:
    """What follows for both sides."""

    deterred: tuple[bool, bool]
    """Whether each side is held back from all of its strikes."""
    self_deterred: tuple[bool, bool]
    vulnerable: tuple[bool, bool]
    """Whether some strike of the other side does it harm that reaches its bar."""
    judgement: Judgement


def judge(strikes: Sequence[Leveled], bars: tuple[float, float]) -> Standing:
    """Both tests, the classes and the verdict. Each side has at least one strike."""
    own = [[strike for strike in strikes if strike.by == i] for i in (0, 1)]
    deterred = [all(strike.deterred(bars[i]) for strike in own[i]) for i in (0, 1)]
    held = [all(strike.blowback >= bars[i] for strike in own[i]) for i in (0, 1)]
    vulnerable = [any(strike.harm >= bars[i] for strike in own[1 - i]) for i in (0, 1)]
    a, b = (np.array([_class(deterred[1 - i], vulnerable[1 - i]).code], np.int8) for i in (0, 1))
    # Without an index the cost of striking decides: whoever is not deterred strikes too cheaply to wait.
    codes = verdict(a, b, 1.0, float(deterred[1]), float(deterred[0]), 1.0, 1.0)
    return Standing(
        (deterred[0], deterred[1]),
        (held[0], held[1]),
        (vulnerable[0], vulnerable[1]),
        Judgement((a, b), codes, subtype(codes, a, b)),
    )


def _class(deters: bool, hurts: bool) -> CapabilityClass:
    if deters:
        return CapabilityClass.DELICATE
    return CapabilityClass.VULNERABLE if hurts else CapabilityClass.NONE
