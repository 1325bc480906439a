"""What the creditor-debtor model gives: losses of each side, and what the tests say of them.

Every field is an array (draw,). A pair of losses, wealth and income, stays a pair: nothing here adds the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.kinds.creditor_debtor.params import Array
from generator.quantities import Quantity


def _stock(what: str) -> Quantity:
    return Quantity("", "%", f"{what}: wealth, once, of own base", low=0)


def _flow(what: str) -> Quantity:
    return Quantity("", "%", f"{what}: a year's income, of own base", low=0)


@dataclass(frozen=True)
class SideOutcome:
    """What striking costs one side, and what the other can do to it; its own strike is the one it would choose."""

    blowback_stock: Annotated[Array, _stock("loss from its own strike, whatever the other does")]
    blowback_flow: Annotated[Array, _flow("loss from its own strike, whatever the other does")]
    reprisal_stock: Annotated[Array, _stock("loss if the other answers its strike")]
    reprisal_flow: Annotated[Array, _flow("loss if the other answers its strike")]
    harm_stock: Annotated[Array, _stock("loss that its strike does to the other, of the other's base")]
    harm_flow: Annotated[Array, _flow("loss that its strike does to the other, of the other's base")]
    cost_stock: Annotated[Array, _stock("expected cost of its own strike")]
    cost_flow: Annotated[Array, _flow("expected cost of its own strike")]
    margin: Annotated[Array, Quantity("m", "-", "expected cost of its own strike over its bar", 0)]
    self_deterrence: Annotated[Array, Quantity("d", "-", "loss from its own strike alone, over what it would bear", 0)]
    vulnerability: Annotated[Array, Quantity("V", "-", "the worst the other can do to it over its bar", 0)]
    critical_risk: Annotated[
        Array, Quantity("q", "-", "how sure of being struck it must be before going first pays", 0, 1)
    ]
    critical_credibility: Annotated[
        Array, Quantity("kappa*", "-", "least credibility with which its reprisal deters; infinite where none would", 0)
    ]
    implied_stake: Annotated[
        Array, Quantity("G*", "%", "if it strikes all the same, the prize must be worth more than this, of own base", 0)
    ]
    harm_per_own_pain: Annotated[
        Array,
        Quantity("", "-", "harm of its strike over its own loss, each over the bearer's bar; infinite without loss", 0),
    ]
    margin_added: Annotated[Array, Quantity("m+", "-", "margin if the two shares are added", 0)]
    self_deterrence_added: Annotated[Array, Quantity("d+", "-", "self-deterrence if the two shares are added", 0)]
    vulnerability_added: Annotated[Array, Quantity("V+", "-", "vulnerability if the two shares are added", 0)]


@dataclass(frozen=True)
class PairOutcome:
    """What belongs to both sides together."""

    index: Annotated[
        Array, Quantity("I", "-", "index of first-strike stability: 1 when neither side gains by going first", 0, 1)
    ]


@dataclass(frozen=True)
class MarketOutcome:
    """What the formulas for a reserve currency give beside losses."""

    yield_short: Annotated[Array, Quantity("dy_S", "bp", "rise of yields while the creditor sells", 0)]
    yield_long: Annotated[Array, Quantity("dy_L", "bp", "rise of yields once private buyers have reacted", 0)]
    yield_run: Annotated[Array, Quantity("dy_R", "bp", "rise of yields when other holders run from a freeze", 0)]
    yield_log: Annotated[Array, Quantity("", "bp", "rise of yields by the logarithmic rule, a cross-check", 0)]
    collateral: Annotated[
        Array, Quantity("R/F", "-", "the creditor's assets over the debtor's direct investment inside it", 0)
    ]


@dataclass(frozen=True)
class LoanOutcome:
    """What the formulas for a bank and its borrower give beside losses."""

    buffer: Annotated[Array, Quantity("K", "bn", "capital of the bank above the least the supervisor allows")]
    critical_debt: Annotated[Array, Quantity("L*", "bn", "debt above which the bank cannot afford to foreclose", 0)]


LOSS_STOCK = _stock("loss in this channel")
LOSS_FLOW = _flow("loss in this channel")
