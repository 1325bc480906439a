"""The charts of a force-exchange report. A chart is one public function here; its docstring's first line is the title.

A function takes the study and its results and returns its drawings: none where the study has nothing
to show, several where there is one for each actor. `draw` calls them in the order they stand in.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from generator import numerals, words
from generator.deterrence.verdicts import Verdict
from generator.drawing import shapes, theme
from generator.drawing.figure import Cell, Column, Drawing, Table, drawing
from generator.kinds.force_exchange.detail import Detail
from generator.kinds.force_exchange.meaning import label, measures
from generator.results import CaseResults, Results
from generator.study import BASELINE, Study, case_key

Found = Results[Detail]
Row = dict[str, Any]


def draw(study: Study, results: Found) -> list[Drawing]:
    """Every chart of the report: all public functions of this module below `draw`."""
    module = sys.modules[__name__]
    charts: list[Callable[[Study, Found], list[Drawing]]] = [
        found
        for name, found in vars(module).items()
        if inspect.isfunction(found) and found.__module__ == __name__ and not name.startswith("_") and name != "draw"
    ]
    return [drawn for chart in charts for drawn in chart(study, results)]


def damage(study: Study, results: Found) -> list[Drawing]:
    """Damage by a first strike and by retaliation, held against what the victim would find too much"""
    case = results.cases[BASELINE]
    rows: list[Row] = []
    for actor, other in _pairs(study):
        alpha, tau = study.inputs[f"{other}.alpha"].value, study.inputs[f"{other}.tau"].value
        for measure, group in (
            ("first_strike_damage", words.CHART["first"]),
            ("retaliatory_damage", words.CHART["second"]),
        ):
            found = case.estimates[f"{actor}.{measure}"]
            name = words.CHART["strike" if measure == "first_strike_damage" else "retaliation"].format(
                adjective=_actor(study, actor)["adjective"]
            )
            text = numerals.estimate(found, measures(study)[f"{actor}.{measure}"], "full")
            rows.append(
                {
                    "label": name,
                    "group": group,
                    "value": found.median,
                    "low": found.low,
                    "high": found.high,
                    "tau": tau,
                    "alpha": alpha,
                    "text": text,
                }
            )
    names = {words.CHART["first"]: theme.BEFORE, words.CHART["second"]: theme.AFTER}
    finding = " ".join(
        words.CHART["damage_finding"].format(
            name=_called(study, actor),
            other=_called(study, other),
            damage=_text(study, case, f"{actor}.retaliatory_damage"),
            tau=numerals.given(study.inputs[f"{other}.tau"].value, study.quantities[f"{other}.tau"]),
        )
        for actor, other in _pairs(study)
    )
    columns = (
        Column("strike", words.CHART["strike_column"], False),
        *_interval_columns("%"),
        Column("unacceptable", words.CHART["tau"] + ", %"),
        Column("acceptable", words.CHART["alpha"] + ", %"),
    )
    table = Table(
        columns,
        tuple(
            (r["label"], r["value"] * 100, r["low"] * 100, r["high"] * 100, r["tau"] * 100, r["alpha"] * 100)
            for r in rows
        ),
    )
    title, thresholds = words.CHART["damage_axis"], {"tau": words.CHART["tau"], "alpha": words.CHART["alpha"]}
    return [
        drawing(
            "damage",
            _title(damage),
            finding,
            words.CHART["damage_description"],
            lambda width: shapes.bars_with_intervals(rows, width, title, share=True, names=names, words=thresholds),
            table,
        )
    ]


def hurdles(study: Study, results: Found) -> list[Drawing]:
    """{adjective} retaliation, hurdle by hurdle"""
    drawn = []
    for i, (actor, other) in enumerate(_pairs(study)):
        found = results.detail.hurdles[BASELINE][actor]
        steps = list(found.waterfall.items())
        if steps[0][1] <= 0:
            continue
        rows: list[Row] = []
        before = steps[0][1]
        for name, weight in steps:
            text = (
                f"{numerals.number(weight, numerals.plain_decimals(weight))} ({numerals.percent(weight / steps[0][1])})"
            )
            rows.append({"label": words.HURDLES[name][0], "value": weight, "before": before, "text": text})
            before = weight
        losses = {
            name: weight_before - weight for (name, weight), (_, weight_before) in zip(steps[1:], steps, strict=False)
        }
        worst = max(losses, key=lambda name: losses[name])
        last = steps[-1][1]
        finding = words.CHART["hurdles_finding"].format(
            share=numerals.percent(last / steps[0][1]), adjective=_actor(study, actor)["adjective"], worst=words.HURDLE_NOUNS[worst],
            margin=words.CHART["never_enough"] if found.required is None else words.CHART["hurdles_margin"].format(times=numerals.number(last / found.required, 1 if last / found.required < 10 else 0)),
        )  # fmt: skip
        table = Table(
            (
                Column("hurdle", words.CHART["hurdle"], False),
                Column("left", "EMT"),
                Column("share", words.CHART["of_force"] + ", %"),
            ),
            tuple((words.HURDLES[name][0], weight, weight / steps[0][1] * 100) for name, weight in steps),
        )
        colour = theme.SIDES[i]
        needed = words.CHART["needed"]

        def build(
            width: int,
            rows: Any = rows,
            colour: str = colour,
            required: float | None = found.required,
            needed: str = needed,
        ) -> Any:
            return shapes.waterfall(rows, width, words.CHART["hurdles_axis"], colour, required, needed)

        title = _title(hurdles).format(adjective=_actor(study, actor)["adjective"])
        description = words.CHART["hurdles_description"].format(other=_called(study, other))
        drawn.append(drawing(f"hurdles-{actor}", title, finding, description, build, table))
    return drawn


def break_evens(study: Study, results: Found) -> list[Drawing]:
    """How low each hurdle of the {adjective} force may sink before deterrence falls"""
    drawn = []
    for i, (actor, _) in enumerate(_pairs(study)):
        items = [item for item in results.detail.hurdles[BASELINE][actor].break_evens if item.leg is None]
        if not items or results.detail.hurdles[BASELINE][actor].waterfall["passive"] <= 0:
            continue
        rows: list[Row] = []
        for item in items:
            status = words.BREAK_EVEN[item.status]
            text = words.CHART["break_even_text"].format(now=numerals.percent(item.value), status=status)
            if item.break_even is not None:
                text = words.CHART["break_even_needed"].format(
                    now=numerals.percent(item.value), needed=numerals.percent(item.break_even)
                )
            rows.append(
                {
                    "label": words.HURDLES[item.hurdle][0],
                    "value": item.value,
                    "break_even": item.break_even,
                    "text": text,
                }
            )
        binding = [item for item in items if item.break_even is not None]
        if binding:
            tightest = min(binding, key=lambda item: item.value - (item.break_even or 0.0))
            pattern = "break_even_stands" if tightest.status == "stands" else "break_even_short"
            finding = words.CHART[pattern].format(
                hurdle=words.HURDLE_NOUNS[tightest.hurdle],
                now=numerals.percent(tightest.value),
                needed=numerals.percent(tightest.break_even or 0.0),
            )
        else:
            finding = words.CHART["break_even_none"]
        table = Table(
            (
                Column("hurdle", words.CHART["hurdle"], False),
                Column("now", words.CHART["now"] + ", %"),
                Column("break_even", words.CHART["break_even"] + ", %"),
                Column("status", words.CHART["status"], False),
            ),
            tuple(
                (
                    words.HURDLES[item.hurdle][0],
                    item.value * 100,
                    None if item.break_even is None else item.break_even * 100,
                    words.BREAK_EVEN[item.status],
                )
                for item in items
            ),
        )

        def build(width: int, rows: Any = rows, colour: str = theme.SIDES[i]) -> Any:
            return shapes.now_and_needed(
                rows, width, words.CHART["break_even_axis"], colour, words.CHART["now"], words.CHART["break_even"]
            )

        title = _title(break_evens).format(adjective=_actor(study, actor)["adjective"])
        drawn.append(
            drawing(f"break-evens-{actor}", title, finding, words.CHART["break_even_description"], build, table)
        )
    return drawn


def scenarios(study: Study, results: Found) -> list[Drawing]:
    """Margin of retaliation in every scenario"""
    if not study.scenarios:
        return []
    rows: list[Row] = []
    for key, name in _scenario_names(study).items():
        for actor, _ in _pairs(study):
            found = results.cases[key].estimates[f"{actor}.margin"]
            text = _text(study, results.cases[key], f"{actor}.margin", "full")
            rows.append(
                {
                    "label": name,
                    "side": _actor(study, actor)["name"],
                    "value": found.median,
                    "low": found.low,
                    "high": found.high,
                    "text": text,
                }
            )
    sides = [_actor(study, actor)["name"] for actor, _ in _pairs(study)]
    rules = ((1.0, words.CHART["margin_rule"]),)
    finding = " ".join(
        words.CHART["scenarios_finding"].format(
            name=_actor(study, actor)["name"],
            least=_text(study, results.cases[low], f"{actor}.margin"), least_in=names[low],
            most=_text(study, results.cases[high], f"{actor}.margin"), most_in=names[high],
        )
        for names in [_scenario_names(study)]
        for actor, _ in _pairs(study)
        for low in [min(names, key=lambda key: results.cases[key].estimates[f"{actor}.margin"].median)]
        for high in [max(names, key=lambda key: results.cases[key].estimates[f"{actor}.margin"].median)]
    )  # fmt: skip
    table = Table(
        (
            Column("scenario", words.CHART["scenario"], False),
            Column("side", words.CHART["side"], False),
            *_interval_columns(""),
        ),
        tuple((r["label"], r["side"], r["value"], r["low"], r["high"]) for r in rows),
    )
    log = max(row["high"] for row in rows) > 6
    description = words.CHART["scenarios_description"]
    return [
        drawing(
            "scenarios",
            _title(scenarios),
            finding,
            description,
            lambda width: shapes.dots_by_side(rows, width, words.CHART["margin_axis"], sides, rules, log=log),
            table,
        )
    ]


def verdict_shares(study: Study, results: Found) -> list[Drawing]:
    """How often each verdict comes out when the uncertain inputs vary together"""
    rows: list[Row] = []
    used: dict[str, str] = {}
    for key, name in _scenario_names(study).items():
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
            _title(verdict_shares),
            finding,
            words.CHART["shares_description"],
            lambda width: shapes.shares(rows, width, words.CHART["share"], names),
            table,
        )
    ]


def timeline_margin(study: Study, results: Found) -> list[Drawing]:
    """Margin of retaliation over the years"""
    if len(study.states) < 2:
        return []
    postures = _postures(study)
    lines: dict[str, list[Row]] = {key: [] for key in postures}
    for key in postures:
        for state in study.states:
            for actor, _ in _pairs(study):
                case = results.cases[case_key(key, state.id)]
                found = case.estimates[f"{actor}.margin"]
                text = _text(study, case, f"{actor}.margin", "full")
                lines[key].append(
                    {
                        "year": state.year,
                        "side": _actor(study, actor)["name"],
                        "value": found.median,
                        "low": found.low,
                        "high": found.high,
                        "text": text,
                    }
                )
    sides = [_actor(study, actor)["name"] for actor, _ in _pairs(study)]
    firsts = []
    for actor, _ in _pairs(study):
        reached = [
            state.title
            for state in study.states
            if results.cases[case_key(BASELINE, state.id)].estimates[f"{actor}.margin"].median >= 1
        ]
        pattern = words.CHART["timeline_first"] if reached else words.CHART["timeline_never"]
        firsts.append(
            pattern.format(name=numerals.sentence_case(_called(study, actor)), year=reached[0] if reached else "")
        )
    dashed = [row for key in list(postures)[1:2] for row in lines[key]]
    table = Table(
        (
            Column("year", words.CHART["year"], False),
            Column("posture", words.CHART["posture"], False),
            Column("side", words.CHART["side"], False),
            *_interval_columns(""),
        ),
        tuple(
            (f"{r['year']:g}", postures[key], r["side"], r["value"], r["low"], r["high"])
            for key in postures
            for r in lines[key]
        ),
    )
    second = list(postures.values())[1:2]
    description = words.CHART["timeline_description"] + (
        words.CHART["timeline_dashed"].format(posture=second[0]) if second else ""
    )
    rules = ((1.0, words.CHART["margin_rule"]),)
    return [
        drawing(
            "timeline-margin", _title(timeline_margin), " ".join(firsts), description,
            lambda width: shapes.lines_with_bands(lines[BASELINE], width, words.CHART["margin_axis"], sides, rules, log=True, dashed=dashed), table,
        )
    ]  # fmt: skip


def timeline_verdict(study: Study, results: Found) -> list[Drawing]:
    """The verdict year by year"""
    if len(study.states) < 2:
        return []
    postures = _postures(study)
    rows: list[Row] = []
    used: set[str] = set()
    for key, name in postures.items():
        for state in study.states:
            case = results.cases[case_key(key, state.id)]
            used.add(case.verdict.key)
            held = case.shares.get(case.verdict.key)
            text = numerals.share(held) if held is not None else numerals.percent(0.0)
            rows.append(
                {
                    "year": state.title,
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
    finding = words.CHART["strip_finding"].format(posture=postures[BASELINE], spans="; ".join(spans))
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
            _title(timeline_verdict),
            finding,
            words.CHART["strip_description"],
            lambda width: shapes.strip(rows, width, names),
            table,
        )
    ]


def sensitivity(study: Study, results: Found) -> list[Drawing]:
    """What moves the {adjective} margin"""
    drawn = []
    for actor, _ in _pairs(study):
        measure = f"{actor}.margin"
        swings = sorted(
            (swing for swing in results.swings if swing.measure == measure and swing.width > 1e-9),
            key=lambda swing: -swing.width,
        )[:8]
        if not swings:
            continue
        rows: list[Row] = []
        for swing in swings:
            quantity = study.quantities[swing.input]
            span = (
                f"{numerals.given(swing.input_low, quantity)}{numerals.TO}{numerals.given(swing.input_high, quantity)}"
            )
            rows.append(
                {
                    "label": label(study, swing.input),
                    "low": swing.at_low,
                    "high": swing.at_high,
                    "text": words.CHART["swing"].format(span=span),
                }
            )
        centre = results.cases[BASELINE].estimates[measure].point
        first = swings[0]
        finding = words.CHART["tornado_finding"].format(
            input=label(study, first.input),
            low=_plain(min(first.at_low, first.at_high)),
            high=_plain(max(first.at_low, first.at_high)),
            adjective=_actor(study, actor)["adjective"],
        )
        table = Table(
            (
                Column("input", words.CHART["input"], False),
                Column("input_low", words.CHART["input_low"]),
                Column("input_high", words.CHART["input_high"]),
                Column("at_low", words.CHART["at_low"]),
                Column("at_high", words.CHART["at_high"]),
            ),
            tuple((label(study, s.input), s.input_low, s.input_high, s.at_low, s.at_high) for s in swings),
        )

        def build(width: int, rows: Any = rows, centre: float = centre) -> Any:
            return shapes.tornado(
                rows, width, words.CHART["margin_axis"], centre, words.CHART["low_end"], words.CHART["high_end"]
            )

        title = _title(sensitivity).format(adjective=_actor(study, actor)["adjective"])
        drawn.append(drawing(f"sensitivity-{actor}", title, finding, words.CHART["tornado_description"], build, table))
    return drawn


def series(study: Study, results: Found) -> list[Drawing]:
    """{title}"""
    drawn = []
    for item in study.series:
        names = {key: _actor(study, key)["name"] if key in study.layout["actors"] else key for key in item.lines}
        rows: list[Row] = [
            {"year": year, "side": names[key], "value": value, "text": f"{value:,.0f} {item.unit}"}
            for key, points in item.lines.items()
            for year, value in sorted(points.items())
        ]
        peaks = [(names[key], *max(points.items(), key=lambda point: point[1])) for key, points in item.lines.items()]
        finding = " ".join(
            words.CHART["peak"].format(name=name, value=f"{value:,.0f}", unit=item.unit, year=f"{year:g}")
            for name, year, value in peaks
        )
        table = Table(
            (
                Column("year", words.CHART["year"], False),
                Column("line", words.CHART["side"], False),
                Column("value", item.unit),
            ),
            tuple((f"{r['year']:g}", r["side"], r["value"]) for r in rows),
        )

        def build(width: int, rows: Any = rows, names: Any = names, unit: str = item.unit) -> Any:
            return shapes.lines_with_bands(rows, width, unit, list(names.values()), (), log=False)

        drawn.append(
            drawing(
                f"series-{item.id}",
                item.title,
                finding,
                words.CHART["series_description"].format(unit=item.unit),
                build,
                table,
            )
        )
    return drawn


def comparison(study: Study, results: Found) -> list[Drawing]:
    """The model beside published numbers"""
    rows: list[Row] = []
    cells: list[tuple[Cell, ...]] = []
    for item in study.comparisons:
        found, quantity = results.cases[item.scenario].estimates[item.measure], measures(study)[item.measure]
        published = item.published.value
        if published <= 0 or found.low <= 0:
            continue
        text = words.CHART["comparison_text"].format(
            published=numerals.given(published, quantity), model=numerals.estimate(found, quantity, "full")
        )
        rows.append(
            {
                "label": item.title,
                "value": found.median / published,
                "low": found.low / published,
                "high": found.high / published,
                "text": text,
            }
        )
        scale = 100 if quantity.is_share else 1
        cells.append(
            (
                item.title,
                published * scale,
                found.median * scale,
                found.low * scale,
                found.high * scale,
                "%" if quantity.is_share else quantity.unit,
            )
        )
    if not rows:
        return []
    inside = sum(1 for row in rows if row["low"] <= 1 <= row["high"])
    finding = words.CHART["comparison_finding"].format(inside=inside, all=len(rows))
    columns = (
        Column("number", words.CHART["number"], False),
        Column("published", words.CHART["published"]),
        Column("model", words.CHART["model"]),
        Column("low", "5 %"),
        Column("high", "95 %"),
        Column("unit", words.CHART["unit"], False),
    )
    return [
        drawing(
            "comparison",
            _title(comparison),
            finding,
            words.CHART["comparison_description"],
            lambda width: shapes.ratios(rows, width, words.CHART["ratio"], words.CHART["equal"]),
            Table(columns, tuple(cells)),
        )
    ]


def _title(chart: Callable[..., Any]) -> str:
    return (chart.__doc__ or "").strip().splitlines()[0]


def _lettered(key: str) -> str:
    """A verdict with the letters that stand for it in a cell."""
    return f"{words.SHORT[key]}: {words.VERDICTS[key][0]}"


def _pairs(study: Study) -> list[tuple[str, str]]:
    a, b = study.layout["actors"]
    return [(a, b), (b, a)]


def _actor(study: Study, key: str) -> dict[str, str]:
    found: dict[str, str] = study.layout["actors"][key]
    return found


def _called(study: Study, key: str) -> str:
    """An actor's name inside a sentence, e.g. "the United States"."""
    actor = _actor(study, key)
    return actor.get("called") or actor["name"]


def _scenario_names(study: Study) -> dict[str, str]:
    return {BASELINE: study.baseline_title, **{scenario.id: scenario.title for scenario in study.scenarios}}


def _postures(study: Study) -> dict[str, str]:
    """The baseline and the scenarios that are run over time."""
    return {
        BASELINE: study.baseline_title.partition(",")[2].strip() or study.baseline_title,
        **{s.id: s.title for s in study.scenarios if s.over_time},
    }


def _text(study: Study, case: CaseResults, measure: str, style: str = "estimate") -> str:
    return numerals.estimate(case.estimates[measure], measures(study)[measure], style)


def _interval_columns(unit: str) -> tuple[Column, Column, Column]:
    after = f", {unit}" if unit else ""
    return (
        Column("median", words.CHART["median"] + after),
        Column("low", "5 %" + (" of draws" if unit == "%" else "")),
        Column("high", "95 %" + (" of draws" if unit == "%" else "")),
    )


def _plain(value: float) -> str:
    return numerals.number(value, numerals.plain_decimals(value, 2))
