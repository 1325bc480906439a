"""Who weighs how much: the power of both sides, their balance, and the challenger's ratio."""

from __future__ import annotations

from generator import numerals, words
from generator.drawing import shapes
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, interval_columns, scenario_names, title_of
from generator.drawing.specification import drawing
from generator.kinds.power_balance.charts.parts import (
    Found,
    listed,
    rivals,
    row_of,
    side_of,
    situations,
    text_of,
)
from generator.kinds.power_balance.model import STANDARD
from generator.study import Study

POWER = words.POWER


def sides(study: Study, results: Found) -> list[Drawing]:
    """Power of the two sides"""
    shown, keys = situations(study), list(study.layout["sides"])
    rows = [
        row_of(study, results.cases[case], f"{side}.power", label=name, side=side_of(study, side)["name"])
        for case, name in shown.items()
        for side in keys
    ]
    findings = []
    for side in keys:
        low, high = (
            pick(shown, key=lambda case: results.cases[case].estimates[f"{side}.power"].median) for pick in (min, max)
        )
        least, most = (text_of(study, results.cases[case], f"{side}.power") for case in (low, high))
        name = side_of(study, side)["name"]
        pattern = "sides-finding" if len(shown) > 1 else "sides-finding-one"
        findings.append(
            POWER[pattern].format(name=name, least=least, most=most, least_in=shown[low], most_in=shown[high])
        )
    table = Table(
        (
            Column("situation", words.CHART["year"] if study.states else words.CHART["scenario"], False),
            Column("side", words.CHART["side"], False),
            *interval_columns("%"),
        ),
        tuple((r["label"], r["side"], *(100 * r[name] for name in ("value", "low", "high"))) for r in rows),
    )
    names = [side_of(study, side)["name"] for side in keys]
    return [
        drawing(
            "sides",
            title_of(sides),
            " ".join(findings),
            POWER["sides-description"],
            lambda width: shapes.dots_by_side(rows, width, POWER["axis"], names, (), share=True),
            table,
        )
    ]


def balance(study: Study, results: Found) -> list[Drawing]:
    """Are the two sides balanced?"""
    shown = situations(study)
    return _balance(study, results, "balance", title_of(balance), shown) if study.states else []


def scenarios(study: Study, results: Found) -> list[Drawing]:
    """The balance of the two sides in every scenario"""
    if not study.scenarios:
        return []
    return _balance(study, results, "scenarios", title_of(scenarios), scenario_names(study))


def _balance(study: Study, results: Found, id: str, title: str, shown: dict[str, str]) -> list[Drawing]:
    first, second = (side_of(study, side)["name"] for side in study.layout["sides"])
    band = (STANDARD.balanced, 1 / STANDARD.balanced, POWER["balance-band"])
    rows = [row_of(study, results.cases[case], "side_ratio", label=name) for case, name in shown.items()]
    if id == "scenarios":
        low, high = (
            pick(shown, key=lambda case: results.cases[case].estimates["side_ratio"].median) for pick in (min, max)
        )
        least, most = (text_of(study, results.cases[case], "side_ratio") for case in (low, high))
        finding = POWER["scenarios-finding"].format(least=least, most=most, least_in=shown[low], most_in=shown[high])
    else:
        finding = _balanced_in(rows, band)
    axis = POWER["balance-axis"].format(first=first, second=second)
    description = POWER["balance-description"].format(
        cut=numerals.percent(STANDARD.balanced), first=first, second=second
    )
    heading = words.CHART["scenario"] if id == "scenarios" else words.CHART["year"]
    return [
        drawing(
            id,
            title,
            finding,
            description,
            lambda width: shapes.dots_in_band(rows, width, axis, band),
            _table(rows, Column("situation", heading, False)),
        )
    ]


def _balanced_in(rows: list[Row], band: tuple[float, float, str]) -> str:
    inside = [row["label"] for row in rows if band[0] <= row["value"] <= band[1]]
    outside = [row["label"] for row in rows if row["label"] not in inside]
    if not inside:
        return POWER["balance-finding-none"]
    pattern = "balance-finding" if outside else "balance-finding-all"
    return POWER[pattern].format(inside=listed(inside), outside=listed(outside) if outside else "")


def challenger(study: Study, results: Found) -> list[Drawing]:
    """Has the challenger caught up with the dominant power?"""
    band = (STANDARD.parity, STANDARD.overtaken, POWER["challenger-band"])
    rows: list[Row] = []
    places: dict[str, list[str]] = {f"challenger-{place}": [] for place in ("below", "parity", "over")}
    for case, name in situations(study).items():
        label = POWER["challenger-label"].format(year=name, **rivals(study, results, case))
        row = row_of(study, results.cases[case], "ratio", label=label)
        rows.append(row)
        key = "below" if row["value"] < band[0] else "parity" if row["value"] <= band[1] else "over"
        places[f"challenger-{key}"].append(name)
    told = "; ".join(POWER[key].format(places=listed(names)) for key, names in places.items() if names)
    return [
        drawing(
            "challenger",
            title_of(challenger),
            numerals.sentence_case(POWER["challenger-finding"].format(rows=told)),
            POWER["challenger-description"],
            lambda width: shapes.dots_in_band(rows, width, POWER["challenger-axis"], band),
            _table(rows, Column("rivals", POWER["rivalry"], False)),
        )
    ]


def _table(rows: list[Row], first: Column) -> Table:
    return Table((first, *interval_columns("")), tuple((r["label"], r["value"], r["low"], r["high"]) for r in rows))
