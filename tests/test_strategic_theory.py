"""The strategic theory: properties and edges, and closed forms held against an integration or another package.

Published and hand-worked numbers are in `test_verification.py`.
"""

import itertools
from dataclasses import replace

import nashpy
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.deterrence import arms_race, coalitions, defence, games, hazards, missile_war, power, race_fit, risk
from generator.deterrence.arms_race import Race
from generator.deterrence.damage import POPULATION, Weibull
from generator.deterrence.errors import ModelError
from generator.deterrence.missile_war import Region, Side, State
from generator.verification.dynamics import harm_at, integrated

near = pytest.approx
share = st.floats(0, 1)
amount = st.floats(0.01, 100)
properties = settings(deadline=None, derandomize=True)
few = settings(deadline=None, derandomize=True, max_examples=25)

rate = st.floats(0, 1)
pair = st.tuples(rate, rate)
races = st.builds(Race, pair, pair, st.tuples(st.floats(-2, 2), st.floats(-2, 2)))


def turned(race):
    return Race(race.reaction[::-1], race.fatigue[::-1], race.grievance[::-1])


class TestRichardson:
    @few
    @given(races, st.tuples(st.floats(0, 10), st.floats(0, 10)))
    def test_the_closed_form_is_what_the_equations_integrate_to(self, race, start):
        times = [0.0, 0.5, 3.0, 8.0]
        second = integrated(race.rates, start, times)
        assert race.levels(start, times) == near(second, rel=1e-7, abs=1e-7)

    @pytest.mark.parametrize("tiny", [0.0, 1e-13, 1e-9, 1e-6, 1e-4, 1e-3])
    def test_it_holds_where_the_modes_grow_alike_or_hardly_at_all(self, tiny):
        race = Race((tiny, tiny), (tiny, 2 * tiny), (1, 2))
        times = [0.0, 0.5, 1.0, 2.0]
        assert race.levels((3, 4), times) == near(integrated(race.rates, (3, 4), times), rel=1e-9)

    @properties
    @given(races, pair)
    def test_swapping_the_sides_swaps_the_race(self, race, start):
        swapped = turned(race)
        assert swapped.stable == race.stable
        assert swapped.eigenvalues == near(race.eigenvalues, abs=1e-12)
        assert swapped.equilibrium == near(race.equilibrium[::-1], nan_ok=True)
        assert swapped.levels(start[::-1], 3.0) == near(race.levels(start, 3.0)[::-1], rel=1e-9, abs=1e-9)

    @properties
    @given(races)
    def test_nothing_moves_at_the_equilibrium_and_a_stable_race_ends_there(self, race):
        assume(abs(race._determinant) > 1e-3)
        rest = race.equilibrium
        assert race.rates(rest) == near(np.zeros(2), abs=1e-8)
        if race.stable:
            assert race.levels((5, 1), 100_000) == near(rest, rel=1e-6, abs=1e-6)

    @properties
    @given(races)
    def test_it_is_stable_exactly_when_both_modes_decline(self, race):
        assume(abs(race._determinant) > 1e-9)
        assert race.stable == bool(np.all(race.eigenvalues < 0))

    def test_without_a_single_point_of_rest_there_is_none(self):
        assert np.all(np.isnan(Race((0.5, 0.5), (0.5, 0.5), (1, 1)).equilibrium))

    def test_draws_broadcast(self):
        drawn = Race((np.array([0.1, 0.2]), 0.3), (0.5, 0.5), (1, 1))
        single = Race((0.2, 0.3), (0.5, 0.5), (1, 1))
        assert drawn.equilibrium[:, 1] == near(single.equilibrium)
        assert drawn.levels((1, 2), 4.0)[:, 1] == near(single.levels((1, 2), 4.0))
        assert drawn.levels(np.ones((2, 2)), np.array([[1.0], [2.0], [3.0]])).shape == (2, 3, 2)

    @pytest.mark.parametrize("wrong", [{"reaction": (-0.1, 0)}, {"fatigue": (0, -0.1)}, {"fatigue": (np.nan, 0)}])
    def test_a_negative_reaction_or_fatigue_is_an_error(self, wrong):
        with pytest.raises(ModelError, match=next(iter(wrong))):
            Race(**{"reaction": (0, 0), "fatigue": (0, 0), "grievance": (0, 0), **wrong})

    @properties
    @given(st.floats(0.01, 0.5), st.floats(1, 50), st.floats(0.1, 100))
    def test_a_fit_finds_the_line_a_series_was_made_from(self, slope, level, unit):
        totals = [2 * level]
        for _ in range(6):
            # T' - T = slope ((T' + T)/2 - level)
            totals.append((totals[-1] * (1 + slope / 2) - slope * level) / (1 - slope / 2))
        fit = race_fit.fit_combined(np.multiply(totals, unit))
        assert (fit.slope, fit.level_of_zero_change) == (near(slope), near(level * unit))
        assert fit.r_squared == near(1)
        assert fit.change_at(fit.mid_levels) == near(fit.changes)

    def test_a_fit_needs_changes_and_levels(self):
        for totals in ([1, 2], [[1, 2, 3]], [5, 5, 5, 5]):
            with pytest.raises(ModelError, match="arms race"):
                race_fit.fit_combined(totals)
        steady = race_fit.fit_combined([1, 2, 3, 4])
        assert steady.slope == 0
        assert np.isnan(steady.level_of_zero_change) and np.isnan(steady.r_squared)

    def test_the_coupled_map_rests_below_three_quarters_and_may_be_chaotic_above(self):
        still = arms_race.coupled_map_lyapunov([0.3, 0.5, 0.7], [0.3, 0.51, 0.7], steps=2000)
        assert np.all(still < 0)
        assert arms_race.coupled_map_lyapunov(0.97, 0.97, steps=2000) > 0
        assert arms_race.coupled_map_lyapunov(0.9, 0.8) == near(
            float(arms_race.coupled_map_lyapunov(0.8, 0.9)), abs=0.02
        )
        with pytest.raises(ModelError):
            arms_race.coupled_map_lyapunov(1.1, 0.5)


@st.composite
def sides(draw, most_kills=3.0):
    worst = draw(st.floats(1, 100))
    return Side(
        fire_rate=draw(st.floats(0.05, 3)),
        kills_per_missile=draw(st.floats(0, most_kills)),
        harm_per_missile=draw(st.floats(0.05, 3)),
        time_to_reply=draw(st.floats(0.05, 3)),
        length_of_reply=draw(st.floats(0.05, 3)),
        unacceptable=worst,
        acceptable=worst * draw(st.floats(0, 1)),
    )


SAME = Side(1, 0.4, 0.25, 1, 2, 50, 15)


class TestMissileWar:
    @few
    @given(sides(most_kills=0.9), sides(most_kills=0.9))
    def test_the_harm_at_the_vertex_is_just_what_each_side_finds_unacceptable(self, a, b):
        top = missile_war.vertex(a, b)
        assert harm_at(a, b, top) == near(a.unacceptable, rel=1e-6)
        assert harm_at(b, a, top[::-1]) == near(b.unacceptable, rel=1e-6)
        assert missile_war.harm_to_striker(a, b, *top) == near(a.unacceptable)

    @properties
    @given(sides(), sides(), st.floats(0, 1e6), st.floats(0, 1e6))
    def test_there_is_a_cone_exactly_when_the_product_of_the_slopes_is_below_one(self, a, b, m_a, m_b):
        product = missile_war.lines(a, b).slope * missile_war.lines(b, a).slope
        assert missile_war.cone_exists(a, b) == (product < 1)
        top, cone = missile_war.vertex(a, b), list(Region).index(Region.CONE)
        if product < 1:
            assert missile_war.regions(a, b, *top) == cone or np.max(top) > 1e5  # where the last bits are coarse
            assert missile_war.regions(a, b, *(top * 1.001)) == cone
            assert missile_war.regions(a, b, *(top * 0.999)) != cone
            inside = missile_war.regions(a, b, m_a, m_b) == cone
            assert not inside or (m_a >= top[0] * (1 - 1e-9) and m_b >= top[1] * (1 - 1e-9))
        else:
            assert top is None
            assert missile_war.regions(a, b, m_a, m_b) != cone

    @properties
    @given(sides(), sides(), amount, amount)
    def test_swapping_the_sides_swaps_the_region(self, a, b, m_a, m_b):
        there = list(Region)[int(missile_war.regions(a, b, m_a, m_b))]
        back = list(Region)[int(missile_war.regions(b, a, m_b, m_a))]
        assert (
            {there, back} <= {Region.A_ONLY, Region.B_ONLY}
            if there != back
            else there
            not in (
                Region.A_ONLY,
                Region.B_ONLY,
            )
        )
        top, turned_top = missile_war.vertex(a, b), missile_war.vertex(b, a)
        assert turned_top is None if top is None else turned_top == near(top[::-1])

    @properties
    @given(sides(), sides(), st.floats(0, 500), st.floats(0, 500))
    def test_a_side_deters_exactly_when_its_reply_does_unacceptable_harm(self, a, b, m_a, m_b):
        harm = float(missile_war.harm_to_striker(b, a, m_b, m_a))
        assume(abs(harm - b.unacceptable) > 1e-6 and abs(harm - b.acceptable) > 1e-6 and harm > 0)
        state = list(State)[int(missile_war.states(a, b, m_a, m_b))]
        assert (state is State.DETERS) == (harm > b.unacceptable)
        assert (state is State.ATTACKABLE) == (harm < b.acceptable)

    @properties
    @given(sides(), sides(), amount, amount, st.floats(0.01, 100))
    def test_counting_missiles_or_harm_in_another_unit_changes_no_region(self, a, b, m_a, m_b, factor):
        def counted(side):
            return replace(
                side,
                harm_per_missile=side.harm_per_missile * factor,
                unacceptable=side.unacceptable * factor,
                acceptable=side.acceptable * factor,
            )

        edge = [missile_war.lines(*both).slope * far + getattr(missile_war.lines(*both), name) - own
                for both, own, far in (((a, b), m_a, m_b), ((b, a), m_b, m_a)) for name in ("deter", "attack")]  # fmt: skip
        assume(np.min(np.abs(edge)) > 1e-6)
        assert missile_war.regions(counted(a), counted(b), m_a, m_b) == missile_war.regions(a, b, m_a, m_b)

    def test_the_strip_between_the_lines_vanishes_where_nothing_is_accepted_short_of_the_unacceptable(self):
        line = missile_war.lines(SAME, replace(SAME, acceptable=None))
        assert line.attack == line.deter

    def test_harm_that_no_weight_can_do_leaves_no_cone(self):
        beyond = missile_war.with_diminishing_returns(SAME, 0.5, POPULATION, 0.6, 0.05)
        reach = missile_war.with_diminishing_returns(SAME, 0.5, POPULATION, 0.25, 0.05)
        assert missile_war.vertex(reach, reach) is not None
        assert missile_war.lines(reach, beyond).deter == np.inf
        assert missile_war.vertex(reach, beyond) is None
        mute = replace(SAME, harm_per_missile=0)
        assert missile_war.lines(mute, SAME).deter == np.inf
        assert missile_war.lines(mute, replace(SAME, unacceptable=0, acceptable=0)).deter == 0

    @properties
    @given(st.floats(0.01, 0.4), st.floats(0.01, 2), st.floats(10, 2000))
    def test_with_a_value_curve_the_harm_at_the_vertex_is_the_unacceptable_damage(self, tau, effect, scale):
        curve = Weibull(0.5, scale, 0.7)
        both = missile_war.with_diminishing_returns(SAME, effect, curve, tau, tau / 2)
        top = missile_war.vertex(both, both)
        assert curve.damage(missile_war.harm_to_striker(both, both, *top)) == near(tau)

    def test_draws_without_a_cone_have_no_vertex(self):
        drawn = replace(SAME, kills_per_missile=np.array([0.4, 1.8]))
        top = missile_war.vertex(drawn, drawn)
        assert top.shape == (2, 2)
        assert np.isfinite(top[:, 0]).all() and np.isnan(top[:, 1]).all()
        assert missile_war.regions(drawn, drawn, np.full((5, 2), 400.0), 400.0).shape == (5, 2)

    def test_a_negative_number_or_an_acceptable_harm_above_the_unacceptable_is_an_error(self):
        with pytest.raises(ModelError, match="fire rate"):
            replace(SAME, fire_rate=-1)
        with pytest.raises(ModelError, match="must not exceed"):
            replace(SAME, acceptable=51)


payoff = st.integers(-6, 6).map(float)
tables = st.lists(payoff, min_size=4, max_size=4).map(lambda four: np.reshape(four, (2, 2)))
drawn_games = st.builds(games.Game, tables, tables)


class TestGames:
    @properties
    @given(drawn_games)
    def test_another_package_finds_the_same_equilibria(self, game):
        loss_a, loss_b = games.deviation_losses(game)
        assume(np.all(loss_a != 0) and np.all(loss_b != 0))  # enumeration wants a game that is not degenerate
        theirs = sorted(
            (round(float(a[0]), 9), round(float(b[0]), 9)) for a, b in nashpy.Game(game.a, game.b).support_enumeration()
        )
        ours = [(1.0 - i, 1.0 - j) for i, j in np.argwhere(games.pure_equilibria(game))]
        mixed = games.mixed_equilibrium(game)
        if not np.isnan(mixed).any():
            ours.append((float(mixed[0]), float(mixed[1])))
        assert np.array(sorted(ours)) == near(np.array(theirs), abs=1e-8)
        assert len(ours) in (1, 3)

    @properties
    @given(drawn_games)
    def test_nobody_gains_by_leaving_an_equilibrium_alone(self, game):
        for i, j in np.argwhere(games.pure_equilibria(game)):
            assert game.a[i, j] == game.a[:, j].max() and game.b[i, j] == game.b[i].max()
        p, q = games.mixed_equilibrium(game)
        if not np.isnan(p + q):
            assert 0 < p < 1 and 0 < q < 1
            assert np.ptp(game.a @ [q, 1 - q]) == near(0, abs=1e-12)
            assert np.ptp([p, 1 - p] @ game.b) == near(0, abs=1e-12)

    @properties
    @given(drawn_games)
    def test_swapping_the_sides_swaps_the_equilibria(self, game):
        turned = game.swapped
        assert np.array_equal(games.pure_equilibria(turned), games.pure_equilibria(game).T)
        assert np.array_equal(games.risk_dominant(turned), games.risk_dominant(game).T)
        assert games.mixed_equilibrium(turned) == near(games.mixed_equilibrium(game)[::-1], nan_ok=True)

    @properties
    @given(st.tuples(*[st.floats(0.01, 1.3)] * 4))
    def test_the_game_of_costs_agrees_with_the_rule_of_risk(self, costs):
        strike_a, struck_a, strike_b, struck_b = costs
        product = strike_a * strike_b - (struck_a - strike_a) * (struck_b - strike_b) / 4
        assume(abs(product) > 1e-9 and struck_a != strike_a and struck_b != strike_b)
        game = games.from_costs(*costs)
        assert games.pure_equilibria(game)[0, 0]
        assert games.risk_dominant(game)[0, 0] == risk.waiting_is_risk_dominant(*costs)

    def test_draws_are_judged_one_by_one(self):
        game = games.from_costs([0.3, 0.1, 0.9], [0.6, 0.9, 0.3], [0.3, 0.1, 0.9], [0.6, 0.9, 0.3])
        assert games.pure_equilibria(game)[1, 1].tolist() == [True, True, False]
        assert games.risk_dominant(game)[0, 0].tolist() == [True, False, True]
        assert np.isnan(games.mixed_equilibrium(game)[:, 2]).all()

    def test_equal_temptation_on_both_diagonals_makes_neither_safer(self):
        assert not games.risk_dominant(games.CHICKEN).any()
        assert not games.risk_dominant(games.RECIPROCAL_FEAR).any()

    def test_a_game_has_two_actions_each(self):
        with pytest.raises(ModelError, match="two actions"):
            games.symmetric([[1, 2, 3]] * 3)

    @properties
    @given(st.floats(0, 1), st.floats(-1, 1), share, share)
    def test_more_credibility_never_loses_deterrence_and_more_satisfaction_asks_less(self, sq, war, p, more):
        needed = games.unilateral_threshold(1, sq, war)
        assert games.unilateral_threshold(1, min(1, sq + 0.1), war) <= needed
        if games.deters(p, needed):
            assert games.deters(max(p, more), needed)
        if not games.capable(sq, war):
            assert needed >= 1 or sq == 1

    @properties
    @given(share, share, share, share)
    def test_mutual_deterrence_is_the_same_seen_from_either_side(self, p, q, x, y):
        assert games.mutual_deterrence((p, q), (x, y)) == games.mutual_deterrence((q, p), (y, x))
        assert games.mutual_deterrence((p, q), (x, y)) == (p >= y and q >= x)

    def test_a_credibility_above_one_is_an_error(self):
        with pytest.raises(ModelError):
            games.deters(1.1, 0.5)


class TestHazards:
    @properties
    @given(share, share, st.floats(0, 200), st.floats(0, 200))
    def test_risk_over_time_is_a_probability_and_grows(self, p, more, years, longer):
        found = hazards.over_years(p, years)
        assert 0 <= found <= 1
        assert found <= hazards.over_years(max(p, more), years) + 1e-15
        assert found <= hazards.over_years(p, years + longer) + 1e-15

    @properties
    @given(st.floats(0, 0.9), st.floats(1, 50))
    def test_the_yearly_probability_comes_back(self, p, years):
        assume(hazards.over_years(p, years) < 0.999)
        assert hazards.per_year(hazards.over_years(p, years), years) == near(p, rel=1e-6, abs=1e-12)

    @properties
    @given(share, st.floats(0, 0.98))
    def test_learning_for_ever_is_the_limit_of_learning_for_long(self, p, r):
        assert hazards.while_learning(p, r) == near(float(hazards.while_learning(p, r, 3000)), abs=1e-12)

    @properties
    @given(st.floats(0, 0.99), st.floats(0, 1), st.floats(0, 1), st.integers(0, 300))
    def test_faster_learning_never_adds_risk_and_some_is_left_to_escape(self, p, r, s, years):
        slower, faster = max(r, s), min(r, s)
        for span in (years, None):
            quick, slow = hazards.while_learning(p, faster, span), hazards.while_learning(p, slower, span)
            assert 0 <= quick <= slow + 1e-12 and slow <= 1
        assert hazards.while_learning(p, faster, years) <= hazards.while_learning(p, faster) + 1e-12
        assert hazards.while_learning(p, 1.0, years) == near(float(hazards.over_years(p, years)), abs=1e-12)

    def test_learning_at_its_edges(self):
        assert hazards.while_learning([0.0, 0.3, 1.0, 0.9, 0.0], [1.0, 0.0, 0.5, 1.0, 0.0]) == near([0, 0.3, 1, 1, 0])
        assert hazards.while_learning(0.02, 1 - 1e-9) == near(1)
        assert hazards.while_learning(np.full((2, 3), 0.1), 0.5, 4).shape == (2, 3)

    @properties
    @given(st.floats(1, 500), st.floats(0.1, 500))
    def test_more_quiet_years_lower_every_estimate_and_the_bound_stays_above(self, years, more):
        now, later = hazards.no_use(years), hazards.no_use(years + more)
        for name in ("laplace", "jeffreys", "upper"):
            assert getattr(later, name) < getattr(now, name)
        assert now.jeffreys < now.laplace < now.upper

    @pytest.mark.parametrize("call", [
        lambda: hazards.over_years(1.1, 1), lambda: hazards.over_years(0.1, -1), lambda: hazards.per_year(0.1, 0),
        lambda: hazards.while_learning(0.1, 1.01), lambda: hazards.no_use(0), lambda: hazards.chain(-1), lambda: hazards.chain(1, 2),
        lambda: hazards.over_years(np.nan, 1),
    ])  # fmt: skip
    def test_what_is_no_probability_or_no_time_is_an_error(self, call):
        with pytest.raises(ModelError):
            call()


class TestDefence:
    @properties
    @given(share, share, st.integers(1, 10), share, st.integers(1, 50))
    def test_interception_is_a_probability_and_grows_with_shots(self, p, better, n, tracking, warheads):
        found = defence.interception(p, n, tracking)
        assert 0 <= found <= tracking + 1e-15
        assert found <= defence.interception(max(p, better), n, tracking) + 1e-15
        assert found <= defence.interception(p, n + 1, tracking) + 1e-15
        assert 0 <= defence.no_leak(found, warheads + 1) <= defence.no_leak(found, warheads) <= 1

    @properties
    @given(st.floats(0.05, 1), share, share)
    def test_the_interceptors_needed_are_the_fewest_that_do(self, p, wanted, tracking):
        n = float(defence.interceptors_needed(p, wanted, tracking))
        if np.isfinite(n):
            assert defence.interception(p, n, tracking) >= wanted - 1e-9
            assert n == 0 or defence.interception(p, n - 1, tracking) < wanted
        else:
            assert wanted > tracking or (wanted == tracking and p < 1) or wanted / tracking > 1 - 1e-15

    @properties
    @given(share, st.floats(0, 1000), st.floats(0, 1000), st.floats(0.5, 8), st.floats(0, 100))
    def test_what_gets_through_and_what_is_stopped_are_all_that_came(self, kill, warheads, stock, salvo, more):
        through = defence.penetration(kill, warheads, stock, salvo)
        assert 0 <= through <= 1
        assert warheads * through + defence.expected_kills(kill, warheads, stock, salvo) == near(warheads, abs=1e-9)
        assert defence.penetration(kill, warheads + more, stock, salvo) >= through - 1e-12
        assert defence.penetration(kill, warheads, stock + more, salvo) <= through + 1e-12

    @properties
    @given(share, share, st.integers(1, 50))
    def test_layers_multiply_what_leaks_and_the_order_does_not_matter(self, p, q, warheads):
        both = defence.layered([p, q])
        assert 1 - both == near((1 - p) * (1 - q), abs=1e-12)
        assert both == defence.layered([q, p]) and both >= max(p, q) - 1e-12
        assert defence.no_leak(defence.needed_interception(p, warheads), warheads) == near(p, abs=1e-12)

    def test_a_defence_that_fires_nothing_or_faces_nothing_is_an_error(self):
        for call in (lambda: defence.engaged(1, 1, 0), lambda: defence.needed_interception(0.5, 0), lambda: defence.no_leak(1.1, 1), lambda: defence.leakers(0.5, -1)):  # fmt: skip
            with pytest.raises(ModelError):
                call()
        assert defence.penetration(0.5, 0, 10, 1) == 0.5


class TestCoalitions:
    @pytest.mark.parametrize("n", range(7))
    def test_the_count_is_what_enumeration_finds(self, n):
        found = list(coalitions.wars("ABCDEFG"[:n]))
        assert len(found) == len(set(found)) == coalitions.number_of_wars(n)
        assert all(a and b and not set(a) & set(b) for a, b in found)
        assert {(b, a) for a, b in found} == set(found)

    @properties
    @given(st.lists(share, min_size=1, max_size=6))
    def test_the_product_never_exceeds_the_worst_pair(self, values):
        pairs = list(itertools.combinations("ABCD", 2))[: len(values)]
        found = coalitions.system_index(dict(zip(pairs, values, strict=True)))
        assert found.product <= found.lowest == min(values)
        assert values[int(found.worst)] == found.lowest
        turned = coalitions.system_index({(b, a): v for (a, b), v in zip(pairs, values, strict=True)})
        assert (turned.product, turned.lowest) == (found.product, found.lowest)

    def test_the_worst_pair_is_found_in_every_draw(self):
        found = coalitions.system_index({("A", "B"): [0.9, 0.1], ("A", "C"): 0.5})
        assert [found.pairs[i] for i in found.worst] == [("A", "C"), ("A", "B")]

    @pytest.mark.parametrize("wrong", [{}, {("A", "A"): 1}, {("A", "B"): 1, ("B", "A"): 1}, {("A", "B"): 1.1}])
    def test_a_system_that_cannot_be_meant_is_an_error(self, wrong):
        with pytest.raises(ModelError):
            coalitions.system_index(wrong)

    def test_actors_are_counted_once(self):
        with pytest.raises(ModelError):
            coalitions.number_of_wars(-1)
        with pytest.raises(ModelError):
            list(coalitions.wars("AA"))


class TestPower:
    @properties
    @given(
        st.lists(st.lists(st.floats(0.1, 1e6), min_size=6, max_size=6), min_size=2, max_size=6),
        st.lists(st.floats(0.001, 1000), min_size=6, max_size=6),
    )
    def test_shares_of_capability_sum_to_one_and_know_no_units(self, held, units):
        found = power.cinc(held)
        assert found.sum() == near(1) and np.all((found > 0) & (found < 1))
        assert power.cinc(np.multiply(held, units)) == near(found)
        assert power.cinc(held[::-1]) == near(found[::-1])
        assert power.cinc(held, np.sum(held, axis=0) * 2) == near(found / 2)

    @properties
    @given(st.lists(st.floats(0, 1e6), min_size=2, max_size=8), st.floats(0.001, 1000))
    def test_concentration_lies_between_equal_and_all(self, held, unit):
        assume(sum(held) > 1)
        found = power.concentration(held)
        assert 0 <= found <= 1
        assert 1 / len(held) - 1e-12 <= power.herfindahl(held) <= 1 + 1e-12
        assert power.concentration(np.multiply(held, unit)) == near(float(found), abs=1e-7)
        assert power.concentration(sorted(held)) == near(float(found), abs=1e-7)

    def test_years_have_an_axis_of_their_own(self):
        assert power.cinc(np.ones((3, 6, 4))).shape == (3, 4)
        assert power.concentration(np.ones((3, 4))) == near(np.zeros(4), abs=1e-7)

    def test_the_ends_of_parity_survive_a_division(self):
        assert 0.04 / 0.05 < 0.8 and (0.1 + 0.2) / 0.25 > 1.2
        assert [list(power.Band)[code] for code in power.parity_band([0.04 / 0.05, (0.1 + 0.2) / 0.25])] == [
            "parity"
        ] * 2

    @properties
    @given(st.tuples(share, share, share, share))
    def test_the_sort_key_lies_within_the_profile_and_weighs_all_factors_alike(self, factors):
        key = power.ThreatProfile(*factors).sort_key
        assert min(factors) - 1e-9 <= key <= max(factors) + 1e-9
        assert power.ThreatProfile(*factors[::-1]).sort_key == near(float(key))

    @pytest.mark.parametrize("call", [
        lambda: power.cinc([[1, -1], [1, 2]]), lambda: power.cinc([[1, np.nan], [1, 2]]), lambda: power.cinc([[0, 1], [0, 1]]),
        lambda: power.cinc([1, 2]), lambda: power.cinc([[2.0]], [1.0]), lambda: power.concentration([1]), lambda: power.concentration([0, 0]),
        lambda: power.herfindahl([]), lambda: power.parity_band(-1), lambda: power.parity_band(np.nan), lambda: power.ThreatProfile(0, 0, 0, 1.1),
    ])  # fmt: skip
    def test_what_cannot_be_meant_is_an_error(self, call):
        with pytest.raises(ModelError):
            call()
