"""What the creditor-debtor model takes: two sides with their bars, and the strikes they could make on each other.

Money is in billions of one currency per study, losses are per cent of the own base of whoever bears them.
Every field is a number or an array over draws. Defaults and their ranges are those of the method page; each
carries the grade and the reason that the page prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from generator.quantities import Quantity

Array = NDArray[np.float64]
Number = float | Array

Nature = Literal["stock", "flow"]
NATURES: tuple[Nature, Nature] = ("stock", "flow")
"""A stock is wealth lost once, a flow is income lost over a year: the two are compared, never added."""

LEVELS = ("low", "medium", "high")


def level(meaning: str) -> Quantity:
    """A level, where nothing can be counted in money."""
    return Quantity("", "level", meaning, 1, 3, levels=LEVELS)


BAR_LEVEL = Quantity("tau", "level", "the level that deters", 1, 3, default=2, levels=LEVELS)

_BELTRAN = "Beltran, Kretchmer, Marquez and Thomas, IFDP 1041 (2012), abstract"
_OURS = "our choice, like its range"


def _money(
    symbol: str, meaning: str, default: float | None = None, note: str = "", example: float | None = None
) -> Quantity:
    return Quantity(symbol, "bn", meaning, low=0, default=default, spread="amount", default_note=note, example=example)


def _ours(
    symbol: str, unit: str, meaning: str, low: float, high: float, default: float, ends: tuple[float, float], note: str
) -> Quantity:
    """A parameter that is our choice, drawn from a triangle over its range."""
    return Quantity(symbol, unit, meaning, low, high, default, "share", default_range=ends, default_note=note)


@dataclass(frozen=True)
class Bars:
    """The least loss that is too much, for wealth and for income."""

    stock: Annotated[
        Number,
        Quantity("tau", "%", "least loss of wealth that is too much, of own base", 0.001, 1e6, 2,
                 default_note="our choice: 2 % of the base"),
    ] = 2.0  # fmt: skip
    flow: Annotated[
        Number,
        Quantity("tau", "%", "least loss of a year's income that is too much, of own base", 0.001, 1e6, 2,
                 default_note="our choice: 2 % of the base"),
    ] = 2.0  # fmt: skip


@dataclass(frozen=True)
class Acceptable:
    """The largest loss borne without changing course, for wealth and for income; None where it equals the bar."""

    stock: Annotated[
        Number | None, Quantity("alpha", "%", "largest loss of wealth borne without changing course", 0, 1e6, example=1)
    ] = None
    flow: Annotated[
        Number | None, Quantity("alpha", "%", "largest loss of income borne without changing course", 0, 1e6, example=1)
    ] = None


@dataclass(frozen=True)
class Side:
    """How likely a side is to answer, what it hopes to gain, and the base of its losses."""

    credibility: Annotated[
        Number,
        _ours("kappa", "share", "probability that it orders its reprisal", 0, 1, 0.5, (0, 1), _OURS),
    ] = 0.5
    stake: Annotated[
        Number,
        Quantity("G", "%", "worth of what it hopes to gain by striking, of own base; 0 where unknown", 0, 1e6, 0,
                 default_note="0: unknown"),
    ] = 0.0  # fmt: skip
    base: Annotated[Number | None, _money("Y", "its base in a ledger: a year's GDP, or own capital", example=200)] = (
        None
    )


@dataclass(frozen=True)
class Sovereign:
    """A creditor of a reserve currency and its debtor."""

    holdings: Annotated[Number, _money("H", "the creditor's holdings of the debtor's bonds", example=900)]
    market_size: Annotated[Number, _money("B", "the debtor's debt held by the public", example=7500)]
    gdp_creditor: Annotated[Number, _money("Y_C", "the creditor's GDP of a year", example=5000)]
    gdp_debtor: Annotated[Number, _money("Y_D", "the debtor's GDP of a year", example=14500)]
    exports_to_debtor: Annotated[
        Number, _money("X", "the creditor's exports of goods to the debtor, a year", example=300)
    ]
    other_official_holdings: Annotated[
        Number, _money("O", "the debtor's bonds held by other official creditors", example=1800)
    ]
    fdi_in_creditor: Annotated[Number, _money("F", "the debtor's direct investment inside the creditor", example=50)]
    reserve_assets: Annotated[
        Number | None,
        _money("R", "all assets of the creditor in the debtor's currency, its holdings included", example=1600),
    ] = None
    reserves: Annotated[
        Number | None,
        _money("", "all foreign-exchange reserves of the creditor, where R is a share of them", example=2400),
    ] = None
    reserve_share: Annotated[
        Number | None,
        Quantity("", "share", "share of its reserves in the debtor's currency", 0, 1, None, "share", example=0.667),
    ] = None
    share_sold: Annotated[
        Number,
        Quantity("s", "share", "share of the holdings that is sold", 0, 1, 1, "share",
                 default_note="our choice: everything is sold"),
    ] = 1.0  # fmt: skip
    absorption: Annotated[
        Number,
        _ours("phi", "share", "share of what is sold that the debtor's central bank takes over", 0, 1, 0.5, (0, 0.9),
              _OURS),
    ] = 0.5  # fmt: skip
    beta_short: Annotated[
        Number,
        Quantity("beta_S", "bp per 100 bn", "rise of yields in the short run", 0, 1000, 50, "share",
                 default_range=(40, 60), default_grade="documented", default_note=f"40 to 60: {_BELTRAN}"),
    ] = 50.0  # fmt: skip
    beta_long: Annotated[
        Number,
        Quantity("beta_L", "bp per 100 bn", "rise of yields once private buyers have reacted", 0, 1000, 20, "share",
                 default_range=(10, 30), default_grade="documented",
                 default_note=f"about 20: {_BELTRAN}; the range is our choice"),
    ] = 20.0  # fmt: skip
    reference_market: Annotated[
        Number,
        _money("B_ref", "market to which the estimates of beta belong", 8500, "our choice: about mid-2010, in bn USD"),
    ] = 8500.0
    duration: Annotated[
        Number, _ours("Dur", "years", "duration of the creditor's assets", 0, 100, 4.5, (3.5, 5.5), _OURS)
    ] = 4.5
    depreciation: Annotated[
        Number,
        _ours("delta", "share", "fall of the debtor's currency when the creditor sells", 0, 1, 0.10, (0.05, 0.20),
              _OURS),
    ] = 0.10  # fmt: skip
    export_elasticity: Annotated[
        Number,
        _ours("eta", "-", "fall of exports, in per cent, for each per cent of depreciation", 0, 10, 1, (0.5, 1.5),
              _OURS),
    ] = 1.0  # fmt: skip
    domestic_value_added: Annotated[
        Number, _ours("v", "share", "share of exports that is income at home", 0, 1, 0.6, (0.5, 0.8), _OURS)
    ] = 0.6
    refinanced_share: Annotated[
        Number, _ours("rho", "share", "share of the debt that is refinanced in a year", 0, 1, 0.3, (0.2, 0.4), _OURS)
    ] = 0.3
    horizon: Annotated[
        Number,
        Quantity("n", "years", "years over which extra interest is added up", 1, 30, 2, whole=True,
                 default_note="our choice"),
    ] = 2.0  # fmt: skip
    output_semi_elasticity: Annotated[
        Number,
        _ours("gamma", "% of GDP per point", "output lost for each percentage point of yield", 0, 10, 0.3, (0.2, 0.4),
              "our choice; that large central-bank models say 0.2 to 0.4 is unverified"),
    ] = 0.3  # fmt: skip
    frozen_share: Annotated[
        Number, _ours("f", "share", "share of the creditor's assets that can be frozen", 0, 1, 1, (0.5, 1), _OURS)
    ] = 1.0
    blocked_trade_share: Annotated[
        Number, _ours("chi", "share", "share of trade blocked in reprisal", 0, 1, 0.5, (0, 1), _OURS)
    ] = 0.5
    convenience_yield: Annotated[
        Number,
        Quantity("c", "share", "yield that the debtor saves because its bonds are safe and liquid", 0, 1, 0.0073,
                 default_grade="documented",
                 default_note="73 bp, 1926 to 2008: Krishnamurthy and Vissing-Jorgensen, JPE 2012, abstract"),
    ] = 0.0073  # fmt: skip
    convenience_lost_share: Annotated[
        Number,
        _ours("l", "share", "share of that saving lost by a freeze", 0, 1, 0.5, (0.25, 0.75), _OURS),
    ] = 0.5
    run_share: Annotated[
        Number,
        _ours("omega", "share", "share of the other official holdings sold after a freeze", 0, 1, 0.25, (0, 0.5),
              _OURS),
    ] = 0.25  # fmt: skip


@dataclass(frozen=True)
class Channel:
    """One loss of a ledger: per cent of the bearer's base, or an amount with its factors."""

    percent: Annotated[
        Number | None, Quantity("", "%", "loss, of the bearer's base", 0, 1e6, None, "amount", example=2)
    ] = None  # fmt: skip
    amount: Annotated[Number | None, _money("", "amount at risk", example=286.1)] = None
    loss_given_default: Annotated[
        Number | None, Quantity("LGD", "share", "share of the amount that is lost", 0, 1, None, "share", example=0.75)
    ] = None
    base: Annotated[
        Number | None, _money("Y", "base of this loss, where it is not that of its bearer", example=9600)
    ] = None


@dataclass(frozen=True)
class Loan:
    """A bank and its large borrower."""

    capital_ratio: Annotated[
        Number,
        Quantity("", "share", "capital of the bank over its risk-weighted assets", 0, 1, None, "share", example=0.1149),
    ]
    minimum_ratio: Annotated[
        Number, Quantity("", "share", "least ratio the supervisor allows", 0, 1, None, "share", example=0.09)
    ]
    risk_weighted_assets: Annotated[Number, _money("", "risk-weighted assets of the bank", example=240)]
    debt: Annotated[Number, _money("L", "debt of the borrower to the bank", example=12)]
    loss_given_default: Annotated[
        Number, Quantity("LGD", "share", "share of the debt lost in a default", 0, 1, None, "share", example=0.5)
    ]
    loan_book: Annotated[Number | None, _money("", "all loans of the bank", example=180)] = None
