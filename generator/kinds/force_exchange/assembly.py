"""A study's flat map of numbers becomes the model's `Params`, and the model's outcome a flat map of measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from generator.deterrence.damage import INDUSTRY, POPULATION, Curve, Exponential, Tabulated, Weibull
from generator.kinds.force_exchange.meaning import BY_LEG
from generator.kinds.force_exchange.model import FAST, solve
from generator.kinds.force_exchange.params import Array, Criterion, Leg, Outcome, Params, Side, SideOutcome
from generator.quantities import quantities

Values = Mapping[str, Array | float]
"""Inputs by dotted path: numbers, or arrays over draws."""

PUBLISHED: dict[str, Curve] = {"population": POPULATION, "industry": INDUSTRY}


def assemble(layout: Mapping[str, Any], values: Values) -> Params:
    """The parameters of one case; `layout` says which legs and curves there are, `values` their numbers."""
    a, b = (_side(actor, entry, values) for actor, entry in layout["actors"].items())
    return Params((a, b))


def _side(actor: str, entry: Mapping[str, Any], values: Values) -> Side:
    legs = tuple(Leg(**_numbers(Leg, f"{actor}.legs.{leg}", values)) for leg in entry["legs"])
    criteria = tuple(
        Criterion(
            curve(f"{actor}.also_required.{key}.curve", also["curve"], values),
            values[f"{actor}.also_required.{key}.tau"],
        )
        for key, also in entry.get("also_required", {}).items()
    )
    numbers = _numbers(Side, actor, values)
    numbers["shots"] = int(numbers["shots"])
    return Side(legs=legs, curve=curve(f"{actor}.curve", entry["curve"], values), also_required=criteria, **numbers)


def _numbers(declaration: Any, path: str, values: Values) -> dict[str, Any]:
    return {name: values.get(f"{path}.{name}") for name in quantities(declaration)}


def curve(path: str, entry: Mapping[str, Any], values: Values) -> Curve:
    """The value curve that stands at `path`."""
    family = entry["family"]
    if family == "published":
        return PUBLISHED[entry["name"]]
    if family == "table":
        return Tabulated(tuple(entry["weights"]), tuple(entry["shares"]))
    shape: Callable[..., Curve] = {"weibull": Weibull, "exponential": Exponential}[family]
    declaration = Weibull if family == "weibull" else Exponential
    return shape(**_numbers(declaration, path, values))


def flatten(layout: Mapping[str, Any], outcome: Outcome) -> dict[str, Array]:
    """Measures by name, arrays over draws; the names are those of `meaning.measures`."""
    actors = list(layout["actors"])
    found: dict[str, Array] = {}
    for i, actor in enumerate(actors):
        side = outcome.sides[i]
        for item in fields(SideOutcome):
            if item.name not in BY_LEG:
                found[f"{actor}.{item.name}"] = getattr(side, item.name)
        for row, key in zip(
            side.criterion_damage, layout["actors"][actors[1 - i]].get("also_required", {}), strict=True
        ):
            found[f"{actor}.retaliatory_damage.{key}"] = row
    for name in quantities(Outcome):
        found[name] = getattr(outcome, name)
    return found


def measure(layout: Mapping[str, Any]) -> Callable[[Values], dict[str, Array]]:
    """The model as a function from inputs to measures, for sampling and sensitivities."""

    def of(values: Values) -> dict[str, Array]:
        return flatten(layout, solve(assemble(layout, values), interior_points=FAST))

    return of


def criteria_curves(params: Params) -> list[tuple[Curve, Curve | None]] | None:
    """Each side's population and industry curve, for the library of published criteria.

    The library speaks of population and industry, so it applies only where both sides are valued by
    the published population curve; None otherwise.
    """
    if any(side.curve != POPULATION for side in params.sides):
        return None
    return [(side.curve, INDUSTRY) for side in params.sides]
