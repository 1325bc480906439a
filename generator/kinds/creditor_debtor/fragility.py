"""How little one parameter must move, alone, before the finding changes: break-evens, fragile within a fifth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.verdicts import STANDARD

Findings = Callable[[NDArray[np.float64]], NDArray[np.int64]]
"""Factors (draw,) on one parameter to all that the finding means, as codes (finding, draw)."""

STEPS = 200
"""Steps of each grid; three grids, each within one step of the last, find a break-even to some 1e-8 of the parameter."""


@dataclass(frozen=True)
class Found:
    """The nearest change of the finding along one parameter."""

    factor: float
    """The parameter at the break-even over the parameter now."""
    beyond: float
    """The same just beyond it, where the finding is another."""


def nearest(
    findings: Findings, least: float = 0.0, most: float = np.inf, reach: float = STANDARD.fragile
) -> Found | None:
    """The factor nearest to 1 within `least` to `most` at which the finding changes.

    `reach` is how far it may lie above 1, and as far below; beyond 1 the lower end is 1 / (1 + reach).
    """
    ends = max(1 - reach if reach < 1 else 1 / (1 + reach), least), min(1 + reach, most)
    found = [place for end in ends if end != 1 and (place := _toward(findings, 1.0, end)) is not None]
    return min(found, key=lambda place: abs(math.log(place.factor)), default=None)


def _toward(findings: Findings, start: float, end: float) -> Found | None:
    """The first change on the way from `start` to `end`, by ever finer grids."""
    now = findings(np.array([1.0]))
    found = None
    for _ in range(3):
        grid = np.linspace(start, end, STEPS + 1)
        # Not every parameter that is moved makes a difference at all.
        codes = findings(grid)
        changed = np.flatnonzero((np.broadcast_to(codes, (len(codes), len(grid))) != now).any(axis=0))
        if not len(changed) or changed[0] == 0:
            return found
        start, end = grid[changed[0] - 1], grid[changed[0]]
        found = Found(float(start), float(end))
    return found


@dataclass(frozen=True)
class Parameter:
    """What is moved: one input, or several together."""

    name: str
    paths: tuple[str, ...]
    least: float
    """Smallest value the input may take."""
    most: float


def moved(
    parameter: Parameter, centre: Mapping[str, float], factors: NDArray[np.float64]
) -> dict[str, NDArray[np.float64]]:
    """The inputs of a parameter times each factor."""
    return {path: centre[path] * factors for path in parameter.paths if path in centre}


def limits(parameter: Parameter, centre: Mapping[str, float]) -> tuple[float, float]:
    """The factors between which the parameter stays within its range."""
    value = centre[parameter.paths[0]]
    if value <= 0:
        return 1.0, 1.0
    return parameter.least / value, parameter.most / value


def scan(
    parameters: Sequence[Parameter],
    centre: Mapping[str, float],
    findings: Callable[[Mapping[str, NDArray[np.float64] | float]], NDArray[np.int64]],
    reach: float = STANDARD.fragile,
) -> Iterator[tuple[Parameter, Found]]:
    """Every parameter within `reach` of a break-even. `findings` takes all inputs of a case."""
    for parameter in parameters:

        def of(factors: NDArray[np.float64], parameter: Parameter = parameter) -> NDArray[np.int64]:
            return findings({**centre, **moved(parameter, centre, factors)})

        found = nearest(of, *limits(parameter, centre), reach)
        if found is not None:
            yield parameter, found
