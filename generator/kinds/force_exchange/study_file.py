"""What an author writes in a force-exchange study beside the keys every study has; declarations only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from generator.curve_file import CurveEntry
from generator.kinds.force_exchange.params import Criterion, Damages, Leg, LegAgainst, Side
from generator.quantities import Meaning, Quantity
from generator.study_file import EvidenceEntry, Key, Prose, Short

CONTROLLABILITY = Quantity(
    "", "share", "how far a crisis between the two can be controlled", 0, 1, None, "share", example=0.4
)


@dataclass(frozen=True, kw_only=True)
class LegAgainstEntry:
    """What of a leg is otherwise against one opponent."""

    numbers_of: ClassVar = LegAgainst
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class DamagesEntry:
    """What a side can do to the other, where a study gives damages instead of forces."""

    numbers_of: ClassVar = Damages
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class LegEntry:
    """One part of a force: like units that survive, fire and arrive alike."""

    numbers_of: ClassVar = Leg
    name: Annotated[Short, Meaning("name as readers see it", "Missiles in silos")]
    against: Annotated[dict[Key, LegAgainstEntry], Meaning("what of this leg is otherwise against one opponent")] = (
        field(default_factory=dict)
    )
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class CriterionEntry:
    """A further condition that damage to this actor must meet to be unacceptable."""

    numbers_of: ClassVar = Criterion
    name: Annotated[Short, Meaning("name as readers see it", "Industry")]
    curve: Annotated[CurveEntry, Meaning("value curve: what delivered weight destroys on this measure")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class ActorEntry:
    """One of the parties: its forces, what it values, and what it would find too much."""

    numbers_of: ClassVar = Side
    name: Annotated[Short, Meaning("name as readers see it", "United States")]
    called: Annotated[Short | None, Meaning("name inside a sentence; by default the name", "the United States")] = None
    adjective: Annotated[Short, Meaning("as in 'American forces'", "American")]
    curve: Annotated[
        CurveEntry | None, Meaning("value curve: what delivered weight destroys of this actor's value")
    ] = None
    also_required: Annotated[
        dict[Key, CriterionEntry],
        Meaning("further conditions that damage to this actor must meet, by keys of your choice"),
    ] = field(default_factory=dict)
    legs: Annotated[
        dict[Key, LegEntry], Meaning("its forces: one to twelve groups of like units, by keys of your choice")
    ] = field(default_factory=dict)
    damages: Annotated[DamagesEntry | None, Meaning("in place of curve and legs: four-number mode")] = None
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class LimitedWarEntry:
    """A limited or proxy war fought under the balance the study describes."""

    name: Annotated[Short, Meaning("name as readers see it", "Kargil war, 1999")]
    source: Annotated[Key, Meaning("key of `sources:` that tells of it", "handbook")]
    note: Annotated[
        Prose | None, Meaning("who fought, and who stood behind them", "Both sides had tested weapons the year before.")
    ] = None


@dataclass(frozen=True, kw_only=True)
class ForceExchangeEntry:
    """The keys of this kind."""

    actors: Annotated[dict[Key, ActorEntry], Meaning("the parties, two to four, by keys of your choice")]
    rivals: Annotated[
        tuple[tuple[Key, ...], ...], Meaning("pairs that the system's stability is about; by default all")
    ] = ()
    correlation: Annotated[
        float, Meaning("share of the variance that one side's inputs have in common, 0 to 1", 0.5)
    ] = 0.0
    limited_wars: Annotated[
        tuple[LimitedWarEntry, ...], Meaning("limited or proxy wars that were fought under this balance")
    ] = ()
    controllability: Annotated[float | None, CONTROLLABILITY] = None
