"""Numbers as readers see them: no digit that the doubt has not earned."""

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import numerals, words
from generator.quantities import Quantity
from generator.uncertainty.estimates import Estimate, Share, share

properties = settings(deadline=None, derandomize=True)
RATIO = Quantity("r", "-", "a ratio")
SHARE = Quantity("s", "share", "a share", 0, 1)


def found(median, low, high, error=0.0, point=None):
    return Estimate(median if point is None else point, median, low, high, error, 10_000)


def value(text):
    """A printed number back as a number."""
    return float(re.sub(r"[ ,%<>]", "", text).replace("\N{MINUS SIGN}", "-"))


class TestEarnedDigits:
    # A dozen steps across the interval (0.9 / 12 = 0.075 takes two decimals, 5 / 12 one), no finer than the Monte Carlo error,
    # and never more than three digits that count.
    @pytest.mark.parametrize(("number", "width", "error", "decimals"), [
        (1.27, 0.9, 0.0, 2), (1.27, 0.91, 0.004, 2), (1.27, 0.9, 0.02, 1), (1.27, 1.2, 0.0, 1), (1.27, 5.0, 0.0, 1), (10.0, 12.0, 0.0, 0), (100.0, 50.0, 0.0, 0),
        (1000.0, 500.0, 0.0, -1), (1e5, 49_000.0, 0.0, -3), (1.27, 0.4, 0.1, 1), (1.27, 0.4, 0.2, 0), (300.0, 100.0, 20.0, -2), (1.27, 1e-12, 0.0, 2), (12.7, 1e-12, 0.0, 1),
        (1e12, 1e12, 0.0, -6), (0.0127, 1e-5, 0.0, 4), (1.27, 0.0, 0.0, 2),
    ])  # fmt: skip
    def test_decimals_follow_width_error_and_three_digits_that_count(self, number, width, error, decimals):
        assert numerals.earned_decimals(number, width, error) == decimals

    @properties
    @given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e6), st.floats(1e-5, 1e5))
    def test_no_digit_is_finer_than_the_error_of_having_drawn_so_few(self, number, width, error):
        assert 10.0 ** -numerals.earned_decimals(number, width, error) >= error * (1 - 1e-9)

    @properties
    @given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e6))
    def test_never_more_than_ten_dozen_steps_across_the_interval(self, number, width):
        assert width / 10.0 ** -numerals.earned_decimals(number, width, 0.0) < 120 * (1 + 1e-9)

    def test_an_interval_around_a_median_of_nought_does_not_vanish(self):
        # More than half of the draws give nothing at all, and one in twenty gives 0.4 or more.
        assert numerals.estimate(found(0.0, 0.0, 0.4), RATIO, "interval") == "0.00 to 0.40"

    @properties
    @given(st.floats(-1e4, 1e4), st.floats(0, 100), st.floats(0, 100), st.floats(0, 5))
    def test_median_and_interval_are_rounded_alike_and_stay_in_order(self, median, below, above, error):
        texts = numerals.estimate_parts(found(median, median - below, median + above, error), RATIO)
        middle, low, high = map(value, texts)
        assert low <= middle <= high
        assert len({len(text.partition(".")[2]) for text in texts}) == 1

    @properties
    @given(st.floats(-1e4, 1e4), st.floats(0.001, 100), st.floats(0, 5))
    def test_what_is_printed_is_the_number_to_half_a_unit_of_its_last_digit(self, median, width, error):
        text = numerals.estimate(found(median, median - width / 2, median + width / 2, error), RATIO)
        unit = 10.0 ** -numerals.earned_decimals(median, width, error)
        assert abs(value(text) - median) <= unit / 2 * (1 + 1e-6) + 1e-9


class TestNumbers:
    @pytest.mark.parametrize(("number", "decimals", "text"), [
        (1234.5, -1, "1,230"), (1234.5, 1, "1,234.5"), (0.126, 2, "0.13"), (-2.5, 1, "\N{MINUS SIGN}2.5"), (-0.001, 2, "0.00"), (0.0, 0, "0"),
        (1_234_567.0, 0, "1,234,567"), (999.6, 0, "1,000"), (49.0, -2, "0"),
    ])  # fmt: skip
    def test_thousands_minus_and_rounding(self, number, decimals, text):
        assert numerals.number(number, decimals) == text

    @pytest.mark.parametrize(("number", "quantity", "text"), [
        (0.2, SHARE, "20 %"), (0.125, SHARE, "12.5 %"), (1.0, SHARE, "100 %"), (0.0, SHARE, "0 %"), (0.29, SHARE, "29 %"),
        (31255.0, RATIO, "31,255"), (2.15, RATIO, "2.15"), (0.5, RATIO, "0.5"), (100.0, RATIO, "100"), (12345.678, RATIO, "12,346"), (1000.0, RATIO, "1,000"),
    ])  # fmt: skip
    def test_what_an_author_gave_is_shown_as_given(self, number, quantity, text):
        assert numerals.given(number, quantity) == text

    @properties
    @given(st.integers(1, 10**6).map(lambda n: n / 1000))
    def test_a_given_number_keeps_four_significant_digits(self, number):
        shown = value(numerals.given(number, RATIO))
        assert (
            shown == pytest.approx(number, rel=5.01e-4)
            if number < 1000
            else shown == round(number) or shown == pytest.approx(number, abs=0.5001)
        )


class TestPercent:
    @pytest.mark.parametrize(("share_", "text"), [
        (0.0, "0 %"), (1.0, "100 %"), (0.834, "83 %"), (0.5, "50 %"), (0.0049, "< 1 %"), (1e-9, "< 1 %"), (0.9951, "> 99 %"), (1 - 1e-9, "> 99 %"),
        (0.01, "1 %"), (0.99, "99 %"),
    ])  # fmt: skip
    def test_edges(self, share_, text):
        assert numerals.percent(share_) == text

    def test_exactly_half_a_per_cent_from_an_end_is_not_the_end(self):
        # 50 of 10,000 draws, and all but 50.
        assert numerals.percent(0.005) != "0 %"
        assert numerals.percent(0.995) != "100 %"

    @properties
    @given(st.floats(0, 1, exclude_min=True, exclude_max=True), st.integers(0, 3))
    def test_never_0_or_100_for_what_is_merely_close_to_it(self, share_, decimals):
        text = numerals.percent(share_, decimals)
        if not text.startswith(("<", ">")):
            assert 0 < value(text) < 100

    @properties
    @given(st.floats(0, 1), st.integers(0, 3))
    def test_is_right_to_half_of_its_last_digit(self, share_, decimals):
        text = numerals.percent(share_, decimals)
        unit = 10.0**-decimals
        if text.startswith("<"):
            assert share_ * 100 < value(text)
        elif text.startswith(">"):
            assert share_ * 100 > value(text)
        else:
            assert abs(value(text) - share_ * 100) <= unit / 2 * (1 + 1e-9)

    def test_a_share_of_draws_with_twice_its_error(self):
        # sqrt(0.834 * 0.166 / 10000) = 0.00372; twice that is 0.7 points.
        assert numerals.share_with_error(share(8340, 10_000)) == "83 % ± 0.7"
        assert numerals.share_with_error(share(10_000, 10_000)) == "100 %"
        assert numerals.share_with_error(Share(0.5, 0.1, 25)) == "50 % ± 20"


class TestStyles:
    def test_every_style_of_an_estimate(self):
        item = found(1.2716, 0.84, 1.75, 0.004, point=1.266)
        assert numerals.estimate(item, RATIO) == "1.27"
        assert numerals.estimate(item, RATIO, "interval") == "0.84 to 1.75"
        assert numerals.estimate(item, RATIO, "full") == "1.27 (0.84 to 1.75)"
        assert numerals.estimate(item, RATIO, "point") == "1.27"

    def test_shares_are_per_cent(self):
        item = found(0.2258, 0.15, 0.31, 0.001)
        assert numerals.estimate(item, SHARE) == "23 %"
        assert numerals.estimate(item, SHARE, "interval") == "15 to 31 %"
        assert numerals.estimate(item, SHARE, "full") == "23 % (15 to 31 %)"

    def test_a_number_without_doubt_has_no_interval(self):
        item = found(2.5, 2.5, 2.5)
        assert [numerals.estimate(item, RATIO, style) for style in ("estimate", "interval", "full")] == ["2.50"] * 3

    def test_an_interval_below_zero_has_true_minus_signs(self):
        assert numerals.estimate(found(-1.0, -2.0, -0.5), RATIO, "interval") == "\N{MINUS SIGN}2.0 to \N{MINUS SIGN}0.5"

    def test_nothing_is_ever_printed_as_nan_or_infinity_of_digits(self):
        text = numerals.estimate(found(1e-9, 0.0, 1e-8), RATIO, "full")
        assert "e" not in text
        assert not math.isnan(value(text.split(" ")[0]))


class TestLikelihood:
    # Mastrandrea et al. (2010), IPCC guidance note on uncertainty, table 1.
    @pytest.mark.parametrize(("share_", "word"), [
        (1.0, "virtually certain"), (0.99, "virtually certain"), (0.98, "very likely"), (0.90, "very likely"), (0.89, "likely"), (0.66, "likely"),
        (0.65, "about as likely as not"), (0.33, "about as likely as not"), (0.32, "unlikely"), (0.10, "unlikely"), (0.09, "very unlikely"),
        (0.01, "very unlikely"), (0.009, "exceptionally unlikely"), (0.0, "exceptionally unlikely"),
    ])  # fmt: skip
    def test_words_follow_the_scale_of_the_ipcc(self, share_, word):
        assert words.likelihood(share_) == word
