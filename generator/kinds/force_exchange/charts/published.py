"""The model set beside published numbers."""

from __future__ import annotations

from generator import numerals, words
from generator.drawing import shapes
from generator.drawing.figure import Cell, Column, Drawing, Table, drawing
from generator.kinds.force_exchange.charts.parts import (
    Found,
    Row,
    title_of,
)
from generator.kinds.force_exchange.naming import measures
from generator.study import Study


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
            title_of(comparison),
            finding,
            words.CHART["comparison_description"],
            lambda width: shapes.ratios(rows, width, words.CHART["ratio"], words.CHART["equal"]),
            Table(columns, tuple(cells)),
        )
    ]
