"""Fire sales: banks that lost sell to restore their leverage, and what they sell falls in price for everybody.

Source: Greenwood, Landier and Thesmar, Journal of Financial Economics 115 (2015). One round, at the old weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from generator.clearing.network import Array
from generator.deterrence.errors import ModelError


@dataclass(frozen=True)
class FireSale:
    """What a fall of prices sets off. Losses and sales are negative, as in the article; a last axis may hold draws."""

    direct_loss: Array
    """What the fall itself costs each bank, (bank,), money."""
    sales_by_bank: Array
    """What each must sell, (bank,), money."""
    sales_by_asset: Array
    """(asset,), money."""
    price_change: Array
    """By the sales, (asset,), share."""
    spillover_loss: Array
    """What the sales of all cost each bank, (bank,), money."""
    aggregate_vulnerability: Array
    """Spillovers over the equity of all."""
    systemicness: Array
    """Each bank's part in that, (bank,); they add up to it."""


def fire_sale(
    assets: ArrayLike, weights: ArrayLike, equity: ArrayLike, returns: ArrayLike, price_impact: ArrayLike
) -> FireSale:
    """One round of sales after `returns`.

    Parameters
    ----------
    assets: total assets of each bank, (bank,), money.
    weights: how they are spread, (bank, asset), rows that sum to 1.
    equity: of each bank, (bank,), money, above 0. Leverage is debt over equity.
    returns: of each asset in the shock, (asset,); a fall is negative.
    price_impact: share by which the price falls for each unit of money sold, (asset,) or one number.

    Any of them may have draws as one further, last axis. A bank sells at most what it has left. Raises ModelError for
    equity of 0 or less, and for weights that do not sum to 1.
    """
    held, spread = np.asarray(assets, float), np.asarray(weights, float)
    own, fall, impact = np.asarray(equity, float), np.asarray(returns, float), np.asarray(price_impact, float)
    if (own <= 0).any():
        raise ModelError("a bank without equity has no leverage to restore by a fire sale")
    if np.abs(spread.sum(axis=1) - 1).max() > 1e-9:
        raise ModelError("the portfolio weights of a bank do not sum to 1")
    direct = held * (spread * fall).sum(axis=1)
    want = np.maximum((held - own) / own * direct, -(held + direct))
    by_asset = (spread * want[:, None]).sum(axis=0)
    price = impact * by_asset
    spillover = held * (spread * price).sum(axis=1)
    exposed = (held[:, None] * spread).sum(axis=0)
    systemic = -((exposed * impact) * spread * want[:, None]).sum(axis=1) / own.sum(axis=0)
    return FireSale(direct, want, by_asset, price, spillover, -spillover.sum(axis=0) / own.sum(axis=0), systemic)
