"""The panel of no use: what the years since August 1945 say of the yearly rate, by two priors and as a bound."""

from __future__ import annotations

from typing import Any

from generator import words
from generator.context import facts, reckoning
from generator.context.facts import NoUse
from generator.context.panel import Panel, cited, small, title_of
from generator.drawing import published
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.specification import drawing

SAY = words.CONTEXT
FIRST = 1955
"""Where the chart begins: a bound after a year or two says nothing."""
TICKS = (0.003, 0.01, 0.03, 0.1, 0.3)


def no_use() -> Panel:
    """The panel, from the one statement it rests on."""
    statement = facts.no_use()
    _, rates = reckoning.no_use_by_year(statement.since, statement.through, statement.through)
    return Panel(
        "no-use",
        (rates_by_year(statement),),
        {
            "since": statement.since,
            "through": statement.through,
            "years": statement.through - statement.since,
            "laplace": small(float(rates.laplace[0])),
            "jeffreys": small(float(rates.jeffreys[0])),
            "upper": small(float(rates.upper[0])),
            "grade": statement.grade,
        },
        cited(statement.source, "lewis-2014"),
    )


def rates_by_year(statement: NoUse) -> Drawing:
    """The yearly rate that the years without use leave open"""
    years, rates = reckoning.no_use_by_year(statement.since, FIRST, statement.through)
    lines = {SAY["no_use_upper"]: rates.upper, SAY["laplace"]: rates.laplace, SAY["jeffreys"]: rates.jeffreys}
    drawn: list[dict[str, Any]] = [
        {"line": name, "year": year, "value": float(value), "text": small(float(value))}
        for name, values in lines.items()
        for year, value in zip(years, values, strict=True)
    ]
    last = [row for row in drawn if row["year"] == statement.through]
    names = [{**row, "name": row["line"]} for row in last]
    columns = (
        Column("year", SAY["year"], False),
        Column("years", SAY["no_use_years"]),
        Column("laplace", SAY["no_use_laplace"]),
        Column("jeffreys", SAY["no_use_jeffreys"]),
        Column("upper", SAY["no_use_bound"]),
    )
    cells = tuple(
        (year, year - statement.since, *(100 * float(value) for value in values))
        for year, *values in zip(years, rates.laplace, rates.jeffreys, rates.upper, strict=True)
    )
    upper, laplace, jeffreys = (row["text"] for row in last)
    return drawing(
        "context-no-use",
        title_of(rates_by_year),
        SAY["no_use_finding"].format(
            years=statement.through - statement.since,
            through=statement.through,
            jeffreys=jeffreys,
            laplace=laplace,
            upper=upper,
        ),
        SAY["no_use_description"].format(first=FIRST, through=statement.through),
        lambda width: published.named_lines(
            drawn,
            width,
            SAY["no_use_axis"],
            names=names,
            ticks=TICKS,
            years=(FIRST, 1975, 2000, statement.through),
            log=True,
        ),
        Table(columns, cells[::-1]),
    )
