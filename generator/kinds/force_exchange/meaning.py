"""What a force-exchange study must mean beyond its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from generator.diagnostics.nearest import did_you_mean
from generator.diagnostics.problem import Path, Remark, counted
from generator.kinds.force_exchange.dyads import MOST_ACTORS
from generator.kinds.force_exchange.exchange import gives_damages
from generator.places import set_at
from generator.study import Input, Study

MOST_LEGS = 12
FORCES = ("legs", "curve", "also_required")
"""Keys of an actor that only forces have a use for."""


def check(study: Study) -> Iterator[Remark]:
    """Everything about a study that only this kind can know to be wrong."""
    actors = study.layout["actors"]
    if not 2 <= len(actors) <= MOST_ACTORS:
        yield Remark(
            ("actors",),
            "E321",
            counted(len(actors), "actor"),
            f"this kind needs two to {MOST_ACTORS}",
            at_key=True,
        )
        return
    if gives_damages(study.layout):
        yield from _damages(study)
    else:
        yield from _forces(actors)
    yield from _rivals(study)
    if not 0 <= max(study.correlation.values(), default=0.0) <= 1:
        yield Remark(("correlation",), "E318", "found a correlation outside 0 to 1", "must be between 0 and 1")
    for case, inputs in study.cases().items():
        yield from _case(study, case, inputs)


def _forces(actors: Mapping[str, Any]) -> Iterator[Remark]:
    for key, actor in actors.items():
        legs = actor.get("legs", {})
        if not 1 <= len(legs) <= MOST_LEGS:
            where, key_stands = (("actors", key, "legs"), True) if "legs" in actor else (("actors", key), True)
            yield Remark(where, "E322", counted(len(legs), "leg"), f"an actor has 1 to {MOST_LEGS}", at_key=key_stands)
        if actor.get("curve") is None:
            what = f"'{key}' has forces against it but no value curve"
            yield Remark(("actors", key), "E326", what, "add `curve:`", at_key=True)
        else:
            yield from _curves(("actors", key), actor)
        for leg, entry in legs.items():
            for opponent in entry.get("against", {}):
                if opponent not in actors or opponent == key:
                    others = [other for other in actors if other != key]
                    at: Path = ("actors", key, "legs", leg, "against", opponent)
                    what = f"'{opponent}' is no opponent of '{key}'"
                    yield Remark(at, "E327", what, did_you_mean(opponent, others, "opponents"), at_key=True)


def _damages(study: Study) -> Iterator[Remark]:
    """A study that gives damages instead of forces does so for both of its actors, and for nothing beside them."""
    actors = study.layout["actors"]
    if len(actors) > 2:
        yield Remark(("actors",), "E328", "damages of more than two actors", "coalitions need forces", at_key=True)
    forces = {key: [name for name in FORCES if actor.get(name)] for key, actor in actors.items()}
    mixed = False
    for key, actor in actors.items():
        if actor.get("damages") is not None and forces[key]:
            mixed = True
            what = f"`damages` beside {' and '.join(f'`{name}`' for name in forces[key])}"
            yield Remark(("actors", key, "damages"), "E328", what, "give one or the other", at_key=True)
    for key, actor in actors.items():
        # Where an actor has both, it is the damages that are too many, and nobody lacks them.
        if actor.get("damages") is None and not mixed:
            what = f"'{key}' has no damages, but another actor has"
            yield Remark(("actors", key), "E328", what, "give damages for all actors, or forces for all", at_key=True)


def _rivals(study: Study) -> Iterator[Remark]:
    actors, seen = study.layout["actors"], set()
    for i, pair in enumerate(study.layout.get("rivals", ())):
        strangers = [j for j, name in enumerate(pair) if name not in actors]
        for j in strangers:
            what = f"there is no actor '{pair[j]}'"
            yield Remark(("rivals", i, j), "E327", what, did_you_mean(pair[j], actors, "known actors"))
        if strangers:
            continue
        if len(pair) != 2 or len(set(pair)) != 2:
            yield Remark(("rivals", i), "E327", f"'{', '.join(pair)}' is no pair", "name two different actors")
        elif frozenset(pair) in seen:
            yield Remark(("rivals", i), "E327", "these two are named twice", "name every pair once")
        seen.add(frozenset(pair))


def _case(study: Study, case: str, inputs: Mapping[str, Input]) -> Iterator[Remark]:
    for actor, entry in study.layout["actors"].items():
        alpha, tau = inputs[f"{actor}.alpha"], inputs[f"{actor}.tau"]
        if alpha.most >= tau.least:
            where = set_at(study, case, f"{actor}.alpha", f"{actor}.tau")
            yield Remark(
                where,
                "E323",
                f"alpha (up to {alpha.most:g}) is not below tau (from {tau.least:g})",
                "acceptable damage is always less than unacceptable damage",
            )
        if inputs[f"{actor}.interceptors"].value > 0 and inputs[f"{actor}.interception"].value == 0:
            where = set_at(study, case, f"{actor}.interceptors")
            yield Remark(where, "E329", "interceptors that stop nothing", "add `interception:` to the actor")
        for leg, given in entry.get("legs", {}).items():
            path = f"{actor}.legs.{leg}"
            if inputs[f"{path}.units"].value <= 0:
                continue
            for opponent in study.layout["actors"]:
                special = f"{path}.against.{opponent}" if opponent in given.get("against", {}) else path
                hidden = inputs.get(f"{special}.hidden", inputs[f"{path}.hidden"])
                known = f"{special}.pkill_against" in inputs or f"{path}.pkill_against" in inputs
                if opponent != actor and hidden.value < 1 and not known:
                    what = f"the leg '{leg}' is exposed, but nothing says how likely a shot destroys one unit"
                    yield Remark(
                        ("actors", actor, "legs", leg),
                        "E324",
                        what,
                        "add `pkill_against:`, or `hidden: 1`",
                        at_key=True,
                    )
                    break


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
            continue
        # Told at the first number that is lower than it may be after the one before.
        fallen = [i for i, (a, b) in enumerate(pairwise([0.0, *weights])) if b <= a]
        if fallen:
            yield Remark(
                (*where, "weights", fallen[0]), "E325", "the weights do not rise from above 0 up to here", "sort them"
            )
            continue
        fallen = [i for i, (a, b) in enumerate(pairwise([0.0, *shares])) if b < a or b > 1]
        if fallen:
            what = "the shares fall to here, or leave 0 to 1"
            yield Remark((*where, "shares", fallen[0]), "E325", what, "damage never falls with weight")
