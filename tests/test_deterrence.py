"""The spine of all kinds: properties and edges; published and hand-worked numbers are in `test_verification.py`."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.deterrence import kill, risk, stability
from generator.deterrence.damage import (
    INDUSTRY,
    POPULATION,
    Exponential,
    Tabulated,
    Weibull,
    fit_weibull,
)
from generator.deterrence.errors import ModelError
from generator.deterrence.standoff import Posture, solve_damages
from generator.deterrence.thresholds import THRESHOLDS
from generator.deterrence.verdicts import (
    CapabilityClass,
    Cutoffs,
    Subtype,
    Verdict,
    classify,
    contested,
    crisis_prone,
    not_credible,
    self_deterred,
    stability_instability,
    subtype,
    verdict,
)

near = pytest.approx
share = st.floats(0, 1)
properties = settings(deadline=None, derandomize=True)


class TestKill:
    def test_shots_needed_is_exact_at_its_edges(self):
        assert kill.shots_needed([0.5, 0.0, 1.0, 0.5, 0.5], [0.75, 0.5, 1.0, 1.0, 0.0]).tolist() == [
            2,
            np.inf,
            1,
            np.inf,
            0,
        ]

    def test_even_allocation_over_nothing_is_an_error(self):
        with pytest.raises(ModelError, match="at least one unit"):
            kill.even_allocation(0, 5, 0.5)

    def test_lethality_of_eight_megatons_is_four_over_the_square_of_the_miss_distance(self):
        assert kill.lethality(8, 2) == near(1)


class TestDamage:
    def test_a_fit_needs_three_rows(self):
        with pytest.raises(ModelError, match="three rows"):
            fit_weibull([1, 2], [0.1, 0.2])

    def test_a_share_beyond_the_curve_needs_an_infinite_weight(self):
        assert POPULATION.required_weight([0.47, 0.4701]).tolist()[1] == np.inf
        assert np.isfinite(POPULATION.required_weight(0.47))
        # The cap of the industry curve lies above its limit, which no weight reaches.
        assert INDUSTRY.required_weight([0.769, 0.77]).tolist() == [np.inf, np.inf]
        assert Exponential(1000).required_weight(1.0) == np.inf

    def test_a_table_meets_its_rows_and_stays_constant_after_the_last(self):
        table = Tabulated((100, 200, 400), (0.15, 0.21, 0.30))
        assert table.damage([0, 100, 200, 400, 4000]) == near([0, 0.15, 0.21, 0.30, 0.30])
        assert table.required_weight([0, 0.15, 0.3, 0.31]) == near([0, 100, 400, np.inf])

    @pytest.mark.parametrize(
        ("weights", "shares"),
        [
            ((1, 2), (0.1,)),
            ((0, 2), (0.1, 0.2)),
            ((2, 1), (0.1, 0.2)),
            ((1, 2), (0.2, 0.1)),
            ((1, 2), (0.2, 1.1)),
            ((), ()),
        ],
    )
    def test_a_table_out_of_order_is_an_error(self, weights, shares):
        with pytest.raises(ModelError):
            Tabulated(weights, shares)


curves = st.one_of(
    st.builds(Weibull, st.floats(0.05, 1), st.floats(1, 5000), st.floats(0.3, 3), st.floats(0.05, 1)),
    st.builds(Exponential, st.floats(1, 5000)),
    st.sampled_from(
        [Tabulated((100, 200, 400), (0.15, 0.21, 0.3)), Tabulated((5,), (1.0,)), Tabulated((1, 2, 9), (0.2, 0.2, 0.6))]
    ),
)


class TestEveryCurve:
    @properties
    @given(curves, st.lists(st.floats(0, 1e5), min_size=2, max_size=8))
    def test_damage_rises_with_weight_and_stays_below_the_cap(self, curve, weights):
        found = curve.damage(np.sort(weights))
        assert np.all(np.diff(found) >= -1e-15)
        assert np.all((found >= 0) & (found <= curve.cap))

    @properties
    @given(curves, st.floats(0.001, 1))
    def test_required_weight_inverts_damage(self, curve, wanted):
        weight = curve.required_weight(wanted)
        if np.isfinite(weight):
            assert curve.damage(weight) == near(wanted, abs=1e-9)
        else:
            assert wanted > curve.cap or wanted >= getattr(curve, "d_inf", 1)

    @properties
    @given(st.floats(1, 4000), st.floats(0.01, 100))
    def test_rescaling_the_unit_of_weight_changes_nothing(self, weight, factor):
        assert Weibull(0.5, 300 * factor, 0.7, 0.45).damage(weight * factor) == near(
            Weibull(0.5, 300, 0.7, 0.45).damage(weight)
        )


class TestCostAndRisk:
    @properties
    @given(share, share)
    def test_the_square_root_chain_is_the_power(self, own, enemy):
        assert stability.cost(own, enemy) == near(float(stability.cost(own, enemy, np.array([0.75]))[0]), abs=1e-12)

    def test_loss_counts_blowback_and_stops_at_the_whole(self):
        assert stability.loss([0.1, 0.4, 0.0], [0.5, 0.5, 0.0], 0.2) == near([0.6, 1.0, 0.0])

    def test_the_credibility_a_threat_needs_is_the_general_critical_risk_of_a_win_worth_one(self):
        assert risk.required_credibility(0.6, 0.2) == near(float(risk.threshold(1, 0.6, 0.2)))

    def test_critical_risk_where_a_cost_is_nothing(self):
        assert risk.critical_risk([0.2, 0.9, 0.0, 0.1], [0.0, 0.3, 0.0, 0.5], [0.0, 0.0, 0.0, 0.2]).tolist() == [
            1,
            1,
            1,
            0,
        ]

    def test_threshold_where_nothing_tempts_or_nothing_deters(self):
        assert risk.threshold([1, 1, 1], [1, 0.5, 1], [0, 1, 1]).tolist() == [0, np.inf, 0]
        assert risk.war_after_retaliation([0.0, 0.235, 0.5], 0.47) == near([1, 0.5, 0])

    @properties
    @given(st.floats(0.01, 1.3), st.floats(0.01, 1.3))
    def test_waiting_is_risk_dominant_in_the_symmetric_game_when_the_simultaneous_risk_exceeds_a_half(
        self, strike, struck
    ):
        simultaneous = float(risk.simultaneous_critical_risk(strike, struck))
        if abs(simultaneous - 0.5) > 1e-9:
            assert bool(risk.waiting_is_risk_dominant(strike, struck, strike, struck)) == (simultaneous > 0.5)


class TestThresholds:
    def test_keys_are_unique_and_every_row_says_where_it_comes_from(self):
        assert len({row.key for row in THRESHOLDS}) == len(THRESHOLDS)
        assert all(
            row.source and row.citation and row.grade in {"documented", "reported", "assumed", "unverified"}
            for row in THRESHOLDS
        )

    def test_a_criterion_on_both_measures_takes_the_larger_weight(self):
        row = next(row for row in THRESHOLDS if row.key == "assured-destruction-20")
        assert row.required_weight(POPULATION, INDUSTRY) == near(float(POPULATION.required_weight(0.2)))
        assert row.required_weight(Exponential(10), INDUSTRY) == near(float(INDUSTRY.required_weight(0.5)))

    def test_weights_and_words(self):
        weights = {row.key: row.required_weight(POPULATION) for row in THRESHOLDS}
        assert weights["planning-number"] == 400 and weights["existential-10"] == 10
        assert [key for key, weight in weights.items() if weight is None] == [
            row.key for row in THRESHOLDS if not row.has_number
        ]
        assert sum(weight is None for weight in weights.values()) == 3


def names(enumeration, codes):
    return [list(enumeration)[code].value for code in np.atleast_1d(codes)]


class TestVerdicts:
    def test_a_hair_below_a_cut_off_still_counts(self):
        assert names(CapabilityClass, classify([1.5 - 1e-10, 1.5 - 1e-8], False, 0.0, 0.05)) == ["S", "D"]

    def test_every_pair_of_classes_has_the_verdict_of_the_rules(self):
        def expected(pair, index, hurt):
            if pair == {"S"}:
                return Verdict.MAD_STABLE if index >= 0.75 else Verdict.MAD_CRISIS_PRONE
            if pair <= {"S", "D"}:
                return Verdict.DELICATE
            if pair <= {"V", "P"} and "V" in pair:
                return Verdict.FIRST_STRIKE_PRONE if index < 0.75 or not hurt else Verdict.MINIMUM_UNASSURED
            if pair == {"P"}:
                return Verdict.MINIMUM
            return Verdict.NO_DETERRENCE if pair == {"N"} else Verdict.ONE_SIDED

        for a, b, index, d2 in product(CapabilityClass, CapabilityClass, (0.5, 0.75), (0.04, 0.05)):
            found = verdict(a.code, b.code, index, d2, 0.3, 0.05, 0.05)
            assert names(Verdict, found) == [expected({a.value, b.value}, index, d2 >= 0.05).value]
            assert verdict(b.code, a.code, index, 0.3, d2, 0.05, 0.05) == found

    def test_subtypes(self):
        none, partial, secure = (CapabilityClass(letter).code for letter in "NPS")
        lost, one = Verdict.NO_DETERRENCE.code, Verdict.ONE_SIDED.code
        assert names(Subtype, subtype([lost, lost], none, none, [True, False])) == ["mutual defence", ""]
        assert names(Subtype, subtype([one, one], [none, secure], [secure, partial])) == ["monopoly", "superiority"]

    def test_four_numbers_over_draws(self):
        a = Posture(np.array([0.42, 0.9]), np.array([0.36, 0.31]), 0.05, 0.2)
        b = Posture(np.array([0.40, 0.85]), np.array([0.33, 0.34]), 0.05, 0.2)
        assert names(Verdict, solve_damages(a, b).judgement.verdict) == ["MAD-STABLE", "MAD-CRISIS-PRONE"]

    def test_accepting_more_than_is_unacceptable_is_an_error(self):
        with pytest.raises(ModelError, match="side B"):
            solve_damages(Posture(0.5, 0.4, 0.05, 0.2), Posture(0.5, 0.4, 0.2, 0.2))

    def test_modifiers(self):
        assert self_deterred([0.05, 0.04], 0.05).tolist() == [True, False]
        assert not_credible([0.5, 0.49], 0.5).tolist() == [False, True]
        assert crisis_prone(Verdict.DELICATE.code, [0.75, 0.74]).tolist() == [False, True]
        assert stability_instability([Verdict.MAD_STABLE.code, Verdict.DELICATE.code], True).tolist() == [True, False]
        assert contested([0.69, 0.31]) and not contested([0.70, 0.30])
        assert not contested([0.65, 0.35], Cutoffs(contested=0.6))
