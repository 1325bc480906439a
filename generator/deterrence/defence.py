"""Missile defence: how many warheads leak, when interceptors miss and when they run out.

Form after Dean A. Wilkening, Science and Global Security 8(2) (2000), reported; arithmetic computed.
Every interceptor is taken to miss independently, which favours the defence: decoys, a blinded radar or
a common fault strike all at once and belong in `tracking`.

What stands beside it: a defence of one side alone can make mutual pre-emption an equilibrium (Brams and
Kilgour 1988, abstract, documented).

All functions broadcast; probabilities are shares in [0, 1], numbers are at least 0, otherwise ModelError.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence import kill
from generator.deterrence.errors import ModelError

Array = NDArray[np.float64]


def interception(single: ArrayLike, per_warhead: ArrayLike, tracking: ArrayLike = 1.0) -> Array:
    """Probability that a warhead which is engaged is stopped: K_w = p_track [1 - (1 - p_int)^n]."""
    return np.asarray(_share(tracking) * kill.independent_shots(_share(single), _number(per_warhead)))


def layered(interceptions: ArrayLike) -> Array:
    """Probability that several independent layers stop a warhead: 1 - PRODUCT(1 - K_w), over the first axis."""
    return np.asarray(1 - np.prod(1 - _share(interceptions), axis=0))


def no_leak(interception: ArrayLike, warheads: ArrayLike) -> Array:
    """Probability that not one of W warheads leaks: K_w^W, every one being engaged."""
    return np.asarray(_share(interception) ** _number(warheads))


def leakers(interception: ArrayLike, warheads: ArrayLike) -> Array:
    """Expected warheads that leak, every one being engaged: W (1 - K_w)."""
    return np.asarray(_number(warheads) * (1 - _share(interception)))


def needed_interception(wanted_no_leak: ArrayLike, warheads: ArrayLike) -> Array:
    """K_w at which W > 0 warheads all fail with the wanted probability: P^(1/W)."""
    count = _number(warheads)
    if np.any(count == 0):
        raise ModelError("a defence against no warheads needs nothing")
    return np.asarray(_share(wanted_no_leak) ** (1 / count))


def interceptors_needed(single: ArrayLike, wanted: ArrayLike, tracking: ArrayLike = 1.0) -> Array:
    """Least interceptors per warhead with K_w of at least `wanted`; infinite where tracking alone forbids it."""
    goal, seen = np.broadcast_arrays(_share(wanted), _share(tracking))
    reachable = (goal <= seen) & ((seen > 0) | (goal == 0))
    share = np.divide(goal, seen, out=np.zeros(goal.shape), where=reachable & (seen > 0))
    needed = kill.shots_needed(_share(single), share)
    return np.where(reachable, needed, np.inf)


def engaged(warheads: ArrayLike, interceptors: ArrayLike, per_warhead: ArrayLike) -> Array:
    """Warheads that a limited stock can engage: min(W, J/n), for n > 0."""
    return np.asarray(np.minimum(_number(warheads), _number(interceptors) / _salvo(per_warhead)))


def expected_kills(
    interception: ArrayLike, warheads: ArrayLike, interceptors: ArrayLike, per_warhead: ArrayLike
) -> Array:
    """Warheads a limited stock is expected to stop: engaged times K_w - fewer than it engages."""
    return np.asarray(_share(interception) * engaged(warheads, interceptors, per_warhead))


def penetration(interception: ArrayLike, warheads: ArrayLike, interceptors: ArrayLike, per_warhead: ArrayLike) -> Array:
    """Share of W arriving warheads that get through a defence: 1 - K_w min(1, J/(n W)) (assumed).

    To be computed separately for the first strike and for the reply, each with its own W: the same
    stock that hardly dents a full strike may stop a ragged reply, which is why defences can tempt.
    """
    count, rounds = np.broadcast_arrays(_number(warheads), _number(interceptors) / _salvo(per_warhead))
    covered = np.divide(rounds, count, out=np.ones(count.shape), where=count > rounds)
    return np.asarray(1 - _share(interception) * covered)


def _share(value: ArrayLike) -> Array:
    found = np.asarray(value, float)
    if not np.all((found >= 0) & (found <= 1)):
        raise ModelError("a probability of interception lies between 0 and 1")
    return found


def _number(value: ArrayLike) -> Array:
    found = np.asarray(value, float)
    if not np.all(found >= 0):
        raise ModelError("numbers of warheads and interceptors are at least 0")
    return found


def _salvo(value: ArrayLike) -> Array:
    found = _number(value)
    if np.any(found == 0):
        raise ModelError("a defence fires more than 0 interceptors at a warhead")
    return found
