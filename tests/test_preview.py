"""The preview: what is broken is shown in its place, everything else stays, and each change is built once."""

import contextlib
import html
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from generator.watching import Watched, lasting

EDITED = "https://github.com/org/repo/edit/main/site_templates/pages/"
SHIPS = "year,north,south\n1900,3,4\n1901,5,6\n"
UNCHANGED = "Nothing changed that the site is made from"
FAILED = "The build failed"
BOOKS = "primer: {citation: A Primer of Islands.}\n"


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def words(page):
    """A page without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", page or ""))


class Preview:
    """A running `mkdocs serve` and what it said so far."""

    def __init__(self, project, *arguments):
        self.log = project.root.parent / f"{project.root.name}.log"
        self.address = f"http://127.0.0.1:{free_port()}/"
        environment = {**os.environ, **project.environment, "EDIT_URI": EDITED, "PYTHONUNBUFFERED": "1"}
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "-a", self.address.removeprefix("http://").rstrip("/"), *arguments],
                cwd=project.root, env={**environment, "SITE_URL": self.address}, stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def builds(self):
        """How many builds came to an end. MkDocs says nothing a second time, so that of two that took the same hundredths of a second one would be missed."""
        said = self.said()
        return said.count("Serving on") + said.count("Reloading browsers") - said.count(UNCHANGED) - said.count(FAILED)

    def get(self, uri):
        """The page, or None while there is no answer."""
        try:
            with urllib.request.urlopen(self.address + uri, timeout=20) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            error.close()
            return None
        except OSError:
            return None

    def wait(self, condition, what, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, f"the preview ended:\n{self.said()}"
            found = condition()
            if found:
                return found
            time.sleep(0.2)
        raise AssertionError(f"{what} did not come about in {seconds} s:\n{self.said()}")

    def watching(self):
        """Wait until the watcher has seen the folders; it polls every half second."""
        self.wait(lambda: "Serving on" in self.said() and self.get("index.html"), "the first page")
        time.sleep(1.5)
        return self

    def settled(self):
        """Give the watcher time to see what else there is, and wait until everything that it saw is dealt with."""
        time.sleep(1.5)
        self.wait(
            lambda: self.said().count("Detected file changes") == self.builds() - 1 + self.said().count(UNCHANGED),
            "the end of what was begun",
        )

    def built(self, before, what):
        """Wait for the build after `before` of them, and see that no other follows."""
        self.wait(lambda: self.builds() > before, f"a build after a change of {what}")
        self.settled()
        assert self.builds() == before + 1, f"{what}:\n{self.said()}"

    def stop(self):
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)


@pytest.fixture
def preview():
    """A function that starts a preview of a project; whatever happens, it is ended."""
    started = []

    def start(project, *arguments):
        started.append(Preview(project, *arguments))
        return started[-1]

    yield start
    for item in started:
        item.stop()


@pytest.fixture
def islands(make_project):
    """A project of two studies, one of which reads a data file and cites the bibliography."""
    made = make_project("islands", "alone", "pair", guide=False)
    entry = "  ships: {title: Ships, unit: ships, evidence: {grade: reported, source: primer}, file: data/ships.csv}"
    change(made.study("alone"), "sources: {}", f"sources: {{}}\nseries:\n{entry}")
    (made.root / "studies" / "data").mkdir()
    (made.root / "studies" / "data" / "ships.csv").write_text(SHIPS, encoding="utf-8")
    (made.root / "studies" / "bibliography.yml").write_text(BOOKS, encoding="utf-8")
    return made


class TestABrokenStudy:
    def test_is_shown_in_its_place_and_mending_it_restores_the_page(self, make_project, preview):
        project = make_project("broken", "alone", "pair", guide=False)
        good = project.study("pair").read_text(encoding="utf-8")
        change(project.study("pair"), "seed: 7", "seed: seven")
        (project.root / "studies" / "crisis.yml").write_text("title: Crisis: the sequel\n", encoding="utf-8")
        (project.root / "studies" / ".#pair.yml").symlink_to("nobody@nowhere.1:2")  # as Emacs locks a file
        running = preview(project, "--strict").watching()

        page = running.get("studies/pair/index.html")
        told = "studies/pair.yml:11:7: error[E204] seed: found 'seven'; must be a whole number"
        assert told in words(page)
        assert " 11 | seed: seven\n    |       ^^^^^" in words(page)
        assert 'href="https://github.com/org/repo/edit/main/studies/pair.yml#L11"' in page
        assert "studies explain E204" in words(page)
        # Below stands the last report that could be made, marked as such, its charts with it.
        old = page.index("Old report.")
        assert "Two navies & a silo field" in words(page[old:])
        assert "bt-figure" in page[old:]
        assert running.get("studies/pair/charts.js") is not None
        # A study that never was a report has no old one.
        never = running.get("studies/crisis/index.html")
        assert "studies/crisis.yml:1:14: error[E104]" in words(never)
        assert "Old report." not in never

        for uri in ("index.html", "studies/index.html"):
            listed = running.get(uri)
            assert listed.count("Cannot be published") == 2
            assert "studies/pair.yml" in listed
            assert "studies/crisis.yml" in listed
        assert "bt-figure" in running.get("studies/alone/index.html")
        assert "error[" not in running.get("studies/alone/index.html")

        project.study("pair").write_text(good, encoding="utf-8")
        running.wait(lambda: "error[E204]" not in (running.get("studies/pair/index.html") or "error[E204]"), "mending")
        assert "bt-figure" in running.get("studies/pair/index.html")
        assert "Old report." not in running.get("studies/pair/index.html")
        change(project.study("alone"), "draws: 400", "draws: few")
        running.wait(lambda: "error[E204]" in (running.get("studies/alone/index.html") or ""), "the second page")
        assert "error[" not in running.get("studies/pair/index.html")
        assert not re.search(r"^(WARNING|ERROR)", running.said(), re.MULTILINE)

    def test_shows_its_old_report_to_nobody_else(self, make_project, read_tree):
        project = make_project("old", "pair")
        assert project.mkdocs("build").returncode == 0
        before = read_tree(project.site)
        change(project.study("pair"), "seed: 7", "seed: seven")
        done = project.mkdocs("build")
        assert done.returncode != 0
        assert done.stderr.count("error[E204]") == 1
        assert read_tree(project.site) == before
        assert project.studies("export", "exported").returncode == 1
        assert not (project.root / "exported").exists()


class TestWhatLiesBesideAStudy:
    def test_is_told_where_it_keeps_a_study_from_being_read(self, islands, preview):
        running = preview(islands, "--strict").watching()
        report = running.get("studies/alone/index.html")
        assert "A Primer of Islands." in report
        assert running.get("studies/alone/data/ships.csv") == SHIPS
        assert running.get("studies/bibliography.yml") == BOOKS
        assert 'href="data/ships.csv"' in report
        assert 'href="../bibliography.yml"' in report

        (islands.root / "studies" / "bibliography.yml").write_text("primer: {cite: A.}\n", encoding="utf-8")
        (islands.root / "studies" / "data" / "ships.csv").write_text("year,north\n1900,x\n", encoding="utf-8")
        running.wait(
            lambda: "error[E375]" in (running.get("studies/alone/index.html") or ""), "the problem of the table"
        )
        running.wait(
            lambda: "error[E202]" in (running.get("studies/alone/index.html") or ""), "that of the bibliography"
        )
        page = running.get("studies/alone/index.html")
        assert "studies/data/ships.csv:2:6" in words(page)
        assert 'href="https://github.com/org/repo/edit/main/studies/data/ships.csv#L2"' in page
        assert "Old report." in page
        # The bibliography has a page of its own for the list to lead to; a study that cites nothing of it stands.
        assert "studies/bibliography.yml:1:10: error[E202]" in words(running.get("studies/bibliography/index.html"))
        assert running.get("studies/index.html").count("Cannot be published") == 2
        assert running.get("index.html").count("Cannot be published") == 1
        assert "error[" not in running.get("studies/pair/index.html")
        assert not re.search(r"^(WARNING|ERROR)", running.said(), re.MULTILINE)

        done = islands.mkdocs("build")
        assert done.returncode != 0
        for problem in ("studies/bibliography.yml:1:10: error[E202]", "studies/data/ships.csv:2:6: error[E375]"):
            assert done.stderr.count(problem) == 1
        checked = islands.studies("check", "--format", "concise")
        assert checked.returncode == 1
        assert {line.split(": ")[0] for line in checked.stdout.splitlines()} == {
            "studies/bibliography.yml:1:10",
            "studies/data/ships.csv:2:6",
        }


class TestATemplateWithAMistake:
    def test_is_told_on_the_pages_that_need_it_and_fails_a_build_once(self, make_project, preview):
        project = make_project("mistaken", "alone", "pair", guide=False)
        report = project.root / "site_templates" / "reports" / "_parts" / "report.md.j2"
        listing = project.root / "site_templates" / "reports" / "studies.md.j2"
        good = report.read_text(encoding="utf-8")
        report.write_text(good + "{{ stury.title }}\n", encoding="utf-8")
        line = good.count("\n") + 1
        running = preview(project, "--strict").watching()
        told = f"site_templates/reports/_parts/report.md.j2:{line}:1: error[E503] 'stury' is undefined"
        for slug in ("pair", "alone"):
            assert told in words(running.get(f"studies/{slug}/index.html"))
            assert "{{ stury.title }}\n" in words(running.get(f"studies/{slug}/index.html"))
        assert "error[" not in running.get("studies/index.html")
        assert "error[" not in running.get("method/force-exchange/index.html")

        report.write_text(good, encoding="utf-8")
        change(listing, "{% for card in cards %}", "{% for card cards %}")
        running.wait(lambda: "error[E503]" in (running.get("studies/index.html") or ""), "the mistake in the list")
        assert "site_templates/reports/studies.md.j2" in words(running.get("studies/index.html"))
        running.wait(lambda: "error[" not in (running.get("studies/pair/index.html") or "error["), "the mended report")
        assert "Traceback" not in running.said()
        assert not re.search(r"^(WARNING|ERROR)", running.said(), re.MULTILINE)

        done = project.mkdocs("build")
        assert done.returncode != 0
        assert done.stderr.count("error[E503]") == 1
        assert "Traceback" not in done.stderr

        # Even the template that tells problems may have one.
        (project.root / "site_templates" / "reports" / "problem.md.j2").write_text("{{ nothing }}", encoding="utf-8")
        change(project.study("pair"), "seed: 7", "seed: seven")
        told = "site_templates/reports/problem.md.j2:1:1: error[E503] 'nothing' is undefined"
        page = running.wait(
            lambda: told in (page := words(running.get("studies/pair/index.html"))) and page, "the mistake in its page"
        )
        assert "studies/pair.yml:11:7: error[E204]" in page


class TestAChange:
    def test_is_built_exactly_once_whatever_changed(self, islands, preview):
        root = islands.root
        running = preview(islands).watching()
        assert running.builds() == 1
        edits = {
            "a study": lambda: change(islands.study("alone"), "title: Two islands", "title: Two other islands"),
            "a data file": lambda: change(root / "studies" / "data" / "ships.csv", "1901,5,6", "1901,5,7"),
            "the bibliography": lambda: change(root / "studies" / "bibliography.yml", "A Primer of", "A Book on"),
            "a template": lambda: change(
                root / "site_templates/reports/studies.md.j2", "# Studies\n", "# All of them\n"
            ),
            "an asset": lambda: (root / "site_templates/assets/print.css").write_text("/* new */", encoding="utf-8"),
            "a page": lambda: (root / "site_templates/pages/new.md").write_text("# New\n", encoding="utf-8"),
            "the theme": lambda: change(
                root / "site_templates/theme/main.html", "{#-\n  Faults", "{#-\n  Changed. Faults"
            ),
        }
        for what, edit in edits.items():
            before = running.builds()
            edit()
            running.built(before, what)
        assert "Two other islands" in running.get("studies/alone/index.html")
        assert "A Book on Islands." in running.get("studies/alone/index.html")
        assert "All of them" in running.get("studies/index.html")
        assert running.get("assets/balance-of-terror/print.css") == "/* new */"
        assert "New" in running.get("new.html")

        # A save as editors make it: a backup, a new file in place of the old one, and traces that come and go.
        before = running.builds()
        text = islands.study("alone").read_text(encoding="utf-8")
        islands.study("alone").rename(root / "studies" / "alone.yml~")
        islands.study("alone").write_text(text.replace("Two other islands", "Two islands"), encoding="utf-8")
        running.built(before, "a study with a backup")
        before, events = running.builds(), running.said().count("Detected file changes")
        for folder in ("studies", "site_templates/reports", "site_templates/pages"):
            for name in ("4913", ".alone.yml.swp", "#alone.yml#", "alone.yml.tmp"):
                (root / folder / name).write_text("x", encoding="utf-8")
        (root / "studies" / "alone.yml~").unlink()
        os.utime(islands.study("pair"))
        running.wait(lambda: running.said().count("Detected file changes") > events, "the events")
        running.settled()
        assert running.builds() == before, running.said()


class TestABuildThatFails:
    def test_lets_the_last_site_answer_until_it_is_mended_and_a_strict_preview_does_not_stick(
        self, make_project, preview
    ):
        project = make_project("failing", "alone", guide=False)
        running = preview(project, "--strict").watching()
        good = project.config.read_text(encoding="utf-8")
        project.config.write_text(good + "\nplugins: [\n", encoding="utf-8")
        running.wait(lambda: FAILED in running.said(), "the failure")
        assert "bt-figure" in running.get("studies/alone/index.html")
        project.config.write_text(good.replace("site_name: Balance", "site_name: Another balance"), encoding="utf-8")
        running.wait(lambda: "Another balance" in (running.get("index.html") or ""), "the mended site")

        page = project.root / "site_templates" / "pages" / "term" / "index.md"
        failed = running.said().count(FAILED)
        page.write_text("# Term\n\n[Nowhere](nowhere.md)\n", encoding="utf-8")
        running.wait(lambda: running.said().count(FAILED) > failed, "another failure")
        assert "Nowhere" in running.get("term/index.html")
        assert "bt-figure" in running.get("studies/alone/index.html")


class TestWatchedFiles:
    def test_count_as_changed_when_their_content_differs(self, tmp_path):
        (tmp_path / "a").write_text("a", encoding="utf-8")
        watched = Watched()
        assert watched.changed
        watched.begin([tmp_path], None)
        assert not watched.changed
        os.utime(tmp_path / "a", (1, 1))
        assert not watched.changed
        (tmp_path / "a").write_text("b", encoding="utf-8")
        assert watched.changed
        watched.begin([tmp_path], None)
        (tmp_path / "b").write_text("", encoding="utf-8")
        assert watched.changed
        (tmp_path / "b").unlink()
        assert not watched.changed
        watched.forget()
        assert watched.changed

    def test_are_never_those_of_the_cache(self, tmp_path):
        watched = Watched()
        (tmp_path / "cache" / "in").mkdir(parents=True)
        watched.begin([tmp_path], tmp_path / "cache")
        (tmp_path / "cache" / "in" / "x").write_text("x", encoding="utf-8")
        assert not watched.changed

    def test_lie_behind_links_too_even_in_a_circle(self, tmp_path):
        (tmp_path / "real").mkdir()
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "link").symlink_to(tmp_path / "real")
        (tmp_path / "real" / "back").symlink_to(tmp_path / "folder")
        watched = Watched()
        watched.begin([tmp_path / "folder"], None)
        (tmp_path / "real" / "x").write_text("x", encoding="utf-8")
        assert watched.changed

    def test_are_built_again_after_a_failure_even_if_they_did_not_change(self, tmp_path):
        watched, built, told = Watched(), [], []

        def builder():
            watched.begin([tmp_path], None)
            built.append(True)
            if len(built) == 1:
                raise ValueError("once")

        build = lasting(builder, watched, lambda: told.append("unchanged"), lambda error: told.append(str(error)))
        for _ in range(3):
            build()
        assert (len(built), told) == (2, ["once", "unchanged"])
