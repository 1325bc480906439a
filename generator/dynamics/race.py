"""Richardson's race fitted to a study's series: parameters with their doubt, point of rest, trajectory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.arms_race import Race
from generator.deterrence.race_fit import RaceFit, fit_combined, fit_race
from generator.dynamics.sides import published_race, race_of, race_sides, race_years, series_of
from generator.dynamics_results import CombinedLine, FittedSide, Path, PublishedRace, RaceResults, Rest
from generator.study import BASELINE, Study
from generator.uncertainty.estimates import Estimate, estimate, share
from generator.uncertainty.sampling import stream

Array = NDArray[np.float64]

RESAMPLES = 2_000
"""Residuals are dealt out anew to the years so many times, both sides' together, and the race fitted again."""

STEPS = 45
"""Points of a trajectory; it is a closed form, so they only make the line smooth."""


def race(study: Study) -> RaceResults | None:
    """The fitted race; None where the study has none. Raises ModelError for a series that cannot be fitted."""
    asked = race_of(study)
    if asked is None:
        return None
    sides, years = race_sides(study), race_years(study)
    series = series_of(study, asked["series"])
    levels = np.array([[series.lines[side][year] for year in years] for side in sides], float)
    fit = fit_race(levels, years)
    order = stream(study.seed, "years dealt to the residuals of an arms race").integers(
        0, fit.changes.shape[1], (RESAMPLES, fit.changes.shape[1])
    )
    again = fit.refit(_dealt(fit.changes, fit.fitted, order, 3))
    times = np.linspace(years[0], years[-1], STEPS)
    return RaceResults(
        observed=_path(sides, years, levels),
        sides={side: _side(fit, again, i) for i, side in enumerate(sides)},
        rest=rest_of(fit.race, sides),
        stable=share(int(np.count_nonzero(again.stable)), RESAMPLES),
        correlation=fit.correlation,
        trajectory=_path(sides, times, fit.race.levels(levels[:, 0], times - years[0])),
        combined=_combined(levels, years, order),
        published=_published(study, sides),
    )


def rest_of(race: Race, sides: Sequence[str]) -> Rest:
    """Point of rest and stability of a single race."""
    fast, slow = (float(value) for value in race.eigenvalues)
    levels = race.equilibrium
    known = bool(np.all(np.isfinite(levels)))
    rest: Mapping[str, float] | None = dict(zip(sides, map(float, levels), strict=True)) if known else None
    return Rest(bool(race.stable), (fast, slow), rest)


def _side(fit: RaceFit, again: Race, i: int) -> FittedSide:
    def found(name: str) -> Estimate:
        pair, drawn = getattr(fit.race, name), getattr(again, name)
        return estimate(float(pair[i]), np.asarray(drawn[i]))

    explained = float(fit.r_squared[i])
    return FittedSide(
        reaction=found("reaction"),
        fatigue=found("fatigue"),
        grievance=found("grievance"),
        r_squared=explained if np.isfinite(explained) else None,
        at_bound=fit.at_bound(i),
    )


def _dealt(changes: Array, fitted: Array, order: NDArray[np.int64], parameters: int) -> Array:
    """Changes with their residuals dealt out anew, shape (*side, resample, change).

    A fit with so many parameters leaves residuals smaller than the errors they stand for; they are
    widened accordingly.
    """
    count = changes.shape[-1]
    left = (changes - fitted) * np.sqrt(count / max(1, count - parameters))
    return np.asarray(fitted[..., np.newaxis, :] + left[..., order])


def _combined(levels: Array, years: Sequence[float], order: NDArray[np.int64]) -> CombinedLine:
    line = fit_combined(levels.sum(axis=0), years)
    off = line.mid_levels - line.mid_levels.mean()
    slopes = _dealt(line.changes, line.change_at(line.mid_levels), order, 2) @ off / (off @ off)
    zero = line.level_of_zero_change
    return CombinedLine(
        mid_levels=tuple(map(float, line.mid_levels)),
        changes=tuple(map(float, line.changes)),
        slope=estimate(line.slope, slopes),
        intercept=line.intercept,
        zero_change=float(zero) if np.isfinite(zero) else None,
        r_squared=line.r_squared if np.isfinite(line.r_squared) else None,
    )


def _published(study: Study, sides: tuple[str, ...]) -> PublishedRace | None:
    given = (race_of(study) or {}).get("published")
    if given is None:
        return None
    values = {path: item.value for path, item in study.dynamics_cases()[BASELINE].items()}
    published, start = published_race(study, values)
    first, last = given["period"]["start"], given["period"]["end"]
    times = np.linspace(first, last, STEPS)
    return PublishedRace(rest_of(published, sides), _path(sides, times, published.levels(start, times - first)))


def _path(sides: Sequence[str], years: Sequence[float] | Array, levels: Array) -> Path:
    return Path(
        tuple(map(float, years)),
        {side: tuple(map(float, row)) for side, row in zip(sides, levels, strict=True)},
    )
