"""A study while it is being read: the document, what of it is unusable, and the problems met on the way."""

from __future__ import annotations

from typing import Any

from generator.diagnostics.problem import Path, Problem, Remark
from generator.loading.bad import BadPaths
from generator.loading.beside import Beside
from generator.loading.document import Document
from generator.loading.sources import Sources
from generator.study import is_dynamic


class Draft:
    """What every room of the loader works on. Only `bad`, `sources` and the document's problems change."""

    def __init__(self, document: Document, beside: Beside) -> None:
        self.document, self.beside = document, beside
        self.data: Any = document.data
        self.bad = BadPaths(document.refused)
        """Paths of what has the wrong shape; it has been told, so nothing further is said of what lies below."""
        self.told: set[Path] = set()
        """Paths of changes that hit nothing; the rest of a study can still be told apart."""
        self.sources = Sources({}, beside.bibliography)
        """What may be cited; the study's own sources join once their shape is known."""

    def note(self, remark: Remark) -> None:
        """A problem at the place its path has in the file."""
        place = self.document.place(remark.path, at_key=remark.at_key)
        self.document.note(
            Problem.at(
                self.document.file, place, remark.code, remark.path, remark.what, remark.instead, remark.severity
            )
        )

    def mapping(self, key: str) -> dict[str, Any]:
        """The mapping at a key of the top level; empty if there is none of usable shape."""
        value = self.data.get(key)
        return value if isinstance(value, dict) and (key,) not in self.bad else {}

    def entries(self, key: str) -> list[tuple[int, dict[str, Any]]]:
        """Position and mapping of every entry of a list at the top level."""
        found = None if (key,) in self.bad else self.data.get(key)
        return (
            [(i, entry) for i, entry in enumerate(found) if isinstance(entry, dict)] if isinstance(found, list) else []
        )

    def is_below_bad(self, key: str) -> bool:
        """Whether an input lies in a part of the file whose shape is wrong, so that nothing can be said of it."""
        steps = tuple(key.split("."))
        return self.bad.around(steps if is_dynamic(key) else ("actors", *steps))
