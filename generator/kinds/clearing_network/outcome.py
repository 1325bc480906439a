"""What follows for every bank, every pair and the whole network; each number with its quantity.

Fields are arrays over draws; those of banks have the banks as their first axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.kinds.clearing_network.params import Array
from generator.quantities import Quantity


@dataclass(frozen=True)
class Outcome:
    """What the shock does to each bank in the greatest clearing vector; arrays (bank, draw)."""

    payment: Annotated[Array, Quantity("p", "money", "what it pays to all its creditors", low=0)]
    paid_share: Annotated[Array, Quantity("", "share", "share of its debts that it pays", 0, 1)]
    equity_before: Annotated[Array, Quantity("E", "money", "net worth before the shock, all claims at face value")]
    equity_after: Annotated[
        Array, Quantity("", "money", "equity left after the shock and clearing; 0 in default", low=0)
    ]
    net_worth: Annotated[Array, Quantity("w", "money", "net worth after the shock and clearing; negative in default")]
    outsiders_loss: Annotated[Array, Quantity("", "money", "what its creditors outside the network lose", low=0)]
    default_probability: Annotated[Array, Quantity("", "share", "share of draws in which it is in default", 0, 1)]
    equity_lost: Annotated[Array, Quantity("h", "share", "share of its equity lost, by DebtRank of 2015", 0, 1)]
    direct_loss: Annotated[Array, Quantity("", "money", "what the fall of prices costs it at once", low=0)]
    spillover_loss: Annotated[Array, Quantity("", "money", "what the sales of all then cost it", low=0)]
    lrmes: Annotated[Array, Quantity("", "share", "expected fall of its shares in a crisis of the market", high=1)]
    srisk: Annotated[Array, Quantity("", "money", "equity it would lack in a crisis; negative: to spare")]


@dataclass(frozen=True)
class PairOutcome:
    """What it means that one bank fails, before any other shock; arrays (draw,)."""

    hostage: Annotated[
        Array, Quantity("H", "of net worth", "loss of the second when the first fails, over its own net worth before")
    ]
    outsiders_if_it_fails: Annotated[
        Array, Quantity("", "money", "what creditors outside the network lose when it fails", low=0)
    ]


@dataclass(frozen=True)
class SystemOutcome:
    """The whole network after the shock; arrays (draw,)."""

    defaults: Annotated[Array, Quantity("", "banks", "banks in default, greatest clearing vector", low=0)]
    defaults_least: Annotated[Array, Quantity("", "banks", "banks in default, least clearing vector", low=0)]
    panic: Annotated[
        Array, Quantity("", "money", "payments in the greatest clearing vector less those in the least", low=0)
    ]
    shortfall: Annotated[Array, Quantity("", "money", "debts that are not paid", low=0)]
    destroyed: Annotated[Array, Quantity("", "money", "value lost to the costs of default", low=0)]
    outsiders_loss: Annotated[Array, Quantity("", "money", "what creditors outside the network lose", low=0)]
    furfine_defaults: Annotated[Array, Quantity("", "banks", "banks that fall by Furfine's rule", low=0)]
    debtrank: Annotated[
        Array,
        Quantity("R", "share", "share of the network's equity lost beyond the shock itself, by DebtRank of 2015", 0, 1),
    ]
    direct_losses: Annotated[Array, Quantity("", "money", "what the fall of prices costs all at once", low=0)]
    spillover_losses: Annotated[Array, Quantity("", "money", "what the sales of all then cost all", low=0)]
    aggregate_vulnerability: Annotated[
        Array, Quantity("AV", "of equity", "losses by others' sales over the equity of all", low=0)
    ]
    srisk: Annotated[Array, Quantity("", "money", "equity that all would lack in a crisis, surpluses left out", low=0)]
