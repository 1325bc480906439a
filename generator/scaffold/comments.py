"""What a comment says of a key: what an editor shows there, so that neither can drift from the declaration."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import MISSING
from typing import Annotated, Any, Union, get_args, get_origin

from generator.catalogue.editor import EDITOR
from generator.quantities import Quantity
from generator.schema.shapes import Shapes


def comment(hint: Any, default: Any) -> str:
    """Meaning, unit, range and default of what stands under a key, in one line."""
    shown = Shapes().field(hint, default)
    text = str(shown.get("description", "")).rstrip(".")
    if quantity_of(hint) is not None:
        return text
    remarks = [EDITOR["levels"].format(levels=", ".join(shown["enum"]))] if "enum" in shown else []
    if "default" in shown:
        remarks.append(EDITOR["default"].format(default=shown["default"]))
    elif default is not MISSING:
        remarks.append(EDITOR["optional"])
    if not text or not remarks:
        return text or "; ".join(remarks)
    # What a text already says in brackets and our remarks share one pair.
    start = f"{text[:-1]}; " if text.endswith(")") else f"{text} ("
    return f"{start}{'; '.join(remarks)})"


def quantity_of(hint: Any) -> Quantity | None:
    """The quantity that stands beside a type, if one does."""
    extras = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((extra for extra in extras if isinstance(extra, Quantity)), None)


def parts_of(hint: Any) -> Iterator[Any]:
    """What a hint stands for, from the outside to the inside, without remarks: `dict[Key, Leg]`, then `Leg`."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        yield from parts_of(args[0])
    elif origin in (Union, types.UnionType):
        for option in args:
            yield from parts_of(option)
    elif origin in (dict, tuple):
        yield hint
        yield from parts_of(args[-1] if origin is dict else args[0])
    elif hint is not types.NoneType:
        yield hint
