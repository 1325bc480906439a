"""Authors who mean harm: nothing they write runs, reaches out, or becomes anything but text.

Every text of `hostile/texts.yml` is put into every text field of a study; a real browser then visits a site made of all
of them, of studies that are refused, and of files with names nobody would give.
"""

import csv
import html
import io
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import time
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
from mkdocs.utils import meta

from generator.diagnostics import formats
from generator.drawing.figure import Column, Table
from generator.dynamics.charts import gallery
from generator.dynamics.study_file import DynamicsKeys
from generator.loading.beside import Bibliography
from generator.loading.bibliography import read_bibliography
from generator.loading.body import joined
from generator.loading.declared import declared_classes, declared_fields
from generator.loading.reading import read_study
from generator.pipeline.cache import Cache
from generator.pipeline.explored import explored
from generator.pipeline.folder import bibliography_of, study_file
from generator.registry import KINDS
from generator.report.narrative import BadTemplateError, Templates
from generator.report.pages import Preview
from generator.report.problem_page import problem_page
from generator.report.prose import escape_markdown, plain, render_inline
from generator.report.study_page import report
from generator.study_file import Prose, Short, StudyEntry

HERE = Path(__file__).resolve().parent / "hostile"
REPO = HERE.parent.parent
STUDIES = {path.stem: path for path in sorted((HERE / "studies").glob("*.yml"))}
# Every way in which a study can be modelled.
ONE_OF_EACH = [*STUDIES.values(), *sorted((REPO / "generator" / "kinds").glob("*/examples/*.yml"))]
TEXTS = {
    f"{group}: {name}": text
    for group, entries in yaml.safe_load((HERE / "texts.yml").read_text(encoding="utf-8")).items()
    for name, text in entries.items()
}
# A reference that does not exist is an error of the study, wherever it stands.
REFERRING = {name: text for name, text in TEXTS.items() if "{{" in text}
# Of these studies one has the sources that these cite.
CITING = {name: text for name, text in TEXTS.items() if "[@" in text}
SHOWN = {name: text for name, text in TEXTS.items() if name not in {*REFERRING, *CITING}}
# Characters that act on a terminal, turn the direction of writing or end a line where no editor does.
CHARACTERS = {
    "colour": "\x1b[31mred\x1b[0m", "title of the window": "\x1b]0;pwned\x07", "link of a terminal": "\x1b]8;;https://evil.example\x1b\\x",
    "clipboard": "\x1b]52;c;cHduZWQ=\x07", "clear": "\x1b[2J\x1b[H", "one byte": "\x9b31m", "nothing": "a\x00b", "erased": "good\b\b\b\bevil",
    "overwritten": "error\rfine", "deleted": "a\x7fb", "next line": "a\x85b", "line separator": "a\u2028b", "paragraph separator": "a\u2029b",
    "override": "invoice\u202egnp.exe", "embedding": "a\u202bb", "isolate": "a\u2067b", "stash": "\x02wzxhzdk:0\x03",
    "no character": "a\ufffeb", "order of bytes": "a\ufeffb",
}  # fmt: skip


# --- studies in which every text is another one ------------------------------------------------------------------------

NAMES_AND_ADDRESSES = {"kind", "source", "url", "measure", "show", "file", "date", "issued", "type"}
"""Texts that name something, or are dates. What does not exist is refused, so an attack cannot stand there."""


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


class Texts:
    """Texts over and over; names with a number, since no two things have the same."""

    def __init__(self, texts):
        self.around, self.numbers = itertools.cycle(texts), itertools.count(1)

    def next(self, field=""):
        return f"{next(self.around)} {next(self.numbers)}" if field == "name" else next(self.around)


def attacked(hint, value, texts):
    """A value of a study with every text in it replaced by the next of `texts`, optional ones added."""
    hint = bare(hint)
    known = fields_of(hint, value)
    if known:
        changed = dict(value)
        for name, inner in known.items():
            if takes_text(name, inner, value):
                changed[name] = texts.next(name)
            elif get_origin(inner) is tuple and text_of(bare(get_args(inner)[0])) and name not in NAMES_AND_ADDRESSES:
                changed[name] = [texts.next() for _ in range(3)]
            elif name in value and not text_of(inner):
                changed[name] = attacked(inner, value[name], texts)
        return changed
    if isinstance(value, dict) and get_origin(hint) is dict:
        inner = get_args(hint)[1]
        return {
            key: texts.next() if text_of(bare(inner)) else attacked(inner, item, texts) for key, item in value.items()
        }
    if isinstance(value, dict) and "value" in value:  # a number with its evidence
        return {**value, "note": texts.next()}
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


def declaration_of(data):
    return joined(StudyEntry, DynamicsKeys, KINDS[data["kind"]].body)


def document(name):
    return yaml.safe_load(STUDIES[name].read_text(encoding="utf-8"))


def hostile(name, texts, *, charts=True):
    """The source of a study whose texts are those of `texts`, over and over; its story may do without charts."""
    data = document(name)
    for part in data.get("story", ()) if not charts else ():
        del part["show"]
    data = attacked(declaration_of(data), data, Texts(texts))
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
        if tag != "a"
        or name != "href"
        or urlsplit(value).scheme not in ("", "http", "https", "mailto")
        or re.match(r"[\\/]{2}", value)
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
        study, solved(study.slug), tried(study.slug), KINDS[study.kind], (), (), {}, templates(), raw=b"", files={}, results_json=b"", provenance={}
    )  # fmt: skip
    return published(made.pages[0].content)


@cache
def tried(name):
    """What became of the study when each of its inputs was moved."""
    study, results = read(calm(name), name).study, solved(name)
    return explored(study, KINDS[study.kind], results, Cache(None))


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
    found = list(texts_in(declaration_of(data), data))
    assert [path for path, text in found if not str(text).startswith("ATTACK")] == []
    assert len(found) > 25
    assert {".title", ".question", ".summary", ".limits", ".scenarios.says", ".baseline.posture"} <= {
        path for path, _ in found
    }


class TestAPage:
    """Each text in every field of a study at once: the page has the elements of its calm twin, and the text as text."""

    @pytest.mark.parametrize("name", [*SHOWN, *CITING])
    def test_holds_a_text_as_text(self, name):
        text = TEXTS[name]
        reading = read(hostile("forces", [text], charts=False), "forces")
        assert errors(reading) == []
        page, data = reported(reading.study)
        assert foreign(page, twin()) == (set(), set(), [])
        words = [flat(word) for word in flat(" ".join(Parts(page).words)).split(flat(text))]
        assert len(words) > 20, "the text is not shown as it was written"
        # The theme prints title and description as they are.
        linked = data.pop("linked_data")
        tags = {f"the tag {name}": content for name, content in data.pop("citation")}
        for shown, value in (data | tags).items():
            if isinstance(value, str):
                assert not re.search('[<>"]', value), f"{shown} of the page"
        # It stands in a script, where nothing is unescaped and only a tag could end it.
        assert not re.search("[<>&]", linked)
        assert json.loads(linked)["@graph"][0]["headline"] == flat(text)
        assert flat(html.unescape(data["title"])) == flat(text)

    @pytest.mark.parametrize("name", REFERRING)
    def test_of_a_text_that_refers_to_nothing_tells_the_problem_and_quotes_it_as_text(self, name):
        reading = read(hostile("forces", [REFERRING[name]]), "forces")
        assert {problem.code for problem in errors(reading)} <= {"E501", "E504"}
        assert len(errors(reading)) > 20
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
        page, data = published(
            problem_page(
                templates(),
                "studies/forces/index.md",
                "studies/forces.yml",
                problems,
                Preview("https://ok.example"),
                None,
            ).content
        )
        elements = Parts(page).elements
        assert {tag for tag, _ in elements} <= {
            "nav",
            "ol",
            "h1",
            "p",
            "code",
            "li",
            "pre",
            "a",
            "div",
            "dl",
            "dt",
            "dd",
        }
        assert not any(name.startswith("on") for _, names in elements for name in names)
        assert str(problems[0].what) in flat(html.unescape(page)) or flat(problems[0].what) in flat(
            " ".join(Parts(page).words)
        )
        assert isinstance(data["title"], str)

    @pytest.mark.parametrize("path", ONE_OF_EACH, ids=lambda path: path.stem)
    def test_has_charts_and_words_in_which_a_name_is_no_pattern(self, path):
        text = "{0.__class__} {name} {window.pwned} {"
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        # What a bar is reckoned in decides which defaults there are.
        kept = {key: data[key] for key in ("currency",) if key in data}
        data = attacked(declaration_of(data), data, Texts([text])) | {"draws": 200} | kept
        reading = read(yaml.safe_dump(data).encode(), path.stem)
        assert errors(reading) == []
        study = reading.study
        results = KINDS[study.kind].run(study)
        drawings = [*KINDS[study.kind].draw(study, results), *gallery.draw(study, results.dynamics)]
        assert text in str(KINDS[study.kind].facts(study, results))
        assert not drawings or any(text in f"{item.title} {item.finding} {item.rows}" for item in drawings)

    def test_of_a_bibliography_hides_no_reference_either(self):
        found = read_bibliography("studies/bibliography.yml", rb'book: {citation: "\x7b{ baseline.index }}"}')
        assert [(p.code, p.where) for p in found.problems] == [("E381", "book.citation")]

    @pytest.mark.parametrize(
        ("escape", "code"),
        [
            (r"\x7b{ baseline.nowhere }}", "E501"),
            (r"\x7b\x7b config.items() }}", "E504"),
            (r"\x5b@nobody]", "E501"),
            (r"{\x7b baseline.index | upper }}", "E504"),
        ],
    )
    def test_no_reference_hides_behind_an_escape(self, escape, code):
        raw = (
            STUDIES["forces"]
            .read_text(encoding="utf-8")
            .replace("summary: Two islands.", f'summary: "Two {escape} islands."')
        )
        assert [(p.code, p.where) for p in errors(read(raw.encode(), "forces"))] == [(code, "summary")]


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
        assert [p.code for p in errors(read(yaml.safe_dump(data).encode(), "forces"))] == ["E209"]

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
        lines = [text for text in SHOWN.values() if "::" in text or "##[" in text]
        (tmp_path / "studies" / "good.yml").write_bytes(hostile("money", list(SHOWN.values()), charts=False))
        (tmp_path / "studies" / "lines.yml").write_bytes(hostile("forces", lines))
        (tmp_path / "studies" / "bad.yml").write_bytes(hostile("money", list(CHARACTERS.values())))
        for command in (
            ["check"],
            ["check", "--format", "github"],
            ["run", "studies/good.yml"],
            ["run", "studies/lines.yml"],
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
        with pytest.raises(BadTemplateError) as told:
            Templates(tmp_path).render("x.j2")
        assert told.value.problem.code == "E503"
        assert "root:" not in str(told.value)

    def test_a_text_that_looks_like_one_is_put_out_as_it_is(self, tmp_path):
        (tmp_path / "x.j2").write_text("{{ a }}|{{ a | md }}|{{ a | meta }}", encoding="utf-8")
        for text in ("{{ 7 * 7 }}", "{% raw %}", "{# x #}", "x\n\n{{ 7 * 7 }}"):
            for part in Templates(tmp_path).render("x.j2", a=text).decode().strip().split("|"):
                assert flat(html.unescape(part.strip('"'))) == flat(text)


# What readers of Markdown, HTML, YAML and regular expressions are known to choke on, as long as a text may be.
LONG = {
    f"{part[:12]!r} over and over": (part * 20_000)[:20_000]
    for part in [
        "*", "**a", "_a_", "`", "[", "](", "[a](", "![", "<", "<a ", "</", "<!--", "&", "&#", "|", "|a|\n|-|\n", "> ", ">", "- ", "1. ", "# ", "    a\n", "  ", "\n", "\n\n",
        " \n", "\\", "[^1]: a\n", "[a]: b\n", "*a **b ", "a_", "'", '"', "{", "{ {", "}}", "[@", "[@a, ", "[@a]x", "[@a,  ", "~~", ":", "a.csv", "./", "\u0301", "\u200b", "-", "--", "...", "<<", "- - ", "* a\n ",
    ]
}  # fmt: skip


class TestLongTexts:
    """No text takes time or memory out of proportion."""

    @pytest.mark.parametrize("name", LONG)
    def test_prose_is_refused_or_shown_in_seconds(self, name):
        for text in (LONG[name], f"{LONG[name][:190]} {LONG[name].replace('[', 'x')}"[:20_000]):
            start = time.process_time()
            found = read(json.dumps({"format": 1, "kind": "force-exchange", "summary": text, "title": text}).encode())
            if "E116" not in {problem.code for problem in found.problems}:
                for shown in (render_inline(text, self.named), plain(text, self.named), escape_markdown(text)):
                    assert len(shown) < 60 * len(text)
            assert time.process_time() - start < 20

    def test_lists_deeper_than_reading_lets_through_are_shown_as_they_were_written(self):
        assert render_inline("1. " * 6000, self.named) == ("1. " * 6000)

    def named(self, found):
        return f"[{found.name}]"

    @pytest.mark.parametrize(
        "part",
        [
            "x",
            "a.",
            "a/",
            "a.csv/",
            ".csv",
            " ",
            "[",
            "&a ",
            "- ",
            "'",
            "{",
            "x: ",
            "? ",
            "#",
            "!",
            "%",
            "|\n",
            "\u0301",
        ],
    )
    def test_a_file_of_one_thing_over_and_over_is_read_in_seconds(self, part, tmp_path):
        (tmp_path / "x.yml").write_text(
            f"format: 1\nkind: force-exchange\ntitle: {part * ((1 << 20) // len(part.encode()))}"[: 1 << 20],
            encoding="utf-8",
        )
        start = time.process_time()
        found = study_file(tmp_path / "x.yml", "studies/x.yml", Bibliography())
        assert read_study(found.file, found.raw, KINDS, found.beside).study is None
        assert time.process_time() - start < 20


class TestFiles:
    """No path leads out of the folder of studies, and no name of a file becomes more than a name."""

    @pytest.fixture
    def folder(self, tmp_path):
        (tmp_path / "studies").mkdir()
        (tmp_path / "secret.yml").write_text("password: hunter2\n", encoding="utf-8")
        return tmp_path / "studies"

    @pytest.mark.parametrize("target", ["../secret.yml", "/etc/passwd", "/dev/zero", "/proc/self/environ"])
    def test_a_link_out_of_the_folder_is_not_followed(self, folder, target):
        (folder / "x.yml").symlink_to(target)
        found = study_file(folder / "x.yml", "studies/x.yml", Bibliography())
        assert (found.code, found.file) == ("E379", "studies/x.yml")
        shared = bibliography_of(self.link(folder, "bibliography.yml", target), "studies", Cache(None))
        assert [problem.code for problem in shared.problems] == ["E379"]
        done = subprocess.run(
            [sys.executable, "-c", "from generator.cli import main; main(prog_name='studies')", "check"],
            cwd=folder.parent, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert "E379" in done.stdout
        assert "hunter2" not in done.stdout + done.stderr and "root:" not in done.stdout + done.stderr

    def link(self, folder, name, target):
        (folder / name).symlink_to(target)
        return folder

    def test_a_link_within_the_folder_is(self, folder):
        (folder / "a.yml").write_bytes(calm("money"))
        found = study_file(self.link(folder, "b.yml", "a.yml") / "b.yml", "studies/b.yml", Bibliography())
        assert found.raw == calm("money")

    def test_a_pipe_is_not_waited_for(self, folder):
        os.mkfifo(folder / "x.yml")
        assert study_file(folder / "x.yml", "studies/x.yml", Bibliography()).code == "E379"


# --- a real browser ----------------------------------------------------------------------------------------------------

# Names that a file can have and no page may: each study in such a file is refused, and its problems are shown.
NAMES = [
    "<img src=x onerror=window.pwned=1>", "javascript:window.pwned=1;x", "a b#c?d%2e%2e", "UPPER", "{{ config }}", "-rf", "con.aux", "x\n::error::pwned",
    "x\x1b[31m", "x\u202egnp", "__proto__", "'\" onmouseover=window.pwned=1 x='", "--- title: x", "$(touch pwned)", "[x](javascript:window.pwned=1)", "l" * 100,
]  # fmt: skip

# The plugin as a preview runs it, once: what is broken becomes a page.
PREVIEW = """
from mkdocs.commands.build import build
from mkdocs.config import load_config

config = load_config("mkdocs.yml")
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""

# Whatever sets it ran something of an author's.
CANARY = "window.ran = []; Object.defineProperty(window, 'pwned', {set(value) { window.ran.push(value); }, get() { return undefined; }});"

# Every chart alive and touched: its marks tell what they stand for.
TOUCH = """async () => {
  const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));
  document.querySelectorAll('details').forEach(part => { part.open = true; });
  const charts = [...document.querySelectorAll('.bt-chart')].filter(chart => chart.offsetWidth);
  for (const chart of charts) {
    for (let i = 0; i < 600 && !('live' in chart.dataset); i++) { chart.scrollIntoView({block: 'center', behavior: 'instant'}); await wait(50); }
  }
  let told = '';
  for (const mark of document.querySelectorAll('.bt-live svg path, .bt-live svg text, .bt-live svg line')) {
    const box = mark.getBoundingClientRect();
    for (const name of ['pointermove', 'mousemove', 'pointerover', 'mouseover']) {
      mark.dispatchEvent(new MouseEvent(name, {bubbles: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2}));
    }
    const tip = document.querySelector('#vg-tooltip-element');
    if (tip && tip.textContent) told += tip.innerHTML;
  }
  for (const input of document.querySelectorAll('article input, article select')) {
    if (input.type === 'range') input.value = input.max;
    if (input.type === 'checkbox' || input.type === 'radio') input.checked = true;
    for (const name of ['focus', 'input', 'change']) input.dispatchEvent(new Event(name, {bubbles: true}));
    await wait(20);
  }
  return [charts.length, charts.filter(chart => chart.dataset.live === 'failed').length, told];
}"""

PARTS = """() => {
  const found = {handlers: [], links: [], scripts: [], foreign: [], parts: {}, polluted: Object.keys(Object.prototype)};
  for (const node of document.querySelectorAll('*')) {
    const names = node.getAttributeNames(), tag = node.localName;
    for (const name of names) {
      if (name.startsWith('on')) found.handlers.push(tag + ' ' + name);
      if (/^(href|src|action|formaction|data|xlink:href|poster|srcset|ping|background)$/.test(name)) found.links.push(node.getAttribute(name));
    }
    if (tag === 'script') found.scripts.push(node.src ? new URL(node.src).pathname.split('/').pop() : node.type + node.textContent.slice(0, 40));
    const ours = !node.closest('.md-container, head');  // what the search of Material adds when a page is opened from a folder
    if (!ours && /^(iframe|object|embed|base|frame|applet|marquee|video|audio|math|style|animate|foreignobject)$/i.test(tag)) found.foreign.push(tag);
    if (tag === 'meta' && node.httpEquiv) found.foreign.push('meta ' + node.httpEquiv);
    found.parts[tag + ' ' + names.filter(name => name !== 'open' && !name.startsWith('data-md')).sort().join(' ')] = 1;
  }
  return found;
}"""


def filled(texts):
    """The texts in groups that fit on one line together, so that few fields hold them all."""
    group = []
    for text in texts:
        if group and len(" ".join([*group, flat(text)])) > 390:
            yield " ".join(group)
            group = []
        group.append(flat(text))
    yield " ".join(group)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory, lay_out, built, read_tree):
    """A site of studies by people who mean harm, as a preview makes it, and what else the build wrote."""
    project = lay_out(tmp_path_factory.mktemp("hostile") / "project", [], built.environment, guide=False)
    shutil.copytree(built.root / ".cache", project.root / ".cache")
    for name in STUDIES:
        project.study(name).write_bytes(hostile(name, list(filled(SHOWN.values()))))
    # Every text by itself, in a study of few numbers and charts.
    whole = yaml.safe_load(calm("money")) | {"sources": document("forces")["sources"]}
    whole["story"] = [{"title": text, "text": text} for text in (SHOWN | CITING).values()]
    whole["limits"] = list((SHOWN | CITING).values())
    project.study("whole").write_bytes(yaml.safe_dump(whole, sort_keys=False).encode())
    project.study("calm").write_bytes(hostile("forces", ["Calm words"]))
    wrong = document("forces")
    wrong |= {
        "draws": TEXTS["html: image"],
        "kind": "force-exchange",
        TEXTS["html: svg"]: 1,
        "evidence": {"grade": TEXTS["html: script"]},
    }
    wrong["story"][0]["show"] = [TEXTS["breaking out: quote and bracket"]]
    wrong["sources"][TEXTS["html: iframe"]] = {"citation": "x", "url": TEXTS["markdown: link to a script"]}
    project.study("wrong").write_bytes(yaml.safe_dump(wrong).encode())
    project.study("referring").write_bytes(hostile("forces", list(REFERRING.values())))
    project.study("characters").write_bytes(hostile("forces", list(CHARACTERS.values())))
    for i, text in enumerate(TestYaml.TAGS.values()):
        project.study(f"yaml-{i}").write_text(text, encoding="utf-8")
    for name in NAMES:
        (project.root / "studies" / f"{name}.yml").write_bytes(calm("money"))
    (project.root / "studies" / "link.yml").symlink_to("/etc/passwd")
    (project.root / "studies" / "folder.yml").mkdir()
    before = read_tree(project.root)
    done = project.run(sys.executable, "-c", PREVIEW)
    assert done.returncode == 0, done.stderr
    after = read_tree(project.root)
    assert {name for name, content in before.items() if after.get(name) != content} == set()
    return (
        project,
        {name for name in set(after) - set(before) if not name.startswith(("site/", ".cache/"))},
        done.stderr,
    )


class TestTheSite:
    """What a reader's browser makes of it all."""

    pytestmark = pytest.mark.browser

    @pytest.fixture
    def visit(self, browser, hostile_site):
        """A function that opens a page and tells what it held and did."""
        project, _, _ = hostile_site
        base = f"{project.site.as_uri()}/"
        context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=False)
        context.add_init_script(CANARY)
        page, did = context.new_page(), []
        page.set_default_timeout(120_000)
        page.on("dialog", lambda dialog: (did.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: did.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: did.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith((base, "data:", "blob:")) else did.append(request.url),
        )
        page.on("popup", lambda other: did.append(f"window: {other.url}"))

        def go(uri):
            page.goto(base + uri, wait_until="load")
            return page, did

        yield go
        context.close()

    def harmless(self, page, did):
        found = page.evaluate(PARTS)
        assert (page.evaluate("window.ran"), did) == ([], [])
        assert (found["handlers"], found["foreign"], found["polluted"]) == ([], [], [])
        for link in found["links"]:
            assert urlsplit(link.strip()).scheme.lower() in ("", "http", "https", "mailto", "data", "file"), link
            assert not link.startswith(("//", "data:text"))
        return found

    @pytest.mark.parametrize("slug", [*STUDIES, "whole"])
    def test_a_study_runs_nothing_and_reaches_nobody_whatever_is_touched(self, visit, slug):
        page, did = visit(f"studies/{slug}/index.html")
        page.wait_for_selector("article[data-settled]")
        charts, failed, told = page.evaluate(TOUCH)
        assert failed == 0
        found = self.harmless(page, did)
        assert Parts(told).elements.keys() <= {("table", ()), ("tbody", ()), ("tr", ()), ("td", ("class",)), ("h2", ())}
        if slug == "forces":
            assert charts > 10 and "window.pwned" in told
            calm_page, _ = visit("studies/calm/index.html")
            calm_page.wait_for_selector("article[data-settled]")
            calm_page.evaluate(TOUCH)
            plain = self.harmless(calm_page, did)
            assert set(found["scripts"]) == set(plain["scripts"])
            assert set(found["parts"]) - set(plain["parts"]) <= {f"{tag} " for tag, _ in PROSE} | {
                "a ",
                "a href",
                "a href title",
            }

    def test_every_text_is_shown_as_it_was_written(self, visit):
        page, _ = visit("studies/whole/index.html")
        shown = page.evaluate("[...document.querySelectorAll('article h2')].map(part => part.firstChild.data)")
        assert set(map(flat, SHOWN.values())) - set(map(flat, shown)) == set()
        page, _ = visit("studies/forces/index.html")
        title = page.evaluate("document.title")
        assert any(title.startswith(text[:60]) for text in filled(SHOWN.values()))

    def test_search_shows_what_it_finds_as_text(self, visit):
        page, did = visit("index.html")
        self.harmless(page, did)
        page.locator(".md-search__input").click()
        page.keyboard.type("pwned")
        page.locator(".md-search-result__item a").first.wait_for()
        page.wait_for_timeout(500)
        inside = page.evaluate(
            "[...document.querySelectorAll('.md-search-result__list *')].map(part => part.localName)"
        )
        assert not {"img", "script", "svg", "iframe", "style", "input", "form", "math"} & set(inside) - {"svg"}
        self.harmless(page, did)

    def test_lists_and_problems_are_harmless_too(self, visit, hostile_site):
        project, _, _ = hostile_site
        pages = sorted(path.relative_to(project.site).as_posix() for path in project.site.glob("studies/**/index.html"))
        broken = [uri for uri in pages if uri.split("/")[1] not in {*STUDIES, "whole", "calm"}]
        assert len(broken) > len(TestYaml.TAGS) + len(NAMES)
        assert all(re.fullmatch(r"[a-z0-9/.-]+", uri) for uri in broken)
        compared = f"compare/index.html?with={','.join([*STUDIES, 'whole'])}"
        for uri in ["studies/index.html", compared, *broken]:
            page, did = visit(uri)
            if uri == compared:
                page.wait_for_selector(f".bt-compare-body[data-shown='{len(STUDIES) + 1}']")
            page.evaluate(
                "document.querySelectorAll('.md-content a').forEach(link => { if (link.protocol === 'javascript:') link.click(); })"
            )
            self.harmless(page, did)
        page, _ = visit("studies/wrong/index.html")
        text = page.evaluate("document.querySelector('article').innerText")
        for name in ("html: image", "html: svg", "html: script"):
            assert TEXTS[name] in text

    def test_a_file_that_lies_elsewhere_is_nowhere_in_the_site(self, hostile_site, read_tree):
        project, _, _ = hostile_site
        secret = Path("/etc/passwd").read_bytes().splitlines()[0]
        assert [name for name, content in read_tree(project.site).items() if secret in content] == []

    def test_nothing_is_written_beside_the_site_and_the_cache(self, hostile_site):
        project, beside, said = hostile_site
        assert beside == set()
        assert not list(project.root.parent.rglob("pwned"))
        assert {character for character in said if not character.isprintable()} <= {"\n", "\u200b", "\u200d", "\u2060"}

    def test_the_downloads_hold_no_formula(self, hostile_site):
        project, _, _ = hostile_site
        files = list(project.site.glob("studies/*/*.csv"))
        assert len(files) > 20
        held = 0
        for path in files:
            for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")):
                for cell in row:
                    assert re.fullmatch(r"[+-]?[\d.]+(e[+-]?\d+)?", cell) or not re.match(r"\s*[=+\-@\t\r]", cell), (
                        path,
                        cell,
                    )
                    held += "window.pwned" in cell
        assert held > 5
