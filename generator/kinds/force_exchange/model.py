"""The force-exchange model: who can still retaliate after being struck, and does going first pay?

Arrays in, arrays out. Every field of `Leg` and `Side` is a number or an array over draws; `solve`
broadcasts, so a single case, a Monte Carlo, a sensitivity and a break-even are the same call with
different arrays. The model works on aggregates only: no geography, no targets, no areas.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from generator.deterrence import defence
from generator.deterrence.drawdown import Drawdown, Target, draw_down
from generator.deterrence.draws import draw_count, rows
from generator.deterrence.errors import ModelError
from generator.deterrence.judgement import Judgement, Modifiers, Standing, Temper, judge, modify
from generator.deterrence.rational import Choice, Stake, Strike, least_cost
from generator.deterrence.risk import critical_risk
from generator.deterrence.stability import index, instability_index
from generator.deterrence.verdicts import STANDARD, Cutoffs, at_least
from generator.kinds.force_exchange.outcome import Outcome, SideOutcome
from generator.kinds.force_exchange.params import Array, Number, Params, Side

VERSION = "1"
"""Raised whenever the same inputs would give other numbers; part of every results digest."""


EXACT = 400
"""Interior points for a single case: no basin of the cost function is missed."""
FAST = 8
"""Interior points for draws: the tests hold its costs to within 1e-5 of `EXACT`."""


def solve(params: Params, *, interior_points: int = FAST) -> Outcome:
    """The force exchange in both directions; steps are numbered as in the specification, secs. 5 and 6.

    Every input is a number or an array (draw,); every result is an array (draw,) or (leg, draw), also for
    one draw. `interior_points` sets the grid of the search for the rational exchange.
    Raises ModelError when alpha is not below tau, or an exposed leg has no kill probability.

    Sources: Kent and Thaler, RAND R-3765-AF (1989), for the drawdown, the cost and the index (reported);
    Wohlstetter, RAND P-1472 (1958), for the chain of hurdles (documented). The order of operations is
    assumed.
    """
    draws = draw_count(params)
    exchange = _Exchange.of(params, draws, interior_points)
    a, b = (_side_outcome(params, exchange, i, draws) for i in (0, 1))
    waiting = instability_index(
        a.first_strike_damage, a.retaliatory_damage, b.first_strike_damage, b.retaliatory_damage
    )
    return Outcome((a, b), index(a.critical_risk, b.critical_risk), waiting)


Costs = tuple[tuple[Array, Array], tuple[Array, Array]]
"""(C1, C2) of each side, arrays (draw,)."""


def costs(params: Params, *, interior_points: int = FAST) -> Costs:
    """(C1, C2) of each side: its cost of striking first and of being struck first, and nothing else; arrays (draw,)."""
    first, second = _Exchange.of(params, draw_count(params), interior_points).choices
    return (first.striker_cost, second.victim_cost), (second.striker_cost, first.victim_cost)


def disarmed(striker: Side, victim: Side) -> tuple[Array, Array]:
    """What a disarming strike leaves: survival of the victim's legs (leg, draw), and its retaliatory weight (draw,)."""
    draws = draw_count(Params((striker, victim)))
    force, other = _Force.of(striker, victim, "A", draws), _Force.of(victim, striker, "B", draws)
    struck = _Struck.of(striker, force, other)
    return struck.attack.survival, struck.attack.left[-1]


def required_weight(side: Side) -> Array:
    """Weight that does unacceptable damage to this side: the largest over its criteria (sec. 4.4)."""
    largest = side.curve.required_weight(side.tau)
    for criterion in side.also_required:
        largest = np.maximum(largest, criterion.curve.required_weight(criterion.tau))
    return largest


def undefended_first_strike(params: Params) -> tuple[Array, Array]:
    """W1 of each side if nothing were stopped by active defences (penetration 1, no interceptors): arrays (draw,)."""
    draws = draw_count(params)
    sides = [_without_defence(side) for side in params.sides]
    a, b = (_Force.of(sides[i], sides[1 - i], "AB"[i], draws).first_strike_weight for i in (0, 1))
    return a, b


def as_retaliating(side: Side, leakage: Array) -> Side:
    """The side with what it keeps back and what interceptors stop put into its legs: what `hurdles` takes apart.

    `leakage` (draw,) is the share of its retaliation that passes the other side's interceptors.
    """
    if np.all(np.asarray(leakage) == 1) and np.all(np.asarray(side.reserve) == 0):
        return side
    kept = 1 - np.asarray(side.reserve, float)
    legs = (replace(leg, weapons=leg.weapons * kept, penetration=leg.penetration * leakage) for leg in side.legs)
    return replace(side, legs=tuple(legs), reserve=0.0)


def dyad_verdict(
    outcome: Outcome,
    params: Params,
    *,
    assurance: tuple[float, float] | None = None,
    required: tuple[Number, Number] | None = None,
    cutoffs: Cutoffs = STANDARD,
) -> Judgement:
    """Classes, verdict and subtype per draw (secs. 8.1 and 8.2).

    `assurance` is the share of draws in which each side's retaliation is unacceptable, once a Monte Carlo
    has been run. `required` replaces the weight each side must deliver, to show the verdict under another
    criterion.
    """
    undefended = undefended_first_strike(params)

    def standing(i: int) -> Standing:
        side = outcome.sides[i]
        weight = side.required_weight if required is None else np.asarray(required[i], float)
        # As ratios, so that the tolerance does not depend on the unit of weight.
        return Standing(
            side.retaliatory_weight / weight,
            at_least(side.first_strike_weight / weight, 1.0),
            side.retaliatory_damage,
            params.sides[i].alpha,
            None if assurance is None else assurance[i],
            at_least(undefended[i] / weight, 1.0),
        )

    return judge(standing(0), standing(1), outcome.index, cutoffs)


def tempers(outcome: Outcome, params: Params) -> tuple[Temper, Temper]:
    """What decides of each side whether its threat is carried out and believed."""
    a, b = (
        Temper(
            side.blowback,
            side.alpha,
            side.credibility,
            found.retaliatory_damage,
            side.curve.cap,
            side.status_quo,
            side.war,
            side.submit,
        )
        for side, found in zip(params.sides, outcome.sides, strict=True)
    )
    return a, b


def modifiers(
    outcome: Outcome, params: Params, judgement: Judgement, *, limited_wars: bool = False, cutoffs: Cutoffs = STANDARD
) -> Modifiers:
    """What qualifies the verdict per draw (sec. 8.3); FRAGILE-HURDLE is in `hurdles`, CONTESTED in `verdicts`."""
    a, b = tempers(outcome, params)
    return modify(a, b, judgement, outcome.index, limited_wars=limited_wars, cutoffs=cutoffs)


@dataclass(frozen=True)
class _Force:
    """The legs of a side as arrays (leg, draw), with what they can do going first."""

    target: Target
    """What one surviving unit does counts before the other side's interceptors."""
    weapons_launched: Array
    """(leg, draw): weapons of one surviving unit that are ordered and work in retaliation."""
    penetration: Array
    """(leg, draw)."""
    stock: Array
    first_strike_weight: Array
    leakage: Array
    """(draw,): share of a full first strike that passes the other side's interceptors."""

    @classmethod
    def of(cls, side: Side, other: Side, name: str, draws: int) -> _Force:
        if np.any(np.asarray(side.alpha) >= np.asarray(side.tau)):
            raise ModelError(f"side {name} would accept more damage (alpha) than it finds unacceptable (tau)")

        for number, leg in enumerate(side.legs, start=1):
            if leg.pkill_against is None and np.any(np.asarray(leg.hidden) < 1):
                raise ModelError(f"leg {number} of side {name} is exposed but has no kill probability (pkill_against)")

        def by_leg(field: str) -> Array:
            return rows(side.legs, field, draws)

        # 1, 2. Only weapons that work are counted, and the striker knows which: the worst case for the victim.
        kept = 1 - np.asarray(side.reserve, float)
        units, per_unit = by_leg("units"), by_leg("weapons") * by_leg("availability") * kept
        reliability, penetration, passive = by_leg("reliability"), by_leg("penetration"), by_leg("passive")
        working = units * per_unit * by_leg("first_strike_use") * reliability
        weight = working * by_leg("effect") * penetration * passive
        stock = working.sum(axis=0)
        leakage = _leakage(other, stock)
        # 3. What one surviving unit still does.
        launched = per_unit * by_leg("c3") * reliability
        target = Target(
            units,
            by_leg("hidden"),
            by_leg("launched_under_attack"),
            by_leg("pkill_against"),
            launched * penetration * by_leg("effect") * passive,
        )
        return cls(target, launched, penetration, stock, weight.sum(axis=0) * leakage, leakage)


def _leakage(defender: Side, arriving: Array) -> Array:
    """Share of the arriving working weapons that pass the defender's interceptors: (draw,)."""
    if np.all(np.asarray(defender.interceptors) == 0):
        return np.ones(arriving.shape)
    stopped = defence.interception(defender.interception, defender.interceptors_per_warhead, defender.tracking)
    return defence.penetration(stopped, arriving, defender.interceptors, defender.interceptors_per_warhead)


@dataclass(frozen=True)
class _Struck:
    """A side after the disarming attack."""

    attack: Drawdown
    """What is left counts behind the striker's interceptors."""
    surviving: Array
    """(leg, draw): units."""
    leakage: Array
    """(draw,): share of its retaliation that passes the striker's interceptors."""

    @classmethod
    def of(cls, striker: Side, force: _Force, victim: _Force) -> _Struck:
        # 4-8. The striker's shots and common mode meet the victim's legs.
        omega = np.broadcast_to(striker.common_mode, force.stock.shape)
        attack = draw_down(victim.target, force.stock, int(striker.shots), omega)
        surviving = victim.target.units * attack.survival
        # Interceptors stop all legs alike, so that which leg is worth attacking does not depend on them.
        leakage = _leakage(striker, (surviving * victim.weapons_launched).sum(axis=0))
        return cls(replace(attack, left=attack.left * leakage), surviving, leakage)


@dataclass(frozen=True)
class _Exchange:
    """Both directions of the exchange, side A first in every pair."""

    forces: tuple[_Force, _Force]
    struck: tuple[_Struck, _Struck]
    """Each side after the disarming attack of the other."""
    choices: tuple[Choice, Choice]
    """What each side does in the rational exchange when it goes first."""

    @classmethod
    def of(cls, params: Params, draws: int, interior_points: int) -> _Exchange:
        a, b = params.sides
        forces = _Force.of(a, b, "A", draws), _Force.of(b, a, "B", draws)
        struck = _Struck.of(b, forces[1], forces[0]), _Struck.of(a, forces[0], forces[1])
        stakes = [Stake(side.curve, side.blowback, side.cost_exponent, side.cost_weight) for side in params.sides]

        def choice(i: int) -> Choice:
            # 6.3 Rational exchange: i goes first against j.
            strike = Strike(stakes[i], stakes[1 - i], forces[i].stock, forces[i].first_strike_weight)
            everywhere = interior_points >= EXACT
            return least_cost(strike, struck[1 - i].attack, interior_points, everywhere=everywhere)

        return cls(forces, struck, (choice(0), choice(1)))


def _side_outcome(params: Params, exchange: _Exchange, i: int, draws: int) -> SideOutcome:
    own, other = params.sides[i], params.sides[1 - i]
    force, struck = exchange.forces[i], exchange.struck[i]
    first, second = exchange.choices[i], exchange.choices[1 - i]
    target = force.target
    # 9. Retaliation after the disarming exchange.
    by_leg = struck.surviving * target.unit_weight * struck.leakage
    weight = by_leg.sum(axis=0)
    required = np.broadcast_to(required_weight(other), (draws,))
    damages = [np.broadcast_to(criterion.curve.damage(weight), (draws,)) for criterion in other.also_required]
    arriving = struck.surviving * force.weapons_launched * force.penetration
    return SideOutcome(
        working_weapons=force.stock,
        first_strike_weight=force.first_strike_weight,
        exposed_units=target.exposed,
        weapons_spent_against_it=struck.attack.spent[-1],
        survival=struck.attack.survival,
        retaliatory_weight=weight,
        retaliatory_weight_by_leg=by_leg,
        retaliatory_weapons=arriving.sum(axis=0) * struck.leakage,
        first_strike_leakage=force.leakage,
        retaliatory_leakage=struck.leakage,
        first_strike_damage=other.curve.damage(force.first_strike_weight),
        retaliatory_damage=other.curve.damage(weight),
        required_weight=required,
        margin=weight / required,
        criterion_damage=np.array(damages) if damages else np.empty((0, draws)),
        striking_cost=first.striker_cost,
        struck_cost=second.victim_cost,
        weapons_on_forces=first.spent,
        critical_risk=critical_risk(first.striker_cost, second.victim_cost, own.peace_cost),
    )


def _without_defence(side: Side) -> Side:
    return replace(side, interceptors=0.0, legs=tuple(replace(leg, penetration=1.0) for leg in side.legs))
