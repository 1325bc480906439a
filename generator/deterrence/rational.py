"""The striker's one choice: how many weapons to spend on forces so that going first costs it least.

Kent and Thaler, First-Strike Stability, RAND R-3765-AF (1989), p. 22 for the tie rule (reported); the
shares are taken of the value that can be destroyed (assumed). The cost is smooth inside a segment of
the drawdown but neither convex nor concave: own loss is concave, what the enemy is spared is convex.
So the search looks at the ends of all segments, leaves out every segment that a bound shows to hold
nothing better, looks at a grid inside the others and narrows the best bracket. In most draws the best
point is an end, and nothing is left to search. Every step takes its part of the bracket away, hence the
search always ends.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.damage import Curve, Number
from generator.deterrence.drawdown import Drawdown
from generator.deterrence.draws import pick
from generator.deterrence.errors import ModelError
from generator.deterrence.stability import loss, spared, suffered

Array = NDArray[np.float64]

TIE = 1e-12
"""Costs nearer than this are equal."""
_CLEAR = 1e-9
"""A bound this far above a cost clears it for certain, rounding and ties included."""
_SIEVE = 3
"""Points inside a segment by which its bound is made closer: the number that cost least time."""
_STEP = 1e-3
"""A slope is taken over this share of a segment."""
_NOISE = 1e-14
"""Differences below this are rounding errors of the cost function."""
_PRECISION = 1e-6
"""The choice is good to this share of a segment."""
_MOST_ROUNDS = 50
"""More than it takes to narrow a bracket to the precision if every round leaves seven tenths of it."""
_GOLDEN = (5**0.5 - 1) / 2
_BLOCK = 5000
"""Draws worked on at once: enough to amortise a NumPy call, few enough for the arrays of one step to stay in the cache."""


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

    hopeful = spent[1:] > spent[:-1]
    if not everywhere:
        hopeful &= _may_hold(strike, spent, left, own, spared, least)
    tied = np.count_nonzero(ends <= least + TIE, axis=0) > 1
    open_ = np.flatnonzero(hopeful.any(axis=0) | tied)
    if open_.size:
        found = _search(
            pick(strike, open_), spent[:, open_], left[:, open_], ends[:, open_], hopeful[:, open_], interior
        )
        for whole, piece in zip(chosen, found, strict=True):
            whole[open_] = piece
    return Choice(chosen[0], strike.striker_cost(*chosen), strike.victim_cost(*chosen))


def _may_hold(strike: Strike, spent: Array, left: Array, own: Array, spared: Array, least: Array) -> NDArray[np.bool_]:
    """(segment, draw): whether a cost of `least` or below may hide inside the segment."""
    # The cost of sparing goes on to where no weapon is left for value, and backwards as if there were more of them.
    beyond = np.stack([-_STEP * strike.stock, strike.stock])
    outside = strike.spared_cost(beyond)
    lowest = _lowest(
        strike.bends_one_way,
        np.vstack([beyond[:1], spent, beyond[1:]]),
        own,
        np.vstack([outside[:1], spared, outside[1:]]),
    )
    may = (lowest <= least + _CLEAR) & (spent[1:] > spent[:-1])

    # What is left is parted once more, with the slopes at both ends.
    segment, draw = np.nonzero(may)
    if not draw.size:
        return may
    part = pick(strike, draw)
    pair = np.stack([segment, segment + 1])
    x, w = _grid(spent[pair, draw], _SIEVE), _grid(left[pair, draw], _SIEVE)
    step = _STEP * (x[-1] - x[0])
    x = np.vstack([x[:1] - step, x, np.minimum(x[-1:] + step, part.stock)])
    lowest = _lowest(part.bends_one_way, x, part.own_cost(w), part.spared_cost(x))
    may[segment, draw] = (lowest <= least[draw] + _CLEAR).any(axis=0)
    return may


def _lowest(bends_one_way: bool, x: Array, own: Array, spared: Array) -> Array:
    """A bound from below on the cost between each two points: (interval, ...).

    `x` and `spared` have one point more than `own` at either end. Own cost falls and the cost of sparing rises,
    so the cost is nowhere below own cost at the far end and sparing at the near end. Where they bend one way
    the bounds are closer: concave own cost lies above its chord, and convex sparing above its neighbours'
    secants drawn on. Chord and line are straight, hence their sum is least at one of the two ends.
    """
    if not bends_one_way:
        return own[1:] + spared[1:-2]
    run, rise = np.diff(x, axis=0), np.diff(spared, axis=0)
    with np.errstate(invalid="ignore"):
        # Two points at the same place give no slope (NaN), and fmax then keeps the plain bound.
        slope = rise / run
        near = spared[1:-2] + slope[:-2] * run[1:-1]
        far = spared[2:-1] - slope[2:] * run[1:-1]
    return np.fmax(own[1:] + np.fmax(spared[1:-2], near), own[:-1] + far)


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


def _refine(strike: Strike, x: Array, w: Array, costs: Array, best: NDArray[np.intp], interior: int) -> Array:
    """Spent, left and cost at the best grid point, or lower down towards a neighbour to which the cost falls."""
    draw = np.arange(best.size)
    found = np.stack([a[best, draw] for a in (x, w, costs)])
    sides = np.stack([np.maximum(best - 1, 0), np.minimum(best + 1, len(x) - 1)])
    # Outwards from the grid point, so that a neighbour at the same place changes nothing, not even by rounding.
    ways = [np.stack([x[side, draw], w[side, draw]]) - found[:2] for side in sides]

    # Most best points are ends of segments, where the cost rises at once to either side: those are exact already.
    probe = _PRECISION * (interior + 1)
    probed = np.stack([strike.striker_cost(*(found[:2] + way * probe)) for way in ways])
    active = np.flatnonzero(probed.min(axis=0) < found[2] - _NOISE)
    if active.size:
        start, back = found[:, active], probed[0, active] < probed[1, active]
        way, side = np.where(back, *(way[:, active] for way in ways)), np.where(back, *sides[:, active])
        three = np.stack([start[2], probed[:, active].min(axis=0), costs[side, active]])
        narrow = _PRECISION / np.sin(np.pi / 2 / (interior + 1))
        t, cost = _valley(pick(strike, active), start[:2], way, probe, three, narrow)
        better = cost < start[2]
        found[:, active[better]] = np.vstack([start[:2] + way * t, cost])[:, better]
    return found


def _valley(strike: Strike, start: Array, way: Array, first: float, costs: Array, precision: float) -> Array:
    """The lowest point t between 0 and 1 on the line `start + way * t`, with its cost: (2, draw).

    `costs` are those at 0, `first` and 1, that at `first` below the other two. Brent's search, Algorithms for
    Minimization without Derivatives (1973), ch. 5, for all draws at once: twice the vertex of the parabola
    through three points, then twice the golden section of the wider side. These two alone take three tenths
    of the bracket away whatever the cost looks like, so that the search ends.
    """
    found, going = np.empty((2, costs.shape[1])), np.arange(costs.shape[1])
    (cost_low, cost, cost_high), near = costs, precision / 3
    low, t, high = np.zeros_like(cost), np.full_like(cost, first), np.ones_like(cost)
    for _ in range(_MOST_ROUNDS):
        for parabola in (True, True, False, False):
            wide = np.where(t - low > high - t, low, high) - t
            new = t + (1 - _GOLDEN) * wide
            if parabola:
                to_low, to_high = (t - low) * (cost - cost_high), (t - high) * (cost - cost_low)
                with np.errstate(invalid="ignore", divide="ignore"):
                    vertex = t - ((t - low) * to_low - (t - high) * to_high) / (2 * (to_low - to_high))
                new = np.where((vertex > low) & (vertex < high), vertex, new)
            # Two points nearer than this say nothing: step to the wider side, which closes the bracket from there.
            new = np.where(np.abs(new - t) < near, t + np.copysign(near, wide), new)
            value = strike.striker_cost(*(start + way * new))
            better = value < cost
            end, end_cost = np.where(better, t, new), np.where(better, cost, value)
            end_is_low = (new < t) ^ better
            low, cost_low = np.where(end_is_low, end, low), np.where(end_is_low, end_cost, cost_low)
            high, cost_high = np.where(end_is_low, high, end), np.where(end_is_low, cost_high, end_cost)
            t, cost = np.where(better, new, t), np.where(better, value, cost)

        found[:, going] = t, cost
        wide_open = np.flatnonzero(high - low > precision)
        if not wide_open.size:
            return found
        going, strike, start, way = going[wide_open], pick(strike, wide_open), start[:, wide_open], way[:, wide_open]
        low, t, high = low[wide_open], t[wide_open], high[wide_open]
        cost_low, cost, cost_high = cost_low[wide_open], cost[wide_open], cost_high[wide_open]
    raise ModelError("the search for the least cost did not settle")
