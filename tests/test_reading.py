"""Study files: a good one becomes a study, a bad one a list of problems, each at its place."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.loading.document import read_document
from generator.loading.reading import read_study
from generator.registry import KINDS

STUDIES = Path(__file__).parent / "studies"
PAIR = (STUDIES / "pair.yml").read_text(encoding="utf-8")
ALONE = (STUDIES / "alone.yml").read_text(encoding="utf-8")
properties = settings(deadline=None, derandomize=True)


def read(text, file="studies/pair.yml"):
    return read_study(file, text.encode(), KINDS)


def study(text=PAIR):
    reading = read(text)
    assert reading.problems == ()
    return reading.study


def changed(old, new, text=PAIR):
    """The text with one passage changed; the passage must stand in it exactly once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the study"
    return text.replace(old, new)


def at(text, mark):
    """Line and column, from 1, of a passage that stands once in the text."""
    assert text.count(mark) == 1, f"{mark!r} stands {text.count(mark)} times in the study"
    before = text[: text.index(mark)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def only(text):
    """The only problem of a text."""
    problems = read(text).problems
    assert len(problems) == 1, [str(found) for found in problems]
    return problems[0]


def refused(old, new, mark, code, *words):
    """One passage changed gives one problem of this code, at `mark`, and no study; it says all of `words`."""
    text = changed(old, new)
    found = only(text)
    assert (found.code, (found.line, found.column)) == (code, at(text, mark)), str(found)
    assert found.severity == "error"
    assert read(text).study is None
    for word in words:
        assert word in str(found)
    return found


class TestAGoodStudy:
    def test_loads_without_a_problem(self):
        found = study()
        assert (found.slug, found.kind, found.seed, found.draws, found.period) == (
            "pair",
            "force-exchange",
            7,
            400,
            (1960, 1970),
        )
        assert list(found.layout["actors"]) == ["west", "east"]
        assert [s.id for s in found.scenarios] == ["generated", "silent"]
        assert [s.year for s in found.states] == [1960, 1965, 1970]

    def test_the_least_a_study_needs_is_enough(self):
        reading = read(ALONE, "studies/alone.yml")
        assert reading.problems == ()
        assert (reading.study.seed, reading.study.scenarios, reading.study.states, reading.study.story) == (
            1955,
            (),
            (),
            (),
        )

    def test_every_number_is_an_input_at_its_path(self):
        inputs = study().inputs
        assert inputs["west.legs.boats.hidden"].value == 0.6
        assert (inputs["west.legs.boats.hidden"].low, inputs["west.legs.boats.hidden"].high) == (0.5, 0.67)
        assert inputs["west.legs.silos.reliability"].concentration == 20
        assert inputs["west.also_required.industry.tau"].value == 0.5
        assert inputs["east.shots"].value == 2

    def test_what_is_left_out_takes_the_model_s_default_and_says_so(self):
        given_ = study().inputs["west.legs.boats.penetration"]
        assert (given_.value, given_.by_default) == (1, True)
        assert not study().inputs["west.legs.boats.weapons"].by_default

    def test_evidence_is_handed_down_and_the_nearest_wins(self):
        inputs = study().inputs
        near = inputs["west.legs.boats.weapons"]
        assert (near.grade, near.source, near.at) == ("reported", "ledger", "table 2")
        far = inputs["west.legs.silos.units"]
        assert (far.grade, far.source, far.note) == ("assumed", None, "invented for the tests")

    def test_a_figure_s_own_evidence_beats_all_that_is_handed_down(self):
        own = study().inputs["west.tau"]
        assert (own.grade, own.source, own.at) == ("documented", "handbook", "p. 7")
        text = changed("weapons: 4\n", "weapons: {value: 4, grade: assumed, note: ours}\n")
        given_ = study(text).inputs["west.legs.boats.weapons"]
        assert (given_.grade, given_.source, given_.at, given_.note) == ("assumed", None, None, "ours")

    def test_evidence_of_a_scenario_speaks_for_its_figures_alone(self):
        text = changed(
            "    extends: generated\n", "    extends: generated\n    evidence: {grade: computed, note: by us}\n"
        )
        silent = study(text).scenarios[1]
        assert silent.changes["west.legs.silos.c3"].grade == "computed"
        assert silent.changes["west.legs.boats.hidden"].grade == "assumed"

    def test_a_scenario_extends_another_and_states_only_what_differs(self):
        generated, silent = study().scenarios
        assert set(generated.changes) == {"west.legs.boats.hidden"}
        assert silent.changes["west.legs.boats.hidden"].value == 0.85
        assert silent.changes["west.legs.silos.c3"].value == 0.1

    def test_what_a_scenario_states_beats_what_it_extends(self):
        text = changed(
            "      west.legs.silos.c3: 0.1\n", "      west.legs.silos.c3: 0.1\n      west.legs.boats.hidden: 0.4\n"
        )
        assert study(text).scenarios[1].changes["west.legs.boats.hidden"].value == 0.4

    def test_cases_are_the_baseline_scenarios_states_and_scenarios_over_time(self):
        assert list(study().cases()) == [
            "baseline", "generated", "silent",
            "baseline@1960", "generated@1960", "baseline@1965", "generated@1965", "baseline@1970", "generated@1970",
        ]  # fmt: skip

    def test_a_scenario_over_time_stands_on_top_of_the_state(self):
        cases = study().cases()
        assert cases["baseline@1960"]["east.legs.silos.units"].value == 20
        assert cases["generated@1960"]["east.legs.silos.units"].value == 20
        assert cases["generated@1960"]["west.legs.boats.hidden"].value == 0.85
        assert cases["baseline@1970"] == cases["baseline"]

    def test_windows_line_ends_and_a_byte_order_mark_change_nothing(self):
        windows = read_study("studies/pair.yml", b"\xef\xbb\xbf" + PAIR.replace("\n", "\r\n").encode(), KINDS)
        assert windows.problems == ()
        assert windows.study.canonical() == study().canonical()


VALUES = {
    "E204": "",
    "E207": "at least|at most|more than",
    "E208": "did you mean|choose from|published",
    "E209": "lower-case",
}
"""Codes of a value that is wrong, and how each is worded where it is not the type."""


def _code_of_value(words):
    return next((code for code, pattern in VALUES.items() if pattern and re.search(pattern, str(words))), "E204")


class TestShape:
    def test_a_file_that_holds_no_mapping(self):
        found = only("- a\n- b\n")
        assert (found.code, found.line, found.column) == ("E206", 1, 1)

    @pytest.mark.parametrize(("old", "new", "mark", "code", "word"), [
        ("format: 1", "format: 2", "2\nkind", "E205", "format: 1"),
        ("kind: force-exchange", "kind: force-exchang", "force-exchang\n", "E201", "did you mean 'force-exchange'?"),
        ("kind: force-exchange", "kind: mad", "mad\n", "E201", "choose from force-exchange"),
    ])  # fmt: skip
    def test_format_and_kind_at_their_value(self, old, new, mark, code, word):
        refused(old, new, mark, code, word)

    @pytest.mark.parametrize("key", ["kind: force-exchange\n", "format: 1\n"])
    def test_a_missing_kind_or_format_is_told_once(self, key):
        found = only(changed(key, ""))
        assert found.code in ("E201", "E203")
        assert "missing" in found.what

    @pytest.mark.parametrize(("old", "new", "right"), [
        ("question: Can", "qestion: Can", "question"),
        ("summary: |", "sumary: |", "summary"),
        ("      industry:\n        name:", "      industry:\n        nmae:", "name"),
        ("        availability: 0.95", "        availabilty: 0.95", "availability"),
        ("        effect: 0.3", "        efect: 0.3", "effect"),
        ("{value: 0.65, low:", "{value: 0.65, lwo:", "low"),
        ("    shots: 2", "    shot: 2", "shots"),
        ("    over_time: true", "    overtime: true", "over_time"),
        ("    adjective: Eastern", "    adjectiv: Eastern", "adjective"),
        ("    title: Stockpiles", "    titel: Stockpiles", "title"),
        ("    measure: west", "    mesure: west", "measure"),
        ("    show: [", "    shows: [", "show"),
        ("citation: \"Nobody", "citatoin: \"Nobody", "citation"),
        ("{start: 1960", "{strat: 1960", "start"),
    ])  # fmt: skip
    def test_a_misspelt_key_is_told_once_at_the_key_with_the_right_one(self, old, new, right):
        wrong = next(
            word.strip("{ ")
            for word in new.replace("\n", " ").split(":")
            if word.strip("{ ") and word not in old.split(":")
        )
        wrong = wrong.split()[-1]
        text = changed(old, new)
        found = [problem for problem in read(text).problems if problem.code in ("E202", "E203")]
        assert len(found) == 1, [str(problem) for problem in found]
        assert found[0].code == "E202"
        assert (found[0].line, found[0].column) == at(text, f"{wrong}:")
        assert f"unknown key '{wrong}'; did you mean '{right}'?" in str(found[0])

    def test_an_unknown_key_that_resembles_nothing_lists_the_known_ones(self):
        found = refused("seed: 7\n", "seed: 7\nwizardry: 1\n", "wizardry", "E202")
        for known in ("seed", "draws", "actors", "limits"):
            assert known in found.instead

    @pytest.mark.parametrize(("gone", "mark", "key"), [
        ("question: Can either side strike first and escape retaliation?\n", None, "question"),
        ("    name: Eastland\n", "east:\n    adjective", "name"),
        ("        units: 500\n", "silos:\n        name: Silos\n        weapons: 2", "units"),
        ("    tau: 0.2\n", "east:\n    name", "tau"),
        ("        curve: {family: published, name: industry}\n", "industry:\n        name", "curve"),
        (", name: industry", "curve: {family: published}", "name"),
        ("    unit: warheads\n", "stock:\n", "unit"),
    ])  # fmt: skip
    def test_a_missing_key_is_told_at_the_key_it_should_stand_under(self, gone, mark, key):
        text = changed(gone, "")
        found = [problem for problem in read(text).problems if problem.code == "E203"]
        assert len(found) == 1
        assert f"the key '{key}' is missing; add `{key}:`" in str(found[0])
        assert (found[0].line, found[0].column) == (at(text, mark) if mark else at(text, "format: 1"))

    @pytest.mark.parametrize(("old", "new", "mark", "words"), [
        ("seed: 7", "seed: seven", "seven", ("found 'seven'", "a whole number")),
        ("seed: 7", "seed: 7.5", "7.5", ("found 7.5", "a whole number")),
        ("draws: 400", "draws: '400'", "'400'", ("found '400'", "a whole number")),
        ("title: Two navies & a silo field", "title: 5", "5\nquestion", ("found 5", "text")),
        ("title: Two navies & a silo field", "title: no", None, ()),
        ("over_time: true", "over_time: yes", "yes\n", ("found 'yes'", "true or false")),
        ("period: {start: 1960, end: 1970}", "period: 1960", "1960\nauthors", ("a mapping",)),
        ("authors: [A. Tester]", "authors: A. Tester", "A. Tester", ("a list",)),
        ("        units: 500", "        units: many", "many", ("found 'many'", "a number")),
        ("        units: 500", "        units: [500]", "[500]", ("found a list", "a number")),
        ("        units: 500", "        units: true", "true\n        weapons", ("found true", "a number")),
        ("        units: 500", "        units: -1", "-1\n", ("found -1", "at least 0")),
        ("        availability: 0.95", "        availability: 95", "95\n", ("found 95", "at most 1")),
        ("{value: 0.65, low: 0.5", "{value: 0.65, low: -0.5", "-0.5", ("found -0.5", "at least 0")),
        ("concentration: 20", "concentration: 0", "0}\n        pkill", ("found 0", "more than 0")),
        ("    shots: 2", "    shots: 1.5", "1.5", ("found 1.5", "a whole number")),
        ("    shots: 2", "    shots: 9", "9\n    legs", ("found 9", "at most 6")),
        ("grade: documented", "grade: documneted", "documneted", ("did you mean 'documented'?",)),
        ("grade: documented", "grade: certain", "certain", ("choose from documented, reported, computed, assumed, unverified",)),
        ("      west.legs.boats.hidden: 0.85", "      west.legs.boats.hidden: 1.85", "1.85", ("found 1.85", "at most 1")),
        ("      west.legs.silos.c3: 0.1", "      west.legs.silos.c3: low", "low\n", ("found 'low'", "a number")),
        ("  - year: 1965", "  - year: about-now", "about-now", ("found 'about-now'", "a number")),
        ("1965: 3200", "1965: lots", "lots", ("found 'lots'", "a number")),
        ("published: {value: 900,", "published: {value: much,", "much", ("found 'much'", "a number")),
        ("  - id: silent", "  - id: Silent One", "Silent One", ("lower-case",)),
        ("{family: published, name: industry}", "{family: publishd, name: industry}", None, ("published",)),
    ])  # fmt: skip
    def test_a_value_of_the_wrong_type_or_out_of_range_is_told_at_the_value(self, old, new, mark, words):
        text = changed(old, new)
        if mark is None and not words:  # in YAML 1.2 `no` is a word, and a word is a fine title
            assert study(text).title == "no"
            return
        found = [problem for problem in read(text).problems if problem.code in VALUES]
        assert len(found) == 1, [str(problem) for problem in read(text).problems]
        assert found[0].code == _code_of_value(words)
        if mark is not None:
            assert (found[0].line, found[0].column) == at(text, mark)
        for word in words:
            assert word in str(found[0])

    def test_a_key_that_is_no_word_is_told_at_the_key(self):
        text = changed("  west:\n    name", "  West Land:\n    name")
        found = [problem for problem in read(text).problems if problem.code == "E209"]
        assert [(problem.line, problem.column) for problem in found] == [at(text, "West Land:")]

    def test_an_empty_value_is_not_a_value(self):
        text = changed("question: Can either side strike first and escape retaliation?", "question:")
        found = only(text)
        assert (found.code, found.line) == ("E204", at(text, "question:")[0])
        assert "found nothing" in str(found)


class TestMeaning:
    def test_E301_a_figure_without_a_grade(self):
        text = changed("evidence: {grade: assumed, note: invented for the tests}\n", "", ALONE)
        found = read(text).problems
        assert {problem.code for problem in found} == {"E301"}
        assert at(text, "40, weapons") in {(problem.line, problem.column) for problem in found}

    @pytest.mark.parametrize("grade", ["documented", "reported"])
    def test_E302_a_grade_that_needs_a_source(self, grade):
        refused("        units: 500", f"        units: {{value: 500, grade: {grade}}}", f"{grade}}}", "E302", "source")

    @pytest.mark.parametrize("grade", ["computed", "assumed", "unverified"])
    def test_E303_a_grade_that_needs_a_source_or_a_note(self, grade):
        refused("        units: 500", f"        units: {{value: 500, grade: {grade}}}", f"{grade}}}\n", "E303", "note")

    def test_E302_and_E303_are_told_once_where_the_evidence_is_handed_down(self):
        assert only(changed("grade: assumed, note: invented", "grade: assumed, at: invented")).code == "E303"
        found = only(changed("{grade: assumed, note: invented for the tests}", "{grade: documented}"))
        assert (found.code, found.where) == ("E302", "evidence.grade")

    def test_E304_a_source_that_does_not_exist_with_the_nearest(self):
        refused("source: ledger, at: table 2", "source: leger, at: table 2", "leger,", "E304", "did you mean 'ledger'?")

    def test_E304_holds_wherever_a_source_is_named(self):
        for old, new, mark in (
            ("islands, source: ledger", "islands, source: nowhere", "nowhere"),
            (
                "c3: {value: 0.2, low: 0.1, high: 0.4, grade: reported, source: handbook}",
                "c3: {value: 0.2, low: 0.1, high: 0.4, grade: reported, source: nowhere}",
                "nowhere",
            ),
            ("value: 900, grade: reported, source: ledger", "value: 900, grade: reported, source: nowhere", "nowhere"),
            (
                "evidence: {grade: reported, source: ledger}\n    lines",
                "evidence: {grade: reported, source: nowhere}\n    lines",
                "nowhere",
            ),
        ):
            refused(old, new, mark, "E304", "known sources: handbook, ledger")

    @pytest.mark.parametrize(("given_", "one", "other"), [("low: 400", "low", "high"), ("high: 600", "high", "low")])
    def test_E305_half_a_range_at_the_end_that_is_given(self, given_, one, other):
        new = f"        units: {{value: 500, {given_}}}"
        refused("        units: 500", new, given_, "E305", f"a {one} end", f"add `{other}:`")

    @pytest.mark.parametrize(
        ("given_", "mark"),
        [("low: 510, high: 600", "510"), ("low: 400, high: 450", "450}"), ("low: 600, high: 400", "600, high: 400")],
    )
    def test_E306_a_range_out_of_order_at_the_end_that_is_wrong(self, given_, mark):
        refused("        units: 500", f"        units: {{value: 500, {given_}}}", mark, "E306", "low <= value <= high")

    def test_E308_a_period_that_ends_before_it_starts(self):
        refused("{start: 1960, end: 1970}", "{start: 1980, end: 1970}", "1970}\nauthors", "E308")

    @pytest.mark.parametrize(("old", "given_", "mark", "code"), [
        ("    shots: 2", "{value: 2, low: 1, high: 3}", "low: 1, high: 3", "E309"),
        ("    shots: 2", "{value: 2, distribution: uniform}", "distribution: uniform", "E309"),
        ("    shots: 2", "{value: 2, concentration: 9}", "concentration: 9", "E309"),
        ("        units: 500", "{value: 500, concentration: 9}", "concentration: 9", "E310"),
        ("        units: 500", "{value: 500, distribution: beta}", "distribution: beta", "E310"),
        ("        availability: 0.95", "{value: 0.95, low: 0.9, high: 1, concentration: 20}", "concentration: 20}\n        c3", "E310"),
        ("        availability: 0.95", "{value: 0.95, concentration: 0.01}", "0.01}", "E310"),
        ("        units: 500", "{value: 500, distribution: uniform}", "uniform}", "E307"),
        ("        units: 500", "{value: 500, distribution: triangular}", "triangular}", "E307"),
        ("        units: 500", "{value: 500, distribution: lognormal}", "lognormal}", "E307"),
        ("        units: 500", "{value: 500, low: 0, high: 900, distribution: lognormal}", "lognormal}", "E307"),
        ("        units: 500", "{value: 500, low: 500, high: 500, distribution: uniform}", "uniform}", "E307"),
        ("        units: 500", "{value: 500, low: 500, high: 500, distribution: triangular}", "triangular}", "E307"),
    ])  # fmt: skip
    def test_a_doubt_that_cannot_be_is_told_at_the_key_or_word_that_is_wrong(self, old, given_, mark, code):
        refused(old, old.partition(":")[0] + ": " + given_, mark, code)

    def test_E311_a_path_that_leads_nowhere_at_its_key_with_the_nearest(self):
        refused(
            "      west.legs.silos.c3: 0.1",
            "      west.legs.silo.c3: 0.1",
            "west.legs.silo.c3",
            "E311",
            "did you mean 'west.legs.silos.c3'?",
        )
        refused(
            "      east.legs.silos.units: 20",
            "      east.legs.silos.unit: 20",
            "east.legs.silos.unit: 20",
            "E311",
            "did you mean 'east.legs.silos.units'?",
        )

    @pytest.mark.parametrize("id_", ["generated", "baseline"])
    def test_E312_an_id_that_is_taken(self, id_):
        text = changed("  - id: silent", f"  - id: {id_}")
        found = [problem for problem in read(text).problems if problem.code == "E312"]
        assert [(problem.line, problem.column) for problem in found] == [at(text, f"{id_}\n    title: Generated, but")]

    @pytest.mark.parametrize(("id_", "parent"), [("generated", "nowhere"), ("generated", "silent")])
    def test_E313_extending_nothing_or_in_a_circle(self, id_, parent):
        # `silent` extends `generated`; the first case extends what does not exist, the second closes a circle.
        text = changed("    over_time: true", f"    extends: {parent}")
        found = [problem for problem in read(text).problems if problem.code == "E313"]
        assert found[0].where == "scenarios[0].extends"
        assert (found[0].line, found[0].column) == at(text, f"{parent}\n    set")

    def test_E313_a_circle_is_told_once_and_nothing_else_is_blamed_for_it(self):
        found = only(changed("extends: generated", "extends: silent"))
        assert (found.code, found.what) == ("E313", "the scenario extends itself in a circle")

    def test_E314_a_scenario_that_changes_nothing(self):
        refused(
            "      west.legs.boats.hidden: 0.85",
            "      west.legs.boats.hidden: {value: 0.6, low: 0.5, high: 0.67}",
            "set:\n      west.legs.boats.hidden",
            "E314",
        )

    def test_E314_is_told_at_the_right_scenario_when_an_earlier_one_is_refused(self):
        text = changed(
            "  - id: silent",
            "  - {id: baseline, title: Taken, says: x, set: {west.tau: 0.25}}\n  - {id: idle, title: Idle, says: x, set: {}}\n  - id: silent",
        )
        places = {problem.code: (problem.line, problem.column) for problem in read(text).problems}
        assert places["E312"] == at(text, "baseline, title: Taken")
        assert places["E314"] == at(text, "set: {}}")

    def test_E315_states_out_of_order_or_twice(self):
        text = changed("  - year: 1965", "  - year: 1955")
        found = [problem for problem in read(text).problems if problem.code == "E315"]
        assert [(problem.line, problem.column, problem.what) for problem in found] == [
            (*at(text, "1955"), "1955 follows 1960")
        ]
        refused("  - year: 1970", "  - year: 1965.0\n    title: Again", "1965.0", "E315")

    def test_E316_a_series_with_something_that_is_no_year(self):
        refused("1965: 900", "mid-1965: 900", "mid-1965", "E316")

    @pytest.mark.parametrize("stem", ["Pair", "two_sides", "a b", "é", "-x", "x" * 81])
    def test_E317_a_file_name_that_cannot_be_an_address(self, stem):
        found = read_study(f"studies/{stem}.yml", PAIR.encode(), KINDS).problems
        assert [problem.code for problem in found] == ["E317"]

    @pytest.mark.parametrize(("old", "new", "mark"), [
        ("draws: 400", "draws: 199", "199"), ("draws: 400", "draws: 10000001", "10000001"),
        ("seed: 7", "seed: -7", "-7"), ("seed: 7", f"seed: {2**63}", str(2**63)),
        ("limited_wars:", "correlation: 1.5\nlimited_wars:", "1.5\n"), ("limited_wars:", "correlation: -0.5\nlimited_wars:", "-0.5\n"),
    ])  # fmt: skip
    def test_E318_draws_seed_and_correlation_out_of_range(self, old, new, mark):
        refused(old, new, mark, "E318")

    def test_E319_a_comparison_with_a_measure_or_scenario_that_does_not_exist(self):
        refused(
            "measure: west.retaliatory_weapons",
            "measure: west.retaliatory_weapon",
            "west.retaliatory_weapon\n",
            "E319",
            "did you mean 'west.retaliatory_weapons'?",
        )
        refused("    measure: west", "    scenario: nowhere\n    measure: west", "nowhere", "E319")

    @pytest.mark.parametrize(
        "url",
        ["example.org", "javascript:alert(1)", "ftp://example.org", "https://a b", 'https://x"y', "//example.org"],
    )
    def test_E320_what_is_no_web_address(self, url):
        text = changed('url: "https://example.org/handbook"', f"url: '{url}'".replace('\\"', '"'))
        found = only(text)
        assert found.code == "E320"
        assert (found.line, found.column) == at(text, f"'{url}'".replace('\\"', '"'))

    def test_E321_more_actors_than_there_are_wars_to_count(self):
        actor = "  {}:\n    name: T\n    adjective: T\n    alpha: 0.1\n    tau: 0.2\n    curve: {{family: published, name: population}}\n    legs: {{a: {{name: A, units: 1, hidden: 1}}}}\n"
        more = "".join(actor.format(name) for name in ("third", "fourth", "fifth"))
        found = read(changed("limited_wars:", more + "limited_wars:")).problems
        assert ("E321", "5 actors") in [(problem.code, problem.what) for problem in found]

    def test_E322_no_legs_or_too_many(self):
        found = read(
            changed(
                "    legs:\n      bombers: {name: Bombers, units: 40, weapons: 2, hidden: {value: 0.2, low: 0, high: 0.5}, pkill_against: 0.7}",
                "    legs: {}",
                ALONE,
            ),
            "alone.yml",
        ).problems
        assert [problem.code for problem in found] == ["E322"]
        legs = "".join(f"      leg{i}: {{name: L{i}, units: 1, hidden: 1}}\n" for i in range(12))
        refused(
            "      boats:\n",
            legs + "      boats:\n",
            "legs:\n      silos:\n        name: Silos\n        units: 500",
            "E322",
            "14 legs",
        )

    @pytest.mark.parametrize(("old", "new", "mark"), [
        ("    tau: 0.2\n", "    tau: 0.05\n", "0.05\n    curve"),
        ("tau: {value: 0.2, low: 0.15", "tau: {value: 0.2, low: 0.05", "{value: 0.2, low: 0.05"),
        ("      west.legs.silos.c3: 0.1", "      west.tau: {value: 0.04, low: 0.04, high: 0.05}", "{value: 0.04"),
    ])  # fmt: skip
    def test_E323_what_is_acceptable_must_lie_below_what_is_not(self, old, new, mark):
        text = changed(old, new)
        found = [problem for problem in read(text).problems if problem.code == "E323"]
        assert (found[0].line, found[0].column) == at(text, mark)

    def test_E324_an_exposed_leg_without_a_kill_probability(self):
        refused("        pkill_against: 0.9\n", "", "boats:\n        name", "E324", "pkill_against")

    def test_E324_is_told_once_however_many_cases_there_are(self):
        text = changed("        pkill_against: 0.9\n", "")
        assert len(read(text).problems) == 1

    def test_a_leg_that_is_wholly_hidden_needs_no_kill_probability(self):
        text = changed(
            "pkill_against: 0.7}", "pkill_against: 0.7}\n      boats: {name: Boats, units: 3, hidden: 1}", ALONE
        )
        assert read(text, "alone.yml").problems == ()

    @pytest.mark.parametrize(("old", "new", "mark"), [
        ("weights: [10, 50, 200]", "weights: [10, 50]", "{family: table"),
        ("weights: [10, 50, 200], shares: [0.1, 0.3, 0.6]", "weights: [10], shares: [0.1]", "{family: table"),
        ("weights: [10, 50, 200]", "weights: [10, 200, 50]", "50], shares"),
        ("weights: [10, 50, 200]", "weights: [0, 50, 200]", "0, 50, 200], shares"),
        ("shares: [0.1, 0.3, 0.6]", "shares: [0.3, 0.1, 0.6]", "0.1, 0.6]"),
        ("shares: [0.1, 0.3, 0.6]", "shares: [0.1, 0.3, 1.6]", "1.6]"),
    ])  # fmt: skip
    def test_E325_a_damage_table_that_is_none(self, old, new, mark):
        text = changed(old, new, ALONE)
        found = read(text, "alone.yml").problems
        assert [problem.code for problem in found] == ["E325"]
        assert (found[0].line, found[0].column) == at(text, mark)

    def test_W301_a_source_nobody_uses_is_a_warning_and_the_study_stands(self):
        text = changed("baseline:\n", "  unread: {citation: Nobody. 1960.}\nbaseline:\n")
        found = only(text)
        assert (found.code, found.severity, (found.line, found.column)) == ("W301", "warning", at(text, "unread"))
        assert read(text).study is not None
        assert "warning[W301]" in str(found)


class TestReferences:
    @pytest.mark.parametrize(("old", "new", "mark", "hint"), [
        ("{{ baseline.west.margin | full }}", "{{ baseline.west.margn | full }}", "{{ baseline.west.margn", "did you mean 'west.margin'?"),
        ("{{ generated.west.margin }}", "{{ generate.west.margin }}", "{{ generate.west", "did you mean 'generated'?"),
        ("{{ generated.west.margin }}", "{{ input.west.taw }}", "{{ input.west.taw", "did you mean 'west.tau'?"),
        ("{{ baseline@1965.index | interval }}", "{{ baseline@1966.index }}", "{{ baseline@1966", "did you mean 'baseline@1965'?"),
        ("[@handbook, p. 3]", "[@handbok, p. 3]", "[@handbok", "did you mean 'handbook'?"),
    ])  # fmt: skip
    def test_E501_a_reference_that_leads_nowhere_at_its_braces(self, old, new, mark, hint):
        refused(old, new, mark, "E501", hint)

    @pytest.mark.parametrize("braces", ["{{ 1 + 1 }}", "{{ generated.west.margin | shout }}", "{{ }}"])
    def test_E504_braces_that_are_no_reference(self, braces):
        refused("{{ generated.west.margin }}", braces, braces, "E504", "is no reference")

    @pytest.mark.parametrize("style", ["'", '"', "|", ">"])
    def test_E501_is_exact_in_every_style_of_text_and_after_other_alphabets(self, style):
        reference = "Ελλάδα 日本 {{ baseline.nothing }}"
        new = (
            f"  - {style}{reference}{style}\n" if style in "'\"" else f"  - {style}\n    first line\n    {reference}\n"
        )
        refused("  - It has no people in it.\n", new, "{{ baseline.nothing", "E501")

    @pytest.mark.parametrize(
        "reference",
        [
            "{{ baseline.verdict }}",
            "{{generated.share}}",
            "{{ silent.west.assurance }}",
            "{{ input.west.tau }}",
            "{{ generated@1960.east.margin | point }}",
            "[@ledger]",
        ],
    )
    def test_every_form_of_reference_is_known(self, reference):
        study(changed("- It has no people in it.", f"- 'One is {reference}.'"))

    def test_a_reference_in_a_comment_is_none(self):
        study(PAIR + "# {{ nothing.at.all }} [@nobody]\n")


class TestAllAtOnce:
    def test_every_problem_of_every_stage_is_told_in_one_reading(self):
        text = PAIR
        for old, new in (
            ("seed: 7", "seed: seven"),  # E204
            ("question: Can", "qestion: Can"),  # E202
            ("        availability: 0.95\n", "        availability: 95\n"),  # E207
            ("        units: 500\n", ""),  # E203
            ("{value: 0.55, low: 0.4, high: 0.7}", "{value: 0.55, low: 0.6, high: 0.7}"),  # E306
            ("source: ledger, at: table 2", "source: leger, at: table 2"),  # E304
            ("      west.legs.silos.c3: 0.1", "      west.legs.silo.c3: 0.1"),  # E311
        ):
            text = changed(old, new, text)
        text = text.rstrip() + "\nlimits: [again]\n"  # E112
        found = read(text).problems
        assert sorted(problem.code for problem in found) == [
            "E112",
            "E202",
            "E203",
            "E204",
            "E207",
            "E304",
            "E306",
            "E311",
        ]
        assert [(problem.line, problem.column) for problem in found] == sorted(
            (problem.line, problem.column) for problem in found
        )

    def test_every_problem_of_meaning_is_told_in_one_reading(self):
        text = PAIR
        for old, new in (
            ("draws: 400", "draws: 1"),
            ("{start: 1960, end: 1970}", "{start: 1980, end: 1970}"),
            ("        pkill_against: 0.9\n", ""),
            ("    tau: 0.2\n", "    tau: 0.01\n"),
            ("measure: west.retaliatory_weapons", "measure: nothing"),
            ("https://example.org/handbook", "nowhere"),
            ("{{ generated.west.margin }}", "{{ nothing.at.all }}"),
        ):
            text = changed(old, new, text)
        assert sorted({problem.code for problem in read(text).problems}) == [
            "E308",
            "E318",
            "E319",
            "E320",
            "E323",
            "E324",
            "E501",
        ]

    def test_a_problem_is_printed_as_file_line_column_code_place_and_cure(self):
        text = changed("        availability: 0.95", "        availabilty: 0.95")
        line, column = at(text, "availabilty")
        assert str(only(text)) == (
            f"studies/pair.yml:{line}:{column}: error[E202] actors.west.legs.silos.availabilty: unknown key 'availabilty'; did you mean 'availability'?"
        )


class TestTheDigest:
    @pytest.mark.parametrize(("old", "new"), [
        ("title: Two navies & a silo field", "title: Another title"),
        ("question: Can", "question: How can"),
        ("An invented pair.", "A pair."),
        ("authors: [A. Tester]", "authors: []"),
        ("{start: 1960, end: 1970}", "{start: 1950, end: 1970}"),
        ("note: invented for the tests", "note: made up"),
        ("grade: documented, source: handbook, at: p. 7", "grade: reported, source: ledger"),
        ("name: Westland", "name: The West"),
        ("adjective: Western", "adjective: West"),
        ("        name: Boats", "        name: Submarines"),
        ("        name: Industry", "        name: Works"),
        ("name: The war of the islands", "name: The island war"),
        ("    title: Forces generated", "    title: On alert"),
        ("    says: The command is struck first.", "    says: Silence."),
        ("title: The middle year", "title: Midway"),
        ("west: {1960: 2000", "west: {1960: 2001"),
        ("published: {value: 900", "published: {value: 901"),
        ("title: Where it is lost", "title: The losses"),
        ("It has no people in it.", "Nobody lives here."),
        ("        units: 500\n", "        units: 500.0\n"),
        ("        units: 500\n", "        units: {value: 5e2}\n"),
        ("concentration: 20", "concentration: 20.0"),
        ("# Invented for the tests", "# Other words"),
    ])  # fmt: skip
    def test_does_not_change_with_words_evidence_or_the_way_a_number_is_written(self, old, new):
        assert study(changed(old, new)).digest() == study().digest()

    @pytest.mark.parametrize(("old", "new"), [
        ("seed: 7", "seed: 8"),
        ("draws: 400", "draws: 401"),
        ("        units: 500", "        units: 501"),
        ("low: 0.15, high: 0.3", "low: 0.16, high: 0.3"),
        ("concentration: 20", "concentration: 21"),
        ("{value: 0.65, low: 0.5, high: 0.8}", "{value: 0.65, low: 0.5, high: 0.8, distribution: uniform}"),
        ("        reliability: 0.8\n", "        reliability: 0.8\n        passive: 0.9\n"),
        ("{family: published, name: industry}", "{family: published, name: population}"),
        ("      west.legs.boats.hidden: 0.85", "      west.legs.boats.hidden: 0.86"),
        ("      east.legs.silos.units: 300", "      east.legs.silos.units: 301"),
        ("    over_time: true\n", ""),
        ("    extends: generated\n", ""),
        ("limited_wars:", "correlation: 0.5\nlimited_wars:"),
        ("limited_wars:\n  - {name: The war of the islands, source: ledger}\n", ""),
    ])  # fmt: skip
    def test_changes_with_every_number_and_every_choice(self, old, new):
        assert study(changed(old, new)).digest() != study().digest()

    def test_does_not_depend_on_where_the_file_lies(self):
        assert read_study("elsewhere/pair.yml", PAIR.encode(), KINDS).study.canonical() == study().canonical()

    def test_is_valid_json_without_a_word_for_readers(self):
        canonical = study().canonical()
        assert json.loads(canonical)["draws"] == 400
        for word in ("Westland", "Boats", "invented", "ledger", "navies"):
            assert word not in canonical


KEYS = list(read_document("x.yml", PAIR.encode()).keys)


def without(data, path):
    if len(path) == 1:
        return {key: value for key, value in data.items() if key != path[0]} if isinstance(data, dict) else data
    if isinstance(data, dict):
        return {key: without(value, path[1:]) if key == path[0] else value for key, value in data.items()}
    return [without(value, path[1:]) if i == path[0] else value for i, value in enumerate(data)]


def renamed(data, path, name):
    if len(path) == 1:
        return {name if key == path[0] else key: value for key, value in data.items()}
    if isinstance(data, dict):
        return {key: renamed(value, path[1:], name) if key == path[0] else value for key, value in data.items()}
    return [renamed(value, path[1:], name) if i == path[0] else value for i, value in enumerate(data)]


def replaced(data, path, new):
    if not path:
        return new
    if isinstance(data, dict):
        return {key: replaced(value, path[1:], new) if key == path[0] else value for key, value in data.items()}
    return [replaced(value, path[1:], new) if i == path[0] else value for i, value in enumerate(data)]


class TestItNeverRaises:
    """JSON is YAML 1.2, so a changed document is written as JSON."""

    DATA = read_document("x.yml", PAIR.encode()).data

    @staticmethod
    def holds(data):
        text = json.dumps(data, ensure_ascii=False)
        reading = read(text)
        assert (reading.study is None) == any(problem.severity == "error" for problem in reading.problems)
        for found in reading.problems:
            assert found.line == 1
            assert 1 <= found.column <= len(text)
            assert found.what
        return reading

    @pytest.mark.parametrize("path", KEYS, ids=lambda path: ".".join(map(str, path)))
    def test_for_any_key_left_out(self, path):
        self.holds(without(self.DATA, path))

    @properties
    @given(st.sampled_from(KEYS), st.text(alphabet="abcxyz_-. é0", max_size=6))
    def test_for_any_key_misspelt(self, path, name):
        self.holds(renamed(self.DATA, path, name))

    @settings(properties, max_examples=200)
    @given(
        st.sampled_from(KEYS),
        st.one_of(
            st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8),
            st.lists(st.integers(), max_size=2), st.just({}), st.just({"value": 1}), st.just({"value": 0.5, "low": 0, "high": 1}), st.just({"family": "table"}),
        ),
    )  # fmt: skip
    def test_for_any_value_put_in_the_place_of_another(self, path, new):
        self.holds(replaced(self.DATA, path, new))

    @properties
    @given(st.integers(0, len(PAIR)), st.integers(0, 40))
    def test_for_any_passage_cut_out(self, start, length):
        text = PAIR[:start] + PAIR[start + length :]
        reading = read(text)
        assert (reading.study is None) == any(problem.severity == "error" for problem in reading.problems)


class TestFollowOnProblems:
    """A mistake is told where it was made, and nowhere else."""

    def test_a_number_of_the_wrong_shape_does_not_spoil_the_scenarios_that_change_it(self):
        found = read(changed("        units: 500", "        units: many")).problems
        assert [problem.code for problem in found] == ["E204"]

    def test_a_leg_of_the_wrong_shape_does_not_spoil_them_either(self):
        text = PAIR.replace("      boats:", "      boats: 3\n      others:", 1)
        assert text != PAIR
        assert "E311" not in {problem.code for problem in read(text).problems if "boats" in problem.what}
