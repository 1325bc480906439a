"""Context beside a verdict: every fact with source and grade, what is computed from them, and that no number of a study moves."""

import dataclasses
import html
import json
import re
from pathlib import Path

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import words
from generator.context import facts, reckoning
from generator.context.panels import MAKERS, panels
from generator.context.reckoning import HORIZONS, Span, over, yearly
from generator.drawing.specification import complete
from generator.drawing.static import svg
from generator.loading.reading import read_study
from generator.pipeline.site import Folders, build
from generator.registry import KINDS
from generator.study import GRADES, PANELS

TESTS = Path(__file__).resolve().parent
FONTS = TESTS.parent / "site_templates" / "assets" / "fonts" / "measure"
TEMPLATES = TESTS.parent / "site_templates" / "reports" / "_parts" / "panels"
ALONE = (TESTS / "studies" / "alone.yml").read_text(encoding="utf-8")
LINE = "panels: [nuclear-peace, annual-risk]\n"
FILES = sorted(facts.DATA.glob("*.json"))
DRAWINGS = [drawing for panel in panels() for drawing in panel.drawings]


def read(line):
    assert LINE in ALONE
    return read_study("studies/alone.yml", ALONE.replace(LINE, line).encode(), KINDS)


class TestTheFacts:
    @pytest.mark.parametrize("path", [path for path in FILES if path.stem != "sources"], ids=lambda path: path.stem)
    def test_every_row_has_a_source_that_was_read_and_a_grade_no_better_than_how_far(self, path):
        known = facts.sources()
        for row in json.loads(path.read_text(encoding="utf-8"))["rows"]:
            assert row["source"] in known, row
            assert row["grade"] in GRADES
            assert GRADES.index(row["grade"]) >= GRADES.index(known[row["source"]].grade), row

    def test_every_source_says_how_far_it_was_read_and_on_what_terms_it_is_used(self):
        for source in facts.sources().values():
            assert source.citation
            assert source.licence
            assert source.note
            assert source.grade in ("documented", "reported")

    def test_nothing_from_memory_is_printed_as_a_fact(self):
        rows = [*facts.risks(), facts.no_use(), *facts.famine(), *facts.deaths(), *facts.wars()]
        assert {row.grade for row in rows} <= {"documented", "reported"}

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_no_two_rows_share_a_name(self, path):
        ids = [row["id"] for row in json.loads(path.read_text(encoding="utf-8"))["rows"]]
        assert len(ids) == len(set(ids))

    def test_ranges_lie_in_order_and_probabilities_between_0_and_1(self):
        for row in facts.risks():
            numbers = yearly(row).numbers
            assert numbers == sorted(numbers)
            assert all(0 < number < 1 for number in numbers)
        assert all(row.high is None or row.low < row.high for row in facts.deaths())

    def test_armed_states_take_part_in_the_war_they_are_coded_for(self):
        for war in facts.wars():
            assert set(war.armed) <= set(war.participants)
            assert war.start <= war.end
            assert not war.opposed or len(war.armed) > 1

    def test_wars_are_in_the_order_of_time(self):
        years = [war.start for war in facts.wars()]
        assert years == sorted(years)


class TestWhatIsComputed:
    @given(st.floats(1e-7, 0.2), st.integers(1, 100))
    def test_a_total_spread_over_years_compounds_to_itself(self, total, years):
        risk = facts.Risk(id="x", source="x", grade="assumed", label="x", total=total, years=years)
        spread = yearly(risk)
        assert over(spread, years).value == pytest.approx(total, rel=1e-9)
        assert spread.low is spread.high is None

    @given(st.floats(1e-7, 0.5))
    def test_more_years_never_lower_a_risk_and_never_make_it_certain(self, risk):
        reached = [over(Span(None, risk, None), years).value for years in (0, 1, *HORIZONS)]
        assert reached == sorted(reached)
        assert reached[0] == 0
        assert reached[1] == pytest.approx(risk)
        assert reached[-1] <= 1

    def test_hellmans_chain_gives_the_range_he_states(self):
        stated = next(row for row in facts.risks() if row.id == "hellman-chain")
        assert reckoning.hellman_range() == pytest.approx((stated.low, stated.high))

    def test_no_use_teaches_less_and_less(self):
        _, rates = reckoning.no_use_by_year(1945, 1955, 2024)
        for rate in (rates.laplace, rates.jeffreys, rates.upper):
            falls = -(rate[1:] - rate[:-1])
            assert (falls > 0).all()
            assert (falls[1:] < falls[:-1]).all()

    def test_a_row_out_of_order_is_noticed(self):
        rows = facts.famine()
        assert reckoning.rises(rows)
        assert not reckoning.rises([rows[1], rows[0]])


class TestPanels:
    def test_every_name_an_author_may_write_has_a_panel_a_heading_and_a_template(self):
        assert set(PANELS) == set(MAKERS) == set(words.PANELS)
        assert {path.stem for path in TEMPLATES.glob("*.j2")} == set(PANELS)

    @pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.id)
    def test_a_chart_has_a_title_a_finding_a_description_and_a_table(self, drawing):
        assert drawing.title
        assert drawing.finding.endswith(".")
        assert drawing.description.endswith(".")
        assert drawing.table.rows
        assert all(len(row) == len(drawing.table.columns) for row in drawing.table.rows)

    @pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.id)
    def test_a_chart_is_what_vega_lite_understands(self, drawing):
        for spec in (drawing.wide, drawing.narrow):
            alt.Chart.from_dict(json.loads(complete(spec, drawing.rows)))

    @pytest.mark.parametrize("panel", panels(), ids=lambda panel: panel.name)
    def test_whatever_a_panel_shows_is_among_its_sources(self, panel):
        listed = {source.id for source in panel.sources}
        for drawing in panel.drawings:
            columns = [column.key for column in drawing.table.columns]
            if "source" in columns:
                assert {row[columns.index("source")] for row in drawing.table.rows} <= listed

    def test_charts_of_context_have_names_no_kind_uses(self):
        ids = [drawing.id for drawing in DRAWINGS]
        assert len(ids) == len(set(ids))
        assert all(id.startswith("context-") for id in ids)


class TestInAStudy:
    def test_panels_leave_the_digest_as_it_was(self):
        with_panels, without = read(LINE).study, read("").study
        assert with_panels.panels == ("nuclear-peace", "annual-risk")
        assert without.panels == ()
        assert with_panels.digest() == without.digest()

    def test_a_panel_named_twice_is_shown_once(self):
        assert read("panels: [no-use, no-use]\n").study.panels == ("no-use",)

    def test_an_unknown_panel_is_a_problem_at_its_place_with_the_name_that_was_meant(self):
        reading = read("panels: [no-use, anual-risk]\n")
        assert reading.study is None
        (problem,) = reading.problems
        assert (problem.code, problem.where) == ("E208", "panels[1]")
        assert problem.line == ALONE[: ALONE.index(LINE)].count("\n") + 1
        assert problem.column == len("panels: [no-use, ") + 1
        assert problem.what == "found 'anual-risk'"
        assert problem.instead == "did you mean 'annual-risk'?"

    def test_a_panel_changes_the_page_and_runs_nothing_again(self, project):
        root = Folders.of(project.root)
        before = {page.uri: page.content for page in build(root, workers=1).pages}
        study = project.study("alone")
        study.write_text(study.read_text(encoding="utf-8").replace(LINE, ""), encoding="utf-8")
        after = {page.uri: page.content for page in build(root, workers=1).pages}
        assert after["studies/alone/results.json"] == before["studies/alone/results.json"]
        assert b"Beside the verdict" in before["studies/alone/index.md"]
        assert b"Beside the verdict" not in after["studies/alone/index.md"]

    def test_a_chart_of_context_is_not_one_the_story_may_show(self, project):
        study = project.study("alone")
        story = "story: [{title: A part, text: Some words., show: [context-annual-risk]}]\n"
        study.write_text(study.read_text(encoding="utf-8") + story, encoding="utf-8")
        problems = build(Folders.of(project.root), workers=1).problems
        assert [(problem.code, problem.file) for problem in problems] == [("E502", "studies/alone.yml")]


class TestOnTheSite:
    def page(self, built, uri):
        return (built.site / uri).read_text(encoding="utf-8")

    def test_the_page_of_context_has_every_panel_every_chart_and_its_data(self, built):
        page = self.page(built, "context/index.html")
        for panel in panels():
            assert panel.title in page
            for drawing in panel.drawings:
                assert f'id="{drawing.id}"' in page
                assert (built.site / "context" / f"{drawing.id}.csv").read_bytes() == drawing.table.csv()
        assert page.count("What is contested.") == len(PANELS)
        assert page.count("Sources of this panel") == len(PANELS)
        assert (built.site / "context" / "charts.js").is_file()

    def test_a_study_leads_to_its_panels_in_its_order_after_its_evidence_and_says_that_they_change_nothing(self, built):
        page = self.page(built, "studies/alone/index.html")
        links = [f'href="../../context/index.html#{name}"' for name in ("nuclear-peace", "annual-risk")]
        places = [page.index(text) for text in ('id="verdict-shares"', "Beside the verdict: context<a", *links)]
        assert places == sorted(places)
        assert places[-1] < page.index("What it rests on<a")
        assert "changes neither the verdict" in page
        assert words.PANELS["consequences"] not in page
        for name in ("nuclear-peace", "annual-risk"):
            (panel,) = panels([name])
            assert html.escape(panel.drawings[0].finding) in page
            assert f'id="{name}"' in self.page(built, "context/index.html")

    def test_sources_of_a_panel_are_not_among_those_of_the_study(self, built):
        assert "Hellman" in self.page(built, "context/index.html")
        assert "Hellman" not in self.page(built, "studies/alone/index.html")

    def test_a_study_without_panels_has_no_such_part(self, built):
        assert "Beside the verdict" not in self.page(built, "studies/pair/index.html")

    def test_the_page_of_context_stands_in_the_navigation(self, built):
        assert 'href="context/index.html"' in self.page(built, "index.html")


def test_a_row_with_a_key_too_many_stops_the_build():
    row = dataclasses.asdict(facts.famine()[0])
    with pytest.raises(TypeError):
        facts.Famine(**row, verdict="delicate")


def test_a_picture_prints_small_numbers_as_they_are():
    # What a reader reads is not a coordinate: only the numbers inside tags may lose digits.
    drawing = next(drawing for drawing in DRAWINGS if drawing.id == "context-risk-over-time")
    picture = svg(complete(drawing.narrow, drawing.rows), str(FONTS), "test")
    assert ">0.0001 % a year<" in picture
    assert ">0.048 % a year<" in picture
    assert not any(
        len(decimals) > 1 for tag in re.findall(r"<[^>]*>", picture) for decimals in re.findall(r"\d\.(\d+)", tag)
    )
