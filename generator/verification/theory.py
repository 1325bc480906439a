"""The checks of the strategic theory: games, annual risk, defence, coalitions and power, after the dynamics.

Every function takes the input of a case and gives what the public functions of the spine find.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from generator.checks import Check, Found, Given
from generator.checks import checks as checks_of
from generator.deterrence import coalitions, crisis, defence, games, hazards, power
from generator.verification import dynamics


def checks() -> tuple[Check, ...]:
    """The checks of the strategic theory, in the order of the page."""
    return checks_of("strategic_theory", FUNCTIONS)


def _cells(marked: Any, order: Sequence[str]) -> list[list[str]]:
    return [[order[i], order[j]] for i, j in np.argwhere(marked)]


def _symmetric_game(given: Given) -> Found:
    game, order = games.symmetric(given["row_payoffs"]), given["order"]
    a, b = games.mixed_equilibrium(game)
    if a != b:
        raise ValueError(f"sides with the same payoffs do not mix alike: {a} and {b}")
    return {
        "pure_equilibria": _cells(games.pure_equilibria(game), order),
        f"mixed_probability_of_{order[0]}": a,
    }


def _games_from_costs(given: Given) -> Found:
    found = []
    for row in given["games"]:
        (c1_a, c1_b), (c2_a, c2_b) = row["C1"], row["C2"]
        game = games.from_costs(c1_a, c2_a, c1_b, c2_b)
        found.append({
            "pure_equilibria": _cells(games.pure_equilibria(game), given["order"]),
            "mixed_probability_of_wait": games.mixed_equilibrium(game),
            "risk_dominant": _cells(games.risk_dominant(game), given["order"]),
        })  # fmt: skip
    return {"games": found}


def _credibility(given: Given) -> Found:
    needed = [games.unilateral_threshold(**row) for row in given["challengers"]]
    both = [games.mutual_deterrence((a, b), (needed[0], needed[1])) for a, b in given["credibility"]]
    return {"needed": needed, "deters_both": both, "capable": games.capable(**given["not_capable"])}


def _brinkmanship(given: Given) -> Found:
    limit = games.resolve(given["win"], given["submit"], given["disaster"])
    return {"resolve": limit, "escalates": games.escalates(given["risk"], limit)}


def _crisis_types(given: Given) -> Found:
    incentive = crisis.incentive_to_go_first(*np.transpose(given["critical_risks"]))
    codes = crisis.crisis_type(incentive, given["controllability"])
    return {"incentive": incentive, "type": [list(crisis.CrisisType)[code] for code in codes]}


def _extended(given: Given) -> Found:
    low, high = given["cost_range"]
    costs = np.linspace(low, high, given["cost_points"])
    credible = crisis.extended_credibility(given["ally_stake"], given["ally_value"], costs)
    return {
        "credibility": credible,
        "deters": games.deters(credible, given["needed"]),
        "executes_at_most": bool(crisis.executes(given["ally_stake"], given["ally_value"], high)),
    }


def _no_use(given: Given) -> Found:
    found = hazards.no_use(given["years"])
    return {"laplace": found.laplace, "jeffreys": found.jeffreys, "upper_95": found.upper}


def _hellman(given: Given) -> Found:
    links, ends = (given["initiating_per_year"], given["to_crisis"]), np.asarray(given["factor_range"])
    found = hazards.chain(*links, ends, ends)
    if not np.allclose(found, hazards.hellman(ends, ends), rtol=1e-12):
        raise ValueError("the shipped chain has other links than the case")
    return {"per_year": found}


def _leakage(given: Given) -> Found:
    needed = defence.needed_interception(given["target"], given["warheads"])
    return {
        "no_leak": defence.no_leak(defence.interception(given["p"], given["n"], given["p_track"]), given["warheads"]),
        "needed_kill_probability": needed,
        "n_needed": defence.interceptors_needed(given["p"], needed, given["p_track"]),
    }


def _inventory(given: Given) -> Found:
    stock, each = (given["warheads"], given["interceptors"], given["per_warhead"]), _kill_each(given)
    return {
        "engaged": defence.engaged(*stock),
        "kill_each": each,
        "expected_kills": defence.expected_kills(each, *stock),
    }


def _kill_each(given: Given) -> Any:
    return defence.interception(given["p"], given["per_warhead"])


def _layers(given: Given) -> Found:
    stopped = defence.layered(given["layers"])
    return {"stopped": stopped, "leakers": defence.leakers(stopped, given["warheads"])}


def _wars(given: Given) -> Found:
    three = [len(first + second) for first, second in coalitions.wars("ABC")]
    return {
        "wars": [coalitions.number_of_wars(n) for n in given["n"]],
        "enumerated": [len(list(coalitions.wars("ABCD"[:n]))) for n in given["n"]],
        "three_actors": {"one_against_one": three.count(2), "with_a_coalition": three.count(3)},
    }


def _system(given: Given) -> Found:
    found = coalitions.system_index({(a, b): index for a, b, index in given["rivals"]})
    return {"product": found.product, "lowest": found.lowest, "worst_pair": found.pairs[int(found.worst)]}


def _bands(given: Given) -> Found:
    return {"band": [list(power.Band)[code] for code in power.parity_band(given["ratio"])]}


def _concentration(given: Given) -> Found:
    groups = given["groups"]
    return {"herfindahl": [power.herfindahl(g) for g in groups], "con": [power.concentration(g) for g in groups]}


FUNCTIONS: Mapping[str, Callable[[Given], Found]] = {
    **dynamics.FUNCTIONS,
    "game-stag-hunt": _symmetric_game,
    "game-chicken": _symmetric_game,
    "game-from-costs": _games_from_costs,
    "credibility-mutual": _credibility,
    "brinkmanship": _brinkmanship,
    "crisis-types": _crisis_types,
    "extended-deterrence": _extended,
    "hazard-constant": lambda given: {"probability": hazards.over_years(*np.transpose(given["rows"]))},
    "hazard-inverse": lambda given: {"per_year": hazards.per_year(given["probability"], given["years"])},
    "hellman": _hellman,
    "avenhaus": lambda given: {"eventual_probability": hazards.while_learning(given["p"], given["r"])},
    "no-use": _no_use,
    "bmd-leakage": _leakage,
    "bmd-inventory": _inventory,
    "bmd-layers": _layers,
    "bmd-penetration": lambda given: {
        "penetration": defence.penetration(
            _kill_each(given), given["warheads"], given["interceptors"], given["per_warhead"]
        )
    },
    "coalition-wars": _wars,
    "system-index": _system,
    "cinc-toy": lambda given: {"cinc": power.cinc(given["components"])},
    "parity-band": _bands,
    "concentration": _concentration,
    "threat-sort-key": lambda given: {
        "sort_key": power.ThreatProfile(*np.transpose(given["profiles"])).sort_key,
    },
}
