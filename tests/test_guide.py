"""The author's guide is what happens: its examples are studies, its commands exist, its reference leaves nothing out."""

import dataclasses
import html
import re
import types
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Union, get_args, get_origin, get_type_hints

import pytest
import yaml

from generator.catalogue.guide import EXAMPLES
from generator.cli import COMMANDS, main
from generator.drawing.figure import Drawing
from generator.dynamics import meaning as dynamics_meaning
from generator.dynamics.charts import gallery
from generator.dynamics.study_file import DynamicsKeys
from generator.guide.entries import Walk
from generator.guide.examples import generalised, study_of, text_of
from generator.guide.quotes import written
from generator.guide.references import MEANINGS, references
from generator.kinds.force_exchange.params import Leg
from generator.loading.beside import Beside
from generator.loading.bibliography import read_bibliography
from generator.loading.declared import declared_fields
from generator.loading.document import read_document
from generator.loading.reading import read_study
from generator.loading.validation import NumberTable
from generator.pipeline import study as steps
from generator.pipeline.checking import read
from generator.pipeline.folder import studies_in
from generator.pipeline.job import Around, Job
from generator.pipeline.pictures import Drawn
from generator.quantities import quantities
from generator.registry import KINDS
from generator.report import what_if_chart
from generator.report.narrative import Templates
from generator.report.reference import Quote, guide_pages, symbol, title_of
from generator.study_file import StudyEntry

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "site_templates" / "reports"
BY_HAND = ROOT / "site_templates" / "pages" / "write"
STUDIES = [*studies_in(ROOT / "studies"), *studies_in(ROOT / "tests" / "studies")]


@cache
def made():
    """Address -> text of every page of the guide that is made from the code."""
    common, dynamics, kinds = references({})
    pages = guide_pages(Templates(REPORTS), common, dynamics, kinds)
    return {page.uri: page.content.decode() for page in pages}


@cache
def guide():
    """The same with those written by hand."""
    return made() | {
        f"write/{path.relative_to(BY_HAND).as_posix()}": path.read_text(encoding="utf-8")
        for path in BY_HAND.rglob("*.md")
    }


def blocks(language):
    return [
        (uri, i, block)
        for uri, text in sorted(guide().items())
        for i, block in enumerate(re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL))
    ]


YAML = blocks("yaml")
WHOLE = [one for one in YAML if one[2].startswith("format:")]
SHARED = next(one[2] for one in YAML if one[2].startswith("# studies/bibliography.yml"))
PARTS = [one for one in YAML if not one[2].startswith("format:") and one[2] != SHARED]
# What examples read beside their own file stands in the guide too.
(TABLE,) = (block for _, _, block in blocks("text") if block.startswith("year,"))
BESIDE = Beside({"data/launchers.csv": TABLE.encode()}, read_bibliography("studies/bibliography.yml", SHARED.encode()))


def named(one):
    return f"{one[0].removesuffix('/index.md')}-{one[1]}"


def merged(base, part):
    """The base with what the part says: mappings and lists of entries grow, anything else is replaced."""
    if isinstance(base, dict) and isinstance(part, dict):
        return base | {key: merged(base[key], value) if key in base else value for key, value in part.items()}
    if isinstance(base, list) and isinstance(part, list) and all(isinstance(item, dict) for item in base + part):
        return base + part
    return part


def base_of(uri):
    """The whole example that the parts on a page belong to: that of its kind, or the first study."""
    kind = uri.removeprefix("write/kinds/").partition("/")[0]
    kind = kind if kind in EXAMPLES else "force-exchange"
    return yaml.safe_load(text_of(kind, next(iter(EXAMPLES[kind]))))


def whole_of(uri, block):
    """A part put in its place in a whole study: by the keys of the file, or, if they are those of a leg, in a leg."""
    part, base = yaml.safe_load(block), base_of(uri)
    if part is None:
        # Comments alone, for an editor, stand above everything else.
        return block + yaml.safe_dump(base, sort_keys=False, allow_unicode=True)
    if set(part) <= set(quantities(Leg)):
        part = {"actors": {"north": {"legs": {"silos": part}}}}
    return yaml.safe_dump(merged(base, part), sort_keys=False, allow_unicode=True)


@cache
def reported(text):
    """What comes of a study with few draws: its problems, its drawings, and its page with empty pictures."""
    few = re.sub(r"(?m)^format: 1$", "format: 1\ndraws: 200", text, count=1)
    fonts = ROOT / "site_templates" / "assets" / "fonts" / "measure"
    job = Job("studies/example.yml", few.encode(), BESIDE, Around(REPORTS, "site_templates/reports", fonts, None))
    solved = steps.solve(job)
    report, problems = steps.assemble((solved, {picture.key: Drawn("<svg></svg>") for picture in solved.pictures}))
    return problems, solved.drawings, report


class TestExamples:
    def test_there_are_some_to_look_at(self):
        assert len(WHOLE) >= 10 and len(PARTS) >= 8

    @pytest.mark.parametrize("one", WHOLE, ids=named)
    def test_a_whole_study_is_read_run_and_rendered(self, one):
        problems, drawings, report = reported(one[2])
        assert [str(problem) for problem in problems] == []
        (page,) = (page for page in report.pages if page.uri == "studies/example/index.md")
        assert len(page.content) > 5_000
        assert all(isinstance(drawing, Drawing) for drawing in drawings)

    @pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in EXAMPLES.items() for name in names])
    def test_every_chart_drawn_is_named_with_its_title(self, kind, name):
        _, drawings, _ = reported(text_of(kind, name))
        known = dict(KINDS[study_of(kind, name).kind].charts()) | gallery.names()
        # The map of verdicts has a place of its own on every page and is not for `show:`.
        for drawing in (one for one in drawings if one.id != what_if_chart.ID):
            names = [one for one in known if drawing.id == one or drawing.id.startswith(f"{one}-")]
            assert names, drawing.id
            told = [re.sub(r"\\\{.*?\\\}", ".*", re.escape(title)) for one in names for title in known[one]]
            titled = any(re.match(pattern, drawing.title) for pattern in told)
            # One name stands for several charts, which say more in their titles.
            assert titled or drawing.id not in known, (drawing.id, drawing.title)

    @pytest.mark.parametrize("one", PARTS, ids=named)
    def test_a_part_put_in_its_place_is_read_without_a_problem(self, one):
        uri, _, block = one
        problems = read_study("studies/example.yml", whole_of(uri, block).encode(), KINDS, BESIDE).problems
        assert [str(problem) for problem in problems] == []

    def test_a_part_with_a_mistake_would_be_found(self):
        uri, _, block = next(one for one in PARTS if "extends: alert" in one[2])
        text = whole_of(uri, block.replace("extends: alert", "extends: alarm"))
        assert [problem.code for problem in read_study("studies/example.yml", text.encode(), KINDS).problems] == [
            "E313"
        ]

    @pytest.mark.parametrize("kind", EXAMPLES)
    def test_every_example_file_is_shown_as_it_is(self, kind):
        folder = (
            ROOT / "generator" / ("dynamics" if kind == "dynamics" else f"kinds/{kind.replace('-', '_')}") / "examples"
        )
        assert {path.stem for path in folder.glob("*.yml")} == set(EXAMPLES[kind])
        shown = {block for _, _, block in WHOLE}
        assert {name for name in EXAMPLES[kind] if text_of(kind, name) not in shown} == set()

    def test_an_example_leaves_the_draws_at_their_default(self):
        assert {study_of(kind, name).draws for kind, names in EXAMPLES.items() for name in names} == {10_000}


class TestCommands:
    def test_every_command_shown_exists_with_its_options(self):
        targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
        shown = "\n".join(block for _, _, block in blocks("sh"))
        inline = "\n".join(code for text in guide().values() for code in re.findall(r"`([^`\n]+)`", text))
        commands = re.findall(r"(?m)^(?:\.venv/bin/)?studies ([a-z]+)(.*)$", f"{shown}\n{inline}")
        assert len(commands) >= 2
        for name, rest in commands:
            assert name in COMMANDS, name
            known = {option for param in main.get_command(None, name).params for option in param.opts}
            assert set(re.findall(r"--[a-z-]+", rest)) <= known, (name, rest)
        made_by = re.findall(r"(?m)^make ([a-z]+)", f"{shown}\n{inline}")
        assert made_by and set(made_by) <= targets


def declarations(hint, found):
    """Every declaration below a hint, found by walking the types once more."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        declarations(args[0], found)
    elif origin in (dict, tuple, Union, types.UnionType):
        for part in args:
            declarations(part, found)
    elif isinstance(hint, type) and is_dataclass(hint) and hint not in found:
        found.append(hint)
        hints = get_type_hints(hint, include_extras=True)
        for item in fields(hint):
            declarations(hints[item.name], found)
    return found


def place(walk, declaration, name):
    return f'id="key-{walk.met[declaration].removeprefix("#")}-{name}"'


class TestTheReference:
    @pytest.mark.parametrize("kind", KINDS)
    def test_every_field_of_a_kind_is_on_its_page_with_a_meaning(self, kind):
        common, own = Walk({}, MEANINGS), Walk({}, MEANINGS)
        list(common.entries(StudyEntry))
        list(own.entries(KINDS[kind].body))
        page, shared = made()[f"write/reference/{kind}/index.md"], made()["write/reference/index.md"]
        looked_at = 0
        for declaration in declarations(KINDS[kind].body, []):
            walk, text = (common, shared) if declaration in common.met else (own, page)
            for name in declared_fields(declaration):
                self.has(text, place(walk, declaration, name), name)
                looked_at += 1
        assert looked_at > 30

    def test_every_field_that_all_studies_have_is_on_its_page_with_a_meaning(self):
        walk = Walk({}, MEANINGS)
        list(walk.entries(StudyEntry))
        for declaration in declarations(StudyEntry, []):
            for name in declared_fields(declaration):
                self.has(made()["write/reference/index.md"], place(walk, declaration, name), name)
        for name in declared_fields(NumberTable):
            self.has(made()["write/reference/index.md"], f'id="key-keys-{name}"', name)

    def test_every_field_of_the_dynamics_is_on_its_page_with_a_meaning(self):
        elsewhere = "".join(made()[f"write/reference/{name}index.md"] for name in ("", "force-exchange/"))
        page = made()["write/reference/dynamics/index.md"]
        for declaration in declarations(DynamicsKeys, []):
            for name in declared_fields(declaration):
                assert re.search(rf'id="key-[\w-]+-{name}"', page) or f"<code>{name}</code>" in elsewhere, name

    @staticmethod
    def has(page, where, name):
        found = re.search(rf"<div {re.escape(where)}><dt><code>{name}</code></dt><dd><p>(.+?)</p>", page, re.DOTALL)
        assert found, where
        said = html.unescape(re.sub(r"<[^>]+>", "", found[1])).strip(" .\n")
        assert len(said) > 5 and said != name, where

    def test_no_two_keys_of_a_page_have_one_address(self):
        for uri, text in made().items():
            found = re.findall(r'id="([^"]+)"', text)
            assert len(found) == len(set(found)), uri

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_number_of_a_kind_shows_symbol_unit_range_and_default_of_its_declaration(self, kind):
        _, _, kinds = references({})
        (reference,) = (one for one in kinds if one.name == kind)
        shown = {(entry.path, field.name): dict(field.facts) for entry in reference.entries for field in entry.fields}
        compared = 0
        for declaration in declarations(KINDS[kind].body, []):
            numbers = getattr(declaration, "numbers_of", None)
            for name, quantity in quantities(numbers).items() if numbers is not None else ():
                facts = [facts for (_, field), facts in shown.items() if field == name and facts.get("Range")]
                if quantity.levels or not facts:
                    continue
                assert any(one.get("Symbol", "") == quantity.symbol for one in facts), name
                if quantity.default is not None and quantity.default_range is None:
                    assert any(f"{quantity.default:g}" == one.get("If left out") for one in facts), name
                if quantity.low == 0 and quantity.high == 1:
                    assert any(one["Range"].startswith("0 to 1") for one in facts), name
                compared += 1
        assert compared > 8

    @pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
    def test_it_names_every_measure_of_every_study(self, path):
        study = read(path, lambda path: path.name).study
        common, dynamics, kinds = references({})
        for reference, names in (
            (
                next(one for one in kinds if one.name == study.kind),
                [*KINDS[study.kind].measures(study), *KINDS[study.kind].spoken(study)],
            ),
            (dynamics, list(dynamics_meaning.measures(study))),
        ):
            known = {item.name for example in reference.examples for item in (*example.measures, *example.spoken)}
            assert {generalised(name, study) for name in names} <= known
        assert common.examples == ()

    def test_a_measure_of_the_reference_is_one_of_its_example(self):
        _, _, kinds = references({})
        for reference in kinds:
            for example in reference.examples:
                study = study_of(reference.name, example.name)
                known = {*KINDS[reference.name].measures(study), *KINDS[reference.name].spoken(study)}
                assert {item.example for item in (*example.measures, *example.spoken)} <= known


class TestQuotations:
    @pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
    def test_what_is_quoted_stands_in_the_study_it_is_quoted_from(self, path):
        document = read_document(path.name, path.read_bytes())
        pairs = list(_pairs(document.data))
        found = written(document, StudyEntry) | written(document, KINDS[document.data["kind"]].body)
        assert len(found) > 15
        for _, text in found.values():
            (quoted,) = read_document("quoted", text.encode()).data.items()
            assert quoted in pairs, text

    def test_a_quoted_figure_with_its_source_is_preferred(self):
        path = ROOT / "studies" / "delicate-balance-1958.yml"
        found = written(read_document(path.name, path.read_bytes()), KINDS["force-exchange"].body)
        assert [rank for key, (rank, _) in found.items() if key.endswith("LegEntry.units")] == [0]

    def test_it_is_printed_with_the_way_to_its_study(self):
        key = "generator.kinds.force_exchange.study_file.LegEntry.hidden"
        pages = guide_pages(Templates(REPORTS), *references({key: Quote("hidden: 0.3 <b>", "A & B", "a-b")}))
        (page,) = (page.content.decode() for page in pages if page.uri == "write/reference/force-exchange/index.md")
        assert '<code>hidden: 0.3 &lt;b&gt;</code> <a href="../../../studies/a-b/index.html">A &amp; B</a>' in page


def _pairs(data):
    """Every key with its value, anywhere in a document."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key, value
            yield from _pairs(value)
    elif isinstance(data, list):
        for item in data:
            yield from _pairs(item)


class TestWording:
    def test_symbols_are_printed_as_letters_with_indices(self):
        assert symbol("tau") == "<var>τ</var>"
        assert symbol("p_i") == "<var>p</var><sub>i</sub>"
        assert symbol("x, y") == "<var>x</var>, <var>y</var>"

    def test_what_a_study_puts_into_a_title_is_left_open(self):
        assert title_of("What moves the {adjective} margin") == "What moves the … margin"

    def test_names_of_an_author_are_replaced_by_what_they_stand_for(self):
        study = study_of("force-exchange", "three")
        assert (
            generalised("war.upper-lower.isle.incentive_to_strike", study)
            == "war.<actor>-<actor>.<actor>.incentive_to_strike"
        )
        assert generalised("system.lowest", study) == "system.lowest"
        assert dataclasses.replace(study, layout={"actors": {}}).layout == {"actors": {}}
