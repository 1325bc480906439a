"""What each kind of study needs, filled in with placeholders: the least from which its model has something to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Sketch = dict[str, Any]
Actors = Mapping[str, str]
"""Key -> name."""


def force_exchange(actors: Actors) -> Sketch:
    """Forces of two legs each; in the scenario the submarines stay in port."""
    first = next(iter(actors))
    return {
        "actors": {
            key: {
                "name": name, "adjective": name,
                "alpha": 0.02, "tau": {"value": 0.2, "low": 0.1, "high": 0.3},
                "curve": {"family": "published", "name": "population"},
                "legs": {
                    "silos": {
                        "name": "Missiles in silos", "units": {"value": 200, "low": 160, "high": 240}, "reliability": 0.8,
                        "pkill_against": {"value": 0.6, "low": 0.4, "high": 0.8},
                    },
                    "submarines": {
                        "name": "Submarines", "units": 16, "weapons": 16, "hidden": {"value": 0.7, "low": 0.6, "high": 0.8},
                        "reliability": 0.8, "pkill_against": 0.9,
                    },
                },
            }
            for key, name in actors.items()
        },
        "scenarios": [
            {
                "id": "in-port", "title": "The submarines stay in port", "says": "Nearly all boats lie at the quay.",
                "set": {f"{first}.legs.submarines.hidden": 0.1},
            }
        ],
    }  # fmt: skip


def power_balance(actors: Actors) -> Sketch:
    """A dominant power against its challenger, each alone on a side, and whoever else half with the first."""
    dominant, challenger, *_ = actors
    share = {dominant: 0.2, challenger: 0.18}
    side = {dominant: {"first": 1, "second": 0}, challenger: {"first": 0, "second": 1}}
    half = {"first": {"value": 0.5, "low": 0.2, "high": 0.8}, "second": 0}
    return {
        "sides": {
            "first": {"name": "First side", "called": "the first side"},
            "second": {"name": "Second side", "called": "the second side"},
        },
        "actors": {
            key: {
                "name": name, "adjective": name, "capability": share.get(key, 0.05),
                "measurement": {"value": 1, "low": 0.9, "high": 1.1}, "commitment": side.get(key, half),
            }
            for key, name in actors.items()
        },
        "rivalries": {
            "challenge": {
                "name": "The challenge", "dominant": dominant, "challenger": challenger,
                "dissatisfaction": {"value": 0.6, "low": 0.4, "high": 0.8},
            }
        },
        "scenarios": [
            {
                "id": "growth", "title": "The challenger grows", "says": "It overtakes the dominant power.",
                "set": {f"{challenger}.capability": 0.27},
            }
        ],
    }  # fmt: skip


def sovereign(actors: Actors) -> Sketch:
    """A creditor that could sell its debtor's bonds; in the scenario no central bank takes them over."""
    creditor, debtor = actors
    return {
        "currency": "bn USD",
        "actors": {key: {"name": name, "adjective": name, "tau": _bars()} for key, name in actors.items()},
        "sovereign": {
            "creditor": creditor, "debtor": debtor,
            "holdings": {"value": 900, "low": 800, "high": 1000}, "reserve_assets": 1500, "market_size": 7500,
            "gdp_creditor": 5000, "gdp_debtor": 14500, "exports_to_debtor": 300, "other_official_holdings": 1800,
            "fdi_in_creditor": 50,
        },
        "scenarios": [
            {
                "id": "no-absorption", "title": "The central bank stays out", "says": "Nobody takes over what is sold.",
                "set": {"sovereign.absorption": 0},
            }
        ],
    }  # fmt: skip


def ledger(actors: Actors) -> Sketch:
    """Losses one by one: each side has a strike, and each loss one bearer."""
    first, second = actors
    return {
        "currency": "bn USD",
        "actors": {
            key: {"name": name, "adjective": name, "base": base, "tau": _bars()}
            for (key, name), base in zip(actors.items(), (200, 9600), strict=True)
        },
        "ledger": {
            "channels": {
                "claims": {
                    "name": "Claims lost", "nature": "stock", "amount": 280,
                    "loss_given_default": {"value": 0.75, "low": 0.5, "high": 0.9},
                },
                "contagion": {"name": "Contagion", "nature": "flow", "percent": {"value": 2, "low": 1, "high": 3}},
                "output": {"name": "Output lost", "nature": "flow", "percent": 12},
                "transfers": {"name": "Transfers ended", "nature": "flow", "percent": 2},
                "trade": {"name": "Trade lost", "nature": "flow", "percent": 0.1},
            },
            "strikes": {
                "walk-out": {
                    "name": "Default and exit", "by": first, "harm": ["claims", "contagion"], "blowback": ["output"],
                    "reprisal": ["transfers"],
                },
                "cut-off": {
                    "name": "Cutting off funds", "by": second, "harm": ["output"], "blowback": ["claims", "contagion"],
                    "reprisal": ["trade"],
                },
            },
        },
        "scenarios": [
            {
                "id": "no-contagion", "title": "Nobody else is drawn in", "says": "Contagion is small.",
                "set": {"ledger.channels.contagion.percent": 0.3},
            }
        ],
    }  # fmt: skip


def loan(actors: Actors) -> Sketch:
    """A bank and its large borrower; the bars are all of the buffer and all of the control."""
    bank, borrower = actors
    return {
        "currency": "bn USD",
        "actors": {key: {"name": name, "adjective": name, "tau": {"stock": 100}} for key, name in actors.items()},
        "loan": {
            "bank": bank, "borrower": borrower, "capital_ratio": 0.11, "minimum_ratio": 0.09,
            "risk_weighted_assets": {"value": 240, "low": 230, "high": 250},
            "loss_given_default": {"value": 0.5, "low": 0.3, "high": 0.7}, "debt": 12,
        },
        "scenarios": [
            {"id": "small-debt", "title": "A small debt", "says": "Too small to hurt.", "set": {"loan.debt": 2}}
        ],
    }  # fmt: skip


def ordinal(actors: Actors) -> Sketch:
    """Levels where nothing can be counted in money; in the scenario the reprisal is believed."""
    first, second = actors
    return {
        "actors": {key: {"name": name, "adjective": name} for key, name in actors.items()},
        "ordinal": {
            "bars": {first: "medium", second: "medium"},
            "strikes": {
                "strike-of-first": {
                    "name": "What the first could do", "by": first,
                    "harm": "high", "blowback": "low", "reprisal": "medium", "credibility": "high",
                },
                "strike-of-second": {
                    "name": "What the second could do", "by": second,
                    "harm": "medium", "blowback": "low", "reprisal": "high", "credibility": "low",
                },
            },
        },
        "scenarios": [
            {
                "id": "believed", "title": "The reprisal is believed", "says": "The first would answer.",
                "set": {"ordinal.strikes.strike-of-second.credibility": "high"},
            }
        ],
    }  # fmt: skip


def clearing_network(actors: Actors) -> Sketch:
    """A ring of debts in which the first two owe each other; the first has lost some of its own assets."""
    keys = list(actors)
    owes: dict[str, dict[str, float]] = {key: {} for key in keys}
    for debtor, creditor in zip(keys, [*keys[1:], keys[0]], strict=True):
        owes[debtor][creditor] = 20
    owes[keys[1]][keys[0]] = 18
    return {
        "money": "millions of US dollars",
        "actors": {
            key: {
                "name": name, "external_assets": {"value": 100, "low": 97, "high": 103}, "equity": 12,
                "owes": owes[key], **({"loss": {"value": 0.2, "low": 0.1, "high": 0.3}} if key == keys[0] else {}),
            }
            for key, name in actors.items()
        },
        "focus": keys[:2],
        "recovery_external": {"value": 0.9, "low": 0.7, "high": 1},
        "recovery_internal": {"value": 0.9, "low": 0.7, "high": 1},
        "scenarios": [
            {
                "id": "common-shock", "title": "Everybody loses at once", "says": "The assets of all fall in price.",
                "set": {"shock": {"value": 0.05, "low": 0.02, "high": 0.1}},
            }
        ],
    }  # fmt: skip


def _bars() -> Sketch:
    return {"stock": 2, "flow": {"value": 2, "low": 1, "high": 3}}


_FORMS: Mapping[str, Callable[[Actors], Sketch]] = {
    "sovereign": sovereign, "ledger": ledger, "loan": loan, "ordinal": ordinal,
}  # fmt: skip
_KINDS: Mapping[str, Callable[[Actors], Sketch]] = {
    "force-exchange": force_exchange, "power-balance": power_balance, "clearing-network": clearing_network,
}  # fmt: skip


def sketch(kind: str, form: str, keys: Sequence[str], names: Sequence[str]) -> Sketch:
    """The kind's own part of a new study, and its scenario."""
    return (_FORMS[form] if kind == "creditor-debtor" else _KINDS[kind])(dict(zip(keys, names, strict=True)))
