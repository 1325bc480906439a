"""Who owes whom in a study, which pairs get a verdict, and what there is besides: read from its layout alone."""

from __future__ import annotations

from collections.abc import Mapping
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
    order = {actor: place for place, actor in enumerate(layout["actors"])}
    focus = focus_of(layout)
    named = [*([focus] if focus else []), *layout.get("pairs", ())]
    if len(order) <= ALL_PAIRS and not layout.get("pairs"):
        named += list(combinations(order, 2))
    both = (sorted(pair, key=lambda actor: order[actor]) for pair in named)
    return tuple(dict.fromkeys((a, b) for a, b in both))


def focus_of(layout: Mapping[str, Any]) -> Pair | None:
    """The pair that the author puts first; with two actors there is no other."""
    named = list(layout.get("focus", ())) or (list(layout["actors"]) if len(layout["actors"]) == 2 else [])
    order = list(layout["actors"])
    if len(named) != 2:
        return None
    a, b = sorted(named, key=lambda actor: order.index(actor))
    return a, b


def failing(layout: Mapping[str, Any]) -> list[str]:
    """The banks that are made to fail, one by one, for the pairs."""
    asked = {actor for pair in pairs(layout) for actor in pair}
    return [actor for actor in layout["actors"] if actor in asked]


def holders(study: Study) -> list[str]:
    """The banks whose assets are given by class, for fire sales."""
    return [actor for actor in study.layout["actors"] if any(p.startswith(f"{actor}.holdings.") for p in study.inputs)]


def listed(layout: Mapping[str, Any]) -> list[str]:
    """The banks with figures of the stock market, for SRISK."""
    return [actor for actor, entry in layout["actors"].items() if entry.get("market") is not None]


def has_doubt_about_vectors(study: Study) -> bool:
    """Whether default costs anything in any case, so that greatest and least clearing vector may differ."""
    names = ("recovery_external", "recovery_internal")
    return any(
        end is not None and end < 1
        for inputs in study.cases().values()
        for name in names
        for end in (inputs[name].value, inputs[name].low)
    )
