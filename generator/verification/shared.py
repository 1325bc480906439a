"""The checks of the spine: kill probability, damage, cost and risk, classes and verdicts, draws and sensitivities.

Every function takes the input of a case and gives what the public functions of the spine find.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

import numpy as np

from generator.checks import Check, Found, Given
from generator.checks import checks as checks_of
from generator.deterrence import kill, risk, stability
from generator.deterrence.damage import ASSURED_DESTRUCTION, INDUSTRY, POPULATION, Exponential, Weibull, fit_weibull
from generator.deterrence.standoff import Posture, solve_damages
from generator.deterrence.thresholds import THRESHOLDS
from generator.deterrence.verdicts import CapabilityClass, Subtype, Verdict, classify
from generator.uncertainty.distributions import Beta, Uniform, distribution
from generator.uncertainty.sensitivity import Measure, sobol

PUBLISHED = {"population": POPULATION, "industry": INDUSTRY}


def checks() -> tuple[Check, ...]:
    """The checks of the spine, in the order of the page."""
    return checks_of("force_exchange", FUNCTIONS)


def word(enumeration: type[StrEnum], code: Any) -> str:
    """The word that a code stands for."""
    return list(enumeration)[int(np.ravel(code)[0])].value


def _single_shot(given: Given) -> Found:
    return {"kill_probability": kill.single_shot(given["lethal_radius_over_cep"], 1)}


def _cumulative(given: Given) -> Found:
    reached = {f"kill_at_{n}": kill.independent_shots(given["p"], n) for n in (16, 17, 69)}
    return {"n_for_half": kill.shots_needed(given["p"], 0.5), **reached}


def _lethal_radius(given: Given) -> Found:
    return {"lethal_radius_nmi": kill.lethal_radius_nautical_miles(given["yield_mt"], given["hardness_psi"])}


def _reliability(given: Given) -> Found:
    return {"kill_probability": kill.independent_shots(given["p"], given["shots"], given["reliability"])}


def _common_mode(given: Given) -> Found:
    return {"kill_probability": kill.with_common_mode(given["p"], given["shots"], given["common_mode"])}


def _even_allocation(given: Given) -> Found:
    survivors, none = kill.even_allocation(given["units"], given["shots"], given["p"])
    return {"expected_survivors": survivors, "probability_none": none}


def _equivalent_megatons(given: Given) -> Found:
    variant = kill.equivalent_megatons(given["variant_yield_mt"], root_above_one=True)
    return {"equivalent_megatons": kill.equivalent_megatons(given["yield_mt"]), "variant": variant}


def _published_damage(given: Given) -> Found:
    return {column: curve.damage(given["weight_emt"]) for column, curve in PUBLISHED.items()}


def _fitted_damage(given: Given) -> Found:
    return {column: Weibull(**given[column]).damage(given["weight_emt"]) for column in PUBLISHED}


def _least_squares(given: Given) -> Found:
    weights = [row.weight for row in ASSURED_DESTRUCTION]
    fits = {column: fit_weibull(weights, [getattr(row, column) for row in ASSURED_DESTRUCTION]) for column in PUBLISHED}
    return {
        column: {name: getattr(fit, name) for name in ("d_inf", "scale", "shape", "cap")}
        for column, fit in fits.items()
    }


def _shipped(given: Given) -> Found:
    return {
        column: {name: getattr(curve, name) for name in ("d_inf", "scale", "shape", "cap")}
        for column, curve in PUBLISHED.items()
    }


def _capped(given: Given) -> Found:
    return {"population": POPULATION.damage(given["weight_emt"])}


def _inverse(given: Given) -> Found:
    found = [curve.required_weight(given[column]) for column, curve in PUBLISHED.items()]
    return {"weight_emt": np.concatenate(found)}


def _exponential(given: Given) -> Found:
    curve = Exponential(given["w80"])
    return {"damage": curve.damage(given["weight"]), "inverse": curve.required_weight(given["inverse_of"])}


def _criterion(given: Given) -> Found:
    (row,) = (row for row in THRESHOLDS if row.key == given["criterion"])
    return {"required_weight": row.required_weight(POPULATION, INDUSTRY)}


def _cost(given: Given) -> Found:
    own, enemy = np.transpose(given["own_enemy"])
    return {"cost": stability.cost(own, enemy)}


def _general_risk(given: Given) -> Found:
    return {"p_star": [risk.threshold(row["win"], row["status_quo"], row["war"]).item() for row in given["rows"]]}


def _risk_identity(given: Given) -> Found:
    strike, struck = given["C1"], given["C2"]
    none, peace = given["peace_cost"]
    return {
        "sequential": risk.critical_risk(strike, struck, none),
        "simultaneous": risk.simultaneous_critical_risk(strike, struck),
        f"with_peace_cost_{peace}": risk.critical_risk(strike, struck, peace),
        "through_p_star": risk.threshold(0, -strike, -struck),
    }


def _blowback(given: Given) -> Found:
    sold, holdings = given["sold_bn"], given["holdings_bn"]
    return {"loss_bn": stability.blowback_of_sale(sold, holdings, given["duration"], given["impact_per_bn"])}


def _classes(given: Given) -> Found:
    tau, alpha = given["tau"], given["alpha"]
    codes = [classify(row["margin"], row["D1"] >= tau, row["D2"], alpha, row.get("assurance")) for row in given["rows"]]
    return {"class": [word(CapabilityClass, code) for code in codes]}


def _standoff(given: Given) -> Found:
    undefended = given.get("undefended_D1", (None, None))
    a, b = (
        Posture(given[f"D1_{side}"], given[f"D2_{side}"], given["alpha"], given["tau"], undefended_damage=without)
        for side, without in zip("AB", undefended, strict=True)
    )
    found = solve_damages(a, b)
    finer = word(Subtype, found.judgement.subtype)
    return {
        "margin": [side.margin[0] for side in found.sides],
        "class": [word(CapabilityClass, codes) for codes in found.judgement.classes],
        "critical_risk": [side.critical_risk[0] for side in found.sides],
        "index": found.index[0],
        "instability_index": found.instability_index[0],
        "verdict": word(Verdict, found.judgement.verdict) + (f" / {finer}" if finer else ""),
    }


def _lognormal(given: Given) -> Found:
    drawn = distribution(given["value"], given["low"], given["high"], None, None, "amount")
    return {"quantiles": _at(drawn.quantile(np.array([0.05, 0.5, 0.95])))}


def _beta(given: Given) -> Found:
    # The middle of 200,000 equal parts of the probability: exact enough for a mean and a variance.
    values = Beta(given["mean"], given["concentration"]).quantile((np.arange(200_000) + 0.5) / 200_000)
    return {"mean": values.mean(), "variance": values.var()}


def _at(values: Any) -> dict[str, float]:
    """Quantiles under the names that the cases give them."""
    return dict(zip(("5 per cent", "50 per cent", "95 per cent"), values, strict=True))


def _ishigami(given: Given) -> Found:
    a, b = given["a"], given["b"]

    def measure(x: Mapping[str, Any]) -> dict[str, Any]:
        return {"y": np.sin(x["x1"]) * (1 + b * x["x3"] ** 4) + a * np.sin(x["x2"]) ** 2}

    return _sobol(measure, {name: Uniform(-math.pi, math.pi) for name in ("x1", "x2", "x3")}, given)


def _additive(given: Given) -> Found:
    weights = dict(zip("abc", given["weights"], strict=True))

    def measure(x: Mapping[str, Any]) -> dict[str, Any]:
        return {"y": sum(weight * x[name] for name, weight in weights.items())}

    return _sobol(measure, {name: Uniform(0, 1) for name in weights}, given)


def _sobol(measure: Measure, inputs: Mapping[str, Uniform], given: Given) -> Found:
    found = sobol(measure, inputs, ("y",), seed=given["seed"], samples=given["samples"])
    return {"first_order": [item.first for item in found], "total": [item.total for item in found]}


FUNCTIONS: Mapping[str, Callable[[Given], Found]] = {
    "kill-single-shot": _single_shot,
    "kill-cumulative": _cumulative,
    "kill-lethal-radius": _lethal_radius,
    "kill-reliability": _reliability,
    "kill-common-mode": _common_mode,
    "kill-even-allocation-a": _even_allocation,
    "kill-even-allocation-b": _even_allocation,
    "kill-equivalent-megatons": _equivalent_megatons,
    "damage-table-low": _published_damage,
    "damage-table-high": _published_damage,
    "damage-shipped": _shipped,
    "damage-fit": _fitted_damage,
    "damage-least-squares": _least_squares,
    "damage-cap": _capped,
    "damage-inverse": _inverse,
    "damage-exponential": _exponential,
    "threshold-assured-destruction": _criterion,
    "cost-function": _cost,
    "critical-risk": _general_risk,
    "critical-risk-identity": _risk_identity,
    "blowback": _blowback,
    "class-boundaries": _classes,
    "direct-mad-stable": _standoff,
    "direct-crisis-prone": _standoff,
    "direct-delicate": _standoff,
    "direct-first-strike-prone": _standoff,
    "direct-unassured": _standoff,
    "direct-minimum": _standoff,
    "direct-none": _standoff,
    "direct-none-defended": _standoff,
    "direct-one-sided-a": _standoff,
    "direct-one-sided-b": _standoff,
    "distribution-lognormal": _lognormal,
    "distribution-beta": _beta,
    "sobol-ishigami": _ishigami,
    "sobol-additive": _additive,
}
