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
from generator.deterrence.stability import loss, spared, suffered

Array = NDArray[np.float64]

TIE = 1e-12
"""Costs nearer than this are equal."""
_CLEAR = 1e-9
"""A bound this far above a cost clears it for certain, rounding and ties included."""
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

    def own_cost(self, weight: Array) -> Array:
        """Cost to this side of being hit by this weight."""
        return suffered(loss(self.curve.damage(weight), self.curve.cap, self.blowback), self.cost_exponent)

    def spared_cost(self, enemy: Stake, weight: Array) -> Array:
        """Cost to this side of what the enemy keeps when hit by no more than this weight."""
        return spared(loss(enemy.curve.damage(weight), enemy.curve.cap), self.cost_exponent, self.cost_weight)


@dataclass(frozen=True)
class Strike:
    """A first strike before the striker has chosen: who stands to lose what, and its means."""

    striker: Stake
    victim: Stake
    stock: Array
    """(draw,): working weapons."""
    weight: Array
    """(draw,): weight on value if nothing is spent on forces."""

    def on_value(self, spent: Array) -> Array:
        """Weight on value when `spent` weapons, 0 to all of them, go on forces; shape (..., draw)."""
        # Without a weapon nothing is spent, and any divisor will do.
        return self.weight * np.maximum(1 - spent / np.where(self.stock > 0, self.stock, 1.0), 0.0)

    def own_cost(self, left: Array) -> Array:
        """What the striker suffers from what it leaves of the victim's force. Falls as more is spent on forces."""
        return self.striker.own_cost(left)

    def spared_cost(self, spent: Array) -> Array:
        """What it costs the striker to spare the victim. Rises as more is spent on forces."""
        return self.striker.spared_cost(self.victim, self.on_value(spent))

    def striker_cost(self, spent: Array, left: Array) -> Array:
        """C1 of the striker when `spent` weapons leave the victim `left`; shape (..., draw)."""
        return self.own_cost(left) + self.spared_cost(spent)

    def victim_cost(self, spent: Array, left: Array) -> Array:
        """C2 of the victim at the same point."""
        return self.victim.own_cost(self.on_value(spent)) + self.victim.spared_cost(self.striker, left)

    @property
    def bends_one_way(self) -> bool:
        """True where inside a segment the own cost is concave in the weapons spent, and the cost of sparing convex."""
        concave = self.striker.curve.concave and self.victim.curve.concave
        return concave and bool(np.all(np.asarray(self.striker.cost_exponent) <= 1))


@dataclass(frozen=True)
class Choice:
    """The striker's best division of its weapons: arrays (draw,)."""

    spent: Array
    striker_cost: Array
    victim_cost: Array


def least_cost(strike: Strike, attack: Drawdown, interior_points: int, *, everywhere: bool = False) -> Choice:
    """Weapons on forces that make the striker's cost least, with that cost and the victim's.

    Among equal costs the one that costs the victim more, then the smaller number of weapons.
    `interior_points` is the size of the grid inside each segment. Segments that provably hold no least cost
    are left out, unless the grid is wanted `everywhere`.
    """
    draws = strike.stock.size
    parts = []
    for begin in range(0, draws, _BLOCK):
        block = slice(begin, begin + _BLOCK)
        parts.append(
            _least_cost(pick(strike, block), attack.spent[:, block], attack.left[:, block], interior_points, everywhere)
        )
    if len(parts) == 1:
        return parts[0]
    return Choice(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Choice)))


def _least_cost(strike: Strike, spent: Array, left: Array, interior: int, everywhere: bool) -> Choice:
    own, spared = strike.own_cost(left), strike.spared_cost(spent)
    ends = own + spared
    # The same point twice is not a tie.
    ends[1:][spent[1:] == spent[:-1]] = np.inf
    best, draw = np.argmin(ends, axis=0), np.arange(strike.stock.size)
    least = ends[best, draw]
    chosen = spent[best, draw], left[best, draw]

    hopeful = spent[1:] > spent[:-1] if everywhere else _hopeful(strike, spent, own, spared, least)
    tied = np.count_nonzero(ends <= least + TIE, axis=0) > 1
    open_ = np.flatnonzero(hopeful.any(axis=0) | tied)
    if open_.size:
        found = _search(
            pick(strike, open_), spent[:, open_], left[:, open_], ends[:, open_], hopeful[:, open_], interior
        )
        for whole, piece in zip(chosen, found, strict=True):
            whole[open_] = piece
    return Choice(chosen[0], strike.striker_cost(*chosen), strike.victim_cost(*chosen))


def _hopeful(strike: Strike, spent: Array, own: Array, spared: Array, least: Array) -> NDArray[np.bool_]:
    """(segment, draw): whether a cost of `least` or below may hide inside the segment.

    Own cost falls along a segment and the cost of sparing rises, so the cost is nowhere below own cost at the
    far end and sparing at the near end. Where they bend one way the bounds are closer: concave own cost lies
    above its chord, and convex sparing above the secants of its neighbours drawn on. Chord and line are
    straight, so their sum is least at one of the two ends.
    """
    length = np.diff(spent, axis=0)
    near, far = spared[:-1], -np.inf
    if strike.bends_one_way:
        # Behind the last point the curve goes on to where no weapon is left for value.
        whole = np.vstack([spent, strike.stock])
        rise = np.diff(
            np.vstack([spared, strike.striker.spared_cost(strike.victim, np.zeros_like(strike.stock))]), axis=0
        )
        run = np.diff(whole, axis=0)
        before = np.divide(rise, run, out=np.zeros_like(run), where=run > 0)
        before = np.maximum.accumulate(before)
        after = np.divide(rise, run, out=np.full_like(run, np.inf), where=run > 0)
        after = np.minimum.accumulate(after[::-1])[::-1]
        near = near.copy()
        near[1:] += before[:-2] * length[1:]
        far = own[:-1] + spared[1:] - np.multiply(after[1:], length, out=np.zeros_like(length), where=length > 0)
    return (length > 0) & (own[1:] + near <= least + _CLEAR) & (far <= least + _CLEAR)


def _search(
    strike: Strike, spent: Array, left: Array, ends: Array, hopeful: NDArray[np.bool_], interior: int
) -> tuple[Array, Array]:
    """The best point of all ends and of a grid in the hopeful segments, refined, ties settled."""
    x, w = _grid(spent, interior), _grid(left, interior)
    costs = np.full_like(x, np.inf)
    costs[:: interior + 1] = ends
    inside = np.zeros(x.shape, dtype=bool)
    for offset in range(1, interior + 1):
        inside[offset :: interior + 1] = hopeful
    point, at = np.nonzero(inside)
    costs[point, at] = pick(strike, at).striker_cost(x[point, at], w[point, at])
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
    return chosen_x, chosen_w


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
