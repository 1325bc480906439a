"""What several charts of this kind share: names, titles, texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator import numerals, words
from generator.deterrence.verdicts import Verdict
from generator.drawing import shapes, theme
from generator.drawing.figure import Column, Drawing, Table, drawing
from generator.kinds.force_exchange.detail import Detail
from generator.kinds.force_exchange.naming import label, measures
from generator.results import CaseResults, PairVerdict, Results
from generator.study import BASELINE, Study
from generator.uncertainty.sensitivity import Swing

Found = Results[Detail]
Row = dict[str, Any]


def title_of(chart: Callable[..., Any]) -> str:
    """A chart's title: the first line of its docstring."""
    return (chart.__doc__ or "").strip().splitlines()[0]


def pairs(study: Study) -> list[tuple[str, str]]:
    """Both directions: an actor and the other one."""
    a, b = study.layout["actors"]
    return [(a, b), (b, a)]


def actor_of(study: Study, key: str) -> dict[str, str]:
    """An actor's entry in the study's layout."""
    found: dict[str, str] = study.layout["actors"][key]
    return found


def called(study: Study, key: str) -> str:
    """An actor's name inside a sentence, e.g. "the United States"."""
    actor = actor_of(study, key)
    return actor.get("called") or actor["name"]


def scenario_names(study: Study) -> dict[str, str]:
    """Case key -> title, for the baseline and every scenario."""
    return {BASELINE: study.baseline_title, **{scenario.id: scenario.title for scenario in study.scenarios}}


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


def swings_of(study: Study, results: Found, measure: str) -> tuple[list[Swing], list[Row]]:
    """The eight inputs that move a measure most, widest first, with their rows of a tornado."""
    swings = sorted(
        (swing for swing in results.swings if swing.measure == measure and swing.width > 1e-9),
        key=lambda swing: -swing.width,
    )[:8]
    rows: list[Row] = []
    for swing in swings:
        quantity = study.quantities[swing.input]
        span = f"{numerals.given(swing.input_low, quantity)}{numerals.TO}{numerals.given(swing.input_high, quantity)}"
        text = words.CHART["swing"].format(span=span)
        rows.append({"label": label(study, swing.input), "low": swing.at_low, "high": swing.at_high, "text": text})
    return swings, rows


def swing_table(study: Study, swings: Sequence[Swing]) -> Table:
    """The table beside a tornado."""
    heads = [Column(key, words.CHART[key]) for key in ("input_low", "input_high", "at_low", "at_high")]
    return Table(
        (Column("input", words.CHART["input"], False), *heads),
        tuple((label(study, s.input), s.input_low, s.input_high, s.at_low, s.at_high) for s in swings),
    )


def lettered(key: str) -> str:
    """A verdict with the letters that stand for it in a cell."""
    return f"{words.SHORT[key]}: {words.VERDICTS[key][0]}"


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
        lambda width: shapes.strip([{k: v for k, v in row.items() if k != "key"} for row in rows], width, names),
        Table(tuple(heads), tuple((r["year"], r["label"], r["verdict"], r["text"]) for r in rows)),
    )


def interval_columns(unit: str) -> tuple[Column, Column, Column]:
    """Columns for a median and its interval."""
    after = f", {unit}" if unit else ""
    return (
        Column("median", words.CHART["median"] + after),
        Column("low", "5 %" + (" of draws" if unit == "%" else "")),
        Column("high", "95 %" + (" of draws" if unit == "%" else "")),
    )


def plain(value: float) -> str:
    """A number at central values, with two significant digits."""
    return numerals.number(value, numerals.plain_decimals(value, 2))


def name_of(study: Study, key: str) -> str:
    """An actor's name as a label."""
    return actor_of(study, key)["name"]
