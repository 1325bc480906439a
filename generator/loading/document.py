"""YAML text becomes plain data and an index of places, by the rules of YAML 1.2, within limits.

PyYAML reads YAML 1.1, where `no` is False, `1e6` is text and a repeated key silently wins. Studies
are written by people and by editors that follow YAML 1.2, so the four core types are resolved here
by their 1.2 patterns, and everything ambiguous or unbounded is a problem with a place: repeated
keys, anchors and aliases, tags, deep nesting, large files, numbers that are not finite.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from generator.diagnostics.problem import Path, Place, Problem
from generator.loading.bad import BadPaths
from generator.loading.bearable import unbearable
from generator.loading.complaints import QUOTE_IT, Complaint, in_plain_words

MAX_BYTES = 1 << 20
MAX_DEPTH = 24
MAX_NODES = 50_000
MAX_PROBLEMS = 200
"""More are not told of one file: whoever reads them mends the first and looks again."""

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CORE = (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("float", r"[-+]?(?:\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN", "-+."),
)


class _Loader(_Base):  # type: ignore[misc]
    """PyYAML's scanner and parser with the implicit types of YAML 1.2 core."""

    yaml_implicit_resolvers: dict[str | None, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own attribute


for _tag, _pattern, _first in _CORE:
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first.replace("\0", ""))
    )
_Loader.yaml_implicit_resolvers.setdefault("", []).append(("tag:yaml.org,2002:null", re.compile("^$")))


class TooManyProblemsError(Exception):
    """Raised by a document that has been told enough; the reading of a study ends there."""


NO_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
"""What an escape could smuggle in: characters that act on a terminal, turn the direction of writing, or are none."""


@dataclass
class Document:
    """What was read: plain data, where each thing stands, and the problems met on the way."""

    file: str
    text: str = ""
    data: Any = None
    values: dict[Path, tuple[int, int, int, int]] = field(default_factory=dict)
    """Path -> (line, column, start, end) of the value, line and column from 1, offsets into `text`."""
    keys: dict[Path, Place] = field(default_factory=dict)
    """Path -> place of the key, for entries of mappings."""
    problems: list[Problem] = field(default_factory=list)
    refused: BadPaths = field(default_factory=BadPaths)
    """What could not be read and has been told; a harmless value stands in its place."""
    quoted: tuple[int, int] = (0, 0)
    """Offsets of the last quoted text that was read, for telling what follows it."""
    _noted: set[Problem] = field(default_factory=set)
    _starts: list[int] = field(default_factory=list)
    """Offsets at which lines start."""

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """Where `path` stands; for a path that is not in the file, where its nearest ancestor stands."""
        for length in range(len(path), -1, -1):
            step = path[:length]
            if step in self.keys and (at_key or length < len(path)):
                return self.keys[step]
            if step in self.values:
                _, _, start, end = self.values[step]
                return self.place_of_offset(start, end)
        return self.place_of_offset(0)

    def source(self, path: Path) -> tuple[str, int]:
        """The source text of the value at `path` and its offset in the file."""
        _, _, start, end = self.values[path]
        return self.text[start:end], start

    def place_of_offset(self, offset: int, end: int | None = None) -> Place:
        """Line and column of a character offset, lines as editors count them, and what stands there up to `end`.

        YAML also ends a line at U+0085, U+2028 and U+2029, where no editor does, so places are computed
        from offsets and never taken from the parser's own count of lines.
        """
        line, column = self.line_and_column(offset)
        start = self._starts[line - 1]
        stop = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        covered = self.text[offset : stop if end is None else min(end, stop)].rstrip()
        return Place.within(self.text[start:stop], line, column, 1 if end is None else len(covered))

    def span(self, place: Place) -> tuple[int, int]:
        """The offsets of what stands at a place of this file."""
        start = self._starts[place.line - 1] + place.column - 1
        return start, start + place.length

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The two numbers alone."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def problem(
        self,
        place: Place,
        code: str,
        where: Path,
        what: str,
        instead: str = "",
        severity: Literal["error", "warning"] = "error",
    ) -> None:
        """Note a problem at `place`."""
        self.note(Problem.at(self.file, place, code, where, what, instead, severity))

    def note(self, problem: Problem) -> None:
        """Note a problem, once; where there are too many, say so and raise `TooManyProblemsError`."""
        if problem in self._noted:
            return
        if len(self.problems) >= MAX_PROBLEMS:
            self.problems.append(self.no_more())
            raise TooManyProblemsError
        self._noted.add(problem)
        self.problems.append(problem)

    def no_more(self) -> Problem:
        """What is told where no more is told, at the end of the file."""
        what = f"the file has more than {MAX_PROBLEMS} problems; no more are told"
        last = self.place_of_offset(len(self.text.rstrip()))
        return Problem.at(self.file, last, "E115", (), what, "mend these and check again")


def read_document(file: str, raw: bytes) -> Document:
    """Read YAML bytes. Never raises for what an author may write; `problems` says what is wrong."""
    document = Document(file)
    if len(raw) > MAX_BYTES:
        document.problem(
            Place(1, 1), "E101", (), f"the file has {len(raw):,} bytes", f"a study has at most {MAX_BYTES:,}"
        )
        return document
    try:
        document.text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        place = Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        document.problem(place, "E102", (), f"byte 0x{raw[error.start]:02x} is not UTF-8", "save the file as UTF-8")
        return document
    # PyYAML counts \r\n as one line break and \r as one too; so must our offsets.
    document.text = document.text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        if _guard(document):
            node = yaml.compose(document.text, Loader=_Loader)
            if node is not None:
                document.data = _Walk(document).build(node, ())
            if document.data is None:
                document.problem(Place(1, 1), "E103", (), "the file is empty", "start with `format: 1` and `kind:`")
    except TooManyProblemsError:
        document.data = None
    except yaml.MarkedYAMLError as error:
        mark, context = error.problem_mark or error.context_mark, error.context_mark
        told = in_plain_words(
            Complaint(
                document.text,
                str(error.problem or error.context),
                mark.index if mark else 0,
                str(error.context or ""),
                context.index if context else 0,
                document.quoted,
            )
        )
        document.problem(document.place_of_offset(told.start, told.end), "E104", (), told.what, told.instead)
    except yaml.reader.ReaderError as error:
        offset = error.position if isinstance(error.position, int) else 0
        where = next(
            (i for i, c in enumerate(document.text) if not c.isprintable() and c not in "\n\t\x85\ufeff"), offset
        )
        code_point = ord(document.text[where]) if where < len(document.text) else 0
        document.problem(
            document.place_of_offset(where),
            "E105",
            (),
            f"the character U+{code_point:04X} is not allowed in YAML",
            "remove it",
        )
    return document


def _guard(document: Document) -> bool:
    """Refuse what could exhaust whoever walks the document, on the event stream, before composing it."""
    depth = nodes = documents = 0
    for event in yaml.parse(document.text, Loader=_Loader):
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        nodes += isinstance(event, yaml.NodeEvent)
        refused = _refused(event, documents, depth, nodes)
        if isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"'):
            document.quoted = (event.start_mark.index, event.end_mark.index)  # type: ignore[union-attr]
        if refused is not None:
            start: Any = event.start_mark
            end: Any = event.end_mark
            document.problem(document.place_of_offset(start.index, end.index), refused[0], (), *refused[1:])
            return False
    return True


def _refused(event: yaml.Event, documents: int, depth: int, nodes: int) -> tuple[str, str, str] | None:
    """Code, what was found and what would be right, if an event must not be read."""
    if documents > 1 and isinstance(event, yaml.DocumentStartEvent):
        return "E106", "a second document starts here", "keep one study in a file"
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        cure = "write the value out, or let a scenario `extends:` another (a text that begins with & or * needs quotes)"
        return "E107", "anchors and aliases are not read", cure
    tag = getattr(event, "tag", None)
    if tag not in (None, "!"):
        written = str(tag).replace("tag:yaml.org,2002:", "!!")
        return "E108", f"the tag {written} is not read", "leave it out (a text that begins with ! needs quotes)"
    if depth > MAX_DEPTH:
        return "E109", f"the nesting is deeper than {MAX_DEPTH} levels", "a study needs about ten"
    if nodes > MAX_NODES:
        return "E110", f"the file has more than {MAX_NODES:,} values", "split the study"
    return None


class _Walk:
    """One walk over the nodes that builds the data and the index of places."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def build(self, node: yaml.Node, path: Path) -> Any:
        mark: Any = node.start_mark
        end: Any = node.end_mark
        # libyaml counts offsets from the start of the text as we do; the byte order mark is already gone.
        self.document.values[path] = (*self.document.line_and_column(mark.index), mark.index, end.index)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, i)) for i, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = self.document.place_of_offset(key_node.start_mark.index, key_node.end_mark.index)
            if not isinstance(key_node, yaml.ScalarNode):
                self._no_key(key_node, place, path)
                continue
            key = self._text(key_node, (*path, NO_TEXT.sub("", key_node.value)))
            if key in data:
                first = self.document.keys[(*path, key)]
                self.document.problem(
                    place,
                    "E112",
                    (*path, key),
                    f"the key '{key}' is written twice",
                    f"it stands first in line {first.line}",
                )
                continue
            self.document.keys[(*path, key)] = place
            data[key] = self.build(value_node, (*path, key))
        return data

    def _no_key(self, node: yaml.Node, place: Place, path: Path) -> None:
        """A key that is a list or a mapping; braces twice over are a reference that nobody quoted."""
        self.document.refused.add(path)
        if isinstance(node, yaml.MappingNode) and place.indent and place.excerpt[place.indent - 1] == "{":
            what = "an unquoted text that begins with { is read as a mapping"
            self.document.problem(place, "E111", path, what, QUOTE_IT)
        else:
            self.document.problem(place, "E111", path, "a key is a list or a mapping", "keys are plain words")

    def _scalar(self, node: yaml.Node, path: Path) -> Any:
        tag, text = node.tag.rpartition(":")[2], node.value
        if tag == "null":
            return None
        if tag == "bool":
            return text in ("true", "True", "TRUE")
        if tag == "int":
            if len(text) > 300:
                self._refuse(node, "E113", path, f"a whole number of {len(text)} digits", "numbers have at most 300")
                return 0
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if tag == "float":
            number = math.nan if "n" in text.lower() else float(text)
            if not math.isfinite(number):
                self._refuse(node, "E114", path, f"{text} is not a finite number", "give a finite number")
                return 0.0
            # 1.0 and 1e4 are whole numbers, as in JSON; an editor's schema cannot tell them from 1 and 10000.
            return int(number) if number.is_integer() else number
        return self._text(node, path)

    def _text(self, node: yaml.Node, path: Path) -> str:
        """The text of a scalar, without what is no text."""
        heavy = unbearable(node.value)
        if heavy is not None:
            self._refuse(node, "E116", path, *heavy)
            return ""
        found = NO_TEXT.search(node.value)
        if found is None:
            return str(node.value)
        self._refuse(node, "E105", path, f"the character U+{ord(found[0]):04X} is not allowed in a text", "remove it")
        return NO_TEXT.sub("", node.value)

    def _refuse(self, node: yaml.Node, code: str, path: Path, what: str, instead: str) -> None:
        place = self.document.place_of_offset(node.start_mark.index, node.end_mark.index)
        self.document.problem(place, code, path, what, instead)
        self.document.refused.add(path)
