"""Problems as they leave the program: as text, JSON, SARIF and annotations, explained, silenced, and as an exit status."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import __version__
from generator.cli import main
from generator.diagnostics.formats import as_json, counted, github
from generator.diagnostics.problem import Place, Problem
from generator.diagnostics.rules.catalogue import RULES
from generator.diagnostics.sarif import as_sarif
from generator.loading.comments import comments
from generator.loading.document import read_document
from generator.loading.reading import read_study
from generator.registry import KINDS

HERE = Path(__file__).resolve().parent
BASE = (HERE / "rules" / "force-exchange.yml").read_text(encoding="utf-8")
UNUSED = '  other: {citation: "B. Author. *Another*. 1966."}'
SARIF = jsonschema.Draft7Validator(json.loads((HERE / "data" / "sarif-2.1.0-subset.json").read_text(encoding="utf-8")))


def with_unused(*, above="", after=""):
    """The base study with a source that nothing cites, and a comment above its line or after it."""
    return BASE.replace("baseline: {title", f"{above}{UNUSED}{after}\nbaseline: {{title")


def read(text):
    return read_study("studies/silos.yml", text.encode(), KINDS)


@pytest.fixture
def studies(tmp_path, monkeypatch):
    """A folder of studies to run commands in, and a function that does."""
    (tmp_path / "studies").mkdir()
    monkeypatch.chdir(tmp_path)

    def run(text, *arguments):
        (tmp_path / "studies" / "silos.yml").write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, list(arguments))

    return run


class TestJson:
    def test_has_exactly_this_shape(self):
        text = with_unused(after="  # ok W301: further reading").replace("seed: 7", "sede: 7")
        found = read(text)
        line = text[: text.index("sede")].count("\n") + 1
        assert json.loads(as_json([*found.problems, *found.silenced], ["studies/silos.yml"])) == {
            "format": 1,
            "files": ["studies/silos.yml"],
            "errors": 1,
            "warnings": 0,
            "silenced": 0,
            "problems": [
                {
                    "code": "E202",
                    "severity": "error",
                    "file": "studies/silos.yml",
                    "line": line,
                    "column": 1,
                    "end_column": 5,
                    "path": "sede",
                    "found": "unknown key 'sede'",
                    "instead": "did you mean 'seed'?",
                    "silenced": None,
                }
            ],
        }

    def test_has_what_is_silenced_with_its_reason_and_counts_it_apart(self):
        found = read(with_unused(after="  # ok W301: further reading"))
        plain = json.loads(as_json([*found.problems, *found.silenced], ["studies/silos.yml"]))
        assert (plain["errors"], plain["warnings"], plain["silenced"]) == (0, 0, 1)
        assert [(p["code"], p["silenced"]) for p in plain["problems"]] == [("W301", "further reading")]


class TestGithub:
    def test_is_a_workflow_command_with_the_whole_span(self):
        place = Place.within("sede: 7", 8, 1, 4)
        told = github(Problem.at("studies/silos.yml", place, "E202", ("sede",), "unknown key", "did you mean 'seed'?"))
        assert told == (
            "::error file=studies/silos.yml,line=8,endLine=8,col=1,endColumn=5,title=E202"
            "::sede: unknown key; did you mean 'seed'?"
        )

    def test_nothing_an_author_writes_ends_a_part_of_it_early(self):
        problem = Problem("a,b:c%.yml", 1, 1, "W301", "", "100 %\r\n::error::x", severity="warning")
        assert github(problem) == (
            "::warning file=a%2Cb%3Ac%25.yml,line=1,endLine=1,col=1,endColumn=2,title=W301::100 %25%0D%0A::error::x"
        )


texts = st.text(max_size=30)
problems_ = st.builds(
    Problem,
    file=st.text(min_size=1, max_size=12),
    line=st.integers(1, 9),
    column=st.integers(1, 9),
    code=st.sampled_from(list(RULES)),
    where=texts,
    what=st.text(min_size=1, max_size=30),
    instead=texts,
    severity=st.sampled_from(["error", "warning"]),
    length=st.integers(1, 9),
    excerpt=texts,
    indent=st.integers(0, 9),
    silenced=texts,
)


class TestSarif:
    @settings(deadline=None, derandomize=True, max_examples=60)
    @given(st.lists(problems_, max_size=4))
    def test_is_valid_whatever_the_problems_are(self, problems):
        made = json.loads(as_sarif(problems))
        SARIF.validate(made)
        run = made["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [p.code for p in problems]

    def test_has_the_rules_from_the_catalogue_and_the_place_of_each_problem(self):
        found = read(BASE.replace("seed: 7", "sede: 7"))
        run = json.loads(as_sarif(found.problems))["runs"][0]
        driver = run["tool"]["driver"]
        assert (driver["name"], driver["semanticVersion"]) == ("studies", __version__)
        assert [rule["shortDescription"]["text"] for rule in driver["rules"]] == [RULES["E202"].title]
        [location] = run["results"][0]["locations"]
        assert location["physicalLocation"]["artifactLocation"] == {"uri": "studies/silos.yml"}
        assert location["physicalLocation"]["region"] == {
            "startLine": found.problems[0].line,
            "startColumn": 1,
            "endColumn": 5,
            "snippet": {"text": "sede"},
        }
        assert location["logicalLocations"] == [{"fullyQualifiedName": "sede"}]

    def test_has_what_is_silenced_as_suppressed_with_the_reason(self):
        found = read(with_unused(after="  # ok W301: further reading"))
        [result] = json.loads(as_sarif(found.silenced))["runs"][0]["results"]
        assert result["suppressions"] == [{"kind": "inSource", "justification": "further reading"}]


class TestSilencing:
    @pytest.mark.parametrize(
        ("above", "after"),
        [
            ("", "  # ok W301: further reading"),
            ("", "  #ok w301 : further reading"),
            ("  # ok W301: further reading\n", ""),
            ("# ok W301: further reading\n", ""),
            ("  # ok W301: further reading\n  # another remark\n", ""),
            ("", "  # ok W301, W302: further reading"),
        ],
    )
    def test_stands_on_the_line_or_alone_above_it_and_keeps_its_reason(self, above, after):
        found = read(with_unused(above=above, after=after))
        assert [(p.code, p.silenced) for p in found.silenced] == [("W301", "further reading")]
        # The second code of the last case is not there to be silenced.
        assert [p.code for p in found.problems] == (["W394"] if "W302" in after else [])
        assert found.study is not None

    def test_reaches_no_other_line(self):
        found = read(with_unused(above="  # ok W301: further reading\n\n"))
        assert sorted(p.code for p in found.problems) == ["W301", "W394"]

    @pytest.mark.parametrize(("comment", "code", "word"), [
        ("# ok W301", "E391", "without a reason"), ("# ok W301:", "E391", "write `# ok W301: why`"),
        ("# ok W301 further reading", "E391", "without a reason"),
        ("# ok W310: why", "E392", "did you mean 'W301'?"), ("# ok E202: why", "E393", "is an error"),
        ("# ok W394: why", "E393", "about silencing"),
    ])  # fmt: skip
    def test_that_is_wrong_is_told_at_the_comment_and_silences_nothing(self, comment, code, word):
        text = with_unused(after=f"  {comment}")
        found = {p.code: p for p in read(text).problems}
        assert set(found) == {code, "W301"}
        assert word in str(found[code])
        line = text.split("\n")[found[code].line - 1]
        assert line[found[code].column - 1 :] == comment

    @pytest.mark.parametrize("text", [
        'question: "Could it? # ok W301: no"', "question: 'Could it? # ok W301: no'", "question: Could it?# ok W301 no",
        "question: |\n  Could it?\n  # ok W301: no", "question: >-\n  Could it?\n\n  # ok W301: no",
    ])  # fmt: skip
    def test_is_none_inside_a_text(self, text):
        old = "question: Could either side strike first and escape retaliation?"
        assert BASE.count(old) == 1
        found = read(BASE.replace(old, text))
        assert (found.problems, found.silenced) == ((), ())

    @pytest.mark.parametrize("remark", ["# ok", "# ok, this is fine", "# okay W301: why", "# not ok W301: why"])
    def test_is_no_other_remark(self, remark):
        found = read(with_unused(after=f"  {remark}"))
        assert [p.code for p in found.problems] == ["W301"]

    def test_that_is_idle_is_not_told_of_a_study_that_was_not_read_to_its_end(self):
        text = with_unused(after="  # ok W301: further reading").replace("seed: 7", "seed: seven")
        assert [p.code for p in read(text).problems] == ["E204"]

    def test_an_error_is_never_silenced(self):
        found = read(BASE.replace("seed: 7", "seed: seven  # ok E204: a word I like"))
        assert {p.code for p in found.problems} == {"E204", "E393"}
        assert found.silenced == ()


class TestComments:
    def test_are_found_wherever_yaml_allows_one_and_nowhere_else(self):
        text = (
            "# one\na: \"x # no\"   # two é\nb: |  # three\n  text # no\n\n# four\nc: [1, # five\n  '# no', no#no] # six\n"
            "'# no': no # seven\nd: {}  # eight\ne: [] # nine\nf:  # ten\n  g: plain\n    # eleven\n"
        )
        found = [comment.text for comment in comments(read_document("x.yml", text.encode()))]
        assert [comment.split()[1] for comment in found] == [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        ]  # fmt: skip


class TestTheExitStatus:
    @pytest.mark.parametrize("form", ["full", "concise", "json", "sarif", "github"])
    @pytest.mark.parametrize(("text", "strict", "status"), [
        (BASE, False, 0), (BASE, True, 0), (with_unused(), False, 0), (with_unused(), True, 1),
        (with_unused(after="  # ok W301: further reading"), True, 0), (BASE.replace("seed: 7", "seed: seven"), False, 1),
    ])  # fmt: skip
    def test_tells_errors_and_if_asked_warnings_in_every_form(self, studies, form, text, strict, status):
        done = studies(text, "check", "--format", form, *(["--strict"] if strict else []))
        assert done.exit_code == status, done.output

    @pytest.mark.parametrize("arguments", [
        ("check", "--format", "xml"), ("check", "nowhere.yml"), ("check", "--unknown"), ("explain", "E999"), ("chek",),
    ])  # fmt: skip
    def test_is_2_for_wrong_use(self, studies, arguments):
        assert studies(BASE, *arguments).exit_code == 2

    def test_is_2_where_there_is_nothing_to_check(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert CliRunner().invoke(main, ["check"]).exit_code == 2

    def test_is_3_for_a_fault_of_the_program_which_is_shown(self, studies, monkeypatch):
        def broken(*_):
            raise KeyError("our fault")

        monkeypatch.setattr("generator.pipeline.checking.read_study", broken)
        done = studies(BASE, "check")
        assert done.exit_code == 3
        assert "KeyError: 'our fault'" in done.output
        assert "mistake in the program" in done.output


class TestTheLastLine:
    def test_counts_and_says_where_to_read_more(self):
        broken, warned = read(BASE.replace("seed: 7", "sede: 7")).problems, read(with_unused()).problems
        assert counted((), 1) == "1 study checked, nothing wrong"
        assert counted(warned, 1) == "1 warning in 1 study; `studies explain W301` tells more"
        assert (
            counted((*warned, *broken), 2)
            == "1 problem and 1 warning in 2 studies; `studies explain E202 W301` tells more"
        )
        silent = read(with_unused(after="  # ok W301: further reading")).silenced
        assert counted(silent, 1) == "1 study checked, nothing wrong (1 silenced with a reason)"


class TestExplain:
    @pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
    def test_tells_cause_example_and_cure_of_every_code(self, rule):
        done = CliRunner().invoke(main, ["explain", rule.code.lower()])
        assert done.exit_code == 0
        shown = " ".join(done.output.split())
        for text in (f"{rule.severity}[{rule.code}] {rule.title}", rule.cause, rule.cure):
            assert " ".join(text.split()) in shown
        assert ("It can be silenced" in shown) == rule.can_be_silenced
        assert "\x07" not in done.output

    def test_without_a_code_lists_all_with_their_titles(self):
        done = CliRunner().invoke(main, ["explain"])
        assert done.exit_code == 0
        assert [line.split()[0] for line in done.output.split("\n") if line.startswith("  ")] == list(RULES)

    def test_several_codes_come_one_after_the_other_each_once(self):
        done = CliRunner().invoke(main, ["explain", "W301", "E202", "w301"])
        assert [line for line in done.output.split("\n") if "[" in line and line[:5] in ("error", "warni")] == [
            f"warning[W301] {RULES['W301'].title}", f"error[E202] {RULES['E202'].title}",
        ]  # fmt: skip

    def test_of_an_unknown_code_suggests_one(self):
        done = CliRunner().invoke(main, ["explain", "E2O2"])
        assert done.exit_code == 2
        assert "there is no code E2O2; did you mean E202?" in done.output
