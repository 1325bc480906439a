"""Who holds whom hostage: what each side can do and suffer, and through which channels; wealth and income apart."""

from __future__ import annotations

import math

from generator import numerals, words
from generator.drawing import shapes, theme
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, called, interval_columns, name_of
from generator.drawing.specification import drawing
from generator.drawing.stacks import stacked
from generator.kinds.creditor_debtor.charts.parts import (
    MONEY,
    Found,
    channel_name,
    fitted,
    in_numbers,
    part_name,
    row_of,
    strike_name,
    text_of,
)
from generator.kinds.creditor_debtor.meaning import order, strikes_of
from generator.kinds.creditor_debtor.params import NATURES
from generator.kinds.creditor_debtor.strikes import PARTS
from generator.results import CaseResults
from generator.study import BASELINE, Study

COLOURS = (*theme.SERIES, theme.BEFORE, theme.AFTER, theme.LOSS, theme.ACCENT)


def hostages(study: Study, results: Found) -> list[Drawing]:
    """Who holds whom hostage"""
    if not in_numbers(study):
        return []
    found = [_hostages(study, results.cases[BASELINE], nature) for nature in NATURES]
    return [item for item in found if item is not None]


def _hostages(study: Study, case: CaseResults, nature: str) -> Drawing | None:
    sides = order(study)
    rows: list[Row] = []
    told: dict[str, str] = {}
    for place, (side, other) in enumerate(zip(sides, sides[::-1], strict=True)):
        name, tau = name_of(study, side), study.inputs[f"{side}.tau.{nature}"].value
        number = ("first", "second")[place]
        for key, label, measure in (
            ("harm", "feared", f"{other}.harm_{nature}"),
            ("own", "own", f"{side}.blowback_{nature}"),
            ("answer", "answered", f"{side}.reprisal_{nature}"),
        ):
            text = MONEY[label].format(name=name, other=called(study, other))
            row = row_of(study, case, measure, label=text, group=name)
            rows.append({**row, "tau": tau})
            told[f"{number}_{key}"] = text_of(study, case, measure)
        told[number] = called(study, side)
    if not any(row["high"] > 0 for row in rows):
        return None
    shown = fitted(rows, "tau", "value", "low", "high")
    names = {name_of(study, side): colour for side, colour in zip(sides, theme.SIDES, strict=False)}
    table = Table(
        (Column("loss", MONEY["whose"], False), *interval_columns("%"), Column("tau", MONEY["too-much"], unit="%")),
        tuple((r["label"], r["value"], r["low"], r["high"], r["tau"]) for r in rows),
    )
    return drawing(
        f"hostages-{nature}",
        MONEY[f"hostages-{nature}-title"],
        numerals.sentence_case(MONEY["hostages-finding"].format(**told)),
        MONEY["hostages-description"].format(never=MONEY["never"]),
        lambda width: shapes.bars_with_intervals(
            shown, width, MONEY[f"hostage-axis-{nature}"], share=False, names=names, words={"tau": MONEY["too-much"]}
        ),
        table,
    )


def channels(study: Study, results: Found) -> list[Drawing]:
    """Through which channels"""
    if not in_numbers(study):
        return []
    case = results.cases[BASELINE]
    drawn = [_channels(study, case, key, nature) for key in strikes_of(study) for nature in NATURES]
    return [found for found in drawn if found is not None]


def _channels(study: Study, case: CaseResults, key: str, nature: str) -> Drawing | None:
    rows: list[Row] = []
    by, parts = strikes_of(study)[key]
    other = next(side for side in order(study) if side != by)
    for part in PARTS:
        start, bearer = 0.0, other if part == "harm" else by
        for channel, kind in parts[part].items():
            if kind != nature:
                continue
            value = case.estimates[f"{key}.{part}.{channel}"].point
            rows.append(
                {
                    "label": part_name(study, key, part), "what": channel_name(study, channel), "value": value,
                    "start": start, "end": start + value,
                    "limit": study.inputs[f"{bearer}.tau.{nature}"].value, "text": _percent(value),
                }
            )  # fmt: skip
            start += value
    if not any(row["value"] > 0 for row in rows):
        return None
    most = max(rows, key=lambda row: row["value"])
    used = list(dict.fromkeys(row["what"] for row in rows))
    names = {name: COLOURS[i % len(COLOURS)] for i, name in enumerate(used)}
    table = Table(
        (
            Column("strike", MONEY["strike"], False),
            Column("channel", MONEY["channel"], False),
            Column("percent", MONEY["channel-size"]),
        ),
        tuple((r["label"], r["what"], float(r["value"])) for r in rows),
    )
    drawn = [
        {name: cell for name, cell in row.items() if name != "value"} for row in fitted(rows, "limit", "start", "end")
    ]
    return drawing(
        f"channels-{nature}-{key}",
        MONEY[f"channels-{nature}-title"].format(strike=strike_name(study, key)),
        MONEY["channels-finding"].format(channel=most["what"], row=most["label"], size=most["text"]),
        MONEY["channels-description"].format(never=MONEY["never"]),
        lambda width: stacked(drawn, width, MONEY[f"hostage-axis-{nature}"], names, MONEY["too-much"]),
        table,
    )


def _percent(value: float) -> str:
    """A loss at central values in print."""
    return (
        words.MORE_THAN_MEASURED
        if math.isinf(value)
        else f"{numerals.number(value, min(2, numerals.plain_decimals(value)))} %"
    )
