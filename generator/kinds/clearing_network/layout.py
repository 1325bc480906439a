"""Who owes whom in a study, which pairs get a verdict, and what there is besides: read from its layout alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from generator.study import Study

Pair = tuple[str, str]
ALL_PAIRS = 8
"""Actors up to which every pair gets a verdict unasked."""


@dataclass(frozen=True)
class Debt:
    """One line of the network: who owes, whom, and under which path the amount stands."""

    debtor: str
    creditor: str

    @property
    def path(self) -> str:
        """The input that holds the amount."""
        return f"{self.debtor}.owes.{self.creditor}"


def actors(layout: Mapping[str, Any]) -> list[str]:
    """Every bank in the order of the file."""
    return list(layout["actors"])


def debts(study: Study) -> tuple[Debt, ...]:
    """Every debt inside the network, in the order of the file."""
    found = (path.split(".") for path in study.inputs if ".owes." in path)
    return tuple(Debt(debtor, creditor) for debtor, _, creditor in found)


def pairs(layout: Mapping[str, Any]) -> tuple[Pair, ...]:
    """The pairs that get a verdict, each once, in the order of the file: those named, or all where there are few."""
    actors = list(layout["actors"])
    named = [focus_of(layout), *(_pair(actors, pair) for pair in layout.get("pairs", ()))]
    if len(actors) <= ALL_PAIRS and not layout.get("pairs"):
        named += combinations(actors, 2)
    return tuple(dict.fromkeys(pair for pair in named if pair is not None))


def focus_of(layout: Mapping[str, Any]) -> Pair | None:
    """The pair that the author puts first; with two actors there is no other."""
    actors = list(layout["actors"])
    return _pair(actors, layout.get("focus") or (actors if len(actors) == 2 else ()))


def _pair(actors: list[str], named: Sequence[str]) -> Pair | None:
    """Two different actors in the order of the file; None for anything else, which is told elsewhere."""
    found = [actor for actor in actors if actor in named]
    return (found[0], found[1]) if len(found) == 2 == len(named) else None


def failing(layout: Mapping[str, Any]) -> list[str]:
    """The banks that are made to fail, one by one, for the pairs."""
    asked = {actor for pair in pairs(layout) for actor in pair}
    return [actor for actor in layout["actors"] if actor in asked]


def holders(study: Study) -> list[str]:
    """The banks whose assets are given by class, for fire sales."""
    found = {path.split(".")[0] for path in study.inputs if ".holdings." in path}
    return [actor for actor in study.layout["actors"] if actor in found]


def listed(layout: Mapping[str, Any]) -> list[str]:
    """The banks with figures of the stock market, for SRISK."""
    return [actor for actor, entry in layout["actors"].items() if entry.get("market") is not None]
