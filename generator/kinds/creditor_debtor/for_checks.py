"""What the checks of this kind share: a pair that is solved and told in the words of the cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.checks import Found
from generator.deterrence.verdicts import CapabilityClass, Subtype, Verdict
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

Values = Mapping[str, Any]
"""Parameter -> number or array over draws."""
Builder = Callable[[Values], Params]


def bars(values: Values, name: str) -> Bars:
    """What a side finds too much, alike of wealth and of income, and how credible its threat is."""
    tau = values[f"unacceptable_{name}"]
    return Bars((tau, tau), (tau, tau), 0.0, values[f"credibility_{name}"])


def parameters_of_sides(names: Sequence[str]) -> list[Parameter]:
    """The credibility and the bar of each side, to be scanned for break-evens."""
    sure = [Parameter(f"credibility_{name}", (f"credibility_{name}",), 0.0, 1.0) for name in names]
    return [*sure, *(Parameter(f"unacceptable_{name}", (f"unacceptable_{name}",), 0.0, np.inf) for name in names)]


def solved(centre: Values, build: Builder, names: tuple[str, str], parameters: Sequence[Parameter]) -> dict[str, Any]:
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
        "vulnerability_verdict": vulnerability_of(larger, names),
        "verdict": verdict_of(larger),
        "stronger": stronger_of(larger, names),
        "verdict_if_shares_are_added": verdict_of(added),
        "vulnerability_verdict_if_shares_are_added": vulnerability_of(added, names),
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


def verdict_word(code: int, finer: int) -> str:
    """A verdict by its code, with its subtype where it has one: `one-sided / monopoly`."""
    closer = list(Subtype)[finer].value
    return list(Verdict)[code].value + (f" / {closer}" if closer else "")


def verdict_of(reading: Reading) -> str:
    """The verdict of a reading at central values."""
    judged = reading.judge()
    return verdict_word(int(judged.verdict[0]), int(judged.subtype[0]))


def stronger_of(reading: Reading, names: Sequence[str]) -> str:
    """The side that a one-sided verdict favours, else "none"."""
    judged = reading.judge()
    one_sided = int(judged.verdict[0]) == Verdict.ONE_SIDED.code
    return _told(names[int(judged.stronger[0])]) if one_sided else "none"


def vulnerability_of(reading: Reading, names: Sequence[str]) -> str:
    """Who can be hurt more than it would accept, in words."""
    found = list(Vulnerability)[int(reading.vulnerable[0])]
    only = {Vulnerability.FIRST: 0, Vulnerability.SECOND: 1}
    if found in only:
        return f"only {_told(names[only[found]])} vulnerable"
    return "mutual vulnerability" if found is Vulnerability.MUTUAL else "neither vulnerable"
