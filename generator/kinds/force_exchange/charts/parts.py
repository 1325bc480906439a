"""What several charts of this kind share, beside what all kinds do."""

from __future__ import annotations

from generator import numerals
from generator.deterrence.verdicts import Verdict
from generator.drawing.parts import Row, interval_row, name_of
from generator.kinds.force_exchange.detail import Detail
from generator.kinds.force_exchange.naming import measures
from generator.results import CaseResults, Results
from generator.study import Study

Found = Results[Detail]
ORDER = tuple(verdict.key for verdict in Verdict)
"""Verdicts as legends list them."""


def pairs(study: Study) -> list[tuple[str, str]]:
    """Both directions: an actor and the other one."""
    a, b = study.layout["actors"]
    return [(a, b), (b, a)]


def text_of(study: Study, case: CaseResults, measure: str, style: str = "estimate") -> str:
    """A measure of a case in print."""
    return numerals.estimate(case.estimates[measure], measures(study)[measure], style)


def margin_row(study: Study, case: CaseResults, actor: str) -> Row:
    """An actor's margin in a case as a row of a chart, to which the chart adds what it stands for."""
    return {"side": name_of(study, actor), **estimate_row(study, case, f"{actor}.margin")}


def estimate_row(study: Study, case: CaseResults, measure: str) -> Row:
    """A measure of a case as a row of a chart, to which the chart adds what it stands for."""
    return interval_row(case.estimates[measure], text_of(study, case, measure, "full"))
