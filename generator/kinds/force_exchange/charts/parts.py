"""What several charts of this kind share, beside what all kinds do."""

from __future__ import annotations

from generator import numerals
from generator.drawing.parts import Row as Row
from generator.drawing.parts import actor_of as actor_of
from generator.drawing.parts import called as called
from generator.drawing.parts import interval_columns as interval_columns
from generator.drawing.parts import name_of as name_of
from generator.drawing.parts import plain as plain
from generator.drawing.parts import scenario_names as scenario_names
from generator.drawing.parts import title_of as title_of
from generator.kinds.force_exchange.detail import Detail
from generator.kinds.force_exchange.naming import measures
from generator.results import CaseResults, Results
from generator.study import BASELINE, Study

Found = Results[Detail]


def pairs(study: Study) -> list[tuple[str, str]]:
    """Both directions: an actor and the other one."""
    a, b = study.layout["actors"]
    return [(a, b), (b, a)]


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
