"""What a force-exchange study must mean beyond its shape, and how its numbers are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from generator import words
from generator.diagnostics.problem import Path, Remark
from generator.kinds.force_exchange.params import Outcome, SideOutcome
from generator.quantities import Quantity, quantities
from generator.study import Input, Study

MOST_LEGS = 12


def check(study: Study) -> Iterator[Remark]:
    """Everything about a study that only this kind can know to be wrong."""
    actors = study.layout["actors"]
    if len(actors) != 2:
        yield Remark(("actors",), "E321", f"{len(actors)} actors", "this kind needs exactly two", at_key=True)
        return
    for key, actor in actors.items():
        if not 1 <= len(actor["legs"]) <= MOST_LEGS:
            yield Remark(
                ("actors", key, "legs"),
                "E322",
                f"{len(actor['legs'])} legs",
                f"an actor has 1 to {MOST_LEGS}",
                at_key=True,
            )
        yield from _curves(("actors", key), actor)
    if not 0 <= max(study.correlation.values(), default=0.0) <= 1:
        yield Remark(("correlation",), "E318", "found a correlation outside 0 to 1", "must be between 0 and 1")
    for case, inputs in study.cases().items():
        yield from _case(study, case, inputs)


def _case(study: Study, case: str, inputs: Mapping[str, Input]) -> Iterator[Remark]:
    for actor, entry in study.layout["actors"].items():
        alpha, tau = inputs[f"{actor}.alpha"], inputs[f"{actor}.tau"]
        if _most(alpha) >= _least(tau):
            where = _where(study, case, f"{actor}.alpha", f"{actor}.tau")
            yield Remark(
                where,
                "E323",
                f"alpha (up to {_most(alpha):g}) is not below tau (from {_least(tau):g})",
                "acceptable damage is always less than unacceptable damage",
            )
        for leg in entry["legs"]:
            path = f"{actor}.legs.{leg}"
            hidden = inputs[f"{path}.hidden"]
            if hidden.value < 1 and inputs[f"{path}.units"].value > 0 and f"{path}.pkill_against" not in inputs:
                what = f"the leg '{leg}' is exposed, but nothing says how likely a shot destroys one unit"
                yield Remark(
                    ("actors", actor, "legs", leg), "E324", what, "add `pkill_against:`, or `hidden: 1`", at_key=True
                )


def _most(given: Input) -> float:
    """The largest value an input can take; thresholds are triangular, uniform or constant."""
    return (
        1.0
        if given.concentration is not None or given.distribution in ("beta", "lognormal")
        else given.value
        if given.high is None
        else given.high
    )


def _least(given: Input) -> float:
    return (
        0.0
        if given.concentration is not None or given.distribution in ("beta", "lognormal")
        else given.value
        if given.low is None
        else given.low
    )


def _where(study: Study, case: str, *paths: str) -> Path:
    """Where a case sets one of `paths`: in its scenario, in its state, or in the baseline."""
    scenario, _, state = case.partition("@")
    for i, entry in enumerate(study.scenarios):
        for path in paths:
            if entry.id == scenario and path in entry.changes:
                return ("scenarios", i, "set", path)
    for i, found in enumerate(study.states):
        for path in paths:
            if found.id == state and path in found.changes:
                return ("states", i, "set", path)
    return ("actors", *paths[-1].split("."))


def _curves(path: Path, actor: Mapping[str, Any]) -> Iterator[Remark]:
    curves = {(*path, "curve"): actor["curve"]}
    curves |= {
        (*path, "also_required", key, "curve"): entry["curve"] for key, entry in actor.get("also_required", {}).items()
    }
    for where, curve in curves.items():
        if curve["family"] != "table":
            continue
        weights, shares = curve["weights"], curve["shares"]
        if len(weights) != len(shares) or len(weights) < 2:
            yield Remark(
                where, "E325", f"{len(weights)} weights and {len(shares)} shares", "give as many of each, at least two"
            )
        elif any(b <= a for a, b in pairwise([0.0, *weights])):
            yield Remark((*where, "weights"), "E325", "the weights do not rise from above 0", "sort them")
        elif any(b < a for a, b in pairwise([0.0, *shares])) or shares[-1] > 1:
            yield Remark(
                (*where, "shares"), "E325", "the shares fall, or leave 0 to 1", "damage never falls with weight"
            )


BY_LEG = ("exposed_units", "survival", "retaliatory_weight_by_leg", "criterion_damage")
"""Fields of a side's outcome that hold one row a leg or a criterion, not one number."""


def measures(study: Study) -> dict[str, Quantity]:
    """Every measure of a study: of each actor as `actor.measure`, of the dyad by its own name.

    Damage by retaliation on a further criterion of the other side is `actor.retaliatory_damage.criterion`.
    """
    of_side = {name: quantity for name, quantity in quantities(SideOutcome).items() if name not in BY_LEG}
    found = {f"{actor}.{name}": quantity for actor in study.layout["actors"] for name, quantity in of_side.items()}
    for actor, entry in study.layout["actors"].items():
        for other in study.layout["actors"]:
            if other != actor:
                for key in entry.get("also_required", {}):
                    found[f"{other}.retaliatory_damage.{key}"] = of_side["retaliatory_damage"]
    return {**found, **quantities(Outcome)}


def headline(study: Study) -> tuple[str, ...]:
    """Both margins and the index."""
    return (*(f"{actor}.margin" for actor in study.layout["actors"]), "index")


def label(study: Study, path: str) -> str:
    """An input's name for readers: `usa.legs.bombers.units` as "Bombers (American): number of units"."""
    steps = path.split(".")
    actor = study.layout["actors"].get(steps[0])
    if actor is None:
        return path
    name = words.FIELDS[steps[-1]]
    if len(steps) > 2 and steps[1] == "legs":
        return f"{leg_name(study, steps[0], steps[2])}: {name}"
    if len(steps) > 2 and steps[1] == "also_required":
        return f"{actor['name']}, {actor['also_required'][steps[2]]['name']}: {name}"
    if len(steps) > 2 and steps[1] == "curve":
        return f"{actor['name']}, value curve: {name}"
    return f"{actor['name']}: {name}"


def leg_name(study: Study, actor: str, leg: str) -> str:
    """A leg's name with its owner: "Bombers (American)"."""
    entry = study.layout["actors"][actor]
    return f"{entry['legs'][leg]['name']} ({entry['adjective']})"


def group(study: Study, path: str) -> str:
    """The side whose common factor moves an input: the owner, but the striker for kill probabilities."""
    owner = path.split(".")[0]
    if path.endswith(".pkill_against"):
        return next(actor for actor in study.layout["actors"] if actor != owner)
    return owner
