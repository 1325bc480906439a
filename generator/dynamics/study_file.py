"""What an author writes under `dynamics:`, in a study of any kind; declarations only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from generator.curve_file import CurveEntry
from generator.deterrence.missile_war import Side
from generator.quantities import Meaning, Quantity
from generator.study_file import EvidenceEntry, Key, PeriodEntry, Short

LEVEL = Quantity("x, y", "level", "armament in the first year", low=0, spread="amount", example=1)
REACTION = Quantity(
    "k, l", "per year", "growth per unit of the other side's armament", low=0, spread="amount", example=0.03
)
FATIGUE = Quantity("a, b", "per year", "decline per unit of the own armament", low=0, spread="amount", example=0.05)
GRIEVANCE = Quantity("g, h", "level per year", "growth whatever the other side does", example=0.03)


@dataclass(frozen=True)
class ValueTerms:
    """One side's missiles and value in weight, for a value curve that flattens."""

    effect: Annotated[
        float,
        Quantity("e", "EMT per missile", "weight one of its missiles delivers", low=0, spread="amount", example=1),
    ]
    tau: Annotated[
        float,
        Quantity(
            "tau", "share", "least damage to it that it would find unacceptable", 0, 1, spread="share", example=0.25
        ),
    ]
    alpha: Annotated[
        float, Quantity("alpha", "share", "most damage to it that it would accept", 0, 1, spread="share", example=0.05)
    ]


@dataclass(frozen=True, kw_only=True)
class PublishedRaceEntry:
    """A race that somebody else fitted, drawn beside ours in its own unit."""

    title: Annotated[Short, Meaning("what was fitted", "military spending")]
    unit: Annotated[Short, Meaning("unit of its levels", "times 1960")]
    period: PeriodEntry
    evidence: EvidenceEntry | None = None
    levels: Annotated[dict[Key, Annotated[float, LEVEL]], Meaning("side, then its armament in the first year")]
    reaction: Annotated[
        dict[Key, Annotated[float, REACTION]], Meaning("side, then how fast it answers the armament of the other")
    ]
    fatigue: Annotated[
        dict[Key, Annotated[float, FATIGUE]], Meaning("side, then how fast its own armament wears it down")
    ]
    grievance: Annotated[
        dict[Key, Annotated[float, GRIEVANCE]], Meaning("side, then how fast it arms whatever the other does")
    ]


@dataclass(frozen=True, kw_only=True)
class RaceEntry:
    """Richardson's arms race, fitted to a series of the study."""

    series: Annotated[Key, Meaning("key of the series that is fitted", "missiles")]
    sides: Annotated[tuple[Key, ...], Meaning("the two lines of the series that race")]
    period: Annotated[PeriodEntry | None, Meaning("years that are fitted; by default all of the series")] = None
    published: PublishedRaceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class PlaneSideEntry:
    """One side in the weapons plane."""

    numbers_of: ClassVar = Side
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class ValueTermsEntry:
    """One side of the plane in weight."""

    numbers_of: ClassVar = ValueTerms
    curve: Annotated[CurveEntry, Meaning("what delivered weight destroys of this side's value")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class PathEntry:
    """The historical path through the plane."""

    series: Annotated[Key, Meaning("key of the series whose years become the path", "missiles")]


@dataclass(frozen=True, kw_only=True)
class PlaneEntry:
    """Intriligator and Brito's plane of missiles."""

    harm: Annotated[Short, Meaning("what harm is counted in", "million deaths")]
    evidence: EvidenceEntry | None = None
    sides: Annotated[dict[Key, PlaneSideEntry], Meaning("the two sides, by the keys of the path's lines")]
    path: PathEntry | None = None
    diminishing_returns: Annotated[
        dict[Key, ValueTermsEntry], Meaning("the same plane with weight on a value curve in place of counted harm")
    ] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DynamicsEntry:
    """Arms race and weapons plane."""

    names: Annotated[dict[Key, Short], Meaning("names of sides that are not parties of the study")] = field(
        default_factory=dict
    )
    evidence: EvidenceEntry | None = None
    race: RaceEntry | None = None
    weapons_plane: PlaneEntry | None = None


@dataclass(frozen=True, kw_only=True)
class DynamicsKeys:
    """The key that studies of every kind may have."""

    dynamics: DynamicsEntry | None = None
