"""The paths of inputs that a scenario or a state may change, as patterns with the number each stands for."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from generator.loading.body import input_path
from generator.loading.declared import declared_fields
from generator.loading.validation import KEY_PATTERN
from generator.quantities import Quantity

_KEY = KEY_PATTERN.strip("^$")


def input_patterns(declaration: Any) -> dict[str, Quantity]:
    """Pattern of a path, as written under `set:` -> the quantity it stands for.

    Members of a union may have a number of the same name, if its range is the same: which member the baseline
    has is not known here. Raises ValueError where the ranges differ.
    """
    found: dict[str, Quantity] = {}
    for steps, quantity in _numbers(declaration, ()):
        pattern = f"^{input_path(steps).replace('.', chr(92) + '.')}$"
        known = found.get(pattern)
        if known is not None and (known.low, known.high) != (quantity.low, quantity.high):
            raise ValueError(f"two numbers of different ranges stand at {pattern}")
        found.setdefault(pattern, quantity)
    return found


def _numbers(hint: Any, steps: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Quantity]]:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        quantity = next((extra for extra in args[1:] if isinstance(extra, Quantity)), None)
        if quantity is not None:
            yield steps, quantity
        else:
            yield from _numbers(args[0], steps)
    elif origin is dict:
        yield from _numbers(args[1], (*steps, _KEY))
    elif origin is tuple:
        yield from _numbers(args[0], (*steps, "[0-9]+"))
    elif origin in (Union, types.UnionType):
        for option in args:
            yield from _numbers(option, steps)
    elif is_dataclass(hint):
        for name, (inner, _) in declared_fields(hint).items():
            yield from _numbers(inner, (*steps, name))
