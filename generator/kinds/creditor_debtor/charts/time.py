"""The years: margins, losses of either nature, and verdicts."""

from __future__ import annotations

from generator import words
from generator.deterrence.verdicts import Verdict
from generator.drawing import timelines
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, called, interval_columns, name_of, postures, title_of
from generator.drawing.specification import drawing
from generator.drawing.verdict_charts import verdict_strip
from generator.kinds.creditor_debtor.charts.parts import MONEY, Found, fitted, in_numbers, row_of, text_of, years
from generator.kinds.creditor_debtor.meaning import order
from generator.study import Study


def _line(study: Study, results: Found, measures: dict[str, str], scenario: str) -> list[Row]:
    """A row for every year and side; `measures` maps sides to what is drawn of them."""
    rows = [
        {"year": float(state), "side": name_of(study, side), **row_of(study, results.cases[case], measure)}
        for state, case in years(study, scenario).items()
        for side, measure in measures.items()
    ]
    return fitted(rows, "value", "low", "high")


def _table(lines: dict[str, list[Row]]) -> Table:
    return Table(
        (
            Column("year", words.CHART["year"], False),
            Column("line", words.CHART["posture"], False),
            Column("side", words.CHART["side"], False),
            *interval_columns(""),
        ),
        tuple(
            (f"{r['year']:g}", name, r["side"], r["value"], r["low"], r["high"])
            for name, rows in lines.items()
            for r in rows
        ),
    )


def timeline_margin(study: Study, results: Found) -> list[Drawing]:
    """What striking first would cost, over the years"""
    if len(study.states) < 2 or not in_numbers(study):
        return []
    margins = {side: f"{side}.margin" for side in order(study)}
    lines = {name: _line(study, results, margins, key) for key, name in postures(study).items()}
    first, *others = lines
    findings = []
    for side, measure in margins.items():
        held = [state for state, case in years(study).items() if results.cases[case].estimates[measure].median >= 1]
        pattern = "timeline-margin-finding" if held else "timeline-margin-never"
        findings.append(MONEY[pattern].format(name=name_of(study, side), years=", ".join(held)))
    description = MONEY["timeline-margin-description"]
    if others:
        description += words.CHART["timeline_dashed"].format(posture=others[0])
    sides = [name_of(study, side) for side in order(study)]
    dashed = lines[others[0]] if others else []
    return [
        drawing(
            "timeline-margin", title_of(timeline_margin), " ".join(findings), description,
            lambda width: timelines.lines_with_bands(
                lines[first], width, MONEY["timeline-margin-axis"], sides, ((1.0, MONEY["margin-rule"]),), log=True, dashed=dashed, dashed_name=others[0] if others else ""
            ),
            _table(lines),
        )
    ]  # fmt: skip


def timeline_stock(study: Study, results: Found) -> list[Drawing]:
    """Own loss and harm done over the years: wealth"""
    return _losses(study, results, "stock", title_of(timeline_stock))


def timeline_flow(study: Study, results: Found) -> list[Drawing]:
    """Own loss and harm done over the years: income"""
    return _losses(study, results, "flow", title_of(timeline_flow))


def _losses(study: Study, results: Found, nature: str, title: str) -> list[Drawing]:
    if len(study.states) < 2 or not in_numbers(study):
        return []
    sides = order(study)
    own = _line(study, results, {side: f"{side}.blowback_{nature}" for side in sides}, "baseline")
    harm = _line(study, results, {side: f"{side}.harm_{nature}" for side in sides}, "baseline")
    cases = list(years(study).items())
    (start, first), (end, last) = cases[0], cases[-1]
    findings = [
        MONEY["timeline-finding"].format(
            name=called(study, side), start=start, end=end,
            first=text_of(study, results.cases[first], measure), last=text_of(study, results.cases[last], measure),
        )
        for side in sides
        for measure in [f"{side}.blowback_{nature}"]
        if results.cases[first].estimates[measure].median > 0 or results.cases[last].estimates[measure].median > 0
    ]  # fmt: skip
    names = [name_of(study, side) for side in sides]
    return [
        drawing(
            f"timeline-{nature}",
            title,
            " ".join(findings) or MONEY["never"],
            MONEY["timeline-description"].format(never=MONEY["never"]),
            lambda width: timelines.lines_with_bands(
                own,
                width,
                MONEY[f"hostage-axis-{nature}"],
                names,
                (),
                log=True,
                dashed=harm,
                dashed_name=words.MONEY_FIELDS["harm"],
            ),
            _table({words.MONEY_FIELDS["blowback"]: own, words.MONEY_FIELDS["harm"]: harm}),
        )
    ]


def timeline_verdict(study: Study, results: Found) -> list[Drawing]:
    """The verdict year by year"""
    if len(study.states) < 2:
        return []
    shown = {
        name: {state: results.cases[case] for state, case in years(study, scenario).items()}
        for scenario, name in postures(study).items()
    }
    order = [verdict.key for verdict in Verdict]
    title = title_of(timeline_verdict)
    return [verdict_strip("timeline-verdict", title, shown, order, counted=in_numbers(study))]
