"""The MkDocs door: builds that fail cleanly, previews that never stick, and no trace of where or when."""

import gzip
import re
import sys
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
        # Nothing was written. That a site which was there stays as it was is shown where its old reports are (test_preview.py).
        assert not project.site.exists() or list(project.site.rglob("*")) == []

    def test_a_page_made_by_hand_and_by_us_is_refused_naming_both(self, project):
        mine = project.root / "site_templates" / "pages" / "studies" / "pair" / "index.md"
        mine.parent.mkdir(parents=True)
        mine.write_text("# Mine\n", encoding="utf-8")
        done = project.mkdocs("build")
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
        assert "site_templates/pages/studies/pair/index.md" in done.stderr
        assert "studies/pair.yml" in done.stderr

    def test_a_warning_stops_a_strict_build_only(self, make_project):
        project = make_project("warned", "alone")
        change(project.study("alone"), "sources: {}", "sources: {unread: {citation: Nobody. 1960.}}")
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
