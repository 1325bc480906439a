"""Draws of many measures as they come, block by block, in memory that does not grow with their number.

Up to `KEPT` draws every value is kept and every summary is exact. Beyond, values are counted in
narrow logarithmic cells, so that ten million draws take no more room than a hundred thousand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from generator.uncertainty.estimates import Estimate, estimate, summary

Array = NDArray[np.float64]

KEPT = 100_000
"""Draws up to which nothing is rounded."""
PRECISION = 5e-4
"""Beyond, a quantile is known to this share of itself: finer than the three digits that are ever printed."""

_WIDTH = 2 * math.log1p(PRECISION)
_SMALLEST, _LARGEST = 1e-7, 1e9
"""Nearer to zero than the one counts as zero, further than the other is a cell of its own."""
_HALF = math.ceil(math.log(_LARGEST / _SMALLEST) / _WIDTH) + 1
_CELLS = 2 * _HALF + 1


class Gathered:
    """All draws of a case: its measures, and how many draws there were."""

    def __init__(self) -> None:
        self.draws = 0
        self._measures: dict[str, _Measure] = {}

    def add(self, size: int, measures: Mapping[str, Array]) -> None:
        """One block of `size` draws: measure -> array (draw,), or of one value that stands for the whole block.

        Raises ValueError for a block with other measures than the one before.
        """
        if self.draws and measures.keys() != self._measures.keys():
            raise ValueError("every block of draws must bring the same measures")
        for name, values in measures.items():
            self._measures.setdefault(name, _Measure()).add(np.broadcast_to(values, (size,)), self.draws + size)
        self.draws += size

    def estimates(self, centre: Mapping[str, float]) -> dict[str, Estimate]:
        """Median, interval and error of every measure beside its value at central inputs."""
        return {name: found.estimate(centre[name], self.draws) for name, found in self._measures.items()}


@dataclass
class _Measure:
    """One measure: its values while they are few, cells of them when they are many."""

    kept: list[Array] = field(default_factory=list)
    cells: Array | None = None
    """(2, cell): number and sum of the values in each cell, in the order of the values."""

    def add(self, values: Array, number: int) -> None:
        if number <= KEPT:
            self.kept.append(values)
            return
        if self.cells is None:
            self.cells = np.zeros((2, _CELLS))
            for before in self.kept:
                self._count(self.cells, before)
            self.kept = []
        self._count(self.cells, values)

    @staticmethod
    def _count(cells: Array, values: Array) -> None:
        size = np.abs(values)
        with np.errstate(divide="ignore"):
            steps = np.clip(np.floor(np.log(size / _SMALLEST) / _WIDTH) + 1, 0, _HALF).astype(np.intp)
        place = _HALF + np.where(values < 0, -steps, steps)
        cells[0] += np.bincount(place, minlength=_CELLS)
        cells[1] += np.bincount(place, weights=values, minlength=_CELLS)

    def estimate(self, point: float, draws: int) -> Estimate:
        if self.cells is None:
            return estimate(point, np.concatenate(self.kept))
        number, total = self.cells
        used = np.flatnonzero(number)
        # The mean of a cell stands for it: a value that many draws share comes out as it is.
        values, below = total[used] / number[used], np.cumsum(number[used])
        return summary(point, draws, lambda place: float(values[np.searchsorted(below, place, side="right")]))
