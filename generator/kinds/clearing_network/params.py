"""What an author gives for a network of debts: banks, asset classes, market figures, and the rules of clearing.

Every number stands with its quantity, which validation, tables and axes read. Money is in the one unit of the
study; shares are of what the name says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from generator.quantities import Quantity

Array = NDArray[np.float64]
Number = float | Array

CLAIM = Quantity("L", "money", "what it owes to another of the network", low=0, spread="amount", example=30)
HOLDING = Quantity("x", "money", "what it holds of this class of assets", low=0, spread="amount", example=40)
RECOVERY_EXTERNAL = Quantity(
    "a", "share", "share of its external assets that a bank in default still realises", 0, 1, 1, "share"
)
RECOVERY_INTERNAL = Quantity(
    "b", "share", "share of what others pay it that a bank in default still realises", 0, 1, 1, "share"
)
SHOCK = Quantity("", "share", "share of its external assets that every bank loses in the shock", 0, 1, 0, "share")
FAILURE = Quantity(
    "s", "share", "share of its external assets that a bank loses when it is made to fail", 0, 1, 1, "share"
)
LOSS_GIVEN_DEFAULT = Quantity(
    "g", "share", "share of a claim lost when the debtor fails (Furfine, DebtRank)", 0, 1, 1, "share"
)
PRUDENTIAL_RATIO = Quantity("k", "share", "equity a bank should have over its assets (SRISK)", 0, 1, 0.08, "share")
MARKET_FALL = Quantity("d", "share", "fall of the whole market in the crisis that SRISK asks about", 0, 1, 0.4, "share")


@dataclass(frozen=True)
class Bank:
    """What a bank, firm or state has, owes outside the network, and would find too much to lose."""

    external_assets: Annotated[
        Number | None,
        Quantity("e", "money", "cash and assets outside the network", low=0, spread="amount", example=100),
    ] = None
    external_liabilities: Annotated[
        Number | None,
        Quantity("l", "money", "owed to depositors and others outside the network", low=0, spread="amount", example=78),
    ] = None
    equity: Annotated[
        Number | None,
        Quantity("E", "money", "what it has over what it owes, all claims at face value", spread="amount", example=8),
    ] = None
    loss: Annotated[
        Number, Quantity("", "share", "share of its external assets that it loses in the shock", 0, 1, 0, "share")
    ] = 0.0
    tau: Annotated[
        Number,
        Quantity("tau", "of net worth", "least loss it would find unacceptable", low=0, default=1, spread="amount"),
    ] = 1.0
    alpha: Annotated[
        Number | None,
        Quantity("alpha", "of net worth", "most loss it would accept", low=0, spread="amount", example=0.5),
    ] = None


@dataclass(frozen=True)
class AssetClass:
    """A class of assets that several hold: what a sale does to its price, and what has happened to it."""

    price_impact: Annotated[
        Number,
        Quantity(
            "q",
            "per unit of money",
            "share by which its price falls for each unit of money sold",
            low=0,
            spread="amount",
            example=0.0001,
        ),
    ]
    fall: Annotated[Number, Quantity("f", "share", "share by which its price falls in the shock", 0, 1, 0, "share")] = (
        0.0
    )


@dataclass(frozen=True)
class Market:
    """What the stock market says of a bank, for SRISK."""

    debt: Annotated[Number, Quantity("D", "money", "book value of its debt", low=0, spread="amount", example=900)]
    market_equity: Annotated[
        Number, Quantity("W", "money", "what its shares are worth", low=0, spread="amount", example=60)
    ]
    mes: Annotated[
        Number | None,
        Quantity(
            "MES", "share", "mean fall of its shares on the worst days of the market", 0, 1, None, "share", example=0.05
        ),
    ] = None
    beta: Annotated[
        Number | None, Quantity("beta", "-", "how far its shares move with the market", spread="amount", example=1.2)
    ] = None
