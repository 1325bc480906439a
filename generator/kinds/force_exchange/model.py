"""The force-exchange model: who can still retaliate after being struck, and does going first pay?

Arrays in, arrays out. Every field of `Leg` and `Side` is a number or an array over draws; `solve`
broadcasts, so a single case, a Monte Carlo, a sensitivity and a break-even are the same call with
different arrays. The model works on aggregates only: no geography, no targets, no areas.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from generator.deterrence.drawdown import Drawdown, Target, draw_down
from generator.deterrence.draws import draw_count, rows
from generator.deterrence.errors import ModelError
from generator.deterrence.judgement import Judgement, Modifiers, Standing, Temper, judge, modify
from generator.deterrence.rational import Choice, Stake, Strike, least_cost
from generator.deterrence.risk import critical_risk
from generator.deterrence.stability import index, instability_index
from generator.deterrence.verdicts import STANDARD, Cutoffs, at_least
from generator.kinds.force_exchange.params import Array, Number, Outcome, Params, Side, SideOutcome

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
    forces = [_Force.of(side, name, draws) for side, name in zip(params.sides, "AB", strict=True)]
    # attacks[i] is what side i suffers.
    attacks = [_attack(params.sides[1 - i], forces[1 - i], forces[i]) for i in (0, 1)]
    # 6.3 Rational exchange: i goes first against j.
    stakes = [Stake(side.curve, side.blowback, side.cost_exponent, side.cost_weight) for side in params.sides]
    choices = [
        least_cost(
            Strike(stakes[i], stakes[1 - i], forces[i].stock, forces[i].first_strike_weight),
            attacks[1 - i],
            interior_points,
            everywhere=interior_points >= EXACT,
        )
        for i in (0, 1)
    ]
    a, b = (_side_outcome(params, forces[i], attacks[i], choices[i], choices[1 - i], i, draws) for i in (0, 1))
    waiting = instability_index(
        a.first_strike_damage, a.retaliatory_damage, b.first_strike_damage, b.retaliatory_damage
    )
    return Outcome((a, b), index(a.critical_risk, b.critical_risk), waiting)


def required_weight(side: Side) -> Array:
    """Weight that does unacceptable damage to this side: the largest over its criteria (sec. 4.4)."""
    largest = side.curve.required_weight(side.tau)
    for criterion in side.also_required:
        largest = np.maximum(largest, criterion.curve.required_weight(criterion.tau))
    return largest


def undefended_first_strike(params: Params) -> tuple[Array, Array]:
    """W1 of each side if nothing were stopped by active defences (penetration 1 on every leg): arrays (draw,)."""
    draws = draw_count(params)
    a, b = (
        _Force.of(_without_defence(side), name, draws).first_strike_weight
        for side, name in zip(params.sides, "AB", strict=True)
    )
    return a, b


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


def modifiers(
    outcome: Outcome, params: Params, judgement: Judgement, *, limited_wars: bool = False, cutoffs: Cutoffs = STANDARD
) -> Modifiers:
    """What qualifies the verdict per draw (sec. 8.3); FRAGILE-HURDLE is in `hurdles`, CONTESTED in `verdicts`."""
    a, b = (
        Temper(
            side.blowback,
            side.alpha,
            side.credibility,
            found.retaliatory_damage,
            side.curve.cap,
            side.status_quo,
            side.war,
        )
        for side, found in zip(params.sides, outcome.sides, strict=True)
    )
    return modify(a, b, judgement, outcome.index, limited_wars=limited_wars, cutoffs=cutoffs)


@dataclass(frozen=True)
class _Force:
    """The legs of a side as arrays (leg, draw), with what they can do going first."""

    target: Target
    weapons_arriving: Array
    """Weapons of one surviving unit that arrive in retaliation."""
    stock: Array
    first_strike_weight: Array

    @classmethod
    def of(cls, side: Side, name: str, draws: int) -> _Force:
        if np.any(np.asarray(side.alpha) >= np.asarray(side.tau)):
            raise ModelError(f"side {name} would accept more damage (alpha) than it finds unacceptable (tau)")

        for number, leg in enumerate(side.legs, start=1):
            if leg.pkill_against is None and np.any(np.asarray(leg.hidden) < 1):
                raise ModelError(f"leg {number} of side {name} is exposed but has no kill probability (pkill_against)")

        def by_leg(field: str) -> Array:
            return rows(side.legs, field, draws)

        # 1, 2. Only weapons that work are counted, and the striker knows which: the worst case for the victim.
        units, per_unit = by_leg("units"), by_leg("weapons") * by_leg("availability")
        reliability, penetration, passive = by_leg("reliability"), by_leg("penetration"), by_leg("passive")
        working = units * per_unit * by_leg("first_strike_use") * reliability
        weight = working * by_leg("effect") * penetration * passive
        # 3. What one surviving unit still does.
        arriving = per_unit * by_leg("c3") * reliability * penetration
        target = Target(
            units,
            by_leg("hidden"),
            by_leg("launched_under_attack"),
            by_leg("pkill_against"),
            arriving * by_leg("effect") * passive,
        )
        return cls(target, arriving, working.sum(axis=0), weight.sum(axis=0))


def _attack(striker: Side, force: _Force, victim: _Force) -> Drawdown:
    # 4-8. The striker's shots and common mode meet the victim's legs.
    return draw_down(
        victim.target, force.stock, int(striker.shots), np.broadcast_to(striker.common_mode, force.stock.shape)
    )


def _side_outcome(
    params: Params, force: _Force, suffered: Drawdown, first: Choice, struck: Choice, i: int, draws: int
) -> SideOutcome:
    own, other = params.sides[i], params.sides[1 - i]
    target = force.target
    # 9. Retaliation after the disarming exchange.
    surviving = target.units * suffered.survival
    by_leg = surviving * target.unit_weight
    weight = by_leg.sum(axis=0)
    required = np.broadcast_to(required_weight(other), (draws,))
    damages = [np.broadcast_to(criterion.curve.damage(weight), (draws,)) for criterion in other.also_required]
    return SideOutcome(
        working_weapons=force.stock,
        first_strike_weight=force.first_strike_weight,
        exposed_units=target.exposed,
        weapons_spent_against_it=suffered.spent[-1],
        survival=suffered.survival,
        retaliatory_weight=weight,
        retaliatory_weight_by_leg=by_leg,
        retaliatory_weapons=(surviving * force.weapons_arriving).sum(axis=0),
        first_strike_damage=other.curve.damage(force.first_strike_weight),
        retaliatory_damage=other.curve.damage(weight),
        required_weight=required,
        margin=weight / required,
        criterion_damage=np.array(damages) if damages else np.empty((0, draws)),
        striking_cost=first.striker_cost,
        struck_cost=struck.victim_cost,
        weapons_on_forces=first.spent,
        critical_risk=critical_risk(first.striker_cost, struck.victim_cost, own.peace_cost),
    )


def _without_defence(side: Side) -> Side:
    return replace(side, legs=tuple(replace(leg, penetration=1.0) for leg in side.legs))
