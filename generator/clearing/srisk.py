"""SRISK: the equity that a bank would lack in a crisis of the whole market, from its debt and the price of its shares.

Sources: Acharya, Pedersen, Philippon and Richardson, Review of Financial Studies 30 (2017); Brownlees and Engle,
Review of Financial Studies 30 (2017). A measure of the market, beside the network; no clearing is involved.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from generator.clearing.network import Array

PRUDENTIAL_RATIO = 0.08
MARKET_FALL = 0.40


def lrmes_from_mes(mes: ArrayLike) -> Array:
    """Long-run marginal expected shortfall from the mean fall on the market's worst days: `1 - exp(-18 MES)`."""
    return np.asarray(-np.expm1(-18.0 * np.asarray(mes, float)))


def lrmes_from_beta(beta: ArrayLike, market_fall: ArrayLike = MARKET_FALL) -> Array:
    """The same from beta and the fall of the market: `1 - exp(ln(1 - d) beta)`."""
    return np.asarray(-np.expm1(np.log1p(-np.asarray(market_fall, float)) * np.asarray(beta, float)))


def srisk(
    debt: ArrayLike, market_equity: ArrayLike, lrmes: ArrayLike, prudential_ratio: ArrayLike = PRUDENTIAL_RATIO
) -> Array:
    """`k D - (1 - k)(1 - LRMES) W`, money; negative means a surplus. Arrays broadcast."""
    ratio = np.asarray(prudential_ratio, float)
    return np.asarray(
        ratio * np.asarray(debt, float)
        - (1 - ratio) * (1 - np.asarray(lrmes, float)) * np.asarray(market_equity, float)
    )


def system_srisk(values: ArrayLike) -> Array:
    """What all lack together, (node, ...) -> (...): a surplus of one covers nothing of another."""
    return np.asarray(np.maximum(np.asarray(values, float), 0.0).sum(axis=0))
