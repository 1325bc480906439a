"""Observations over time that stand beside the model."""

from __future__ import annotations

from typing import Any

from generator import words
from generator.drawing import shapes
from generator.drawing.figure import Column, Drawing, Table, drawing
from generator.kinds.force_exchange.charts.parts import Found, Row, name_of
from generator.study import Study


def series(study: Study, results: Found) -> list[Drawing]:
    """{title of the series}"""
    drawn = []
    for item in study.series:
        names = {key: name_of(study, key) if key in study.layout["actors"] else key for key in item.lines}
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
