"""The pages about all studies: the line of years, the filters, and the cards that lists are made of."""

import json
import re
from dataclasses import asdict

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import words
from generator.report.overview import eras, filters
from generator.report.pager import foot, with_neighbours
from generator.report.pages import Card, Case, Counted, Flip, Page, card_from_plain
from generator.report.timeline import APART, LONGEST, axis_of, timeline


def card(slug, period, kind="force-exchange", verdict="one-sided", title="A study"):
    case = Case("baseline", "As it is", verdict, words.VERDICTS[verdict][0], (), "Nobody gains", None)
    return Card(slug, title, "Why?", kind, period, verdict, case.verdict_name, "So it is", "Sure", (case,), None)


PERIODS = st.lists(
    st.tuples(st.integers(-500, 2100), st.integers(0, 120)).map(lambda item: (item[0], item[0] + item[1])),
    min_size=1,
    max_size=40,
)


def number(length):
    return float(length.removesuffix("%"))


class TestLineOfYears:
    @given(PERIODS)
    def test_later_years_stand_further_right_and_the_ends_at_the_ends(self, periods):
        axis = axis_of(periods)
        years = sorted({year for start, end in periods for year in (start, end + 1)})
        places = [axis.place(year) for year in years]
        assert places == sorted(places)
        assert (places[0], places[-1]) == (0, 100)

    @given(PERIODS, st.text("abc ", min_size=1, max_size=90))
    def test_no_bar_and_no_name_touches_another(self, periods, title):
        cards = [card(f"s{i}", period, title=title) for i, period in enumerate(periods)]
        (lane,) = timeline(cards, ["force-exchange"]).lanes
        rows = {}
        for span in lane.spans:
            left = min(number(span.start), number(span.name))
            right = max(number(span.start) + number(span.width), number(span.name) + number(span.room))
            assert left >= -0.01
            assert right <= 100.01
            assert number(span.room) <= LONGEST
            assert rows.get(span.row, -1) < left
            rows[span.row] = right
        assert len(rows) == lane.rows

    def test_one_scale_holds_for_years_that_lie_together(self):
        assert axis_of([(1914, 1918), (1945, 1991), (1962, 1962), (2004, 2024)]).breaks == ()

    def test_a_study_of_long_ago_does_not_press_the_others_together(self):
        periods = [(-431, -404), *((1945 + 5 * i, 1950 + 5 * i) for i in range(15))]
        axis = axis_of(periods)
        assert axis.breaks == (APART,)
        assert axis.place(1945) == pytest.approx(APART, abs=6)
        assert axis.place(2000) - axis.place(1960) > 35

    def test_every_kind_with_a_study_has_a_lane_in_the_given_order(self):
        cards = [card("a", (1950, 1960), "creditor-debtor"), card("b", (1960, 1970))]
        assert [lane.kind for lane in timeline(cards, words.KIND_TITLES).lanes] == ["force-exchange", "creditor-debtor"]

    def test_without_studies_there_is_nothing_to_draw(self):
        assert timeline([], words.KIND_TITLES).lanes == ()


class TestFilters:
    @pytest.mark.parametrize(("period", "expected"), [
        ((1914, 1944), ("before-1945",)), ((1914, 2022), ("before-1945", "cold-war", "since-1992")),
        ((1962, 1962), ("cold-war",)), ((1991, 1992), ("cold-war", "since-1992")),
    ])  # fmt: skip
    def test_a_study_belongs_to_every_era_it_touches(self, period, expected):
        assert eras(period) == expected

    @given(st.integers(-500, 2100), st.integers(0, 300))
    def test_every_period_has_an_era(self, start, length):
        assert eras((start, start + length))

    def test_only_answers_that_some_study_gives_are_offered_with_their_number(self):
        found = filters([card("a", (1962, 1962)), card("b", (2004, 2024), "creditor-debtor"), card("c", (1970, 2000))])
        assert {one.name: [(option.value, option.studies) for option in one.options] for one in found} == {
            "kind": [("force-exchange", 2), ("creditor-debtor", 1)],
            "era": [("cold-war", 2), ("since-1992", 2)],
            "verdict": [("one-sided", 3)],
        }


class TestCard:
    def test_it_comes_back_from_the_cache_as_it_went(self):
        made = card("a", (1962, 1963))
        shares = (Counted("delicate", "Delicate balance", "Del.", 0.7, 0.01),)
        case = Case("x", "X", "delicate", "Delicate balance", shares, "Both hold", (0.5, "0.50"))
        flip = Flip("A bar", "at least 2", "inside its range", "delicate", "Delicate balance", "")
        whole = Card(**{**vars(made), "cases": (*made.cases, case), "flip": flip})
        assert card_from_plain(json.loads(json.dumps(asdict(whole)))) == whole
        assert (whole.same, len(whole.scenarios)) == (0, 1)

    @given(st.floats(0, 1), st.floats(0, 0.5))
    @example(0.46875, 1e-05)
    def test_the_bracket_holds_the_end_of_its_part_and_stays_on_the_bar(self, share, error):
        found = Counted("delicate", "Delicate balance", "Del.", share, error)
        left, width = map(number, found.whisker)
        rounded = 3 * 0.005 + 1e-9  # three lengths, each to a hundredth
        assert 0 <= left <= number(found.width) + rounded
        assert number(found.width) - rounded <= left + width <= 100 + rounded


class TestPager:
    def test_reports_lead_to_their_neighbours_in_the_order_of_time_and_the_ends_to_one(self):
        cards = [card("late", (1990, 1995)), card("early", (1950, 1960)), card("middle", (1950, 1970))]
        made = with_neighbours([Page(f"studies/{one.slug}/index.md", b"Text.\n") for one in cards], cards)
        led = {
            page.uri.split("/")[1]: re.findall(r'rel="(\w+)" href="../(\w+)/', page.content.decode()) for page in made
        }
        assert led == {
            "early": [("next", "middle")],
            "middle": [("prev", "early"), ("next", "late")],
            "late": [("prev", "middle")],
        }

    def test_the_only_report_and_every_other_page_stay_as_they_were(self):
        pages = [Page("studies/a/index.md", b"Text.\n"), Page("studies/a/a.yml", b"x: 1\n")]
        assert with_neighbours(pages, [card("a", (1950, 1960))]) == pages

    def test_a_hostile_title_stays_a_text_on_one_line(self):
        bad = card("b", (1960, 1970), title="<script>x</script>\n\n# Title")
        found = foot(bad, None).decode()
        assert "<script" not in found
        assert found.strip().count("\n") == 0
