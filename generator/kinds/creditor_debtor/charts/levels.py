"""What each strike would bring, where nothing can be counted: levels beside the level that is too much."""

from __future__ import annotations

from collections.abc import Iterator

from generator import numerals, words
from generator.drawing import theme
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.levels import steps
from generator.drawing.parts import Row, called, name_of, title_of
from generator.drawing.specification import drawing
from generator.kinds.creditor_debtor.charts.parts import MONEY, Found, in_numbers, strike_name
from generator.kinds.creditor_debtor.meaning import order, strikes_of
from generator.kinds.creditor_debtor.params import LEVELS
from generator.study import Study


def levels(study: Study, results: Found) -> list[Drawing]:
    """What each strike would bring, and what would be too much"""
    if in_numbers(study):
        return []
    rows = [row for key in strikes_of(study) for row in _rows(study, key)]
    deterred = next(iter(results.detail.ordinal.values())).deterred
    finding = " ".join(_told(study, key, rows, held=held) for key, held in deterred.items())
    sides = [name_of(study, side) for side in order(study)]
    table = Table(
        (
            Column("strike", MONEY["strike"], False),
            Column("consequence", MONEY["consequence"], False),
            Column("bearer", MONEY["bearer"], False),
            Column("level", MONEY["level"], False),
            Column("bar", MONEY["too-much-from"], False),
        ),
        tuple((r["strike"], r["part"], r["group"], _level(r["value"]), _level(r["bar"])) for r in rows),
    )
    drawn = [{name: row[name] for name in ("label", "group", "value", "reach", "bar", "text")} for row in rows]
    return [
        drawing(
            "levels",
            title_of(levels),
            finding,
            MONEY["levels-description"],
            lambda width: steps(drawn, width, LEVELS, dict(zip(sides, theme.SIDES, strict=False)), MONEY["too-much"]),
            table,
        )
    ]


def _rows(study: Study, key: str) -> Iterator[Row]:
    """Harm, own loss and believed reprisal of a strike, each beside the bar of whoever bears it."""
    by, _ = strikes_of(study)[key]
    other = next(side for side in order(study) if side != by)
    harm, own, reprisal, credibility = (
        study.inputs[f"ordinal.strikes.{key}.{name}"].value for name in ("harm", "blowback", "reprisal", "credibility")
    )
    strike = strike_name(study, key)
    for part, bearer, value, reach in (
        ("harm", other, harm, harm),
        ("blowback", by, own, own),
        ("believed", by, min(reprisal, credibility), reprisal),
    ):
        bar = study.inputs[f"ordinal.bars.{bearer}"].value
        said = MONEY[f"levels-{part}"].format(name=called(study, bearer))
        text = MONEY["levels-text" if value >= bar else "levels-text-short"].format(
            level=_level(value), bar=_level(bar)
        )
        if reach > value:
            text += MONEY["levels-disbelieved"].format(level=_level(reach))
        yield {
            "label": f"{strike}: {said}", "strike": strike, "part": said, "group": name_of(study, bearer), "key": key,
            "value": value, "reach": reach, "bar": bar, "text": text, "which": part,
        }  # fmt: skip


def _told(study: Study, key: str, rows: list[Row], *, held: bool) -> str:
    """Whether a strike is held back, and by what."""
    by, _ = strikes_of(study)[key]
    found = max((row for row in rows if row["key"] == key and row["which"] != "harm"), key=lambda row: row["value"])
    return MONEY["levels-held" if held else "levels-free"].format(
        strike=numerals.sentence_case(strike_name(study, key)),
        name=called(study, by),
        what=words.MONEY_FIELDS["reprisal" if found["which"] == "believed" else "blowback"],
        level=_level(found["value"]),
        bar=_level(found["bar"]),
    )


def _level(value: float) -> str:
    return LEVELS[round(value) - 1]
