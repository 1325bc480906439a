"""The sources a study may cite: its own and those of the bibliography, and which of them it does cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics.problem import Problem, Remark
from generator.loading.beside import Bibliography
from generator.study import Source


class Sources:
    """Known keys, and those that were used so far. A study's own come first."""

    def __init__(self, own: Mapping[str, Any], bibliography: Bibliography) -> None:
        self.own, self.bibliography = own, bibliography
        self.used: dict[str, None] = {}

    def __iter__(self) -> Iterator[str]:
        yield from self.own
        yield from (key for key in self.bibliography.lines if key not in self.own)

    def exists(self, key: str) -> bool:
        """Note that `key` is cited, and say whether it may be, as far as anybody can tell."""
        self.used.setdefault(key)
        return key in self.own or key in self.bibliography.lines or not self.bibliography.readable

    def shared(self) -> list[str]:
        """Keys that were cited and stand in the bibliography, in the order in which they were first cited."""
        return [key for key in self.used if key not in self.own and key in self.bibliography.entries]

    def twice(self) -> Iterator[Remark]:
        """A remark for each key that is both the study's own and the bibliography's."""
        for key in self.own:
            if key in self.bibliography.lines:
                at = f"{self.bibliography.file}, line {self.bibliography.lines[key]}"
                what = f"the source '{key}' stands in the bibliography too ({at})"
                yield Remark(("sources", key), "E380", what, "remove it here, or give it another key", at_key=True)

    def in_the_way(self) -> Iterator[Problem]:
        """Problems of the bibliography that keep sources which are cited here from being known."""
        for key in self.used:
            if key not in self.own and key not in self.bibliography.entries:
                if self.bibliography.readable:
                    yield from self.bibliography.broken.get(key, ())
                else:
                    yield from self.bibliography.problems

    def resolved(self) -> dict[str, Source]:
        """Every source a page may need: the study's own, and what it cites of the bibliography."""
        return {
            **{key: Source(key, **entry) for key, entry in self.own.items()},
            **{key: self.bibliography.entries[key] for key in self.shared()},
        }
