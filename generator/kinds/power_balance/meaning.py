"""What a power-balance study must mean beyond its shape, and how its numbers are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from generator import words
from generator.deterrence.power import COMPONENTS
from generator.diagnostics.nearest import did_you_mean, nearest
from generator.diagnostics.problem import Path, Remark, counted
from generator.kinds.power_balance.params import Outcome
from generator.places import set_at
from generator.quantities import Quantity, quantities
from generator.study import BASELINE, Input, Study

FEWEST, MOST = 2, 12
RESERVED = ("rivalries", "threats", "world")
"""Keys of the study under which inputs stand beside those of the actors."""
ROUNDING = 1e-9


def check(study: Study) -> Iterator[Remark]:
    """Everything about a study that only this kind can know to be wrong."""
    layout = study.layout
    actors, sides = layout["actors"], layout["sides"]
    for stage in (
        _size(actors, sides),
        _names(layout),
        chain(_commitments(study), _components(study)),
        _rivalries(study),
    ):
        found = list(stage)
        yield from found
        if found:
            return
    for case, inputs in study.cases().items():
        yield from _case(study, case, inputs)


def _size(actors: Mapping[str, Any], sides: Mapping[str, Any]) -> Iterator[Remark]:
    if not FEWEST <= len(actors) <= MOST:
        yield _at_key(("actors",), "E332", counted(len(actors), "actor"), f"this kind takes {FEWEST} to {MOST}")
    if len(sides) != 2:
        yield _at_key(("sides",), "E332", counted(len(sides), "side"), "this kind needs exactly two")
    for name in RESERVED:
        if name in actors:
            yield _at_key(("actors", name), "E340", f"no actor can be called '{name}'", "choose another key")


def _names(layout: Mapping[str, Any]) -> Iterator[Remark]:
    """Every key that must name an actor, and does not."""
    actors = list(layout["actors"])
    for key, rivalry in layout["rivalries"].items():
        for role in ("dominant", "challenger"):
            if rivalry[role] not in actors:
                what = f"there is no actor '{rivalry[role]}'"
                yield Remark(
                    ("rivalries", key, role), "E333", what, did_you_mean(rivalry[role], actors, "known actors")
                )
        if rivalry["dominant"] == rivalry["challenger"]:
            yield Remark(("rivalries", key, "challenger"), "E333", "no state is its own rival", "name another actor")
    for key, threat in layout.get("threats", {}).items():
        for role in ("threatened", "threatener"):
            if threat[role] not in actors:
                what = f"there is no actor '{threat[role]}'"
                yield Remark(("threats", key, role), "E333", what, did_you_mean(threat[role], actors, "known actors"))


def _commitments(study: Study) -> Iterator[Remark]:
    """Every actor says how far it is committed to each of the two sides, and to nothing else."""
    sides = list(study.layout["sides"])
    for actor in study.layout["actors"]:
        start, where = f"{actor}.commitment.", ("actors", actor, "commitment")
        given = [path.removeprefix(start) for path in study.quantities if path.startswith(start)]
        missing = [side for side in sides if side not in given]
        for name in given:
            if name not in sides:
                meant = nearest(name, missing)
                hint = f"did you mean '{meant}'?" if meant else f"the sides are {' and '.join(sides)}"
                yield _at_key((*where, name), "E334", f"'{name}' is no side of this study", hint)
                missing = [side for side in missing if side != meant]
        if missing:
            what = f"the commitment of '{actor}' leaves out {' and '.join(missing)}"
            yield _at_key(where, "E334", what, "give a share for each side; 0 where there is none")


def _components(study: Study) -> Iterator[Remark]:
    """An actor's capability is given once: as a share or as its components."""
    for actor, entry in study.layout["actors"].items():
        path = ("actors", actor)
        if "components" in entry:
            if any(f"{actor}.capability" in inputs for inputs in study.cases().values()):
                yield _at_key(path, "E335", "both a capability and its components are given", "keep one of them")
            elif "world" not in study.layout:
                what = "there are no world totals to hold them against"
                yield _at_key((*path, "components"), "E335", what, "add `world:`")
        elif f"{actor}.capability" not in study.inputs:
            yield _at_key(path, "E335", "nothing says how capable the actor is", "add `capability:` or `components:`")


def _rivalries(study: Study) -> Iterator[Remark]:
    """Exactly one rivalry counts in the year of every case."""
    for key in dict.fromkeys([BASELINE, *study.cases()]):
        year = year_of(study, key)
        found = [name for name, entry in study.layout["rivalries"].items() if covers(entry, year)]
        if len(found) != 1:
            what = f"{len(found)} rivalries cover {year:g}"
            hint = "let `start:` and `end:` of the rivalries cover each year of the study once"
            yield _at_key(("rivalries",), "E336", what, hint)
            return


def _case(study: Study, case: str, inputs: Mapping[str, Input]) -> Iterator[Remark]:
    actors, (first, second) = study.layout["actors"], study.layout["sides"]
    for actor in actors:
        paths = [f"{actor}.commitment.{side}" for side in (first, second)]
        if sum(inputs[path].most for path in paths) > 1 + ROUNDING:
            what = f"'{actor}' may be committed by more than the whole of its capability"
            yield Remark(set_at(study, case, *paths), "E337", what, "let both shares together stay within 1")
    shares = [inputs[path].value for actor in actors if (path := f"{actor}.capability") in inputs]
    if sum(shares) > 1 + ROUNDING:
        what = f"the capabilities add up to {sum(shares):.3g} of the world"
        yield Remark(set_at(study, case, *(f"{actor}.capability" for actor in actors)), "E338", what, "at most 1")
    for component in component_fields():
        paths = [path for actor in actors if (path := f"{actor}.components.{component}") in inputs]
        total, world = sum(inputs[path].value for path in paths), inputs.get(f"world.{component}")
        if world is not None and total > world.value * (1 + ROUNDING):
            what = f"{words.FIELDS[component]}: the actors together have {total:.6g}, the world {world.value:.6g}"
            yield Remark(set_at(study, case, *paths), "E338", what, "at most the world total")
    for side in (first, second):
        if not any(inputs[f"{actor}.commitment.{side}"].value > 0 for actor in actors):
            what = f"nobody is committed to '{side}'"
            where = set_at(study, case, *(f"{actor}.commitment.{side}" for actor in actors))
            yield Remark(where, "E330", what, "a side needs at least one actor")
    name = rivalry_of(study, case)
    leader = layout_of_rivalry(study, name)["dominant"]
    held = inputs.get(f"{leader}.capability")
    if held is not None and held.least <= 0 and held.value <= 0:
        what = f"'{leader}' is the dominant power and has no capability"
        yield Remark(set_at(study, case, f"{leader}.capability"), "E385", what, "must be more than 0")
    for role in ("dominant", "challenger"):
        path = f"rivalries.{name}.terror.{role}"
        if f"{path}.alpha" in inputs and inputs[f"{path}.alpha"].most >= inputs[f"{path}.tau"].least:
            what = f"alpha (up to {inputs[f'{path}.alpha'].most:g}) is not below tau"
            hint = "acceptable damage is always less than unacceptable damage"
            yield Remark(set_at(study, case, f"{path}.alpha", f"{path}.tau"), "E323", what, hint)


def _at_key(path: Path, code: str, what: str, instead: str) -> Remark:
    return Remark(path, code, what, instead, at_key=True)


def year_of(study: Study, case: str) -> float:
    """The year that a case describes."""
    scenario, _, state = case.partition("@")
    at = state or next((entry.at for entry in study.scenarios if entry.id == scenario), None)
    if at:
        return next(found.year for found in study.states if found.id == at)
    return float(study.layout.get("year") or study.period[0])


def rivalry_of(study: Study, case: str) -> str:
    """The rivalry that counts in a case's year."""
    year = year_of(study, case)
    return next(key for key, entry in study.layout["rivalries"].items() if covers(entry, year))


def layout_of_rivalry(study: Study, name: str) -> Mapping[str, Any]:
    """What a rivalry says besides its numbers."""
    found: Mapping[str, Any] = study.layout["rivalries"][name]
    return found


def covers(span: Mapping[str, Any], year: float) -> bool:
    """Whether a year lies in a span from `start` to `end`, either of which may be left open."""
    start, end = span.get("start"), span.get("end")
    # What holds in a year holds in all its months.
    return (start is None or start <= year) and (end is None or year < end + 1)


def measures(study: Study) -> dict[str, Quantity]:
    """Every measure: capability of each actor, power of each side, and what the whole has by its own name."""
    known = quantities(Outcome)
    of_actors = {f"{actor}.capability": known["capability"] for actor in study.layout["actors"]}
    of_sides = {f"{side}.power": known["power"] for side in study.layout["sides"]}
    return of_actors | of_sides | {name: known[name] for name in known if name not in ("capability", "power")}


def headline(study: Study) -> tuple[str, ...]:
    """The power of both sides, their balance, and the challenger's ratio."""
    return (*(f"{side}.power" for side in study.layout["sides"]), "balance", "ratio")


def label(study: Study, path: str) -> str:
    """An input's name for readers: `italy.commitment.alliance` as "Italy: commitment (Triple Alliance)"."""
    steps = path.split(".")
    layout = study.layout
    if steps[0] == "rivalries":
        entry = layout["rivalries"][steps[1]]
        if len(steps) < 5:
            return f"{entry['name']}: {words.FIELDS[steps[-1]]}"
        rival = layout["actors"][entry[steps[3]]]
        return f"{entry['name']}, {rival['name']}: {words.FIELDS[steps[4]]}"
    if steps[0] == "threats":
        return f"{layout['threats'][steps[1]]['name']}: {words.FIELDS[steps[2]]}"
    if steps[0] == "world":
        return f"{words.POWER['world']}: {words.FIELDS[steps[1]]}"
    name = layout["actors"][steps[0]]["name"]
    if steps[1] == "commitment":
        return words.POWER["commitment"].format(name=name, side=layout["sides"][steps[2]]["name"])
    return f"{name}: {words.FIELDS[steps[-1]]}"


def component_fields() -> tuple[str, ...]:
    """The keys of the six components, in the order of the index."""
    return tuple(name.replace(" ", "_") for name in COMPONENTS)
