"""First-strike stability: what it costs to go first against what it costs to be struck first.

Sources: Glenn A. Kent and David E. Thaler, First-Strike Stability, RAND R-3765-AF (1989): cost function
App. C, p. 61, ratio and product pp. 26 and 29, all read through a public implementation (reported). That
the ratio is capped at 1 and that shares are taken of the value that can be destroyed is ours (assumed).

Low stability is an incentive, not a forecast of war.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

COST_EXPONENT = 0.75
COST_WEIGHT = 0.30


def _power(share: Array, exponent: ArrayLike) -> Array:
    if isinstance(exponent, float) and exponent == 0.75:
        # Two square roots are several times faster than a general power and agree to the last bits.
        root = np.sqrt(share)
        return np.asarray(root * np.sqrt(root))
    return np.asarray(share ** np.asarray(exponent, float))


def suffered(own_loss: ArrayLike, exponent: ArrayLike = COST_EXPONENT) -> Array:
    """The part of the cost that comes from the own loss: o^0.75."""
    return _power(np.asarray(own_loss, float), exponent)


def spared(enemy_loss: ArrayLike, exponent: ArrayLike = COST_EXPONENT, weight: ArrayLike = COST_WEIGHT) -> Array:
    """The part of the cost that comes from what the enemy keeps: 0.3 (1 - e^0.75)."""
    return np.asarray(np.asarray(weight, float) * (1 - _power(np.asarray(enemy_loss, float), exponent)))


def cost(
    own_loss: ArrayLike, enemy_loss: ArrayLike, exponent: ArrayLike = COST_EXPONENT, weight: ArrayLike = COST_WEIGHT
) -> Array:
    """Kent-Thaler cost C(o, e) = o^0.75 + 0.3 (1 - e^0.75), between 0 and 1.3.

    Losses are shares, in [0, 1], of the value that can be destroyed at all. Peace is not free:
    C(0, 0) = 0.3.
    """
    return np.asarray(suffered(own_loss, exponent) + spared(enemy_loss, exponent, weight))


def loss(damage: ArrayLike, cap: ArrayLike, blowback: ArrayLike = 0.0) -> Array:
    """Damage and blowback as a share of the value that can be destroyed: min(1, (damage + blowback) / cap).

    Where `cap` is 0 nothing can be destroyed, and the loss is 0.
    """
    total, most = np.asarray(damage, float) + np.asarray(blowback, float), np.asarray(cap, float)
    if np.all(most > 0):
        return np.asarray(np.minimum(1.0, total / most))
    shape = np.broadcast_shapes(total.shape, most.shape)
    return np.asarray(
        np.minimum(1.0, np.divide(total, most, out=np.zeros(shape), where=np.broadcast_to(most > 0, shape)))
    )


def index(critical_risk_a: ArrayLike, critical_risk_b: ArrayLike) -> Array:
    """Index of first-strike stability I = q_A q_B: 1 when neither gains by going first, near 0 a strong incentive."""
    return np.asarray(np.asarray(critical_risk_a, float) * np.asarray(critical_risk_b, float))


def instability_index(first_ab: ArrayLike, second_ab: ArrayLike, first_ba: ArrayLike, second_ba: ArrayLike) -> Array:
    """X = (D1_AB - D2_AB) (D1_BA - D2_BA): the product of the two penalties for waiting.

    Teaching notes on nuclear strategy, University of Maryland, Baltimore County, after Schelling
    (documented). 0 as soon as one side loses nothing by waiting.
    """
    penalty_a = np.asarray(first_ab, float) - np.asarray(second_ab, float)
    penalty_b = np.asarray(first_ba, float) - np.asarray(second_ba, float)
    return np.asarray(penalty_a * penalty_b)


def blowback_of_sale(sold: ArrayLike, holdings: ArrayLike, duration: ArrayLike, impact: ArrayLike) -> Array:
    """Own loss from selling part of a holding: duration * impact * sold * (holdings - sold/2).

    `sold` and `holdings` in one currency unit, `impact` the rise of the yield per unit sold, `duration`
    in years; the loss is in the same currency unit. What is sold early still fetches a better price:
    hence the half.
    """
    v, h = np.asarray(sold, float), np.asarray(holdings, float)
    return np.asarray(np.asarray(duration, float) * np.asarray(impact, float) * v * (h - v / 2))
