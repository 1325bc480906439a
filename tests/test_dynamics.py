"""Arms race and weapons plane of a study: from its file to results, charts and the numbers in its prose."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import lsq_linear

from generator.deterrence.arms_race import Race
from generator.deterrence.errors import ModelError
from generator.deterrence.race_fit import fit_combined, fit_race
from generator.drawing.labels import beside, roomiest
from generator.dynamics import facts, meaning
from generator.dynamics.charts import gallery
from generator.dynamics.run import run
from generator.kinds.force_exchange.kind import KIND
from generator.loading.reading import read_study
from generator.registry import KINDS
from generator.report import assumptions
from generator.verification.dynamics import integrated, stepped

RIVALS = (Path(__file__).parent / "studies" / "rivals.yml").read_text(encoding="utf-8")
near = pytest.approx
properties = settings(deadline=None, derandomize=True, max_examples=40)
YEARS = [1950, 1951, 1953, 1954, 1957, 1958, 1960, 1961]


def read(text=RIVALS):
    return read_study("studies/rivals.yml", text.encode(), KINDS)


def study(text=RIVALS):
    reading = read(text)
    assert [str(problem) for problem in reading.problems] == []
    return reading.study


def changed(old, new, text=RIVALS):
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the study"
    return text.replace(old, new)


def at(text, mark):
    before = text[: text.index(mark)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


races = st.builds(
    Race,
    st.tuples(st.floats(0.01, 0.3), st.floats(0.01, 0.3)),
    st.tuples(st.floats(0.01, 0.4), st.floats(0.01, 0.4)),
    st.tuples(st.floats(-3, 6), st.floats(-3, 6)),
)
starts = st.tuples(st.floats(1, 60), st.floats(1, 60))
series = st.lists(st.tuples(st.floats(1, 100), st.floats(1, 100)), min_size=6, max_size=12).map(np.transpose)


def fitted(levels, years=None):
    """The fit, where the series can be fitted at all."""
    try:
        return fit_race(levels, years)
    except ModelError:
        assume(False)


class TestFit:
    @properties
    @given(races, starts)
    def test_a_race_that_steps_by_the_trapezoid_rule_is_found_again(self, race, start):
        found = fitted(stepped(race, start, YEARS), YEARS)
        assume(abs(found.correlation) < 0.999)
        for name in ("reaction", "fatigue", "grievance"):
            assert np.array(getattr(found.race, name)) == near(np.array(getattr(race, name)), rel=1e-5, abs=1e-5)
        assert found.r_squared == near(np.ones(2))

    @properties
    @given(races, starts, st.floats(0.2, 2))
    def test_of_a_race_without_steps_it_finds_rates_a_little_too_slow_and_the_point_of_rest(self, race, start, apart):
        times = np.arange(8) * apart
        assume(abs(race._determinant) > 1e-2)
        found = fitted(integrated(race.rates, start, times), times)
        assume(abs(found.correlation) < 0.99)
        assume(not any(found.at_bound(side) for side in (0, 1)))
        assert found.race.eigenvalues == near(2 / apart * np.tanh(race.eigenvalues * apart / 2), rel=1e-3, abs=1e-4)
        assert found.race.equilibrium == near(race.equilibrium, rel=1e-2, abs=1e-2)

    @properties
    @given(series)
    def test_it_is_least_squares_under_bounds_as_scipy_finds_it(self, levels):
        found = fitted(levels)
        for side, (own, other) in enumerate((found.mid_levels, found.mid_levels[::-1])):
            design = np.stack([other, -own, np.ones_like(own)], axis=1)
            best = lsq_linear(design, found.changes[side], ([0, 0, -np.inf], np.inf), tol=1e-12)
            left = np.sum((found.changes[side] - found.fitted[side]) ** 2)
            assert left <= 2 * best.cost * (1 + 1e-6) + 1e-6

    @properties
    @given(series, st.floats(0.01, 100))
    def test_swapping_the_sides_swaps_the_fit_and_the_unit_scales_grievance_alone(self, levels, unit):
        one = fitted(levels)
        other, scaled = fitted(levels[::-1]), fitted(levels * unit)
        for name in ("reaction", "fatigue", "grievance"):
            mine = np.array(getattr(one.race, name), float)
            by = unit if name == "grievance" else 1
            assert np.array(getattr(other.race, name)) == near(mine[::-1], rel=1e-6, abs=1e-6)
            assert np.array(getattr(scaled.race, name)) == near(mine * by, rel=1e-5, abs=1e-5 * by)

    def test_what_would_be_negative_stands_at_zero_and_is_named(self):
        # The first side shrinks while the other grows: no reaction at least 0 explains that better than none.
        first = [90, 80, 72, 60, 52, 40, 30]
        found = fit_race([first, [10, 14, 20, 29, 33, 41, 52]])
        assert found.at_bound(0)
        assert all(np.asarray(getattr(found.race, name)[0]) == 0 for name in found.at_bound(0))

    def test_refits_over_draws_are_single_fits(self):
        levels = np.array([[20, 24, 33, 41, 55, 60, 71], [5, 9, 12, 20, 24, 37, 47]], float)
        found = fit_race(levels)
        noisy = found.changes[:, np.newaxis, :] + np.array([0.0, 1.5])[:, np.newaxis] * np.sin(np.arange(6))
        again = found.refit(noisy)
        assert again.reaction[0][0] == near(found.race.reaction[0])
        assert again.fatigue[1][1] == near(found.refit(noisy[:, 1]).fatigue[1])

    @pytest.mark.parametrize(
        ("levels", "why"),
        [
            ([[1, 2, 3, 4, 5], [2, 3, 5, 7, 9]], "at least 6 years"),
            ([1, 2, 3, 4, 5, 6], "two sides"),
            ([[5, 5, 5, 5, 5, 5], [1, 2, 3, 5, 8, 9]], "differ"),
            ([[1, 2, 4, 5, 8, 9], [2, 4, 8, 10, 16, 18]], "in step"),
        ],
    )
    def test_a_series_that_cannot_tell_is_refused(self, levels, why):
        with pytest.raises(ModelError, match=why):
            fit_race(levels)

    def test_years_must_rise(self):
        with pytest.raises(ModelError, match="rising"):
            fit_combined([1, 2, 4], [1950, 1950, 1951])
        assert fit_combined([1, 3, 5, 9], [1950, 1952, 1954, 1956]).changes == near(np.array([1, 1, 2]))


class TestAStudy:
    def test_dynamics_are_inputs_that_the_model_never_sees(self):
        found = study()
        path = "dynamics.weapons_plane.sides.hill.fire_rate"
        assert (found.inputs[path].low, found.inputs[path].high) == (0.5, 2)
        for case in found.cases().values():
            assert not any(name.startswith("dynamics.") for name in case)
        assert set(found.dynamics_cases()) == {"baseline", "sharper"}
        assert found.dynamics_cases()["sharper"]["dynamics.weapons_plane.sides.dale.kills_per_missile"].value == 1.4

    def test_they_change_nothing_else(self):
        found = replace(study(), draws=300)
        bare = replace(found, dynamics={}, scenarios=())
        assert KIND.run(found).cases["baseline"] == KIND.run(bare).cases["baseline"]
        assert not any(swing.input.startswith("dynamics.") for swing in KIND.run(found).swings)
        assert run(bare) is None
        assert gallery.draw(bare, None) == []

    def test_harm_has_the_unit_the_study_counts_it_in(self):
        found = study()
        assert found.quantities["dynamics.weapons_plane.sides.hill.unacceptable"].unit == "thousand deaths"

    def test_every_input_has_a_name_for_readers_and_stands_among_the_assumptions(self):
        found = study()
        dynamic = [path for path in found.inputs if path.startswith("dynamics.")]
        names = [meaning.label(found, path) for path in dynamic]
        assert len(set(names)) == len(names) > 20
        assert not any("dynamics" in name for name in names)
        assert "Hilland, weapons plane: rate of fire" in names
        rows = assumptions.groups(found, lambda of, path: path)[0].rows
        assert set(dynamic) <= {row.path for row in rows}

    def test_the_digest_depends_on_the_series_and_numbers_and_not_on_words(self):
        digest = study().digest()
        for old, new in [
            ('"1954": 55', '"1954": 56'),
            ("unacceptable: 25, acceptable", "unacceptable: 26, acceptable"),
            ("fire_rate: 1,", "fire_rate: 1.1,"),
        ]:
            assert study(changed(old, new)).digest() != digest
        for old, new in [
            ("harm: thousand deaths", "harm: thousand lives"),
            ("unit: times 1950", "unit: fold"),
            ("title: Sharper Dalian missiles", "title: Sharp"),
        ]:
            assert study(changed(old, new)).digest() == digest

    def test_a_study_without_them_has_the_digest_it_always_had(self):
        text = RIVALS[: RIVALS.index("dynamics:\n")]
        text = text[: text.index("scenarios:")] + text[text.index("series:") :]
        text = text[: text.index("sources:")] + "sources: {}\n" + text[text.index("baseline:") :]
        bare = study(text.replace(text[text.index("summary:") : text.index("period:")], "summary: Nothing.\n"))
        assert "dynamics" not in json.loads(bare.canonical())


class TestProblems:
    @pytest.mark.parametrize(
        ("old", "new", "mark", "code", "word"),
        [
            ("  race:\n    series: missiles", "  race:\n    series: missles", "missles\n    sides", "E341", "missiles"),
            ("sides: [hill, dale]", "sides: [hill, vale]", "vale]", "E341", "no line 'vale'"),
            ("sides: [hill, dale]", "sides: [hill]", "[hill]", "E342", "two sides"),
            ("reaction: {hill: 0.034, dale: 0.042}", "reaction: {hill: 0.034}", "{hill: 0.034}", "E342", "each side"),
            ("period: {start: 1951, end: 1958}", "period: {start: 1955, end: 1958}", "race:", "E343", "at least 6"),
            ("path: {series: missiles}", "path: {series: bombs}", "bombs", "E341", "no series 'bombs'"),
            ("unacceptable: 25, acceptable: 10", "unacceptable: 25, acceptable: 30", "25, acceptable: 30", "E344", "exceeds"),
            ("period: {start: 1950, end: 1960}", "period: {start: 1960, end: 1950}", "1950}", "E308", "ends"),
            ("alpha: 0.02, curve: {family: published", "alpha: 0.2, curve: {family: published", "0.06, alpha: 0.2, curve", "E344", "exceeds"),
            ("fire_rate: 1,", "fire_rate: -1,", "-1,", "E207", "at least"),
            ("fire_rate: 1,", "firerate: 1,", "firerate", "E202", "fire_rate"),
            ("harm: thousand deaths\n", "harm: 3\n", "3\n    path", "E204", "text"),
            ("sides.dale.kills_per_missile:", "sides.dale.kills:", "dynamics.weapons_plane.sides.dale.kills:", "E311", "kills_per_missile"),
            ("dynamics.vertex.hill", "dynamics.vertex.hall", "{{ dynamics.vertex.hall", "E501", "vertex.hill"),
            ("sharper.dynamics.cone", "sharp.dynamics.cone", "{{ sharp.dynamics", "E501", "sharp"),
            ("  - id: sharper", "  - id: dynamics", "dynamics\n    title", "E312", "taken"),
        ],
    )  # fmt: skip
    def test_is_told_at_its_place(self, old, new, mark, code, word):
        text = changed(old, new)
        reading = read(text)
        found = [
            problem
            for problem in reading.problems
            if (problem.code, (problem.line, problem.column)) == (code, at(text, mark))
        ]
        assert found, [str(problem) for problem in reading.problems]
        assert any(word in str(problem) for problem in found)
        assert reading.study is None

    def test_two_sides_in_step_cannot_be_fitted(self):
        text = changed(
            RIVALS[RIVALS.index('      dale: {"1950": 5') : RIVALS.index("dynamics:\n  race")],
            '      dale: {"1951": 48, "1952": 66, "1953": 82, "1954": 110, "1955": 120, "1956": 142}\n',
        )
        [problem] = read(text).problems
        assert problem.code == "E343"
        assert "in step" in str(problem)

    def test_one_side_without_diminishing_returns(self):
        line = RIVALS[RIVALS.index("      dale: {effect") :]
        [problem] = read(changed(line, "")).problems
        assert problem.code == "E342"

    def test_a_state_cannot_change_them(self):
        text = changed(
            "series:\n  missiles",
            "states:\n  - {year: 1950, set: {dynamics.weapons_plane.sides.hill.fire_rate: 2}}\nseries:\n  missiles",
        )
        [problem] = read(text).problems
        assert (problem.code, problem.instead) == ("E345", "change it in a scenario")

    def test_asking_for_nothing(self):
        text = RIVALS[: RIVALS.index("dynamics:\n  race")] + "dynamics: {names: {hill: Hill}}\n"
        assert "E346" in [problem.code for problem in read(text).problems]


@pytest.fixture(scope="module")
def rivals():
    return study()


@pytest.fixture(scope="module")
def results(rivals):
    return run(rivals)


class TestResults:
    def test_the_race_is_fitted_to_the_years_asked_for_and_drawn_from_the_first(self, results):
        race = results.race
        assert race.observed.years[0] == 1951
        assert [row[0] for row in race.trajectory.levels.values()] == near([24, 9])
        assert race.rest.stable == (max(race.rest.eigenvalues) < 0)
        assert race.published.rest.equilibrium == near({"hill": 3.127, "dale": 3.687}, abs=0.001)
        for side in race.sides.values():
            assert side.reaction.low <= side.reaction.point + 1e-9 or side.at_bound
            assert 0 <= side.r_squared <= 1

    def test_the_cone_begins_where_both_lines_meet(self, results):
        plane = results.planes["baseline"].counted
        lines, vertex = plane.lines, plane.vertex
        for own, other in (("hill", "dale"), ("dale", "hill")):
            needed = lines[own].slope.point * vertex[other].point + lines[own].deter.point
            assert vertex[own].point == near(needed)

    def test_shares_of_regions_add_up_and_the_region_is_among_them(self, results):
        for case in results.planes.values():
            for plane in (case.counted, case.diminishing):
                for point in plane.path:
                    assert sum(share.value for share in point.shares.values()) == near(1)

    def test_a_scenario_has_its_own_plane_and_sharper_missiles_move_the_vertex_up(self, results):
        base, sharp = (results.planes[key].counted for key in ("baseline", "sharper"))
        assert sharp.lines["hill"].slope.point > base.lines["hill"].slope.point
        assert sharp.vertex is None or sharp.vertex["hill"].point > base.vertex["hill"].point
        assert sharp.cone_share.value <= base.cone_share.value

    def test_without_a_cone_nothing_breaks(self):
        text = changed(
            "kills_per_missile: {value: 1.4, low: 1, high: 2}", "kills_per_missile: {value: 9, low: 8, high: 10}"
        )
        found = study(text.replace("kills_per_missile: {value: 0.4, low: 0.3, high: 0.6}", "kills_per_missile: 3"))
        outcome = run(found)
        assert outcome.planes["sharper"].counted.vertex is None
        assert facts.resolve(found, outcome, "sharper", "vertex.hill", "full") == "none"
        drawn = {item.id: item for item in gallery.draw(found, outcome)}
        assert "no numbers let both sides deter" in drawn["weapons-plane"].finding

    def test_a_value_that_cannot_be_destroyed_gives_an_infinite_line_and_no_cone(self):
        found = study(
            changed(
                "dale: {effect: {value: 1, low: 0.8, high: 1.2}, tau: 0.06, alpha: 0.02, curve: {family: exponential, w80: 400}}",
                "dale: {effect: 1, tau: 0.9, alpha: 0.02, curve: {family: published, name: population}}",
            )
        )
        plane = run(found).planes["baseline"].diminishing
        assert not plane.cone
        assert plane.lines["hill"].deter.point == np.inf
        assert gallery.draw(found, run(found))

    def test_the_same_study_gives_the_same_numbers(self, rivals, results):
        assert run(rivals) == results
        assert (
            run(replace(rivals, seed=2)).race.stable != results.race.stable or run(replace(rivals, seed=2)) != results
        )


class TestInPrint:
    def test_every_number_that_prose_may_name_exists(self, rivals, results):
        names = meaning.measures(rivals)
        assert set(facts.values(rivals, results)) == set(names)
        for name in names:
            for style in ("estimate", "interval", "full", "point"):
                text = facts.resolve(rivals, results, "baseline", name, style)
                assert text
                assert "nan" not in text

    def test_both_planes_are_drawn_on_the_same_axes(self, rivals, results):
        drawn = {item.id: item for item in gallery.draw(rivals, results)}
        assert list(drawn) == [
            "arms-race",
            "arms-race-combined",
            "arms-race-plane",
            "arms-race-published",
            "weapons-plane",
            "weapons-plane-weight",
        ]

        def domains(spec):
            found = []

            def walk(part):
                if isinstance(part, dict):
                    found.extend(
                        [part["domain"]]
                        if isinstance(part.get("domain"), list)
                        and len(part["domain"]) == 2
                        and not isinstance(part["domain"][0], str)
                        else []
                    )
                    [walk(value) for value in part.values()]
                elif isinstance(part, list):
                    [walk(value) for value in part]

            walk(json.loads(spec))
            return {tuple(domain) for domain in found}

        assert domains(drawn["weapons-plane"].wide) == domains(drawn["weapons-plane-weight"].wide)

    def test_labels_keep_clear_of_points_each_other_and_the_edge(self):
        points = [(10.0, 50.0), (100.0, 50.0), (104.0, 52.0), (190.0, 50.0)]
        sides = beside(points, ["1950", "1951", "1952", "1953"], (200.0, 100.0))
        assert sides[0] == "right"
        assert sides[-1] not in ("right", "right above", "right below")
        assert len(sides) == 4

    def test_a_region_is_named_where_it_has_room_and_not_where_it_has_none(self):
        codes = np.zeros((40, 40), np.int8)
        codes[:, 30:] = 1
        codes[0, 0] = 2
        x, _ = roomiest(codes, 0, (400.0, 300.0), "wide", [])
        assert x < 300
        assert roomiest(codes, 2, (400.0, 300.0), "narrow", []) is None
        assert roomiest(codes, 3, (400.0, 300.0), "absent", []) is None
