"""Charts that every kind of study has: how often each verdict holds, what moves a result, observations, published numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from generator import numerals, words
from generator.drawing import sensitivity, shapes, timelines
from generator.drawing.figure import Cell, Column, Drawing, Table
from generator.drawing.parts import Row, name_of, plain, title_of
from generator.drawing.specification import drawing
from generator.quantities import Quantity
from generator.results import Results
from generator.study import BASELINE, Label, Study


def tornado(
    study: Study,
    results: Results[Any],
    label: Label,
    measure: str,
    id: str,
    title: str,
    said: Mapping[str, str],
    **names: str,
) -> list[Drawing]:
    """{given by the kind}

    `said` has the kind's words for the measure: `finding` with {input}, {low}, {high} and whatever stands in `names`,
    `description`, `axis`, `at_low` and `at_high`. A name goes in once, at the end: what an author wrote is no pattern.
    """
    swings = sorted(
        (swing for swing in results.swings if swing.measure == measure and swing.width > 1e-9),
        key=lambda swing: -swing.width,
    )[:8]
    if not swings:
        return []
    rows: list[Row] = []
    for swing in swings:
        quantity = study.quantities[swing.input]
        span = f"{numerals.given(swing.input_low, quantity)}{numerals.TO}{numerals.given(swing.input_high, quantity)}"
        rows.append(
            {
                "label": label(study, swing.input),
                "low": swing.at_low,
                "high": swing.at_high,
                "low_text": _coarse(swing.input_low, quantity),
                "high_text": _coarse(swing.input_high, quantity),
                "text": words.CHART["swing"].format(span=span),
            }
        )
    centre = results.cases[BASELINE].estimates[measure].point
    first = swings[0]
    finding = said["finding"].format(
        input=label(study, first.input),
        low=plain(min(first.at_low, first.at_high)),
        high=plain(max(first.at_low, first.at_high)),
        **names,
    )
    table = Table(
        (
            Column("input", words.CHART["input"], False),
            Column("input_low", words.CHART["input_low"]),
            Column("input_high", words.CHART["input_high"]),
            Column("at_low", said["at_low"]),
            Column("at_high", said["at_high"]),
        ),
        tuple((label(study, s.input), s.input_low, s.input_high, s.at_low, s.at_high) for s in swings),
    )

    def build(width: int) -> Any:
        return sensitivity.tornado(rows, width, said["axis"], centre, words.CHART["low_end"], words.CHART["high_end"])

    return [drawing(id, title, finding, said["description"], build, table)]


def _coarse(value: float, quantity: Quantity) -> str:
    """An input with two digits that count: where its range ends is not known better."""
    return numerals.given(value if quantity.levels else float(f"{value:.2g}"), quantity)


def series(study: Study) -> list[Drawing]:
    """{title of the series}"""
    drawn = []
    for item in study.series:
        names = {key: name_of(study, key) if key in study.layout["actors"] else key for key in item.lines}
        rows: list[Row] = [
            {"year": year, "side": names[key], "value": value, "text": f"{_counted(value)} {item.unit}", "part": part}
            for key, points in item.lines.items()
            for part, (year, value) in _parts(sorted(points.items()))
        ]
        peaks = [(names[key], *max(points.items(), key=lambda point: point[1])) for key, points in item.lines.items()]
        finding = " ".join(
            words.CHART["peak"].format(
                name=numerals.sentence_case(name), value=_counted(value), unit=item.unit, year=f"{year:g}"
            )
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
            return timelines.lines_with_bands(rows, width, unit, list(names.values()), (), log=False)

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


def _parts(points: Sequence[tuple[float, float]]) -> Iterator[tuple[int, tuple[float, float]]]:
    """Each point with the part of the line it belongs to; a gap of more than five usual steps begins a new one."""
    steps = sorted(after[0] - before[0] for before, after in pairwise(points))
    usual, part = steps[len(steps) // 2] if steps else 0.0, 0
    for before, point in zip([points[0], *points], points, strict=False):
        part += point[0] - before[0] > 5 * usual > 0
        yield part, point


def _counted(value: float) -> str:
    """An observation in print: a count as it is, anything else with three significant digits."""
    return numerals.number(value, 0 if value == round(value) else numerals.plain_decimals(value))


def comparison(study: Study, results: Results[Any], measures: Mapping[str, Quantity]) -> list[Drawing]:
    """The model beside published numbers"""
    rows: list[Row] = []
    cells: list[tuple[Cell, ...]] = []
    for item in study.comparisons:
        found, quantity = results.cases[item.scenario].estimates[item.measure], measures[item.measure]
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
