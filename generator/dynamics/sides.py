"""Who and what a study's dynamics are about: its sides and series, and its inputs as the models take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from generator.curve_file import curve, numbers_at
from generator.deterrence.arms_race import Race
from generator.deterrence.missile_war import Side, with_diminishing_returns
from generator.dynamics.study_file import ValueTerms
from generator.study import DYNAMICS, Series, Study
from generator.uncertainty.sampling import Values

PLANE = f"{DYNAMICS}.weapons_plane"
PUBLISHED = f"{DYNAMICS}.race.published"


def race_of(study: Study) -> Mapping[str, Any] | None:
    """What the study says of its race, without numbers; None where it has none."""
    return study.dynamics.get("race")


def plane_of(study: Study) -> Mapping[str, Any] | None:
    """The same for its weapons plane."""
    return study.dynamics.get("weapons_plane")


def plane_sides(study: Study) -> tuple[str, ...]:
    """Keys of the sides of the plane, in the order of the file."""
    return tuple((plane_of(study) or {}).get("sides", ()))


def race_sides(study: Study) -> tuple[str, ...]:
    """Keys of the sides of the race."""
    return tuple((race_of(study) or {}).get("sides", ()))


def series_of(study: Study, key: str) -> Series:
    """A series of the study by its key. Raises StopIteration where loading should have refused."""
    return next(item for item in study.series if item.id == key)


def years_in_common(series: Series, sides: tuple[str, ...], first: float, last: float) -> tuple[float, ...]:
    """The years from `first` to `last` that the series has for every one of the sides, in order."""
    lines = [set(series.lines[side]) for side in sides]
    return tuple(sorted(year for year in set().union(*lines[:1]).intersection(*lines) if first <= year <= last))


def race_years(study: Study) -> tuple[float, ...]:
    """The years a study's race is fitted to."""
    race = race_of(study) or {}
    period = race.get("period") or {"start": -np.inf, "end": np.inf}
    return years_in_common(series_of(study, race["series"]), race_sides(study), period["start"], period["end"])


def published_race(study: Study, values: Values) -> tuple[Race, tuple[Any, Any]]:
    """The published race and its levels in the first year."""

    def pair(name: str) -> tuple[Any, Any]:
        a, b = (values[f"{PUBLISHED}.{name}.{side}"] for side in race_sides(study))
        return a, b

    return Race(pair("reaction"), pair("fatigue"), pair("grievance")), pair("levels")


def counted_sides(study: Study, values: Values) -> tuple[Side, Side]:
    """Both sides of the plane, with harm proportional to missiles that arrive."""
    a, b = (_side(f"{PLANE}.sides.{key}", values) for key in plane_sides(study))
    return a, b


def diminishing_sides(study: Study, values: Values) -> tuple[Side, Side] | None:
    """Both sides with weight on a value curve; None where the study gives none."""
    given = (plane_of(study) or {}).get("diminishing_returns")
    if not given:
        return None
    sides = counted_sides(study, values)
    switched = []
    for key, side in zip(plane_sides(study), sides, strict=True):
        path = f"{PLANE}.diminishing_returns.{key}"
        terms = numbers_at(ValueTerms, path, values)
        alpha = np.minimum(terms["alpha"], terms["tau"])
        value = curve(f"{path}.curve", given[key]["curve"], values)
        switched.append(with_diminishing_returns(side, terms["effect"], value, terms["tau"], alpha))
    return switched[0], switched[1]


def _side(path: str, values: Values) -> Side:
    side = Side(**{**numbers_at(Side, path, values), "acceptable": None})
    accepted = values.get(f"{path}.acceptable")
    # An amount's range has no end, so a rare draw puts what is accepted above what is not: the two lines meet there.
    return side if accepted is None else replace(side, acceptable=np.minimum(accepted, side.unacceptable))
