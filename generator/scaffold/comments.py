"""What a comment says of a key, from its declaration, so that the two cannot drift apart."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from dataclasses import MISSING, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from generator.catalogue.scaffold import SCAFFOLD
from generator.quantities import Meaning, Quantity


def comment(hint: Any, default: Any) -> str:
    """Meaning, unit, range and default of what stands under a key, in one line."""
    quantity = quantity_of(hint)
    if quantity is not None:
        return _told(quantity.meaning, _remarks(quantity, default))
    text = next((extra.text for extra in _extras(hint) if isinstance(extra, Meaning)), "")
    parts = list(parts_of(hint))
    if not text:
        text = next((_doc(part) for part in parts if is_dataclass(part)), "")
    remarks = [
        SCAFFOLD["one-of"].format(choices=", ".join(get_args(part))) for part in parts if get_origin(part) is Literal
    ]
    if isinstance(default, str | int | float) and not isinstance(default, bool) and default != "":
        remarks.append(SCAFFOLD["out"].format(default=default))
    elif default is not MISSING:
        remarks.append(SCAFFOLD["optional"])
    return _told(text, remarks)


def quantity_of(hint: Any) -> Quantity | None:
    """The quantity that stands beside a type, if one does."""
    return next((extra for extra in _extras(hint) if isinstance(extra, Quantity)), None)


def parts_of(hint: Any) -> Iterator[Any]:
    """What a hint stands for, without remarks and without nothing: `Annotated[Key | None, ...]` as `str`."""
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


def _extras(hint: Any) -> tuple[Any, ...]:
    """The remarks beside a type, the nearest to the field first."""
    return get_args(hint)[:0:-1] if get_origin(hint) is Annotated else ()


def _doc(declaration: Any) -> str:
    return (inspect.getdoc(declaration) or "").partition("\n\n")[0].replace("\n", " ").rstrip(".")


def _told(text: str, remarks: list[str]) -> str:
    return f"{text} ({'; '.join(remarks)})" if text and remarks else text or "; ".join(remarks)


def _remarks(quantity: Quantity, default: Any) -> list[str]:
    """Unit, range and default, each in a few words."""
    low, high = quantity.low, quantity.high
    found = [quantity.unit] if quantity.unit not in ("", "-", "level") else []
    if quantity.levels:
        found.append(SCAFFOLD["one-of"].format(choices=", ".join(quantity.levels)))
    elif low > -1e300 and high < 1e300:
        found.append(SCAFFOLD["between"].format(low=f"{low:g}", high=f"{high:g}"))
    elif low > -1e300:
        found.append(SCAFFOLD["at-least"].format(low=f"{low:g}"))
    elif high < 1e300:
        found.append(SCAFFOLD["at-most"].format(high=f"{high:g}"))
    if quantity.whole:
        found.append(SCAFFOLD["whole"])
    if default is MISSING:
        return found
    if quantity.default is None:
        return [*found, SCAFFOLD["optional"]]
    if quantity.default_range is None:
        return [*found, SCAFFOLD["out"].format(default=f"{quantity.default:g}")]
    ends = dict(zip(("low", "high"), (f"{end:g}" for end in quantity.default_range), strict=True))
    return [*found, SCAFFOLD["out-range"].format(default=f"{quantity.default:g}", **ends)]
