"""The checks of the force exchange: worked and published cases, each computed with the public functions of the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from generator.checks import Check, Found, Given, cases
from generator.checks import checks as checks_of
from generator.deterrence.damage import Curve, Exponential, Weibull
from generator.deterrence.verdicts import CapabilityClass, Verdict, at_least
from generator.kinds.force_exchange.hurdles import Status, break_even, break_even_by_leg, waterfall
from generator.kinds.force_exchange.model import EXACT, FAST, dyad_verdict, solve
from generator.kinds.force_exchange.outcome import SideOutcome
from generator.kinds.force_exchange.params import Leg, Params, Side
from generator.uncertainty.distributions import Beta
from generator.uncertainty.sampling import blocks

CASES = "force_exchange"


def checks(points: int = EXACT) -> tuple[Check, ...]:
    """The checks of this kind; `points` sets the grid of the search for the rational exchange."""
    return checks_of(CASES, functions(points))


def curve(given: Given) -> Curve:
    """A value curve as a case gives it."""
    family: Callable[..., Curve] = {"weibull": Weibull, "exponential": Exponential}[given["family"]]
    return family(**{key: value for key, value in given.items() if key != "family"})


def side(given: Given) -> Side:
    """A side as a case gives it."""
    legs = tuple(Leg(**leg) for leg in given["legs"])
    return Side(legs, curve(given["curve"]), given.get("alpha", 0.05), given.get("tau", 0.2), shots=given["shots"])


def params(given: Given) -> Params:
    """Both sides as a case gives them: alike, or A and B."""
    return Params((side(given), side(given)) if given.get("symmetric") else (side(given["A"]), side(given["B"])))


def dyad(name: str) -> Params:
    """The sides of a case by its id."""
    return params(cases(CASES)[name]["input"])


def scaled(both: Params, factor: float) -> Params:
    """The same sides with a multiple of all units."""
    a, b = (replace(s, legs=tuple(replace(leg, units=leg.units * factor) for leg in s.legs)) for s in both.sides)
    return Params((a, b))


def index_of(both: Params, factor: float = 1.0, points: int = EXACT) -> float:
    """The index of first-strike stability when all units are multiplied."""
    return float(solve(scaled(both, factor), interior_points=points).index[0])


def _kent_thaler(given: Given, points: int) -> Found:
    outcome = solve(params(given), interior_points=points)
    first, second = ({
        "weapons_spent_on_forces": found.weapons_on_forces[0],
        "striker_cost_C1": found.striking_cost[0],
        "victim_cost_C2": found.struck_cost[0],
        "critical_risk": found.critical_risk[0],
    } for found in outcome.sides)  # fmt: skip
    # Equal sides have one number each on the page; that it stands for both must not be taken on trust.
    if not np.allclose(list(first.values()), list(second.values()), rtol=0, atol=1e-9):
        raise ValueError(f"equal sides do not fare alike: {first} and {second}")
    return {**first, "index": outcome.index[0]}


def _worked(given: Given, points: int) -> Found:
    both = params(given)
    outcome = solve(both, interior_points=points)
    judged = dyad_verdict(outcome, both)
    found: dict[str, Any] = {}
    joint: dict[str, Any] = {}
    for letter, own, codes in zip("AB", outcome.sides, judged.classes, strict=True):
        found[letter] = {**_side(own), "class": list(CapabilityClass)[codes[0]].value}
        joint[f"weapons_spent_{letter}"] = own.weapons_on_forces[0]
        joint[f"C1_{letter}"] = own.striking_cost[0]
        joint[f"C2_{letter}"] = own.struck_cost[0]
        joint[f"critical_risk_{letter}"] = own.critical_risk[0]
    joint["index"], joint["instability_index"] = outcome.index[0], outcome.instability_index[0]
    joint["verdict"] = list(Verdict)[judged.verdict[0]].value
    return {**found, "dyad": joint}


def _side(found: SideOutcome) -> dict[str, Any]:
    return {
        "working_weapons": found.working_weapons[0],
        "first_strike_weight": found.first_strike_weight[0],
        "exposed_units": found.exposed_units[:, 0],
        "weapons_spent_against_it": found.weapons_spent_against_it[0],
        "survival_by_leg": found.survival[:, 0],
        "retaliatory_weight": found.retaliatory_weight[0],
        "D1": found.first_strike_damage[0],
        "D2": found.retaliatory_damage[0],
        "required_weight": found.required_weight[0],
        "margin": found.margin[0],
    }


def _posture_matters_more(given: Given, points: int) -> Found:
    names = ("kt-multiple-warheads", "kt-30-percent-hidden")
    hidden, partly = ([index_of(dyad(name), size, points) for size in given["scale_of_units"]] for name in names)
    grows = bool(np.all(np.diff(np.subtract(hidden, partly)) > 0))
    return {"index_all_hidden": hidden, "index_30_percent": partly, "relation": grows}


def _cuts_do_not_help(given: Given, points: int) -> Found:
    found = [index_of(dyad("kt-30-percent-hidden"), size, points) for size in given["scale_of_units"]]
    return {"index": found, "relation": bool(np.all(np.diff(found) < 0))}


def _generating_early(given: Given, points: int) -> Found:
    before, after = (index_of(dyad(name), 1.0, points) for name in given["base"])
    return {"relation": after > before}


def _same_index(given: Given, points: int) -> Found:
    dyads = [params(case["input"]) for case in cases(CASES).values() if "legs" in case["input"] or "A" in case["input"]]
    there = [index_of(both, 1.0, points) for both in dyads]
    back = [index_of(Params((both.sides[1], both.sides[0])), 1.0, points) for both in dyads]
    return {"largest_difference": np.abs(np.subtract(there, back)).max()}


def _hurdles(given: Given, points: int) -> Found:
    own, found = _of_side(given, points)
    whole = break_even(own, found.survival, found.required_weight)
    return {
        "waterfall": {step.name: step.weight[0] for step in waterfall(own, found.survival)},
        "break_even": {row.hurdle: row.value[0] for row in whole if row.hurdle in given["hurdles"]},
    }


def _hurdles_by_leg(given: Given, points: int) -> Found:
    own, found = _of_side(given, points)
    rows = break_even_by_leg(own, found.survival, found.required_weight)
    second = {list(Status)[row.status[0]].value for row in rows if row.leg == 1}
    return {
        "retaliatory_weight_by_leg": found.retaliatory_weight_by_leg[:, 0],
        "break_even_leg_1": {r.hurdle: r.value[0] for r in rows if r.leg == 0 and r.hurdle in given["hurdles"]},
        "break_even_leg_2": ", ".join(sorted(second)),
    }


def _of_side(given: Given, points: int) -> tuple[Side, SideOutcome]:
    both, which = dyad(given["dyad"]), "AB".index(given["side"])
    return both.sides[which], solve(both, interior_points=points).sides[which]


def _monte_carlo(given: Given) -> Found:
    """Draws of the uncertain inputs through the exchange; the same search grid as in the runs of a study."""
    base, r = cases(CASES)[given["dyad"]]["input"], given["correlation"]
    inputs = {path: Beta(mean, given["concentration"]) for path, mean in given["uncertain"].items()}
    margins, weights = [], []
    for _, drawn in blocks(
        inputs,
        seed=given["seed"],
        draws=given["draws"],
        groups=given["groups"],
        correlation=dict.fromkeys(given["groups"].values(), r),
    ):
        changed = {
            name: {**base[name], "legs": [{**leg, **_changes(name, drawn)} for leg in base[name]["legs"]]}
            for name in "AB"
        }
        found = solve(params(changed), interior_points=FAST).sides[0]
        margins.append(found.margin)
        weights.append(found.retaliatory_weight)
    quantiles = np.quantile(np.concatenate(weights), [0.05, 0.5, 0.95])
    return {
        "assurance_A": at_least(np.concatenate(margins), 1.0).mean(),
        "retaliatory_weight_A": dict(zip(("5 per cent", "50 per cent", "95 per cent"), quantiles, strict=True)),
    }


def _changes(name: str, drawn: Mapping[str, Any]) -> dict[str, Any]:
    return {path.partition(".")[2]: values for path, values in drawn.items() if path.startswith(f"{name}.")}


def functions(points: int) -> Mapping[str, Callable[[Given], Found]]:
    """Case id -> the function that computes it, in the order of the page."""
    exchange: dict[str, Callable[[Given, int], Found]] = {
        "kt-multiple-warheads": _kent_thaler,
        "kt-30-percent-hidden": _kent_thaler,
        "kt-no-survivable-leg": _kent_thaler,
        "kt-single-warheads": _kent_thaler,
        "sign-posture-matters-more": _posture_matters_more,
        "sign-cuts-alone-do-not-help": _cuts_do_not_help,
        "sign-generating-early": _generating_early,
        "sign-same-index": _same_index,
        "worked-one-leg": _worked,
        "worked-two-legs": _worked,
        "worked-hurdles": _hurdles,
        "worked-hurdles-by-leg": _hurdles_by_leg,
    }
    found = {id: _on_grid(compute, points) for id, compute in exchange.items()}
    return {**found, "worked-monte-carlo": _monte_carlo, "worked-monte-carlo-common-mode": _monte_carlo}


def _on_grid(compute: Callable[[Given, int], Found], points: int) -> Callable[[Given], Found]:
    return lambda given: compute(given, points)
