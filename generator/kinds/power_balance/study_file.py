"""What an author writes in a power-balance study beside the keys every study has; declarations only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from generator.deterrence.power import ThreatProfile
from generator.deterrence.standoff import Posture
from generator.kinds.power_balance import params
from generator.kinds.power_balance.params import COMMITMENT
from generator.quantities import Meaning
from generator.study_file import EvidenceEntry, Key, Prose, Short


@dataclass(frozen=True, kw_only=True)
class ComponentsEntry:
    """The six components of the capability index."""

    numbers_of: ClassVar = params.Components
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class ActorEntry:
    """One of 2 to 12 states."""

    numbers_of: ClassVar = params.State
    name: Annotated[Short, Meaning("name as readers see it", "United Kingdom")]
    called: Annotated[Short | None, Meaning("name inside a sentence; by default the name", "the United States")] = None
    adjective: Annotated[Short, Meaning("as in 'American power'", "American")]
    commitment: Annotated[
        dict[Key, Annotated[float, COMMITMENT]], Meaning("side, then the share of its capability that counts there")
    ]
    components: Annotated[
        ComponentsEntry | None, Meaning("instead of `capability`: its six components, held against `world`")
    ] = None
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class EraEntry:
    """What a side was called for some years."""

    name: Annotated[Short, Meaning("name as readers see it", "Axis")]
    called: Annotated[Short | None, Meaning("name inside a sentence; by default the name", "the Western League")] = None
    start: Annotated[int | None, Meaning("first year of the name", 1914)] = None
    end: Annotated[int | None, Meaning("last year of the name", 1918)] = None


@dataclass(frozen=True, kw_only=True)
class SideEntry:
    """One of the two sides that states are committed to."""

    name: Annotated[Short, Meaning("name as readers see it", "Western League")]
    called: Annotated[Short | None, Meaning("name inside a sentence; by default the name", "the Western League")] = None
    eras: Annotated[tuple[EraEntry, ...], Meaning("other names for single years")] = ()


@dataclass(frozen=True, kw_only=True)
class PostureEntry:
    """What one of the two rivals can do to the other, and what it would find too much."""

    numbers_of: ClassVar = Posture
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class DamagesEntry:
    """A terror balance in four numbers a side: no forces, only damages and thresholds."""

    family: Annotated[Literal["damages"], Meaning("how the terror balance is told")]
    dominant: Annotated[PostureEntry, Meaning("what the dominant power can do and would find too much")]
    challenger: Annotated[PostureEntry, Meaning("what the challenger can do and would find too much")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class RivalEntry:
    """What a study of forces found for one of the two rivals."""

    numbers_of: ClassVar = params.Rival
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class FindingsEntry:
    """A terror balance as a study of forces found it: margins, damages, index."""

    numbers_of: ClassVar = params.Findings
    family: Annotated[Literal["findings"], Meaning("how the terror balance is told")]
    dominant: Annotated[RivalEntry, Meaning("what was found for the dominant power")]
    challenger: Annotated[RivalEntry, Meaning("what was found for the challenger")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class NoArsenalEntry:
    """The statement that neither rival had weapons with which to punish."""

    family: Annotated[Literal["none"], Meaning("how the terror balance is told")]
    says: Annotated[
        Prose, Meaning("why there was no terror balance", "Nobody had weapons that could punish a whole people.")
    ]


TerrorEntry = DamagesEntry | FindingsEntry | NoArsenalEntry


@dataclass(frozen=True, kw_only=True)
class RivalryEntry:
    """A dominant power and its challenger, for the years in which they were that."""

    numbers_of: ClassVar = params.Rivalry
    name: Annotated[Short, Meaning("name as readers see it", "Germany and Britain")]
    dominant: Annotated[Key, Meaning("key of the dominant power", "uk")]
    challenger: Annotated[Key, Meaning("key of the challenger", "germany")]
    start: Annotated[int | None, Meaning("first year in which this is the rivalry that counts", 1890)] = None
    end: Annotated[int | None, Meaning("last such year", 1945)] = None
    terror: Annotated[TerrorEntry | None, Meaning("the terror balance of the same two, for the contrast")] = None
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class ThreatEntry:
    """How threatening one state looked to another: Walt's four factors, shown and never added up."""

    numbers_of: ClassVar = ThreatProfile
    name: Annotated[Short, Meaning("name as readers see it", "Germany, seen from France")]
    threatened: Annotated[Key, Meaning("key of the state that is threatened", "france")]
    threatener: Annotated[Key, Meaning("key of the state that threatens", "germany")]
    says: Annotated[Prose, Meaning("why the factors are what they are", "It shares a border with both.")] = ""
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class PowerBalanceEntry:
    """The keys of this kind."""

    actors: Annotated[dict[Key, ActorEntry], Meaning("the states, 2 to 12, by keys of your choice")]
    sides: Annotated[dict[Key, SideEntry], Meaning("exactly two")]
    rivalries: Annotated[
        dict[Key, RivalryEntry], Meaning("pairs of a dominant power and its challenger, by keys of your choice")
    ]
    world: Annotated[ComponentsEntry | None, Meaning("world totals, where actors give components")] = None
    threats: Annotated[dict[Key, ThreatEntry], Meaning("profiles of threats, by keys of your choice")] = field(
        default_factory=dict
    )
    year: Annotated[
        int | None, Meaning("the year the baseline describes; by default the first of the period", 1914)
    ] = None
