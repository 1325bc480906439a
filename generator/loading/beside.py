"""What lies beside a study: the data files it names, and the bibliography that all studies share.

Reading stays a function of values. A door takes from the disk whatever the bytes of a study may ask for,
which can be told without reading them as YAML, and hands it over; the same then belongs to the study's key
in the cache.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from generator.diagnostics.problem import Problem
from generator.study import Source

BIBLIOGRAPHY = "bibliography.yml"
MAX_FILES = 100
"""Data files that one study may name."""
MAX_BYTES = 1 << 20
"""Size of a data file."""

_NAME = re.compile(r"[A-Za-z0-9._/-]+\.csv")
"""Paths of data files: nothing that a shell, an address or another system would read differently."""
_WORD = re.compile(rb"[A-Za-z0-9._/-]+")
_KEY = re.compile(rb"[a-z][a-z0-9_-]*")
_HIDING = re.compile(rb"\\(?:[xuU]|\r?\n|\r)")
"""What can stand for a letter of a key, or between two of them, in text in double quotes."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is nothing to read: the code of the problem, what was found, what would be right."""

    code: str
    what: str
    instead: str = ""


@dataclass(frozen=True)
class Bibliography:
    """The shared sources: those that can be cited, those that cannot, and why not."""

    file: str = BIBLIOGRAPHY
    entries: Mapping[str, Source] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    """Key -> line in the file, of every entry."""
    broken: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    """Key -> what is wrong with its entry, for those that cannot be cited."""
    problems: tuple[Problem, ...] = ()
    """Every problem of the file."""
    readable: bool = True
    """False where nobody can say which keys it holds."""

    def parts(self, mentioned: Collection[str] | None) -> Iterator[str]:
        """What a study without problems can take from here, for its key in the cache; None mentions everything."""
        for key in self.lines:
            if mentioned is None or key in mentioned:
                yield f"{key}={self.entries.get(key)!r}"


@dataclass(frozen=True)
class Beside:
    """Values that stand for what lies in the folder of a study."""

    files: Mapping[str, bytes | Refused] = field(default_factory=dict)
    """Content of each data file by its path from the studies folder, for every path that the study may name."""
    bibliography: Bibliography = field(default_factory=Bibliography)

    def file(self, path: str) -> bytes | Refused:
        """A data file, or why it cannot be had."""
        wrong = unusable(path)
        if wrong is not None:
            return wrong
        unseen = Refused("E372", f"the path '{path}' cannot be followed", f"write it plainly, and at most {MAX_FILES}")
        return self.files.get(path, unseen)

    def parts(self, raw: bytes) -> Iterator[str | bytes]:
        """All that a study of these bytes can take from here if nothing is wrong with it, for its key in the cache."""
        for path, content in self.files.items():
            yield path
            yield content if isinstance(content, bytes) else content.what
        yield from self.bibliography.parts(keys_mentioned(raw))


NOTHING = Beside()


def files_mentioned(raw: bytes) -> list[str]:
    """Every path in these bytes that the study may name as a data file, and perhaps some that stand in prose."""
    # Word by word: searched for as a whole, a path would be begun anew at every letter of a long word.
    words = (match.group() for match in _WORD.finditer(raw))
    found = dict.fromkeys(word[: word.rfind(b".csv") + 4].decode() for word in words if word.rfind(b".csv") > 0)
    return [path for path in found if unusable(path) is None][:MAX_FILES]


def keys_mentioned(raw: bytes) -> set[str] | None:
    """Every word in these bytes that may be the key of a source; None where escapes of YAML could hide some."""
    return None if _HIDING.search(raw) else {match.decode() for match in _KEY.findall(raw)}


def unusable(path: str) -> Refused | None:
    """What is wrong with the path of a data file before anybody looks for it."""
    steps = path.split("/")
    if path.startswith(("/", "~")) or "\\" in path or ".." in steps or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        return Refused("E371", "the path leaves the folder of studies", "name a file below it: `data/spending.csv`")
    if any(step.startswith(".") for step in steps):
        return Refused("E371", "the path leads to a hidden file", "name a visible one: `data/spending.csv`")
    if not path.endswith(".csv"):
        return Refused("E372", "a data file is a table in CSV", "save it as `.csv`")
    if not _NAME.fullmatch(path) or "" in steps:
        return Refused("E372", "the path holds what is not plain everywhere", "use letters, digits, -, _, . and /")
    return None


def shown_beside(study: str, path: str) -> str:
    """The path of a file beside a study as problems name it."""
    return (PurePosixPath(study).parent / path).as_posix()
