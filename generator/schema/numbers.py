"""A number in a study file as JSON Schema: a plain number or a table, with what the pointer shows.

The keywords for numbers (`minimum`) leave tables alone and those for tables (`properties`) leave numbers
alone, so that no union is needed and an editor can say which of the two is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args, get_type_hints

from generator.catalogue.editor import EDITOR
from generator.loading.validation import NumberTable
from generator.quantities import Meaning, Quantity
from generator.schema.snippets import number_snippets

Schema = dict[str, Any]
RANGED = ("value", "low", "high")
"""Keys of a number's table that must lie in the quantity's range."""


def number(quantity: Quantity, *, required: bool) -> Schema:
    """The field of a number: its meaning, and a reference to the definition of its range."""
    shown = _remarks(quantity, required)
    schema: Schema = {
        "description": f"{quantity.meaning} ({'; '.join(shown)})" if shown else quantity.meaning,
        "markdownDescription": "\n\n".join(
            (
                quantity.meaning,
                "\n".join(f"- {remark}" for remark in shown),
                EDITOR["level_or_table" if quantity.levels else "number_or_table"],
            )
        ),
        "examples": [example(quantity)],
    }
    if quantity.default is not None and not required:
        schema["default"] = as_written(quantity, quantity.default)
    return schema


def definition_name(quantity: Quantity, *, required: bool) -> str:
    """Quantities of the same range share a definition."""
    if quantity.levels:
        name = f"level.{'.'.join(quantity.levels)}"
    else:
        ends = [f"{end:g}" for end in (quantity.low, quantity.high)]
        name = f"{'whole' if quantity.whole else 'number'}.{'.to.'.join(ends)}"
    return name if required else f"{name}.or-nothing"


def ranged_meanings() -> dict[str, str]:
    """What the keys of a number's table that hang on its range mean."""
    hints = get_type_hints(NumberTable, include_extras=True)
    return {name: next(x.text for x in get_args(hints[name]) if isinstance(x, Meaning)) for name in RANGED}


def table_keys() -> dict[str, Any]:
    """Keys of a number's table that do not hang on its range -> their annotation."""
    hints = get_type_hints(NumberTable, include_extras=True)
    return {item.name: hints[item.name] for item in fields(NumberTable) if item.name not in RANGED}


def definition(quantity: Quantity, ranged: Mapping[str, Schema], others: Schema, *, required: bool) -> Schema:
    """What may be written for a number of this range.

    `ranged` says of `value`, `low` and `high` what they mean, `others` are the schemas of the other keys of a table.
    """
    bare = _bare(quantity)
    # A level is one of a few words and has no range.
    end: Schema = {"type": "null"} if quantity.levels else {**bare, "type": [bare["type"], "null"]}
    properties = {name: meaning | (bare if name == "value" else end) for name, meaning in ranged.items()} | others
    kinds = [bare["type"], "object"] if required else [bare["type"], "object", "null"]
    schema: Schema = {**bare, "type": kinds}
    if quantity.levels:
        # `enum` speaks of every type, so it stands where only words are meant.
        schema |= {"if": {"type": "string"}, "then": {"enum": schema.pop("enum")}}
    schema |= {"properties": properties, "required": ["value"], "additionalProperties": False}
    return schema | {"defaultSnippets": number_snippets(quantity)}


def as_written(quantity: Quantity, value: float) -> float | str:
    """A value as it stands in a file: a word for a level, a whole number without a point."""
    if quantity.levels:
        return quantity.word(value)
    return int(value) if float(value).is_integer() else value


def example(quantity: Quantity) -> float | str:
    """A value an author might write; raises ValueError for a quantity that shows none."""
    if quantity.levels:
        return quantity.levels[len(quantity.levels) // 2]
    if quantity.shown is None:
        raise ValueError(f"the quantity '{quantity.meaning}' shows no example: give it `example=` or a default")
    return as_written(quantity, quantity.shown)


def _bare(quantity: Quantity) -> Schema:
    """The plain number alone."""
    if quantity.levels:
        return {"type": "string", "enum": list(quantity.levels)}
    schema: Schema = {"type": "integer" if quantity.whole else "number"}
    if math.isfinite(quantity.low):
        schema["minimum"] = quantity.low
    if math.isfinite(quantity.high):
        schema["maximum"] = quantity.high
    return schema


def _remarks(quantity: Quantity, required: bool) -> list[str]:
    """Symbol, unit, range and default, each in a few words."""
    found = []
    if quantity.symbol:
        found.append(EDITOR["symbol"].format(symbol=quantity.symbol))
    if quantity.spoken_unit:
        found.append(EDITOR["unit"].format(unit=quantity.spoken_unit))
    if quantity.levels:
        found.append(EDITOR["levels"].format(levels=", ".join(quantity.levels)))
    elif quantity.bounds != "any":
        found.append(EDITOR[quantity.bounds].format(low=f"{quantity.low:g}", high=f"{quantity.high:g}"))
    if quantity.whole:
        found.append(EDITOR["whole"])
    if required:
        return found
    if quantity.default is None:
        found.append(EDITOR["optional"])
    elif quantity.default_range is None:
        found.append(EDITOR["default"].format(default=as_written(quantity, quantity.default)))
    else:
        ends = dict(zip(("low", "high"), (f"{end:g}" for end in quantity.default_range), strict=True))
        found.append(EDITOR["default_range"].format(default=as_written(quantity, quantity.default), **ends))
    return found
