"""The weapons plane of a study: lines, cone and vertex over all draws, and the region of every year of its path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.missile_war import Lines, Region, Side, cone_exists, lines, regions, vertex
from generator.dynamics.sides import counted_sides, diminishing_sides, plane_of, plane_sides, series_of, years_in_common
from generator.dynamics_results import PathPoint, PlaneCase, PlaneLines, PlaneResults
from generator.study import Input, Study
from generator.uncertainty.distributions import distribution
from generator.uncertainty.estimates import estimate, share
from generator.uncertainty.sampling import blocks

Array = NDArray[np.float64]
Pair = tuple[Side, Side]

REGIONS: Mapping[Region, str] = {
    Region.CONE: "cone",
    Region.A_ONLY: "a-only",
    Region.B_ONLY: "b-only",
    Region.FORCED: "forced",
    Region.CONTESTED: "contested",
}
"""Region -> its key in results."""

MOST_DRAWS = 100_000
"""A study with more draws has enough of them here; all are held at once."""


def planes(study: Study) -> dict[str, PlaneCase]:
    """The plane of the baseline and of every scenario that changes it; empty without a plane."""
    if plane_of(study) is None:
        return {}
    return {key: _case(study, inputs) for key, inputs in study.dynamics_cases().items()}


def _case(study: Study, inputs: Mapping[str, Input]) -> PlaneCase:
    centre = {path: given.value for path, given in inputs.items()}
    spread = {
        path: distribution(
            given.value, given.low, given.high, given.concentration, given.distribution, study.quantities[path].spread
        )
        for path, given in inputs.items()
    }
    draws = min(study.draws, MOST_DRAWS)
    _, drawn = next(blocks(spread, seed=study.seed, draws=draws, block=draws))
    counted = _plane(study, draws, counted_sides(study, centre), counted_sides(study, drawn))
    of_centre, of_draws = diminishing_sides(study, centre), diminishing_sides(study, drawn)
    switched = None if of_centre is None or of_draws is None else _plane(study, draws, of_centre, of_draws)
    return PlaneCase(counted, switched)


def _plane(study: Study, draws: int, centre: Pair, drawn: Pair) -> PlaneResults:
    sides = plane_sides(study)

    def over(values: Any) -> Array:
        return np.broadcast_to(np.asarray(values, float), (draws,))

    def estimated(point: Lines, found: Lines) -> PlaneLines:
        return PlaneLines(
            *(estimate(float(getattr(point, n)), over(getattr(found, n))) for n in ("slope", "deter", "attack"))
        )

    a, b = centre
    exists = np.broadcast_to(cone_exists(*drawn), (draws,))
    top, tops = vertex(a, b), vertex(*drawn)
    found = None
    if top is not None and tops is not None:
        found = {side: estimate(float(top[i]), over(tops[i])[exists]) for i, side in enumerate(sides)}
    both, turned = ((a, b), drawn), ((b, a), drawn[::-1])
    return PlaneResults(
        lines={
            side: estimated(lines(*of), lines(*over_draws))
            for side, (of, over_draws) in zip(sides, (both, turned), strict=True)
        },
        cone=bool(cone_exists(a, b)),
        cone_share=share(int(np.count_nonzero(exists)), draws),
        vertex=found,
        path=_path(study, draws, centre, drawn),
    )


def _path(study: Study, draws: int, centre: Pair, drawn: Pair) -> tuple[PathPoint, ...]:
    path = (plane_of(study) or {}).get("path")
    if path is None:
        return ()
    series, sides = series_of(study, path["series"]), plane_sides(study)
    found = []
    for year in years_in_common(series, sides, -np.inf, np.inf):
        missiles = {side: series.lines[side][year] for side in sides}
        at_centre = int(regions(*centre, *missiles.values()))
        codes = np.broadcast_to(regions(*drawn, *missiles.values()), (draws,))
        counted = np.bincount(codes, minlength=len(Region))
        shares = {
            REGIONS[region]: share(int(count), draws) for region, count in zip(Region, counted, strict=True) if count
        }
        found.append(
            PathPoint(
                year,
                missiles,
                REGIONS[list(Region)[at_centre]],
                dict(sorted(shares.items(), key=lambda item: -item[1].value)),
            )
        )
    return tuple(found)
