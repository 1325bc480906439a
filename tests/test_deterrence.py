"""The spine of all kinds: kill probability, damage, cost, risk, thresholds, verdicts."""

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.deterrence import kill, risk, stability
from generator.deterrence.damage import ASSURED_DESTRUCTION, INDUSTRY, POPULATION, Exponential, Tabulated, Weibull, fit_weibull
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

CASES = json.loads((Path(__file__).parent / "cases" / "force_exchange.json").read_text(encoding="utf-8"))["cases"]
near = pytest.approx
share = st.floats(0, 1)
properties = settings(deadline=None, derandomize=True)


def case(name):
    found = CASES[name]
    return found["input"], found["expected"], found["tolerance"]


class TestKill:
    def test_single_shot_follows_from_lethal_radius_over_cep(self):
        given_, expected, tolerance = case("kill-single-shot")
        assert kill.single_shot(given_["lethal_radius_over_cep"], 1) == near(expected["kill_probability"], **tolerance)

    def test_shots_add_up(self):
        given_, expected, tolerance = case("kill-cumulative")
        p = given_["p"]
        assert kill.shots_needed(p, 0.5) == expected["n_for_half"]
        for n in (16, 17, 69):
            assert kill.independent_shots(p, n) == near(expected[f"kill_at_{n}"], **tolerance)

    def test_shots_needed_is_exact_at_its_edges(self):
        assert kill.shots_needed([0.5, 0.0, 1.0, 0.5, 0.5], [0.75, 0.5, 1.0, 1.0, 0.0]).tolist() == [2, np.inf, 1, np.inf, 0]

    def test_lethal_radius_is_in_nautical_miles(self):
        given_, expected, tolerance = case("kill-lethal-radius")
        found = kill.lethal_radius_nautical_miles(given_["yield_mt"], given_["hardness_psi"])
        assert found == near(expected["lethal_radius_nmi"], **tolerance)

    def test_reliability_counts_per_shot(self):
        given_, expected, tolerance = case("kill-reliability")
        found = kill.independent_shots(given_["p"], given_["shots"], given_["reliability"])
        assert found == near(expected["kill_probability"], **tolerance)

    def test_common_mode_counts_once(self):
        given_, expected, tolerance = case("kill-common-mode")
        assert kill.with_common_mode(given_["p"], given_["shots"], given_["common_mode"]) == near(expected["kill_probability"], **tolerance)

    @pytest.mark.parametrize("name", ["kill-even-allocation-a", "kill-even-allocation-b"])
    def test_even_allocation(self, name):
        given_, expected, tolerance = case(name)
        survivors, none = kill.even_allocation(given_["units"], given_["shots"], given_["p"])
        assert survivors == near(expected["expected_survivors"], **tolerance)
        assert none == near(expected["probability_none"], **tolerance)

    def test_even_allocation_over_nothing_is_an_error(self):
        with pytest.raises(ModelError, match="at least one unit"):
            kill.even_allocation(0, 5, 0.5)

    def test_equivalent_megatons_and_lethality(self):
        # Y^(2/3): eight megatons weigh four; the variant above one megaton is a square root.
        assert kill.equivalent_megatons(8) == near(4)
        assert kill.equivalent_megatons([8, 0.125], root_above_one=True) == near([8**0.5, 0.25])
        assert kill.lethality(8, 2) == near(1)


class TestDamage:
    @pytest.mark.parametrize("name", ["damage-table-low", "damage-table-high"])
    def test_the_fits_meet_the_published_table(self, name):
        given_, expected, tolerance = case(name)
        assert POPULATION.damage(given_["weight_emt"]) == near(expected["population"], **tolerance)
        assert INDUSTRY.damage(given_["weight_emt"]) == near(expected["industry"], **tolerance)

    def test_the_shipped_parameters_give_the_printed_values(self):
        given_, expected, tolerance = case("damage-fit")
        for column, shipped in (("population", POPULATION), ("industry", INDUSTRY)):
            values = given_[column]
            assert (shipped.d_inf, shipped.scale, shipped.shape) == (values["d_inf"], values["scale"], values["shape"])
            assert Weibull(**values).damage(given_["weight_emt"]) == near(expected[column], **tolerance)

    @pytest.mark.parametrize(
        ("column", "shipped", "digits"), [("population", POPULATION, (5e-4, 0.5, 5e-4)), ("industry", INDUSTRY, (5e-4, 0.05, 5e-4))]
    )
    def test_least_squares_give_the_shipped_parameters_to_their_last_printed_digit(self, column, shipped, digits):
        fit = fit_weibull([row.weight for row in ASSURED_DESTRUCTION], [getattr(row, column) for row in ASSURED_DESTRUCTION])
        for name, digit in zip(("d_inf", "scale", "shape"), digits, strict=True):
            assert getattr(fit, name) == near(getattr(shipped, name), abs=digit)
        assert fit.cap == shipped.cap

    def test_a_fit_needs_three_rows(self):
        with pytest.raises(ModelError, match="three rows"):
            fit_weibull([1, 2], [0.1, 0.2])

    def test_the_population_curve_is_capped(self):
        given_, expected, tolerance = case("damage-cap")
        assert POPULATION.damage(given_["weight_emt"]) == near(expected["population"], **tolerance)

    def test_required_weights(self):
        given_, expected, tolerance = case("damage-inverse")
        found = [*POPULATION.required_weight(given_["population"]), *INDUSTRY.required_weight(given_["industry"])]
        assert found == near(expected["weight_emt"], **tolerance)

    def test_a_share_beyond_the_curve_needs_an_infinite_weight(self):
        assert POPULATION.required_weight([0.47, 0.4701]).tolist()[1] == np.inf
        assert np.isfinite(POPULATION.required_weight(0.47))
        # The cap of the industry curve lies above its limit, which no weight reaches.
        assert INDUSTRY.required_weight([0.769, 0.77]).tolist() == [np.inf, np.inf]
        assert Exponential(1000).required_weight(1.0) == np.inf

    def test_exponential(self):
        given_, expected, tolerance = case("damage-exponential")
        curve = Exponential(given_["w80"])
        assert curve.damage(given_["weight"]) == near(expected["damage"], **tolerance["damage"])
        assert curve.required_weight(given_["inverse_of"]) == near(expected["inverse"], **tolerance["inverse"])

    def test_a_table_meets_its_rows_and_stays_constant_after_the_last(self):
        table = Tabulated((100, 200, 400), (0.15, 0.21, 0.30))
        assert table.damage([0, 100, 200, 400, 4000]) == near([0, 0.15, 0.21, 0.30, 0.30])
        assert table.required_weight([0, 0.15, 0.3, 0.31]) == near([0, 100, 400, np.inf])

    @pytest.mark.parametrize(
        ("weights", "shares"),
        [((1, 2), (0.1,)), ((0, 2), (0.1, 0.2)), ((2, 1), (0.1, 0.2)), ((1, 2), (0.2, 0.1)), ((1, 2), (0.2, 1.1)), ((), ())],
    )
    def test_a_table_out_of_order_is_an_error(self, weights, shares):
        with pytest.raises(ModelError):
            Tabulated(weights, shares)


curves = st.one_of(
    st.builds(Weibull, st.floats(0.05, 1), st.floats(1, 5000), st.floats(0.3, 3), st.floats(0.05, 1)),
    st.builds(Exponential, st.floats(1, 5000)),
    st.sampled_from([Tabulated((100, 200, 400), (0.15, 0.21, 0.3)), Tabulated((5,), (1.0,)), Tabulated((1, 2, 9), (0.2, 0.2, 0.6))]),
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
        assert Weibull(0.5, 300 * factor, 0.7, 0.45).damage(weight * factor) == near(Weibull(0.5, 300, 0.7, 0.45).damage(weight))


class TestCostAndRisk:
    def test_cost_function(self):
        given_, expected, tolerance = case("cost-function")
        own, enemy = np.transpose(given_["own_enemy"])
        assert stability.cost(own, enemy) == near(expected["cost"], **tolerance)

    @properties
    @given(share, share)
    def test_the_square_root_chain_is_the_power(self, own, enemy):
        assert stability.cost(own, enemy) == near(float(stability.cost(own, enemy, np.array([0.75]))[0]), abs=1e-12)

    def test_loss_counts_blowback_and_stops_at_the_whole(self):
        assert stability.loss([0.1, 0.4, 0.0], [0.5, 0.5, 0.0], 0.2) == near([0.6, 1.0, 0.0])

    def test_blowback_of_a_sale(self):
        given_, expected, tolerance = case("blowback")
        found = stability.blowback_of_sale(given_["sold_bn"], given_["holdings_bn"], given_["duration"], given_["impact_per_bn"])
        assert found == near(expected["loss_bn"], **tolerance)

    def test_critical_risk_of_the_general_game(self):
        given_, expected, tolerance = case("critical-risk")
        found = [float(risk.threshold(row["win"], row["status_quo"], row["war"])) for row in given_["rows"]]
        assert found == near(expected["p_star"], **tolerance)
        assert risk.required_credibility(0.6, 0.2) == near(0.5)

    def test_one_number_under_several_names(self):
        given_, expected, tolerance = case("critical-risk-identity")
        c1, c2 = given_["C1"], given_["C2"]
        assert risk.critical_risk(c1, c2) == near(expected["sequential"], **tolerance)
        assert risk.simultaneous_critical_risk(c1, c2) == near(expected["simultaneous"], **tolerance)
        assert risk.critical_risk(c1, c2, 0.3) == near(expected["with_peace_cost_0.3"], **tolerance)
        assert risk.threshold(0, -c1, -c2) == near(expected["through_p_star"], **tolerance)

    def test_critical_risk_where_a_cost_is_nothing(self):
        assert risk.critical_risk([0.2, 0.9, 0.0, 0.1], [0.0, 0.3, 0.0, 0.5], [0.0, 0.0, 0.0, 0.2]).tolist() == [1, 1, 1, 0]

    def test_threshold_where_nothing_tempts_or_nothing_deters(self):
        assert risk.threshold([1, 1, 1], [1, 0.5, 1], [0, 1, 1]).tolist() == [0, np.inf, 0]
        assert risk.war_after_retaliation([0.0, 0.235, 0.5], 0.47) == near([1, 0.5, 0])

    @properties
    @given(st.floats(0.01, 1.3), st.floats(0.01, 1.3))
    def test_waiting_is_risk_dominant_in_the_symmetric_game_when_the_simultaneous_risk_exceeds_a_half(self, strike, struck):
        simultaneous = float(risk.simultaneous_critical_risk(strike, struck))
        if abs(simultaneous - 0.5) > 1e-9:
            assert bool(risk.waiting_is_risk_dominant(strike, struck, strike, struck)) == (simultaneous > 0.5)


class TestThresholds:
    def test_keys_are_unique_and_every_row_says_where_it_comes_from(self):
        assert len({row.key for row in THRESHOLDS}) == len(THRESHOLDS)
        assert all(row.source and row.citation and row.grade in {"documented", "reported", "assumed", "unverified"} for row in THRESHOLDS)

    def test_a_criterion_on_both_measures_takes_the_larger_weight(self):
        row = next(row for row in THRESHOLDS if row.key == "assured-destruction-20")
        assert row.required_weight(POPULATION, INDUSTRY) == near(175.0956, abs=1e-3)
        assert row.required_weight(Exponential(10), INDUSTRY) == near(float(INDUSTRY.required_weight(0.5)))

    def test_weights_and_words(self):
        weights = {row.key: row.required_weight(POPULATION) for row in THRESHOLDS}
        assert weights["planning-number"] == 400 and weights["existential-10"] == 10
        assert [key for key, weight in weights.items() if weight is None] == [row.key for row in THRESHOLDS if not row.has_number]
        assert sum(weight is None for weight in weights.values()) == 3


def names(enumeration, codes):
    return [list(enumeration)[code].value for code in np.atleast_1d(codes)]


class TestVerdicts:
    def test_classes_at_their_edges(self):
        given_, expected, _ = case("class-boundaries")
        rows = given_["rows"]
        found = [classify(r["margin"], r["D1"] >= 0.2 - 1e-9, r["D2"], 0.05, r.get("assurance")) for r in rows]
        assert [names(CapabilityClass, code)[0] for code in found] == expected["class"]

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

    @pytest.mark.parametrize("name", [name for name in CASES if name.startswith("direct-")])
    def test_four_numbers_are_enough_for_a_verdict(self, name):
        given_, expected, tolerance = case(name)
        undefended = given_.get("undefended_D1", [None, None])
        a, b = (
            Posture(given_[f"D1_{x}"], given_[f"D2_{x}"], given_["alpha"], given_["tau"], undefended_damage=undefended["AB".index(x)])
            for x in "AB"
        )
        found = solve_damages(a, b)
        assert [float(side.margin[0]) for side in found.sides] == near(expected["margin"], **tolerance)
        assert [float(side.critical_risk[0]) for side in found.sides] == near(expected["critical_risk"], **tolerance)
        assert found.index == near(expected["index"], **tolerance)
        assert found.instability_index == near(expected["instability_index"], **tolerance)
        assert [names(CapabilityClass, codes)[0] for codes in found.judgement.classes] == expected["class"]
        words = [*names(Verdict, found.judgement.verdict), *filter(None, names(Subtype, found.judgement.subtype))]
        assert " / ".join(words) == expected["verdict"]

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
        assert contested([0] * 69 + [1] * 31) and not contested([0] * 70 + [1] * 30)
        assert not contested([0] * 65 + [1] * 35, Cutoffs(contested=0.6))
