"""The rules of the built site: what a page may hold, where its links lead, and the policy every page carries."""

import re

import pytest

from generator.strict.audit import faults
from generator.strict.page import digest, facts
from generator.strict.policy import policy, server_settings, with_policy, without_policy

ADDRESS = "https://example.org/site/"
GOOD = """<!doctype html><html lang="en"><head><meta name="description" content="What it is."><title>A page</title>
<script>theme()</script><script type="application/json">{"a": 1}</script><script src="assets/x.js"></script>
<link rel="stylesheet" href="assets/x.css"><link rel="canonical" href="https://elsewhere.org/"></head>
<body><article><h1 id="top">A</h1><h2 id="b">B</h2><h3>C</h3><h2>D</h2>
<img src="data:image/png;base64,AA" alt=""><a href="#b">b</a> <a href="other/index.html#there">there</a> <a href="other/">folder</a>
<a href="https://elsewhere.org/">out</a> <a href="mailto:a@b.org">post</a></article></body></html>"""
OTHER = (
    GOOD.replace("other/index.html#there", "../index.html").replace('"other/"', '"../"').replace('id="b"', 'id="there"')
)
OTHER = OTHER.replace('href="#b"', 'href="#there"').replace("assets/", "../assets/")
FILES = frozenset({"index.html", "other/index.html", "assets/x.js", "assets/x.css"})


def found(page, other=OTHER):
    return faults({"index.html": facts(page), "other/index.html": facts(other)}, FILES, ADDRESS)


class TestAudit:
    def test_a_good_site_has_no_fault(self):
        assert found(GOOD) == ()

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            ("<h2>D</h2>", "<script>x()</script>", "1 inline script in the content of the page"),
            ("<h2>D</h2>", "<p onclick='x()'>D</p>", "an event handler in the markup (p onclick)"),
            ("<h2>D</h2>", "<h2 id='top'>D</h2>", "the id 'top' stands 2 times"),
            ("<h2>D</h2>", "<h5>D</h5>", "a heading of level 5 follows one of level 3"),
            ("<h2>D</h2>", "<h1>D</h1>", "the content has 2 headings of the first level"),
            ("<h2>D</h2>", "<img src='assets/x.css'>", "1 picture without alt"),
            (' lang="en"', "", "the page names no language"),
            ("<title>A page</title>", "<title> </title>", "the page has no title"),
            ('content="What it is."', 'content=" "', "the page has no description"),
            ('"#b"', '"#c"', "leads to #c, but that page has no such place"),
            (
                "index.html#there",
                "index.html#where",
                "leads to other/index.html#where, but that page has no such place",
            ),
            ('"other/"', '"others/"', "leads to others/, which does not exist"),
            ("assets/x.js", "assets/y.js", "leads to assets/y.js, which does not exist"),
            ('"other/"', f'"{ADDRESS}gone.html"', f"leads to {ADDRESS}gone.html, which does not exist"),
        ],
    )
    def test_each_fault_is_told_once_with_its_page(self, old, new, fault):
        assert GOOD.count(old) == 1
        assert found(GOOD.replace(old, new)) == (f"index.html: {fault}",)

    @pytest.mark.parametrize(
        "markup",
        [
            "<img alt='' src='{}'>", "<img alt='' srcset='assets/x.css 1x, {} 2x'>", "<script src='{}'></script>", "<iframe src='{}'></iframe>",
            "<link rel='stylesheet' href='{}'>", "<link rel='dns-prefetch' href='{}'>", "<video poster='{}'></video>", "<object data='{}'></object>",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("target", ["https://elsewhere.org/x", "//elsewhere.org/x", "http://elsewhere.org/x"])
    def test_whatever_a_browser_would_fetch_from_another_host_is_a_fault(self, markup, target):
        page = GOOD.replace("<h2>D</h2>", "<h2>D</h2>" + markup.format(target))
        assert found(page) == (f"index.html: fetches {target} from another host",)

    def test_a_page_may_name_the_site_from_its_root_below_which_it_may_stand(self):
        assert found(GOOD.replace('"other/"', '"/site/other/index.html#there"')) == ()
        assert found(GOOD.replace('"other/"', '"/site/gone.html"')) == (
            "index.html: leads to /site/gone.html, which does not exist",
        )

    def test_a_page_may_name_itself_by_the_address_of_the_site(self):
        assert found(GOOD.replace('"other/"', f'"{ADDRESS}other/index.html#there"')) == ()


class TestPolicy:
    def test_it_names_the_inline_scripts_that_run_and_no_data(self):
        # The example of Content Security Policy Level 3 (W3C), section 8.3.
        assert digest("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        assert facts(GOOD).scripts == [digest("theme()")]

    def test_it_forbids_evaluation_and_inline_scripts(self):
        rules = policy(facts(GOOD).scripts)
        scripts = re.search(r"script-src ([^;]*)", rules)[1]
        assert "unsafe" not in scripts
        assert "http" not in rules
        assert rules.startswith("default-src 'none'; ")

    def test_it_stands_before_everything_it_governs_and_once(self):
        rules = policy([])
        once = with_policy(GOOD, rules)
        assert once.index("Content-Security-Policy") < once.index("<title>")
        assert with_policy(with_policy(GOOD, policy(["sha256-x"])), rules) == once
        assert without_policy(once) == GOOD
        assert facts(once) == facts(GOOD)

    def test_a_page_without_a_head_is_refused(self):
        with pytest.raises(ValueError, match="head"):
            with_policy("<p>", policy([]))

    def test_servers_are_told_the_same_and_to_forbid_frames(self):
        rules = policy(["sha256-x"])
        for text in server_settings(rules).values():
            assert "frame-ancestors 'none'" in text
            assert "'sha256-x'" in text
            assert "file:" not in text


class TestTheBuild:
    def test_every_page_carries_the_policy_of_the_whole_site(self, built, read_tree):
        pages = {name: raw.decode() for name, raw in read_tree(built.site).items() if name.endswith(".html")}
        written = {
            re.search(r'<head><meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)[1]
            for text in pages.values()
        }
        assert len(written) == 1
        scripts = {script for text in pages.values() for script in facts(text).scripts}
        assert all(f"'{script}'" in next(iter(written)) for script in scripts)

    def test_what_breaks_the_rules_fails_the_build_and_is_named(self, project):
        page = project.root / "site_templates" / "pages" / "term" / "index.md"
        page.write_text(
            page.read_text(encoding="utf-8") + '\n<p onclick="x()"><img src="https://elsewhere.org/x.png"></p>\n',
            encoding="utf-8",
        )
        done = project.mkdocs("build")
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
        for fault in (
            "an event handler in the markup (p onclick)",
            "1 picture without alt",
            "fetches https://elsewhere.org/x.png from another host",
        ):
            assert done.stderr.count(f"term/index.html: {fault}") == 1, done.stderr
