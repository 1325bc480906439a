"""The checks of this kind: sovereign creditors, ledgers, the bank and the levels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from generator.checks import Check, Found, Given
from generator.checks import checks as checks_of
from generator.deterrence.verdicts import Verdict
from generator.kinds.creditor_debtor import loan, ordinal, sovereign_checks
from generator.kinds.creditor_debtor.for_checks import (
    Values,
    bars,
    parameters_of_sides,
    solved,
    stronger_of,
    verdict_of,
    vulnerability_of,
)
from generator.kinds.creditor_debtor.fragility import Parameter
from generator.kinds.creditor_debtor.model import Bars, Params, read
from generator.kinds.creditor_debtor.params import LEVELS, NATURES, Loan
from generator.kinds.creditor_debtor.strikes import PARTS, Entry, Strike


def checks() -> tuple[Check, ...]:
    """The checks of this kind, in the order of the page."""
    return checks_of("creditor_debtor", FUNCTIONS)


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
        return Params((bars(values, names[0]), bars(values, names[1])), strikes)

    parameters = [Parameter(name, (name,), 0.0, np.inf) for name in sizes]
    return solved(centre, build, names, [*parameters, *parameters_of_sides(names)])


def _bank(given: Given) -> Found:
    alike = Bars(
        (given["unacceptable_percent_of_buffer"],) * 2, (given["unacceptable_percent_of_buffer"],) * 2, 0.0, 0.5
    )
    names = ("bank", "borrower")
    whole = Loan(
        given["capital_ratio"], given["minimum_ratio"], given["risk_weighted_assets_bn_nis"],
        debt=0.0, loss_given_default=given["loss_given_default"],
    )  # fmt: skip

    def of(debt: float) -> Found:
        reading = read(Params((alike, alike), loan.strikes(replace(whole, debt=debt))))
        return {
            "group_debt_bn_nis": debt,
            "loss_bn_nis": debt * given["loss_given_default"],
            "bank_margin": reading.margin[0][0],
            "borrower_margin": reading.margin[1][0],
            "verdict": verdict_of(reading),
            "stronger": stronger_of(reading, names),
            "vulnerability_verdict": vulnerability_of(reading, names),
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
    **sovereign_checks.FUNCTIONS,
    **dict.fromkeys(("greece-euro-area-2012", "greece-euro-area-2015", "russia-west-2014", "russia-west-2022"), _ledger),
    "F12": _exit_ledger,
    "bank-leumi-2009": _bank,
    "settlers-and-state-2008": _levels,
}  # fmt: skip
