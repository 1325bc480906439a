"""More than two actors: every pair, the system, its wars, and what a reserve is worth."""

from __future__ import annotations

from typing import Any

from generator import numerals, words
from generator.deterrence import coalitions
from generator.deterrence.coalitions import Coalition
from generator.deterrence.verdicts import STANDARD, Verdict
from generator.drawing import common, shapes, stacks, theme, timelines
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, called, interval_columns, lettered, name_of, scenario_names, title_of
from generator.drawing.specification import drawing
from generator.drawing.verdict_charts import verdict_strip
from generator.kinds.force_exchange.charts.parts import ORDER, Found, estimate_row, text_of
from generator.kinds.force_exchange.dyads import by_side, dyads, rivals
from generator.kinds.force_exchange.naming import label, war_name
from generator.kinds.force_exchange.telling import pair_called, pair_name
from generator.study import BASELINE, Study, case_key


def _allied(study: Study, members: Coalition) -> str:
    return words.AND.join(name_of(study, actor) for actor in members)


def _called(study: Study, members: Coalition) -> str:
    return words.AND.join(called(study, actor) for actor in members)


def _dots(rows: list[Row], sides: list[str], axis: str, rules: tuple[tuple[float, str], ...], log: bool) -> Any:
    return lambda width: shapes.dots_by_side(rows, width, axis, sides, rules, log=log)


def _table(rows: list[Row], first: str, second: str) -> Table:
    heads = Column("row", first, False), Column("side", second, False), *interval_columns("")
    return Table(heads, tuple((r["label"], r["side"], r["value"], r["low"], r["high"]) for r in rows))


def margins(study: Study, results: Found) -> list[Drawing]:
    """Margin of retaliation against each opponent"""
    case, rows = results.cases[BASELINE], []
    for dyad, i, prefix in by_side(study.layout):
        actor, other = dyad.actors[i], dyad.actors[1 - i]
        label = words.CHART["against"].format(name=name_of(study, actor), other=name_of(study, other))
        rows.append({"label": label, "side": name_of(study, actor), **estimate_row(study, case, f"{prefix}.margin")})
    rows.sort(key=lambda row: [name_of(study, actor) for actor in study.layout["actors"]].index(row["side"]))
    least = min(rows, key=lambda row: row["value"])
    finding = words.CHART["margins_finding"].format(least=least["label"], margin=least["text"])
    sides = [name_of(study, actor) for actor in study.layout["actors"]]
    rules = ((1.0, words.CHART["margin_rule"]),)
    log = max(row["high"] for row in rows) > 6
    return [
        drawing(
            "margins",
            title_of(margins),
            finding,
            words.CHART["scenarios_description"],
            _dots(rows, sides, words.CHART["margin_axis"], rules, log),
            _table(rows, words.CHART["pair"], words.CHART["side"]),
        )
    ]


def system(study: Study, results: Found) -> list[Drawing]:
    """Stability of the whole system in every scenario"""
    names = {"system.lowest": words.CHART["system_lowest"], "system.product": words.CHART["system_product"]}
    rows = [
        {"label": title, "side": side, **estimate_row(study, results.cases[key], measure)}
        for key, title in scenario_names(study).items()
        for measure, side in names.items()
    ]
    lowest = [row for row in rows if row["side"] == names["system.lowest"]]
    worst, best = min(lowest, key=lambda row: row["value"]), max(lowest, key=lambda row: row["value"])
    finding = words.CHART["system_finding"].format(
        worst=worst["label"], low=worst["text"], best=best["label"], high=best["text"]
    )
    rules = ((STANDARD.stable_index, words.CHART["stable_rule"]),)
    return [
        drawing(
            "system",
            title_of(system),
            finding,
            words.CHART["system_description"].format(pairs=len(rivals(study.layout))),
            _dots(rows, list(names.values()), words.CHART["index_axis"], rules, False),
            _table(rows, words.CHART["scenario"], words.CHART["measure"]),
        )
    ]


def wars(study: Study, results: Found) -> list[Drawing]:
    """What tempts each side to attack first"""
    case, rows = results.cases[BASELINE], []
    kinds = {
        "incentive_to_pre_empt": words.CHART["pre_empt"],
        "incentive_to_strike": words.CHART["strike_first"],
    }
    for first, second in coalitions.wars(tuple(study.layout["actors"])):
        label = words.CHART["war"].format(first=_allied(study, first), second=_allied(study, second))
        said = words.CHART["war"].format(first=_called(study, first), second=_called(study, second))
        for name, side in kinds.items():
            found = estimate_row(study, case, f"{war_name(first, second)}.{name}")
            rows.append({"label": label, "said": said, "side": side, "allies": len(first) + len(second) > 2, **found})
    rows.sort(key=lambda row: row["allies"])
    fear = max((row for row in rows if row["side"] == kinds["incentive_to_pre_empt"]), key=lambda row: row["value"])
    greed = max((row for row in rows if row["side"] == kinds["incentive_to_strike"]), key=lambda row: row["value"])
    finding = words.CHART["wars_finding"].format(fear=fear["said"], fear_value=fear["text"])
    finding += words.CHART["wars_greed" if greed["value"] > 0 else "wars_no_greed"].format(
        greed=greed["said"], greed_value=greed["text"]
    )
    rules = ((0.0, words.CHART["no_gain"]),)
    return [
        drawing(
            "wars",
            title_of(wars),
            finding,
            words.CHART["wars_description"],
            _dots(rows, list(kinds.values()), words.CHART["incentive_axis"], rules, False),
            _table(rows, words.CHART["war_column"], words.CHART["measure"]),
        )
    ]


def two_fronts(study: Study, results: Found) -> list[Drawing]:
    """What the reserve is still worth after a war with a third"""
    case, rows = results.cases[BASELINE], []
    before, after = words.CHART["before_war"], words.CHART["after_war"]
    for dyad, i, prefix in by_side(study.layout):
        for third in study.layout["actors"]:
            if third in dyad.actors:
                continue
            label = words.CHART["front"].format(
                name=name_of(study, dyad.actors[i]),
                other=name_of(study, dyad.actors[1 - i]),
                third=name_of(study, third),
            )
            rows.append({"label": label, "side": before, **estimate_row(study, case, f"{prefix}.margin")})
            rows.append({"label": label, "side": after, **estimate_row(study, case, f"{prefix}.margin_after.{third}")})
    if max(row["high"] for row in rows if row["side"] == after) <= 0:
        return []
    holds = sum(1 for row in rows if row["side"] == after and row["value"] >= 1)
    finding = words.CHART["fronts_finding"].format(holds=holds, all=len(rows) // 2)
    rules = ((1.0, words.CHART["margin_rule"]),)
    log = max(row["high"] for row in rows) > 6
    return [
        drawing(
            "two-fronts",
            title_of(two_fronts),
            finding,
            words.CHART["fronts_description"],
            _dots(rows, [before, after], words.CHART["margin_axis"], rules, log),
            _table(rows, words.CHART["front_column"], words.CHART["when"]),
        )
    ]


def timeline_index(study: Study, results: Found) -> list[Drawing]:
    """First-strike stability of every pair over the years"""
    if len(study.states) < 2:
        return []
    pairs = rivals(study.layout)
    rows = [
        {
            "year": state.year,
            "side": pair_name(study, dyad),
            **estimate_row(study, results.cases[case_key(BASELINE, state.id)], dyad.of("index")),
        }
        for dyad in pairs
        for state in study.states
    ]
    last = results.cases[case_key(BASELINE, study.states[-1].id)]
    worst = min(pairs, key=lambda dyad: last.estimates[dyad.of("index")].median)
    finding = words.CHART["index_finding"].format(
        year=study.states[-1].id,
        pair=pair_called(study, worst),
        index=text_of(study, last, worst.of("index"), "full"),
    )
    heads = Column("year", words.CHART["year"], False), Column("pair", words.CHART["pair"], False)
    table = Table(
        (*heads, *interval_columns("")),
        tuple((f"{r['year']:g}", r["side"], r["value"], r["low"], r["high"]) for r in rows),
    )
    names, rules = [pair_name(study, dyad) for dyad in pairs], ((STANDARD.stable_index, words.CHART["stable_rule"]),)
    return [
        drawing(
            "timeline-index",
            title_of(timeline_index),
            finding,
            words.CHART["index_description"],
            lambda width: timelines.lines_with_bands(rows, width, words.CHART["index_axis"], names, rules, log=False),
            table,
        )
    ]


def timeline_verdict(study: Study, results: Found) -> list[Drawing]:
    """The verdict on every pair, year by year"""
    if len(study.states) < 2:
        return []
    shown = {
        pair_name(study, dyad): {
            state.id: results.cases[case_key(BASELINE, state.id)].pairs[dyad.key] for state in study.states
        }
        for dyad in rivals(study.layout)
    }
    return [verdict_strip("timeline-verdict", title_of(timeline_verdict), shown, ORDER)]


def verdict_shares(study: Study, results: Found) -> list[Drawing]:
    """How often each verdict comes out for each pair when the uncertain inputs vary together"""
    rows: list[Row] = []
    used: dict[str, str] = {}
    for dyad in dyads(study.layout):
        start, found = 0.0, results.cases[BASELINE].pairs[dyad.key].shares
        for verdict in Verdict:
            if verdict.key not in found:
                continue
            share, used[verdict.key] = found[verdict.key].value, lettered(verdict.key)
            cell = {"value": share, "start": start, "end": start + share, "text": numerals.percent(share)}
            cell |= {"what": used[verdict.key], "short": words.SHORT[verdict.key]}
            rows.append({"label": pair_name(study, dyad), "verdict": words.VERDICTS[verdict.key][0], **cell})
            start += share
    names = {used[verdict.key]: theme.verdict_colour(verdict.key) for verdict in Verdict if verdict.key in used}
    top = max(rows, key=lambda row: row["value"])
    finding = words.CHART["pair_shares_finding"].format(pair=top["label"], verdict=top["verdict"], share=top["text"])
    drawn = [{name: cell for name, cell in row.items() if name != "verdict"} for row in rows]
    heads = Column("pair", words.CHART["pair"], False), Column("verdict", words.CHART["verdict"], False)
    return [
        drawing(
            "verdict-shares",
            title_of(verdict_shares),
            finding,
            words.CHART["shares_description"],
            lambda width: stacks.shares(drawn, width, words.CHART["share"], names),
            Table(
                (*heads, Column("share", words.CHART["share"], unit="%")),
                tuple((r["label"], r["verdict"], float(r["value"]) * 100) for r in rows),
            ),
        )
    ]


def sensitivity(study: Study, results: Found) -> list[Drawing]:
    """What moves the stability of the worst pair"""
    said = {
        "finding": words.CHART["system_tornado_finding"], "description": words.CHART["tornado_description"],
        "axis": words.CHART["index_axis"], "at_low": words.CHART["at_low"], "at_high": words.CHART["at_high"],
    }  # fmt: skip
    return common.tornado(study, results, label, "system.lowest", "sensitivity-system", title_of(sensitivity), said)
