"""The years: margins and verdicts, and observations beside them."""

from __future__ import annotations

from generator import numerals, words
from generator.drawing import timelines
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, called, interval_columns, name_of, postures, title_of
from generator.drawing.specification import drawing
from generator.drawing.verdict_charts import verdict_strip
from generator.kinds.force_exchange.charts.parts import ORDER, Found, margin_row, pairs
from generator.study import BASELINE, Study, case_key


def timeline_margin(study: Study, results: Found) -> list[Drawing]:
    """Margin of retaliation over the years"""
    if len(study.states) < 2:
        return []
    shown = postures(study)
    lines: dict[str, list[Row]] = {key: [] for key in shown}
    for key in shown:
        for state in study.states:
            for actor, _ in pairs(study):
                case = results.cases[case_key(key, state.id)]
                lines[key].append({"year": state.year, **margin_row(study, case, actor)})
    sides = [name_of(study, actor) for actor, _ in pairs(study)]
    firsts = []
    for actor, _ in pairs(study):
        reached = [
            state.id
            for state in study.states
            if results.cases[case_key(BASELINE, state.id)].estimates[f"{actor}.margin"].median >= 1
        ]
        pattern = words.CHART["timeline_first"] if reached else words.CHART["timeline_never"]
        firsts.append(
            pattern.format(name=numerals.sentence_case(called(study, actor)), year=reached[0] if reached else "")
        )
    dashed = [row for key in list(shown)[1:2] for row in lines[key]]
    table = Table(
        (
            Column("year", words.CHART["year"], False),
            Column("posture", words.CHART["posture"], False),
            Column("side", words.CHART["side"], False),
            *interval_columns(""),
        ),
        tuple(
            (f"{r['year']:g}", shown[key], r["side"], r["value"], r["low"], r["high"])
            for key in shown
            for r in lines[key]
        ),
    )
    second = list(shown.values())[1:2]
    description = words.CHART["timeline_description"] + (
        words.CHART["timeline_dashed"].format(posture=second[0]) if second else ""
    )
    rules = ((1.0, words.CHART["margin_rule"]),)
    return [
        drawing(
            "timeline-margin", title_of(timeline_margin), " ".join(firsts), description,
            lambda width: timelines.lines_with_bands(lines[BASELINE], width, words.CHART["margin_axis"], sides, rules, log=True, dashed=dashed, dashed_name="".join(second)), table,
        )
    ]  # fmt: skip


def timeline_verdict(study: Study, results: Found) -> list[Drawing]:
    """The verdict year by year"""
    if len(study.states) < 2:
        return []
    shown = {
        name: {state.id: results.cases[case_key(key, state.id)] for state in study.states}
        for key, name in postures(study).items()
    }
    return [verdict_strip("timeline-verdict", title_of(timeline_verdict), shown, ORDER)]
