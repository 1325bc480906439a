"""What several charts of this kind share: the situations they show, and rows with names and intervals."""

from __future__ import annotations

from collections.abc import Sequence

from generator import numerals, words
from generator.drawing.parts import Row, interval_row
from generator.kinds.power_balance.detail import Detail
from generator.kinds.power_balance.meaning import covers, measures, year_of
from generator.results import CaseResults, Results
from generator.study import BASELINE, Study, case_key

Found = Results[Detail]


def situations(study: Study) -> dict[str, str]:
    """Case key -> what to call it: the states, or the baseline where there are none."""
    if not study.states:
        return {BASELINE: study.baseline_title}
    return {case_key(BASELINE, state.id): state.id for state in study.states}


def side_of(study: Study, key: str) -> dict[str, str]:
    """A side's entry in the study's layout."""
    found: dict[str, str] = study.layout["sides"][key]
    return found


def side_called(study: Study, key: str, case: str | None = None) -> str:
    """A side's name inside a sentence; of a case, what it was called in that year."""
    side = side_of(study, key) if case is None else era_of(study, key, case)
    return side.get("called") or side["name"]


def era_of(study: Study, key: str, case: str) -> dict[str, str]:
    """The names of a side in the year of a case."""
    side = study.layout["sides"][key]
    year = year_of(study, case)
    return next((era for era in side.get("eras", ()) if covers(era, year)), side)


def rivals(study: Study, results: Found, case: str) -> dict[str, str]:
    """The names of the dominant power and the challenger in a case."""
    entry = study.layout["rivalries"][results.detail.readings[case].rivalry]
    actors = study.layout["actors"]
    return {role: actors[entry[role]]["name"] for role in ("dominant", "challenger")}


def text_of(study: Study, case: CaseResults, measure: str, style: str = "estimate") -> str:
    """A measure of a case in print."""
    return numerals.estimate(case.estimates[measure], measures(study)[measure], style)


def row_of(study: Study, case: CaseResults, measure: str, **more: str) -> Row:
    """A measure of a case as a row of a chart, with its label and whatever else the chart needs."""
    return interval_row(case.estimates[measure], text_of(study, case, measure, "full"), **more)


def listed(names: Sequence[str]) -> str:
    """`1914, 1939 and 1950`."""
    return words.AND.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
