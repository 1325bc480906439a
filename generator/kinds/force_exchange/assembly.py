"""A study's flat map of numbers becomes the model's parameters: a side, a pair, a system."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from typing import Any

from generator.curve_file import curve, numbers_at
from generator.deterrence.damage import INDUSTRY, POPULATION, Curve
from generator.deterrence.standoff import Posture
from generator.kinds.force_exchange.params import Criterion, Damages, Leg, LegAgainst, Params, Side
from generator.kinds.force_exchange.system import System
from generator.uncertainty.sampling import Values


def assemble(layout: Mapping[str, Any], values: Values, pair: tuple[str, str] | None = None) -> Params:
    """The parameters of one pair, by default of the two actors there are.

    `layout` says which legs and curves there are, `values` their numbers.
    """
    a, b = pair or layout["actors"]
    return Params((_side(layout, a, b, values), _side(layout, b, a, values)))


def assemble_system(layout: Mapping[str, Any], values: Values) -> System:
    """All actors, each as it stands against each other."""
    return System({(a, b): _side(layout, a, b, values) for a, b in permutations(layout["actors"], 2)})


def assemble_damages(layout: Mapping[str, Any], values: Values, pair: tuple[str, str]) -> tuple[Posture, Posture]:
    """A pair whose damages the study gives (four-number mode)."""
    a, b = (_posture(actor, values) for actor in pair)
    return a, b


def _side(layout: Mapping[str, Any], actor: str, opponent: str, values: Values) -> Side:
    entry = layout["actors"][actor]
    legs = tuple(_leg(f"{actor}.legs.{key}", leg, opponent, values) for key, leg in entry["legs"].items())
    criteria = tuple(
        Criterion(
            curve(f"{actor}.also_required.{key}.curve", also["curve"], values),
            values[f"{actor}.also_required.{key}.tau"],
        )
        for key, also in entry.get("also_required", {}).items()
    )
    numbers = numbers_at(Side, actor, values)
    numbers["shots"] = int(numbers["shots"])
    return Side(legs=legs, curve=curve(f"{actor}.curve", entry["curve"], values), also_required=criteria, **numbers)


def _leg(path: str, entry: Mapping[str, Any], opponent: str, values: Values) -> Leg:
    numbers = numbers_at(Leg, path, values)
    if opponent in entry.get("against", {}):
        special = numbers_at(LegAgainst, f"{path}.against.{opponent}", values)
        numbers.update({name: value for name, value in special.items() if value is not None})
    return Leg(**numbers)


def _posture(actor: str, values: Values) -> Posture:
    given, own = numbers_at(Damages, f"{actor}.damages", values), numbers_at(Side, actor, values)
    return Posture(
        first_strike_damage=given["first_strike"],
        retaliatory_damage=given["retaliation"],
        undefended_damage=given["undefended_first_strike"],
        **{name: own[name] for name in ("alpha", "tau", "blowback", "peace_cost", "cost_exponent", "cost_weight")},
    )


def criteria_curves(params: Params) -> list[tuple[Curve, Curve | None]] | None:
    """Each side's population and industry curve, for the library of published criteria.

    The library speaks of population and industry, so it applies only where both sides are valued by
    the published population curve; None otherwise.
    """
    if any(side.curve != POPULATION for side in params.sides):
        return None
    return [(side.curve, INDUSTRY) for side in params.sides]
