"""More than two actors: every pair, wars of coalitions, and what is left for a second opponent after a first.

Sources: Jerome Bracken (NATO ASI chapter, abstract, documented) for two measures of a war, the incentive
to strike and the incentive to pre-empt; Best and Bracken, Management Science 41(2) (1995), abstract, for
what defences do among three. The definitions here, how allies pool what they have, and the two-front
test are ours (assumed).

Each side is given as it stands against each opponent, since the same force may be easier to reach or to
stop for one than for another. Numbers and arrays over draws broadcast.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.deterrence import coalitions
from generator.deterrence.coalitions import Coalition, Pair, SystemIndex
from generator.deterrence.damage import Pooled
from generator.deterrence.errors import ModelError
from generator.kinds.force_exchange.model import FAST, Costs, costs, disarmed, required_weight, solve
from generator.kinds.force_exchange.outcome import Outcome
from generator.kinds.force_exchange.params import Leg, Number, Params, Side

Array = NDArray[np.float64]


@dataclass(frozen=True)
class System:
    """Every side as it stands against every other: (actor, opponent) -> side."""

    sides: Mapping[Pair, Side]

    @classmethod
    def of(cls, sides: Mapping[str, Side]) -> System:
        """A system in which each side is the same against all others."""
        return cls({(actor, opponent): sides[actor] for actor, opponent in permutations(sides, 2)})

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors in the order in which they were given."""
        return tuple(dict.fromkeys(actor for actor, _ in self.sides))

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two actors once."""
        return tuple(combinations(self.actors, 2))

    def dyad(self, a: str, b: str) -> Params:
        """Two actors against each other."""
        return Params((self.sides[a, b], self.sides[b, a]))


def solve_pairs(system: System, *, interior_points: int = FAST) -> dict[Pair, Outcome]:
    """The force exchange of every two actors, the others standing aside."""
    return {pair: solve(system.dyad(*pair), interior_points=interior_points) for pair in system.pairs}


def system_index(outcomes: Mapping[Pair, Outcome], rivals: Sequence[Pair] = ()) -> SystemIndex:
    """Product and worst pair of the indices of the rivals; without any named, of all pairs."""
    return coalitions.system_index({pair: outcomes[pair].index for pair in rivals or outcomes})


def two_fronts(system: System) -> Iterator[tuple[str, str, str]]:
    """Every (actor, opponent, third): the actor faces the opponent after a war with the third."""
    return permutations(system.actors, 3)


def margin_after_war(system: System, actor: str, opponent: str, third: str) -> Array:
    """Margin of `actor` against `opponent` once the third has struck it and been answered: (draw,).

    The third strikes first, to disarm; the actor answers with all survivors but its reserve; with the
    reserve it faces the disarming strike of the opponent. Without a reserve nothing is left, and the
    margin is 0.
    """
    survival, _ = disarmed(system.sides[third, actor], system.sides[actor, third])
    facing = system.sides[actor, opponent]
    legs = tuple(
        replace(leg, units=leg.units * survived, weapons=leg.weapons * np.asarray(facing.reserve))
        for leg, survived in zip(facing.legs, survival, strict=True)
    )
    _, weight = disarmed(system.sides[opponent, actor], replace(facing, legs=legs, reserve=0.0))
    return np.asarray(weight / required_weight(system.sides[opponent, actor]))


@dataclass(frozen=True)
class War:
    """What tempts a coalition to attack another: arrays (draw,)."""

    incentive_to_strike: Array
    """C(0, 0) - C1: what going first saves against peace; below 0 peace is better."""
    incentive_to_pre_empt: Array
    """C2 - C1: what going first saves against being struck first."""


def wars(
    system: System, *, interior_points: int = FAST, solved: Mapping[Pair, Costs] | None = None
) -> dict[tuple[Coalition, Coalition], War]:
    """Every war of two coalitions, (who strikes, who is struck); there are `coalitions.number_of_wars`.

    `solved` may give the costs of pairs that have been solved already.
    """
    found = {}
    for first, second in coalitions.wars(system.actors):
        if (second, first) in found:
            continue
        sides = pooled(system, first, second), pooled(system, second, first)
        alone = first + second if len(first) == len(second) == 1 else None
        known = solved.get(alone) if solved is not None and alone is not None else None
        costs_of = known or costs(Params(sides), interior_points=interior_points)
        for war, side, (striking, struck) in zip(((first, second), (second, first)), sides, costs_of, strict=True):
            peace = np.asarray(side.cost_weight, float)
            found[war] = War(np.asarray(peace - striking), np.asarray(struck - striking))
    return found


def pooled(system: System, members: Coalition, opponents: Coalition) -> Side:
    """A coalition as one side (assumed): it pools legs, interceptors and value.

    Weapons that a member keeps back stay out. Shares of a leg that differ between several opponents are
    taken at their worst for its owner. What belongs to no leg (thresholds, blowback, the cost function,
    the common failure) is the mean by value, the most shots at one unit the largest of all. Raises
    ModelError for values that sum to 0.
    """
    sides = [_facing(system, member, opponents) for member in members]
    if len(sides) == 1:
        return sides[0]
    values, stock = [side.value for side in sides], [side.interceptors for side in sides]
    if not np.all(_stacked(values).sum(axis=0) > 0):
        raise ModelError(f"the values of {' and '.join(members)} must sum to more than 0 to be pooled")

    def means(weights: Sequence[Number], *names: str) -> dict[str, Any]:
        return {name: _mean([getattr(side, name) for side in sides], weights) for name in names}

    return Side(
        legs=tuple(leg for side in sides for leg in _without_reserve(side)),
        curve=Pooled(tuple(side.curve for side in sides), tuple(values)),
        shots=max(side.shots for side in sides),
        interceptors=_stacked(stock).sum(axis=0),
        **means(stock, "interceptors_per_warhead", "interception", "tracking"),
        **means(values, "alpha", "tau", "common_mode", "blowback", "cost_exponent", "cost_weight", "peace_cost"),
    )


def _facing(system: System, member: str, opponents: Coalition) -> Side:
    """A member against several opponents at once: each leg as exposed and as easily stopped as against the worst of them."""
    facing = [system.sides[member, opponent] for opponent in opponents]
    if len(facing) == 1:
        return facing[0]
    legs = tuple(
        replace(
            same[0],
            hidden=_stacked([leg.hidden for leg in same]).min(axis=0),
            penetration=_stacked([leg.penetration for leg in same]).min(axis=0),
            pkill_against=_most([leg.pkill_against for leg in same]),
        )
        for same in zip(*(side.legs for side in facing), strict=True)
    )
    return replace(facing[0], legs=legs)


def _without_reserve(side: Side) -> Iterator[Leg]:
    kept = 1 - np.asarray(side.reserve, float)
    return (replace(leg, weapons=leg.weapons * kept) for leg in side.legs)


def _most(given: Sequence[Number | None]) -> Array | None:
    known = [value for value in given if value is not None]
    return _stacked(known).max(axis=0) if known else None


def _mean(values: Sequence[Number], weights: Sequence[Number]) -> Array:
    """Mean by weight, and the plain mean where no weight is above 0."""
    both = _stacked([*values, *weights])
    value, weight = both[: len(values)], both[len(values) :]
    weight = np.where(weight.sum(axis=0) > 0, weight, 1.0)
    return np.asarray((value * weight).sum(axis=0) / weight.sum(axis=0))


def _stacked(values: Sequence[Number]) -> Array:
    """(member, *draw), every member of one shape."""
    return np.stack(np.broadcast_arrays(*(np.asarray(value, float) for value in values)))
