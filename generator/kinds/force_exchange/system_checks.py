"""The checks of defences, reserves and more than two actors, computed with the public functions of the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from generator.checks import Check, Found, Given
from generator.checks import checks as checks_of
from generator.deterrence.damage import POPULATION, Exponential
from generator.kinds.force_exchange.model import EXACT, required_weight, solve
from generator.kinds.force_exchange.params import Leg, Params, Side
from generator.kinds.force_exchange.system import System, War, margin_after_war, solve_pairs, wars


def checks() -> tuple[Check, ...]:
    """The checks of this part of the kind, in the order of the page."""
    return checks_of("many_actors", FUNCTIONS)


def _two_leakages(given: Given) -> Found:
    leg = Leg(**{name: given[name] for name in ("units", "hidden", "pkill_against", "reliability")})
    bare = Side((leg,), Exponential(given["w80"]), 0.05, 0.2)
    defence = {name: given[name] for name in ("interceptors", "interceptors_per_warhead", "interception")}
    shielded = Side((leg,), bare.curve, 0.05, 0.2, **defence)
    found = solve(Params((bare, shielded)), interior_points=EXACT).sides[0]
    names = ("first_strike_leakage", "retaliatory_leakage", "first_strike_weight", "retaliatory_weight")
    return {name: getattr(found, name)[0] for name in names}


def _two_fronts(given: Given) -> Found:
    curve = Exponential(given["w80"])

    def side(units: float, reserve: float = 0.0) -> Side:
        leg = Leg(units, hidden=given["hidden"], pkill_against=given["pkill_against"])
        return Side((leg,), curve, 0.05, given["tau"], reserve=reserve)

    def margin(reserve: float) -> float:
        system = System.of({
            "actor": side(given["units"], reserve=reserve), "opponent": side(given["opponent"]), "third": side(given["third"])
        })  # fmt: skip
        return float(margin_after_war(system, "actor", "opponent", "third")[0])

    kept = margin(given["reserve"])
    weight = kept * float(required_weight(side(given["opponent"])))
    return {"weight": weight, "margin": kept, "margin_without_a_reserve": margin(0.0)}


def _incentives(given: Given) -> Found:
    curve = Exponential(given["w80"])
    sides = {name: Side((Leg(number, hidden=1.0),), curve, 0.05, 0.2) for name, number in given["weapons"].items()}
    found = wars(System.of(sides), interior_points=EXACT)
    return {
        "A_and_B_on_C": _plain(found[("A", "B"), ("C",)]),
        "C_on_A_and_B": _plain(found[("C",), ("A", "B")]),
    }


def _plain(war: War) -> dict[str, float]:
    return {name: float(value[0]) for name, value in vars(war).items()}


def _best_bracken(given: Given) -> Found:
    def side(units: float, interceptors: float) -> Side:
        open_, at_sea = (
            Leg(units * share, weapons=3.0, hidden=hidden, reliability=0.8, pkill_against=kill)
            for share, hidden, kill in ((0.7, 0.0, 0.7), (0.3, 0.4, 0.9))
        )
        shield = {name: given[name] for name in ("interceptors_per_warhead", "interception")}
        return Side((open_, at_sea), POPULATION, 0.05, 0.2, interceptors=interceptors, **shield)

    means, two, large, small = [], [], [], []
    for interceptors in given["interceptors"]:
        power = side(given["large"], interceptors)
        system = System.of({"a": power, "b": power, "c": side(given["small"], 0.0)})
        found = wars(system, interior_points=EXACT)
        means.append(np.mean([war.incentive_to_pre_empt[0] for war in found.values()]))
        two.append(solve_pairs(system, interior_points=EXACT)["a", "b"].index[0])
        large.append(found[("a",), ("b",)].incentive_to_pre_empt[0])
        small.append(found[("c",), ("a",)].incentive_to_pre_empt[0])
    return {
        "three_are_calmer": bool(means[1] < means[0]),
        "two_are_less_stable": bool(two[1] < two[0]),
        "large_are_more_tempted": bool(large[1] > large[0]),
        "small_is_less_tempted": bool(small[1] < small[0]),
    }


FUNCTIONS: Mapping[str, Callable[[Given], Found]] = {
    "defence-two-leakages": _two_leakages,
    "reserve-two-fronts": _two_fronts,
    "coalition-incentives": _incentives,
    "sign-best-bracken": _best_bracken,
}
