"""What only this kind computes, beside estimates and verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.uncertainty.estimates import Share


@dataclass(frozen=True, slots=True)
class BreakEven:
    """How good one hurdle of one leg, or of the whole force, must be for deterrence to stand."""

    leg: str | None
    """None for the whole force."""
    hurdle: str
    value: float
    """What passes the hurdle now; for the whole force averaged over legs by what arrives at it."""
    break_even: float | None
    """The least value that suffices, the others unchanged; None when it is not binding or cannot suffice alone."""
    status: str
    """"stands", "falls short", "not binding" or "not enough alone"."""
    fragile: bool


@dataclass(frozen=True, slots=True)
class Hurdles:
    """One side's retaliation, hurdle by hurdle, at central values."""

    waterfall: Mapping[str, float]
    """Weight left after each hurdle, from "gross" to "passive"."""
    required: float | None
    """Weight it must deliver; None where no weight suffices."""
    break_evens: tuple[BreakEven, ...]


@dataclass(frozen=True, slots=True)
class UnderThreshold:
    """The verdict if both sides were judged by one published criterion."""

    key: str
    verdict: str
    subtype: str | None
    stronger: str | None
    classes: Mapping[str, str]
    required: Mapping[str, float | None]
    """Weight that each actor would have to deliver; None where no weight suffices."""


@dataclass(frozen=True, slots=True)
class UnderCutoff:
    """The verdict if one of our own cut-offs stood at an end of its range."""

    cutoff: str
    value: float
    verdict: str
    modifiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GameFinding:
    """The two-by-two game of a pair's costs, at central values. In every pair of actions the first side's comes first."""

    equilibria: tuple[tuple[str, str], ...]
    """Pure ones: "wait" or "strike" of each side."""
    mixed: tuple[float, float] | None
    """Probability with which each side waits when both truly mix; None where there is no such equilibrium."""
    risk_dominant: tuple[str, str] | None
    """The pure equilibrium that is the safer guess; None where there is none."""
    waiting: Share
    """Share of draws in which mutual waiting is the safer guess."""


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything above for one study."""

    games: Mapping[str, Mapping[str, GameFinding]]
    """Case key -> pair, as `usa.ussr` -> the game of its costs."""
    hurdles: Mapping[str, Mapping[str, Hurdles]]
    """Case key (without states) -> actor -> hurdles; empty where a study has more than two actors or gives damages."""
    thresholds: tuple[UnderThreshold, ...]
    cutoffs: tuple[UnderCutoff, ...]
    """Of the baseline; with more than two actors of its worst pair."""
