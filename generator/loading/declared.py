"""What declarations say of themselves: their fields, the types inside a hint, the sorts of text, the choices of a union.

A hint is the annotation of a field as `typing.get_type_hints` gives it, remarks included. Who checks a file, makes
a schema, writes the reference or sketches a study reads declarations through this room, so that all see the same.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from generator.quantities import quantities
from generator.study_file import Key, Prose, Short


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


def text_of(hint: Any) -> Any:
    """Which sort of text a hint stands for, of `Key`, `Short` and `Prose`; None for anything else.

    Python flattens `Annotated[Short, Meaning(...)]`, so the sort is told by the first remark on `str`.
    """
    extras = get_args(hint)[1:2] if get_origin(hint) is Annotated else ()
    return next((sort for sort in (Key, Short, Prose) if extras == get_args(sort)[1:]), None)


def doc(declaration: Any) -> str:
    """What a declaration says of itself: the first paragraph of its docstring, on one line."""
    return (inspect.getdoc(declaration) or "").partition("\n\n")[0].replace("\n", " ")


def parts(hint: Any) -> Iterator[Any]:
    """What a hint stands for without remarks: each member of a union but nothing itself. A sort of text stays whole."""
    if text_of(hint) is not None:
        yield hint
    elif get_origin(hint) is Annotated:
        yield from parts(get_args(hint)[0])
    elif get_origin(hint) in (Union, types.UnionType):
        for option in get_args(hint):
            yield from parts(option)
    elif hint is not None and hint is not types.NoneType:
        yield hint


def inside(hint: Any) -> Iterator[Any]:
    """The same from the outside to the inside: `dict[Key, Leg]`, then `Leg`."""
    for part in parts(hint):
        yield part
        if get_origin(part) in (dict, tuple):
            yield from inside(get_args(part)[1 if get_origin(part) is dict else 0])


def declared_classes(hint: Any, data: Any) -> Iterator[type[Any]]:
    """The declaration classes a hint stands for; of a union, the one whose family the data name."""
    found = [part for part in parts(hint) if isinstance(part, type) and is_dataclass(part)]
    family = data.get("family") if isinstance(data, dict) else None
    yield from [part for part in found if family in families(part)] or found


@cache
def families(declaration: type[Any]) -> tuple[Any, ...]:
    """The words under `family:` by which a file chooses a declaration of a union; none where there is no such choice."""
    return get_args(get_type_hints(declaration).get("family"))
