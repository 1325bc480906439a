"""The shape of a study file: declarations become pydantic types, pydantic's errors become problems.

The declarations (`study_file.py` of the spine and of each kind) know nothing of pydantic. Here each
is rebuilt once: keys that are not declared are refused, a field with a `Quantity` takes a number or
a table, and ranges come from the quantity.
"""

from __future__ import annotations

import difflib
import json
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, make_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, Len
from pydantic import Discriminator, Field, Tag, TypeAdapter, ValidationError

from generator.diagnostics.problem import Path
from generator.loading.document import Document
from generator.quantities import Meaning, Quantity, quantities
from generator.study import Grade
from generator.study_file import Key, Prose, Short
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


def declared_fields(declaration: Any) -> Mapping[str, tuple[Any, Any]]:
    """Field name -> (annotation, default or MISSING), the quantities of `numbers_of` included."""
    return _declared(declaration)


@cache
def _declared(declaration: Any) -> Mapping[str, tuple[Any, Any]]:
    hints = get_type_hints(declaration, include_extras=True)
    found: dict[str, tuple[Any, Any]] = {}
    for item in fields(declaration):
        default = (
            item.default
            if item.default is not MISSING
            else item.default_factory()
            if item.default_factory is not MISSING
            else MISSING
        )
        found[item.name] = (hints[item.name], default)
    numbers = getattr(declaration, "numbers_of", None)
    if numbers is not None:
        optional = {item.name for item in fields(numbers) if item.default is not MISSING}
        for name, quantity in quantities(numbers).items():
            found[name] = (Annotated[float, quantity], None if name in optional else MISSING)
    return found


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


def text_of(hint: Any) -> Any:
    """Which sort of text a hint stands for, of `Key`, `Short` and `Prose`; None for anything else.

    Python flattens `Annotated[Short, Meaning(...)]`, so the sort is told by the first remark on `str`.
    """
    extras = get_args(hint)[1:2] if get_origin(hint) is Annotated else ()
    return next((sort for sort in (Key, Short, Prose) if extras == get_args(sort)[1:]), None)


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
    if quantity.low > -1e300:
        inside.append(Ge(quantity.low))
    if quantity.high < 1e300:
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
        bad: set[Path] = set()
        details = error.errors(include_url=False)
        unknown = [
            _in_file(document, path, item["loc"]) for item in details if item["type"] == "unexpected_keyword_argument"
        ]
        for item in details:
            where = _in_file(document, path, item["loc"])
            if where in document.refused:
                continue
            # A missing key spoils nothing but itself; what stands beside it can still be told apart.
            missing = item["type"] in ("missing", "missing_argument")
            bad.add((*where, str(item["loc"][-1])) if missing else where)
            if missing:
                name = str(item["loc"][-1])
                # A misspelt key is told once, at the key that was found.
                if any(p[:-1] == where and difflib.get_close_matches(str(p[-1]), [name], cutoff=0.6) for p in unknown):
                    continue
                document.problem(
                    document.place(where, at_key=True), "E203", where, f"the key '{name}' is missing", f"add `{name}:`"
                )
            elif item["type"] == "unexpected_keyword_argument":
                document.problem(
                    document.place(where, at_key=True),
                    "E202",
                    where,
                    f"unknown key '{where[-1]}'",
                    _known_keys(declaration, data, where[len(path) :]),
                )
            else:
                at_key = item["loc"][-1:] == ("[key]",)
                code, what, instead = _worded(item)
                document.problem(document.place(where, at_key=at_key), code, where, what, instead)
        return bad
    return set()


def _in_file(document: Document, path: Path, location: tuple[int | str, ...]) -> Path:
    """Pydantic's location without the steps (tags of unions) that are not in the file."""
    for step in location:
        if (*path, step) in document.values or (*path, step) in document.keys:
            path = (*path, step)
    return path


def _known_keys(declaration: Any, data: Any, where: Path) -> str:
    known = sorted(_keys_at(declaration, data, where[:-1]))
    close = difflib.get_close_matches(str(where[-1]), known, n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else f"known here: {', '.join(known)}" if known else ""


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
    for part in _parts(hint):
        if get_origin(part) is dict:
            return get_args(part)[1]
        if get_origin(part) is tuple:
            return get_args(part)[0]
    return None


def _parts(hint: Any) -> Iterator[Any]:
    if get_origin(hint) is Annotated:
        yield from _parts(get_args(hint)[0])
    elif get_origin(hint) in (Union, types.UnionType):
        for option in get_args(hint):
            yield from _parts(option)
    elif hint is not None:
        yield hint


def declared_classes(hint: Any, data: Any) -> Iterator[type[Any]]:
    """The declaration classes a hint stands for; of a union, the one whose family the data name."""
    found = [part for part in _parts(hint) if isinstance(part, type) and is_dataclass(part)]
    family = data.get("family") if isinstance(data, dict) else None
    chosen = [part for part in found if family in get_args(get_type_hints(part).get("family"))]
    yield from chosen or found


def _worded(item: Any) -> tuple[str, str, str]:
    """Code, what was found and what would be right, in our words."""
    kind, context, found = item["type"], item.get("ctx", {}), _shown(item["input"])
    limits = {
        "greater_than_equal": ("ge", "at least"),
        "less_than_equal": ("le", "at most"),
        "greater_than": ("gt", "more than"),
        "less_than": ("lt", "less than"),
    }
    expected = {
        "float_type": "a number", "int_type": "a whole number", "int_from_float": "a whole number", "string_type": "text",
        "bool_type": "true or false", "dict_type": "a mapping", "dataclass_type": "a mapping", "dataclass_exact_type": "a mapping",
        "tuple_type": "a list", "list_type": "a list", "finite_number": "a finite number", "none_required": "nothing",
    }  # fmt: skip
    if kind in limits:
        key, words = limits[kind]
        return "E207", f"found {found}", f"must be {words} {context[key]:g}"
    if kind in expected:
        return "E204", f"found {found}", f"must be {expected[kind]}"
    if kind == "literal_error":
        choices = [choice.strip(" '") for choice in str(context["expected"]).replace(" or ", ",").split(",")]
        close = difflib.get_close_matches(str(item["input"]), choices, n=1, cutoff=0.6)
        hint = f"did you mean '{close[0]}'?" if close else f"choose from {', '.join(choices)}"
        return "E208", f"found {found}", hint
    if kind == "string_pattern_mismatch":
        return (
            "E209",
            f"found {found}",
            "must be lower-case letters, digits, - and _, starting with a letter, at most 40",
        )
    if kind in ("too_long", "string_too_long"):
        return (
            "E210",
            f"found {context.get('actual_length', 'too many')}",
            f"at most {context['max_length']} are allowed",
        )
    if kind in ("too_short", "string_too_short"):
        return "E210", "found nothing", f"at least {context['min_length']} must stand here"
    if kind == "union_tag_not_found":
        return "E203", "the key 'family' is missing", "add `family:`"
    if kind == "union_tag_invalid":
        choices = context["expected_tags"].replace("'", "")
        return "E208", f"found family '{context['tag']}'", f"choose from {choices}"
    return "E204", f"found {found}", str(item["msg"])


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    text = text if len(text) <= 60 else text[:57] + "..."
    return f"'{text}'" if isinstance(value, str) else text
