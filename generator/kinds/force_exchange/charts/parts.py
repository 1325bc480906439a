"""What several charts of this kind share: names, titles, texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator import numerals, words
from generator.drawing.figure import Column
from generator.kinds.force_exchange.detail import Detail
from generator.kinds.force_exchange.naming import measures
from generator.results import CaseResults, Results
from generator.study import BASELINE, Study

Found = Results[Detail]
Row = dict[str, Any]


def title_of(chart: Callable[..., Any]) -> str:
    """A chart's title: the first line of its docstring."""
    return (chart.__doc__ or "").strip().splitlines()[0]


def pairs(study: Study) -> list[tuple[str, str]]:
    """Both directions: an actor and the other one."""
    a, b = study.layout["actors"]
    return [(a, b), (b, a)]


def actor_of(study: Study, key: str) -> dict[str, str]:
    """An actor's entry in the study's layout."""
    found: dict[str, str] = study.layout["actors"][key]
    return found


def called(study: Study, key: str) -> str:
    """An actor's name inside a sentence, e.g. "the United States"."""
    actor = actor_of(study, key)
    return actor.get("called") or actor["name"]


def scenario_names(study: Study) -> dict[str, str]:
    """Case key -> title, for the baseline and every scenario."""
    return {BASELINE: study.baseline_title, **{scenario.id: scenario.title for scenario in study.scenarios}}


def postures(study: Study) -> dict[str, str]:
    """The baseline and the scenarios that are run over time."""
    return {
        BASELINE: study.baseline_posture,
        **{s.id: s.title for s in study.scenarios if s.over_time},
    }


def text_of(study: Study, case: CaseResults, measure: str, style: str = "estimate") -> str:
    """A measure of a case in print."""
    return numerals.estimate(case.estimates[measure], measures(study)[measure], style)


def margin_row(study: Study, case: CaseResults, actor: str) -> Row:
    """An actor's margin in a case as a row of a chart, to which the chart adds what it stands for."""
    found = case.estimates[f"{actor}.margin"]
    text = text_of(study, case, f"{actor}.margin", "full")
    side = name_of(study, actor)
    return {"side": side, "value": found.median, "low": found.low, "high": found.high, "text": text}


def interval_columns(unit: str) -> tuple[Column, Column, Column]:
    """Columns for a median and its interval."""
    after = f", {unit}" if unit else ""
    return (
        Column("median", words.CHART["median"] + after),
        Column("low", "5 %" + (" of draws" if unit == "%" else "")),
        Column("high", "95 %" + (" of draws" if unit == "%" else "")),
    )


def plain(value: float) -> str:
    """A number at central values, with two significant digits."""
    return numerals.number(value, numerals.plain_decimals(value, 2))


def name_of(study: Study, key: str) -> str:
    """An actor's name as a label."""
    return actor_of(study, key)["name"]
