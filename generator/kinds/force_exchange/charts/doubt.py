"""How sure the verdict is, and what moves it."""

from __future__ import annotations

from typing import Any

from generator import numerals, words
from generator.deterrence.verdicts import Verdict
from generator.drawing import shapes, theme
from generator.drawing.figure import Column, Drawing, Table, drawing
from generator.kinds.force_exchange.charts.parts import (
    Found,
    Row,
    actor_of,
    interval_columns,
    margin_row,
    name_of,
    pairs,
    plain,
    scenario_names,
    swing_table,
    swings_of,
    text_of,
    title_of,
)
from generator.kinds.force_exchange.naming import label
from generator.study import BASELINE, Study


def verdict_shares(study: Study, results: Found) -> list[Drawing]:
    """How often each verdict comes out when the uncertain inputs vary together"""
    rows: list[Row] = []
    used: dict[str, str] = {}
    for key, name in scenario_names(study).items():
        start = 0.0
        for verdict in Verdict:
            found = results.cases[key].shares.get(verdict.key)
            if found is None:
                continue
            word = words.VERDICTS[verdict.key][0]
            used[verdict.key] = word
            rows.append(
                {
                    "label": name,
                    "what": word,
                    "value": found.value,
                    "start": start,
                    "end": start + found.value,
                    "text": numerals.percent(found.value),
                }
            )
            start += found.value
    names = {used[verdict.key]: theme.verdict_colour(verdict.key) for verdict in Verdict if verdict.key in used}
    case = results.cases[BASELINE]
    first = next(iter(case.shares))
    finding = words.CHART["shares_finding"].format(
        verdict=words.VERDICTS[first][0],
        share=numerals.share_with_error(case.shares[first]),
        draws=f"{results.draws:,}",
    )
    table = Table(
        (
            Column("scenario", words.CHART["scenario"], False),
            Column("verdict", words.CHART["verdict"], False),
            Column("share", words.CHART["share"] + ", %"),
        ),
        tuple((r["label"], r["what"], float(r["value"]) * 100) for r in rows),
    )
    return [
        drawing(
            "verdict-shares",
            title_of(verdict_shares),
            finding,
            words.CHART["shares_description"],
            lambda width: shapes.shares(rows, width, words.CHART["share"], names),
            table,
        )
    ]


def scenarios(study: Study, results: Found) -> list[Drawing]:
    """Margin of retaliation in every scenario"""
    if not study.scenarios:
        return []
    rows: list[Row] = []
    for key, name in scenario_names(study).items():
        for actor, _ in pairs(study):
            rows.append({"label": name, **margin_row(study, results.cases[key], actor)})
    sides = [name_of(study, actor) for actor, _ in pairs(study)]
    rules = ((1.0, words.CHART["margin_rule"]),)
    finding = " ".join(
        words.CHART["scenarios_finding"].format(
            name=name_of(study, actor),
            least=text_of(study, results.cases[low], f"{actor}.margin"), least_in=names[low],
            most=text_of(study, results.cases[high], f"{actor}.margin"), most_in=names[high],
        )
        for names in [scenario_names(study)]
        for actor, _ in pairs(study)
        for low in [min(names, key=lambda key: results.cases[key].estimates[f"{actor}.margin"].median)]
        for high in [max(names, key=lambda key: results.cases[key].estimates[f"{actor}.margin"].median)]
    )  # fmt: skip
    table = Table(
        (
            Column("scenario", words.CHART["scenario"], False),
            Column("side", words.CHART["side"], False),
            *interval_columns(""),
        ),
        tuple((r["label"], r["side"], r["value"], r["low"], r["high"]) for r in rows),
    )
    log = max(row["high"] for row in rows) > 6
    description = words.CHART["scenarios_description"]
    return [
        drawing(
            "scenarios",
            title_of(scenarios),
            finding,
            description,
            lambda width: shapes.dots_by_side(rows, width, words.CHART["margin_axis"], sides, rules, log=log),
            table,
        )
    ]


def sensitivity(study: Study, results: Found) -> list[Drawing]:
    """What moves the {adjective} margin"""
    drawn = []
    for actor, _ in pairs(study):
        measure = f"{actor}.margin"
        swings, rows = swings_of(study, results, measure)
        if not swings:
            continue
        centre = results.cases[BASELINE].estimates[measure].point
        first = swings[0]
        finding = words.CHART["tornado_finding"].format(
            input=label(study, first.input),
            low=plain(min(first.at_low, first.at_high)),
            high=plain(max(first.at_low, first.at_high)),
            adjective=actor_of(study, actor)["adjective"],
        )

        def build(width: int, rows: Any = rows, centre: float = centre) -> Any:
            return shapes.tornado(
                rows, width, words.CHART["margin_axis"], centre, words.CHART["low_end"], words.CHART["high_end"]
            )

        title = title_of(sensitivity).format(adjective=actor_of(study, actor)["adjective"])
        drawn.append(
            drawing(
                f"sensitivity-{actor}",
                title,
                finding,
                words.CHART["tornado_description"],
                build,
                swing_table(study, swings),
            )
        )
    return drawn
