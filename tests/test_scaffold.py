"""A new study passes as it is, runs as it is, and says what its author said."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.catalogue.scaffold import ACTORS as NAMES
from generator.catalogue.scaffold import DECISIVE, FORMS, QUESTIONS, SCAFFOLD
from generator.kinds.creditor_debtor.meaning import MODES
from generator.kinds.force_exchange.params import Leg
from generator.loading.declared import declared_fields
from generator.loading.document import NO_TEXT, read_document
from generator.loading.reading import read_study
from generator.quantities import quantities
from generator.registry import KINDS
from generator.scaffold.answers import ACTORS, SLUG, Answers, keys_of, one_line, slug_of, years
from generator.scaffold.comments import comment
from generator.scaffold.study import new_study
from generator.scaffold.writing import quoted

FILE = "studies/draft.yml"
EVERY = [(kind, form) for kind in KINDS for form in (FORMS if kind == "creditor-debtor" else ("sovereign",))]


def answers(kind="force-exchange", form="sovereign", **given):
    known = {
        "kind": kind,
        "form": form,
        "title": "A draft",
        "question": "Who holds whom?",
        "period": (1962, 1964),
        "actors": NAMES[form if kind == "creditor-debtor" else kind],
    }
    return Answers(**(known | given))


def written(kind="force-exchange", form="sovereign", **given):
    return new_study(answers(kind, form, **given), KINDS[kind], FILE)


def read(text):
    return read_study(FILE, text.encode(), KINDS)


@pytest.mark.parametrize(("kind", "form"), EVERY)
class TestEveryKind:
    def test_passes_without_a_single_warning(self, kind, form):
        assert [str(problem) for problem in read(written(kind, form)).problems] == []

    def test_runs_and_has_the_charts_that_its_story_shows(self, kind, form):
        study = replace(read(written(kind, form)).study, draws=300)
        results = KINDS[kind].run(study)
        assert list(results.cases) == ["baseline", study.scenarios[0].id]
        drawn = {drawing.id for drawing in KINDS[kind].draw(study, results)}
        for name in study.story[0].show:
            assert any(id == name or id.startswith(f"{name}-") for id in drawn)

    def test_its_scenario_moves_a_headline_number_or_the_verdict(self, kind, form):
        study = replace(read(written(kind, form)).study, draws=300)
        before, after = KINDS[kind].run(study).cases.values()
        assert before.verdict != after.verdict or any(
            before.estimates[name].point != after.estimates[name].point for name in KINDS[kind].headline(study)
        )

    def test_every_figure_is_assumed_and_says_that_it_is_a_placeholder(self, kind, form):
        study = read(written(kind, form)).study
        figures = [figure for figure in study.inputs.values() if not figure.by_default]
        assert figures
        assert {(figure.grade, figure.note) for figure in figures} == {("assumed", SCAFFOLD["placeholder"])}

    def test_it_opens_with_the_editors_schema_and_with_what_to_replace_first(self, kind, form):
        lines = written(kind, form).splitlines()
        assert lines[0] == "# yaml-language-server: $schema=.schema/study.schema.json"
        head = "\n".join(lines[: lines.index("")])
        for word in ("placeholders", "# 1. `sources`", "# 4. ", f"`studies check {FILE}`"):
            assert word in head
        assert max(map(len, lines)) <= 160

    def test_every_key_is_explained_where_it_first_stands(self, kind, form):
        lines = written(kind, form).splitlines()
        start = lines.index("format: 1")
        seen = set()
        for place, line in enumerate(lines[start:], start):
            key = re.match(r"(\s*(?:- )?)([a-z_]+):", line)
            if lines[place - 1].strip() == "set:":
                continue  # what follows is the path of an input
            if key and key[2] in declared_somewhere(kind) and key[2] not in seen:
                seen.add(key[2])
                assert lines[place - 1].lstrip().startswith("# "), line
        assert {"title", "summary", "sources", "actors", "name"} <= seen

    def test_as_many_actors_as_the_kind_takes_or_twelve(self, kind, form):
        count = min(ACTORS[kind][1], 12)
        text = written(kind, form, actors=tuple(f"Actor {n}" for n in range(count)))
        reading = read(text)
        assert [str(problem) for problem in reading.problems] == []
        assert len(reading.study.layout["actors"]) == count


def declared_somewhere(kind):
    """Keys of the study and of the kind's own top level, and those of actors."""
    from generator.study_file import StudyEntry

    return {*declared_fields(StudyEntry), *declared_fields(KINDS[kind].body), "name", "adjective", "alpha", "tau"}


class TestComments:
    def test_they_are_those_of_the_declaration(self):
        text = re.sub(r"\s*\n\s*# ", " ", written())
        known = quantities(Leg)
        for name in ("units", "weapons", "hidden", "reliability", "pkill_against"):
            assert known[name].meaning in text

    def test_they_name_unit_range_and_default(self):
        from generator.kinds.creditor_debtor.study_file import SovereignEntry
        from generator.kinds.force_exchange.study_file import LegEntry

        weapons, absorption = declared_fields(LegEntry)["weapons"], declared_fields(SovereignEntry)["absorption"]
        assert comment(*weapons) == (
            "weapons carried by one unit (symbol: m; unit: weapons per unit; 0 or more; if left out: 1)"
        )
        assert comment(*absorption).endswith("unit: share; from 0 to 1; if left out: 0.5, drawn from 0 to 0.9)")

    def test_a_choice_is_among_all_that_may_stand_there(self):
        assert "(one of weibull, exponential, published, table)" in written()

    def test_what_else_may_stand_there_is_named(self):
        assert "# Also possible here: `against`, `evidence`, `effect`" in re.sub(r" `(weapons|hidden)`,", "", written())


PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
    lambda text: text.strip() and not NO_TEXT.search(text) and "{{" not in text and "[@" not in text
)
NAME = PRINTED.filter(lambda text: "," not in text)
AWKWARD = [
    "Crisis: the sequel", "#1 priority", "- dash", "'quotes' and \"more\"", "{braces}", "[brackets]", "null", "true", "12", "1e6",
    "2008-11-03", "~", "a\\b", "x: y # z", "@at", "`tick`", "%percent", "!tag", "&anchor", "*alias*", "|", ">", "日本とアメリカ",
    "\u05e2\u05d1\u05e8\u05d9\u05ea", "e\u0301", "\u200bzero", "<b>bold</b>", "trailing \\", "50 % & more", "\U0001f600",
]  # fmt: skip


class TestWhatAnAuthorTypes:
    @pytest.mark.parametrize("text", AWKWARD)
    def test_comes_back_as_it_was_typed(self, text):
        study = read(written(title=text, question=text, actors=(text, "Somebody"), authors=(text,))).study
        assert study is not None
        actors = study.layout["actors"]
        assert (study.title, study.question, study.authors) == (text, text, (text,))
        assert [entry["name"] for entry in actors.values()] == [text, "Somebody"]

    @settings(max_examples=60, deadline=None)
    @given(PRINTED, st.lists(NAME, min_size=2, max_size=4, unique_by=one_line), st.sampled_from(EVERY))
    def test_any_title_and_any_names_pass(self, title, names, which):
        kind, form = which
        title, names = one_line(title), tuple(map(one_line, names[: ACTORS[kind][1]]))
        reading = read(written(kind, form, title=title, actors=names))
        assert [str(problem) for problem in reading.problems] == []
        assert reading.study.title == title
        assert [entry["name"] for entry in reading.study.layout["actors"].values()] == list(names)

    @given(st.text(st.characters(exclude_categories=("Cs",))).filter(lambda text: not NO_TEXT.search(text)))
    def test_quotes_hold_any_text(self, text):
        document = read_document("x.yml", f"a: {quoted(text)}\n".encode())
        assert document.problems == []
        assert document.data == {"a": text}

    def test_a_reference_in_a_title_is_told_where_it_stands(self):
        (problem,) = read(written(title="{{ nothing }}")).problems
        assert (problem.code, problem.where) == ("E504", "title")

    @pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\ufeff", "\udcff"])
    def test_what_no_file_can_hold_is_refused(self, character):
        with pytest.raises(ValueError, match=f"U\\+{ord(character):04X}"):
            one_line(f"a{character}b")

    def test_line_breaks_become_spaces(self):
        assert one_line("  two\n lines\t") == "two lines"


class TestKeysAndFileNames:
    @given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
    def test_every_actor_has_a_key_of_its_own(self, names):
        keys = keys_of(names)
        assert len(set(keys)) == len(names)
        assert all(re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", key) for key in keys)

    def test_keys_are_read_off_the_names(self):
        assert keys_of(["United States", "Côte d’Ivoire", "3rd Fleet", "日本", "United States"]) == [
            "united-states", "cote-divoire", "rd-fleet", "actor-4", "united-states-2",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "name", ["Baseline", "Input", "Dynamics", "System", "Null", "Sell", "Shock", "World", "Index"]
    )
    @pytest.mark.parametrize(("kind", "form"), EVERY)
    def test_no_key_means_something_else_already(self, name, kind, form):
        assert read(written(kind, form, actors=(name, "Other"))).problems == ()

    @given(st.text())
    def test_a_file_name_can_be_an_address_or_there_is_none(self, title):
        slug = slug_of(title)
        assert slug == "" or SLUG.fullmatch(slug)

    def test_a_file_name_is_read_off_the_title(self):
        assert slug_of("Two silos & a submarine, 1965") == "two-silos-a-submarine-1965"

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("1962-1964", (1962, 1964)),
            (" 1962 ", (1962, 1962)),
            ("1962 to 1964", (1962, 1964)),
            ("-431--404", (-431, -404)),
        ],
    )
    def test_a_period_is_one_year_or_two(self, text, found):
        assert years(text) == found

    @pytest.mark.parametrize("text", ["", "soon", "1964-1962", "12345", "1962-1963-1964"])
    def test_anything_else_is_no_period(self, text):
        with pytest.raises(ValueError, match="period"):
            years(text)


def test_the_catalogue_knows_every_kind_and_every_form():
    assert set(QUESTIONS) == set(DECISIVE) == set(ACTORS) == set(KINDS)
    assert FORMS == MODES
    assert set(NAMES) == {*KINDS, *FORMS} - {"creditor-debtor"}
