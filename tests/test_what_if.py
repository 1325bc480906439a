"""Flips, grids and what stands behind the sliders: against closed forms, by properties, and through the example studies."""

import csv
import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator import exploring, numerals
from generator.deterrence.errors import ModelError
from generator.explorable import Explorable
from generator.explored import Explored
from generator.explored import Moved as MovedInput
from generator.exploring import explore, step, telling
from generator.loading.reading import read_study
from generator.pipeline.cache import Cache
from generator.pipeline.explored import explored
from generator.registry import KINDS
from generator.report import sliders, what_if
from generator.report.study_page import labels
from generator.report.what_if_chart import shorts
from generator.results import Verdict
from generator.results_file import read, write
from generator.study import BASELINE
from generator.uncertainty.distributions import Constant, Triangular, Uniform
from generator.uncertainty.sensitivity import VarianceShare
from generator.uncertainty.stratified import stratified
from generator.whatif import grid
from generator.whatif.axes import BEYOND, INSIDE, Axis, axis, levels
from generator.whatif.evaluation import Evaluated, evaluate
from generator.whatif.flips import Moved, nearest

near = pytest.approx
properties = settings(deadline=None, derandomize=True, max_examples=60)
REPO = Path(__file__).resolve().parent.parent
EXAMPLES = sorted(
    [*(REPO / "tests" / "studies").glob("*.yml"), *(REPO / "generator" / "kinds").glob("*/examples/*.yml")]
)
FAST_DRAWS = 200


def text_of(name):
    (path,) = [path for path in EXAMPLES if path.stem == name]
    return path.read_text(encoding="utf-8")


def study_of(name, change=lambda text: text):
    text = change(re.sub(r"(?m)^draws: .*\n", "", text_of(name)) + f"draws: {FAST_DRAWS}\n")
    reading = read_study(f"studies/{name}.yml", text.encode(), KINDS)
    assert reading.study is not None, reading.problems
    return reading.study


@pytest.fixture(scope="module")
def tried():
    """A function from a study's name, and a change of its text, to the study, its results and what was explored; each once."""
    known = {}

    def of(name, change=lambda text: text, key=""):
        if (name, key) not in known:
            study = study_of(name, change)
            kind = KINDS[study.kind]
            results = kind.run(study)
            known[name, key] = study, results, explore(study, results, kind.explore(study, results))
        return known[name, key]

    return of


def model_of(finding=lambda values: np.zeros(1, np.int64), **measures):
    """A model from functions of the values: one that gives the codes, and one for each measure."""

    def model(values):
        values = {path: np.atleast_1d(np.asarray(value, float)) for path, value in values.items()}
        return Evaluated(
            {name: measure(values) for name, measure in measures.items()}, np.asarray(finding(values)).astype(np.int64)
        )

    return model


def threshold(path, at):
    """A model that finds 1 where an input has reached a value, else 0."""
    return model_of(lambda values: values[path] >= at)


def flip(model, centre, moved):
    (found,) = nearest(model, centre, [moved])
    return found


numbers = st.floats(-1e4, 1e4).filter(lambda x: x == 0 or abs(x) > 1e-3)


class TestFlips:
    @given(numbers, numbers, numbers, numbers)
    @properties
    def test_one_threshold_is_found_where_it_is_and_on_its_own_side_alone(self, a, b, c, d):
        least, first, second, most = sorted((a, b, c, d))
        assume(least < first < second < most)
        centre, at = first, second
        found = flip(threshold("x", at), {"x": centre}, Moved("x", centre, least, most))
        assert found.below is None
        assert found.least == least
        assert found.above.becomes == 1
        assert found.above.value >= at
        assert found.above.value == near(at, abs=1e-5 * max(abs(centre), most - centre))

    @given(st.floats(0.001, 0.999), st.floats(0.0, 1.0))
    @properties
    def test_a_flip_within_the_range_is_found_even_if_it_is_undone_a_little_further(self, centre, at):
        # A band of a twelfth of the range: wider than the step of the scan within it.
        band = model_of(lambda values: (values["x"] >= at) & (values["x"] <= at + 1 / 12))
        assume(centre < at - 1e-6 and at + 1 / 12 <= 1)
        found = flip(band, {"x": centre}, Moved("x", centre, 0.0, 1.0, 0.0, 1.0))
        assert found.above.value == near(at, abs=1e-6)

    def test_an_input_that_changes_nothing_has_no_flip_and_was_moved_all_the_way(self):
        found = flip(threshold("y", 2.0), {"x": 0.5, "y": 1.0}, Moved("x", 0.5, 0.0, 1.0))
        assert (found.below, found.above, found.least, found.most) == (None, None, 0.0, 1.0)

    def test_each_input_is_moved_alone_with_all_others_at_their_centre(self):
        model = model_of(lambda values: values["x"] + values["y"] >= 3)
        both = list(nearest(model, {"x": 1.0, "y": 1.0}, [Moved("x", 1.0, 0.0, 9.0), Moved("y", 1.0, 0.0, 9.0)]))
        assert [one.above.value for one in both] == near([2.0, 2.0], abs=1e-4)

    @given(st.integers(1, 50), st.integers(1, 200))
    @properties
    def test_a_whole_number_flips_at_a_whole_number(self, centre, more):
        found = flip(threshold("n", centre + more), {"n": centre}, Moved("n", centre, 1, 400, whole=True))
        assert found.above.value == centre + more

    @given(st.floats(0.1, 0.9), st.floats(0.0, 1.0))
    @properties
    def test_the_search_ends_where_the_model_refuses_and_says_how_far_it_came(self, refused, at):
        def model(values):
            if np.any(np.asarray(values["x"]) > refused):
                raise ModelError("too much")
            return threshold("x", at)(values)

        assume(at > 0)
        found = flip(model, {"x": 0.0, "z": 1.0}, Moved("x", 0.0, 0.0, 1.0))
        if at < refused * 0.8:
            assert found.above.value == near(at, abs=1e-5)
        if at > refused:
            assert found.above is None
        assert found.most <= refused

    def test_an_input_that_the_model_refuses_does_not_stop_the_search_of_others(self):
        def model(values):
            if np.any(np.asarray(values["x"]) > 0.5):
                raise ModelError("too much")
            return threshold("y", 0.75)(values)

        x, y = nearest(model, {"x": 0.5, "y": 0.5}, [Moved("x", 0.5, 0.0, 1.0), Moved("y", 0.5, 0.0, 1.0)])
        assert x.above is None
        assert x.most == 0.5
        assert y.above.value == near(0.75, abs=1e-6)

    def test_an_input_at_the_end_of_what_it_may_be_is_moved_the_other_way_only(self):
        found = flip(threshold("x", 0.5), {"x": 1.0}, Moved("x", 1.0, 0.0, 1.0))
        assert found.above is None
        assert found.below.value == near(0.5, abs=1e-5)
        assert found.below.value < 0.5
        assert found.below.becomes == 0

    def test_what_is_no_number_is_refused(self):
        model = model_of(m=lambda values: values["x"] / 0.0)
        with pytest.raises(ModelError, match="no number"):
            evaluate(model, {"x": 0.0}, 1)


ranges = st.tuples(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(0.0, 1.0)).filter(lambda item: item[1] > 1e-3)


class TestAxes:
    @given(ranges, st.booleans())
    @properties
    def test_the_ends_of_the_range_and_the_central_value_are_among_its_values(self, given_range, amount):
        low, width, part = given_range
        value = min(low + width, low + part * width)
        made = axis("x", value, low, low + width, 0.0, 1e9, amount=amount)
        assert list(made.values) == sorted(set(made.values))
        assert (made.values[made.first], made.values[made.centre], made.values[made.last]) == (low, value, low + width)
        assert made.last - made.first == INSIDE - 1
        assert len(made.values) == INSIDE + 2 if low - BEYOND * width > 0 or made.by_factors else INSIDE + 1

    def test_values_beyond_the_range_stay_within_what_the_input_may_be(self):
        share = axis("x", 0.9, 0.8, 1.0, 0.0, 1.0, amount=False)
        assert share.values[-1] == 1.0
        assert share.values[0] == near(0.75)
        assert (share.first, share.last) == (1, len(share.values) - 1)

    def test_without_a_margin_there_is_nothing_beyond(self):
        assert len(axis("x", 2.0, 1.0, 3.0, 0.0, 9.0, amount=False, margin=False).values) == INSIDE

    def test_an_amount_over_a_wide_range_goes_by_factors(self):
        made = axis("x", 10.0, 1.0, 100.0, 0.0, 1e9, amount=True)
        inside = np.array(made.values[made.first : made.last + 1])
        assert inside[1:] / inside[:-1] == near(100 ** (1 / 6))
        assert made.at([made.first + 0.5])[0] == near(100 ** (1 / 12))

    @given(ranges)
    @properties
    def test_a_place_that_is_a_value_gives_that_value(self, given_range):
        low, width, part = given_range
        made = axis("x", min(low + width, low + part * width), low, low + width, 0.0, 1e9, amount=True)
        assert made.at(np.arange(len(made.values))) == near(np.array(made.values), rel=1e-12)

    def test_an_input_without_a_range_has_no_axis(self):
        with pytest.raises(ValueError, match="needs a range"):
            axis("x", 1.0, 1.0, 1.0, 0.0, 2.0, amount=False)

    def test_levels_are_numbered_from_one(self):
        assert levels("x", 2.0, 3) == Axis("x", (1.0, 2.0, 3.0), 1, 0, 2)


AXES = (Axis("x", (0.0, 1.0, 3.0), 1, 0, 2), Axis("y", (1.0, 2.0), 0, 0, 1), Axis("z", (0.0, 0.5, 1.0, 4.0), 1, 0, 3))
coefficients = st.lists(st.floats(-5, 5), min_size=8, max_size=8)


def multilinear(c):
    """c0 + c1 u + .. + c7 u v w in the places u, v, w of the three axes."""

    def model(values):
        u, v, w = (
            np.interp(np.atleast_1d(np.asarray(values[item.path], float)), item.values, np.arange(len(item.values)))
            for item in AXES
        )
        m = c[0] + c[1] * u + c[2] * v + c[3] * w + c[4] * u * v + c[5] * u * w + c[6] * v * w + c[7] * u * v * w
        return Evaluated({"m": m + np.zeros(np.broadcast_shapes(m.shape))}, (m > 0).astype(np.int64))

    return model


def random_places(seed, count, lines=AXES):
    source = np.random.default_rng(seed)
    return np.column_stack([source.uniform(0, len(line.values) - 1, count) for line in lines])


class TestGrid:
    @given(coefficients, st.integers(0, 1000))
    @properties
    def test_what_is_multilinear_in_the_places_is_interpolated_exactly(self, c, seed):
        made = grid.summarise(multilinear(c), AXES, grid.places_of(AXES), {}, 1, 2)
        places = random_places(seed, 20)
        truth = grid.summarise(multilinear(c), AXES, places, {}, 1, 2)
        found = grid.interpolate(AXES, made.columns(), places)
        assert found[:3] == near(truth.measures["m"], abs=1e-9)
        assert grid.errors(AXES, made.columns(), places, truth, ["m"]).measures["m"][0] <= 1e-9

    @given(st.floats(-3, 3), st.floats(-3, 3), st.integers(0, 1000))
    @properties
    def test_the_error_of_a_curved_measure_is_within_the_bound_of_its_curvature_and_is_not_understated(
        self, a, b, seed
    ):
        lines = (axis("x", 0.5, 0.0, 1.0, 0.0, 1.0, amount=False), axis("y", 1.0, 0.0, 2.0, 0.0, 9.0, amount=False))

        def model(values):
            m = np.atleast_1d(a * np.asarray(values["x"]) ** 2 + b * np.asarray(values["y"]) ** 2)
            return Evaluated({"m": m}, np.zeros(m.shape, np.int64))

        made = grid.summarise(model, lines, grid.places_of(lines), {}, 1, 1)
        places = random_places(seed, 100, lines)
        truth = grid.summarise(model, lines, places, {}, 1, 1)
        told = grid.errors(lines, made.columns(), places, truth, ["m"])
        apart = np.abs(grid.interpolate(lines, made.columns(), places)[:3] - truth.measures["m"])
        # h^2 |f''| / 8 along each axis (f'' is 2a and 2b), with h the widest step.
        widest = [max(np.diff(line.values)) for line in lines]
        assert told.measures["m"][0] <= 2 * (abs(a) * widest[0] ** 2 + abs(b) * widest[1] ** 2) / 8 + 1e-9
        assert told.measures["m"][0] == near(apart.max(), abs=1e-12)
        assert (apart <= told.measures["m"][1]).mean() >= 0.95 - 1e-9

    def test_at_a_point_of_the_grid_stand_the_quantiles_and_shares_of_the_draws_themselves(self):
        line = (Axis("x", (0.0, 10.0), 0, 0, 1),)
        drawn = np.linspace(0.0, 1.0, 101)
        model = model_of(lambda values: values["d"] > 0.745, m=lambda values: values["x"] + values["d"])
        made = grid.summarise(model, line, grid.places_of(line), {"d": drawn}, 101, 2)
        assert made.measures["m"] == near(np.array([[0.5, 10.5], [0.05, 10.05], [0.95, 10.95]]))
        assert made.shares == near(np.array([[75 / 101] * 2, [26 / 101] * 2]))

    def test_many_points_are_worked_on_in_blocks_without_any_difference(self, monkeypatch):
        line = (Axis("x", tuple(map(float, range(50))), 0, 0, 49),)
        model = model_of(m=lambda values: values["x"] * values["d"])
        others = {"d": np.linspace(1, 2, 30)}
        whole = grid.summarise(model, line, grid.places_of(line), others, 30, 1)
        monkeypatch.setattr(grid, "BLOCK", 100)
        assert (
            grid.summarise(model, line, grid.places_of(line), others, 30, 1).measures["m"].tolist()
            == whole.measures["m"].tolist()
        )

    def test_a_measure_that_is_infinite_somewhere_is_left_out(self):
        line = (Axis("x", (0.0, 1.0), 0, 0, 1),)
        model = model_of(m=lambda values: np.where(values["x"] > 0, 1.0, np.inf), n=lambda values: values["x"])
        assert list(grid.summarise(model, line, grid.places_of(line), {}, 1, 1).measures) == ["n"]


class TestDrawingEvenly:
    @given(st.integers(1, 200), st.integers(0, 99))
    @properties
    def test_every_slice_of_probability_is_drawn_once(self, draws, seed):
        found = stratified({"a": Uniform(0.0, 1.0), "b": Constant(3.0)}, seed=seed, draws=draws)
        assert sorted(np.floor(found["a"] * draws).astype(int).tolist()) == list(range(draws))
        assert found["b"] == 3.0

    def test_the_mean_of_a_sum_is_far_nearer_than_by_independent_draws(self):
        inputs = {f"x{i}": Triangular(0.0, 1.0, 2.0) for i in range(10)}
        sums = [sum(stratified(inputs, seed=seed, draws=100).values()).mean() for seed in range(20)]
        # The standard error of independent draws would be sqrt(10 / 6) / 10 = 0.13.
        assert np.std(sums) < 0.02

    def test_inputs_of_a_group_move_together(self):
        inputs = {name: Uniform(0.0, 1.0) for name in "abc"}
        found = stratified(inputs, seed=1, draws=4000, groups={"a": "g", "b": "g", "c": "h"}, correlation={"g": 0.8})
        assert np.corrcoef(found["a"], found["b"])[0, 1] == near(0.79, abs=0.03)
        assert abs(np.corrcoef(found["a"], found["c"])[0, 1]) < 0.06


class TestChoice:
    def shares(self, *items):
        return [VarianceShare(name, measure, 0.0, 0.0, total, 0.0) for measure, name, total in items]

    def test_results_take_turns_so_that_each_side_has_its_best_explanation(self):
        shares = self.shares(("m", "a", 0.9), ("m", "b", 0.8), ("m", "c", 0.7), ("n", "d", 0.2), ("n", "a", 0.1))
        assert telling(shares) == ["a", "d", "b", "c"]

    def test_an_input_that_explains_next_to_nothing_has_no_slider(self):
        assert telling(self.shares(("m", "a", 0.5), ("m", "b", 0.001))) == ["a"]

    @given(st.floats(1e-9, 1e9))
    @properties
    def test_a_step_is_one_two_or_five_and_not_above_what_was_asked(self, most):
        found = step(most)
        assert found <= most * (1 + 1e-6)
        assert found > most / 2.51
        assert f"{found:.0e}"[0] in "125"


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
class TestEveryExample:
    def test_at_central_values_the_verdict_is_the_published_one_or_the_report_says_why_not(self, tried, name):
        study, results, found = tried(name)
        published = results.cases[BASELINE].verdict
        told = what_if.facts(study, results, found, KINDS[study.kind].measures(study), labels(KINDS[study.kind]))
        assert (found.verdict.key == published.key) == (told["assurance"] == "")
        if found.verdict.key == published.key:
            assert found.verdict.stronger == published.stronger or study.kind == "power-balance"

    def test_many_cases_at_once_are_judged_as_each_alone(self, tried, name):
        study, results, found = tried(name)
        given = KINDS[study.kind].explore(study, results)
        centre = {path: item.value for path, item in study.cases()[BASELINE].items()}
        turns = [(item.path, turn) for item in found.inputs for turn in (item.below, item.above) if turn is not None]
        for path, turn in turns[:: max(1, len(turns) // 12)]:
            alone = given.findings[int(evaluate(given.model, {**centre, path: turn.value}, 1).finding[0])]
            assert alone == turn.becomes, path

    def test_just_short_of_a_flip_the_verdict_is_still_the_old_one(self, tried, name):
        study, results, found = tried(name)
        given = KINDS[study.kind].explore(study, results)
        centre = {path: item.value for path, item in study.cases()[BASELINE].items()}
        turns = [(item, turn) for item in found.inputs for turn in (item.below, item.above) if turn is not None]
        for item, turn in turns[:: max(1, len(turns) // 12)]:
            known = study.quantities[item.path]
            gone = abs(turn.value - item.value)
            apart = 1.0 if known.whole or known.levels else min(gone, 1e-4 * gone + 1e-8 * abs(turn.value))
            short = turn.value - np.sign(turn.value - item.value) * apart
            alone = given.findings[int(evaluate(given.model, {**centre, item.path: short}, 1).finding[0])]
            assert alone == found.verdict, item.path

    def test_it_is_read_back_from_its_file_as_it_was_written(self, tried, name):
        found = tried(name)[2]
        assert read(write(found, Explored), Explored) == found

    def test_the_script_behind_the_sliders_holds_the_grid_and_is_small(self, tried, name):
        import gzip

        study, _, found = tried(name)
        if found.grid is None:
            return
        kind = KINDS[study.kind]
        raw = sliders.script(study, found.grid, kind.measures(study), labels(kind))
        assert len(gzip.compress(raw, 9)) <= 15 * 1024
        told = json.loads(raw.decode().removeprefix("window.btWhatIf(").removesuffix(");\n"))
        table = np.cumsum(told["columns"], axis=1) * np.array(told["steps"])[:, None]
        assert table == near(found.grid.table)
        assert len(told["columns"]) == 3 * len(told["measures"]) + len(told["findings"])
        assert table.shape[1] == np.prod([len(item["values"]) for item in told["axes"]])

    def test_the_file_of_flips_has_every_input(self, tried, name):
        study, _, found = tried(name)
        rows = list(csv.DictReader(io.StringIO(what_if.flips_file(study, found, labels(KINDS[study.kind])).decode())))
        assert [row["input"].lstrip("'") for row in rows] == list(study.cases()[BASELINE])
        for row, item in zip(rows, found.inputs, strict=True):
            assert (row["flips_below"] == "") == (item.below is None)
            assert float(row["same_from"]) <= float(row["value"]) <= float(row["same_to"])


def moved(found, path):
    return next(item for item in found.inputs if item.path == path)


class TestByHand:
    """Studies whose flips can be reckoned with a pencil."""

    def test_four_numbers_flip_where_their_quotient_reaches_a_cut_off(self, tried):
        # North answers with 0.5 where 0.25 would do: secure down to 1.5 x 0.25, deterred at all down to 0.25.
        _, _, found = tried("damages")
        north = moved(found, "north.damages.retaliation")
        assert north.below.value == near(0.375, abs=1e-6)
        assert north.below.becomes.key == "delicate"
        # South's threshold may rise to 0.5 / 1.5.
        assert moved(found, "south.tau").above.value == near(1 / 3, abs=1e-6)

    def test_a_bank_s_debt_flips_at_its_published_critical_debt(self, tried):
        study, results, found = tried("bank")
        debt = moved(found, "loan.debt")
        critical = results.cases[BASELINE].estimates["critical_debt"].point
        assert critical == near((0.1149 - 0.09) * 240 / 0.5)
        assert (study.inputs["loan.debt"].value > critical) == (
            debt.below is not None and debt.below.value > critical * 0.999
        )
        assert debt.below.value == near(critical, rel=1e-4)

    def test_the_sides_flip_where_the_weaker_has_four_fifths_of_the_stronger(self, tried):
        study, results, found = tried("leagues")
        given = KINDS[study.kind].explore(study, results)
        centre = {path: item.value for path, item in study.cases()[BASELINE].items()}
        turns = [
            evaluate(given.model, {**centre, item.path: turn.value}, 1).measures
            for item in found.inputs
            for turn in (item.below, item.above)
            if turn is not None and item.path.endswith((".capability", ".measurement"))
        ]
        assert turns
        for measured in turns:
            at = [float(measured["balance"][0]), float(measured["ratio"][0])]
            assert min(abs(at[0] - 0.8), abs(at[1] - 0.8), abs(at[1] - 1.2)) < 1e-4

    def test_the_break_evens_of_a_creditor_are_flips_too(self, tried):
        study, results, found = tried("saver")
        verdict = results.cases[BASELINE].verdict
        compared = 0
        for item in results.detail.nearest:
            then = item.becomes
            if item.name not in study.inputs or (then.verdict, then.subtype) == (verdict.key, verdict.subtype):
                continue
            side = moved(found, item.name)
            turn = side.below if item.value < item.present else side.above
            assert turn.value == near(item.value, rel=1e-4)
            compared += 1
        assert compared


def low_thresholds(text):
    """One island deters the other if so little damage is unacceptable."""
    return text.replace("tau: 0.3", "tau: 0.12").replace("alpha: 0.1", "alpha: 0.05")


class TestHurdles:
    @pytest.mark.parametrize(("name", "change"), [("alone", low_thresholds), ("two-silos", str)])
    def test_where_retaliation_ceases_to_be_enough_break_even_and_flip_are_one_number(self, tried, name, change):
        _, results, found = tried(name, change, "low")
        compared = 0
        for actor, hurdles in results.detail.hurdles[BASELINE].items():
            for item in hurdles.break_evens:
                # Survival is no input.
                if item.leg is None or item.status != "stands" or item.hurdle == "survival":
                    continue
                turn = moved(found, f"{actor}.legs.{item.leg}.{item.hurdle}").below
                assert turn.value == near(item.break_even, rel=1e-6)
                compared += 1
        assert compared >= 5


class TestStated:
    def test_the_stated_errors_hold_at_places_that_were_not_looked_at(self, tried):
        study, results, found = tried("pair")
        given, stated = KINDS[study.kind].explore(study, results), found.grid.errors
        chosen = [line.path for line in found.grid.axes]
        drawn = {
            path: item
            for path, item in exploring.distributions(study, study.cases()[BASELINE]).items()
            if path not in chosen
        }
        few = stratified(
            drawn, seed=study.seed, draws=found.grid.draws, groups=given.groups, correlation=study.correlation
        )
        places = random_places(99, 60, found.grid.axes)
        truth = grid.summarise(given.model, found.grid.axes, places, few, found.grid.draws, len(given.findings))
        shown = grid.interpolate(found.grid.axes, found.grid.table, places)
        for i, name in enumerate(found.grid.measures):
            apart = np.abs(shown[3 * i : 3 * i + 3] - truth.measures[name])
            # As many as stated, less what sixty places leave to chance.
            assert (apart <= stated.measures[name][1]).mean() >= 0.9
            assert apart.max() <= 2 * stated.measures[name][0] + found.grid.steps[3 * i]

    def test_the_grid_is_rounded_no_coarser_than_its_error(self, tried):
        _, _, found = tried("pair")
        for i, name in enumerate(found.grid.measures):
            span = np.ptp(found.grid.table[3 * i : 3 * i + 3])
            assert found.grid.steps[3 * i] <= max(found.grid.errors.measures[name][1] / 2, span / 500)

    def test_values_beyond_a_range_are_left_out_where_the_model_refuses_them(self):
        study = study_of("alone")
        kind = KINDS[study.kind]
        results = kind.run(study)
        given = kind.explore(study, results)
        most = study.inputs["north.legs.bombers.hidden"].high

        def picky(values):
            if np.any(np.asarray(values["north.legs.bombers.hidden"]) > most):
                raise ModelError("nothing beyond its range")
            return given.model(values)

        made = explore(study, results, Explorable(picky, given.findings, given.measures)).grid
        (line,) = [line for line in made.axes if line.path == "north.legs.bombers.hidden"]
        assert line.values[-1] == most

    def test_the_few_draws_are_said_to_be_off_by_what_many_show(self, tried):
        _, _, found = tried("pair")
        assert 0 < found.grid.few < 0.2

    def test_the_same_study_gives_the_same_numbers_and_the_cache_does_not_change_them(self, tried, tmp_path):
        study, results, found = tried("alone")
        kind = KINDS[study.kind]
        assert explore(study, results, kind.explore(study, results)) == found
        cache = Cache(tmp_path)
        assert explored(study, kind, results, cache) == explored(study, kind, results, cache) == found


class TestLevels:
    def test_a_study_in_levels_flips_by_whole_levels_and_has_exact_sliders(self, tried):
        study, results, found = tried("village")
        assert found.grid.errors is None
        assert found.grid.measures == ()
        assert set(np.ravel(found.grid.table)) <= {0.0, 1.0}
        assert found.grid.table.sum(axis=0).tolist() == [1.0] * found.grid.table.shape[1]
        decisive = {(path, then, key) for path, _, then, key in results.detail.ordinal[BASELINE].decisive}
        told = set()
        for item in found.inputs:
            for turn in (item.below, item.above):
                if turn is not None and abs(turn.value - item.value) == 1:
                    told.add((item.path, numerals.given(turn.value, study.quantities[item.path]), turn.becomes.key))
        assert decisive <= told


class TestWords:
    def facts(self, tried, name):
        study, results, found = tried(name)
        kind = KINDS[study.kind]
        return what_if.facts(study, results, found, kind.measures(study), labels(kind))

    def test_rows_stand_by_distance_and_say_what_where_and_then(self, tried):
        told = self.facts(tried, "pair")
        assert len(told["flips"]) == what_if.MOST
        assert told["more"] > 0
        for row in told["flips"]:
            assert row["where"] == "inside its range" or "outside its range, by" in row["where"]
            assert row["grade"] in ("documented", "reported", "assumed", "computed", "unverified")

    def test_that_nothing_flips_a_verdict_is_a_finding(self, tried):
        study, results, found = tried("pair")
        kind = KINDS[study.kind]
        still = Explored(
            found.verdict,
            (),
            tuple(MovedInput(i.path, i.value, i.low, i.high, None, None, i.least, i.most) for i in found.inputs),
            None,
        )
        told = what_if.facts(study, results, still, kind.measures(study), labels(kind))
        assert told["finding"] == "No input, moved alone as far as it can go, changes the verdict."
        assert told["never"] == told["inputs"]
        assert told["explorer"] is None

    def test_letters_tell_apart_what_shares_a_verdict(self, tried):
        study = tried("pair")[0]
        found = [Verdict("one-sided", "superiority", side, ()) for side in ("west", "east")]
        assert shorts(study, [*found, Verdict("delicate", None, None, ())]) == ["One 1", "One 2", "Del."]

    @pytest.mark.parametrize(
        ("share", "step_", "text"),
        [
            (0.5, 1, "50 %"),
            (0.999, 1, "> 99 %"),
            (0.001, 5, "< 5 %"),
            (0.624, 5, "60 %"),
            (1.0, 10, "100 %"),
            (0.0, 5, "0 %"),
        ],
    )
    def test_a_share_is_never_all_or_nothing_when_it_is_merely_close(self, share, step_, text):
        assert sliders._stepped(share, step_) == text
