"""What only this kind computes, beside estimates and verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.uncertainty.estimates import Share


@dataclass(frozen=True, slots=True)
class Readings:
    """What each of the two theories finds in one case, and how often over the draws."""

    rivalry: str
    """Key of the rivalry that counts in the case's year."""
    band: str
    """Band of the challenger at central values: "preponderance", "parity" or "overtaken"."""
    stronger: str
    """Key of the stronger side at central values."""
    balanced: Share
    """Share of draws in which the sides are balanced: balance-of-power theory expects peace."""
    transition: Share
    """Share of draws with a dissatisfied challenger at parity or beyond: power transition expects war."""


@dataclass(frozen=True, slots=True)
class Terror:
    """The terror balance of the same two in the same case."""

    verdict: str
    subtype: str | None
    stronger: str | None
    """Key of the stronger rival of a one-sided balance."""
    share: Share
    """Share of draws with this verdict."""


@dataclass(frozen=True, slots=True)
class UnderCutoff:
    """The verdict of one case if one of our own cut-offs stood at an end of its range."""

    cutoff: str
    value: float
    verdict: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything above for one study."""

    readings: Mapping[str, Readings]
    """Case key -> readings."""
    terror: Mapping[str, Terror]
    """Case key -> terror balance, where the rivalry of the case gives one."""
    cutoffs: Mapping[str, tuple[UnderCutoff, ...]]
    """Case key (baseline and states) -> the verdict under each cut-off moved."""
