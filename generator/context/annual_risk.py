"""The panel of annual risk: what was published, what it comes to over time, and what learning would change."""

from __future__ import annotations

from typing import Any

from generator import words
from generator.context import facts, reckoning
from generator.context.facts import Risk
from generator.context.panel import EVIDENCE, Panel, cited, evidence, small, title_of, used
from generator.context.reckoning import HORIZONS, Span, over, yearly
from generator.drawing import published
from generator.drawing.figure import Cell, Column, Drawing, Table
from generator.drawing.specification import drawing
from generator.numerals import TO

SAY = words.CONTEXT
TICKS = (1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1)
LINES = (
    ("span", "high"),
    ("barrett", "value"),
    ("hellman-chain", "high"),
    ("fri-superforecasters", "value"),
    ("span", "low"),
)
"""Risks drawn over time, highest first: the ends of what was published and some between, by row and end."""
LEAST_GAP = 0.055
"""Names at the ends of lines stand at least this far apart."""


def annual_risk() -> Panel:
    """The panel, from the published figures alone."""
    rows = facts.risks()
    numbers = [number for row in rows for number in yearly(row).numbers]
    chain = reckoning.hellman_range()
    return Panel(
        "annual-risk",
        (published_risks(rows), risk_over_time(rows)),
        {
            "lowest": small(min(numbers)),
            "highest": small(max(numbers)),
            "chain": tuple(small(end) for end in chain),
            "first_year": small(reckoning.FIRST_YEAR),
            "learning": {factor: small(found) for factor, found in reckoning.learning().items()},
        },
        cited("scouras-2019", "baum-2018", *used(rows), "moore-2008", "avenhaus-1989"),
    )


def published_risks(rows: tuple[Risk, ...]) -> Drawing:
    """Published probabilities of nuclear war or use in a year"""
    drawn: list[dict[str, Any]] = []
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        span = yearly(row)
        numbers = TO.join(small(number) for number in span.numbers)
        drawn.append(
            {
                "label": row.label,
                "low": span.low,
                "value": span.value,
                "high": span.high,
                "text": SAY["risk_row"].format(numbers=numbers),
            }
        )
        cells.append((row.label, *_per_cent(span), *evidence(row)))
    numbers_all = [number for row in rows for number in yearly(row).numbers]
    columns = (
        Column("estimate", SAY["estimate"], False),
        Column("low", SAY["low"]),
        Column("value", SAY["value"]),
        Column("high", SAY["high"]),
        *EVIDENCE,
    )
    return drawing(
        "context-annual-risk",
        title_of(published_risks),
        SAY["risk_finding"].format(factor=f"{max(numbers_all) / min(numbers_all):,.0f}"),
        SAY["risk_description"],
        lambda width: published.log_ranges(drawn, width, SAY["risk_axis"], TICKS),
        Table(columns, tuple(cells)),
    )


def risk_over_time(rows: tuple[Risk, ...]) -> Drawing:
    """The same risks over time"""
    by_id = {row.id: row for row in rows}
    chosen = [(by_id[id], getattr(yearly(by_id[id]), end)) for id, end in LINES]
    drawn, names, said = [], [], []
    for row, risk in chosen:
        line = SAY["time_name"].format(risk=small(risk))
        said.append(SAY["time_line"].format(risk=small(risk), label=row.label))
        for year in range(HORIZONS[-1] + 1):
            value = over(Span(None, risk, None), year).value
            drawn.append({"line": line, "year": year, "value": value, "text": small(value or 0.0)})
        names.append({"line": line, "name": line, "year": HORIZONS[-1], "value": drawn[-1]["value"]})
    numbers = [number for row in rows for number in yearly(row).numbers]
    ends = [over(Span(min(numbers), None, max(numbers)), years) for years in HORIZONS]
    lifetime = HORIZONS[-2]
    reached = ends[-2]
    return drawing(
        "context-risk-over-time",
        title_of(risk_over_time),
        SAY["time_finding"].format(years=lifetime, low=small(reached.low or 0.0), high=small(reached.high or 0.0)),
        SAY["time_description"].format(lines="; ".join(said)),
        lambda width: published.named_lines(
            drawn,
            width,
            SAY["time_axis"],
            names=_apart(names),
            ticks=(0, 0.25, 0.5, 0.75, 1),
            years=(0, *HORIZONS),
            log=False,
            axis=SAY["years"],
        ),
        _over_time(rows),
    )


def _over_time(rows: tuple[Risk, ...]) -> Table:
    """Every published figure, and each end of a range, after every number of years."""
    columns = (
        Column("estimate", SAY["estimate"], False),
        Column("yearly", SAY["value"]),
        *(Column(f"after_{years}", SAY["time_column"].format(years=years)) for years in HORIZONS),
    )
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        span = yearly(row)
        ends = zip(SAY["ends"].split(", "), (span.low, span.value, span.high), strict=True)
        for end, risk in ends:
            if risk is not None:
                alone = Span(None, risk, None)
                label = row.label if span.numbers == [risk] else SAY["time_end"].format(label=row.label, end=end)
                reached = (over(alone, years).value or 0.0 for years in HORIZONS)
                cells.append((label, 100 * risk, *(100 * value for value in reached)))
    return Table(columns, tuple(cells))


def _apart(names: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The names, highest first, moved down until none stands on another, and up from the axis again."""
    placed: list[dict[str, Any]] = []
    for row in reversed(names):
        least = placed[-1]["value"] + LEAST_GAP if placed else LEAST_GAP / 2
        placed.append({**row, "value": max(row["value"], least)})
    return placed[::-1]


def _per_cent(span: Span) -> tuple[float | None, ...]:
    return tuple(None if number is None else 100 * number for number in (span.low, span.value, span.high))
