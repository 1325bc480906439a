"""What comes out of a study's arms race and weapons plane, whatever the kind of the study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.uncertainty.estimates import Estimate, Share


@dataclass(frozen=True, slots=True)
class Rest:
    """Where a race comes to rest, if anywhere."""

    stable: bool
    eigenvalues: tuple[float, float]
    """Growth rates of the two modes per year, the slower decline first."""
    equilibrium: Mapping[str, float] | None
    """Level by side at which neither changes; None where there is no single one."""


@dataclass(frozen=True, slots=True)
class Path:
    """Levels by side over the years."""

    years: tuple[float, ...]
    levels: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class FittedSide:
    """One side's equation, fitted. Intervals are over resamples of the residuals."""

    reaction: Estimate
    fatigue: Estimate
    grievance: Estimate
    r_squared: float | None
    """Share of the variance of its yearly changes that the race explains; None where all are alike."""
    at_bound: tuple[str, ...]
    """Parameters that would have come out negative and stand at 0."""


@dataclass(frozen=True, slots=True)
class CombinedLine:
    """Yearly change of both sides together against their level, with the line through it."""

    mid_levels: tuple[float, ...]
    changes: tuple[float, ...]
    slope: Estimate
    intercept: float
    zero_change: float | None
    """Total at which arming would stop; None for a level line."""
    r_squared: float | None


@dataclass(frozen=True, slots=True)
class PublishedRace:
    """A race somebody else fitted, in its own unit."""

    rest: Rest
    path: Path


@dataclass(frozen=True, slots=True)
class RaceResults:
    """Richardson's race, fitted to a series of the study."""

    observed: Path
    sides: Mapping[str, FittedSide]
    rest: Rest
    stable: Share
    """Share of the resamples in which the race is stable."""
    correlation: float
    """Of the two sides' levels; near 1 or -1 the fit cannot tell reaction from fatigue."""
    trajectory: Path
    """The fitted race from the first observed levels."""
    combined: CombinedLine
    published: PublishedRace | None


@dataclass(frozen=True, slots=True)
class PlaneLines:
    """One side's two parallel lines in the plane of missiles, and their doubt."""

    slope: Estimate
    """Own missiles needed for each missile of the other side."""
    deter: Estimate
    """Own missiles needed to deter a side that has none; may be infinite."""
    attack: Estimate
    """Up to this number the other side, having none left to lose, can attack; may be infinite."""


@dataclass(frozen=True, slots=True)
class PathPoint:
    """One year of the historical path through the plane."""

    year: float
    missiles: Mapping[str, float]
    region: str
    """At central values: cone, a-only, b-only, forced or contested; a and b in the order of the sides."""
    shares: Mapping[str, Share]
    """Region -> share of draws, largest first."""


@dataclass(frozen=True, slots=True)
class PlaneResults:
    """Intriligator and Brito's plane of missiles, with harm in one currency."""

    lines: Mapping[str, PlaneLines]
    cone: bool
    """Whether both can deter at once, at central values."""
    cone_share: Share
    vertex: Mapping[str, Estimate] | None
    """Fewest missiles with which both deter, over the draws that have a cone; None without one at central values."""
    path: tuple[PathPoint, ...]


@dataclass(frozen=True, slots=True)
class PlaneCase:
    """The plane of the baseline or of one scenario."""

    counted: PlaneResults
    """Harm proportional to missiles that arrive."""
    diminishing: PlaneResults | None
    """Weight on a value curve that flattens, where the study gives one."""


@dataclass(frozen=True, slots=True)
class DynamicsResults:
    """Both, as far as a study asks for them."""

    race: RaceResults | None
    planes: Mapping[str, PlaneCase]
    """Baseline, and each scenario that changes the plane; empty without a plane."""
