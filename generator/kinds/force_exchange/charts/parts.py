"""What several charts of this kind share, beside what all kinds do."""

from __future__ import annotations

from collections.abc import Mapping

from generator import numerals, words
from generator.deterrence.verdicts import Verdict
from generator.drawing import theme, timelines
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row as Row
from generator.drawing.parts import actor_of as actor_of
from generator.drawing.parts import called as called
from generator.drawing.parts import interval_columns as interval_columns
from generator.drawing.parts import lettered as lettered
from generator.drawing.parts import name_of as name_of
from generator.drawing.parts import plain as plain
from generator.drawing.parts import scenario_names as scenario_names
from generator.drawing.parts import title_of as title_of
from generator.drawing.specification import drawing
from generator.kinds.force_exchange.detail import Detail
from generator.kinds.force_exchange.naming import measures
from generator.results import CaseResults, PairVerdict, Results
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
    return {"side": name_of(study, actor), **estimate_row(study, case, f"{actor}.margin")}


def estimate_row(study: Study, case: CaseResults, measure: str) -> Row:
    """A measure of a case as a row of a chart, to which the chart adds what it stands for."""
    found = case.estimates[measure]
    text = text_of(study, case, measure, "full")
    return {"value": found.median, "low": found.low, "high": found.high, "text": text}


def verdict_strip(id: str, title: str, shown: Mapping[str, Mapping[str, CaseResults | PairVerdict]]) -> Drawing:
    """A cell for every year and row, coloured and lettered by its verdict. `shown`: row -> year -> what was judged."""
    rows: list[Row] = []
    for name, years in shown.items():
        for year, judged in years.items():
            key = judged.verdict.key
            held = judged.shares.get(key)
            share = numerals.share(held) if held is not None else numerals.percent(0.0)
            text = words.CHART["of_draws"].format(share=share)
            rows.append({
                "year": year, "label": name, "what": lettered(key), "short": words.SHORT[key],
                "verdict": words.VERDICTS[key][0], "key": key, "text": text,
            })  # fmt: skip
    used = {row["key"] for row in rows}
    names = {lettered(v.key): theme.verdict_colour(v.key) for v in Verdict if v.key in used}
    first = next(iter(shown))
    runs: list[tuple[str, str, str]] = []
    for row in (row for row in rows if row["label"] == first):
        if runs and runs[-1][0] == row["verdict"]:
            runs[-1] = (runs[-1][0], runs[-1][1], row["year"])
        else:
            runs.append((row["verdict"], row["year"], row["year"]))
    spans = [
        words.CHART["span" if start != end else "span_one"].format(verdict=what, start=start, end=end)
        for what, start, end in runs
    ]
    heads = [Column("year", words.CHART["year"], False), Column("row", words.CHART["posture"], False)]
    heads += [Column("verdict", words.CHART["verdict"], False), Column("held", words.CHART["held"], False)]
    return drawing(
        id,
        title,
        words.CHART["strip_finding"].format(posture=first, spans="; ".join(spans)),
        words.CHART["strip_description"],
        lambda width: timelines.strip([{k: v for k, v in row.items() if k != "key"} for row in rows], width, names),
        Table(tuple(heads), tuple((r["year"], r["label"], r["verdict"], r["text"]) for r in rows)),
    )
