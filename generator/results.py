"""What comes out of a study: one outcome per case, with estimates, verdict shares and sensitivities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from generator.dynamics_results import DynamicsResults
from generator.uncertainty.estimates import Estimate, Share
from generator.uncertainty.sensitivity import Swing, VarianceShare

D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a kind's rules say of a case, by stable keys; words live in the templates."""

    key: str
    subtype: str | None
    """A finer name within the verdict, e.g. "monopoly"; None when there is none."""
    stronger: str | None
    """The stronger actor of a one-sided verdict; None otherwise."""
    modifiers: tuple[str, ...]
    """Further findings, e.g. "CONTESTED" or "FRAGILE-HURDLE(usa, bombers, hidden)"."""


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """What the rules say of one pair of actors in a case."""

    verdict: Verdict
    shares: Mapping[str, Share]
    """Verdict key -> share of draws, largest first."""


@dataclass(frozen=True, slots=True)
class CaseResults:
    """One case: the baseline, a scenario, a state, or a scenario at a state."""

    scenario: str
    state: str | None
    verdict: Verdict
    classes: Mapping[str, str]
    """Capability class by side: an actor, or with more than two `usa.russia`, one against another."""
    assurance: Mapping[str, Share]
    """Share of draws in which a side's retaliation reaches the opponent's threshold."""
    shares: Mapping[str, Share]
    """Verdict key -> share of draws, largest first."""
    estimates: Mapping[str, Estimate]
    """Measure -> estimate."""
    pairs: Mapping[str, PairVerdict] = field(default_factory=dict)
    """Pair, as `usa.ussr` -> its verdict; `verdict` and `shares` are those of the worst."""


@dataclass(frozen=True, slots=True)
class Results(Generic[D]):
    """Everything computed from one study: a function of canonical study, model version, seed and draws."""

    study: str
    digest: str
    kind: str
    model_version: str
    seed: int
    draws: int
    cases: Mapping[str, CaseResults]
    swings: tuple[Swing, ...]
    variance_shares: tuple[VarianceShare, ...]
    detail: D
    """What only this kind computes."""
    dynamics: DynamicsResults | None = None
    """Arms race and weapons plane, where the study asks for them."""


def decisive(shares: Sequence[VarianceShare], measure: str) -> list[VarianceShare]:
    """The three inputs that explain most of a measure's variance, those that matter at all, largest first."""
    items = [item for item in shares if item.measure == measure and item.total > 0.005]
    return sorted(items, key=lambda item: -item.total)[:3]


def held(judged: CaseResults | PairVerdict) -> Share:
    """The share of draws with the verdict that holds at central values."""
    first = next(iter(judged.shares.values()))
    return judged.shares.get(judged.verdict.key, Share(0.0, 0.0, first.draws))
