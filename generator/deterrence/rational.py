"""The striker's one choice: how many weapons to spend on forces so that going first costs it least.

Kent and Thaler, First-Strike Stability, RAND R-3765-AF (1989), p. 22 for the tie rule (reported); the
shares are taken of the value that can be destroyed (assumed). The cost is smooth inside a segment of
the drawdown but neither convex nor concave: own loss is concave, what the enemy is spared is convex.
So the search looks at the ends of all segments and a grid between them, then narrows the best bracket
by golden section. It takes a fixed number of steps, hence always ends.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.damage import Curve, Number
from generator.deterrence.drawdown import Drawdown
from generator.deterrence.draws import pick
from generator.deterrence.stability import cost, loss

Array = NDArray[np.float64]

TIE = 1e-12
"""Costs nearer than this are equal."""
_NOISE = 1e-14
"""Differences below this are rounding errors of the cost function."""
_PRECISION = 1e-6
"""The choice is good to this share of a segment."""
_GOLDEN = (5**0.5 - 1) / 2
_BLOCK = 2048
"""Draws worked on at once: few enough for the arrays of one step to stay in the cache."""


@dataclass(frozen=True)
class Stake:
    """What a side stands to lose and how it counts costs: numbers or arrays (draw,)."""

    curve: Curve
    blowback: Number
    cost_exponent: Number
    cost_weight: Number

    def cost(self, own_damage: Array, enemy_damage: Array, enemy: Stake) -> Array:
        """Kent-Thaler cost of having lost and done this much."""
        own = loss(own_damage, self.curve.cap, self.blowback)
        return cost(own, loss(enemy_damage, enemy.curve.cap), self.cost_exponent, self.cost_weight)


@dataclass(frozen=True)
class Strike:
    """A first strike before the striker has chosen: who stands to lose what, and its means."""

    striker: Stake
    victim: Stake
    stock: Array
    """(draw,): working weapons."""
    weight: Array
    """(draw,): weight on value if nothing is spent on forces."""

    def damages(self, spent: Array, left: Array) -> tuple[Array, Array]:
        """Damage to the striker by what is left of the victim's force, and to the victim by the rest of the strike."""
        share = np.divide(spent, self.stock, out=np.zeros_like(spent), where=self.stock > 0)
        return self.striker.curve.damage(left), self.victim.curve.damage(self.weight * np.maximum(1 - share, 0.0))

    def striker_cost(self, spent: Array, left: Array) -> Array:
        """C1 of the striker when `spent` weapons leave the victim `left`; shape (..., draw)."""
        own, enemy = self.damages(spent, left)
        return self.striker.cost(own, enemy, self.victim)

    def victim_cost(self, spent: Array, left: Array) -> Array:
        """C2 of the victim at the same point."""
        enemy, own = self.damages(spent, left)
        return self.victim.cost(own, enemy, self.striker)


@dataclass(frozen=True)
class Choice:
    """The striker's best division of its weapons: arrays (draw,)."""

    spent: Array
    striker_cost: Array
    victim_cost: Array


def least_cost(strike: Strike, attack: Drawdown, interior_points: int) -> Choice:
    """Weapons on forces that make the striker's cost least, with that cost and the victim's.

    Among equal costs the one that costs the victim more, then the smaller number of weapons.
    `interior_points` is the size of the grid inside each segment.
    """
    draws = strike.stock.size
    parts = []
    for begin in range(0, draws, _BLOCK):
        block = slice(begin, begin + _BLOCK)
        parts.append(_least_cost(pick(strike, block), attack.spent[:, block], attack.left[:, block], interior_points))
    if len(parts) == 1:
        return parts[0]
    return Choice(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Choice)))


def _least_cost(strike: Strike, spent: Array, left: Array, interior: int) -> Choice:
    x, w = _grid(spent, interior), _grid(left, interior)
    costs = strike.striker_cost(x, w)
    # The same point twice is not a tie.
    costs[1:][x[1:] == x[:-1]] = np.inf
    best, draw = np.argmin(costs, axis=0), np.arange(strike.stock.size)
    chosen_x, chosen_w, chosen_cost = _refine(strike, x, w, costs, best, interior)

    # Where the search moved between two grid points, these belong to the same minimum: only points further off are ties.
    costs[best, draw] = np.inf
    moved = np.flatnonzero(chosen_x != x[best, draw])
    for step in (-1, 1):
        costs[np.clip(best[moved] + step, 0, len(x) - 1), moved] = np.inf
    tied = costs <= chosen_cost + TIE
    many = np.flatnonzero(tied.any(axis=0))
    if many.size:
        part, among = pick(strike, many), np.vstack([np.ones(many.size, dtype=bool), tied[:, many]])
        option_x, option_w = np.vstack([chosen_x[many], x[:, many]]), np.vstack([chosen_w[many], w[:, many]])
        harm = np.where(among, part.victim_cost(option_x, option_w), -np.inf)
        winner = np.argmin(np.where(harm >= harm.max(axis=0) - TIE, option_x, np.inf), axis=0)
        chosen_x[many], chosen_w[many] = option_x[winner, np.arange(many.size)], option_w[winner, np.arange(many.size)]
    return Choice(chosen_x, strike.striker_cost(chosen_x, chosen_w), strike.victim_cost(chosen_x, chosen_w))


def _grid(ends: Array, interior: int) -> Array:
    """Ends of the segments with `interior` points between each pair, in order: (point, draw).

    The points crowd towards the ends (as Chebyshev's do): where a weight runs out, the cost bends within
    the last few per cent of a segment.
    """
    part = (1 - np.cos(np.pi * np.arange(interior + 1)[:, None] / (interior + 1))) / 2
    # Of an empty segment this makes exact copies of its end, which the search leaves out.
    inside = ends[:-1, None] + (ends[1:, None] - ends[:-1, None]) * part
    return np.concatenate([inside.reshape(-1, ends.shape[1]), ends[-1:]])


def _refine(
    strike: Strike, x: Array, w: Array, costs: Array, best: NDArray[np.intp], interior: int
) -> tuple[Array, Array, Array]:
    """The least cost between the neighbours of the best grid point, by golden section over t in [-1, 1].

    t = 0 is the grid point, -1 and 1 its neighbours; both numbers of a point are straight lines on
    either side of it, also where a segment ends there.
    """
    before, after = np.maximum(best - 1, 0), np.minimum(best + 1, len(x) - 1)
    draw = np.arange(best.size)
    found = x[best, draw], w[best, draw], costs[best, draw]

    def at(t: Array, here: NDArray[np.intp], part: Strike) -> tuple[Array, Array, Array]:
        other = np.where(t < 0, before[here], after[here])
        size = np.abs(t)
        # From the grid point outwards, so that a neighbour at the same place changes nothing, not even by rounding.
        spent, left = (a[best[here], here] + (a[other, here] - a[best[here], here]) * size for a in (x, w))
        return spent, left, part.striker_cost(spent, left)

    # Most best points are ends of segments, where the cost rises at once to either side: those are exact already.
    probe = np.full(best.size, _PRECISION * (interior + 1))
    falls_before = at(-probe, draw, strike)[2] < found[2] - _NOISE
    falls_after = at(probe, draw, strike)[2] < found[2] - _NOISE
    active = np.flatnonzero(falls_before | falls_after)
    if not active.size:
        return found

    part = pick(strike, active)
    # A side on which the cost rises at once is left out of the bracket.
    low, high = np.where(falls_before[active], -1.0, 0.0), np.where(falls_after[active], 1.0, 0.0)
    widest = np.sin(np.pi / 2 / (interior + 1))
    steps = int(np.ceil(np.log(2 * widest / _PRECISION) / -np.log(_GOLDEN)))
    inner, outer = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    cost_inner, cost_outer = at(inner, active, part)[2], at(outer, active, part)[2]
    for _ in range(steps):
        down = cost_inner <= cost_outer
        low, high = np.where(down, low, inner), np.where(down, outer, high)
        new = np.where(down, high - _GOLDEN * (high - low), low + _GOLDEN * (high - low))
        value = at(new, active, part)[2]
        inner, outer = np.where(down, new, outer), np.where(down, inner, new)
        cost_inner, cost_outer = np.where(down, value, cost_outer), np.where(down, cost_inner, value)
    narrowed = at(np.where(cost_inner <= cost_outer, inner, outer), active, part)
    better = narrowed[2] < found[2][active]
    for whole, piece in zip(found, narrowed, strict=True):
        whole[active[better]] = piece[better]
    return found
