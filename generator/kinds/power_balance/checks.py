"""The checks of this kind: the two tables of data that studies quote, and cases worked by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np

from generator.checks import CASES, Check, Found, Given
from generator.checks import checks as checks_of
from generator.deterrence.power import Band
from generator.kinds.power_balance.model import Cutoffs, Verdict, read, solve
from generator.kinds.power_balance.params import Params

DATA = CASES.parent / "data"
"""Tables as their sources give them; `README.md` beside them says what each holds."""


def checks() -> tuple[Check, ...]:
    """The checks of this kind, in the order of the page."""
    return checks_of("power_balance", FUNCTIONS)


@cache
def table(name: str) -> dict[int, dict[str, float]]:
    """A table of data: year -> column -> number; empty cells are left out."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {
        int(row["year"]): {key: float(value) for key, value in row.items() if key != "year" and value} for row in rows
    }


def _shares(given: Given) -> Found:
    shares = table(given["table"])
    pairs = {str(year): shares[year]["usa"] / shares[year]["russia_ussr"] for year in given["usa_over_ussr"]}
    groups = {
        f"{year}_{'_'.join(states)}": sum(shares[year][state] for state in states) for year, states in given["sums"]
    }
    ahead = min(year for year, row in shares.items() if row.get("china", 0.0) > row["usa"])
    return {**groups, "usa_over_ussr": pairs, "first_year_china_above_usa": ahead}


def _stockpiles(given: Given) -> Found:
    held = table(given["table"])

    def peak(column: str) -> dict[str, float]:
        year = max(held, key=lambda year: held[year].get(column, 0.0))
        return {"year": year, "warheads": held[year][column]}

    whole = peak("sum_of_states")
    return {
        "peak_usa": peak("usa"),
        "peak_ussr": peak("ussr_russia"),
        "peak_sum_of_states": {**whole, "of_which_south_africa": held[int(whole["year"])]["south_africa"]},
        "years_world_series_below_sum": [
            year for year, row in held.items() if row.get("world_series", np.inf) < row["sum_of_states"]
        ],
        "largest_gap_between_sum_and_states": max(
            abs(row["sum_of_states"] - sum(row.get(name, 0.0) for name in given["states"])) for row in held.values()
        ),
    }


def params(given: Given) -> Params:
    """The parameters of a case by hand: lists in the order of its actors."""

    def column(values: Any) -> Any:
        return np.asarray(values, float)[:, None]

    count = len(given["capability"])
    return Params(
        capability=column(given["capability"]),
        commitment=(column(given["first"]), column(given["second"])),
        warheads=column(given.get("warheads", [0.0] * count)),
        dominant=given["dominant"],
        challenger=given["challenger"],
        dissatisfaction=np.array([float(given["dissatisfaction"])]),
    )


def _worked(given: Given) -> Found:
    outcome = solve(params(given))
    names = ("balance", "side_ratio", "ratio", "herfindahl", "concentration", "powers", "warhead_ratio")
    return {"power": outcome.power[:, 0], **{name: getattr(outcome, name)[0] for name in names}}


def _judged(given: Given) -> Found:
    found: dict[str, list[str]] = {"verdict": [], "band": []}
    for row in given["rows"]:
        first, second, rival, dissatisfaction = row
        # Two sides of the powers given, and beside them a pair that counts for neither.
        case = {
            "capability": [first, second, 0.1, 0.1 * rival],
            "first": [1, 0, 0, 0],
            "second": [0, 1, 0, 0],
            "dominant": 2,
            "challenger": 3,
            "dissatisfaction": dissatisfaction,
        }
        reading = read(solve(params(case)), Cutoffs(**given.get("cutoffs", {})))
        found["verdict"].append(list(Verdict)[int(reading.verdict[0])].value)
        found["band"].append(list(Band)[int(reading.band[0])].value)
    return found


FUNCTIONS: Mapping[str, Callable[[Given], Found]] = {
    "cinc-data": _shares,
    "stockpile-data": _stockpiles,
    "power-worked": _worked,
    "power-verdicts": _judged,
    "power-verdicts-moved": _judged,
}
