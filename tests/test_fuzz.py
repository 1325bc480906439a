"""Whatever stands in a study file: the loader answers with a study or with problems, and never fails.

Documents are made from the declarations of each kind and spoilt, and from nothing but characters. For fuzzing
that looks at which lines of the loader were reached see `fuzz/loader.py`.
"""

import json
from dataclasses import MISSING
from typing import Annotated, Literal, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.diagnostics import formats
from generator.dynamics.study_file import DynamicsKeys
from generator.loading.body import joined
from generator.loading.declared import declared_classes, declared_fields
from generator.loading.document import MAX_PROBLEMS
from generator.loading.reading import read_study
from generator.quantities import Quantity
from generator.references import references
from generator.registry import KINDS
from generator.report.prose import render
from generator.study_file import StudyEntry

calm = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
WORDS = [
    "a",
    "north",
    "south",
    "baseline",
    "input",
    "dynamics",
    "x-1",
    "é",
    "",
    "1900",
    "1900.5",
    "日本",
    "null",
    "{{ baseline.north }}",
    "[@a]",
]
NAMES = st.sampled_from(["a", "b", "north", "south", "baseline", "1900", "1901", "x.y", "A b", "north.tau"])
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from([10**299, -(10**300), 1e308, 5e-324, 2**63]),
    st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(WORDS), st.text(max_size=5),
    st.just([]), st.just({}), st.just({"value": 1}), st.just([[{}]]),
)  # fmt: skip


def read(raw):
    """Read, and hold the answer to what the loader promises."""
    raw = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    reading = read_study("studies/fuzzed.yml", raw, KINDS)
    assert (reading.study is None) == any(problem.severity == "error" for problem in reading.problems)
    assert len(reading.problems) <= MAX_PROBLEMS + 1
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    for problem in reading.problems:
        assert 1 <= problem.line <= lines
        assert 1 <= problem.column <= len(raw) + 1
        assert problem.what
        assert formats.full(problem)
        json.dumps(formats.plain(problem))
    return reading


@st.composite
def declared(draw, hint, data=None):
    """Something of the shape that a declaration asks for, most of the time."""
    if draw(st.integers(0, 24)) == 0:
        return draw(ODD)
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        for extra in args[1:]:
            if isinstance(extra, Quantity):
                return draw(number(extra))
        return draw(declared(args[0]))
    if origin is Literal:
        return draw(st.sampled_from(args))
    if origin is dict:
        return draw(st.dictionaries(NAMES, declared(args[1]), max_size=3))
    if origin is tuple:
        return draw(st.lists(declared(args[0]), max_size=3))
    classes = list(declared_classes(hint, {}))
    if classes:
        return draw(mapping(draw(st.sampled_from(classes))))
    if args:  # a union with None
        return draw(declared(next(arg for arg in args if arg is not type(None))))
    return draw({
        str: st.sampled_from(WORDS), bool: st.booleans(), int: st.integers(1, 2000), float: st.floats(0, 2000),
    }.get(hint, ODD))  # fmt: skip


@st.composite
def mapping(draw, declaration):
    """A mapping with some or all of the keys of a declaration, and now and then one that it does not know."""
    found = {}
    for name, (hint, default) in declared_fields(declaration).items():
        if draw(st.integers(0, 19)) < (19 if default is MISSING else 7):
            found[name] = draw(declared(hint))
    if draw(st.integers(0, 9)) == 0:
        found[draw(st.sampled_from(["unknown", "vlaue", "<<", "set", "1900"]))] = draw(ODD)
    return found


@st.composite
def number(draw, quantity):
    if quantity.levels:
        return draw(st.sampled_from([*quantity.levels, "x"]))
    low, high = max(quantity.low, -1e6), min(quantity.high, 1e6)
    inside = st.integers(int(low), int(high)) if quantity.whole else st.floats(low, high)
    value = draw(inside)
    if draw(st.booleans()):
        return value
    table = {"value": value}
    for key in ("low", "high"):
        if draw(st.booleans()):
            table[key] = draw(inside)
    for key, given_ in (
        ("grade", "assumed"),
        ("note", "x"),
        ("source", "a"),
        ("at", "p. 1"),
        ("distribution", "uniform"),
        ("concentration", 20),
    ):
        if draw(st.integers(0, 5)) == 0:
            table[key] = given_
    return table


@st.composite
def documents(draw, kind):
    """A whole study, well-formed as YAML."""
    whole = joined(StudyEntry, DynamicsKeys, KINDS[kind].body)
    found = draw(mapping(whole))
    if isinstance(found, dict):
        found |= {"format": 1, "kind": kind}
        if draw(st.integers(0, 3)):
            found["evidence"] = {"grade": "assumed", "note": "made up"}
    return found


@pytest.mark.parametrize("kind", KINDS)
@settings(calm, max_examples=40)
@given(data=st.data())
def test_any_document_near_the_declarations_of_a_kind_is_answered(kind, data):
    read(json.dumps(data.draw(documents(kind)), ensure_ascii=False))


BASES = {
    "text": "format: 1\nkind: force-exchange\ntitle: {}\n", "value": "format: 1\nkind: creditor-debtor\nactors: {}\n",
    "comment": "format: 1  # ok W301: {}\nkind: power-balance\n", "key": "format: 1\nkind: clearing-network\n{}: 1\n",
    "whole": "{}",
}  # fmt: skip
SIGNS = st.text(st.sampled_from("ab01:-[]{},&*!|>'\"%@`#?\t\r\n .~é日\u2028\ufeff\\"), max_size=80)


@pytest.mark.parametrize("base", BASES.values(), ids=BASES)
@settings(calm, max_examples=80)
@given(text=st.one_of(SIGNS, st.text(max_size=40)))
def test_any_text_in_any_place_is_answered(base, text):
    read(base.replace("{}", text))


@settings(calm, max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_answered(raw):
    read(raw)


@settings(calm, max_examples=200)
@given(st.text(st.sampled_from("{}[]@|.,- abc\n@19\\'\ue000\ue001<é"), max_size=60))
def test_any_prose_is_read_and_rendered_with_the_same_references(text):
    found = list(references(text))
    ends = [0, *(found_.end for found_ in found)]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))
    met = []
    render(text, lambda reference: met.append(reference) or "x")
    # What is rendered was seen before: nothing can come together that nobody checked.
    assert [one.kind for one in met] == [one.kind for one in found]


@settings(calm, max_examples=100)
@given(st.text(st.sampled_from("{}[]@|.,- abnorthmargin19\n\\'é#:"), max_size=60))
def test_a_reference_in_prose_is_told_or_exists(text):
    study = (
        "format: 1\nkind: force-exchange\ntitle: T\nquestion: Q\nperiod: {start: 1, end: 2}\nsources: {}\nbaseline: {title: B}\n"
        "evidence: {grade: assumed, note: n}\nactors:\n"
        "  north: {name: N, adjective: N, alpha: 0.1, tau: 0.3, curve: {family: published, name: population}, legs: {a: {name: A, units: 1, hidden: 1}}}\n"
        "  south: {name: S, adjective: S, alpha: 0.1, tau: 0.3, curve: {family: published, name: population}, legs: {a: {name: A, units: 1, hidden: 1}}}\n"
        f"summary: {json.dumps(text, ensure_ascii=False)}\n"
    )
    told = {problem.code for problem in read(study).problems}
    found = list(references(text))
    assert ("E504" in told) == any(one.kind == "broken" for one in found)
    assert "E501" in told or all(one.kind == "broken" for one in found)
