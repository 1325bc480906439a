"""The catalogue of rules: complete, exact, and every example in it reported just where it says."""

import ast
import json
import re
from pathlib import Path

import pytest
import yaml

from generator.diagnostics.rule import MARK
from generator.diagnostics.rules.catalogue import FAMILIES, RULES
from generator.loading.beside import Beside, files_mentioned
from generator.loading.reading import read_study
from generator.registry import KINDS
from generator.report.narrative import Templates
from generator.report.rules_page import rules_pages, slug

REPO = Path(__file__).resolve().parent.parent
BASES = Path(__file__).resolve().parent / "rules"
CODE = re.compile(r"[EW]\d{3}")
SHOWN_ELSEWHERE = {
    "E101": "a file of more than a mebibyte: tests/test_document.py",
    "E102": "bytes that are no text: tests/test_document.py",
    "E110": "fifty thousand values: tests/test_document.py",
    "E115": "two hundred problems: tests/test_bytes.py",
    "E347": "unreachable from well-shaped numbers: a guard around the model",
    "E348": "two hundred thousand figures: tests/test_bytes.py",
    "E373": "content of a data file: tests/test_beside.py",
    "E374": "content of a data file: tests/test_beside.py",
    "E375": "content of a data file: tests/test_beside.py",
    "E379": "a file that cannot be opened: tests/test_beside.py",
    "E380": "the bibliography: tests/test_beside.py",
    "E381": "the bibliography: tests/test_beside.py",
    "E401": "found by a run: tests/test_pipeline.py",
    "E402": "found by a check of the engine: tests/test_verification.py",
    "E403": "a failure of ours: tests/test_pipeline.py",
    "E503": "a mistake in a template: tests/test_preview.py",
}
"""Rules without an example, and what stands for it."""


def emitted():
    """Every code that stands as a text of its own in the sources, with the files it stands in."""
    found = {}
    for path in (REPO / "generator").rglob("*.py"):
        if path.is_relative_to(REPO / "generator" / "diagnostics" / "rules"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.setdefault(node.value, set()).add(path.name)
    return found


def study_around(example, text):
    """A study that holds the piece: block mappings of the piece are completed from the base, all else is as it stands."""
    if example.whole:
        return f"{text}\n"
    base = yaml.load((BASES / f"{example.kind}.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    base = {key: value for key, value in base.items() if key not in example.without}
    try:
        piece = yaml.compose(text)
    except yaml.YAMLError:
        piece = None
    if not isinstance(piece, yaml.MappingNode) or any(not isinstance(k, yaml.ScalarNode) for k, _ in piece.value):
        # What is no YAML cannot be completed; it stands before all the rest.
        kept = {key: value for key, value in base.items() if not re.search(rf"^{key}:", text, re.M)}
        return f"{text}\n{_flow(kept, 0)}"
    lines = text.split("\n")
    for line, rest in sorted(_missing(piece, base), reverse=True):
        # What the top level lacks goes to the end, so that a file begins as the piece does.
        lines.insert(line if rest.startswith(" ") else len(lines), rest.rstrip("\n"))
    return "\n".join(lines) + "\n"


def _missing(node, base):
    """What the base has beside the keys of a block mapping, each with the line before which it goes."""
    keys = {key.value: value for key, value in node.value}
    rest = {key: value for key, value in base.items() if key not in keys}
    if rest:
        yield node.start_mark.line, _flow(rest, node.start_mark.column)
    for key, value in keys.items():
        if isinstance(value, yaml.MappingNode) and not value.flow_style and isinstance(base.get(key), dict):
            yield from _missing(value, base[key])


def _flow(mapping, indent):
    """Lines of `key: value` with every value on one line. Numbers and texts are told apart as YAML does."""
    return "".join(f"{' ' * indent}{key}: {_written(value)}\n" for key, value in mapping.items())


def _written(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return value if re.fullmatch(r"-?[\d.]+|[a-z-]+", value) else json.dumps(value, ensure_ascii=False)


def read(example, text):
    """Problems of the study around a piece, and the lines that are marked in it."""
    whole = study_around(example, text)
    name = re.search(r"saved as (\S+)", whole)
    file = name.group(1) if name else "studies/example.yml"
    marked = [number for number, line in enumerate(whole.split("\n"), 1) if line.endswith(MARK)]
    # Every data file that a piece names is there, with the years and lines of the base.
    table = b"year,north,south\n1965,20,12\n1966,34,20\n"
    beside = Beside(dict.fromkeys(files_mentioned(whole.encode()), table))
    return read_study(file, whole.encode(), KINDS, beside).problems, marked, whole


EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.code}-{i}")
    for rule in RULES.values()
    for i, example in enumerate(rule.examples)
]


class TestTheCatalogue:
    def test_has_every_code_that_is_emitted_and_no_other(self):
        assert sorted(emitted()) == sorted(RULES)

    def test_has_each_code_once_in_the_order_of_its_family(self):
        codes = [rule.code for rules in FAMILIES.values() for rule in rules]
        assert len(codes) == len(set(codes))
        for rules in FAMILIES.values():
            assert [rule.code for rule in rules] == sorted(rule.code for rule in rules)

    @pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
    def test_says_what_why_and_what_to_do(self, rule):
        assert CODE.fullmatch(rule.code)
        assert rule.title[0].islower() or rule.title.split()[0].isupper()
        assert not rule.title.endswith(".")
        for text in (rule.cause, rule.cure):
            assert text[0].isupper() or text[0] == "`"
            assert text.endswith(".")

    def test_shows_every_rule_that_a_piece_of_a_study_can_show(self):
        assert {rule.code for rule in RULES.values() if not rule.examples} == set(SHOWN_ELSEWHERE)

    def test_lets_warnings_alone_be_silenced(self):
        for rule in RULES.values():
            assert rule.can_be_silenced == (rule.code[0] == "W" and rule.code[:3] != "W39")


class TestEveryExample:
    @pytest.mark.parametrize("kind", KINDS)
    def test_has_a_base_without_problems(self, kind):
        raw = (BASES / f"{kind}.yml").read_bytes()
        assert read_study(f"studies/{kind}.yml", raw, KINDS).problems == ()

    @pytest.mark.parametrize(("rule", "example"), EXAMPLES)
    def test_of_a_mistake_is_reported_by_this_code_alone_on_the_marked_lines(self, rule, example):
        problems, marked, whole = read(example, example.wrong)
        assert marked, "no line is marked"
        told = [str(problem) for problem in problems]
        assert {problem.code for problem in problems} == {rule.code}, "\n".join([*told, whole])
        assert sorted({problem.line for problem in problems}) == marked, "\n".join([*told, whole])
        assert {problem.severity for problem in problems} == {rule.severity}

    @pytest.mark.parametrize(("rule", "example"), EXAMPLES)
    def test_of_the_cure_is_not(self, rule, example):
        problems, marked, whole = read(example, example.right)
        assert not marked
        if example.whole:
            assert rule.code not in {problem.code for problem in problems}
        else:
            assert problems == (), "\n".join([*map(str, problems), whole])


class TestThePages:
    def test_list_every_code_at_a_place_of_its_own_and_lead_to_what_it_means(self, built_site):
        folder = built_site / "write" / "problems"
        page = (folder / "index.html").read_text(encoding="utf-8")
        assert re.findall(r'<li id="([ew]\d{3})">', page) == [code.lower() for code in RULES]
        for rule in RULES.values():
            assert (
                f'href="{slug(next(name for name, rules in FAMILIES.items() if rule in rules))}/index.html#{rule.code.lower()}"'
                in page
            )

    def test_have_a_section_for_every_code_with_the_code_as_its_anchor(self, built_site):
        shown = 0
        for heading, rules in FAMILIES.items():
            page = (built_site / "write" / "problems" / slug(heading) / "index.html").read_text(encoding="utf-8")
            assert re.findall(r'<span id="([ew]\d{3})">', page) == [rule.code.lower() for rule in rules]
            assert all(f">{rule.code}</span>: " in page for rule in rules)
            shown += page.count("Right</strong>")
        assert shown == len(EXAMPLES)

    def test_leave_to_the_search_no_more_than_their_titles(self, built_site):
        index = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))
        found = [doc for doc in index["docs"] if doc["location"].startswith("write/problems/")]
        assert {doc["title"][:4] for doc in found if re.match(r"[EW]\d", doc["title"])} == set(RULES)
        assert not any("relability" in doc["text"] for doc in found)
        assert all(not doc["text"] for doc in found if re.match(r"[EW]\d", doc["title"]))


def test_an_example_keeps_its_lines_on_the_page():
    pages = rules_pages(Templates(REPO / "site_templates" / "reports"))
    page = "".join(page.content.decode() for page in pages)
    assert "period:&#10;  start: 1960&#10;  end: 1970" in page
