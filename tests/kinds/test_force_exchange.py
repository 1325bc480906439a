"""The force exchange against what the theory says must hold, and at its edges."""

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.deterrence.damage import INDUSTRY, POPULATION, Exponential, Tabulated, Weibull
from generator.deterrence.drawdown import Target, draw_down
from generator.deterrence.errors import ModelError
from generator.deterrence.verdicts import CapabilityClass, Cutoffs, Subtype, Verdict
from generator.kinds.force_exchange.checks import checks, dyad, scaled
from generator.kinds.force_exchange.hurdles import HURDLES, Status, break_even, break_even_by_leg
from generator.kinds.force_exchange.model import (
    EXACT,
    FAST,
    dyad_verdict,
    modifiers,
    required_weight,
    solve,
    undefended_first_strike,
)
from generator.kinds.force_exchange.params import Criterion, Leg, Params, Side
from generator.verification.compare import examine

near = pytest.approx
properties = settings(deadline=None, derandomize=True, max_examples=60)


class TestPublishedAndWorkedCases:
    """That they agree is in `test_verification.py`, with the grid of a single case."""

    @pytest.mark.parametrize("check", checks(FAST), ids=lambda check: check.id)
    def test_the_grid_of_the_draws_meets_them_too(self, check):
        assert [finding for finding in examine(check) if not finding.passed] == []

    def test_the_best_choice_inside_a_segment_is_good_to_a_millionth_of_it(self):
        fine, coarse = (
            solve(dyad("worked-two-legs"), interior_points=points).sides[1].weapons_on_forces for points in (EXACT, 8)
        )
        assert fine == near(coarse, abs=1e-6 * 400)


class TestHurdles:
    def test_a_force_of_one_leg_has_the_break_evens_of_its_leg(self):
        params = dyad("worked-one-leg")
        found = solve(params).sides[0]
        whole = {b.hurdle: b for b in break_even(params.sides[0], found.survival, found.required_weight)}
        by_leg = {b.hurdle: b for b in break_even_by_leg(params.sides[0], found.survival, found.required_weight)}
        for name in HURDLES:
            assert by_leg[name].value == near(float(whole[name].value[0]))
            assert whole[name].status == Status.BINDING.code

    def test_a_break_even_put_back_into_the_force_gives_a_margin_of_one(self):
        params = dyad("worked-two-legs")
        found = solve(params).sides[0]
        for row in break_even_by_leg(params.sides[0], found.survival, found.required_weight):
            if row.leg == 0 and row.hurdle == "c3":
                legs = (replace(params.sides[0].legs[0], c3=float(row.value[0])), params.sides[0].legs[1])
                again = solve(Params((replace(params.sides[0], legs=legs), params.sides[1])))
                assert again.sides[0].margin == near(1.0)

    def test_not_enough_alone_and_fragile(self):
        lone = Side((Leg(100, hidden=1.0, c3=0.5, reliability=0.9),), Exponential(100), 0.05, 0.2)
        survival = np.ones((1, 1))
        short = {row.hurdle: row for row in break_even_by_leg(lone, survival, np.array([60.0]))}
        assert short["reliability"].status == Status.NOT_ENOUGH_ALONE.code and not short["reliability"].fragile().any()
        assert short["c3"].value == near(60 / 90) and not short["c3"].fragile().any()
        assert short["c3"].fragile(Cutoffs(fragile=0.34)).all()
        close = {row.hurdle: row for row in break_even_by_leg(lone, survival, np.array([40.0]))}
        assert close["c3"].fragile().all()

    def test_a_hurdle_that_nothing_passes_and_a_threshold_out_of_reach(self):
        dead = Side((Leg(100, hidden=1.0, c3=0.0), Leg(0, hidden=1.0)), Exponential(100), 0.05, 0.2)
        rows = break_even_by_leg(dead, np.ones((2, 1)), np.array([50.0]))
        assert rows[2].hurdle == "c3" and rows[2].value == near(0.5)
        for needed in (50.0, np.inf):
            whole = break_even(dead, np.ones((2, 1)), np.array([needed]))
            assert all(row.status == Status.NOT_ENOUGH_ALONE.code for row in whole)


share = st.floats(0, 1)
legs = st.builds(
    Leg,
    units=st.floats(0, 1000),
    weapons=st.floats(0.5, 10),
    effect=st.floats(0.05, 3),
    availability=share,
    hidden=share,
    launched_under_attack=share,
    first_strike_use=share,
    c3=share,
    reliability=share,
    penetration=share,
    passive=share,
    pkill_against=share,
)
value_curves = st.one_of(
    st.just(POPULATION),
    st.builds(Exponential, st.floats(50, 3000)),
    st.just(Tabulated((100, 200, 400, 800), (0.15, 0.21, 0.30, 0.39))),
    st.builds(Weibull, st.floats(0.3, 1), st.floats(50, 2000), st.floats(0.4, 2.5), st.floats(0.3, 1)),
)
sides = st.builds(
    Side,
    legs=st.lists(legs, min_size=0, max_size=3).map(tuple),
    curve=value_curves,
    alpha=st.floats(0, 0.1),
    tau=st.floats(0.11, 0.9),
    shots=st.integers(1, 3),
    common_mode=share,
    blowback=st.floats(0, 0.2),
)
dyads = st.builds(lambda a, b: Params((a, b)), sides, sides)


def stacked(records):
    """One record whose numbers are arrays over the given records of the same make."""
    first = records[0]
    changed = {}
    for item in fields(first):
        values = [getattr(record, item.name) for record in records]
        if is_dataclass(values[0]):
            changed[item.name] = stacked(values)
        elif isinstance(values[0], tuple) and values[0] and is_dataclass(values[0][0]):
            changed[item.name] = tuple(stacked(members) for members in zip(*values, strict=True))
        elif isinstance(values[0], float):
            changed[item.name] = np.array(values)
    return replace(first, **changed)


def random_dyads(count, legs_each, shots, seed):
    """Dyads of the same make as one stack: `count` draws."""
    random = np.random.default_rng(seed)

    def amount(low, high):
        return random.uniform(low, high, count)

    def one():
        made = tuple(
            Leg(
                units=amount(5, 600),
                weapons=amount(1, 6),
                effect=amount(0.2, 1.5),
                availability=amount(0.6, 1),
                hidden=amount(0, 0.8),
                launched_under_attack=amount(0, 0.3),
                first_strike_use=amount(0.6, 1),
                c3=amount(0.5, 1),
                reliability=amount(0.6, 0.95),
                penetration=amount(0.5, 1),
                pkill_against=amount(0.1, 0.95),
            )
            for _ in range(legs_each)
        )
        value = (
            Weibull(0.544, amount(300, 900), 0.666, 0.47) if random.uniform() < 0.6 else Exponential(amount(100, 3000))
        )
        return Side(made, value, 0.05, 0.2, shots=shots)

    return Params((one(), one()))


def arrays(record):
    return {
        item.name: getattr(record, item.name)
        for item in fields(record)
        if isinstance(getattr(record, item.name), np.ndarray)
    }


class TestWhatMustHold:
    @properties
    @given(dyads)
    def test_swapping_the_sides_swaps_everything(self, params):
        there, back = solve(params), solve(Params(params.sides[::-1]))
        for one, other in zip(there.sides, back.sides[::-1], strict=True):
            for name, value in arrays(one).items():
                assert np.array_equal(value, arrays(other)[name]), name
        assert there.index == near(back.index, abs=1e-12) and there.instability_index == near(
            back.instability_index, abs=1e-12
        )
        judged, mirrored = dyad_verdict(there, params), dyad_verdict(back, Params(params.sides[::-1]))
        assert judged.verdict == mirrored.verdict and judged.subtype == mirrored.subtype
        assert judged.classes == mirrored.classes[::-1]

    @properties
    @given(dyads)
    def test_shares_are_shares_and_nothing_is_undefined(self, params):
        outcome = solve(params)
        assert np.all((outcome.index >= 0) & (outcome.index <= 1))
        for found in outcome.sides:
            for name, value in arrays(found).items():
                assert not np.any(np.isnan(value)), name
                if name != "required_weight":
                    assert np.all(np.isfinite(value)) and np.all(value >= 0), name
            for value in (found.survival, found.critical_risk, found.first_strike_damage, found.retaliatory_damage):
                assert np.all(value <= 1)
            assert np.all(found.weapons_on_forces <= found.working_weapons)

    @properties
    @given(dyads)
    def test_the_disarming_exchange_ends_where_its_curve_ends(self, params):
        # Step 9 of the specification against the yields of the filled segments.
        for i, found in enumerate(solve(params).sides):
            legs_ = params.sides[i].legs
            if legs_:
                column = {f.name: np.array([[getattr(leg, f.name)] for leg in legs_]) for f in fields(Leg)}
                unit = column["weapons"] * column["effect"] * column["availability"] * column["c3"]
                unit = unit * column["reliability"] * column["penetration"] * column["passive"]
                target = Target(
                    column["units"], column["hidden"], column["launched_under_attack"], column["pkill_against"], unit
                )
                striker = params.sides[1 - i]
                stock = solve(params).sides[1 - i].working_weapons
                attack = draw_down(target, stock, striker.shots, np.array([striker.common_mode]))
                assert attack.left[-1] == near(found.retaliatory_weight, rel=1e-9, abs=1e-9)
                assert np.all(np.diff(attack.left[:, 0]) <= 1e-9)

    @properties
    @given(dyads, st.floats(1, 3))
    def test_more_weapons_of_the_striker_never_leave_the_victim_more(self, params, factor):
        before = solve(params).sides[1].retaliatory_weight
        larger = Params((scaled(params, factor).sides[0], params.sides[1]))
        assert solve(larger).sides[1].retaliatory_weight <= before + 1e-9

    @properties
    @given(st.integers(0, 2**32 - 1), st.integers(1, 3), st.integers(1, 3))
    def test_a_stack_solved_at_once_equals_each_case_alone(self, seed, legs_each, shots):
        stack = random_dyads(5, legs_each, shots, seed)
        together = solve(stack)
        for draw in range(5):
            alone = solve(picked(stack, draw))
            assert together.index[draw] == near(alone.index[0], abs=1e-12)
            for one, whole in zip(alone.sides, together.sides, strict=True):
                for name, value in arrays(one).items():
                    assert arrays(whole)[name][..., draw] == near(value[..., 0], rel=1e-12, abs=1e-12), name

    @properties
    @given(dyads, st.floats(1e-3, 1e3))
    def test_the_unit_of_weight_does_not_matter(self, params, factor):
        def rescaled(s):
            value = s.curve
            if isinstance(value, Weibull):
                value = replace(value, scale=value.scale * factor)
            elif isinstance(value, Exponential):
                value = replace(value, w80=value.w80 * factor)
            else:
                value = Tabulated(tuple(w * factor for w in value.weights), value.shares)
            return replace(s, curve=value, legs=tuple(replace(leg, effect=leg.effect * factor) for leg in s.legs))

        other = Params(tuple(rescaled(s) for s in params.sides))
        one, two = solve(params), solve(other)
        judged, again = dyad_verdict(one, params), dyad_verdict(two, other)
        assert one.index == near(two.index, abs=1e-6)
        assert judged.classes == again.classes
        if abs(one.index - 0.75) > 1e-6:
            assert judged.verdict == again.verdict


def picked(params, draw):
    """One draw of a stack, as plain numbers."""

    def pick(record):
        changed = {}
        for item in fields(record):
            value = getattr(record, item.name)
            if isinstance(value, np.ndarray):
                changed[item.name] = float(value[draw])
            elif is_dataclass(value):
                changed[item.name] = pick(value)
            elif isinstance(value, tuple) and value and is_dataclass(value[0]):
                changed[item.name] = tuple(pick(member) for member in value)
        return replace(record, **changed)

    return pick(params)


class TestTheSearchForTheLeastCost:
    @pytest.mark.parametrize("shots", [1, 2, 3])
    @pytest.mark.parametrize("legs_each", [1, 3])
    def test_the_fast_search_agrees_with_the_exact_one(self, legs_each, shots):
        """Costs within 1e-5 in every one of 2,000 random dyads."""
        params = random_dyads(2000, legs_each, shots, seed=10 * legs_each + shots)
        fast, exact = solve(params), solve(params, interior_points=EXACT)
        for one, other in zip(fast.sides, exact.sides, strict=True):
            assert np.abs(one.striking_cost - other.striking_cost).max() <= 1e-5
            assert np.abs(one.struck_cost - other.struck_cost).max() <= 1e-3
        assert np.abs(fast.index - exact.index).max() <= 1e-3

    @pytest.mark.parametrize("bends", ["one way", "both ways"])
    @pytest.mark.parametrize("shots", [1, 3])
    def test_what_the_bounds_leave_out_holds_no_better_choice(self, monkeypatch, shots, bends):
        """Every choice is that of the same grid searched everywhere, also with blowback and other cost functions."""
        random = np.random.default_rng(shots)

        def varied(given_):
            count = random.uniform(size=3000)
            shape = 0.4 + (0.6 if bends == "one way" else 2.0) * count
            value = Weibull(
                0.3 + 0.7 * count[::-1],
                100 + 900 * random.uniform(size=3000),
                shape,
                0.3 + 0.7 * random.uniform(size=3000),
            )
            weight, blowback = random.uniform(0, 1, 3000), np.maximum(random.uniform(-0.2, 0.2, 3000), 0)
            return replace(
                given_, curve=value, blowback=blowback, cost_exponent=random.uniform(0.3, 1, 3000), cost_weight=weight
            )

        params = Params(tuple(varied(given_) for given_ in random_dyads(3000, 3, shots, seed=shots).sides))
        bounded = solve(params)
        monkeypatch.setattr("generator.kinds.force_exchange.model.EXACT", FAST)
        for one, other in zip(bounded.sides, solve(params).sides, strict=True):
            assert one.striking_cost == near(other.striking_cost, rel=0, abs=1e-12)
            assert one.struck_cost == near(other.struck_cost, rel=0, abs=1e-9)
            assert one.weapons_on_forces == near(other.weapons_on_forces, rel=1e-9, abs=1e-9)

    def test_no_choice_on_a_much_finer_grid_costs_less(self):
        params = dyad("worked-two-legs")
        plain = solve(params).sides[1]
        # B against A by hand: segments in the order of the table of the specification (sec. 8.5).
        large, small = 3 * 0.5 * 0.95 * 0.9 * 0.8, 6 * 0.4 * 0.9 * 0.85 * 0.85 * 0.95 * 0.9
        yields = np.array([small * 0.7, large * 0.8 * 0.5, small * 0.7 * 0.3, large * 0.8 * 0.25])
        lengths = np.array([24.0, 400.0, 24.0, 74.6])
        x = np.linspace(0, 522.6, 200_001)
        start = np.cumsum(lengths) - lengths
        lost = (np.clip(x[:, None] - start, 0, lengths) * yields).sum(axis=1)
        whole = 400 * large + 60 * small
        own = np.minimum(1, POPULATION.damage(whole - lost) / 0.47)
        enemy = np.minimum(1, POPULATION.damage(576.552 * (1 - x / 522.6)) / 0.47)
        costs = own**0.75 + 0.3 * (1 - enemy**0.75)
        assert plain.striking_cost == near(costs.min(), abs=1e-9)
        assert plain.weapons_on_forces == near(x[costs.argmin()], abs=5e-3)

    def test_among_equal_costs_the_fewer_weapons(self):
        # Both sides can destroy each other many times over, whatever is spent: every choice costs 1.
        force = (Leg(10_000, hidden=0.5, pkill_against=0.5),)
        found = solve(Params((Side(force, Exponential(1), 0.05, 0.2), Side(force, Exponential(1), 0.05, 0.2))))
        assert found.sides[0].weapons_on_forces == 0 and found.sides[0].striking_cost == near(1)

    def test_among_equal_costs_the_one_that_hurts_the_other_more(self):
        # The striker does not mind what the enemy keeps, and the enemy's fixed force cannot be hurt: all choices cost it the same.
        striker = Side((Leg(100, hidden=1.0),), Exponential(100), 0.05, 0.2, cost_weight=0.0)
        victim = Side((Leg(50, effect=1e6, hidden=0.5, pkill_against=0.5),), Exponential(1000), 0.05, 0.2)
        found = solve(Params((striker, victim)))
        assert found.sides[0].weapons_on_forces == 0
        assert found.sides[1].struck_cost == near(float(Exponential(1000).damage(100.0)) ** 0.75)


class TestEdges:
    def test_no_forces_at_all(self):
        bare = Side((), POPULATION, 0.05, 0.2)
        empty = Side((Leg(0.0, pkill_against=0.5),), POPULATION, 0.05, 0.2)
        params = Params((bare, empty))
        outcome = solve(params)
        assert outcome.index == 1 and outcome.instability_index == 0
        for found in outcome.sides:
            assert found.margin == 0 and found.striking_cost == near(0.3) and found.struck_cost == near(0.3)
        judged = dyad_verdict(outcome, params)
        assert list(Verdict)[judged.verdict[0]] is Verdict.NO_DETERRENCE and judged.stronger == -1

    def test_an_exposed_leg_needs_a_kill_probability(self):
        bad = Side((Leg(10, hidden=1.0), Leg(10, hidden=0.9)), POPULATION, 0.05, 0.2)
        with pytest.raises(ModelError, match="leg 2 of side A is exposed"):
            solve(Params((bad, bad)))
        fine = Side((Leg(10, hidden=1.0),), POPULATION, 0.05, 0.2)
        assert solve(Params((fine, fine))).sides[0].survival == 1

    def test_alpha_must_lie_below_tau(self):
        fine = Side((), POPULATION, 0.05, 0.2)
        with pytest.raises(ModelError, match="side B"):
            solve(Params((fine, replace(fine, alpha=0.2))))

    def test_a_threshold_out_of_reach_leaves_no_margin(self):
        params = dyad("worked-one-leg")
        hard = Params((params.sides[0], replace(params.sides[1], tau=0.5)))
        found = solve(hard).sides[0]
        assert found.required_weight == np.inf and found.margin == 0
        assert list(CapabilityClass)[dyad_verdict(solve(hard), hard).classes[0][0]] is CapabilityClass.PARTIAL

    def test_the_hardest_criterion_counts(self):
        plain = dyad("worked-one-leg").sides[1]
        both = replace(plain, also_required=(Criterion(INDUSTRY, 0.5), Criterion(POPULATION, 0.25)))
        assert required_weight(both) == near(float(POPULATION.required_weight(0.25)))
        found = solve(Params((dyad("worked-one-leg").sides[0], both))).sides[0]
        assert found.criterion_damage.shape == (2, 1)
        assert found.criterion_damage[0] == near(INDUSTRY.damage(found.retaliatory_weight))

    def test_verdict_under_another_criterion_and_with_an_assurance(self):
        params = dyad("worked-two-legs")
        outcome = solve(params)
        assert (
            list(Verdict)[dyad_verdict(outcome, params, required=(400.0, 400.0)).verdict[0]] is not Verdict.MAD_STABLE
        )
        assert list(Verdict)[dyad_verdict(outcome, params, assurance=(0.95, 0.8)).verdict[0]] is Verdict.DELICATE

    def test_mutual_defence_is_seen_by_taking_the_defences_away(self):
        shielded = Side((Leg(1000, hidden=1.0, penetration=0.001),), POPULATION, 0.05, 0.2)
        params = Params((shielded, shielded))
        assert undefended_first_strike(params)[0] == near(1000)
        judged = dyad_verdict(solve(params), params)
        assert list(Verdict)[judged.verdict[0]] is Verdict.NO_DETERRENCE
        assert list(Subtype)[judged.subtype[0]] is Subtype.MUTUAL_DEFENCE

    def test_modifiers(self):
        a, b = dyad("worked-one-leg").sides
        params = Params((replace(a, credibility=0.3, blowback=0.06), replace(b, status_quo=0.6)))
        outcome = solve(params)
        found = modifiers(outcome, params, dyad_verdict(outcome, params))
        assert found.self_deterred[0].all() and not found.self_deterred[1].any()
        # p* of B = (1 - 0.6) / (1 - war), where war is 1 - D2_AB / cap_B.
        assert found.required_credibility[0] == near(0.4 / (0.225817 / 0.47), abs=1e-4)
        assert found.not_credible[0].all() and found.not_credible[1] is None

    def test_weapons_that_arrive(self):
        found = solve(dyad("worked-one-leg")).sides[0]
        # Every weapon of A weighs half an equivalent megaton.
        assert found.retaliatory_weapons == near(2 * 221.7072)
