"""What came of trying out a study: what flips its verdict, and its model on a grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.results import Verdict
from generator.whatif.axes import Axis
from generator.whatif.evaluation import Array
from generator.whatif.grid import Errors


@dataclass(frozen=True, slots=True)
class Turned:
    """Where the verdict becomes another one."""

    value: float
    becomes: Verdict


@dataclass(frozen=True, slots=True)
class Moved:
    """One input moved alone: the nearest other verdict on either side, and from where to where the verdict stays the same."""

    path: str
    value: float
    low: float | None
    high: float | None
    """Ends of its studied range; None without one."""
    below: Turned | None
    above: Turned | None
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The model on a grid, rounded to what it is worth."""

    axes: tuple[Axis, ...]
    measures: tuple[str, ...]
    findings: tuple[Verdict, ...]
    steps: tuple[float, ...]
    """The unit of each column."""
    columns: tuple[tuple[int, ...], ...]
    """Median, 5 % and 95 % of each measure, then the share of each finding; at every point, the last axis fastest."""
    draws: int
    errors: Errors | None
    """Between the points; None where there is nothing between them."""
    few: float
    """The largest error of a share of draws that comes of their being so few, at the points that were recounted."""

    @property
    def table(self) -> Array:
        """The columns as numbers, (column, point)."""
        return np.array(self.columns, float) * np.array(self.steps)[:, None]

    @property
    def shape(self) -> tuple[int, ...]:
        """Values of each axis."""
        return tuple(len(axis.values) for axis in self.axes)


@dataclass(frozen=True, slots=True)
class Explored:
    """What came of it."""

    verdict: Verdict
    """At central values, judged as within one draw."""
    about: tuple[str, ...]
    inputs: tuple[Moved, ...]
    """Every input of the baseline."""
    grid: Grid | None
