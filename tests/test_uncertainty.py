"""Distributions, streams, estimates, sensitivities: against closed forms, SciPy and published numbers."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from generator.uncertainty.distributions import Beta, Constant, Lognormal, Triangular, Uniform, distribution
from generator.uncertainty.estimates import estimate, share
from generator.uncertainty.sampling import BLOCK, blocks, stream
from generator.uncertainty.sensitivity import one_at_a_time, sobol

near = pytest.approx
properties = settings(deadline=None, derandomize=True)
U = np.array([0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999])


def draw(inputs, draws=1000, seed=1, **more):
    """All draws of all inputs, whatever the blocks."""
    parts = list(blocks(inputs, seed=seed, draws=draws, **more))
    return {
        name: np.concatenate([np.broadcast_to(values[name], (size,)) for size, values in parts]) for name in parts[0][1]
    }


class TestQuantiles:
    def test_a_constant_is_the_same_everywhere(self):
        assert Constant(3.5).quantile(U).tolist() == [3.5] * len(U)

    def test_uniform_is_a_straight_line(self):
        assert Uniform(2.0, 6.0).quantile(np.array([0.0, 0.25, 1.0])).tolist() == [2.0, 3.0, 6.0]

    @pytest.mark.parametrize(
        ("low", "mode", "high"), [(0.0, 0.25, 1.0), (2.0, 2.0, 5.0), (2.0, 5.0, 5.0), (0.5, 0.6, 0.67)]
    )
    def test_triangular_agrees_with_scipy_also_when_the_mode_is_an_end(self, low, mode, high):
        reference = stats.triang((mode - low) / (high - low), low, high - low)
        assert Triangular(low, mode, high).quantile(U) == near(reference.ppf(U), rel=1e-12)

    def test_triangular_closed_form(self):
        # Median of a symmetric triangle is its mode; a quarter of its height lies below low + width / (2 sqrt 2).
        assert Triangular(0.0, 1.0, 2.0).quantile(np.array([0.5, 0.25])) == near(
            [1.0, 2 / (2 * math.sqrt(2))], rel=1e-12
        )

    @pytest.mark.parametrize(
        ("mean", "concentration"), [(0.5, 20), (0.85, 20), (0.1, 20), (0.97, 20), (0.6, 2), (0.5, 200), (0.3, 5)]
    )
    def test_beta_agrees_with_scipy_to_two_millionths(self, mean, concentration):
        reference = stats.beta(mean * concentration, (1 - mean) * concentration)
        assert Beta(mean, concentration).quantile(U) == near(reference.ppf(U), abs=2e-6)

    @pytest.mark.parametrize(("mean", "concentration"), [(0.5, 20), (0.85, 20), (0.05, 20), (0.999, 50)])
    def test_beta_has_its_mean_and_the_variance_of_so_many_counted_cases(self, mean, concentration):
        values = Beta(mean, concentration).quantile((np.arange(200_000) + 0.5) / 200_000)
        assert values.mean() == near(mean, abs=1e-5)
        assert values.var() == near(mean * (1 - mean) / (concentration + 1), rel=1e-3)

    def test_beta_stays_a_share_at_the_very_ends(self):
        ends = Beta(0.85, 20).quantile(np.array([0.0, np.nextafter(1.0, 0.0), 1.0]))
        assert ends[0] == 0.0
        assert ends[2] == 1.0
        assert 0 <= ends[1] <= 1

    def test_lognormal_agrees_with_scipy(self):
        assert Lognormal(3.0, 0.4).quantile(U) == near(stats.lognorm(0.4, scale=3.0).ppf(U), rel=1e-12)

    @properties
    @given(st.floats(0.01, 0.99), st.floats(1, 1000), st.lists(st.floats(0, 1), min_size=2, max_size=20))
    def test_beta_never_falls_and_never_leaves_0_to_1(self, mean, concentration, u):
        values = Beta(mean, concentration).quantile(np.sort(np.array(u)))
        assert (np.diff(values) >= 0).all()
        assert ((values >= 0) & (values <= 1)).all()

    @properties
    @given(st.floats(-10, 10), st.floats(0, 5), st.floats(0, 5), st.lists(st.floats(0, 1), min_size=2, max_size=20))
    def test_triangular_never_falls_and_never_leaves_its_range(self, low, rise, fall, u):
        if rise + fall < 1e-6:
            rise = 1.0
        found = Triangular(low, low + rise, low + rise + fall)
        values = found.quantile(np.sort(np.array(u)))
        assert (np.diff(values) >= -1e-9).all()
        assert ((values >= found.low - 1e-9) & (values <= found.high + 1e-9)).all()


class TestWhichDistribution:
    @pytest.mark.parametrize(("given_", "spread", "meant"), [
        ((0.6, None, None, None, None), "share", Constant(0.6)),
        ((0.6, 0.5, 0.7, None, None), "share", Triangular(0.5, 0.6, 0.7)),
        ((0.6, None, None, 30.0, None), "share", Beta(0.6, 30.0)),
        ((0.6, None, None, None, "beta"), "share", Beta(0.6, 20.0)),
        ((0.0, None, None, 30.0, None), "share", Constant(0.0)),
        ((1.0, None, None, None, "beta"), "share", Constant(1.0)),
        ((5.0, 5.0, 5.0, None, None), "amount", Constant(5.0)),
        ((5.0, 0.0, 9.0, None, None), "amount", Triangular(0.0, 5.0, 9.0)),
        ((5.0, 2.0, 9.0, None, None), "none", Triangular(2.0, 5.0, 9.0)),
        ((5.0, 2.0, 9.0, None, "uniform"), "amount", Uniform(2.0, 9.0)),
        ((5.0, 2.0, 9.0, None, "triangular"), "amount", Triangular(2.0, 5.0, 9.0)),
        ((5.0, 2.0, 9.0, None, "constant"), "amount", Constant(5.0)),
    ])  # fmt: skip
    def test_what_an_author_writes_is_what_is_drawn(self, given_, spread, meant):
        assert distribution(*given_, spread) == meant

    def test_an_amount_has_its_range_as_5_and_95_per_cent_points(self):
        found = distribution(100.0, 50.0, 200.0, None, None, "amount")
        assert found.quantile(np.array([0.05, 0.5, 0.95])) == near([50.0, 100.0, 200.0], rel=1e-4)

    @pytest.mark.parametrize("name", ["uniform", "triangular", "lognormal", "cauchy"])
    def test_what_loading_refuses_raises(self, name):
        with pytest.raises(ValueError, match=name):
            distribution(
                1.0, None if name != "cauchy" else 0.5, None if name != "cauchy" else 2.0, None, name, "amount"
            )


class TestStreams:
    INPUTS = {"a": Uniform(0, 1), "b": Beta(0.5), "c": Lognormal(1, 0.3), "k": Constant(4.0)}  # noqa: RUF012

    def test_the_same_seed_gives_the_same_numbers_and_another_seed_others(self):
        first, again, other = (draw(self.INPUTS, seed=seed) for seed in (0, 0, 1))
        assert np.array_equal(first["b"], again["b"])
        assert not np.array_equal(first["b"], other["b"])

    def test_a_constant_stays_a_number(self):
        _, values = next(blocks(self.INPUTS, seed=1, draws=10))
        assert values["k"] == 4.0
        assert isinstance(values["k"], float)

    def test_the_order_of_inputs_does_not_matter(self):
        forward, backward = draw(self.INPUTS), draw(dict(reversed(self.INPUTS.items())))
        assert all(np.array_equal(forward[name], backward[name]) for name in self.INPUTS)

    def test_an_input_does_not_notice_the_others(self):
        assert np.array_equal(draw(self.INPUTS)["b"], draw({"b": self.INPUTS["b"], "z": Uniform(0, 1)})["b"])

    @pytest.mark.parametrize("block", [1, 7, 999, 1000, 5000])
    def test_the_size_of_a_block_does_not_matter(self, block):
        whole = draw(self.INPUTS, groups={"a": "s", "b": "s", "c": "s"}, correlation={"s": 0.4})
        cut = draw(self.INPUTS, groups={"a": "s", "b": "s", "c": "s"}, correlation={"s": 0.4}, block=block)
        assert all(np.array_equal(whole[name], cut[name]) for name in self.INPUTS)

    def test_more_draws_begin_with_the_same_draws(self):
        assert np.array_equal(draw(self.INPUTS, draws=2 * BLOCK + 5)["a"][:700], draw(self.INPUTS, draws=700)["a"])

    def test_sizes_of_blocks_add_up_to_the_draws(self):
        assert [size for size, _ in blocks(self.INPUTS, seed=1, draws=25, block=10)] == [10, 10, 5]

    def test_an_input_has_the_same_uniforms_under_another_distribution(self):
        # So that the difference between two scenarios is not noise.
        low, high = draw({"a": Uniform(0, 1)})["a"], draw({"a": Uniform(10, 12)})["a"]
        assert high == near(10 + 2 * low, rel=1e-12)

    def test_names_that_look_alike_have_unrelated_streams(self):
        a, b = (stream(1, name).random(20_000) for name in ("west.c3", "west.c4"))
        assert abs(np.corrcoef(a, b)[0, 1]) < 0.03  # four standard errors of 1 / sqrt(20000)

    def test_draws_are_uniform(self):
        assert stats.kstest(draw({"a": Uniform(0, 1)}, draws=20_000)["a"], "uniform").pvalue > 0.001


class TestCorrelation:
    GROUPS = {"a": "west", "b": "west", "c": "east"}  # noqa: RUF012
    INPUTS = {"a": Uniform(0, 1), "b": Uniform(0, 1), "c": Uniform(0, 1)}  # noqa: RUF012

    @pytest.mark.parametrize("r", [0.2, 0.5, 0.9])
    def test_normal_scores_of_a_side_correlate_as_asked_and_sides_do_not(self, r):
        found = draw(self.INPUTS, draws=40_000, groups=self.GROUPS, correlation={"west": r, "east": r})
        scores = {name: stats.norm.ppf(values) for name, values in found.items()}
        # Four standard errors of a correlation over 40,000 draws are 0.02.
        assert np.corrcoef(scores["a"], scores["b"])[0, 1] == near(r, abs=0.02)
        assert abs(np.corrcoef(scores["a"], scores["c"])[0, 1]) < 0.02

    def test_a_correlation_leaves_each_input_its_own_distribution(self):
        found = draw(self.INPUTS, draws=20_000, groups=self.GROUPS, correlation={"west": 0.7})
        assert stats.kstest(found["a"], "uniform").pvalue > 0.001

    def test_full_correlation_makes_one_number_of_two(self):
        found = draw(self.INPUTS, groups=self.GROUPS, correlation={"west": 1.0})
        assert found["a"] == near(found["b"], abs=1e-12)

    def test_none_changes_nothing_to_the_bit(self):
        plain, zero = draw(self.INPUTS), draw(self.INPUTS, groups=self.GROUPS, correlation={"west": 0.0})
        assert all(np.array_equal(plain[name], zero[name]) for name in self.INPUTS)


class TestEstimates:
    def test_quantiles_are_those_of_the_draws(self):
        found = estimate(7.0, np.arange(101.0))
        assert (found.point, found.median, found.low, found.high, found.draws) == (7.0, 50.0, 5.0, 95.0, 101)

    def test_the_error_of_a_median_shrinks_with_the_root_of_the_draws(self):
        # Of a standard normal: sqrt(pi / 2) / sqrt(n).
        for n in (1600, 25_600):
            errors = [estimate(0.0, stream(seed, "x").standard_normal(n)).error for seed in range(40)]
            assert np.mean(errors) == near(math.sqrt(math.pi / 2 / n), rel=0.1)

    def test_the_error_covers_what_other_seeds_give(self):
        medians = [estimate(0.0, stream(seed, "x").standard_normal(2500)) for seed in range(200)]
        spread = np.std([found.median for found in medians])
        assert np.mean([found.error for found in medians]) == near(spread, rel=0.2)

    def test_draws_that_are_all_alike_have_no_error(self):
        found = estimate(2.0, np.full(50, 2.0))
        assert (found.low, found.median, found.high, found.error) == (2.0, 2.0, 2.0, 0.0)

    def test_an_estimate_needs_draws(self):
        with pytest.raises(ValueError, match="draws"):
            estimate(1.0, np.array([]))

    @pytest.mark.parametrize(
        ("count", "n", "value", "error"),
        [
            (50, 100, 0.5, 0.05),
            (0, 100, 0.0, 0.0),
            (100, 100, 1.0, 0.0),
            (1, 10_000, 1e-4, math.sqrt(1e-4 * 0.9999 / 1e4)),
        ],
    )
    def test_a_share_has_the_binomial_standard_error(self, count, n, value, error):
        found = share(count, n)
        assert (found.value, found.error, found.draws) == (value, near(error), n)


def ishigami(values):
    """Ishigami and Homma (1990): sin x1 + a sin^2 x2 + b x3^4 sin x1, with a = 7 and b = 0.1."""
    x1, x2, x3 = (np.asarray(values[name]) for name in ("x1", "x2", "x3"))
    return {"y": np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)}


class TestSensitivity:
    def test_the_errors_of_sobol_indices_cover_what_other_seeds_give(self):
        inputs = {name: Uniform(-math.pi, math.pi) for name in ("x1", "x2", "x3")}
        runs = [sobol(ishigami, inputs, ("y",), seed=seed, samples=2000) for seed in range(60)]
        for i in range(3):
            for index in ("first", "total"):
                values, errors = (
                    [getattr(run[i], index) for run in runs],
                    [getattr(run[i], f"{index}_error") for run in runs],
                )
                assert 0.5 < np.std(values) / np.mean(errors) < 1.6

    def test_a_measure_that_never_moves_and_a_study_without_doubt(self):
        still = sobol(lambda v: {"y": np.full_like(v["a"], 3.0)}, {"a": Uniform(0, 1)}, ("y",), seed=1, samples=100)
        assert (still[0].first, still[0].total, still[0].first_error) == (0.0, 0.0, 0.0)
        assert sobol(ishigami, {"x1": Constant(1.0)}, ("y",), seed=1, samples=100) == ()
        assert one_at_a_time(ishigami, {"x1": 1.0}, {"x1": Constant(1.0)}, ("y",)) == ()

    def test_a_tornado_moves_one_input_at_a_time_between_its_5_and_95_per_cent_points(self):
        inputs = {"a": Uniform(0, 1), "k": Constant(2.0), "b": Uniform(10, 20)}
        found = one_at_a_time(
            lambda v: {"y": v["a"] * v["b"] * v["k"]}, {"a": 0.3, "b": 12.0, "k": 2.0}, inputs, ("y",)
        )
        assert [item.input for item in found] == ["a", "b"]
        a, b = found
        assert (a.input_low, a.input_high, b.input_low, b.input_high) == near((0.05, 0.95, 10.5, 19.5))
        assert (a.at_low, a.at_high) == near((0.05 * 24, 0.95 * 24))
        assert (b.at_low, b.at_high) == near((0.6 * 10.5, 0.6 * 19.5))
        assert b.width == near(5.4)

    def test_an_input_that_works_backwards_has_a_width_all_the_same(self):
        found = one_at_a_time(lambda v: {"y": -np.asarray(v["a"])}, {"a": 0.5}, {"a": Uniform(0, 1)}, ("y",))
        assert (found[0].at_low, found[0].at_high, found[0].width) == near((-0.05, -0.95, 0.9))
