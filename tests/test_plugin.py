"""The MkDocs door: builds that fail cleanly, previews that never stick, and no trace of where or when."""

import contextlib
import gzip
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def break_two(project):
    """Three problems in two studies."""
    change(project.study("pair"), "seed: 7", "seed: seven")
    change(project.study("pair"), "        availability: 0.95", "        availabilty: 0.95")
    change(project.study("alone"), "draws: 400", "draws: few")
    return [
        "studies/alone.yml:8:8: error[E204] draws: found 'few'; must be a whole number",
        "studies/pair.yml:11:7: error[E204] seed: found 'seven'; must be a whole number",
        "error[E202] actors.west.legs.silos.availabilty: unknown key 'availabilty'; did you mean 'availability'?",
    ]


class TestABrokenBuild:
    @pytest.mark.parametrize("strict", [[], ["--strict"]], ids=["plain", "strict"])
    def test_prints_every_problem_once_and_fails_without_a_traceback(self, project, strict):
        problems = break_two(project)
        done = project.mkdocs("build", *strict)
        said = done.stdout + done.stderr
        assert done.returncode != 0
        assert "Traceback" not in said
        for problem in problems:
            assert said.count(problem) == 1, said
        assert re.search(r"\b3 problems\b", said)

    def test_leaves_no_half_written_site(self, project):
        break_two(project)
        assert project.mkdocs("build").returncode != 0
        assert not project.site.exists() or list(project.site.rglob("*")) == []

    def test_leaves_the_last_good_site_as_it_was(self, project, read_tree):
        assert project.mkdocs("build").returncode == 0
        before = read_tree(project.site)
        break_two(project)
        assert project.mkdocs("build").returncode != 0
        assert project.site.exists()
        assert read_tree(project.site) == before

    def test_a_page_made_by_hand_and_by_us_is_refused_naming_both(self, project):
        mine = project.root / "site_templates" / "pages" / "studies" / "pair" / "index.md"
        mine.parent.mkdir(parents=True)
        mine.write_text("# Mine\n", encoding="utf-8")
        done = project.mkdocs("build")
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
        assert "site_templates/pages/studies/pair/index.md" in done.stderr
        assert "studies/pair.yml" in done.stderr

    def test_a_warning_stops_a_strict_build_only(self, project):
        change(project.study("pair"), "baseline:\n", "  unread: {citation: Nobody. 1960.}\nbaseline:\n")
        plain, strict = project.mkdocs("build"), project.mkdocs("build", "--strict")
        assert plain.returncode == 0
        assert plain.stderr.count("warning[W301]") == 1
        assert strict.returncode != 0
        assert "Traceback" not in strict.stderr

    def test_a_folder_of_studies_that_does_not_exist_is_told_by_name(self, project):
        change(project.config, "  - balance-of-terror\n", "  - balance-of-terror:\n      studies_dir: nowhere\n")
        done = project.mkdocs("build")
        assert done.returncode != 0
        assert "nowhere" in done.stderr
        assert "Traceback" not in done.stderr


class TestAGoodBuild:
    def test_a_dirty_build_has_all_pages(self, project, built, read_tree):
        for _ in range(2):  # not strict: MkDocs warns of every dirty build
            done = project.mkdocs("build", "--dirty")
            assert done.returncode == 0, done.stderr
        assert {name for name in read_tree(project.site) if name.endswith(".html")} == {
            name for name in read_tree(built.site) if name.endswith(".html")
        }

    @pytest.mark.parametrize(
        "order", [["balance-of-terror", "search", "offline"], ["search", "balance-of-terror", "offline"]]
    )
    def test_the_order_of_plugins_changes_nothing(self, project, built, order, read_tree):
        text = project.config.read_text(encoding="utf-8")
        start = text.index("plugins:")
        end = text.index("\n\n", start)
        lines = "".join(f"  - {name}\n" if name != "search" else "  - search:\n      lang: en\n" for name in order)
        project.config.write_text(text[:start] + "plugins:\n" + lines + text[end:], encoding="utf-8")
        done = project.mkdocs("build", "--strict")
        assert done.returncode == 0, done.stderr
        here, there = read_tree(project.site), read_tree(built.site)
        assert sorted(here) == sorted(there)
        assert [name for name in here if here[name] != there[name]] == []

    def test_two_sites_built_in_one_process_do_not_know_each_other(self, make_project, read_tree):
        first, second, fresh = (
            make_project("first", "pair"),
            make_project("second", "alone"),
            make_project("fresh", "alone"),
        )
        change(first.config, "site_name: Balance of Terror", "site_name: Another site")
        code = (
            "import sys\nfrom mkdocs.config import load_config\nfrom mkdocs.commands.build import build\n"
            "for folder in sys.argv[1:]:\n"
            "    config = load_config(f'{folder}/mkdocs.yml')\n"
            "    config.plugins.on_startup(command='build', dirty=False)\n"
            "    build(config)\n"
        )
        done = second.run(sys.executable, "-c", code, str(first.root), str(second.root))
        assert done.returncode == 0, done.stderr
        assert fresh.mkdocs("build").returncode == 0
        here, there = read_tree(second.site), read_tree(fresh.site)
        assert sorted(here) == sorted(there)
        assert [name for name in here if here[name] != there[name]] == []

    def test_no_working_directory_stands_anywhere_in_the_site(self, built, read_tree):
        traces = [
            str(path).encode()
            for path in (built.root, built.root.parent, REPO, Path.home(), Path(sys.prefix))
            if len(path.parts) > 2
        ]
        for name, content in read_tree(built.site).items():
            plain = gzip.decompress(content) if name.endswith(".gz") else content
            for trace in traces:
                assert trace not in plain, f"{trace.decode()} in {name}"

    def test_no_template_of_ours_is_published_as_it_stands(self, built, read_tree):
        for name, content in read_tree(built.site).items():
            assert not name.endswith((".j2", ".md"))
            if name.endswith(".html"):
                assert b"{%" not in content
                assert b"{{" not in content or name.startswith("write/"), (
                    name
                )  # the page that explains references shows some
                assert b"__VEGA_BUNDLE__" not in content

    def test_the_edit_link_of_a_report_leads_to_its_study(self, project):
        done = project.mkdocs("build", "--strict", EDIT_URI="https://example.org/edit/main/site_templates/pages/")
        assert done.returncode == 0, done.stderr
        page = (project.site / "studies" / "pair" / "index.html").read_text(encoding="utf-8")
        links = set(re.findall(r'href="(https://example\.org/edit/[^"]*)"', page))
        assert links <= {"https://example.org/edit/main/studies/pair.yml"}
        assert "../" not in "".join(links)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Preview:
    """A running `mkdocs serve` and what it said so far."""

    def __init__(self, project, *arguments):
        self.log = project.root.parent / "serve.log"
        self.address = f"http://127.0.0.1:{free_port()}/"
        environment = {**os.environ, **project.environment, "SITE_URL": self.address, "PYTHONUNBUFFERED": "1"}
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "-a", self.address.removeprefix("http://").rstrip("/"), *arguments],
                cwd=project.root, env=environment, stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def builds(self):
        return self.said().count("Documentation built in")

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

    def wait(self, condition, what, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, f"the preview ended:\n{self.said()}"
            found = condition()
            if found:
                return found
            time.sleep(0.2)
        raise AssertionError(f"{what} did not come about in {seconds} s:\n{self.said()}")

    def stop(self):
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)


@pytest.fixture
def preview(project):
    """A function that starts a preview of the project; whatever happens, it is ended."""
    started = []

    def start(*arguments):
        started.append(Preview(project, *arguments))
        return started[-1]

    yield start
    for item in started:
        item.stop()


class TestPreview:
    @pytest.mark.parametrize("strict", [[], ["--strict"]], ids=["plain", "strict"])
    def test_a_broken_study_is_shown_on_its_page_and_mending_it_restores_the_page(self, project, preview, strict):
        good = project.study("pair").read_text(encoding="utf-8")
        change(project.study("pair"), "seed: 7", "seed: seven")
        running = preview(*strict)
        page = running.wait(lambda: running.get("studies/pair/index.html"), "the diagnostic page")
        assert "studies/pair.yml:11:7: error[E204]" in page
        assert "bt-figure" in running.get("studies/alone/index.html")
        project.study("pair").write_text(good, encoding="utf-8")
        running.wait(lambda: "bt-figure" in (running.get("studies/pair/index.html") or ""), "the mended page")
        assert "error[E204]" not in running.get("studies/pair/index.html")
        change(project.study("alone"), "draws: 400", "draws: few")
        running.wait(
            lambda: "error[E204]" in (running.get("studies/alone/index.html") or ""), "the second diagnostic page"
        )
        assert "bt-figure" in running.get("studies/pair/index.html")

    def test_one_touch_is_exactly_one_rebuild(self, project, preview):
        running = preview()
        running.wait(lambda: running.get("index.html") and "Serving on" in running.said(), "the first page")
        time.sleep(1.5)  # the watcher polls every half second; let it see the folders first
        assert running.builds() == 1
        change(project.study("alone"), "title: Two islands", "title: Two other islands")
        running.wait(lambda: running.builds() >= 2, "a rebuild")
        running.wait(lambda: "Two other islands" in (running.get("studies/alone/index.html") or ""), "the changed page")
        time.sleep(3)
        assert running.builds() == 2, running.said()

    def test_templates_and_assets_are_watched_too(self, project, preview):
        running = preview()
        running.wait(lambda: running.get("index.html") and "Serving on" in running.said(), "the first page")
        time.sleep(1.5)
        (project.root / "site_templates" / "assets" / "print.css").write_text("/* new */", encoding="utf-8")
        running.wait(
            lambda: "/* new */" in (running.get("assets/balance-of-terror/print.css") or ""), "the changed style"
        )
        change(project.root / "site_templates" / "reports" / "studies.md.j2", "# Studies\n", "# Studies of today\n")
        running.wait(lambda: "Studies of today" in (running.get("studies/index.html") or ""), "the changed template")
