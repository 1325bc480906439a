"""The checks of this kind: published and worked cases of clearing, distress, fire sales and mutual hostages."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from generator.checks import CASES, Check, Found, Given
from generator.checks import checks as checks_of
from generator.clearing import hostages, vectors
from generator.clearing import srisk as market
from generator.clearing.debtrank import debtrank, debtrank_2012, first_loss
from generator.clearing.fire_sales import fire_sale
from generator.clearing.furfine import furfine
from generator.clearing.network import Network, Seniority
from generator.clearing.vectors import Cleared
from generator.deterrence.verdicts import CapabilityClass, Subtype, Verdict

DATA = CASES.parent / "data"


def checks() -> tuple[Check, ...]:
    """The checks of this kind, in the order of the page."""
    return checks_of("clearing_network", FUNCTIONS)


def network(given: Given, seniority: Seniority | None = None) -> Network:
    """The network of a case that gives its liabilities as a matrix."""
    return Network.of(
        given["liabilities"], given["external_assets"], given.get("external_liabilities", 0.0),
        seniority or given.get("seniority", "pari_passu"),
    )  # fmt: skip


def thousand(given: Given) -> Network:
    """The seeded network of a thousand banks, by its recipe."""
    source, n = np.random.default_rng(0), given["n"]
    liabilities = source.random((n, n)) * (source.random((n, n)) < given["p"])
    np.fill_diagonal(liabilities, 0.0)
    return Network.of(liabilities, source.random(n) * given["t"])


def chain(n: int) -> Network:
    """Each bank owes 1 to the next, and only the first has anything: the longest possible cascade."""
    assets = np.zeros(n)
    assets[0] = 0.5
    return Network.from_edges(np.arange(n - 1), np.arange(1, n), np.ones(n - 1), assets)


def _exact(values: Any) -> list[str]:
    return [str(Fraction(float(value)).limit_denominator(1000)) for value in values]


def _told(found: Cleared) -> dict[str, Any]:
    return {
        "clearing_vector": found.payments, "default_set": found.default_set, "equity": found.equity, "net_worth": found.net_worth
    }  # fmt: skip


def _recoveries(given: Given) -> tuple[float, float]:
    return given.get("recovery_external", 1.0), given.get("recovery_internal", 1.0)


def _vectors(given: Given) -> dict[str, Any]:
    high, low = vectors.rogers_veraart(network(given), *_recoveries(given))
    return {"greatest": _told(high), "least_clearing_vector": low.payments}


def _three_banks(given: Given) -> Found:
    found = _vectors(given)
    return found | {
        "rounds": vectors.default_rounds(network(given)),
        "exact_clearing_vector": _exact(found["greatest"]["clearing_vector"]),
        "exact_equity": _exact(found["greatest"]["equity"]),
    }


def _without_costs(given: Given) -> dict[str, Any]:
    debts = network(given)
    return {"greatest": _told(vectors.eisenberg_noe(debts)), "rounds": vectors.default_rounds(debts)}


def _ring(given: Given) -> Found:
    found = _vectors(given)
    return found | {
        "rounds": vectors.default_rounds(network(given), *_recoveries(given)),
        "exact_clearing_vector": _exact(found["greatest"]["clearing_vector"]),
        "eisenberg_noe": _without_costs(given) | {"least_clearing_vector": vectors.least(network(given)).payments},
    }


def _chain_rescue(given: Given) -> Found:
    debts = network(given)
    told, costs = {}, set()
    for name, recoveries in (("with_costs", _recoveries(given)), ("without_costs", (1.0, 1.0))):
        found = hostages.rescue(debts, 0, None, *recoveries)
        costs.add(round(found.cost, 12))
        told[name] = {
            "gain_of_bank_1": found.gains[1], "gain_of_bank_2": found.gains[2],
            "solvent_consortium": list(found.consortium), "pays": found.pays,
        }  # fmt: skip
    (cost,) = costs
    return _vectors(given) | {
        "rounds": vectors.default_rounds(debts, *_recoveries(given)),
        "eisenberg_noe": _without_costs(given),
        "rescue_of_bank_0": {"cost": cost, **told},
    }


def _seniority(given: Given) -> Found:
    senior, alike = (vectors.eisenberg_noe(network(given, rule)) for rule in ("external_senior", "pari_passu"))
    first, second = _told(senior), _told(alike)
    del first["equity"]
    return {
        "external_senior": first | {"external_payments": senior.external_payments},
        "pari_passu": second | {"exact_equity": _exact(alike.equity)},
    }


def _no_cash(given: Given) -> Found:
    high, low = vectors.rogers_veraart(network(given), 1.0, 1.0)
    return {
        "greatest_clearing_vector": high.payments, "greatest_default_set": high.default_set,
        "least_clearing_vector": low.payments, "least_default_set": low.default_set,
    }  # fmt: skip


def _thousand(given: Given) -> Found:
    debts = thousand(given)
    found: dict[str, Any] = {"sum_liabilities": debts.owed.sum(), "links": np.count_nonzero(debts.amount)}
    for name, recoveries in (("eisenberg_noe", (1.0, 1.0)), ("rogers_veraart", _recoveries(given))):
        high, low = vectors.rogers_veraart(debts, *recoveries)
        found[name] = {
            "sum_clearing_vector": high.payments.sum(), "defaults": len(high.default_set),
            "rounds": len(vectors.default_rounds(debts, *recoveries)), "least_sum_clearing_vector": low.payments.sum(),
        }  # fmt: skip
        if recoveries != (1.0, 1.0):
            found[name]["least_defaults"] = len(low.default_set)
    return found


def _longest_chain(given: Given) -> Found:
    debts = chain(given["n"])
    found = vectors.eisenberg_noe(debts)
    return {
        "payment_of_every_debtor": {"least": found.payments[:-1].min(), "most": found.payments[:-1].max()},
        "payment_of_the_last": found.payments[-1], "sum_clearing_vector": found.payments.sum(),
        "defaults": len(found.default_set), "rounds": len(vectors.default_rounds(debts)),
    }  # fmt: skip


def _cycle(given: Given) -> Found:
    debts, equity = network(given), np.asarray(given["initial_equity"], float)
    shocked = {name: np.asarray(loss, float) for name, loss in given["shocks"].items()}
    first = vectors.eisenberg_noe(network({**given, "external_assets": debts.external_assets - shocked["a"]}))
    found: dict[str, Any] = {
        "eisenberg_noe_shock_a": {
            "clearing_vector": first.payments, "net_worth": first.net_worth, "exact_net_worth": _exact(first.net_worth)
        }
    }  # fmt: skip
    for name, loss in shocked.items():
        h = debtrank(debts, equity, first_loss(loss, equity))
        found[f"debtrank_shock_{name}"] = {"h": h, "equity": equity * (1 - h)}
    found["debtrank_shock_b"]["exact_equity"] = _exact(found["debtrank_shock_b"]["equity"])
    return found | {"hostage_matrix_unshocked_pari_passu": _defined(hostages.hostage_matrix(debts).matrix)}


def _defined(matrix: Any) -> list[list[Any]]:
    return [["not defined" if value != value else float(value) for value in row] for row in matrix]


def _unequal(given: Given) -> Found:
    exposures, equity = np.asarray(given["exposures"], float), np.asarray(given["equity"], float)
    start = first_loss(given["loss"], equity)
    h = debtrank(exposures, equity, start)
    # Without the floor: what a bank loses beyond its equity once the others have settled.
    unbounded = start + exposures @ h / equity
    return {"h": h, "exact_h": _exact(h), "equity": equity * (1 - h), "signed_equity": equity * (1 - unbounded)}


def _loop(given: Given) -> Found:
    h = debtrank(given["exposures"], given["equity"], given["h1"])
    old, rank = debtrank_2012(given["exposures"], given["equity"], given["h1"], given["weights"])
    return {"h_2015": h, "exact_h_2015": _exact(h), "h_2012": old, "debtrank_2012": rank}


def _fire_sale(given: Given) -> Found:
    return vars(fire_sale(given["assets"], given["weights"], given["equity"], given["shock"], given["price_impact"]))


def _srisk(given: Given) -> Found:
    fall = market.lrmes_from_mes(given["mes"])
    return {
        "lrmes": float(fall),
        "srisk": float(market.srisk(given["debt"], given["market_equity"], fall, given["prudential_ratio"])),
        "lrmes_from_beta_1_5_and_decline_0_4": float(market.lrmes_from_beta(1.5, 0.4)),
    }


def _three_hostages(given: Given) -> Found:
    debts = network(given)
    found = hostages.hostage_matrix(debts)
    pairs = []
    for a, b in ((0, 1), (0, 2), (1, 2)):
        judged = hostages.pair_verdict(
            hostages.hostage_class(found.matrix[a, b]), hostages.hostage_class(found.matrix[b, a]), hostages.fear(debts)[[a, b]].any()
        )  # fmt: skip
        name, finer = list(Verdict)[int(judged.verdict[0])].value, list(Subtype)[int(judged.subtype[0])].value
        told = {
            "banks": [a, b], "classes": [list(CapabilityClass)[int(code[0])].value for code in judged.classes],
            "verdict": f"{name} / {finer}" if finer else name,
        }  # fmt: skip
        pairs.append(told | ({"stronger": (a, b)[int(judged.stronger[0])]} if name == Verdict.ONE_SIDED.value else {}))
    return {
        "base_net_worth": found.base.net_worth, "hostage_matrix": _defined(found.matrix),
        "newly_in_default": found.newly_in_default(), "loss_to_outsiders": found.loss_to_outsiders, "pairs": pairs,
        "furfine": {
            name: [furfine(debts, debts.equity, bank, lost).default_set for bank in range(debts.size)]
            for name, lost in (("lgd_1", 1.0), ("lgd_half", 0.5))
        },
    }  # fmt: skip


def _ledger(given: Given) -> Found:
    with (DATA / given["table"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    items = [row for row in rows if row["row_kind"] == "item"]
    (total,) = (row for row in rows if row["row_kind"] == "total")
    columns = {
        "cds_top_20": "cds_collateral_bn_usd",
        "maiden_lane_iii": "maiden_lane_iii_bn_usd",
        "securities_lending": "securities_lending_bn_usd",
    }
    added = {name: sum(float(row[column]) for row in items) for name, column in columns.items()}
    parts = {row["counterparty"]: sum(float(row[column]) for column in columns.values()) for row in items}
    # The published total of the first column includes 4.1 that no attachment names.
    printed = {name: float(total[column]) - (4.1 if name == "cds_top_20" else 0.0) for name, column in columns.items()}
    largest = sorted(parts, key=lambda name: -parts[name])[:4]
    return {**printed, "row_sums": added, "by_counterparty": {name: parts[name] for name in largest}}


FUNCTIONS: Mapping[str, Callable[[Given], Found]] = {
    "clearing-three-banks": _three_banks,
    "clearing-everybody-pays": _vectors,
    "clearing-ring": _ring,
    "clearing-chain-rescue": _chain_rescue,
    "clearing-seniority": _seniority,
    "clearing-no-cash": _no_cash,
    "clearing-thousand": _thousand,
    "clearing-longest-chain": _longest_chain,
    "clearing-cycle-debtrank": _cycle,
    "debtrank-unequal": _unequal,
    "debtrank-loop": _loop,
    "fire-sale": _fire_sale,
    "srisk": _srisk,
    "hostages-three-banks": _three_hostages,
    "aig-ledger": _ledger,
}
