"""The years: margins and verdicts, and observations beside them."""

from __future__ import annotations

from generator import numerals, words
from generator.deterrence.verdicts import Verdict
from generator.drawing import common, shapes, theme
from generator.drawing.figure import Column, Drawing, Table, drawing
from generator.kinds.force_exchange.charts.parts import (
    Found,
    Row,
    called,
    interval_columns,
    margin_row,
    name_of,
    pairs,
    postures,
    title_of,
)
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
            lambda width: shapes.lines_with_bands(lines[BASELINE], width, words.CHART["margin_axis"], sides, rules, log=True, dashed=dashed), table,
        )
    ]  # fmt: skip


def timeline_verdict(study: Study, results: Found) -> list[Drawing]:
    """The verdict year by year"""
    if len(study.states) < 2:
        return []
    shown = postures(study)
    rows: list[Row] = []
    used: set[str] = set()
    for key, name in shown.items():
        for state in study.states:
            case = results.cases[case_key(key, state.id)]
            used.add(case.verdict.key)
            held = case.shares.get(case.verdict.key)
            text = numerals.share(held) if held is not None else numerals.percent(0.0)
            rows.append(
                {
                    "year": state.id,
                    "label": name,
                    "what": _lettered(case.verdict.key),
                    "short": words.SHORT[case.verdict.key],
                    "verdict": words.VERDICTS[case.verdict.key][0],
                    "text": words.CHART["of_draws"].format(share=text),
                }
            )
    names = {_lettered(verdict.key): theme.verdict_colour(verdict.key) for verdict in Verdict if verdict.key in used}
    runs: list[tuple[str, str, str]] = []
    for row in rows[: len(study.states)]:
        if runs and runs[-1][0] == row["verdict"]:
            runs[-1] = (runs[-1][0], runs[-1][1], row["year"])
        else:
            runs.append((row["verdict"], row["year"], row["year"]))
    spans = [
        words.CHART["span"].format(verdict=what, start=start, end=end)
        if start != end
        else words.CHART["span_one"].format(verdict=what, start=start)
        for what, start, end in runs
    ]
    finding = words.CHART["strip_finding"].format(posture=shown[BASELINE], spans="; ".join(spans))
    columns = (
        Column("year", words.CHART["year"], False),
        Column("posture", words.CHART["posture"], False),
        Column("verdict", words.CHART["verdict"], False),
        Column("held", words.CHART["held"], False),
    )
    table = Table(columns, tuple((r["year"], r["label"], r["verdict"], r["text"]) for r in rows))
    return [
        drawing(
            "timeline-verdict",
            title_of(timeline_verdict),
            finding,
            words.CHART["strip_description"],
            lambda width: shapes.strip(rows, width, names),
            table,
        )
    ]


def series(study: Study, results: Found) -> list[Drawing]:
    """{title of the series}"""
    return common.series(study)


def _lettered(key: str) -> str:
    """A verdict with the letters that stand for it in a cell."""
    return f"{words.SHORT[key]}: {words.VERDICTS[key][0]}"
