"""How sure the verdict is, and what moves it."""

from __future__ import annotations

from generator import words
from generator.deterrence.verdicts import Verdict
from generator.drawing import common, shapes, verdict_charts
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, actor_of, interval_columns, name_of, scenario_names, title_of
from generator.drawing.specification import drawing
from generator.kinds.force_exchange.charts.parts import Found, margin_row, pairs, text_of
from generator.kinds.force_exchange.naming import label
from generator.study import Study


def verdict_shares(study: Study, results: Found) -> list[Drawing]:
    """How often each verdict comes out when the uncertain inputs vary together"""
    return verdict_charts.verdict_shares(study, results, (verdict.key for verdict in Verdict))


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
        adjective = actor_of(study, actor)["adjective"]
        said = {
            "finding": words.CHART["tornado_finding"],
            "description": words.CHART["tornado_description"], "axis": words.CHART["margin_axis"],
            "at_low": words.CHART["at_low"], "at_high": words.CHART["at_high"],
        }  # fmt: skip
        title = title_of(sensitivity).format(adjective=adjective)
        drawn += common.tornado(
            study, results, label, f"{actor}.margin", f"sensitivity-{actor}", title, said, adjective=adjective
        )
    return drawn
