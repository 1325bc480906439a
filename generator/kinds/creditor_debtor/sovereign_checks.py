"""The checks of sovereign creditors: holdings, the rule for yields, and the defaults of both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields

import numpy as np

from generator.checks import Found, Given, cases
from generator.deterrence.verdicts import at_least, contested
from generator.kinds.creditor_debtor import sovereign
from generator.kinds.creditor_debtor.for_checks import (
    Values,
    bars,
    parameters_of_sides,
    solved,
    verdict_of,
    verdict_word,
    vulnerability_of,
)
from generator.kinds.creditor_debtor.fragility import Parameter
from generator.kinds.creditor_debtor.model import Params, solve
from generator.kinds.creditor_debtor.params import Bars, Side, Sovereign
from generator.kinds.creditor_debtor.strikes import PARTS, Strike
from generator.quantities import Quantity, quantities
from generator.uncertainty.distributions import Triangular
from generator.uncertainty.sampling import blocks

SEED = 1955
KNOWN = quantities(Sovereign)
DRAWN = {name: known for name, known in KNOWN.items() if known.default_range}


def _sovereign(given: Given) -> Found:
    centre = _centre(given)
    found = solved(centre, _of_market, ("creditor", "debtor"), _drawn_parameters(("creditor", "debtor")))
    market = _market(centre)
    beside, (sell, freeze) = sovereign.market(market), sovereign.strikes(market)
    drawn, modifiers = _monte_carlo(given, centre)
    return {
        **found,
        "modifiers": [*found["modifiers"], *modifiers],
        "yield_rise_bp": {
            "short_run": beside.yield_short[0],
            "long_run": beside.yield_long[0],
            "run_on_debtor": beside.yield_run[0],
        },
        "cross_check_log_rule_bp": beside.yield_log[0],
        "strike_sell": _channels(sell),
        "strike_freeze": _channels(freeze),
        "monte_carlo": drawn,
        "absorption_range": {
            f"{absorbed:g}": _absorbing({**centre, "absorption": absorbed}) for absorbed in given["absorption"]
        },
    }


def _market(values: Values) -> Sovereign:
    return Sovereign(**{field.name: values[field.name] for field in fields(Sovereign) if field.name in values})


def _of_market(values: Values) -> Params:
    given = _market(values)
    bare = sovereign.strikes(sovereign.unabsorbed(given))
    return Params((bars(values, "creditor"), bars(values, "debtor")), sovereign.strikes(given), bare)


def _centre(given: Given) -> dict[str, float]:
    defaults = {name: known.default for name, known in KNOWN.items() if known.default is not None}
    sides = {f"unacceptable_{name}": 2.0 for name in ("creditor", "debtor")}
    sides |= {f"credibility_{name}": 0.5 for name in ("creditor", "debtor")}
    return {**defaults, **sides, **{name: given[name] for name in KNOWN if name in given and name not in defaults}}


def _channels(strike: Strike) -> Found:
    told: dict[str, dict[str, dict[str, float]]] = {}
    for part, name in zip(PARTS, ("harm", "blowback", "retaliation"), strict=True):
        for entry in strike.part(part):
            told.setdefault(name, {}).setdefault(entry.nature, {})[entry.channel] = float(np.ravel(entry.percent)[0])
    return told


def _absorbing(values: Values) -> Found:
    outcome = solve(_of_market(values))
    seller = outcome.sides[0]
    return {
        "harm_to_debtor_flow": seller.harm_flow[0],
        "blowback_stock": seller.blowback_stock[0],
        "verdict": verdict_of(outcome.readings[0]),
        "vulnerability": vulnerability_of(outcome.readings[0], ("creditor", "debtor")),
    }


def _monte_carlo(given: Given, centre: Values) -> tuple[Found, list[str]]:
    """Shares and percentiles over all parameters drawn at once."""
    side = quantities(Side)["credibility"]
    ranges = {**DRAWN, "credibility_creditor": side, "credibility_debtor": side}
    drawn = next(
        values
        for _, values in blocks(
            {name: _triangle(known) for name, known in ranges.items()},
            seed=SEED,
            draws=given["draws"],
            block=given["draws"],
        )
    )
    outcome = solve(_of_market({**centre, **drawn}))
    reading, (creditor, debtor) = outcome.readings[0], outcome.sides
    vulnerable = [at_least(side.vulnerability, 1.0) for side in outcome.sides]
    judged = reading.judge()
    pairs, numbers = np.unique(np.stack((judged.verdict, judged.subtype)), axis=1, return_counts=True)
    held = {
        verdict_word(code, finer): count / given["draws"] for (code, finer), count in zip(pairs.T, numbers, strict=True)
    }
    return {
        "shares": {
            "self_deterred_creditor": np.mean(at_least(creditor.self_deterrence, 1.0)),
            "creditor_deterred": np.mean(at_least(creditor.margin, 1.0)),
            "debtor_deterred": np.mean(at_least(debtor.margin, 1.0)),
            "debtor_vulnerable": np.mean(vulnerable[1]),
            "mutual_vulnerability": np.mean(vulnerable[0] & vulnerable[1]),
        },
        "verdict_shares": {name: held.get(name, 0.0) for name in given["verdicts"]},
        "percentiles_5_50_95": {
            "harm_to_debtor_flow": np.quantile(creditor.harm_flow, (0.05, 0.5, 0.95)),
            "blowback_on_creditor_stock": np.quantile(creditor.blowback_stock, (0.05, 0.5, 0.95)),
        },
    }, ["CONTESTED"] if contested(list(held.values())) else []


def _triangle(known: Quantity) -> Triangular:
    low, high = known.default_range or (0.0, 0.0)
    return Triangular(low, float(known.default or 0.0), high)


def _drawn_parameters(names: Sequence[str]) -> list[Parameter]:
    of_model = [Parameter(name, (name,), known.low, known.high) for name, known in DRAWN.items()]
    return [*of_model, *parameters_of_sides(names)]


def _by_absorption(given: Given) -> Found:
    def harms(absorbed: float) -> list[float]:
        return [sum(_harm(_case_of(name, absorption=absorbed)).values()) for name in given["cases"]]

    return {"none": harms(0.0), "most": harms(0.9)}


def _vulnerable_from(given: Given) -> Found:
    return {"tau": [sum(_harm(_case_of(name)).values()) for name in given["cases"]]}


def _extrapolation(given: Given) -> Found:
    bare = _case_of(given["case"], absorption=0.0)
    rise = float(sovereign.market(bare).yield_long[0])
    # The harm is proportional to the rise of yields.
    published = {name: size * given["yield_rise_bp"] / rise for name, size in _harm(bare).items()}
    whole = sum(_harm(bare).values())
    return {"long_run_bp": rise, **published, "harm": sum(published.values()), "harm_without_absorption": whole}


def _case_of(name: str, **changed: float) -> Sovereign:
    return _market({**_centre(cases("creditor_debtor")[name]["input"]), **changed})


def _harm(market: Sovereign) -> dict[str, float]:
    return {entry.channel: float(np.ravel(entry.percent)[0]) for entry in sovereign.strikes(market)[0].harm}


def _yield_rule(given: Given) -> Found:
    def rise(beta: float) -> float:
        market = given["market_size_bn"]
        reference = float(KNOWN["reference_market"].default or 0)
        return float(1e4 * sovereign.yield_rise(given["sale_bn"], beta, market, reference, given["absorption"]))

    return {
        "short_run_bp": [rise(beta) for beta in given["beta_short_bp"]],
        "long_run_bp": rise(given["beta_long_bp"]),
    }


def _defaults(given: Given) -> Found:
    defaults = {name: known.default for name, known in KNOWN.items() if known.default is not None}
    sure = quantities(Side)["credibility"]
    return {
        "defaults": defaults,
        "ranges": {name: list(known.default_range or ()) for name, known in DRAWN.items()},
        "credibility": sure.default,
        "credibility_range": list(sure.default_range or ()),
        "unacceptable_percent": quantities(Bars)["stock"].default,
    }


FUNCTIONS: dict[str, Callable[[Given], Found]] = {
    "F13": _yield_rule,
    "creditor-debtor-defaults": _defaults,
    **dict.fromkeys(
        (
            "us-china-2004", "us-china-2009", "us-china-2015", "us-china-2024",
            "us-official-creditors-2004", "us-official-creditors-2009",
        ),
        _sovereign,
    ),
    "harm-by-absorption": _by_absorption,
    "vulnerable-from": _vulnerable_from,
    "extrapolation-2009": _extrapolation,
}  # fmt: skip
"""Case id -> what computes it, in the order of the page."""
