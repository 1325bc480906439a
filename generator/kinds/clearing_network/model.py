"""The clearing-network model: the network before anything happens, with each bank made to fail, and after the shock.

Arrays in, arrays out. The models themselves stand in `generator.clearing`; here they are put to the questions of a
study. Arrays of banks are (bank, draw), those of debts (debt, draw); an axis of draws of length 1 holds for all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.clearing.debtrank import debtrank, first_loss
from generator.clearing.draws import Drawn, clear_draws
from generator.clearing.fire_sales import FireSale, fire_sale
from generator.clearing.flows import Flow, incidence
from generator.clearing.furfine import falls, furfine_draws
from generator.clearing.hostages import PairVerdict, hostage_class, loss_shares, pair_verdict
from generator.clearing.network import Array, Network, Seniority
from generator.clearing.srisk import lrmes_from_beta, lrmes_from_mes, srisk
from generator.deterrence.errors import ModelError
from generator.deterrence.verdicts import STANDARD, Cutoffs

Truth = NDArray[np.bool_]


@dataclass(frozen=True)
class Portfolio:
    """What banks hold of each class of assets, for fire sales."""

    banks: tuple[int, ...]
    holdings: Array
    """(bank of these, asset, draw), money."""
    price_impact: Array
    """(asset, draw)."""
    fall: Array
    """(asset, draw)."""


@dataclass(frozen=True)
class Shares:
    """What the stock market says of some banks, for SRISK; arrays (bank of these, draw)."""

    banks: tuple[int, ...]
    debt: Array
    market_equity: Array
    mes: Array
    """nan where beta is given instead."""
    beta: Array
    prudential_ratio: Array
    """(draw,)."""
    market_fall: Array


@dataclass(frozen=True)
class Params:
    """Everything `solve` needs, for one case."""

    debtor: NDArray[np.intp]
    creditor: NDArray[np.intp]
    seniority: Seniority
    amounts: Array
    """(debt, draw)."""
    external_assets: Array
    external_liabilities: Array
    kept: Array
    """Share of its external assets that the shock leaves to each bank."""
    tau: Array
    alpha: Array
    recovery_external: Array
    """(draw,), as all that follow."""
    recovery_internal: Array
    failure: Array
    loss_given_default: Array
    portfolio: Portfolio | None = None
    shares: Shares | None = None

    @property
    def network(self) -> Network:
        """The network of the first draw, whose edges all draws have."""
        return Network.from_edges(
            self.debtor, self.creditor, self.amounts[:, 0], np.maximum(self.external_assets[:, 0], 0.0),
            np.maximum(self.external_liabilities[:, 0], 0.0), self.seniority,
        )  # fmt: skip

    @property
    def exposed(self) -> Flow:
        """What each is owed by those who hold a value."""
        return Flow.along(self.network, self.amounts[:, 0] if self.amounts.shape[1] == 1 else self.amounts)

    @property
    def equity(self) -> Array:
        """Net worth with all claims at face value, (bank, draw)."""
        count = len(self.external_assets)
        claims, owed = (incidence(ends, count) @ self.amounts for ends in (self.creditor, self.debtor))
        return np.asarray(self.external_assets + claims - owed - self.external_liabilities)


@dataclass(frozen=True)
class Failure:
    """What follows when one bank is made to fail and nothing else happens."""

    hostages: Array
    """(bank, draw): loss over net worth before; nan for itself and for whoever had failed already."""
    default: Truth
    outsiders_loss: Array
    """(draw,)."""


@dataclass(frozen=True)
class After:
    """The network after the shock."""

    greatest: Drawn
    least: Drawn
    lost: Array
    """What the shock takes from external assets, (bank, draw)."""
    furfine: Truth
    distress_start: Array
    distress: Array
    """Share of equity lost by DebtRank of 2015, at the start and at the end."""


def clear(params: Params, assets: Array, *, least: bool = False, start: Array | None = None) -> Drawn:
    """A clearing vector of every draw with these external assets."""
    return clear_draws(
        params.network, external_assets=assets, external_liabilities=params.external_liabilities, amounts=params.amounts,
        recovery_external=params.recovery_external, recovery_internal=params.recovery_internal, least=least, start=start,
    )  # fmt: skip


def base(params: Params) -> Drawn:
    """The network before anything happens."""
    return clear(params, params.external_assets)


def afraid(params: Params, before: Drawn) -> Truth:
    """(bank, draw): in default in the least clearing vector and not in the greatest, before anything happens."""
    return clear(params, params.external_assets, least=True).default & ~before.default


def fail(params: Params, before: Drawn, bank: int) -> Failure:
    """One bank loses its external assets, or a share of them."""
    assets = np.array(
        np.broadcast_to(
            params.external_assets, np.broadcast_shapes(params.external_assets.shape, (1, *params.failure.shape))
        )
    )
    assets[bank] = assets[bank] * (1 - params.failure)
    found = clear(params, assets, start=before.payments)
    lost = loss_shares(before.net_worth, before.default, found.net_worth)
    lost[bank] = np.nan
    outside = before.external_payments.sum(axis=0) - found.external_payments.sum(axis=0)
    return Failure(lost, found.default, np.maximum(outside, 0.0))


def judge(
    params: Params, held: Array, holds: Array, pair: tuple[int, int], fear: Truth, cutoffs: Cutoffs = STANDARD
) -> PairVerdict:
    """The verdict on a pair: `held` is what the second loses if the first fails, `holds` the other way round, (draw,)."""
    a, b = pair
    return pair_verdict(
        hostage_class(held, params.tau[b], params.alpha[b], cutoffs), hostage_class(holds, params.tau[a], params.alpha[a], cutoffs),
        fear[a] | fear[b],
    )  # fmt: skip


def after(params: Params) -> After:
    """The shock, cleared from above and from below, and the same shock by the models without clearing."""
    left = params.external_assets * params.kept
    lost, equity = params.external_assets - left, params.equity
    lost, equity = np.broadcast_arrays(lost, equity)
    start = first_loss(lost, equity)
    return After(
        clear(params, left),
        clear(params, left, least=True),
        lost,
        furfine_draws(params.exposed, equity, falls(lost, equity), params.loss_given_default),
        start,
        debtrank(params.exposed, equity, start, params.loss_given_default),
    )


def sell(params: Params) -> FireSale | None:
    """The fire sale after the fall of prices; None in a study without classes of assets."""
    given = params.portfolio
    if given is None:
        return None
    total = given.holdings.sum(axis=1)
    if (total <= 0).any():
        raise ModelError("a bank whose holdings are given holds nothing")
    equity = params.equity[list(given.banks)]
    return fire_sale(total, given.holdings / total[:, None], equity, -given.fall, given.price_impact)


def lacking(params: Params) -> tuple[Array, Array] | None:
    """Long-run marginal expected shortfall and SRISK of the banks with market figures, (bank of these, draw)."""
    given = params.shares
    if given is None:
        return None
    fall = np.where(
        np.isnan(given.mes),
        lrmes_from_beta(np.nan_to_num(given.beta), given.market_fall),
        lrmes_from_mes(np.nan_to_num(given.mes)),
    )
    return fall, srisk(given.debt, given.market_equity, fall, given.prudential_ratio)
