"""The shape of a study file: declarations become pydantic types, pydantic's errors become problems.

The declarations (`study_file.py` of the spine and of each kind) know nothing of pydantic. Here each
is rebuilt once: keys that are not declared are refused, a field with a `Quantity` takes a number or
a table, and ranges come from the quantity.
"""

from __future__ import annotations

import json
import math
import types
from dataclasses import MISSING, dataclass, fields, is_dataclass, make_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, Len
from pydantic import Discriminator, Field, Tag, TypeAdapter, ValidationError

from generator.diagnostics.nearest import listed, nearest
from generator.diagnostics.problem import Path
from generator.loading.declared import declared_classes, declared_fields, parts, text_of
from generator.loading.document import Document
from generator.loading.worded import worded
from generator.quantities import Meaning, Quantity
from generator.study import Grade
from generator.study_file import Key, Short
from generator.uncertainty.distributions import NAMES

MAX_TEXT = 20_000
MAX_LINE = 400
MAX_ITEMS = 400
MAX_CONCENTRATION = 1e9

KEY_PATTERN = r"^[a-z][a-z0-9_-]{0,39}$"


@dataclass(frozen=True)
class NumberTable:
    """The long form of a number: value, doubt and evidence."""

    value: Annotated[float, Meaning("the figure itself, or the middle of its range")]
    low: Annotated[float | None, Meaning("low end of the range: the end of a share, the 5 % point of an amount")] = None
    high: Annotated[float | None, Meaning("high end of the range: the end of a share, the 95 % point of an amount")] = (
        None
    )
    concentration: Annotated[
        Annotated[float, Gt(0), Le(MAX_CONCENTRATION)] | None,
        Meaning("in place of a range: how sure of a share, as if so many cases had been counted"),
    ] = None
    distribution: Annotated[
        Literal[NAMES] | None,  # type: ignore[valid-type]
        Meaning("what it is drawn from; by default what suits a share or an amount"),
    ] = None
    grade: Annotated[Grade | None, Meaning("how well the figure is known")] = None
    source: Annotated[str | None, Meaning("key of `sources:` that the figure was read in", "handbook")] = None
    at: Annotated[str | None, Meaning("page, table or section of the source", "p. 14")] = None
    note: Annotated[str | None, Meaning("where the figure comes from or why it was chosen", "read off the figure")] = (
        None
    )


@cache
def adapter(declaration: Any) -> TypeAdapter[Any]:
    """The validator of one declaration."""
    return TypeAdapter(_entry(declaration))


@cache
def number_adapter(quantity: Quantity) -> TypeAdapter[Any]:
    """The validator of one number of a known quantity."""
    return TypeAdapter(_number(quantity))


@cache
def _entry(declaration: Any) -> Any:
    parts: list[Any] = []
    for name, (hint, default) in declared_fields(declaration).items():
        shaped = _shape(hint)
        if default is MISSING:
            parts.append((name, shaped))
        elif default is None:
            parts.append((name, shaped | None, None))
        else:
            parts.append((name, shaped, Field(default_factory=lambda value=default: value)))
    config = {"extra": "forbid"}
    return make_dataclass(
        declaration.__name__,
        parts,
        kw_only=True,
        namespace={"__pydantic_config__": config, "__doc__": declaration.__doc__},
    )


def _shape(hint: Any) -> Any:
    text = text_of(hint)
    if text is not None:
        limit: Any = (
            Field(pattern=KEY_PATTERN) if text == Key else Len(1, MAX_LINE) if text == Short else Len(0, MAX_TEXT)
        )
        return Annotated[str, limit]
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        for extra in args[1:]:
            if isinstance(extra, Quantity):
                return _number(extra)
        return _shape(args[0])
    if origin is Literal:
        return hint
    if origin is dict:
        key: Any = Annotated[str, Field(pattern=KEY_PATTERN)] if args[0] == Key else str
        value: Any = _shape(args[1])
        return Annotated[dict[key, value], Len(0, MAX_ITEMS)]
    if origin is tuple:
        item: Any = _shape(args[0])
        return Annotated[tuple[item, ...], Len(0, MAX_ITEMS)]
    if origin in (Union, types.UnionType):
        options = [option for option in args if option is not type(None)]
        if len(options) > 1:
            return Annotated[Union[tuple(_entry(option) for option in options)], Field(discriminator="family")]  # noqa: UP007 - built at run time
        return _shape(options[0]) | None
    if isinstance(hint, type) and is_dataclass(hint):
        return _entry(hint)
    return hint


@cache
def _number(quantity: Quantity) -> Any:
    inside: list[Any] = []
    if math.isfinite(quantity.low):
        inside.append(Ge(quantity.low))
    if math.isfinite(quantity.high):
        inside.append(Le(quantity.high))
    base: Any = Literal[quantity.levels] if quantity.levels else int if quantity.whole else float
    bounded: Any = Annotated[(base, *inside)] if inside and not quantity.levels else base
    hints = get_type_hints(NumberTable, include_extras=True)
    parts: list[Any] = []
    for item in fields(NumberTable):
        if item.name == "value":
            parts.append(("value", bounded))
        elif item.name in ("low", "high"):
            # A level is one of a few words and has no range.
            parts.append((item.name, None if quantity.levels else bounded | None, None))
        else:
            parts.append((item.name, hints[item.name], None))
    table = make_dataclass("NumberTable", parts, kw_only=True, namespace={"__pydantic_config__": {"extra": "forbid"}})
    choose = Discriminator(lambda given: "table" if isinstance(given, dict) else "number")
    return Annotated[Annotated[bounded, Tag("number")] | Annotated[table, Tag("table")], choose]


def check_shape(document: Document, declaration: Any, data: Any, path: Path) -> set[Path]:
    """Note every problem of shape in `data`, which stands at `path`; return the paths that are unusable."""
    return _check(document, adapter(declaration), data, path, declaration)


def check_number(document: Document, quantity: Quantity, data: Any, path: Path) -> set[Path]:
    """The same for one number."""
    return _check(document, number_adapter(quantity), data, path, None)


def _check(document: Document, validator: TypeAdapter[Any], data: Any, path: Path, declaration: Any) -> set[Path]:
    try:
        validator.validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        details = [(item, _in_file(document, path, item["loc"])) for item in error.errors(include_url=False)]
        meant = _tell_unknown(document, declaration, data, path, details)
        bad = set()
        for item, where in details:
            # A missing key spoils nothing but itself; what stands beside it can still be told apart.
            missing = item["type"] in _MISSING
            name = "family" if "discriminator" in item.get("ctx", {}) else "".join(map(str, item["loc"][-1:]))
            key = (*where, name)
            bad.add(key if missing else where)
            if item["type"] == _UNKNOWN or document.refused.around(where):
                continue
            if missing:
                # A misspelt key is told once, at the key that was found.
                if key not in meant:
                    what, instead = f"the key '{key[-1]}' is missing", f"add `{key[-1]}:`"
                    document.problem(document.place(where, at_key=True), "E203", where, what, instead)
            else:
                at = key if item["type"] == "union_tag_invalid" and key in document.values else where
                place = document.place(at, at_key=item["loc"][-1:] == ("[key]",))
                code, what, instead = worded(item)
                document.problem(place, code, at, what, instead)
        return bad
    return set()


def _tell_unknown(
    document: Document, declaration: Any, data: Any, path: Path, details: list[tuple[Any, Path]]
) -> set[Path]:
    """Note every unknown key, and return the paths of the keys that were meant."""
    meant: set[Path] = set()
    for item, where in details:
        if item["type"] != _UNKNOWN:
            continue
        known = _keys_at(declaration, data, where[len(path) : -1])
        free = sorted(name for name in known if (*where[:-1], name) not in document.keys)
        close = nearest(str(where[-1]), free)
        if close:
            meant.add((*where[:-1], close))
        if document.refused.around(where):
            continue
        hint = f"did you mean '{close}'?" if close else f"known here: {listed(sorted(known), most=MOST_KEYS)}"
        document.problem(document.place(where, at_key=True), "E202", where, f"unknown key '{where[-1]}'", hint)
    return meant


_UNKNOWN = "unexpected_keyword_argument"
_MISSING = ("missing", "missing_argument", "union_tag_not_found")
MOST_KEYS = 40
"""Known keys that are listed where an unknown one resembles none."""


def _in_file(document: Document, path: Path, location: tuple[int | str, ...]) -> Path:
    """Pydantic's location without the steps (tags of unions) that are not in the file."""
    for step in location:
        if (*path, step) in document.values or (*path, step) in document.keys:
            path = (*path, step)
    return path


def _keys_at(declaration: Any, data: Any, path: Path) -> set[str]:
    """The keys allowed at `path`, following the declarations along the document."""
    hint: Any = declaration
    for step in path:
        hint = _step(hint, data, step)
        inside: Any = data if isinstance(data, dict | list) else {step: None}
        data = inside[step]
    options = list(declared_classes(hint, data))
    if not options:
        return {item.name for item in fields(NumberTable)}
    return {name for option in options for name in declared_fields(option)}


def _step(hint: Any, data: Any, step: int | str) -> Any:
    for option in declared_classes(hint, data):
        known = declared_fields(option)
        return known[str(step)][0] if step in known else None
    for part in parts(hint):
        if get_origin(part) is dict:
            return get_args(part)[1]
        if get_origin(part) is tuple:
            return get_args(part)[0]
    return None
