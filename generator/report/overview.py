"""What the home page and the list of studies show of all studies together: the timeline, and by what they are filtered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator import words
from generator.report.pages import Card
from generator.report.timeline import timeline


@dataclass(frozen=True)
class Option:
    """One thing a reader may ask for, and how many studies have it."""

    value: str
    name: str
    studies: int
    verdict: str = ""
    """The verdict whose mark stands before the name; empty without one."""


@dataclass(frozen=True)
class Filter:
    """One question with its answers; `name` is its key in the address of the page."""

    name: str
    title: str
    options: tuple[Option, ...]


def facts(cards: Sequence[Card]) -> dict[str, Any]:
    """Values for `_parts/filters.j2` and `_parts/timeline.j2`. `eras` are those of each study, by slug; `said` is what scripts say, as JSON."""
    return {
        "filters": filters(cards),
        "timeline": timeline(cards, words.KIND_TITLES),
        "said": json.dumps(words.COMPARE_SAID, ensure_ascii=False),
        "eras": {card.slug: " ".join(eras(card.period)) for card in cards},
    }


def eras(period: tuple[int, int]) -> tuple[str, ...]:
    """The eras that a period touches, by key."""
    return tuple(
        key
        for key, (_, first, last) in words.ERAS.items()
        if (first is None or period[1] >= first) and (last is None or period[0] <= last)
    )


def filters(cards: Sequence[Card]) -> tuple[Filter, ...]:
    """Kind, era and verdict, each with the answers that at least one study gives."""
    kinds = [Option(key, title, sum(card.kind == key for card in cards)) for key, title in words.KIND_TITLES.items()]
    times = [
        Option(key, title, sum(key in eras(card.period) for card in cards)) for key, (title, *_) in words.ERAS.items()
    ]
    verdicts = [
        Option(key, title, sum(card.verdict == key for card in cards), key)
        for key, (title, _) in words.VERDICTS.items()
    ]
    asked = (("kind", kinds), ("era", times), ("verdict", verdicts))
    return tuple(
        Filter(name, words.FILTERS[name], tuple(option for option in options if option.studies))
        for name, options in asked
    )
