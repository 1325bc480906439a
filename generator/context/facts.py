"""The facts of the panels, each row with its source and grade, read from the JSON files beside this module.

A row has the licence of its source. Nothing here is an input of a model, and nothing of a study comes in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

DATA = Path(__file__).resolve().parent / "data"

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Cited:
    """Something that was read for a panel, and how far it was read."""

    id: str
    citation: str
    """Markdown."""
    grade: str
    licence: str
    note: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row carries: where it was read and how well it is known."""

    id: str | int
    source: str
    grade: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Row):
    """A published probability of nuclear war or use, per year, or in `total` over a number of `years`."""

    label: str
    low: float | None = None
    value: float | None = None
    high: float | None = None
    total: float | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoUse(Row):
    """A statement of how often nuclear weapons were used in war between two years."""

    since: int
    through: int
    uses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Famine(Row):
    """A case of Xia et al. 2022: soot in teragrams, weapons with their yield, and people in millions."""

    soot_tg: int
    weapons: int
    yield_kt: int
    direct_million: int
    without_food_million: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths(Row):
    """A published number of people killed; `counted` after a use in war, otherwise estimated for a war that did not happen."""

    label: str
    low: int
    high: int | None
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class War(Row):
    """A war between states. Who was `armed` with nuclear weapons and whether these `opposed` each other is our coding."""

    name: str
    start: int
    end: int
    participants: list[int]
    armed: list[int]
    opposed: bool
    battle_deaths: int
    """A minimum, without civilians."""


def sources() -> Mapping[str, Cited]:
    """Everything that was read, by id."""
    return {row.id: row for row in _rows("sources", Cited)}


def risks() -> tuple[Risk, ...]:
    """Published probabilities of nuclear war or use; they do not ask about the same event."""
    return _rows("annual_risk", Risk)


def no_use() -> NoUse:
    """The latest statement that nuclear weapons have not been used in war since August 1945."""
    return max(_rows("no_use", NoUse), key=lambda row: row.through)


def famine() -> tuple[Famine, ...]:
    """The rows of Xia et al. 2022, Table 1, by soot."""
    return _rows("famine", Famine)


def world_population_million() -> int:
    """The world population that Xia et al. 2022 reckon with."""
    found: int = _file("famine")["world_population_million"]
    return found


def deaths() -> tuple[Deaths, ...]:
    """Published numbers of deaths."""
    return _rows("deaths", Deaths)


def wars() -> tuple[War, ...]:
    """The wars between states that began from 1947 to 2003, by year."""
    return _rows("wars", War)


@cache
def _file(name: str) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _rows(name: str, of: type[R]) -> tuple[R, ...]:
    return tuple(of(**row) for row in _file(name)["rows"])
