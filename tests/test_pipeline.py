"""From a folder of studies to pages: what is redone and what is not, the same bytes by every road."""

import dataclasses
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from generator.diagnostics.problem import ProblemsError
from generator.export import export_site
from generator.loading.reading import read_study
from generator.pipeline import site as pipeline_site
from generator.pipeline import solving as pipeline_solving
from generator.pipeline.cache import Cache, digest
from generator.pipeline.site import Folders, build
from generator.registry import KINDS
from generator.results_file import read, write
from generator.strict.host import mended
from generator.strict.policy import server_settings, without_policy

TESTS = Path(__file__).resolve().parent
REPO = TESTS.parent


def entries(project):
    """The keys in a project's cache by kind."""
    folder = project.root / ".cache" / "plugin" / "balance-of-terror"
    return {
        kind.name: {path.relative_to(kind).as_posix() for path in kind.rglob("*") if path.is_file()}
        for kind in folder.iterdir()
    }


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def work(project, *, workers=1):
    """How much a build adds to the cache, by kind: what was computed anew."""
    before = entries(project)
    build(Folders.of(project.root), workers=workers)
    after = entries(project)
    # What the guide quotes of a study follows every change of its file.
    kinds = after.keys() - {"quotes", "guide"}
    return {kind: added for kind in kinds if (added := len(after[kind] - before.get(kind, set())))}


class TestWhatIsRedone:
    def test_nothing_when_nothing_changed(self, project):
        assert work(project) == {}

    def test_nothing_when_a_file_was_only_touched_or_the_project_moved(self, project, tmp_path):
        project.study("pair").touch()
        shutil.move(project.root, tmp_path / "elsewhere")
        moved = dataclasses.replace(project, root=tmp_path / "elsewhere")
        assert work(moved) == {}

    @pytest.mark.parametrize("edits", [
        {"# Invented for the tests": "# Made up for the tests"},
        {
            "An invented pair.": "A made-up pair.",
            "note: invented for the tests": "note: made up",
            "grade: documented, source: handbook, at: p. 7": "grade: reported, source: handbook, at: p. 8",
        },
    ], ids=["a comment", "words and evidence"])  # fmt: skip
    def test_words_and_evidence_make_the_report_anew_but_run_and_draw_nothing(self, project, edits):
        for old, new in edits.items():
            change(project.study("pair"), old, new)
        assert work(project) == {"reports": 1}

    @pytest.mark.parametrize(("old", "new"), [
        ("        units: 500", "        units: 510"), ("seed: 7", "seed: 8"), ("draws: 400", "draws: 401"),
        ("low: 0.15, high: 0.3", "low: 0.16, high: 0.3"), ("      west.legs.boats.hidden: 0.85", "      west.legs.boats.hidden: 0.9"),
        ("    curve: {family: published, name: population}\n    shots: 2", "    curve: {family: published, name: industry}\n    shots: 2"),
    ])  # fmt: skip
    def test_whatever_a_run_depends_on_is_in_the_digest_of_a_study(self, old, new):
        text = (TESTS / "studies" / "pair.yml").read_text(encoding="utf-8")
        assert text.count(old) == 1
        one, other = (
            read_study("studies/pair.yml", raw.encode(), KINDS).study for raw in (text, text.replace(old, new))
        )
        assert one.digest() != other.digest()

    def test_a_number_runs_its_study_again_and_no_other(self, project):
        change(project.study("pair"), "        units: 500", "        units: 510")
        done = work(project)
        assert (done["results"], done["reports"]) == (1, 1)
        assert done["svg"] > 0

    def test_a_name_in_a_chart_draws_that_study_again_but_does_not_run_it(self, project):
        change(project.study("pair"), "name: Westland", "name: The West")
        done = work(project)
        assert done["reports"] == 1
        assert done["svg"] > 0
        assert "results" not in done

    def test_a_template_or_a_part_of_one_makes_every_report_anew_but_runs_and_draws_nothing(self, make_project):
        project = make_project("templates", "alone", "rivals")
        build(Folders.of(project.root), workers=1)
        for name in ("force-exchange/report.md.j2", "_parts/grade.j2"):
            template = project.root / "site_templates" / "reports" / name
            template.write_text(template.read_text(encoding="utf-8") + "\n", encoding="utf-8")
            assert work(project) == {"reports": 2, "context": 1, "shared": 1}, name

    def test_a_font_that_charts_are_measured_with_draws_everything_again(self, make_project):
        project = make_project("fonts", "alone")
        fonts = project.root / "site_templates" / "assets" / "fonts" / "measure"
        # Every chart is published once, and drawn for a wide and for a narrow page; pictures to take away have no narrow one.
        published = Counter(
            Path(page.uri).suffix
            for page in build(Folders.of(project.root), workers=1).pages
            if not page.uri.endswith("icon.svg")
        )
        drawn = {"svg": 2 * published[".svg"], "png": published[".png"]}
        (fonts / "note.txt").write_text("new", encoding="utf-8")
        assert work(project) == {"reports": 1, "context": 1, "shared": 1, **drawn}

    def test_a_style_sheet_redoes_nothing_and_is_published_all_the_same(self, project):
        style = project.root / "site_templates" / "assets" / "print.css"
        style.write_text("/* new */", encoding="utf-8")
        before = entries(project)
        pages = {page.uri: page.content for page in build(Folders.of(project.root)).pages}
        assert entries(project) == before
        assert pages["assets/balance-of-terror/print.css"] == b"/* new */"

    def test_a_new_study_is_run_and_the_others_are_not(self, project):
        shutil.copy(project.study("alone"), project.study("another"))
        done = work(project)
        assert done["reports"] == 1
        assert done["results"] == 1

    def test_a_study_taken_away_leaves_its_page(self, project):
        project.study("alone").unlink()
        assert not any("alone" in page.uri for page in build(Folders.of(project.root)).pages)

    def test_an_entry_cut_short_by_a_full_disk_cannot_come_about(self, tmp_path, monkeypatch):
        def broken(self, target):
            raise OSError("no space left")

        cache = Cache(tmp_path)
        monkeypatch.setattr(Path, "replace", broken)
        with pytest.raises(OSError, match="no space"):
            cache.put("results", digest("x"), b"half")
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    def test_the_entries_used_longest_ago_go_first(self, tmp_path):
        import os

        cache = Cache(tmp_path)
        for age, name in ((300, "old"), (200, "older but read"), (100, "new")):
            cache.put("x", digest(name), bytes(10))
            path = next(path for path in tmp_path.rglob("*") if path.is_file() and path.name == digest(name)[2:])
            os.utime(path, (1_000_000_000 - age, 1_000_000_000 - age))
        assert cache.get("x", digest("older but read")) is not None
        cache.trim(20)
        assert [cache.get("x", digest(name)) is not None for name in ("old", "older but read", "new")] == [
            False,
            True,
            True,
        ]


class TestKeys:
    """The code is part of the keys; here a copy of it is changed, file by file."""

    @pytest.fixture
    def copy(self, tmp_path, monkeypatch):
        package = tmp_path / "generator"
        shutil.copytree(REPO / "generator", package, ignore=shutil.ignore_patterns("__pycache__"))
        monkeypatch.setattr(pipeline_solving, "PACKAGE", package)
        monkeypatch.setattr(pipeline_site, "PACKAGE", package)
        return package

    def changed(self, copy, name):
        """Which keys change with a file: (results, reports)."""
        kind, folders = KINDS["force-exchange"], Folders.of(REPO, cached=False)

        def keys():
            return pipeline_solving.sources_digest(kind), pipeline_site._engine_digest(folders)

        before = keys()
        path = copy / name
        path.write_bytes(path.read_bytes() + b"\n# changed\n")
        return tuple(a != b for a, b in zip(before, keys(), strict=True))

    @pytest.mark.parametrize("name", [
        "kinds/force_exchange/model.py", "kinds/force_exchange/params.py", "kinds/force_exchange/run.py", "kinds/force_exchange/assembly.py", "kinds/force_exchange/hurdles.py",
        "kinds/force_exchange/meaning.py", "deterrence/damage.py", "deterrence/verdicts.py", "uncertainty/sampling.py", "uncertainty/distributions.py",
        "dynamics/race.py", "dynamics/plane.py", "dynamics/sides.py",
        "quantities.py", "study.py", "curve_file.py", "results.py", "dynamics_results.py", "results_file.py",
    ])  # fmt: skip
    def test_what_numbers_depend_on_changes_both(self, copy, name):
        assert self.changed(copy, name) == (True, True)

    @pytest.mark.parametrize(
        "name",
        [
            "kinds/force_exchange/facts.py",
            "dynamics/facts.py",
            "dynamics/charts/plane.py",
            "drawing/theme.py",
            "drawing/shapes.py",
            "report/prose.py",
            "catalogue/charts.py",
            "numerals.py",
            "cli.py",
        ],
    )
    def test_what_only_pages_depend_on_changes_reports_alone(self, copy, name):
        assert self.changed(copy, name) == (False, True)

    def test_no_chart_is_part_of_the_results_key(self, copy):
        charts = [
            path.relative_to(copy).as_posix()
            for path in copy.glob("kinds/force_exchange/**/*.py")
            if "charts" in path.relative_to(copy).as_posix()
        ]
        assert charts
        for name in charts:
            assert self.changed(copy, name) == (False, True), name

    def test_parts_do_not_run_into_each_other(self):
        assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("", "abc"), digest("abc", "")}) == 5


class TestResultsAreAFunctionOfTheStudy:
    """Equal digests promise equal results, so whatever the digest leaves out must not change a byte of them."""

    @staticmethod
    def run(text, slug="pair"):
        study = read_study(f"studies/{slug}.yml", text.encode(), KINDS).study
        kind = KINDS[study.kind]
        return study.digest(), write(kind.run(study), kind.results)

    def test_twice_the_same_bytes(self):
        text = (TESTS / "studies" / "pair.yml").read_text(encoding="utf-8")
        assert self.run(text) == self.run(text)

    @pytest.mark.parametrize("what", ["scenarios", "actors", "legs"])
    def test_another_order_in_the_file_is_another_digest_or_the_same_results(self, what):
        text = (TESTS / "studies" / "pair.yml").read_text(encoding="utf-8")

        def block(start, end):
            return text[text.index(start) : text.index(end, text.index(start))]

        first, second = {
            "scenarios": (
                block("  - id: generated", "  - id: silent").replace("over_time: true", "over_time: false"),
                block("  - id: silent", "states:"),
            ),
            "actors": (block("  west:\n    name", "  east:\n    name"), block("  east:\n    name", "limited_wars:")),
            "legs": (
                block("      silos:\n        name: Silos\n        units: 500", "      boats:\n"),
                block("      boats:\n", "  east:\n    name"),
            ),
        }[what]
        text = text.replace("    over_time: true", "    over_time: false")
        assert first + second in text
        here, there = self.run(text), self.run(text.replace(first + second, second + first))
        assert here[0] != there[0] or here[1] == there[1]

    def test_results_come_back_from_their_file_unchanged(self):
        text = (TESTS / "studies" / "pair.yml").read_text(encoding="utf-8")
        kind = KINDS["force-exchange"]
        _, raw = self.run(text)
        assert write(read(raw, kind.results), kind.results) == raw
        parsed = json.loads(raw)
        assert (parsed["seed"], parsed["draws"], parsed["kind"]) == (7, 400, "force-exchange")

    def test_a_threshold_that_no_weight_reaches_still_gives_results(self):
        # Damage to population is capped at 0.3 in the published table, so half of it is out of reach in every draw.
        text = (
            (TESTS / "studies" / "pair.yml")
            .read_text(encoding="utf-8")
            .replace("{family: published, name: industry}", "{family: published, name: population}")
        )
        _, raw = self.run(text)
        found = read(raw, KINDS["force-exchange"].results)
        assert found.cases["baseline"].estimates["east.margin"].median == 0

    def test_results_hold_no_number_that_json_does_not_know(self):
        for slug in ("pair", "alone"):
            _, raw = self.run((TESTS / "studies" / f"{slug}.yml").read_text(encoding="utf-8"), slug)

            def refuse(name):
                raise AssertionError(f"{name} in results.json")

            json.loads(raw, parse_constant=refuse)


class TestTheSameBytes:
    def test_from_two_folders_with_two_hash_seeds_from_one_worker_and_from_two(
        self, built, tmp_path, lay_out, read_tree
    ):
        # Without the cache of the site that two workers made.
        project = lay_out(tmp_path / "cold", [TESTS / "studies" / "alone.yml"], built.environment)
        change(project.config, "  - balance-of-terror\n", "  - balance-of-terror:\n      workers: 1\n")
        done = project.mkdocs("build", "--strict", PYTHONHASHSEED="2")
        assert done.returncode == 0, done.stderr
        here, there = read_tree(built.site), read_tree(project.site)
        assert set(there) <= set(here)
        # Lists, references that quote from studies, the way to the next study and the card of the site, which has
        # a square for each, differ by two studies.
        same = ("studies/alone/", "verification/", "context/", "method/", "assets/")
        pager = re.compile(rb'<nav class="bt-pager".*?</nav>\s*', re.DOTALL)
        assert [
            name
            for name in there
            if name.startswith(same) and pager.sub(b"", here[name]).split() != pager.sub(b"", there[name]).split()
        ] == ["assets/balance-of-terror/card.png"]
        assert any(name.startswith("studies/alone/") for name in there)

    @pytest.mark.parametrize("slug", ["pair", "alone"])
    def test_from_the_command_line_the_site_and_the_export(self, built, tmp_path, slug):
        printed = built.studies("run", f"studies/{slug}.yml", "--json")
        assert printed.returncode == 0, printed.stderr
        published = (built.site / "studies" / slug / "results.json").read_text(encoding="utf-8")
        assert printed.stdout == published
        export_site(built.root, tmp_path / "out")
        assert (tmp_path / "out" / "docs" / "studies" / slug / "results.json").read_text(encoding="utf-8") == published

    def test_another_seed_gives_other_results_and_the_same_seed_the_same(self, project):
        first = project.studies("run", "studies/alone.yml", "--json").stdout
        change(project.study("alone"), "draws: 400", "draws: 400\nseed: 1956")
        second = project.studies("run", "studies/alone.yml", "--json").stdout
        change(project.study("alone"), "seed: 1956", "seed: 1955")
        third = project.studies("run", "studies/alone.yml", "--json").stdout
        assert first == third
        assert (
            json.loads(first)["cases"]["baseline"]["estimates"] != json.loads(second)["cases"]["baseline"]["estimates"]
        )


class TestExport:
    def test_it_holds_what_the_plugin_publishes(self, built, tmp_path, read_tree):
        count = export_site(built.root, tmp_path / "out")
        exported = read_tree(tmp_path / "out" / "docs")
        site = build(Folders.of(built.root))
        for page in site.pages:
            assert exported[page.uri] == page.content
        for name, content in read_tree(built.root / "site_templates" / "pages").items():
            assert exported[name] == content
        published = read_tree(built.site)
        for name, content in exported.items():
            if not name.endswith(".md"):
                assert published[name] == content, name
        assert count == len(read_tree(tmp_path / "out"))

    def test_it_builds_to_the_same_site_without_our_plugin(self, built, tmp_path, read_tree):
        export_site(built.root, tmp_path / "out")
        out = dataclasses.replace(built, root=tmp_path / "out")
        assert "balance-of-terror" not in out.config.read_text(encoding="utf-8").replace("assets/balance-of-terror", "")
        done = out.mkdocs("build", "--strict")
        assert done.returncode == 0, done.stdout + done.stderr
        here, there = read_tree(built.site), read_tree(out.site)
        # The content security policy is written by the plugin, into every page and as settings for servers.
        for name in server_settings(""):
            del here[name]
        here |= {name: without_policy(page.decode()).encode() for name, page in here.items() if name.endswith(".html")}
        # So are faults of the theme mended.
        there |= {name: mended(page.decode()).encode() for name, page in there.items() if name.endswith(".html")}
        assert sorted(here) == sorted(there)
        different = [name for name in here if here[name] != there[name]]
        # MkDocs lists files of a folder before generated ones, so the order within these may differ; nothing else may.
        assert set(different) <= {"sitemap.xml", "sitemap.xml.gz", "search/search_index.json", "search/search_index.js"}
        assert sorted(here["sitemap.xml"].splitlines()) == sorted(there["sitemap.xml"].splitlines())
        # What the search holds of a page is bounded by the plugin: of sections left out, and of long texts.
        found, unbounded = (
            {entry["location"] for entry in json.loads(site["search/search_index.json"])["docs"]}
            for site in (here, there)
        )
        assert {"index.html", "studies/pair/index.html"} < found < unbounded

    def test_it_replaces_an_earlier_export_wholly(self, project, tmp_path):
        export_site(project.root, tmp_path / "out")
        project.study("alone").unlink()
        export_site(project.root, tmp_path / "out")
        assert not (tmp_path / "out" / "docs" / "studies" / "alone").exists()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "project"]

    def test_a_broken_study_leaves_what_was_there(self, project, tmp_path, read_tree):
        export_site(project.root, tmp_path / "out")
        before = read_tree(tmp_path / "out")
        change(project.study("pair"), "seed: 7", "seed: seven")
        with pytest.raises(ProblemsError):
            export_site(project.root, tmp_path / "out")
        assert read_tree(tmp_path / "out") == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "project"]

    def test_a_page_made_twice_leaves_what_was_there(self, project, tmp_path, read_tree):
        export_site(project.root, tmp_path / "out")
        before = read_tree(tmp_path / "out")
        mine = project.root / "site_templates" / "pages" / "studies" / "pair" / "index.md"
        mine.parent.mkdir(parents=True)
        mine.write_text("# Mine\n", encoding="utf-8")
        with pytest.raises(FileExistsError, match=r"studies/pair/index\.md is made twice"):
            export_site(project.root, tmp_path / "out")
        assert read_tree(tmp_path / "out") == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "project"]

    def test_it_never_replaces_a_folder_of_something_else(self, project, tmp_path):
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "thesis.txt").write_text("years of work", encoding="utf-8")
        with pytest.raises(FileExistsError, match="other files"):
            export_site(project.root, tmp_path / "out")
        assert (tmp_path / "out" / "thesis.txt").read_text(encoding="utf-8") == "years of work"

    def test_the_command_line_says_so_without_a_traceback(self, project):
        (project.root / "out").mkdir()
        (project.root / "out" / "thesis.txt").write_text("years of work", encoding="utf-8")
        done = project.studies("export", "out")
        assert done.returncode != 0
        assert "out" in done.stderr
        assert "Traceback" not in done.stderr


class TestTheCommandLine:
    def test_check_finds_nothing_wrong_with_good_studies(self, built):
        done = built.studies("check")
        assert (done.returncode, done.stdout) == (0, "")
        assert "3 studies checked, nothing wrong" in done.stderr

    def test_check_prints_every_problem_of_every_study_and_exits_with_1(self, project):
        change(project.study("pair"), "seed: 7", "seed: seven")
        change(project.study("alone"), "draws: 400", "draws: few")
        done = project.studies("check", "--format", "concise")
        assert done.returncode == 1
        lines = done.stdout.splitlines()
        assert [line.split(":")[0] for line in lines] == ["studies/alone.yml", "studies/pair.yml"]
        assert "2 problems in 3 studies" in done.stderr

    def test_wrong_use_exits_with_2(self, built, tmp_path):
        assert built.studies("check", "nowhere.yml").returncode == 2
        assert built.studies("run").returncode == 2
        assert dataclasses.replace(built, root=tmp_path).studies("check").returncode == 2

    def test_run_prints_verdicts_and_headline_numbers(self, built):
        done = built.studies("run", "studies/pair.yml")
        assert done.returncode == 0
        for word in ("Two navies & a silo field", "baseline", "generated@1965", "silent", "west.margin", "400 draws"):
            assert word in done.stdout

    def test_run_of_a_broken_study_exits_with_1_and_prints_no_results(self, project):
        change(project.study("pair"), "seed: 7", "seed: seven")
        done = project.studies("run", "studies/pair.yml", "--json")
        assert (done.returncode, done.stdout) == (1, "")
        assert "studies/pair.yml:11:7: error[E204]" in done.stderr


class TestABrokenStudy:
    def test_becomes_a_page_that_tells_its_problems_while_others_stand(self, project):
        change(project.study("pair"), "seed: 7", "seed: <seven>")
        site = build(Folders.of(project.root))
        pages = {page.uri: page for page in site.pages}
        page = pages["studies/pair/index.md"]
        text = page.content.decode()
        assert "studies/pair.yml:11:7: error[E204]" in text
        assert "<seven>" not in text
        assert page.edit == "studies/pair.yml"
        assert b"bt-figure" in pages["studies/alone/index.md"].content
        assert "studies/pair/results.json" not in pages
        with pytest.raises(ProblemsError):
            site.raise_for_errors()

    def test_is_listed_as_one_that_cannot_be_published(self, project):
        change(project.study("pair"), "seed: 7", "seed: seven")
        pages = {
            page.uri: page.content.decode()
            for page in build(Folders.of(project.root)).pages
            if page.uri.endswith(".md")
        }
        for uri in ("index.md", "studies/index.md"):
            assert "Two navies" not in pages[uri]
            assert "studies/pair.yml" in pages[uri]
            assert pages[uri].count("Cannot be published") == 1
            assert "Two islands" in pages[uri]

    def test_that_makes_the_program_fail_is_a_problem_of_its_own(self, project, monkeypatch, capsys):
        def failing(study, kind, cache):
            raise KeyError(study.slug) if study.slug == "pair" else AssertionError

        monkeypatch.setattr("generator.pipeline.study.solved", failing)
        change(project.study("pair"), "seed: 7", "seed: 8")
        for _ in range(2):  # and is not kept: a failure of ours may be gone the next time
            (found,) = build(Folders.of(project.root), workers=1).problems
            assert (found.file, found.code) == ("studies/pair.yml", "E403")
            assert "KeyError: 'pair'" in found.what
            assert "Traceback" in capsys.readouterr().err

    def test_a_chart_that_does_not_exist_is_a_problem_at_its_place(self, project):
        change(project.study("pair"), "show: [hurdles-west]", "show: [hurdles-north]")
        (found,) = build(Folders.of(project.root)).problems
        assert (found.code, found.line, found.column) == ("E502", 115, 12)
        assert "hurdles-west" in found.instead

    def test_a_data_file_that_would_take_the_place_of_a_charts_data_is_a_problem_at_its_place(self, project):
        entry = "  ships: {title: Ships, unit: ships, evidence: {grade: assumed, note: made up}, file: damage.csv}"
        change(project.study("alone"), "sources: {}", f"sources: {{}}\nseries:\n{entry}")
        (project.root / "studies" / "damage.csv").write_text("year,north\n1901,1\n", encoding="utf-8")
        (found,) = build(Folders.of(project.root)).problems
        assert (found.code, found.excerpt[found.indent :]) == ("E377", "damage.csv}")

    def test_the_same_problem_is_told_again_from_the_cache(self, project):
        change(project.study("pair"), "seed: 7", "seed: seven")
        first, again = (build(Folders.of(project.root)) for _ in range(2))
        assert first == again
        assert len(again.problems) == 1

    def test_a_warning_does_not_keep_a_study_from_its_page(self, project):
        change(project.study("pair"), "baseline:\n", "  unread: {citation: Nobody. 1960.}\nbaseline:\n")
        site = build(Folders.of(project.root))
        assert [problem.code for problem in site.problems] == ["W301"]
        site.raise_for_errors()
        assert b"bt-figure" in {page.uri: page.content for page in site.pages}["studies/pair/index.md"]

    def test_a_folder_without_studies_still_has_its_pages(self, project):
        for slug in ("pair", "alone"):
            project.study(slug).unlink()
        assert {"index.md", "studies/index.md", "method/force-exchange/index.md"} <= {
            page.uri for page in build(Folders.of(project.root)).pages
        }
