"""How sure the verdict is, what moves it, and how near it stands to another."""

from __future__ import annotations

import math

from generator import numerals, words
from generator.deterrence.verdicts import Subtype, Verdict
from generator.drawing import common, shapes, stacks, theme, timelines
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, interval_columns, lettered, name_of, scenario_names, title_of
from generator.drawing.specification import drawing
from generator.kinds.creditor_debtor.charts.parts import (
    MONEY,
    Found,
    finer,
    fitted,
    in_numbers,
    printed,
    row_of,
    text_of,
    verdict_name,
)
from generator.kinds.creditor_debtor.meaning import label, measures, order
from generator.study import BASELINE, Study

MOST = 10
"""Break-evens shown, the nearest ones."""


def verdict_shares(study: Study, results: Found) -> list[Drawing]:
    """How often each verdict comes out when the uncertain inputs vary together"""
    if not in_numbers(study):
        return []
    keys = [f"{item.key}/{part.key}" if part.value else item.key for item in Verdict for part in Subtype]
    rows: list[Row] = []
    for case, name in scenario_names(study).items():
        start, shares = 0.0, results.detail.tests[case].shares
        for key in (key for key in keys if key in shares):
            value = shares[key].value
            rows.append({
                "label": name, "what": _lettered(key), "short": _letters(key), "key": key, "value": value, "start": start,
                "end": start + value, "text": numerals.percent(value),
            })  # fmt: skip
            start += value
    used = list(dict.fromkeys(key for key in keys for row in rows if row["key"] == key))
    names = {_lettered(key): _colour(key) for key in used}
    baseline = results.detail.tests[BASELINE].shares
    first = next(iter(baseline))
    finding = words.CHART["shares_finding"].format(
        verdict=verdict_name(first), share=numerals.share_with_error(baseline[first]), draws=f"{results.draws:,}"
    )
    table = Table(
        (
            Column("scenario", words.CHART["scenario"], False),
            Column("verdict", words.CHART["verdict"], False),
            Column("share", words.CHART["share"], unit="%"),
        ),
        tuple((r["label"], verdict_name(r["key"]), float(r["value"]) * 100) for r in rows),
    )
    drawn = [{name: cell for name, cell in row.items() if name != "key"} for row in rows]
    return [
        drawing(
            "verdict-shares",
            title_of(verdict_shares),
            finding,
            words.CHART["shares_description"],
            lambda width: stacks.shares(drawn, width, words.CHART["share"], names),
            table,
        )
    ]


def _letters(key: str) -> str:
    """The letters of a verdict, followed by the first of what it is more exactly."""
    verdict, _, finer = key.partition("/")
    return f"{words.SHORT[verdict]} {finer[:1]}".rstrip()


def _lettered(key: str) -> str:
    return f"{_letters(key)}: {verdict_name(key)}"


def _colour(key: str) -> str:
    """The colour of the verdict; a superiority stands apart from a monopoly."""
    return theme.SERIES[3] if key.endswith("/superiority") else theme.verdict_colour(key.partition("/")[0])


def scenarios(study: Study, results: Found) -> list[Drawing]:
    """What striking first would cost in every scenario"""
    if not study.scenarios or not in_numbers(study):
        return []
    shown, sides = scenario_names(study), order(study)
    rows = [
        row_of(study, results.cases[key], f"{side}.margin", label=name, side=name_of(study, side))
        for key, name in shown.items()
        for side in sides
    ]
    drawn = fitted(rows, "value", "low", "high")
    findings = []
    for side in sides:
        low, high = (
            pick(shown, key=lambda key: results.cases[key].estimates[f"{side}.margin"].median) for pick in (min, max)
        )
        least, most = (text_of(study, results.cases[key], f"{side}.margin") for key in (low, high))
        findings.append(
            MONEY["scenarios-finding" if least != most else "scenarios-finding-alike"].format(
                name=name_of(study, side), least=least, most=most, least_in=shown[low], most_in=shown[high]
            )
        )
    table = Table(
        (
            Column("scenario", words.CHART["scenario"], False),
            Column("side", words.CHART["side"], False),
            *interval_columns(""),
        ),
        tuple((r["label"], r["side"], r["value"], r["low"], r["high"]) for r in rows),
    )
    names, rules = [name_of(study, side) for side in sides], ((1.0, MONEY["margin-rule"]),)
    log = max(row["high"] for row in drawn) > 6
    return [
        drawing(
            "scenarios",
            title_of(scenarios),
            " ".join(findings),
            MONEY["scenarios-description"],
            lambda width: shapes.dots_by_side(drawn, width, MONEY["margin-axis"], names, rules, log=log),
            table,
        )
    ]


def bars(study: Study, results: Found) -> list[Drawing]:
    """The verdict, if something else were too much"""
    found = results.detail.bars
    if not found:
        return []
    rows: list[Row] = []
    for item in found:
        key, words_of = item.finding.verdict, verdict_name(finer(item.finding.verdict, item.finding.subtype))
        rows.append({
            "year": f"{numerals.number(item.tau, 1 if item.tau < 1 else 0)} %", "label": MONEY["bars-row"],
            "what": lettered(key), "short": words.SHORT[key], "text": words_of, "key": key,
        })  # fmt: skip
    standard = next(row for row, item in zip(rows, found, strict=True) if item.tau == 2)
    changes = [row["year"] for row in rows if row["text"] != standard["text"]]
    finding = MONEY["bars-finding" if changes else "bars-finding-never"].format(
        verdict=standard["text"], changes=", ".join(changes)
    )
    used = {row["key"] for row in rows}
    names = {lettered(item.key): theme.verdict_colour(item.key) for item in Verdict if item.key in used}
    table = Table(
        (Column("bar", MONEY["bars-column"], False), Column("verdict", words.CHART["verdict"], False)),
        tuple((r["year"], r["text"]) for r in rows),
    )
    drawn = [{name: cell for name, cell in row.items() if name != "key"} for row in rows]
    return [
        drawing(
            "bars",
            title_of(bars),
            finding,
            MONEY["bars-description"],
            lambda width: timelines.strip(drawn, width, names),
            table,
        )
    ]


def break_evens(study: Study, results: Found) -> list[Drawing]:
    """How near the finding stands to another"""
    found = sorted(results.detail.nearest, key=lambda item: abs(math.log(item.value / item.present)))[:MOST]
    if not found:
        return []
    rows: list[Row] = []
    for item in found:
        now, then = printed(study, item)
        ratio = item.value / item.present
        text = MONEY["break-evens-text"].format(now=now, then=then)
        rows.append({"label": label(study, item.name), "value": ratio, "low": ratio, "high": ratio, "text": text})
    now, then = printed(study, found[0])
    fragile = len(results.detail.break_evens[BASELINE])
    finding = MONEY["break-evens-finding"].format(
        input=rows[0]["label"], now=now, then=then, fragile=min(fragile, MOST)
    )
    table = Table(
        (
            Column("input", words.CHART["input"], False),
            Column("now", words.CHART["now"]),
            Column("then", MONEY["then"]),
            Column("ratio", MONEY["break-evens-axis"]),
        ),
        tuple((r["label"], i.present, i.value, float(r["value"])) for r, i in zip(rows, found, strict=True)),
    )
    return [
        drawing(
            "break-evens",
            title_of(break_evens),
            finding,
            MONEY["break-evens-description"],
            lambda width: shapes.ratios(rows, width, MONEY["break-evens-axis"], MONEY["break-evens-now"]),
            table,
        )
    ]


def sensitivity(study: Study, results: Found) -> list[Drawing]:
    """What moves the two tests"""
    if not in_numbers(study):
        return []
    drawn: list[Drawing] = []
    for measure, start in (("margin", "sensitivity"), ("vulnerability", "sensitivity-vulnerability")):
        axis = MONEY["margin-axis" if measure == "margin" else "tornado-vulnerability-axis"]
        for side in order(study):
            said = {
                "finding": MONEY[f"tornado-{measure}-finding"],
                "description": MONEY["tornado-description"], "axis": axis,
                "at_low": MONEY["at-low"], "at_high": MONEY["at-high"],
            }  # fmt: skip
            name = name_of(study, side)
            title = MONEY[f"tornado-{measure}"].format(name=name)
            drawn += common.tornado(
                study, results, label, f"{side}.{measure}", f"{start}-{side}", title, said, name=name
            )
    return drawn


def series(study: Study, results: Found) -> list[Drawing]:
    """{title of the series}"""
    return common.series(study)


def comparison(study: Study, results: Found) -> list[Drawing]:
    """The model beside published numbers"""
    return common.comparison(study, results, measures(study)) if in_numbers(study) else []
