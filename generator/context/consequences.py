"""The panel of consequences: deaths that were counted, deaths that were estimated, soot and famine."""

from __future__ import annotations

from generator import words
from generator.context import facts, reckoning
from generator.context.facts import Famine
from generator.context.panel import EVIDENCE, Panel, cited, evidence, small, title_of, used
from generator.drawing import published, theme
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.specification import drawing
from generator.numerals import TO, number

SAY = words.CONTEXT


def consequences() -> Panel:
    """The panel, from published numbers alone."""
    rows, world, deaths = facts.famine(), facts.world_population_million(), facts.deaths()
    largest = rows[-1]
    return Panel(
        "consequences",
        (soot_and_famine(rows, world),),
        {
            "deaths": [
                {
                    "label": row.label,
                    "number": _range(row.low, row.high),
                    "counted": row.counted,
                    "note": row.note,
                    "grade": row.grade,
                    "source": row.source,
                }
                for row in deaths
            ],
            "world": number(world, 0),
            "largest": number(largest.without_food_million, 0),
            "share": small(reckoning.share_without_food(largest, world)),
        },
        cited(*used(deaths), *used(rows), "hess-2020", "nasem-2025"),
    )


def soot_and_famine(rows: tuple[Famine, ...], world: int) -> Drawing:
    """Soot and famine in one study: people killed directly, and people left without food"""
    drawn, cells = [], []
    groups = {SAY["direct"]: theme.BEFORE, SAY["without_food"]: theme.AFTER}
    for row in rows:
        label = SAY["soot"].format(soot=row.soot_tg, weapons=number(row.weapons, 0), yield_kt=row.yield_kt)
        for group, people in zip(groups, (row.direct_million, row.without_food_million), strict=True):
            drawn.append({"label": label, "group": group, "value": people, "text": number(people, 0)})
        share = reckoning.share_without_food(row, world)
        cells.append(
            (row.soot_tg, row.weapons, row.yield_kt, row.direct_million, row.without_food_million, 100 * share, *evidence(row))
        )  # fmt: skip
    largest = rows[-1]
    columns = (
        Column("soot_tg", SAY["soot_column"], False),
        Column("weapons", SAY["weapons"]),
        Column("yield_kt", SAY["yield"]),
        Column("direct_million", SAY["direct_column"]),
        Column("without_food_million", SAY["without_food_column"]),
        Column("share_of_world", SAY["world_share"]),
        *EVIDENCE,
    )
    return drawing(
        "context-famine",
        title_of(soot_and_famine),
        SAY["famine_finding"].format(
            share=small(reckoning.share_without_food(largest, world)),
            times=number(largest.without_food_million / largest.direct_million, 0),
        ),
        SAY["famine_description"],
        lambda width: published.paired_bars(drawn, width, SAY["famine_axis"], groups, (world, SAY["world"])),
        Table(columns, tuple(cells)),
    )


def _range(low: int, high: int | None) -> str:
    """A number of people with its doubt, in millions where it has millions."""
    if high is None:
        return SAY["more_than"].format(number=_people(low))
    return TO.join((_people(low), _people(high)))


def _people(count: int) -> str:
    return SAY["million"].format(number=number(count / 1e6, 0)) if count >= 1_000_000 else number(count, 0)
