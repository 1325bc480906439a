"""A problem is something an author can mend: where it stands, what was found, what would be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Path = tuple[str | int, ...]
"""A way into a study document: keys and list positions from the top."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; lines and columns count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a study, told so that its author can mend it."""

    file: str
    """Path of the study relative to the folder the build started in, with forward slashes."""
    line: int
    column: int
    code: str
    """Stable: E1 reading, E2 shape, E3 meaning, E4 model and verification, E5 narrative."""
    where: str
    """The dotted path in the document; empty for the document as a whole."""
    what: str
    """What was found."""
    instead: str = ""
    """What would be right; empty when `what` says it."""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """`studies/x.yml:8:7: error[E201] actors.usa.alfa: unknown key; did you mean 'alpha'?`"""
        where = f" {self.where}:" if self.where else ""
        instead = f"; {self.instead}" if self.instead else ""
        return f"{self.file}:{self.line}:{self.column}: {self.severity}[{self.code}]{where} {self.what}{instead}"


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


def dotted(path: Path) -> str:
    """`("scenarios", 0, "set")` as `scenarios[0].set`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


class ProblemsError(Exception):
    """Raised by a door, never by a stage: the build cannot go on because studies have problems."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} problem{'s' if len(problems) != 1 else ''} in the studies")
