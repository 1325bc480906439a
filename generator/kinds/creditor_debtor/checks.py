"""The checks of this kind: sovereign creditors, ledgers, the bank, the yield rule and the levels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.checks import Check, Found, Given, cases
from generator.checks import checks as checks_of
from generator.deterrence.verdicts import CapabilityClass, Subtype, Verdict, at_least, contested
from generator.kinds.creditor_debtor import loan, ordinal, sovereign
from generator.kinds.creditor_debtor.fragility import Parameter, scan
from generator.kinds.creditor_debtor.model import (
    Bars,
    Outcome,
    Params,
    Reading,
    Vulnerability,
    not_credible,
    read,
    solve,
)
from generator.kinds.creditor_debtor.params import LEVELS, NATURES, Loan, Side, Sovereign
from generator.kinds.creditor_debtor.params import Bars as BarsOfStudy
from generator.kinds.creditor_debtor.strikes import PARTS, Entry, Strike
from generator.quantities import Quantity, quantities
from generator.uncertainty.distributions import Triangular
from generator.uncertainty.sampling import blocks

SEED = 1955
KNOWN = quantities(Sovereign)
DRAWN = {name: known for name, known in KNOWN.items() if known.default_range}
Values = Mapping[str, Any]
Builder = Callable[[Values], Params]


def checks() -> tuple[Check, ...]:
    """The checks of this kind, in the order of the page."""
    return checks_of("creditor_debtor", FUNCTIONS)


def _bars(values: Values, name: str) -> Bars:
    tau = values[f"unacceptable_{name}"]
    return Bars((tau, tau), (tau, tau), 0.0, values[f"credibility_{name}"])


def _market(values: Values) -> Sovereign:
    return Sovereign(**{field.name: values[field.name] for field in fields(Sovereign) if field.name in values})


def _of_market(values: Values) -> Params:
    given = _market(values)
    bare = sovereign.strikes(sovereign.unabsorbed(given))
    return Params((_bars(values, "creditor"), _bars(values, "debtor")), sovereign.strikes(given), bare)


def _centre(given: Given) -> dict[str, float]:
    defaults = {name: known.default for name, known in KNOWN.items() if known.default is not None}
    sides = {f"unacceptable_{name}": 2.0 for name in ("creditor", "debtor")}
    sides |= {f"credibility_{name}": 0.5 for name in ("creditor", "debtor")}
    return {**defaults, **sides, **{name: given[name] for name in KNOWN if name in given and name not in defaults}}


def _sovereign(given: Given) -> Found:
    centre = _centre(given)
    found = _solved(centre, _of_market, ("creditor", "debtor"), _drawn_parameters(("creditor", "debtor")))
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
        "verdict": _verdict(outcome.readings[0]),
        "vulnerability": _vulnerability(outcome.readings[0], ("creditor", "debtor")),
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
    held = {_word(code, finer): count / given["draws"] for (code, finer), count in zip(pairs.T, numbers, strict=True)}
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
    return [*of_model, *_of_sides(names)]


def _of_sides(names: Sequence[str]) -> list[Parameter]:
    sure = [Parameter(f"credibility_{name}", (f"credibility_{name}",), 0.0, 1.0) for name in names]
    return [*sure, *(Parameter(f"unacceptable_{name}", (f"unacceptable_{name}",), 0.0, np.inf) for name in names)]


def _solved(centre: Values, build: Builder, names: tuple[str, str], parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Both sides, both tests by both rules, modifiers and break-evens at central values."""
    params = build(centre)
    outcome = solve(params)
    larger, added = outcome.readings

    def findings(values: Mapping[str, NDArray[np.float64] | float]) -> NDArray[np.int64]:
        return read(build(values)).findings()

    fragile = {
        parameter.name: centre[parameter.paths[0]] * found.factor
        for parameter, found in scan(parameters, centre, findings)
    }
    return {
        "sides": {names[i].replace("_", " "): _side(outcome, i) for i in (0, 1)},
        "index": outcome.index[0],
        "harm_per_own_pain": outcome.sides[0].harm_per_own_pain[0],
        "vulnerability_verdict": _vulnerability(larger, names),
        "verdict": _verdict(larger),
        "stronger": _stronger(larger, names),
        "verdict_if_shares_are_added": _verdict(added),
        "vulnerability_verdict_if_shares_are_added": _vulnerability(added, names),
        "break_evens_within_20_percent": fragile,
        "modifiers": [
            *(f"SELF-DETERRED({_told(names[i])})" for i in (0, 1) if larger.self_deterred[i][0]),
            *(f"NOT-CREDIBLE({_told(names[i])})" for i in (0, 1) if not_credible(outcome, params, i)[0]),
            *(["RULE-SENSITIVE"] if outcome.rule_sensitive[0] else []),
            *(f"FRAGILE({name})" for name in fragile),
        ],
    }


def _side(outcome: Outcome, i: int) -> Found:
    own, other = outcome.sides[i], outcome.sides[1 - i]
    needed = float(own.critical_credibility[0])
    return {
        "blowback_of_own_strike": {"stock": own.blowback_stock[0], "flow": own.blowback_flow[0]},
        "reprisal_it_would_face": {"stock": own.reprisal_stock[0], "flow": own.reprisal_flow[0]},
        "harm_it_can_suffer": {"stock": other.harm_stock[0], "flow": other.harm_flow[0]},
        "expected_cost_of_own_strike": {"stock": own.cost_stock[0], "flow": own.cost_flow[0]},
        **{name: getattr(own, name)[0] for name in ("margin", "self_deterrence", "vulnerability", "critical_risk")},
        "critical_credibility": needed if np.isfinite(needed) else "none",
        "implied_stake": own.implied_stake[0],
        "added_shares": {
            name: getattr(own, f"{name}_added")[0] for name in ("margin", "self_deterrence", "vulnerability")
        },
        "self_deterred": bool(outcome.readings[0].self_deterred[i][0]),
        "capability_class": list(CapabilityClass)[int(outcome.readings[0].judge().classes[i][0])].value,
    }


def _told(name: str) -> str:
    return name.replace("_", " ")


def _word(code: int, finer: int) -> str:
    closer = list(Subtype)[finer].value
    return list(Verdict)[code].value + (f" / {closer}" if closer else "")


def _verdict(reading: Reading) -> str:
    judged = reading.judge()
    return _word(int(judged.verdict[0]), int(judged.subtype[0]))


def _stronger(reading: Reading, names: Sequence[str]) -> str:
    judged = reading.judge()
    one_sided = int(judged.verdict[0]) == Verdict.ONE_SIDED.code
    return _told(names[int(judged.stronger[0])]) if one_sided else "none"


def _vulnerability(reading: Reading, names: Sequence[str]) -> str:
    found = list(Vulnerability)[int(reading.vulnerable[0])]
    only = {Vulnerability.FIRST: 0, Vulnerability.SECOND: 1}
    if found in only:
        return f"only {_told(names[only[found]])} vulnerable"
    return "mutual vulnerability" if found is Vulnerability.MUTUAL else "neither vulnerable"


def _ledger(given: Given) -> Found:
    told = given["sides"]
    names = (told[0].replace(" ", "_"), told[1].replace(" ", "_"))
    sizes = {
        name: size
        for strike in given["strikes"].values()
        for part in PARTS
        for losses in strike.get(part, {}).values()
        for name, size in losses.items()
    }
    centre = {
        **sizes,
        **{f"unacceptable_{name}": given["unacceptable_percent"] for name in names},
        **{f"credibility_{name}": given["credibility"] for name in names},
    }

    def build(values: Values) -> Params:
        def entries(part: Mapping[str, Mapping[str, float]]) -> tuple[Entry, ...]:
            return tuple(Entry(name, nature, values[name]) for nature in NATURES for name in part.get(nature, {}))

        strikes = tuple(
            Strike(key, told.index(strike["by"]), *(entries(strike.get(part, {})) for part in PARTS))
            for key, strike in given["strikes"].items()
        )
        return Params((_bars(values, names[0]), _bars(values, names[1])), strikes)

    parameters = [Parameter(name, (name,), 0.0, np.inf) for name in sizes]
    return _solved(centre, build, names, [*parameters, *_of_sides(names)])


def _bank(given: Given) -> Found:
    bars = Bars(
        (given["unacceptable_percent_of_buffer"],) * 2, (given["unacceptable_percent_of_buffer"],) * 2, 0.0, 0.5
    )
    names = ("bank", "borrower")
    whole = Loan(
        given["capital_ratio"], given["minimum_ratio"], given["risk_weighted_assets_bn_nis"],
        debt=0.0, loss_given_default=given["loss_given_default"],
    )  # fmt: skip

    def of(debt: float) -> Found:
        reading = read(Params((bars, bars), loan.strikes(replace(whole, debt=debt))))
        return {
            "group_debt_bn_nis": debt,
            "loss_bn_nis": debt * given["loss_given_default"],
            "bank_margin": reading.margin[0][0],
            "borrower_margin": reading.margin[1][0],
            "verdict": _verdict(reading),
            "stronger": _stronger(reading, names),
            "vulnerability_verdict": _vulnerability(reading, names),
        }

    critical = float(loan.critical_debt(whole))
    return {
        "buffer_bn_nis": loan.buffer(whole),
        "critical_debt_bn_nis": critical,
        "critical_share_of_loans": critical / given["loan_book_bn_nis"],
        "buffer_at_wished_ratio_12_percent": loan.buffer(replace(whole, minimum_ratio=given["wished_ratio"])),
        "by_group_debt": [of(debt) for debt in given["group_debt_bn_nis"]],
    }


def _exit_ledger(given: Given) -> Found:
    rows = given["rows"]

    def added(places: Sequence[int], column: int) -> float:
        return float(sum(rows[place][column] for place in places))

    return {
        f"{name}_{who}": added(given[f"{name}_rows"], column)
        for name in ("exit", "stay")
        for column, who in ((1, "total"), (2, "germany"))
    }


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
        "unacceptable_percent": quantities(BarsOfStudy)["stock"].default,
    }


def _case_of(name: str, **changed: float) -> Sovereign:
    return _market({**_centre(cases("creditor_debtor")[name]["input"]), **changed})


def _harm(market: Sovereign) -> dict[str, float]:
    return {entry.channel: float(np.ravel(entry.percent)[0]) for entry in sovereign.strikes(market)[0].harm}


def _extrapolation(given: Given) -> Found:
    bare = _case_of(given["case"], absorption=0.0)
    rise = float(sovereign.market(bare).yield_long[0])
    # The harm is proportional to the rise of yields.
    published = {name: size * given["yield_rise_bp"] / rise for name, size in _harm(bare).items()}
    whole = sum(_harm(bare).values())
    return {"long_run_bp": rise, **published, "harm": sum(published.values()), "harm_without_absorption": whole}


def _vulnerable_from(given: Given) -> Found:
    return {"tau": [sum(_harm(_case_of(name)).values()) for name in given["cases"]]}


def _by_absorption(given: Given) -> Found:
    def harms(absorbed: float) -> list[float]:
        return [sum(_harm(_case_of(name, absorption=absorbed)).values()) for name in given["cases"]]

    return {"none": harms(0.0), "most": harms(0.9)}


def _levels(given: Given) -> Found:
    def level(word: str) -> float:
        return float(LEVELS.index(word) + 1)

    strikes = [
        ordinal.Leveled(row["by"], *(level(row[name]) for name in ("harm", "blowback", "reprisal", "credibility")))
        for row in given["strikes"]
    ]
    first, second = (level(word) for word in given["bars"])
    found = ordinal.judge(strikes, (first, second))
    return {
        "deterred": list(found.deterred),
        "verdict": list(Verdict)[int(found.judgement.verdict[0])].value,
        "stronger": int(found.judgement.stronger[0]),
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
    **dict.fromkeys(("greece-euro-area-2012", "greece-euro-area-2015", "russia-west-2014", "russia-west-2022"), _ledger),
    "F12": _exit_ledger,
    "bank-leumi-2009": _bank,
    "settlers-and-state-2008": _levels,
}  # fmt: skip
