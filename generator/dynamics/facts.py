"""Arms race and weapons plane as readers see them: numbers in print for charts, page and prose alike."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from generator import numerals, words
from generator.dynamics.meaning import COUNT, PLAIN, called, measures, name_of
from generator.dynamics.sides import plane_of, plane_sides, race_of, series_of
from generator.dynamics_results import DynamicsResults, PlaneResults, PublishedRace, RaceResults
from generator.study import BASELINE, Study
from generator.uncertainty.estimates import Estimate, Share

Value = Estimate | Share | float | str | None


def plain(value: float) -> str:
    """A number at central values, with three significant digits."""
    return numerals.number(value, numerals.plain_decimals(value))


def rounded(value: float) -> str:
    """A number of missiles or the like with two significant digits."""
    if value == 0:
        return "0"
    return numerals.number(value, 1 - math.floor(math.log10(abs(value))))


def levels(study: Study, by_side: Mapping[str, float], printed: Callable[[float], str] = rounded) -> str:
    """Levels of both sides: "United States 1,800, Soviet Union 2,800"."""
    (a, x), (b, y) = by_side.items()
    return words.DYNAMICS["each_way"].format(
        a=name_of(study, a), a_value=printed(x), b=name_of(study, b), b_value=printed(y)
    )


def region(study: Study, key: str) -> str:
    """A region of the plane in words."""
    if key in ("a-only", "b-only"):
        return words.DYNAMICS["only"].format(name=called(study, plane_sides(study)["ab".index(key[0])]))
    return words.DYNAMICS[key]


def values(study: Study, results: DynamicsResults, case: str = BASELINE) -> dict[str, Value]:
    """Every number that prose may name, as `meaning.measures` lists them; None for what does not exist."""
    found: dict[str, Value] = {}
    if results.race is not None:
        found |= _of_race(results.race)
    plane = results.planes.get(case) or results.planes.get(BASELINE)
    if plane is not None:
        found |= _of_plane(study, plane.counted, "")
        if plane.diminishing is not None:
            found |= _of_plane(study, plane.diminishing, "weight.")
    return found


def _of_race(race: RaceResults) -> dict[str, Value]:
    found: dict[str, Value] = {
        "race.slope": race.combined.slope,
        "race.zero_change": race.combined.zero_change,
        "race.stable": race.stable,
    }
    for side, fitted in race.sides.items():
        found |= {f"race.{name}.{side}": getattr(fitted, name) for name in ("reaction", "fatigue", "grievance")}
        found[f"race.r_squared.{side}"] = fitted.r_squared
        found[f"race.equilibrium.{side}"] = None if race.rest.equilibrium is None else race.rest.equilibrium[side]
    return found


def _of_plane(study: Study, plane: PlaneResults, start: str) -> dict[str, Value]:
    found: dict[str, Value] = {f"{start}cone": plane.cone_share}
    for side, line in plane.lines.items():
        found |= {f"{start}{name}.{side}": getattr(line, name) for name in ("slope", "deter", "attack")}
        found[f"{start}vertex.{side}"] = None if plane.vertex is None else plane.vertex[side]
    for point in plane.path:
        found[f"{start}region.{point.year:g}"] = region(study, point.region)
        found[f"{start}region_share.{point.year:g}"] = point.shares.get(point.region, Share(0.0, 0.0, 1))
    return found


def resolve(study: Study, results: DynamicsResults | None, case: str, name: str, style: str) -> str:
    """One named number in print."""
    value = None if results is None else values(study, results, case)[name]
    quantity = measures(study)[name]
    if value is None:
        return words.DYNAMICS["none"]
    if isinstance(value, str):
        return value
    if isinstance(value, Share):
        return numerals.share(value)
    if isinstance(value, Estimate):
        return numerals.estimate(value, quantity, style)
    return numerals.percent(value) if quantity.is_share else rounded(value)


CHARTS = ("arms-race", "weapons-plane")
"""How the names of its charts begin."""


def facts(study: Study, results: DynamicsResults | None) -> Mapping[str, Any] | None:
    """What the page's part on race and plane says beyond its charts, every number in print; None without dynamics."""
    if results is None:
        return None
    planes = results.planes.get(BASELINE)
    return {
        "race": None if results.race is None else _race_facts(study, results.race),
        "plane": None if planes is None else _plane_facts(study, planes.counted),
        "weight": None if planes is None or planes.diminishing is None else _plane_facts(study, planes.diminishing),
        "harm": (plane_of(study) or {}).get("harm"),
        "unit": path_unit(study),
        "scenarios": [
            {"title": scenario.title, **_plane_facts(study, results.planes[scenario.id].counted)}
            for scenario in study.scenarios
            if scenario.id in results.planes
        ],
    }


def path_unit(study: Study) -> str:
    """What the plane counts: the unit of its path, or missiles."""
    path = (plane_of(study) or {}).get("path")
    return series_of(study, path["series"]).unit if path else "missiles"


def _race_facts(study: Study, race: RaceResults) -> Mapping[str, Any]:
    rest = race.rest
    return {
        "sides": [
            {
                "name": name_of(study, side),
                "called": called(study, side),
                **{
                    name: numerals.estimate(getattr(fitted, name), PLAIN, "full")
                    for name in ("reaction", "fatigue", "grievance")
                },
                "explained": None if fitted.r_squared is None else numerals.percent(max(0.0, fitted.r_squared)),
                "at_bound": list(fitted.at_bound),
            }
            for side, fitted in race.sides.items()
        ],
        "stable": rest.stable,
        "share": numerals.share(race.stable),
        "equilibrium": None if rest.equilibrium is None else levels(study, rest.equilibrium),
        "eigenvalues": [signed(value) for value in rest.eigenvalues],
        "correlation": signed(race.correlation, 2),
        "counts": len(race.observed.years),
        "refits": f"{race.stable.draws:,}",
        "start": f"{race.observed.years[0]:g}",
        "end": f"{race.observed.years[-1]:g}",
        "unit": series_of(study, (race_of(study) or {})["series"]).unit,
        "series": series_of(study, (race_of(study) or {})["series"]).title,
        "published": None if race.published is None else _published_facts(study, race.published),
    }


def _published_facts(study: Study, race: PublishedRace) -> Mapping[str, Any]:
    given = (race_of(study) or {})["published"]
    return {
        "title": given["title"],
        "unit": given["unit"],
        "stable": race.rest.stable,
        "eigenvalues": [signed(value) for value in race.rest.eigenvalues],
        "equilibrium": None if race.rest.equilibrium is None else levels(study, race.rest.equilibrium, plain),
    }


def _plane_facts(study: Study, plane: PlaneResults) -> Mapping[str, Any]:
    return {
        "sides": [
            {
                "name": name_of(study, side),
                "slope": numerals.estimate(line.slope, PLAIN, "full"),
                "deter": numerals.estimate(line.deter, COUNT, "full"),
                "attack": numerals.estimate(line.attack, COUNT, "full"),
                "vertex": None if plane.vertex is None else numerals.estimate(plane.vertex[side], COUNT, "full"),
            }
            for side, line in plane.lines.items()
        ],
        "cone": plane.cone,
        "share": numerals.share(plane.cone_share),
    }


def signed(value: float, decimals: int = 4) -> str:
    """A rate or a correlation with its sign."""
    return numerals.number(value, decimals)
