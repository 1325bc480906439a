"""The pairs of a study and what their measures are called: plainly with two actors, by both names with more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

MOST_ACTORS = 4
"""Four have fifty possible wars, five a hundred and eighty."""


@dataclass(frozen=True)
class Dyad:
    """Two actors of a study who face each other."""

    a: str
    b: str
    alone: bool
    """True in a study of two actors, where measures need not say against whom."""

    @property
    def sides(self) -> tuple[str, str]:
        """What the measures of each side start with: `usa`, or `usa.russia` for the United States against Russia."""
        return (self.a, self.b) if self.alone else (f"{self.a}.{self.b}", f"{self.b}.{self.a}")

    @property
    def actors(self) -> tuple[str, str]:
        """Both actors."""
        return self.a, self.b

    @property
    def key(self) -> str:
        """A name for the pair in results: `usa.russia`."""
        return f"{self.a}.{self.b}"

    def of(self, name: str) -> str:
        """A measure that both sides share: `index`, or `usa.russia.index`."""
        return name if self.alone else f"{self.key}.{name}"


def dyads(layout: Mapping[str, Any]) -> tuple[Dyad, ...]:
    """Every two actors of a study, in the order of the file."""
    actors = list(layout["actors"])
    return tuple(Dyad(a, b, len(actors) == 2) for a, b in combinations(actors, 2))


def rivals(layout: Mapping[str, Any]) -> tuple[Dyad, ...]:
    """The pairs that the system's indices are about: those the study names, else all."""
    named = [frozenset(pair) for pair in layout.get("rivals", ())]
    return tuple(dyad for dyad in dyads(layout) if not named or frozenset(dyad.actors) in named)


def by_side(layout: Mapping[str, Any]) -> Iterator[tuple[Dyad, int, str]]:
    """Every pair from both ends: the pair, the side (0 or 1), and what that side's measures start with."""
    for dyad in dyads(layout):
        for i in (0, 1):
            yield dyad, i, dyad.sides[i]
