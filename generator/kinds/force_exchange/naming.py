"""What the inputs and measures of a force-exchange study are called, in prose references and for readers."""

from __future__ import annotations

from itertools import permutations

from generator import words
from generator.deterrence.coalitions import Coalition, wars
from generator.deterrence.standoff import PostureOutcome, Standoff
from generator.kinds.force_exchange.dyads import MOST_ACTORS, by_side, dyads
from generator.kinds.force_exchange.exchange import BY_LEG, gives_damages
from generator.kinds.force_exchange.outcome import (
    MARGIN_AFTER,
    PRE_EMPT,
    STRIKE,
    Believed,
    Outcome,
    SideOutcome,
    SystemOutcome,
)
from generator.quantities import Quantity, quantities
from generator.study import Study


def measures(study: Study) -> dict[str, Quantity]:
    """Every measure of a study: of each side as `usa.margin`, of the pair by its own name.

    With more than two actors a side is `usa.russia`, the United States against Russia, a pair
    `usa.russia` in the order of the file, and the system and its wars have measures of their own. Damage
    by retaliation on a further criterion of the other side is `usa.retaliatory_damage.criterion`.
    """
    layout, found = study.layout, {}
    if not 2 <= len(layout["actors"]) <= MOST_ACTORS:
        # Told as a problem already; hundreds of actors would have more wars than there are atoms.
        return {}
    own, both = _of_side(study), _of_pair(study)
    for dyad, i, prefix in by_side(layout):
        other = dyad.actors[1 - i]
        found.update({f"{prefix}.{name}": quantity for name, quantity in own.items()})
        for key in layout["actors"][other].get("also_required", {}):
            found[f"{prefix}.retaliatory_damage.{key}"] = own["retaliatory_damage"]
        believed = quantities(Believed)
        if f"{other}.status_quo" in study.inputs:
            found[f"{prefix}.required_credibility"] = believed["required_credibility"]
        if f"{dyad.actors[i]}.submit" in study.inputs:
            found[f"{prefix}.resolve"] = believed["resolve"]
    for dyad in dyads(layout):
        found.update({dyad.of(name): quantity for name, quantity in both.items()})
    return found | (_of_system(list(layout["actors"])) if len(layout["actors"]) > 2 else {})


def lacking(study: Study) -> dict[str, str]:
    """What it would take to judge credibility and resolve, where the study does not."""
    found = {}
    for dyad, i, prefix in by_side(study.layout):
        for name, actor, key in (
            ("required_credibility", dyad.actors[1 - i], "status_quo"),
            ("resolve", dyad.actors[i], "submit"),
        ):
            if f"{actor}.{key}" not in study.inputs:
                found[f"{prefix}.{name}"] = f"add `{key}:` to '{actor}'"
    return found


def _of_side(study: Study) -> dict[str, Quantity]:
    if gives_damages(study.layout):
        known = quantities(SideOutcome)
        return {
            name: known[name] for name in ("first_strike_damage", "retaliatory_damage", *quantities(PostureOutcome))
        }
    return {name: quantity for name, quantity in quantities(SideOutcome).items() if name not in BY_LEG}


def _of_pair(study: Study) -> dict[str, Quantity]:
    return quantities(Standoff if gives_damages(study.layout) else Outcome)


def _of_system(actors: list[str]) -> dict[str, Quantity]:
    found = {f"{a}.{b}.margin_after.{third}": MARGIN_AFTER for a, b, third in permutations(actors, 3)}
    for war in wars(actors):
        found[f"{war_name(*war)}.incentive_to_strike"] = STRIKE
        found[f"{war_name(*war)}.incentive_to_pre_empt"] = PRE_EMPT
    return found | {f"system.{name}": quantity for name, quantity in quantities(SystemOutcome).items()}


def war_name(first: Coalition, second: Coalition) -> str:
    """A war as measures name it: `war.usa-russia.china` when the two together strike China."""
    return f"war.{'-'.join(first)}.{'-'.join(second)}"


def spoken(study: Study) -> tuple[str, ...]:
    """What prose may name of a case beside its measures: verdicts, their shares of draws, and assurances."""
    sides = tuple(f"{prefix}.assurance" for _, _, prefix in by_side(study.layout))
    pairs = tuple(f"{dyad.key}.{word}" for dyad in dyads(study.layout) for word in ("verdict", "share"))
    return ("verdict", "share", *sides, *pairs)


def headline(study: Study) -> tuple[str, ...]:
    """Margins and index; with more than two actors of every pair, and of the system."""
    margins = tuple(f"{prefix}.margin" for _, _, prefix in by_side(study.layout))
    indices = tuple(dyad.of("index") for dyad in dyads(study.layout))
    return (*margins, *indices, *(("system.product", "system.lowest") if len(study.layout["actors"]) > 2 else ()))


def label(study: Study, path: str) -> str:
    """An input's name for readers: `usa.legs.bombers.units` as "Bombers (American): number of units"."""
    steps = path.split(".")
    actor = study.layout["actors"].get(steps[0])
    if actor is None:
        return words.FIELDS[steps[0]]
    name = words.FIELDS[steps[-1]]
    if len(steps) > 4 and steps[1] == "legs" and steps[3] == "against":
        opponent = study.layout["actors"][steps[4]]["name"]
        return f"{leg_name(study, steps[0], steps[2])}: {words.AGAINST.format(name=name, opponent=opponent)}"
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
    steps = path.split(".")
    if steps[-1] == "pkill_against":
        if "against" in steps:
            return steps[steps.index("against") + 1]
        others = [actor for actor in study.layout["actors"] if actor != steps[0]]
        # Against several at once the number describes the force that is attacked.
        return others[0] if len(others) == 1 else steps[0]
    return steps[0]
