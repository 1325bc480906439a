"""The contrast: power beside terror, capability beside warheads, and what a threat is made of."""

from __future__ import annotations

from itertools import pairwise

from generator import numerals, words
from generator.deterrence import verdicts
from generator.drawing import shapes, theme, timelines
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, interval_columns, lettered, title_of
from generator.drawing.specification import drawing
from generator.kinds.power_balance.charts.parts import Found, listed, rivals, row_of, situations, text_of
from generator.kinds.power_balance.model import Verdict
from generator.kinds.power_balance.threats import profiles
from generator.study import Study

POWER = words.POWER


def contrast(study: Study, results: Found) -> list[Drawing]:
    """The balance of power above the balance of terror, year by year"""
    if len(study.states) < 2 or not results.detail.terror:
        return []
    rows: list[Row] = []
    for case, year in situations(study).items():
        found, terror = results.cases[case], results.detail.terror.get(case)
        held = found.shares.get(found.verdict.key)
        rows.append(_cell(year, POWER["of-power"], found.verdict.key, held.value if held else 0.0))
        if terror is None:
            rows.append(_cell(year, POWER["of-terror"], None, 0.0))
        else:
            rows.append(_cell(year, POWER["of-terror"], terror.verdict, terror.share.value))
    order = [*(item.key for item in Verdict), *(item.key for item in verdicts.Verdict)]
    used = {row["key"] for row in rows}
    names = {_lettered(key): theme.verdict_colour(key) for key in order if key in used}
    if None in used:
        names[_lettered(None)] = theme.MUTED
    finding = POWER["contrast-finding"].format(
        power=_changes("power", rows[::2]), terror=_changes("terror", rows[1::2])
    )
    table = Table(
        (
            Column("year", words.CHART["year"], False),
            Column("balance", POWER["which"], False),
            Column("verdict", words.CHART["verdict"], False),
            Column("held", words.CHART["held"], False),
        ),
        tuple((r["year"], r["label"], r["verdict"], r["text"] if r["key"] else None) for r in rows),
    )
    return [
        drawing(
            "contrast",
            title_of(contrast),
            finding,
            POWER["contrast-description"],
            lambda width: timelines.strip([_without_key(row) for row in rows], width, names),
            table,
        )
    ]


def _cell(year: str, label: str, key: str | None, held: float) -> Row:
    text = words.CHART["of_draws"].format(share=numerals.percent(held)) if key else POWER["none-given"]
    name = words.VERDICTS[key][0] if key else POWER["none-given"]
    short = words.SHORT[key] if key else POWER["none-given-short"]
    return {
        "year": year,
        "label": label,
        "key": key,
        "verdict": name,
        "what": _lettered(key),
        "short": short,
        "text": text,
    }


def _without_key(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "key"}


def _lettered(key: str | None) -> str:
    """A verdict with its letters, or the dash of what nobody has reckoned."""
    return lettered(key) if key else f"{POWER['none-given-short']}: {POWER['none-given']}"


def _changes(what: str, rows: list[Row]) -> str:
    """The years whose verdict is not that of the year before, among those that have one."""
    given = [row for row in rows if row["key"]]
    years = [after["year"] for before, after in pairwise(given) if after["key"] != before["key"]]
    return POWER[f"contrast-{what}"].format(years=listed(years)) if years else POWER[f"contrast-{what}-never"]


def ratios(study: Study, results: Found) -> list[Drawing]:
    """Capability and warheads of the challenger, beside those of the dominant power"""
    rows: list[Row] = []
    gaps: dict[str, float] = {}
    agree = 0
    for case, year in situations(study).items():
        found = results.cases[case].estimates
        if not 0 < found["warhead_ratio"].median < float("inf"):
            continue
        label = POWER["challenger-label"].format(year=year, **rivals(study, results, case))
        for measure, side in (("ratio", POWER["capability"]), ("warhead_ratio", POWER["warheads"])):
            rows.append(row_of(study, results.cases[case], measure, label=label, side=side))
        a, b = found["ratio"].median, found["warhead_ratio"].median
        gaps[case] = max(a / b, b / a)
        agree += (a - 1) * (b - 1) >= 0
    if not rows:
        return []
    widest = max(gaps, key=lambda case: gaps[case])
    finding = POWER["ratios-finding"].format(
        most=POWER["ratios-agree"].format(n=agree, all=len(gaps)),
        year=situations(study)[widest],
        capability=text_of(study, results.cases[widest], "ratio"),
        warheads=text_of(study, results.cases[widest], "warhead_ratio"),
    )
    table = Table(
        (
            Column("rivals", POWER["rivalry"], False),
            Column("what", words.CHART["number"], False),
            *interval_columns(""),
        ),
        tuple((r["label"], r["side"], r["value"], r["low"], r["high"]) for r in rows),
    )
    names, rules = [POWER["capability"], POWER["warheads"]], ((1.0, POWER["ratios-equal"]),)
    return [
        drawing(
            "ratios",
            title_of(ratios),
            finding,
            POWER["ratios-description"],
            lambda width: shapes.dots_by_side(rows, width, POWER["ratios-axis"], names, rules),
            table,
        )
    ]


def threats(study: Study, results: Found) -> list[Drawing]:
    """Threat profiles: four factors, no weights"""
    found = profiles(study)
    if not found:
        return []
    rows: list[Row] = [
        {
            "label": numerals.sentence_case(words.FIELDS[factor]),
            "side": profile.name,
            "value": given.value,
            "low": given.value if given.low is None else given.low,
            "high": given.value if given.high is None else given.high,
            "text": numerals.number(given.value, 2),
        }
        for factor in found[0].factors
        for profile in found
        for given in [profile.factors[factor]]
    ]
    table = Table(
        (
            Column("factor", POWER["factor"], False),
            Column("profile", POWER["profile"], False),
            Column("value", POWER["value"]),
            Column("low", POWER["low"]),
            Column("high", POWER["high"]),
        ),
        tuple((r["label"], r["side"], r["value"], r["low"], r["high"]) for r in rows),
    )
    names = [profile.name for profile in found]
    return [
        drawing(
            "threats",
            title_of(threats),
            POWER["threats-finding"].format(first=names[0]),
            POWER["threats-description"],
            lambda width: shapes.dots_by_side(rows, width, POWER["threat-axis"], names, ()),
            table,
        )
    ]
