"""What charts of every kind share: names, titles, columns, and the search for a kind's charts."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

from generator import numerals, words
from generator.drawing.figure import Column, Drawing
from generator.results import Results
from generator.study import BASELINE, Study
from generator.uncertainty.estimates import Estimate

Row = dict[str, Any]


def drawn(modules: Iterable[ModuleType], study: Study, results: Results[Any]) -> list[Drawing]:
    """Every chart that has something to show: the public functions of the modules, in their order."""
    return [item for chart in _charts(modules) for item in chart(study, results)]


def named(modules: Iterable[ModuleType]) -> dict[str, tuple[str, ...]]:
    """What an author writes under `show:` for each chart -> its titles, with places for names in braces.

    Two modules may draw a chart of one name, each for studies of its own.
    """
    found: dict[str, tuple[str, ...]] = {}
    for chart in _charts(modules):
        name, title = chart.__name__.replace("_", "-"), title_of(chart)
        if title not in found.get(name, ()):
            found[name] = (*found.get(name, ()), title)
    return found


def _charts(modules: Iterable[ModuleType]) -> list[Callable[..., list[Drawing]]]:
    return [
        found
        for module in modules
        for name, found in vars(module).items()
        if inspect.isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_")
    ]


def title_of(chart: Callable[..., Any]) -> str:
    """A chart's title: the first line of its docstring."""
    return (chart.__doc__ or "").strip().splitlines()[0]


def actor_of(study: Study, key: str) -> dict[str, str]:
    """An actor's entry in the study's layout."""
    found: dict[str, str] = study.layout["actors"][key]
    return found


def called(study: Study, key: str) -> str:
    """An actor's name inside a sentence, e.g. "the United States"."""
    actor = actor_of(study, key)
    return actor.get("called") or actor["name"]


def name_of(study: Study, key: str) -> str:
    """An actor's name as a label."""
    return actor_of(study, key)["name"]


def scenario_names(study: Study) -> dict[str, str]:
    """Case key -> title, for the baseline and every scenario."""
    return {BASELINE: study.baseline_title, **{scenario.id: scenario.title for scenario in study.scenarios}}


def interval_row(found: Estimate, text: str, **more: str) -> Row:
    """An estimate as a row of a chart: value, low, high, its text in print, and whatever else the chart needs."""
    return {"value": found.median, "low": found.low, "high": found.high, "text": text, **more}


def postures(study: Study) -> dict[str, str]:
    """Scenario -> what it is called over the years: the baseline and the scenarios that are run over time."""
    return {BASELINE: study.baseline_posture, **{s.id: s.title for s in study.scenarios if s.over_time}}


def interval_columns(unit: str) -> tuple[Column, Column, Column]:
    """Columns for a median and its interval."""
    return (
        Column("median", words.CHART["median"], unit=unit),
        Column("low", words.CHART["low_draws"], unit=unit),
        Column("high", words.CHART["high_draws"], unit=unit),
    )


def plain(value: float) -> str:
    """A number at central values, with two significant digits."""
    return numerals.number(value, numerals.plain_decimals(value, 2))


def lettered(key: str) -> str:
    """A verdict with the letters that stand for it in a cell."""
    return f"{words.SHORT[key]}: {words.VERDICTS[key][0]}"
