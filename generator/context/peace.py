"""The panels of the long peace and of the nuclear peace: one list of wars, and published findings that disagree."""

from __future__ import annotations

from collections import Counter
from typing import Any

from generator import words
from generator.context import facts, reckoning
from generator.context.facts import War
from generator.context.panel import Panel, cited, title_of
from generator.drawing import published, theme
from generator.drawing.figure import Cell, Column, Drawing, Table
from generator.drawing.specification import drawing
from generator.numerals import number

SAY = words.CONTEXT
CLASSES = {"none": theme.MUTED, "one side": theme.SERIES[0], "both sides": theme.SERIES[1]}
CHANGE_POINT = 1950
"""The most likely change point by Cunen, Hjort and Nygård 2020 (abstract, documented)."""


def long_peace() -> Panel:
    """Two readings of whether war has become rarer or smaller, beside the list of wars."""
    found = facts.wars()
    return Panel(
        "long-peace",
        (wars_by_size(found),),
        {
            "count": len(found),
            "first": found[0].start,
            "last": found[-1].start,
            "battle_deaths": SAY["million"].format(number=number(sum(war.battle_deaths for war in found) / 1e6, 1)),
        },
        cited("clauset-2018", "cunen-2020", "cow-interstate", "reiter-2016"),
    )


def nuclear_peace() -> Panel:
    """Two findings on whether pairs with nuclear weapons fight less, beside our own count."""
    found = facts.wars()
    return Panel(
        "nuclear-peace",
        (wars_by_weapons(found),),
        {"opposed": [war.name for war in found if war.opposed], "count": len(found)},
        cited("rauchhaus-2009", "bell-miller-2015", "cow-interstate", "air-force-1991"),
    )


def wars_by_size(found: tuple[War, ...]) -> Drawing:
    """Wars between states, by when they began and how many soldiers they killed"""
    large = reckoning.large(found)
    drawn = [
        {
            "year": war.start,
            "value": war.battle_deaths,
            "label": war.name,
            "name": war.name if war in large else "",
            "text": SAY["war_text"].format(start=war.start, end=war.end, deaths=number(war.battle_deaths, 0)),
        }
        for war in found
    ]
    return drawing(
        "context-wars",
        title_of(wars_by_size),
        SAY["wars_finding"].format(
            count=len(found),
            first=found[0].start,
            last=found[-1].start,
            large=len(large),
            least=number(reckoning.LARGE_WAR, 0),
            latest=max(war.start for war in large),
        ),
        SAY["wars_description"],
        lambda width: published.events(
            drawn,
            width,
            SAY["wars_axis"],
            rule=(CHANGE_POINT, SAY["change_point"]),
            years=(1945, 1955, 1965, 1975, 1985, 1995, 2005),
        ),
        Table(
            (
                Column("war", SAY["war"], False),
                Column("start", SAY["started"], False),
                Column("end", SAY["ended"], False),
                Column("battle_deaths", SAY["battle_deaths"]),
                Column("nuclear_weapons", SAY["armed"], False),
                Column("source", SAY["source"], False),
                Column("grade", SAY["grade"], False),
            ),
            tuple(
                (
                    war.name,
                    war.start,
                    war.end,
                    war.battle_deaths,
                    SAY[reckoning.armed_class(war)],
                    war.source,
                    war.grade,
                )
                for war in found
            ),
        ),
    )


def wars_by_weapons(found: tuple[War, ...]) -> Drawing:
    """Wars between states, by who had nuclear weapons"""
    counted = Counter((reckoning.decade(war), reckoning.armed_class(war)) for war in found)
    decades = sorted({decade for decade, _ in counted})
    drawn: list[dict[str, Any]] = []
    cells: list[tuple[Cell, ...]] = []
    for decade in decades:
        start = 0
        for kind in CLASSES:
            value = counted[decade, kind]
            if value:
                label = SAY["decade"].format(decade=decade)
                drawn.append({"label": label, "what": SAY[kind], "value": value, "start": start, "end": start + value})
            start += value
        cells.append((SAY["decade"].format(decade=decade), *(counted[decade, kind] for kind in CLASSES)))
    total = Counter(reckoning.armed_class(war) for war in found)
    return drawing(
        "context-nuclear-wars",
        title_of(wars_by_weapons),
        SAY["peace_finding"].format(
            count=len(found),
            both=total["both sides"],
            names=words.AND.join(f"{war.name}, {war.start}" for war in found if war.opposed),
            one=total["one side"],
        ),
        SAY["peace_description"].format(first=found[0].start, last=found[-1].start),
        lambda width: published.stacked_counts(
            drawn, width, SAY["peace_axis"], {SAY[kind]: colour for kind, colour in CLASSES.items()}
        ),
        Table(
            (
                Column("decade", SAY["decade_column"], False),
                *(Column(kind.replace(" ", "_"), SAY[kind]) for kind in CLASSES),
            ),
            tuple(cells),
        ),
    )
