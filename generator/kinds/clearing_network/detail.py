"""What only this kind computes, beside estimates and verdicts; all at the central values of the inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """What follows when one bank fails, before any other shock."""

    hostages: Mapping[str, float]
    """Loss of every other bank over its net worth before; without those already in default."""
    newly_in_default: tuple[str, ...]
    """Who is in default then and was not before, the failing bank included."""
    outsiders_loss: float
    """What creditors outside the network lose, in money."""
    furfine: tuple[str, ...]
    """Who falls by Furfine's rule, the failing bank included."""
    debtrank: Mapping[str, float]
    """Share of its equity that every other bank loses by DebtRank of 2015."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """Whether those who would gain from a rescue could pay for it, and would."""

    bank: str
    cost: float | None
    """Least injection with which it pays in full; None where it is not in default."""
    gains: Mapping[str, float]
    """What every other bank gains in equity by the rescue."""
    consortium: tuple[str, ...]
    motive: bool
    """Their gains together reach the cost."""
    means: bool
    """Their equity together exceeds the cost."""


@dataclass(frozen=True, slots=True)
class Clearing:
    """The network after the shock."""

    rounds: tuple[tuple[str, ...], ...]
    """Who is newly in default in each round of fictitious default."""
    greatest: Mapping[str, float]
    """Payments in the greatest clearing vector."""
    least: Mapping[str, float]
    least_defaults: tuple[str, ...]
    due: Mapping[str, float]
    """What each owes in all."""
    shocked: Mapping[str, float]
    """What the shock takes from each bank's external assets."""
    furfine: tuple[tuple[str, ...], ...]
    """Who falls in each round of Furfine's rule, those who fail at the start first."""
    debtrank: Mapping[str, float]
    """Share of equity lost, by DebtRank of 2015, after the shock has passed through the network."""
    debtrank_start: Mapping[str, float]
    """Share of equity that the shock itself takes."""
    debtrank_2012: Mapping[str, float]
    spectral_radius: float
    """Of the matrix of exposures over equity: above 1 an arbitrarily small shock may bring somebody down."""


@dataclass(frozen=True, slots=True)
class UnderCutoff:
    """The verdict on the first pair if one of our own cut-offs stood at an end of its range."""

    cutoff: str
    value: float
    verdict: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything above for one study."""

    focus: tuple[str, str]
    """The pair whose verdict heads the page."""
    base_defaults: Mapping[str, tuple[str, ...]]
    """Case key -> who is in default before any shock."""
    failures: Mapping[str, Mapping[str, Failure]]
    """Case key -> bank that fails -> what follows."""
    clearing: Mapping[str, Clearing]
    """Case key -> the network after the shock."""
    rescue: Mapping[str, Rescue]
    """Case key -> the rescue test, where the study asks for it."""
    cutoffs: tuple[UnderCutoff, ...]
