"""More than two actors: pairs, coalitions, reserves and defences, and a study of three from its file to its results."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.deterrence import coalitions
from generator.deterrence.damage import POPULATION, Exponential, Pooled
from generator.deterrence.errors import ModelError
from generator.kinds.force_exchange.model import EXACT, solve
from generator.kinds.force_exchange.params import Leg, Params, Side
from generator.kinds.force_exchange.system import (
    System,
    margin_after_war,
    pooled,
    solve_pairs,
    system_index,
    two_fronts,
    wars,
)
from generator.loading.reading import read_study
from generator.registry import KINDS

near = pytest.approx
properties = settings(deadline=None, derandomize=True, max_examples=30)
EXAMPLES = Path(__file__).resolve().parents[2] / "generator" / "kinds" / "force_exchange" / "examples"
THREE = (EXAMPLES / "three.yml").read_text(encoding="utf-8").replace("format: 1", "format: 1\ndraws: 300")


def side(units, *, hidden=0.4, weapons=3.0, **more):
    """A side with seven tenths of its units in the open and three at sea."""
    legs = (
        Leg(units * 0.7, weapons=weapons, reliability=0.8, pkill_against=0.7),
        Leg(units * 0.3, weapons=weapons, hidden=hidden, reliability=0.8, pkill_against=0.9),
    )
    return Side(legs, POPULATION, 0.05, 0.2, **more)


def three(big=1000.0, small=30.0, shields=0.0):
    """Two large sides with as many interceptors each, and a small third."""
    large = side(big, interceptors=shields, interceptors_per_warhead=2, interception=0.6)
    return System.of({"a": large, "b": large, "c": side(small)})


def mean(found, name):
    return np.mean([getattr(war, name)[0] for war in found.values()])


class TestDefences:
    def test_none_changes_nothing(self):
        plain = Params((side(300), side(200)))
        armed = Params((side(300, interception=0.9, tracking=0.5), side(200, interceptors=100)))
        for a, b in zip(solve(plain).sides, solve(armed).sides, strict=True):
            assert a.retaliatory_weight == near(b.retaliatory_weight)
            assert a.critical_risk == near(b.critical_risk)

    def test_it_takes_more_of_a_ragged_reply_than_of_a_full_strike(self):
        shielded = side(300, interceptors=400, interceptors_per_warhead=2, interception=0.6)
        found = solve(Params((shielded, side(300))), interior_points=EXACT)
        # 720 weapons strike, 16 % leak through what covers 200 of them.
        assert found.sides[1].first_strike_leakage == near(1 - 0.84 * 200 / 720)
        assert found.sides[1].retaliatory_leakage < found.sides[1].first_strike_leakage
        assert found.sides[0].first_strike_leakage == near(1) and found.sides[0].retaliatory_leakage == near(1)

    @properties
    @given(st.floats(0, 2000), st.floats(0, 2000), st.floats(0, 1))
    def test_more_interceptors_never_help_the_other_side(self, few, more, stops):
        few, more = sorted((few, more))
        margins = [
            solve(Params((side(300, interceptors=n, interception=stops), side(300)))).sides[1].margin
            for n in (few, more)
        ]
        assert margins[1] <= margins[0] * (1 + 1e-9)

    def test_the_same_defence_on_both_sides_treats_them_alike(self):
        shielded = side(300, interceptors=200, interception=0.5)
        a, b = solve(Params((shielded, shielded))).sides
        assert a.margin == near(b.margin) and a.critical_risk == near(b.critical_risk)


class TestReserve:
    @properties
    @given(st.floats(0, 0.9))
    def test_keeping_weapons_back_is_like_having_fewer_on_each_unit(self, kept):
        with_reserve = solve(Params((side(300, reserve=kept), side(200))))
        fewer = solve(Params((side(300, weapons=3 * (1 - kept)), side(200))))
        for a, b in zip(with_reserve.sides, fewer.sides, strict=True):
            assert a.margin == near(b.margin) and a.critical_risk == near(b.critical_risk, abs=1e-6)

    def test_without_one_nothing_is_left_for_a_second_front(self):
        system = three()
        assert all(margin_after_war(system, *front) == near(0.0) for front in two_fronts(system))

    def test_it_faces_the_second_opponent_after_the_losses_to_the_first(self):
        kept = System.of({"a": side(400, reserve=0.5), "b": side(300), "c": side(300)})
        after = margin_after_war(kept, "a", "b", "c")
        # By hand: what survives c's strike, half of its weapons, then b's strike on that.
        first = solve(Params((side(400, reserve=0.5), side(300)))).sides[0]
        legs = tuple(
            replace(leg, units=leg.units * survived[0], weapons=leg.weapons * 0.5)
            for leg, survived in zip(side(400).legs, first.survival, strict=True)
        )
        assert after == near(solve(Params((replace(side(400), legs=legs), side(300)))).sides[0].margin)


class TestCoalitions:
    def test_there_are_as_many_wars_as_the_count_says(self):
        for names in ("ab", "abc", "abcd"):
            system = System.of({name: side(100) for name in names})
            assert len(wars(system)) == coalitions.number_of_wars(len(names))

    def test_a_coalition_of_one_is_that_side(self):
        system = three()
        assert pooled(system, ("a",), ("b", "c")).legs == pooled(system, ("a",), ("b",)).legs

    def test_two_halves_are_the_whole(self):
        half = side(150, value=1.0, interceptors=50, interception=0.6)
        system = System.of({"x": half, "y": half, "z": side(300)})
        whole = side(300, interceptors=100, interception=0.6)
        together = solve(Params((pooled(system, ("x", "y"), ("z",)), side(300))), interior_points=EXACT)
        # Two equal allies are each hit by half of the weight: they lose what one of twice the value would.
        alone = solve(
            Params((replace(whole, curve=Pooled((POPULATION,) * 2, (1.0, 1.0))), side(300))), interior_points=EXACT
        )
        assert together.sides[0].margin == near(alone.sides[0].margin)
        assert together.sides[0].critical_risk == near(alone.sides[0].critical_risk, abs=1e-6)

    def test_a_leg_that_differs_between_opponents_is_taken_at_its_worst(self):
        hard = replace(side(100), legs=(Leg(100, hidden=0.5, penetration=0.9, pkill_against=0.2),))
        soft = replace(side(100), legs=(Leg(100, hidden=0.1, penetration=0.8, pkill_against=0.6),))
        sides = {("a", "b"): hard, ("a", "c"): soft}
        sides |= {pair: side(100) for pair in (("b", "a"), ("b", "c"), ("c", "a"), ("c", "b"))}
        (leg,) = pooled(System(sides), ("a",), ("b", "c")).legs
        assert (leg.hidden, leg.penetration, leg.pkill_against) == (0.1, 0.8, 0.6)

    def test_values_that_sum_to_nothing_cannot_be_pooled(self):
        system = System.of({"a": side(1, value=0), "b": side(1, value=0), "c": side(1)})
        with pytest.raises(ModelError, match="values of a and b"):
            wars(system)

    @properties
    @given(st.permutations("abc"))
    def test_the_order_of_the_actors_does_not_matter(self, order):
        sides = {"a": side(400, reserve=0.2), "b": side(250, value=2.0), "c": side(60)}
        one, other = System.of(sides), System.of({name: sides[name] for name in order})
        first, second = wars(one), wars(other)
        for (strikers, struck), war in first.items():
            same = next(
                found for key, found in second.items() if set(key[0]) == set(strikers) and set(key[1]) == set(struck)
            )
            assert war.incentive_to_pre_empt == near(same.incentive_to_pre_empt, abs=1e-6)
        a, b = system_index(solve_pairs(one)), system_index(solve_pairs(other))
        assert a.product == near(b.product, abs=1e-6) and a.lowest == near(b.lowest, abs=1e-6)

    def test_the_worst_pair_stands_beside_the_product(self):
        outcomes = solve_pairs(three(small=100))
        found = system_index(outcomes, [("a", "b"), ("a", "c")])
        assert found.lowest == near(min(outcomes["a", "b"].index, outcomes["a", "c"].index))
        assert found.product == near(outcomes["a", "b"].index * outcomes["a", "c"].index)


class TestBestAndBracken:
    """Management Science 41(2) (1995), abstract: among many, small to medium defences of the two large powers raise
    stability although they lower it between the two; their own incentives to pre-empt rise, those of others fall.
    Bracken (NATO ASI chapter, abstract) names the condition: large against the small third, small against each other."""

    @pytest.mark.parametrize(("small", "shields"), [(30.0, 150.0), (30.0, 200.0), (20.0, 200.0)])
    def test_small_and_medium_defences_calm_three_and_unsettle_two(self, small, shields):
        before, after = three(small=small), three(small=small, shields=shields)
        bare, shielded = wars(before, interior_points=EXACT), wars(after, interior_points=EXACT)
        assert mean(shielded, "incentive_to_pre_empt") < mean(bare, "incentive_to_pre_empt")
        two = [solve_pairs(system, interior_points=EXACT)["a", "b"].index[0] for system in (before, after)]
        assert two[1] < two[0]
        of_large = [found[("a",), ("b",)].incentive_to_pre_empt[0] for found in (bare, shielded)]
        of_small = [found[("c",), ("a",)].incentive_to_pre_empt[0] for found in (bare, shielded)]
        assert of_large[1] > of_large[0] and of_small[1] < of_small[0]

    @pytest.mark.parametrize("shields", [50.0, 1600.0])
    def test_too_small_against_the_third_or_large_against_each_other_they_do_not(self, shields):
        bare, shielded = (wars(three(shields=n), interior_points=EXACT) for n in (0.0, shields))
        assert mean(shielded, "incentive_to_pre_empt") > mean(bare, "incentive_to_pre_empt")


class TestPooledValue:
    @properties
    @given(st.floats(1, 5000), st.lists(st.floats(0.1, 10), min_size=2, max_size=4))
    def test_it_is_the_mean_of_what_each_loses(self, weight, values):
        curves = tuple(Exponential(100.0 * (i + 1)) for i in range(len(values)))
        whole = sum(values)
        by_hand = sum(v / whole * c.damage(weight * v / whole) for v, c in zip(values, curves, strict=True))
        assert Pooled(curves, tuple(values)).damage(weight) == near(by_hand)

    @properties
    @given(st.floats(0.001, 0.99))
    def test_the_required_weight_does_the_damage(self, wanted):
        curve = Pooled((POPULATION, Exponential(300.0)), (2.0, 1.0))
        weight = curve.required_weight(wanted)
        if wanted > float(curve.cap):
            assert np.isinf(weight)
        elif np.isfinite(weight):
            assert curve.damage(weight) == near(wanted, abs=1e-9)

    def test_draws_broadcast(self):
        curve = Pooled((POPULATION, POPULATION), (np.array([1.0, 2.0]), 1.0))
        assert curve.damage(np.array([100.0, 100.0])).shape == (2,) and np.shape(curve.cap) == (2,)


@pytest.fixture(scope="module")
def found():
    """The invented study of three, read and run."""
    reading = read_study("three.yml", THREE.encode(), KINDS)
    assert reading.problems == ()
    return reading.study, KINDS["force-exchange"].run(reading.study)


class TestAStudyOfThree:
    def test_every_measure_is_estimated_in_every_case(self, found):
        study, results = found
        for case in results.cases.values():
            assert set(case.estimates) == set(KINDS["force-exchange"].measures(study))

    def test_its_verdict_is_that_of_the_least_stable_pair_of_rivals(self, found):
        _, results = found
        case = results.cases["baseline"]
        lowest = min(("upper.lower", "upper.isle"), key=lambda pair: case.estimates[f"{pair}.index"].point)
        assert case.verdict == case.pairs[lowest].verdict and case.shares == case.pairs[lowest].shares
        assert case.estimates["system.lowest"].point == near(case.estimates[f"{lowest}.index"].point)

    def test_a_pair_that_is_no_rivalry_is_judged_but_does_not_count(self, found):
        _, results = found
        case = results.cases["baseline"]
        indices = [case.estimates[f"{pair}.index"].point for pair in ("upper.lower", "upper.isle")]
        assert case.estimates["system.product"].point == near(indices[0] * indices[1])
        assert "lower.isle" in case.pairs

    def test_a_leg_is_harder_to_hit_for_the_opponent_it_is_said_of(self, found):
        _, results = found
        plain = read_study(
            "three.yml",
            THREE.replace(", against: {isle: {pkill_against: 0.2}}", "").encode(),
            KINDS,
        ).study
        easier = KINDS["force-exchange"].run(plain).cases["baseline"].estimates["upper.isle.margin"].point
        assert results.cases["baseline"].estimates["upper.isle.margin"].point > easier

    def test_the_pairs_are_those_of_a_study_of_two(self, found):
        """Taking the third away leaves what was found between the two."""
        _, results = found
        start, end = THREE.index("  isle:\n"), THREE.index("scenarios:")
        two = THREE[:start] + THREE[end:]
        two = two[: two.index("scenarios:")] + "limits: [none]\n"
        two = two.replace(", against: {isle: {pkill_against: 0.2}}", "")
        summary = two.index("summary:")
        two = two[:summary] + "summary: None.\n" + two[two.index("period:") :]
        study = read_study(
            "two.yml",
            two.replace(
                'sources:\n  chart: {citation: "Nobody. *A chart of the lake*. 2001."}', "sources: {}"
            ).encode(),
            KINDS,
        ).study
        alone = KINDS["force-exchange"].run(study).cases["baseline"].estimates
        among = results.cases["baseline"].estimates
        assert alone["upper.margin"].point == near(among["upper.lower.margin"].point)
        assert alone["index"].point == near(among["upper.lower.index"].point)
