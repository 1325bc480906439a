"""What only this kind computes, beside estimates and verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.uncertainty.estimates import Share


@dataclass(frozen=True, slots=True)
class Finding:
    """All that the tests say of one case at central values."""

    verdict: str
    subtype: str | None
    stronger: str | None
    vulnerability: str
    """"mutual", "only-first", "only-second" or "neither"; the first side is the creditor, the bank, or the file's first."""
    self_deterred: tuple[str, ...]
    """Keys of the sides held back by their own loss alone."""


@dataclass(frozen=True, slots=True)
class Tests:
    """Both tests in one case, by either rule, with how often they come out over the draws."""

    finding: Finding
    added: Finding
    """The same if the shares of the two bars were added."""
    shares: Mapping[str, Share]
    """Verdict, with its subtype as in `one-sided/monopoly`, -> share of draws, largest first."""
    deterred: Mapping[str, Share]
    """Side -> share of draws in which its own strike costs it too much."""
    self_deterred: Mapping[str, Share]
    vulnerable: Mapping[str, Share]
    mutual: Share
    """Share of draws in which both are vulnerable."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """How little one parameter must move, alone, to change the finding."""

    name: str
    """Path of the input, or `<side>.tau` for both bars of a side together."""
    present: float
    """Its central value; of a side's bars the one for wealth."""
    value: float
    """Where the finding changes."""
    becomes: Finding


@dataclass(frozen=True, slots=True)
class UnderBar:
    """The finding if both sides found `tau` per cent too much, of wealth and of income."""

    tau: float
    finding: Finding


@dataclass(frozen=True, slots=True)
class Curve:
    """One measure of a side along a parameter, all else at central values."""

    measure: str
    at: Mapping[str, float]
    """What else was set, path -> value."""
    x: tuple[float, ...]
    y: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A case in levels: which strikes are deterred, and what one step of one level would change."""

    deterred: Mapping[str, bool]
    """Strike -> whether the striker is held back from it."""
    sides: Mapping[str, bool]
    """Side -> whether it is held back from all of its strikes."""
    vulnerable: Mapping[str, bool]
    """Side -> whether the other can do it harm that reaches its bar."""
    decisive: tuple[tuple[str, str, str, str], ...]
    """Input, level, next level, verdict then: every single step that would change the verdict."""


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything above for one study; what a mode does not have is empty."""

    tests: Mapping[str, Tests]
    """Case key -> tests."""
    break_evens: Mapping[str, tuple[BreakEven, ...]]
    """Case key -> parameters within a fifth of a break-even, nearest first."""
    nearest: tuple[BreakEven, ...]
    """The same of the baseline, up to four times the value and down to a quarter of it."""
    bars: tuple[UnderBar, ...]
    """The baseline under other bars."""
    curves: tuple[Curve, ...]
    """The baseline along the share sold, for the ends and the middle of absorption and beta."""
    ordinal: Mapping[str, Ordinal]
    """Case key -> levels."""
