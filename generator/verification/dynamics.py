"""The checks of the dynamics: arms races and missile war, closed forms held against an integration of their equations.

Every function takes the input of a case and gives what the public functions of the spine find.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from generator.checks import Found, Given
from generator.deterrence import arms_race, missile_war, race_fit
from generator.deterrence.arms_race import Race
from generator.deterrence.damage import Exponential
from generator.deterrence.missile_war import Side


def integrated(rates: Callable[[Any], Any], start: Sequence[float], times: Any) -> Any:
    """Levels at the times, one column each, by integrating the rates: the second way to every closed form."""
    # SciPy's integrator takes a while to import, and only two closed forms need it.
    from scipy.integrate import solve_ivp

    path = solve_ivp(lambda _, z: rates(z), (0.0, max(times)), start, t_eval=times, rtol=1e-11, atol=1e-11)
    return path.y


def harm_at(striker: Side, victim: Side, missiles: Sequence[float]) -> float:
    """Harm to the striker, found by integrating the war: the strike at missiles, then the reply at value."""
    both, start = (striker, victim), [*missiles, 0.0, 0.0]

    def strike(z: Any) -> Any:
        return missile_war.rates(both, z[:2], counterforce=(1, 0), firing=(True, False))

    def reply(z: Any) -> Any:
        return missile_war.rates(both, z[:2], counterforce=(1, 0), firing=(False, True))

    struck = integrated(strike, start, [float(np.asarray(victim.time_to_reply))])[:, -1]
    return float(integrated(reply, struck, [float(np.asarray(victim.length_of_reply))])[2, -1])


def _race(given: Given) -> Race:
    (k, l, a, b, h), g = (given[letter] for letter in "klabh"), np.asarray(given["g"])  # noqa: E741
    return Race(reaction=(k, l), fatigue=(a, b), grievance=(g, h))


def _arms_race(given: Given) -> Found:
    race = _race(given)
    return {"equilibrium": race.equilibrium.T, "eigenvalues": race.eigenvalues, "stable": race.stable}


def _trajectory(given: Given) -> Found:
    race, start, times = _race(given), given["start"], np.linspace(0, given["until"], 31)
    second = integrated(race.rates, start, times)
    found = race.levels(start, times)
    return {"levels": race.levels(start, given["years"]), "distance_from_integration": np.abs(found - second).max()}


def _combined_fit(given: Given) -> Found:
    fit = race_fit.fit_combined(given["totals"])
    names = ("mid_levels", "changes", "slope", "level_of_zero_change", "r_squared")
    return {name: getattr(fit, name) for name in names}


def stepped(race: Race, start: Sequence[float], years: Sequence[float]) -> Any:
    """Levels of a race that moves from year to year by the trapezoid rule, shape (2, year)."""
    (k, l), (a, b), grievance = (np.asarray(pair, float) for pair in (race.reaction, race.fatigue, race.grievance))  # noqa: E741
    matrix = np.array([[-a, k], [l, -b]])
    found = [np.array(start, float)]
    for apart in np.diff(years):
        half = apart / 2 * matrix
        now = (np.eye(2) + half) @ found[-1] + apart * grievance
        found.append(np.linalg.solve(np.eye(2) - half, now))
    return np.transpose(found)


def _fit_both(given: Given) -> Found:
    fit = race_fit.fit_race(stepped(_race(given), given["start"], given["years"]), given["years"])
    found = {name: np.array(getattr(fit.race, name)) for name in ("reaction", "fatigue", "grievance")}
    return {**found, "equilibrium": fit.race.equilibrium, "r_squared": fit.r_squared}


def _fit_bias(given: Given) -> Found:
    levels = integrated(_race(given).rates, given["start"], given["years"])
    fit = race_fit.fit_race(levels, given["years"])
    return {"eigenvalues": fit.race.eigenvalues, "equilibrium": fit.race.equilibrium}


def _coupled_map(given: Given) -> Found:
    strength = given["a"]
    return {
        f"fixed_point_at_{strength[0]}": arms_race.coupled_map_fixed_point(strength[0]),
        "lyapunov": arms_race.coupled_map_lyapunov(strength, strength),
    }


def _sides(given: Given) -> tuple[Side, Side]:
    a, b = (Side(**given["side"]),) * 2 if "side" in given else (Side(**given["A"]), Side(**given["B"]))
    return a, b


def _vertex(a: Side, b: Side) -> Any:
    found = missile_war.vertex(a, b)
    return "none" if found is None else found


def _equal_sides(given: Given) -> Found:
    a, b = _sides(given)
    line, top = missile_war.lines(a, b), _vertex(a, b)
    return {"s": line.slope, "k": line.deter, "vertex": top[0], "harm_at_vertex_by_integration": harm_at(a, b, top)}


def _unequal_sides(given: Given) -> Found:
    a, b = _sides(given)
    of_a, of_b, top = missile_war.lines(a, b), missile_war.lines(b, a), _vertex(a, b)
    harm = {"A": harm_at(a, b, top), "B": harm_at(b, a, top[::-1])}
    slopes = {"s_A": of_a.slope, "s_B": of_b.slope, "k_A": of_a.deter, "k_B": of_b.deter}
    return {**slopes, "vertex": top, "harm_at_vertex_by_integration": harm}


def _no_cone(given: Given) -> Found:
    a, b = _sides(given)
    product = missile_war.lines(a, b).slope * missile_war.lines(b, a).slope
    return {
        "one_minus_product_of_slopes": 1 - product,
        "cone": missile_war.cone_exists(a, b),
        "vertex": _vertex(a, b),
    }


def _attack_line(given: Given) -> Found:
    return {"k_hat": missile_war.lines(*_sides(given)).attack}


def _regions(given: Given) -> Found:
    codes = missile_war.regions(*_sides(given), *np.transpose(given["missiles"]))
    return {"region": [list(missile_war.Region)[code] for code in codes]}


def _diminishing_returns(given: Given) -> Found:
    curve, terms = Exponential(given["w80"]), (given["tau"], given["alpha"])
    a, b = (missile_war.with_diminishing_returns(side, given["effect"], curve, *terms) for side in _sides(given))
    line = missile_war.lines(a, b)
    return {"k": line.deter, "k_hat": line.attack, "vertex": _vertex(a, b)[0]}


FUNCTIONS: Mapping[str, Callable[[Given], Found]] = {
    "richardson-textbook": _arms_race,
    "richardson-cold-war": _arms_race,
    "richardson-runaway": _arms_race,
    "richardson-trajectory": _trajectory,
    "richardson-fit": _combined_fit,
    "richardson-fit-both": _fit_both,
    "richardson-fit-bias": _fit_bias,
    "saperstein": _coupled_map,
    "ib-symmetric": _equal_sides,
    "ib-asymmetric": _unequal_sides,
    "ib-no-cone": _no_cone,
    "ib-attack-line": _attack_line,
    "ib-regions": _regions,
    "ib-diminishing-returns": _diminishing_returns,
}
