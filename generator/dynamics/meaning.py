"""What a study's dynamics mean: what can be wrong with them, what they measure, what their inputs are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator import words
from generator.deterrence.errors import ModelError
from generator.deterrence.race_fit import FEWEST_LEVELS, fit_race
from generator.diagnostics.problem import Path, Remark
from generator.dynamics.sides import (
    PLANE,
    PUBLISHED,
    counted_sides,
    diminishing_sides,
    plane_of,
    plane_sides,
    race_of,
    race_sides,
    race_years,
    series_of,
    years_in_common,
)
from generator.places import set_at
from generator.quantities import Quantity
from generator.study import DYNAMICS, Input, Study

PAIRS = ("levels", "reaction", "fatigue", "grievance")
"""Parts of a published race that give one number a side."""
LONGER = "give a longer series, or one in which the two sides do not move in step"
BOTH = "let both lines have a number in the same years"


def check(study: Study) -> Iterator[Remark]:
    """What is wrong with race and plane beyond their shape."""
    if not study.dynamics:
        return
    if race_of(study) is None and plane_of(study) is None:
        yield Remark(
            (DYNAMICS,), "E346", "neither a race nor a weapons plane", "give `race:` or `weapons_plane:`", at_key=True
        )
    yield from _race(study)
    yield from _plane(study)


def _race(study: Study) -> Iterator[Remark]:
    asked, where, sides = race_of(study), (DYNAMICS, "race"), race_sides(study)
    if asked is None:
        return
    if len(set(sides)) != 2 or len(sides) != 2:
        yield Remark(
            (*where, "sides"), "E342", f"a race has two sides, not {len(set(sides))}", "name two lines of the series"
        )
        return
    missing = list(_series(study, asked["series"], sides, where, (*where, "sides")))
    yield from missing
    published = asked.get("published") or {}
    for name in PAIRS if published else ():
        if _published_sides(study, name) != set(sides):
            yield Remark(
                (*where, "published", name), "E342", "not one number for each side", f"give {' and '.join(sides)}"
            )
    if published and published["period"]["start"] >= published["period"]["end"]:
        start, end = published["period"]["start"], published["period"]["end"]
        what = f"the period ends in {end}, not after it starts in {start}"
        yield Remark((*where, "published", "period", "end"), "E308", what, "give the earlier year first")
    period = asked.get("period")
    if period and period["start"] > period["end"]:
        what = f"the period ends in {period['end']}, before it starts in {period['start']}"
        yield Remark((*where, "period", "end"), "E308", what, "give the earlier year first")
        return
    if missing:
        return
    years, series = race_years(study), series_of(study, asked["series"])
    if len(years) < FEWEST_LEVELS:
        what = f"{len(years)} years with a number for both sides"
        yield Remark(where, "E343", what, f"a fit needs at least {FEWEST_LEVELS}", at_key=True)
        return
    try:
        fit_race([[series.lines[side][year] for year in years] for side in sides], years)
    except ModelError as error:
        yield Remark(where, "E343", f"the race cannot be fitted: {error}", LONGER, at_key=True)


def _published_sides(study: Study, name: str) -> set[str]:
    """The sides for which a published race gives a parameter."""
    start = f"{PUBLISHED}.{name}."
    return {path.removeprefix(start) for path in study.inputs if path.startswith(start)}


def _plane(study: Study) -> Iterator[Remark]:
    asked, where, sides = plane_of(study), (DYNAMICS, "weapons_plane"), plane_sides(study)
    if asked is None:
        return
    if len(sides) != 2:
        yield Remark((*where, "sides"), "E342", f"a weapons plane has two sides, not {len(sides)}", at_key=True)
        return
    if asked.get("path"):
        missing = list(_series(study, asked["path"]["series"], sides, (*where, "path")))
        yield from missing
        if not missing and not years_in_common(series_of(study, asked["path"]["series"]), sides, -3000, 3000):
            yield Remark(
                (*where, "path", "series"), "E343", "the series has no year with a number for both sides", BOTH
            )
    given = asked.get("diminishing_returns")
    if given and set(given) != set(sides):
        what = (
            "diminishing returns for one side only"
            if set(given) < set(sides)
            else "diminishing returns for others than the sides"
        )
        yield Remark((*where, "diminishing_returns"), "E342", what, f"give {' and '.join(sides)}", at_key=True)
        return
    for case, inputs in study.dynamics_cases().items():
        yield from _case(study, case, inputs, sides)


def _case(study: Study, case: str, inputs: Mapping[str, Input], sides: tuple[str, ...]) -> Iterator[Remark]:
    pairs = [(f"{PLANE}.sides.{side}.acceptable", f"{PLANE}.sides.{side}.unacceptable") for side in sides]
    pairs += [
        (f"{PLANE}.diminishing_returns.{side}.alpha", f"{PLANE}.diminishing_returns.{side}.tau") for side in sides
    ]
    wrong = False
    for less, more in pairs:
        if less in inputs and more in inputs and inputs[less].most > inputs[more].least:
            wrong = True
            yield Remark(
                set_at(study, case, less, more),
                "E344",
                f"what is acceptable (up to {inputs[less].most:g}) exceeds what is unacceptable (from {inputs[more].least:g})",
                "acceptable harm is at most the unacceptable, over both ranges",
            )
    if wrong:
        return
    centre = {path: given.value for path, given in inputs.items()}
    try:
        counted_sides(study, centre)
        diminishing_sides(study, centre)
    except ModelError as error:
        what = f"the plane cannot be computed: {error}"
        yield Remark((DYNAMICS, "weapons_plane"), "E347", what, "look at the numbers of its sides", at_key=True)


def _series(
    study: Study, key: str, sides: tuple[str, ...], where: Path, listed: Path | None = None
) -> Iterator[Remark]:
    """A remark if there is no such series, or for each side that is no line of it; `listed` is where they are named."""
    known = {item.id: item for item in study.series}
    if key not in known:
        yield Remark(
            (*where, "series"),
            "E341",
            f"there is no series '{key}'",
            f"series of this study: {', '.join(known) or 'none'}",
        )
        return
    for i, side in enumerate(sides):
        if side not in known[key].lines:
            lines = f"its lines: {', '.join(known[key].lines)}"
            at = (*listed, i) if listed else (*where, "series")
            yield Remark(at, "E341", f"the series '{key}' has no line '{side}'", lines)


def in_units(study_quantities: Mapping[str, Quantity], harm: str) -> dict[str, Quantity]:
    """The quantities of the dynamics, with harm in the unit the study counts it in."""
    return {
        path: replace(quantity, unit=harm) if quantity.unit == "harm" else quantity
        for path, quantity in study_quantities.items()
    }


SHARE = Quantity("", "share", "share of draws")
COUNT = Quantity("M", "missiles", "missiles")
PLAIN = Quantity("", "-", "a number")


def measures(study: Study) -> dict[str, Quantity]:
    """Every number of the dynamics that prose may name, as `dynamics.<name>`."""
    found: dict[str, Quantity] = {}
    if race_of(study) is not None:
        found |= dict.fromkeys(("race.slope", "race.zero_change"), PLAIN)
        found |= {"race.stable": SHARE}
        for side in race_sides(study):
            found |= dict.fromkeys(
                (f"race.{name}.{side}" for name in ("reaction", "fatigue", "grievance", "equilibrium")), PLAIN
            )
            found[f"race.r_squared.{side}"] = SHARE
    for start in ("", "weight.") if plane_sides(study) else ():
        if start and not (plane_of(study) or {}).get("diminishing_returns"):
            continue
        found[f"{start}cone"] = SHARE
        for side in plane_sides(study):
            found |= {f"{start}slope.{side}": PLAIN}
            found |= dict.fromkeys((f"{start}{name}.{side}" for name in ("deter", "attack", "vertex")), COUNT)
        for year in path_years(study):
            found |= {f"{start}region.{year:g}": PLAIN, f"{start}region_share.{year:g}": SHARE}
    return found


def path_years(study: Study) -> tuple[float, ...]:
    """The years of the path through the plane."""
    path = (plane_of(study) or {}).get("path")
    known = {item.id for item in study.series}
    if (
        not path
        or path["series"] not in known
        or not set(plane_sides(study)) <= set(series_of(study, path["series"]).lines)
    ):
        return ()
    return years_in_common(series_of(study, path["series"]), plane_sides(study), -3000, 3000)


def name_of(study: Study, side: str) -> str:
    """A side's name as a label: its own, that of the party of the same key, or the key."""
    named = study.dynamics.get("names", {}).get(side)
    party = study.layout.get("actors", {}).get(side, {})
    return str(named or (party.get("name") if isinstance(party, Mapping) else None) or side)


def called(study: Study, side: str) -> str:
    """The same inside a sentence, e.g. "the United States"."""
    party = study.layout.get("actors", {}).get(side, {})
    return str((party.get("called") if isinstance(party, Mapping) else None) or name_of(study, side))


def label(study: Study, path: str) -> str:
    """An input's name for readers: `dynamics.weapons_plane.sides.usa.fire_rate` as "United States, weapons plane: rate of fire"."""
    _, part, *steps = path.split(".")
    if part == "race":
        return words.DYNAMICS["label_published"].format(
            name=name_of(study, steps[2]), field=words.DYNAMICS_FIELDS[steps[1]]
        )
    pattern = words.DYNAMICS["label_weight" if steps[0] == "diminishing_returns" else "label_plane"]
    known = words.DYNAMICS_FIELDS.get(steps[-1]) or words.FIELDS[steps[-1]]
    return pattern.format(name=name_of(study, steps[1]), field=known)
