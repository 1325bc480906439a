"""A problem is something an author can mend: where it stands, what was found, what would be right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Path = tuple[str | int, ...]
"""A way into a study document: keys and list positions from the top."""


Paint = Callable[[str, str], str]
"""Text and its role (`place`, `error`, `warning`, `caret`, `cure`) to coloured text; nothing here knows a terminal."""


def unpainted(text: str, role: str) -> str:
    """The text as it is."""
    return text


EXCERPT = 160
"""The most characters of a source line that are kept with a problem."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; lines and columns count from 1, columns in characters."""

    line: int
    column: int
    length: int = 1
    """How many characters of its line it covers, at least one."""
    excerpt: str = ""
    """The line, or of a long line what stands around the column; empty where there is no line to show."""
    indent: int = 0
    """How many characters of the excerpt stand before the column."""

    @classmethod
    def within(cls, text: str, line: int, column: int, length: int) -> Place:
        """A place with the excerpt from `text`, which is that one line of the file."""
        start = 0 if len(text) <= EXCERPT else max(0, min(column - 1 - EXCERPT // 4, len(text) - EXCERPT))
        excerpt = text[start : start + EXCERPT]
        indent = min(column - 1 - start, len(excerpt))
        return cls(line, column, max(1, min(length, len(excerpt) - indent)), excerpt, indent)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a study, told so that its author can mend it."""

    file: str
    """Path of the study relative to the folder the build started in, with forward slashes."""
    line: int
    column: int
    """Both count from 1, the column in characters."""
    code: str
    """Stable: E1 reading, E2 shape, E3 meaning, E4 model and verification, E5 narrative."""
    where: str
    """The dotted path in the document; empty for the document as a whole."""
    what: str
    """What was found."""
    instead: str = ""
    """What would be right; empty when `what` says it."""
    severity: Literal["error", "warning"] = "error"
    length: int = 1
    """How many characters of the line it covers, at least one."""
    excerpt: str = ""
    """The source line, or of a long line what stands around the column; empty where there is none."""
    indent: int = 0
    """How many characters of the excerpt stand before the column."""
    silenced: str = ""
    """The reason for which its author silences it in the file; empty where nobody does."""

    @classmethod
    def at(
        cls,
        file: str,
        place: Place,
        code: str,
        where: Path,
        what: str,
        instead: str = "",
        severity: Literal["error", "warning"] = "error",
    ) -> Problem:
        """A problem at a place of a file."""
        return cls(
            file,
            place.line,
            place.column,
            code,
            visible(dotted(where)),
            visible(what),
            visible(instead),
            severity,
            place.length,
            visible(place.excerpt),
            place.indent,
        )

    def __str__(self) -> str:
        """`studies/x.yml:8:7: error[E202] actors.usa.alfa: unknown key 'alfa'; did you mean 'alpha'?`"""
        return self.told()

    def told(self, paint: Paint = unpainted) -> str:
        """The same, coloured by `paint`."""
        place = paint(f"{visible(self.file)}:{self.line}:{self.column}:", "place")
        code = paint(f"{self.severity}[{self.code}]", self.severity)
        where = f" {self.where}:" if self.where else ""
        instead = f"; {paint(self.instead, 'cure')}" if self.instead else ""
        return f"{place} {code}{where} {self.what}{instead}"


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem seen from inside a study, before anyone has looked up where it stands in the file."""

    path: Path
    code: str
    what: str
    instead: str = ""
    at_key: bool = False
    """Point at the key of the last step rather than at its value."""
    severity: Literal["error", "warning"] = "error"


def counted(number: int, noun: str) -> str:
    """`1 actor`, `3 actors`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def dotted(path: Path) -> str:
    """`("scenarios", 0, "set")` as `scenarios[0].set`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def visible(text: str) -> str:
    """The text with every character that would act on a terminal shown instead, one for one.

    An author's file may hold escape sequences and marks that turn the direction of writing; a message
    quotes them and must not obey them.
    """
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in _TURNING:
        return "\ufffd"
    code = ord(character)
    if code < 0x20:
        return " " if character == "\t" else chr(0x2400 + code)
    if 0x7F <= code < 0xA0:
        return "\u2421" if code == 0x7F else "\ufffd"
    return character


_TURNING = frozenset(
    "\u00ad\u061c\u200b\u2060\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


class ProblemsError(Exception):
    """Raised by a door, never by a stage: the build cannot go on because studies have problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} problem{'s' if len(problems) != 1 else ''} in the studies")
