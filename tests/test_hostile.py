"""Authors who mean harm: nothing they write runs, reaches out, or becomes anything but text.

Every text of `hostile/texts.yml` is put into every text field of a study; a real browser then visits a site made of all
of them, of studies that are refused, and of files with names nobody would give.
"""

import csv
import html
import io
import itertools
import re
import subprocess
import sys
import types
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, ClassVar, Union, get_args, get_origin
from urllib.parse import urlsplit

import markdown
import pytest
import yaml
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError
from mkdocs.utils import meta

from generator.diagnostics import formats
from generator.drawing.figure import Column, Table
from generator.dynamics.study_file import DynamicsKeys
from generator.loading.body import joined
from generator.loading.reading import read_study
from generator.loading.validation import declared_classes, declared_fields
from generator.registry import KINDS
from generator.report.narrative import Templates
from generator.report.study_page import report
from generator.study_file import Prose, Short, StudyEntry

HERE = Path(__file__).resolve().parent / "hostile"
REPO = HERE.parent.parent
STUDIES = {path.stem: path for path in sorted((HERE / "studies").glob("*.yml"))}
TEXTS = {
    f"{group}: {name}": text
    for group, entries in yaml.safe_load((HERE / "texts.yml").read_text(encoding="utf-8")).items()
    for name, text in entries.items()
}
# A reference that does not exist is an error of the study, wherever it stands.
REFERRING = {name: text for name, text in TEXTS.items() if "{{" in text}
SHOWN = {name: text for name, text in TEXTS.items() if name not in REFERRING}
# Characters that act on a terminal, turn the direction of writing or end a line where no editor does.
CHARACTERS = {
    "colour": "\x1b[31mred\x1b[0m", "title of the window": "\x1b]0;pwned\x07", "link of a terminal": "\x1b]8;;https://evil.example\x1b\\x",
    "clipboard": "\x1b]52;c;cHduZWQ=\x07", "clear": "\x1b[2J\x1b[H", "one byte": "\x9b31m", "nothing": "a\x00b", "erased": "good\b\b\b\bevil",
    "overwritten": "error\rfine", "deleted": "a\x7fb", "next line": "a\x85b", "line separator": "a\u2028b", "paragraph separator": "a\u2029b",
    "override": "invoice\u202egnp.exe", "embedding": "a\u202bb", "isolate": "a\u2067b", "stash": "\x02wzxhzdk:0\x03",
    "no character": "a\ufffeb", "order of bytes": "a\ufeffb",
}  # fmt: skip


# --- studies in which every text is another one ------------------------------------------------------------------------

NAMES_AND_ADDRESSES = {"kind", "source", "url", "measure", "show"}
"""Texts that name something. What does not exist is refused, so an attack cannot stand there."""


def text_of(hint):
    """Whether a field takes prose or one line; None for whatever is no text."""
    first = get_args(hint)[:2]
    return "prose" if first == get_args(Prose) else "short" if first == get_args(Short) else None


def bare(hint):
    """A field's type without remarks and without the choice to leave it out."""
    while text_of(hint) is None:
        options = [part for part in get_args(hint) if part is not type(None)]
        if get_origin(hint) is Annotated or (get_origin(hint) in (Union, types.UnionType) and len(options) == 1):
            hint = options[0]
        else:
            break
    return hint


def fields_of(hint, value):
    """Field name -> type of a mapping that a declaration describes; nothing for any other value."""
    classes = declared_classes(hint, value) if isinstance(value, dict) else ()
    return {name: bare(inner) for part in classes for name, (inner, _) in declared_fields(part).items()}


def takes_text(name, hint, value):
    """Whether a text may stand in a field of `value`: `at` needs a source beside it."""
    return bool(text_of(hint)) and name not in NAMES_AND_ADDRESSES and (name != "at" or "source" in value)


def attacked(hint, value, texts):
    """A value of a study with every text in it replaced by the next of `texts`, optional ones added."""
    hint = bare(hint)
    if text_of(hint):
        return next(texts)
    known = fields_of(hint, value)
    if known:
        kept = {
            name: attacked(known[name], item, texts)
            for name, item in value.items()
            if name in known and name not in NAMES_AND_ADDRESSES
        }
        lists = [
            name for name, inner in known.items() if get_origin(inner) is tuple and text_of(bare(get_args(inner)[0]))
        ]
        return {
            **value, **kept,
            **{name: next(texts) for name, inner in known.items() if takes_text(name, inner, value)},
            **{name: [next(texts) for _ in range(3)] for name in lists if name not in NAMES_AND_ADDRESSES},
        }  # fmt: skip
    if isinstance(value, dict) and get_origin(hint) is dict:
        return {key: attacked(get_args(hint)[1], item, texts) for key, item in value.items()}
    if isinstance(value, dict) and "value" in value:  # a number with its evidence
        return {**value, "note": next(texts)}
    if isinstance(value, list) and get_args(hint):
        return [attacked(get_args(hint)[0], item, texts) for item in value]
    return value


def texts_in(hint, value):
    """Every text of a study in a field that takes one, with its path; None for one that could stand there and does not."""
    hint, known = bare(hint), fields_of(hint, value)
    if text_of(hint):
        yield "", value
    elif known:
        for name, inner in known.items():
            if name in value and name not in NAMES_AND_ADDRESSES and (name != "at" or "source" in value):
                yield from ((f".{name}{path}", text) for path, text in texts_in(inner, value[name]))
            elif takes_text(name, inner, value):
                yield f".{name}", None
    elif isinstance(value, list) and get_args(hint):
        yield from (found for item in value for found in texts_in(get_args(hint)[0], item))
    elif isinstance(value, dict) and get_origin(hint) is dict:
        yield from (
            (f".{key}{path}", text) for key, item in value.items() for path, text in texts_in(get_args(hint)[1], item)
        )


def document(name):
    return yaml.safe_load(STUDIES[name].read_text(encoding="utf-8"))


def hostile(name, texts, *, charts=True):
    """The source of a study whose texts are those of `texts`, over and over; its story may do without charts."""
    data = document(name)
    for part in data.get("story", ()) if not charts else ():
        del part["show"]
    around = itertools.cycle(texts)
    declaration = joined(StudyEntry, DynamicsKeys, KINDS[data["kind"]].body)
    data = attacked(declaration, data, around)
    for i, entry in enumerate(data.get("scenarios", ())):
        for path, given in entry["set"].items():
            if isinstance(given, dict):
                entry["set"][path] = {**given, "note": texts[i % len(texts)]}
    return yaml.safe_dump(data, allow_unicode=False, sort_keys=False, width=10_000).encode()


def calm(name):
    """The same study with words in place of attacks."""
    return hostile(name, ["Calm words"], charts=False)


def read(raw, slug="study"):
    return read_study(f"studies/{slug}.yml", raw, KINDS)


# --- what a page is made of --------------------------------------------------------------------------------------------


class Parts(HTMLParser):
    """Elements with the names of their attributes, counted; addresses; text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.addresses, self.words, self.comments = Counter(), set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements[tag, tuple(sorted(name for name, _ in attrs))] += 1
        self.addresses |= {
            (tag, name, value)
            for name, value in attrs
            if name in ("href", "src", "action", "data", "srcset", "xlink:href", "style")
        }

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        self.comments.append(data)

    handle_pi = handle_decl = unknown_decl = handle_comment


PROSE = {
    (tag, ())
    for tag in [
        "blockquote",
        "br",
        "code",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
}
LINKS = {("a", ()), ("a", ("title",)), ("a", ("href",)), ("a", ("href", "title")), ("a", ("class", "href"))}


def foreign(page, calm_page):
    """What a page holds that neither its calm twin nor an author's plain Markdown does."""
    here, there = Parts(page), Parts(calm_page)
    elements = {element for element in here.elements if element not in there.elements} - PROSE - LINKS
    addresses = {
        (tag, name, value)
        for tag, name, value in here.addresses - there.addresses
        if tag != "a" or name != "href" or urlsplit(value).scheme not in ("", "http", "https", "mailto")
    }
    return elements, addresses, [text for text in here.comments if text not in there.comments]


def flat(text):
    return re.sub(r"\s+", " ", text).strip()


@cache
def templates():
    return Templates(REPO / "site_templates" / "reports")


@cache
def solved(name):
    """The results of a study, which its words do not change, and no drawings."""
    study = read(calm(name), name).study
    return KINDS[study.kind].run(study)


def published(content):
    """A Markdown page as the host makes it: HTML, title and description."""
    text, data = meta.get_data(content.decode())
    reader = markdown.Markdown(extensions=["toc", "tables", "fenced_code", "footnotes"])
    return reader.convert(text), data


def reported(study):
    """The page of a study without its charts, as HTML, with its front matter."""
    made = report(
        study, solved(study.slug), KINDS[study.kind], (), (), {}, templates(), raw=b"", results_json=b"", provenance={}
    )  # fmt: skip
    assert made.problems == ()
    return published(made.pages[0].content)


@cache
def twin():
    return reported(read(calm("forces"), "forces").study)[0]


def errors(reading):
    return [problem for problem in reading.problems if problem.severity == "error"]


def test_the_corpus_is_large_and_its_studies_are_sound():
    assert len(TEXTS) + len(CHARACTERS) >= 100
    assert {document(name)["kind"] for name in STUDIES} == set(KINDS)
    for name in STUDIES:
        assert errors(read(calm(name), name)) == []
    # Words change no number of it, so its results can be kept while words are changed.
    assert (
        read(calm("forces"), "forces").study.digest() == read(STUDIES["forces"].read_bytes(), "forces").study.digest()
    )


@pytest.mark.parametrize("name", STUDIES)
def test_no_text_field_of_the_declarations_is_forgotten(name):
    data = yaml.safe_load(hostile(name, ["ATTACK"]))
    found = list(texts_in(joined(StudyEntry, DynamicsKeys, KINDS[data["kind"]].body), data))
    assert [path for path, text in found if text != "ATTACK"] == []
    assert len(found) > 25
    assert {".title", ".question", ".summary", ".limits", ".scenarios.says", ".baseline.posture"} <= {
        path for path, _ in found
    }


class TestAPage:
    """Each text in every field of a study at once: the page has the elements of its calm twin, and the text as text."""

    @pytest.mark.parametrize("name", SHOWN)
    def test_holds_a_text_as_text(self, name):
        text = SHOWN[name]
        reading = read(hostile("forces", [text], charts=False), "forces")
        assert errors(reading) == []
        page, data = reported(reading.study)
        assert foreign(page, twin()) == (set(), set(), [])
        words = [flat(word) for word in flat(" ".join(Parts(page).words)).split(flat(text))]
        assert len(words) > 20, "the text is not shown as it was written"
        # The theme prints title and description as they are.
        for shown, value in data.items():
            if isinstance(value, str):
                assert not re.search('[<>"]', value), f"{shown} of the page"
        assert flat(html.unescape(data["title"])) == flat(text)

    @pytest.mark.parametrize("name", REFERRING)
    def test_of_a_text_that_refers_to_nothing_tells_the_problem_and_quotes_it_as_text(self, name):
        reading = read(hostile("forces", [REFERRING[name]]), "forces")
        assert {problem.code for problem in errors(reading)} == {"E501"}
        assert len(reading.problems) > 20
        self.tells(reading.problems)

    @pytest.mark.parametrize("name", CHARACTERS)
    def test_is_refused_to_a_character_that_is_no_text(self, name):
        reading = read(hostile("forces", [CHARACTERS[name]]), "forces")
        assert {problem.code for problem in errors(reading)} == {"E105"}
        assert len(errors(reading)) > 20
        self.tells(reading.problems)
        for problem in reading.problems:
            for told in (str(problem), formats.full(problem), formats.github(problem), formats.as_json([problem], [])):
                assert [character for character in told if not character.isprintable() and character != "\n"] == []

    def tells(self, problems):
        page, data = published(templates().render("problem.md.j2", file="studies/forces.yml", problems=problems))
        elements = Parts(page).elements
        assert {tag for tag, _ in elements} <= {"h1", "p", "code", "ul", "li", "pre", "div", "span", "a"}
        assert not any(name.startswith("on") for _, names in elements for name in names)
        assert str(problems[0].what) in flat(html.unescape(page)) or flat(problems[0].what) in flat(
            " ".join(Parts(page).words)
        )
        assert isinstance(data["title"], str)

    @pytest.mark.parametrize(
        "escape",
        [
            r"\x7b{ baseline.nowhere }}",
            r"\x7b\x7b config.items() }}",
            r"\x5b@nobody]",
            r"{\x7b baseline.index | upper }}",
        ],
    )
    def test_no_reference_hides_behind_an_escape(self, escape):
        raw = (
            STUDIES["forces"]
            .read_text(encoding="utf-8")
            .replace("summary: Two islands.", f'summary: "Two {escape} islands."')
        )
        assert [(p.code, p.where) for p in errors(read(raw.encode(), "forces"))] == [("E501", "summary")]


WATCHED = """
import re, sys
from pathlib import Path
import generator.loading.reading as reading
from generator.registry import KINDS

raws = [Path(name).read_bytes() for name in sys.argv[2:]]
sound, hostile = raws[: int(sys.argv[1])], raws[int(sys.argv[1]) :]
seen = []
sys.addaudithook(lambda event, arguments: seen.append(re.sub(" at 0x[0-9a-f]+", "", f"{event} {str(arguments)[:200]}")))
# What reading does by itself: it imports what it needs when it needs it, and evaluates our declarations.
for raw in sound:
    assert reading.read_study("studies/x.yml", raw, KINDS).study is not None
    assert reading.read_study("studies/x.yml", raw + b"unknown: 1\\n", KINDS).problems
ordinary = set(seen)
assert ordinary
del seen[:]
found = [reading.read_study("studies/x.yml", raw, KINDS) for raw in hostile]
print(*sorted(set(seen) - ordinary), sep="\\n", end="")
assert all(one.study is None and one.problems for one in found), [one.problems for one in found]
"""


class TestYaml:
    """Nothing in a study constructs an object, names another file, or grows without bound."""

    TAGS: ClassVar = {
        "apply": "title: !!python/object/apply:os.system ['touch pwned']",
        "new": "title: !!python/object/new:subprocess.Popen [['touch', 'pwned']]",
        "object": "title: !!python/object:pathlib.Path {}",
        "name": "title: !!python/name:os.system ''",
        "module": "title: !!python/module:this ''",
        "tuple": "title: !!python/tuple [1, 2]",
        "whole tag": "title: !<tag:yaml.org,2002:python/object/apply:os.system> ['touch pwned']",
        "handle": "%TAG !p! tag:yaml.org,2002:python/\n---\ntitle: !p!object/apply:os.system ['touch pwned']",
        "environment": "title: !ENV [PATH, HOME]",
        "inclusion": "title: !include /etc/passwd",
        "relative": "title: !relative $project_dir/../../etc/passwd",
        "function": "title: !!js/function 'function () { window.pwned = 1 }'",
        "binary": "title: !!binary d2luZG93LnB3bmVk",
        "set": "title: !!set {a, b}",
        "anchor": "title: &a x\nquestion: *a",
        "merge": "base: &a {title: x}\n<<: *a",
        "bomb": "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]",
        "circle": "a: &a [*a]",
        "second document": "title: x\n--- !!python/name:os.system ''\n",
        "key": "? !!python/name:os.system ''\n: x",
        "half of a character": 'title: "\\ud83d"',
        "prototype": "__proto__: {title: x}\nconstructor: {prototype: {pwned: 1}}",
        "deep": "a: " + "[" * 5000,
        "huge": "title: " + "x" * (1 << 20),
    }  # fmt: skip

    @pytest.mark.parametrize("name", TAGS)
    def test_a_document_that_wants_more_than_text_is_a_problem(self, name):
        reading = read(self.TAGS[name].encode())
        assert reading.study is None
        assert errors(reading)

    def test_reading_them_opens_imports_and_runs_nothing(self, tmp_path):
        texts = [path.read_text(encoding="utf-8") for path in STUDIES.values()]
        texts += [*self.TAGS.values(), *(hostile("forces", [text]).decode() for text in REFERRING.values())]
        names = [f"{i}.yml" for i in range(len(texts))]
        for name, text in zip(names, texts, strict=True):
            (tmp_path / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", WATCHED, str(len(STUDIES)), *names],
            cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)

    @pytest.mark.parametrize("key", ["__proto__", "Constructor", "a.b", "a b", "<b>", "-x", "", "\u0430", "a" * 41])
    def test_a_key_of_an_author_is_a_plain_word(self, key):
        data = document("forces")
        data["sources"][key] = {"citation": "Nobody"}
        assert [p.code for p in errors(read(yaml.safe_dump(data).encode(), "forces"))] == ["E204"]

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:window.pwned=1", "JAVASCRIPT:window.pwned=1", "data:text/html,<script>window.pwned=1</script>", "vbscript:x", "//evil.example/",
            "https://ok.example/\" onmouseover=\"window.pwned=1", "https://ok.example/<script>", "https://ok.example/\njavascript:window.pwned=1",
            " https://ok.example/", "https:evil", "file:///etc/passwd", "https://ok.example\u202e/", "ht\ttps://ok.example/", "https://ok.example/\n",
        ],
    )  # fmt: skip
    def test_an_address_of_a_source_leads_to_the_web(self, url):
        data = document("forces")
        data["sources"]["constructor"]["url"] = url
        reading = read(yaml.safe_dump(data).encode(), "forces")
        assert {p.where for p in errors(reading)} == {"sources.constructor.url"}


class TestOtherPrograms:
    """Terminals, workflows and spreadsheets take some texts for commands."""

    def test_a_terminal_gets_no_escape_from_a_study(self, tmp_path):
        (tmp_path / "studies").mkdir()
        good = [text for text in SHOWN.values() if "\n" not in text]
        (tmp_path / "studies" / "good.yml").write_bytes(hostile("money", good, charts=False))
        (tmp_path / "studies" / "bad.yml").write_bytes(hostile("money", list(CHARACTERS.values())))
        for command in (
            ["check"],
            ["check", "--format", "github"],
            ["run", "studies/good.yml"],
            ["run", "studies/bad.yml"],
        ):
            done = subprocess.run(
                [sys.executable, "-c", "from generator.cli import main; main(prog_name='studies')", *command],
                cwd=tmp_path, capture_output=True, timeout=120, check=False,
            )  # fmt: skip
            assert b"Traceback" not in done.stderr, done.stderr.decode()
            said = (done.stdout + done.stderr).decode()
            assert said
            assert {character for character in said if not character.isprintable()} <= {
                "\n",
                "\u200b",
                "\u200d",
                "\u2060",
            }
            for line in said.splitlines():
                assert not line.startswith(("##[", "::")) or re.match(
                    r"::(error|warning) file=studies/bad\.yml,line=\d+,", line
                )

    @pytest.mark.parametrize(
        "text",
        [text for name, text in TEXTS.items() if "formula" in name]
        + ["\uff1d1+1", "  =1", "=1\n", "-1+1", "--1", "+x"],
    )
    def test_a_spreadsheet_computes_nothing(self, text):
        table = Table((Column("a", "A", numeric=False), Column("b", "B")), ((text, -1.5), (f"x{text}", -2)))
        (_, first, second) = csv.reader(io.StringIO(table.csv().decode(), newline=""))
        assert first[1:] == ["-1.5"] and second == [f"x{text}", "-2"]
        assert not re.match(r"\s*[=+\-@\uff1d\t\r]", first[0])
        assert first[0].removeprefix("'") == text

    @pytest.mark.parametrize("text", ["-431", "+5", "-1.5", "1962", "plain", "a=b", "x - y", "'quoted'", ""])
    def test_and_what_it_would_not_compute_is_as_it_was(self, text):
        table = Table((Column("a", "A", numeric=False),), ((text,), ("x",)))
        assert list(csv.reader(io.StringIO(table.csv().decode())))[1] in ([text], [])


class TestTemplates:
    """The publisher's templates run in a sandbox; an author's text never is one."""

    @pytest.mark.parametrize(
        "code",
        [
            "{{ ''.__class__ }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ words.__loader__.exec_module }}", "{{ words.__builtins__ }}",
            "{{ tex.__globals__ }}", "{{ self._TemplateReference__context.environment.loader }}", "{{ cycler.__init__.__globals__.os.popen('id') }}",
            "{{ [].append.__self__.__class__.__base__ }}", "{{ '{0.__class__}'.format(1) }}", "{{ lipsum.__globals__['os'].popen('id').read() }}",
            "{% for x in range(999999999) %}{% endfor %}", "{% include '../../../../etc/passwd' %}", "{% include '/etc/passwd' %}", "{% import 'os' as os %}",
        ],
    )  # fmt: skip
    def test_what_a_template_must_not_reach_it_does_not(self, tmp_path, code):
        (tmp_path / "x.j2").write_text(code, encoding="utf-8")
        with pytest.raises((SecurityError, UndefinedError, TemplateNotFound, OverflowError)):
            Templates(tmp_path).render("x.j2")

    def test_a_text_that_looks_like_one_is_put_out_as_it_is(self, tmp_path):
        (tmp_path / "x.j2").write_text("{{ a }}|{{ a | md }}|{{ a | meta }}", encoding="utf-8")
        for text in ("{{ 7 * 7 }}", "{% raw %}", "{# x #}", "x\n\n{{ 7 * 7 }}"):
            for part in Templates(tmp_path).render("x.j2", a=text).decode().strip().split("|"):
                assert flat(html.unescape(part.strip('"'))) == flat(text)
