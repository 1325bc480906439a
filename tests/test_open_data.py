"""What programs read: files that keep to their schemas and agree with the pages, an archive that runs again, a feed that is one."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from urllib.request import urlopen

import jsonschema_rs
import pytest
from click.testing import CliRunner

from generator.citing.imprint import Imprint
from generator.cli import main
from generator.loading.beside import Beside
from generator.loading.bibliography import read_bibliography
from generator.loading.reading import read_study
from generator.pipeline.imprint import imprint_of
from generator.registry import KINDS
from generator.report.archive import archive
from generator.report.feed import feed
from generator.report.listing import FOLDER, SCHEMAS

REPO = Path(__file__).resolve().parent.parent
ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}


def validator(name):
    """A schema, with the other where it is named: both are published side by side."""
    if name == "study.json":
        return jsonschema_rs.validator_for(SCHEMA[name], validate_formats=True)
    text = json.dumps(SCHEMA[name]).replace('"study.json#', '"urn:study#')
    registry = jsonschema_rs.Registry([("urn:study", SCHEMA["study.json"])])
    return jsonschema_rs.validator_for(json.loads(text), registry=registry, validate_formats=True)


@pytest.fixture
def api(built_site):
    return built_site / FOLDER


@pytest.fixture
def index(api):
    return json.loads((api / "index.json").read_bytes())


@pytest.fixture
def studies(api):
    return {path.stem: json.loads(path.read_bytes()) for path in (api / "studies").iterdir()}


def every_link(part):
    if isinstance(part, dict):
        for value in part.values():
            yield from every_link(value)
    elif isinstance(part, list):
        for value in part:
            yield from every_link(value)
    else:
        yield part


class TestTheFiles:
    def test_each_keeps_to_its_published_schema(self, index, studies, api):
        for name, schema in SCHEMA.items():
            assert json.loads((api / "schema" / name).read_bytes()) == schema
        assert list(validator("index.json").iter_errors(index)) == []
        for study in studies.values():
            assert [error.message for error in validator("study.json").iter_errors(study)] == []

    @pytest.mark.parametrize("name", sorted(SCHEMA))
    def test_a_schema_refuses_a_file_without_a_field(self, name, index, studies):
        one = index if name == "index.json" else studies["pair"]
        for field in one:
            assert not validator(name).is_valid({key: value for key, value in one.items() if key != field}), field

    def test_the_list_has_every_study_in_the_order_of_time_and_says_what_its_file_says(self, index, studies):
        assert sorted(one["slug"] for one in index["studies"]) == sorted(studies) == ["alone", "pair", "rivals"]
        assert [one["period"]["start"] for one in index["studies"]] == sorted(
            one["period"]["start"] for one in index["studies"]
        )
        for one in index["studies"]:
            assert all(studies[one["slug"]][field] == value for field, value in one.items())

    def test_every_link_leads_to_a_file(self, index, studies, built_site, web):
        assert index["base"] == web[1]
        for study in studies.values():
            links = [*every_link(study["links"]), *every_link([chart["files"] for chart in study["charts"]])]
            assert len(links) > 12
            assert [link for link in links if not (built_site / link).is_file()] == []

    def test_numbers_are_those_of_the_results(self, studies, built_site):
        for slug, study in studies.items():
            results = json.loads((built_site / study["links"]["results"]).read_bytes())
            assert study["provenance"]["digest"] == results["digest"]
            assert [case["id"] for case in study["cases"]] == list(results["cases"])
            for case in study["cases"]:
                there = results["cases"][case["id"]]
                assert case["verdict"]["key"] == there["verdict"]["key"], slug
                assert case["share"] == there["shares"].get(case["verdict"]["key"], {"value": 0.0})["value"]
                for name, found in case["estimates"].items():
                    assert name in study["measures"]
                    wanted = {key: there["estimates"][name][key] for key in found}
                    assert found == {key: None if isinstance(value, str) else value for key, value in wanted.items()}

    def test_what_an_author_wrote_stands_as_it_was_written(self, studies):
        assert studies["rivals"]["title"] == "Hill & dale"
        assert studies["rivals"]["history"][1]["what"] == "The ledger was read & <i>cited</i>."
        assert studies["alone"]["published"] is None


class TestTheArchive:
    @pytest.fixture
    def packed(self, built_site):
        return zipfile.ZipFile(built_site / "studies" / "rivals" / "rivals.zip")

    def test_it_holds_what_lies_beside_the_page_with_terms_and_a_text_that_names_every_file(self, packed, built_site):
        folder = built_site / "studies" / "rivals"
        names = {name.removeprefix("rivals/") for name in packed.namelist()}
        assert {"README.txt", "LICENSE.txt", "citation.bib", "references.json", "rivals.yml", "results.json"} < names
        assert {path.name for path in folder.glob("*.csv")} <= names
        readme = packed.read("rivals/README.txt").decode()
        for name in names:
            assert f"\n{name}: " in readme
            if name not in ("README.txt", "LICENSE.txt"):
                assert packed.read(f"rivals/{name}") == (folder / name).read_bytes()
        assert json.loads(packed.read("rivals/results.json"))["digest"] in readme
        assert "https://creativecommons.org/licenses/by/4.0/" in packed.read("rivals/LICENSE.txt").decode()

    def test_no_time_and_no_machine_stands_in_it(self, packed):
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(entry.create_system, entry.external_attr) for entry in packed.infolist()} == {(3, 0o644 << 16)}
        assert packed.namelist() == sorted(packed.namelist())

    def test_of_the_bibliography_it_holds_what_the_study_cites_as_it_is_written_there(self):
        books = read_bibliography("b.yml", (REPO / "studies" / "bibliography.yml").read_bytes())
        text = (REPO / "tests" / "studies" / "rivals.yml").read_text(encoding="utf-8")
        text = text.replace("[@book]", "[@book] [@setser2007] [@drezner2009]")
        study = read_study("rivals.yml", text.encode(), KINDS, Beside({}, books)).study
        results = KINDS[study.kind].run(study)
        packed = zipfile.ZipFile(io.BytesIO(archive(study, results, Imprint("N", ""), "Cite it so.", {})))
        found = read_bibliography("b.yml", packed.read("rivals/bibliography.yml"))
        assert found.problems == ()
        assert found.entries == {key: books.entries[key] for key in ("setser2007", "drezner2009")}

    def test_unpacked_anywhere_it_is_checked_and_verified(self, packed, tmp_path, monkeypatch):
        packed.extractall(tmp_path)
        monkeypatch.chdir(tmp_path / "rivals")
        assert CliRunner().invoke(main, ["check", "rivals.yml"]).exit_code == 0
        assert CliRunner().invoke(main, ["verify", "results.json"]).exit_code == 0


class TestTheFeed:
    @pytest.fixture
    def root(self, built_site):
        return ET.fromstring((built_site / "feed.xml").read_bytes())

    def test_it_has_what_atom_asks_for(self, root):
        """RFC 4287, 4.1.1 and 4.1.2: one id, title and updated each, and an author."""
        assert root.tag == f"{ATOM}feed"
        for part in (root, *root.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                (found,) = part.findall(f"{ATOM}{name}")
                assert found.text
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", part.find(f"{ATOM}updated").text)
            assert part.find(f"{ATOM}author/{ATOM}name").text
        ids = [node.text for node in root.iter(f"{ATOM}id")]
        assert len(set(ids)) == len(ids)
        assert all(id.startswith("urn:uuid:") for id in ids)

    def test_its_entries_are_the_histories_the_newest_first(self, root, web):
        entries = [
            (node.find(f"{ATOM}updated").text[:10], node.find(f"{ATOM}title").text, node.find(f"{ATOM}summary").text)
            for node in root.iter(f"{ATOM}entry")
        ]
        assert entries == [
            (
                "2026-01-02",
                "Hill & dale: The ledger was read & <i>cited</i>.",
                "The ledger was read & <i>cited</i>.",
            ),
            ("2025-12-30", "Hill & dale", "First version."),
        ]
        assert root.find(f"{ATOM}updated").text.startswith("2026-01-02")
        assert root.find(f"{ATOM}entry/{ATOM}link").attrib["href"] == f"{web[1]}studies/rivals/index.html"

    def test_names_of_entries_do_not_hang_on_the_address(self):
        study = {"slug": "x", "title": "X", "authors": [], "history": [{"date": "2026-01-02", "what": "New."}]}
        here, there = (ET.fromstring(feed([study], Imprint("N", url)).content) for url in ("https://a.org/", ""))
        assert here.find(f"{ATOM}entry/{ATOM}id").text == there.find(f"{ATOM}entry/{ATOM}id").text
        assert there.find(f"{ATOM}entry/{ATOM}link") is None

    def test_without_a_date_it_is_still_a_feed(self):
        root = ET.fromstring(
            feed([{"slug": "x", "title": "X", "authors": [], "history": []}], Imprint("N", "")).content
        )
        assert root.find(f"{ATOM}updated").text == "1970-01-01T00:00:00Z"

    def test_every_page_leads_to_it(self, built_site):
        for name, address in (("index.html", "feed.xml"), ("studies/alone/index.html", "../../feed.xml")):
            head = (built_site / name).read_text(encoding="utf-8").partition("</head>")[0]
            assert (
                f'<link rel="alternate" type="application/atom+xml" title="Balance of Terror" href="{address}">' in head
            )


class TestThePage:
    def test_its_python_reads_the_list_of_the_site(self, built_site, web, capsys):
        text = (built_site.parent / "site_templates" / "pages" / "data" / "index.md").read_text(encoding="utf-8")
        code = re.search(r"```python\n(.*?)```", text, re.DOTALL)[1]
        exec(code, {"site": web[1]})
        lines = [line.split(" | ") for line in capsys.readouterr().out.splitlines()]
        with urlopen(f"{web[1]}{FOLDER}/index.json") as answer:
            wanted = json.load(answer)["studies"]
        assert [line[0] for line in lines] == [study["title"] for study in wanted]

    def test_tables_are_tables(self, studies, built_site):
        for link in studies["pair"]["links"]["tables"]:
            rows = list(csv.reader(io.StringIO((built_site / link).read_text(encoding="utf-8"))))
            assert len(rows) > 1, link
            assert len({len(row) for row in rows}) == 1, link


class TestTheImprint:
    @pytest.mark.parametrize(
        ("text", "environment", "url"),
        [
            ('site_url: !ENV [SITE_URL, "http://127.0.0.1:8000/"]', {}, "http://127.0.0.1:8000/"),
            (
                'site_url: !ENV [SITE_URL, "http://127.0.0.1:8000/"]',
                {"SITE_URL": "https://a.org/b"},
                "https://a.org/b/",
            ),
            ("site_url: https://a.org/ # ours", {}, "https://a.org/"),
            ("", {}, ""),
        ],
    )
    def test_it_is_read_as_the_host_reads_it(self, tmp_path, monkeypatch, text, environment, url):
        monkeypatch.delenv("SITE_URL", raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        (tmp_path / "mkdocs.yml").write_text(f"site_name: A Name\n{text}\n", encoding="utf-8")
        assert imprint_of(tmp_path) == Imprint("A Name", url)

    def test_without_a_file_it_is_empty(self, tmp_path):
        assert imprint_of(tmp_path) == Imprint("", "")
