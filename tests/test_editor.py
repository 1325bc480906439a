"""A study in an editor: yaml-language-server and check-jsonschema, the real ones, say of it what they should."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.pipeline.folder import studies_in

from .language_server import LanguageServer

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT / "studies" / ".schema" / "study.schema.json"
MODELINE = "# yaml-language-server: $schema=.schema/study.schema.json\n"
README = (ROOT / "README.md").read_text(encoding="utf-8")
STUDY = MODELINE + re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1].removeprefix(MODELINE)


def tool(name, *places):
    """The path of a tool. Without one: a skip, or a failure if BOT_REQUIRE_TOOLS=1."""
    found = next((str(place) for place in places if place.is_file()), None) or shutil.which(name)
    if found is None:
        reason = f"no {name} on this machine"
        if os.environ.get("BOT_REQUIRE_TOOLS") == "1":
            pytest.fail(f"{reason}, and BOT_REQUIRE_TOOLS=1 asks for one")
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A project's folder with the schema where the modeline says."""
    root = tmp_path_factory.mktemp("editor")
    shutil.copytree(SCHEMA.parent, root / "studies" / ".schema")
    return root


@pytest.fixture(scope="module")
def server(folder):
    installed = ROOT / ".cache" / "tools" / "node_modules" / ".bin" / "yaml-language-server"
    command = [tool("node"), tool("yaml-language-server", installed), "--stdio"]
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    schemas = {(folder / path).as_uri(): pattern for path, pattern in settings["yaml.schemas"].items()}
    running = LanguageServer(command, folder, schemas)
    yield running
    running.close()


@pytest.fixture
def opened(server, folder, request):
    """A function that opens a text as a new study: what is wrong with it, and functions that ask about a place in it."""
    count = 0

    def open_(text, name=""):
        nonlocal count
        count += not name
        path = folder / "studies" / f"{name or re.sub('[^a-z]+', '-', request.node.name.lower())}{count or ''}.yml"
        return path, server.open(path, text)

    return open_


def spot(text, mark, offset=0):
    """Line and column, from 1, of a passage that stands once in the text."""
    assert text.count(mark) == 1, f"{mark!r} stands {text.count(mark)} times"
    before = text[: text.index(mark) + offset]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def changed(old, new):
    assert STUDY.count(old) == 1
    return STUDY.replace(old, new)


class TestProblems:
    def test_a_good_study_has_none(self, opened):
        assert opened(STUDY)[1] == []

    @pytest.mark.parametrize("path", studies_in(ROOT / "studies"), ids=lambda path: path.stem)
    def test_no_study_of_ours_has_one(self, opened, path):
        assert opened(path.read_text(encoding="utf-8"))[1] == []

    @pytest.mark.parametrize(
        ("old", "new", "mark", "words"),
        [
            ("kind: force-exchange", "kind: force-exchnge", "force-exchnge", "force-exchange"),
            ("title: Two silos and a submarine", "titel: Two silos", "titel", "titel"),
            ("hidden: {value: 0.6,", "hidden: {value: 1.6,", "1.6", "maximum of 1"),
            ("hidden: {value: 0.6,", "hiden: {value: 0.6,", "hiden", "hiden"),
            ("grade: reported", "grade: certain", "certain", "documented"),
            ("units: 200", "units: many", "many", "number"),
            ("set: {north.legs.submarines.hidden: 0.1}", "set: {north.legs.submarines.hidden: 3}", "3}", "maximum of 1"),
            ("set: {north.legs.submarines.hidden: 0.1}", "set: {north.legs.submarines.hiden: 0.1}", "north.legs.submarines.hiden", "hiden"),
        ],
    )  # fmt: skip
    def test_a_mistake_is_shown_where_it_stands(self, opened, old, new, mark, words):
        text = changed(old, new)
        _, problems = opened(text)
        line, column = spot(text, mark)
        (message,) = [found[2] for found in problems if found[:2] == (line, column)]
        assert words in message

    def test_one_wrong_key_is_not_told_once_for_every_kind(self, opened):
        _, problems = opened(changed("units: 200", "unitz: 200"))
        assert len(problems) == 2
        assert sorted(message for _, _, message in problems) == [
            'Missing property "units".',
            "Property unitz is not allowed.",
        ]

    def test_a_curve_of_no_family_is_told_of_the_families(self, opened):
        text = STUDY.replace(
            "curve: {family: published, name: population}", "curve: {family: publised, name: population}", 1
        )
        _, ((line, column, message),) = opened(text)
        assert (line, column) == spot(text, "publised")
        assert all(name in message for name in ("weibull", "exponential", "published", "table"))


class TestTheBibliography:
    """It lies among the studies, but its first line says that it is none."""

    TEXT = (ROOT / "studies" / "bibliography.yml").read_text(encoding="utf-8")

    def test_ours_has_no_problem(self, opened):
        assert self.TEXT.startswith(MODELINE.replace("study.schema", "bibliography.schema"))
        assert opened(self.TEXT, "bibliography")[1] == []

    def test_a_mistake_in_it_is_shown_and_a_key_explained(self, server, opened):
        text = self.TEXT + "\nanother:\n  citation: A. Author. *Title*. Press, 1965.\n  ulr: https://example.org\n"
        path, ((line, column, message),) = opened(text)
        assert ((line, column), "ulr" in message) == (spot(text, "ulr"), True)
        assert "author, title, place and year" in server.hover(path, *spot(text, "citation: A. Author"))

    def test_a_study_that_names_no_schema_gets_it_from_the_settings(self, opened):
        _, problems = opened("format: 1\nkind: mad\n")
        assert any("force-exchange" in message for _, _, message in problems)


class TestHover:
    @pytest.mark.parametrize(
        ("mark", "words"),
        [
            ("hidden: {value", ("the opponent cannot target", "unit: share", "from 0 to 1", "if left out: 0", "0.6")),
            ("north.legs.submarines.hidden", ("the opponent cannot target", "unit: share")),
            ("units: 12", ("launchers, submarines or aircraft", "0 or more")),
            ("alpha: 0.02   #", ("most damage to itself it would accept", "alpha")),
            ("kind: force", ("force-exchange", "clearing-network", "whose default pulls down whom")),
            ("grade: reported", ("read in a secondary source", "our modelling choice")),
            ("low: 0.1,", ("low end of the range",)),
            ("primer:", ("Where figures were read",)),
            ("north:\n", ("One of the parties",)),
            ("id: in-port", ("what prose",)),
            ("summary:", ("the answer in a few sentences",)),
        ],
    )
    def test_a_key_is_explained(self, server, opened, mark, words):
        path, _ = opened(STUDY)
        shown = server.hover(path, *spot(STUDY, mark, 1))
        for word in words:
            assert word in shown

    def test_no_key_of_a_study_is_without_an_explanation(self, server, opened):
        text = (ROOT / "tests" / "studies" / "pair.yml").read_text(encoding="utf-8")
        path, problems = opened(MODELINE + text)
        assert problems == []
        keys = 0
        for number, line in enumerate((MODELINE + text).split("\n"), 1):
            for key in re.finditer(r"(?:^[ -]*|[{,] ?)([a-z][\w.-]*)(?=: |:$)", line):
                if not line.lstrip().startswith("#") and not inside_text(line, key.start(1)):
                    keys += 1
                    assert server.hover(path, number, key.start(1) + 2), f"{number}: {key[1]}"
        assert keys > 100


def inside_text(line, position):
    """Whether a place in a line belongs to prose: a plain text after the first key, or quotes."""
    opening = re.match(r"[ -]*[\w.-]+: (?![{\[])", line)
    return position > 0 and (
        (opening is not None and position > opening.end() - 1) or line[:position].count('"') % 2 == 1
    )


class TestCompletion:
    HEAD = MODELINE + "format: 1\nkind: force-exchange\n"
    LEG = HEAD + "actors:\n  a:\n    legs:\n      b:\n        "

    def offered(self, server, opened, text):
        path, _ = opened(text)
        lines = text.split("\n")
        return server.complete(path, len(lines), len(lines[-1]) + 1)

    def test_kinds(self, server, opened):
        offered = self.offered(server, opened, MODELINE + "kind: ")
        assert set(offered) == {"force-exchange", "power-balance", "creditor-debtor", "clearing-network"}

    def test_keys_of_the_kind_and_no_others(self, server, opened):
        offered = self.offered(server, opened, self.HEAD)
        assert {"title", "scenarios", "actors", "limited_wars"} <= set(offered)
        assert not {"sovereign", "money", "sides"} & set(offered)

    def test_keys_deep_inside(self, server, opened):
        assert {"units", "hidden", "pkill_against", "evidence"} <= set(self.offered(server, opened, self.LEG))

    def test_a_number_with_its_range_and_source(self, server, opened):
        offered = self.offered(server, opened, self.LEG + "hidden: ")
        assert offered["number with a range"].split() == ["value:", "$1", "low:", "$2", "high:", "$3"]
        assert "source: ${5:source}" in offered["number with a range and its source"]

    @pytest.mark.parametrize(
        ("text", "label", "begins"),
        [
            ("scenarios:\n  - ", "scenario", "id: ${1:id}\n"),
            ("states:\n  - ", "state", "year: ${1:1962}\n"),
            ("story:\n  - ", "section of the story", "title: ${1:Title}\n"),
            ("sources:\n  ", "source", "${1:key}:\n  citation:"),
        ],
    )
    def test_texts_to_fill_in(self, server, opened, text, label, begins):
        assert self.offered(server, opened, self.HEAD + text)[label].startswith(begins)

    def test_grades_and_panels(self, server, opened):
        assert "documented" in self.offered(server, opened, self.HEAD + "evidence:\n  grade: ")
        assert "annual-risk" in self.offered(server, opened, self.HEAD + "panels:\n  - ")


class TestCheckJsonschema:
    def check(self, *paths):
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), *map(str, paths)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    def test_it_accepts_what_we_accept(self):
        examples = (ROOT / "generator" / "kinds").glob("*/examples/*.yml")
        done = self.check(*sorted((ROOT / "tests" / "studies").glob("*.yml")), *sorted(examples))
        assert done.returncode == 0, done.stdout + done.stderr

    def test_it_refuses_what_we_refuse_and_names_the_key(self, tmp_path):
        path = tmp_path / "broken.yml"
        path.write_text(changed("units: 200", "units: -1"), encoding="utf-8")
        done = self.check(path)
        assert done.returncode == 1
        assert "$.actors.north.legs.silos.units: -1 is less than the minimum of 0" in done.stdout
