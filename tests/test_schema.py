"""The schema for editors and the validator: made of the same declarations, they accept and refuse the same documents."""

import copy
import json
import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from generator.cli import main
from generator.diagnostics.rules.catalogue import RULES
from generator.loading.bibliography import read_bibliography
from generator.loading.document import read_document
from generator.loading.reading import read_study
from generator.loading.validation import KEY_PATTERN
from generator.pipeline.folder import beside, studies_in
from generator.registry import KINDS
from generator.schema.build import FILE, schema_text, study_schema
from generator.schema.paths import input_patterns
from generator.study_file import StudyEntry

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = studies_in(ROOT / "studies")
BOOKS = read_bibliography("studies/bibliography.yml", (ROOT / "studies" / "bibliography.yml").read_bytes())
SMALL = [
    *sorted((ROOT / "tests" / "studies").glob("*.yml")),
    *sorted((ROOT / "generator" / "kinds").glob("*/examples/*.yml")),
]
MODELINE = "# yaml-language-server: $schema=.schema/study.schema.json"
SCHEMA = study_schema(KINDS)
VALIDATOR = Draft7Validator(SCHEMA)
# What a schema refuses by a pattern or a limit where the validator has a code of its own.
NARROWER = {"E103", "E311", "E316", "E318", "E382"}


def of_shape(codes):
    return {code for code in codes if not RULES[code].beyond_schema}


def named(path):
    return path.relative_to(ROOT).as_posix()


@cache
def data_of(path):
    document = read_document(named(path), path.read_bytes())
    assert document.problems == []
    return document.data


def verdicts(data):
    """Whether the schema accepts a document, and the codes of the errors the validator finds in it."""
    # JSON is YAML, and every value in it is what it was.
    raw = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
    problems = read_study("studies/mutant.yml", raw, KINDS, beside(ROOT / "studies", raw, BOOKS)).problems
    return VALIDATOR.is_valid(data), {found.code for found in problems if found.severity == "error"}


def agree(data):
    accepted, codes = verdicts(data)
    if accepted:
        assert not of_shape(codes), f"the validator alone refuses the shape: {codes}"
    else:
        assert of_shape(codes) | codes & NARROWER, [error.message for error in VALIDATOR.iter_errors(data)]
    return accepted, codes


class TestTheFile:
    def test_it_is_draft_07_and_current(self):
        Draft7Validator.check_schema(SCHEMA)
        assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
        on_file = (ROOT / "studies" / FILE).read_text(encoding="utf-8")
        assert on_file == schema_text(KINDS), "stale: studies schema --output studies/.schema/study.schema.json"

    def test_every_reference_leads_somewhere_and_every_definition_is_used(self):
        used = set(re.findall(r'"\$ref": "#/definitions/([^"]+)"', json.dumps(SCHEMA)))
        assert used == set(SCHEMA["definitions"])

    def test_it_is_no_study(self):
        assert (ROOT / "studies" / FILE).suffix != ".yml"

    @pytest.mark.parametrize("path", SHIPPED, ids=named)
    def test_every_study_names_it_in_its_first_line(self, path):
        assert path.read_text(encoding="utf-8").splitlines()[0] == MODELINE
        assert (path.parent / MODELINE.partition("=")[2]).is_file()

    def test_vs_code_is_told_where_it_is(self):
        told = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
        # The bibliography lies among the studies and is none.
        assert told == {f"studies/{FILE}": ["studies/*.yml", "!studies/bibliography.yml"]}
        extensions = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
        assert extensions["recommendations"] == ["redhat.vscode-yaml"]


class TestTheBibliography:
    """Its schema is a few lines that point into the other."""

    OWN = json.loads((ROOT / "studies" / ".schema" / "bibliography.schema.json").read_text(encoding="utf-8"))
    VALIDATOR = Draft7Validator(
        OWN, registry=Registry().with_resource("study.schema.json", DRAFT7.create_resource(SCHEMA))
    )

    @pytest.mark.parametrize(
        ("entries", "fine"),
        [
            (None, True), ({}, True), ({"primer": {"citation": "x"}}, True), ({"primer": {"citation": "x", "url": None}}, True), ([], False),
            ({"Primer": {"citation": "x"}}, False), ({"primer": {}}, False), ({"primer": None}, False), ({"primer": {"citation": "x", "ulr": "y"}}, False),
            ({"primer": {"citation": 1}}, False), ({"a" * 41: {"citation": "x"}}, False),
        ],
    )  # fmt: skip
    def test_schema_and_reader_agree(self, entries, fine):
        read = read_bibliography("bibliography.yml", json.dumps(entries).encode())
        assert (self.VALIDATOR.is_valid(entries), not read.problems) == (fine, fine)

    def test_keys_are_those_of_sources_in_a_study(self):
        assert self.OWN["propertyNames"] == {"pattern": KEY_PATTERN}

    def test_ours_passes(self):
        assert self.VALIDATOR.is_valid(data_of(ROOT / "studies" / "bibliography.yml"))


class TestTheCommand:
    """`studies schema`, in a folder of its own."""

    @pytest.fixture(autouse=True)
    def _apart(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        self.path = tmp_path / "studies" / FILE

    def run(self, *arguments):
        return CliRunner().invoke(main, ["schema", *arguments])

    def test_it_prints_the_schema_and_writes_nothing(self):
        done = self.run()
        assert (done.exit_code, done.stdout) == (0, schema_text(KINDS))
        assert not self.path.exists()

    def test_it_writes_a_file_with_its_folder(self):
        assert self.run("--output", str(self.path)).exit_code == 0
        assert self.path.read_bytes() == schema_text(KINDS).encode()

    def test_a_file_that_says_the_same_is_not_touched_so_that_no_preview_builds_anew(self):
        self.run("--output", str(self.path))
        before = self.path.stat().st_mtime_ns
        assert "is current" in self.run("--output", str(self.path)).stderr
        assert self.path.stat().st_mtime_ns == before

    def test_check_tells_missing_stale_and_current_apart_and_mends_nothing(self):
        missing = self.run("--check")
        assert (missing.exit_code, "is missing" in missing.stderr) == (1, True)
        self.run("--output", str(self.path))
        assert self.run("--check").exit_code == 0
        self.path.write_text("{}", encoding="utf-8")
        stale = self.run("--check")
        assert (stale.exit_code, "is stale" in stale.stderr) == (1, True)
        assert "studies schema --output studies/.schema/study.schema.json" in stale.stderr
        assert self.path.read_text(encoding="utf-8") == "{}"


def properties(schema, way=()):
    """Every key that is described anywhere in the schema: (way, schema of the key)."""
    if isinstance(schema, dict):
        for name, inner in schema.items():
            if name in ("properties", "patternProperties"):
                yield from (((*way, key), value) for key, value in inner.items() if value is not True)
            yield from properties(inner, (*way, name))
    elif isinstance(schema, list):
        for i, inner in enumerate(schema):
            yield from properties(inner, (*way, i))


def conditions(way):
    """Whether a key belongs to the condition of an `if`, or repeats one only to say more of what is inside it."""
    return "if" in way or ("then" in way and way[-1] in ("scenarios", "states", "set"))


def inside(schema):
    """A validator of one part of the schema."""
    return Draft7Validator({**schema, "definitions": SCHEMA["definitions"]})


DESCRIBED = [(way, schema) for way, schema in properties(SCHEMA) if not conditions(way)]


class TestWhatAnAuthorSees:
    def test_no_key_is_without_a_meaning(self):
        silent = [way for way, schema in DESCRIBED if "$ref" not in schema and len(schema.get("description", "")) < 8]
        assert silent == []
        referred = [
            name
            for name, schema in SCHEMA["definitions"].items()
            if name.startswith("table.") and not schema["description"]
        ]
        assert referred == []
        assert len(DESCRIBED) > 300

    def test_no_choice_entry_or_number_hides_its_meaning_in_a_union(self):
        assert not re.search(r'"(oneOf|anyOf)"', json.dumps(SCHEMA))

    def test_entries_with_keys_of_the_author_s_own_are_explained_too(self):
        silent = [
            way
            for way, schema in DESCRIBED
            if isinstance(schema.get("additionalProperties"), dict)
            and not schema["additionalProperties"].get("description")
        ]
        assert silent == []

    def test_every_example_and_default_is_one_that_passes(self):
        shown = 0
        for way, schema in DESCRIBED:
            for value in [*schema.get("examples", ()), *([schema["default"]] if "default" in schema else ())]:
                plain = json.loads(json.dumps(value))
                assert inside(schema).is_valid(plain), (way, value)
                shown += 1
        assert shown > 250

    def test_an_example_may_be_typed_without_quotes(self):
        for way, schema in DESCRIBED:
            for value in schema.get("examples", ()):
                text = f"key: {value}" if isinstance(value, str) else f"key: {json.dumps(value)}"
                document = read_document("x.yml", text.encode())
                assert (document.problems, document.data) == ([], {"key": value}), way

    def test_every_number_of_a_study_shows_symbol_unit_and_range(self):
        hidden = SCHEMA["definitions"]["force_exchange.Leg"]["properties"]["hidden"]
        for word in ("symbol: h", "unit: share", "from 0 to 1", "if left out: 0"):
            assert word in hidden["description"]
            assert f"- {word}" in hidden["markdownDescription"]
        shots = SCHEMA["definitions"]["force_exchange.Actor"]["properties"]["shots"]
        assert "whole number" in shots["description"]
        absorption = SCHEMA["definitions"]["creditor_debtor.Sovereign"]["properties"]["absorption"]
        assert "drawn from 0 to 0.9" in absorption["description"]

    def test_every_text_to_fill_in_passes_where_it_is_offered(self):
        names = set()
        for way, schema in [*properties(SCHEMA), *((("definitions", n), s) for n, s in SCHEMA["definitions"].items())]:
            for part in (schema, schema.get("items", {}), schema.get("additionalProperties") or {}):
                for snippet in part.get("defaultSnippets", ()) if isinstance(part, dict) else ():
                    body = filled(snippet["body"], part)
                    errors = [e.message for e in inside(part).iter_errors(body)]
                    assert errors == [], (way, snippet["label"], body)
                    names.add(snippet["label"])
        assert names >= {
            "scenario",
            "state",
            "source",
            "section of the story",
            "number with a range",
            "evidence for everything below",
        }


def filled(body, schema):
    """A snippet with its places filled in as an author might: what it proposes, or for a number the least there is."""
    if isinstance(body, dict):
        return {filled(key, schema): filled(value, schema) for key, value in body.items()}
    if isinstance(body, list):
        return [filled(item, schema) for item in body]
    if not isinstance(body, str):
        return body
    if re.fullmatch(r"\$\d", body):
        return schema["then"]["enum"][0] if "then" in schema else schema.get("minimum", 0)
    text = re.sub(r"\$\{\d\|([^,|]*)[^}]*\}", r"\1", re.sub(r"\$\{\d:([^}]*)\}", r"\1", body))
    document = read_document("x.yml", f"key: {text}".encode())
    assert document.problems == []
    return document.data["key"]


class TestAgreement:
    @pytest.mark.parametrize("path", [*SHIPPED, *SMALL], ids=named)
    def test_a_study_that_is_fine_is_fine_for_both(self, path):
        assert [error.message for error in VALIDATOR.iter_errors(data_of(path))] == []
        assert agree(data_of(path)) == (True, set())

    @pytest.mark.parametrize("value", [10_000, 10_000.0])
    def test_a_whole_number_is_told_by_its_value(self, value):
        assert agree({**data_of(SMALL[0]), "draws": value, "seed": 7.0}) == (True, set())

    def test_a_whole_number_may_be_huge_where_no_limit_is_set(self):
        data = {**data_of(SMALL[0]), "period": {"start": 1900, "end": 1e300}}
        assert agree(data)[0]

    @pytest.mark.parametrize(
        ("key", "value", "code"),
        [
            ("draws", 1000.5, "E204"), ("draws", True, "E204"), ("draws", "1000", "E204"), ("draws", 3, "E318"), ("seed", -1, "E318"),
            ("format", 2, "E205"), ("format", True, "E204"), ("kind", "mad", "E201"), ("kind", None, "E201"), ("titel", "x", "E202"),
            ("title", "", "E210"), ("title", "x" * 401, "E210"), ("summary", "x" * 20_001, "E210"), ("limits", "x", "E204"),
            ("panels", ["annual"], "E208"), ("sources", {"Primer": {"citation": "x"}}, "E209"), ("period", None, "E204"),
            ("limits", ["x"] * 401, "E210"), ("scenarios", [{"id": "a", "title": "b", "says": "c", "set": {"nothing": 1}}], "E311"),
        ],
    )  # fmt: skip
    def test_both_refuse(self, key, value, code):
        accepted, codes = agree({**data_of(SMALL[0]), key: value})
        assert not accepted
        assert code in codes

    def test_a_missing_key_is_missed_by_both(self):
        data = data_of(SMALL[0])
        for key in [
            name for name, field in StudyEntry.__dataclass_fields__.items() if name in SCHEMA["required"] and field
        ]:
            accepted, codes = agree({name: value for name, value in data.items() if name != key})
            assert not accepted
            assert codes & {"E201", "E203"}

    def test_what_the_schema_cannot_see_has_a_code_beyond_it(self):
        data = data_of(ROOT / "tests" / "studies" / "pair.yml")
        data["comparisons"] = [{"id": "x", "title": "x", "measure": "nothing", "published": 1}]
        assert agree(data) == (True, {"E319"})


def paths(data, way=()):
    """The way to every value of a document, from the top."""
    yield way
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from paths(value, (*way, key))


def at(data, way):
    for step in way:
        data = data[step]
    return data


WRONG = [
    None, True, False, "", "x", "low", "Not A Key", "x" * 401, 0, 1, -1, 7, 1.0, 0.5, 1.5, -0.25, 1e-9, 1e7, 1e300, -1e300, 2**63, [], [1], ["x"], {}, {"x": 1},
    {"value": 0.5}, {"value": 1}, {"value": 0.5, "low": 0.4, "high": 0.6}, {"value": 0.5, "low": None, "grade": None}, {"value": "low"}, {"value": 0.5, "hi": 1},
    {"value": 2.0, "concentration": 20}, {"value": 0.5, "concentration": 0}, {"value": 0.5, "distribution": "normal"}, {"value": 0.5, "grade": "certain"},
    {"low": 1}, {"family": "none", "says": "x"}, {"family": "weibull"}, {"family": "weibul"}, {"family": 1}, {"grade": "assumed", "note": "x"},
]  # fmt: skip
EXTRA = [
    "x",
    "note",
    "source",
    "evidence",
    "value",
    "says",
    "name",
    "tau",
    "family",
    "grade",
    "année",
    "1962",
    "",
    "Upper",
    "a" * 41,
]


@st.composite
def mutants(draw, studies):
    """A study with one to three of the mistakes authors make: a key dropped, misspelt, too much; a value of another type or out of range."""
    data = copy.deepcopy(draw(st.sampled_from(studies)))
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        way = draw(st.sampled_from(list(paths(data))))
        value = at(data, way)
        parent = at(data, way[:-1]) if way else None
        mistake = draw(st.sampled_from(["drop", "misspell", "retype", "scale", "add", "repeat"]))
        if mistake == "add" and isinstance(value, dict):
            value[draw(st.sampled_from(EXTRA))] = draw(st.sampled_from(WRONG))
        elif mistake == "repeat" and isinstance(value, list) and value:
            value.append(copy.deepcopy(value[0]))
        elif parent is None:
            continue
        elif mistake == "drop":
            del parent[way[-1]]
        elif mistake == "misspell" and isinstance(parent, dict):
            parent[draw(misspellings(way[-1]))] = parent.pop(way[-1])
        elif mistake == "scale" and isinstance(value, int | float) and not isinstance(value, bool):
            parent[way[-1]] = value * draw(st.sampled_from([-1, 0, 0.5, 3, 1000.0])) + draw(
                st.sampled_from([0, 0.5, 1e-3])
            )
        else:
            parent[way[-1]] = copy.deepcopy(draw(st.sampled_from(WRONG)))
    return data


@st.composite
def misspellings(draw, key):
    spot = draw(st.integers(0, max(len(key) - 1, 0)))
    return draw(
        st.sampled_from(
            [key[:spot] + key[spot + 1 :], key[:spot] + "x" + key[spot:], key.upper(), key + "s", key.replace("_", "-")]
        )
    )


def places():
    """Every sort of place in the small studies once: (file, way). Of one sort are those with the same last two steps, own keys apart."""
    met, declared = {}, {way[-1] for way, _ in properties(SCHEMA)}
    for path in SMALL:
        data = data_of(path)
        for way in paths(data):
            sort = (data["kind"], *(step if step in declared else "*" for step in way[-2:]))
            met.setdefault((*sort, type(at(data, way)).__name__), (path, way))
    return list(met.values())


class TestEveryPlace:
    """One mistake at a time, at every sort of place: both tell it, or it is none."""

    def at_every(self, mistake):
        refused = 0
        for path, way in places():
            data = copy.deepcopy(data_of(path))
            if mistake(at(data, way[:-1]) if way else None, way[-1] if way else None, at(data, way)):
                refused += not agree(data)[0]
        return refused

    def test_a_key_too_many(self):
        def add(_, __, value):
            if isinstance(value, dict):
                value["not_a_key_of_ours"] = 1
            return isinstance(value, dict)

        assert self.at_every(add) > 80

    def test_a_key_dropped(self):
        def drop(parent, key, _):
            if parent is not None:
                del parent[key]
            return parent is not None

        assert self.at_every(drop) > 80

    @pytest.mark.parametrize("value", [None, -0.5, {"x": 1}], ids=repr)
    def test_another_value(self, value):
        def put(parent, key, _):
            if parent is not None:
                parent[key] = copy.deepcopy(value)
            return parent is not None

        assert self.at_every(put) > 100


class TestMutations:
    """Every mistake that one of the two calls a mistake of shape, the other refuses too."""

    @settings(deadline=None, derandomize=True, max_examples=300)
    @given(mutants([data_of(path) for path in SMALL]))
    def test_of_small_studies(self, data):
        agree(data)

    @settings(deadline=None, derandomize=True, max_examples=60)
    @given(mutants([data_of(path) for path in SHIPPED]))
    def test_of_real_studies(self, data):
        agree(data)

    @settings(deadline=None, derandomize=True, max_examples=200)
    @given(
        st.recursive(
            st.sampled_from([None, True, 0, 1.5, "", "x", "force-exchange"]),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["format", "kind", "title", "actors", "x"]), inner, max_size=4)
            ),
        )
    )
    @example({})
    @example([])
    @example(None)
    def test_of_nothing_like_a_study(self, data):
        agree(data)


class TestPathsOfChanges:
    @pytest.mark.parametrize("path", [*SHIPPED, *SMALL], ids=named)
    def test_every_input_of_a_study_has_one_pattern_with_its_range(self, path):
        raw = path.read_bytes()
        study = read_study(named(path), raw, KINDS, beside(ROOT / "studies", raw, BOOKS)).study
        patterns = SCHEMA["definitions"][f"{study.kind}.changes"]["patternProperties"]
        for name, quantity in study.quantities.items():
            fits = [schema for pattern, schema in patterns.items() if re.search(pattern, name)]
            assert len(fits) == 1, name
            assert fits[0]["allOf"][0]["$ref"].endswith(f"{quantity.low:g}.to.{quantity.high:g}") or quantity.levels

    def test_an_input_that_is_nothing_is_no_change(self):
        patterns = input_patterns(KINDS["force-exchange"].body)
        (pattern,) = [
            found for found in patterns if found.endswith(r"\.pkill_against$") and "against" not in found[:-20]
        ]
        schema = SCHEMA["definitions"]["force-exchange.changes"]["patternProperties"][pattern]
        assert inside(schema).is_valid(0.5)
        assert not inside(schema).is_valid(None)
