"""Critical risk: how sure of being attacked a side must be before going first pays.

The ratio of Kent and Thaler, Ellsberg's critical risk and Schelling's threshold of reciprocal fear are
one number (computed; the attributions to Ellsberg and Schelling are unverified), and the credibility
that a threat needs is the same formula with other outcomes put in.

All functions broadcast.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def _ratio(part: Array, whole: Array, otherwise: float) -> Array:
    shape = np.broadcast_shapes(part.shape, whole.shape)
    return np.asarray(np.divide(part, whole, out=np.full(shape, otherwise), where=np.broadcast_to(whole > 0, shape)))


def critical_risk(strike_cost: ArrayLike, struck_cost: ArrayLike, peace_cost: ArrayLike = 0.0) -> Array:
    """q = min(1, (C1 - c0) / (C2 - c0)), never below 0: strike only if the other strikes first with a higher probability.

    C1 is the cost of striking first, C2 of being struck first, c0 of continued peace (0 in the published
    ratio). 1 where being struck costs no more than peace.
    """
    peace = np.asarray(peace_cost, float)
    q = _ratio(np.asarray(strike_cost, float) - peace, np.asarray(struck_cost, float) - peace, 1.0)
    return np.asarray(np.clip(q, 0.0, 1.0))


def simultaneous_critical_risk(strike_cost: ArrayLike, struck_cost: ArrayLike) -> Array:
    """Critical risk when both may strike at once and the cost is then the average: 2 C1 / (C1 + C2).

    In the symmetric game waiting is risk-dominant exactly when this exceeds 1/2.
    """
    c1, c2 = np.asarray(strike_cost, float), np.asarray(struck_cost, float)
    return np.asarray(np.minimum(1.0, _ratio(2 * c1, c1 + c2, 1.0)))


def waiting_is_risk_dominant(
    strike_a: ArrayLike, struck_a: ArrayLike, strike_b: ArrayLike, struck_b: ArrayLike
) -> NDArray[np.bool_]:
    """Whether mutual waiting is risk-dominant: C1_A C1_B > (C2_A - C1_A)(C2_B - C1_B) / 4.

    True as well where a side does not gain by going first.
    """
    a, b = np.asarray(strike_a, float), np.asarray(strike_b, float)
    gain_a, gain_b = np.asarray(struck_a, float) - a, np.asarray(struck_b, float) - b
    return np.asarray((gain_a <= 0) | (gain_b <= 0) | (a * b > gain_a * gain_b / 4))


def threshold(win: ArrayLike, status_quo: ArrayLike, disaster: ArrayLike) -> Array:
    """General form p* = (win - status quo) / (win - disaster), never below 0.

    0 where winning is no better than the status quo: nothing tempts. Infinite where a win is better
    than the status quo and the "disaster" is no worse than a win: no probability of it deters.
    """
    gain = np.asarray(win, float) - np.asarray(status_quo, float)
    price = np.asarray(win, float) - np.asarray(disaster, float)
    return np.asarray(np.where(gain > 0, _ratio(gain, price, np.inf), 0.0))


def war_after_retaliation(retaliatory_damage: ArrayLike, cap: ArrayLike) -> Array:
    """What war is worth to the challenger, where a win is 1, by default: 1 - min(1, D2 / cap) (assumed)."""
    damage, most = np.asarray(retaliatory_damage, float), np.asarray(cap, float)
    return np.asarray(1 - np.minimum(1.0, _ratio(damage, most, 0.0)))


def required_credibility(status_quo: ArrayLike, war: ArrayLike) -> Array:
    """Least credibility of a reprisal that deters a challenger for whom a win is worth 1.

    Unilateral deterrence of Zagare and Kilgour, Perfect Deterrence (2000): attribution unverified,
    algebra computed.
    """
    return threshold(1.0, status_quo, war)
