"""What studies have written under each key, so that the reference can show it where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from generator.diagnostics.problem import Path
from generator.loading.declared import declared_classes, declared_fields
from generator.loading.document import Document

LONGEST = 180
"""Letters of a quotation; what is longer is not shown."""

Written = tuple[int, str]
"""How well it serves as an example (0 for a figure with its source, 1 with its range, 2 for any other table, 3 for
what is no table), and the key with its value."""


def field_key(declaration: Any, name: str) -> str:
    """The name of a field over all declarations."""
    return f"{declaration.__module__}.{declaration.__qualname__}.{name}"


def written(document: Document, declaration: Any) -> dict[str, Written]:
    """For every field of a declaration and of those below it, the best example that a valid study gives."""
    best: dict[str, Written] = {}
    for key, path, value in _places(declaration, document.data, ()):
        found = _quoted(document, path, value)
        if found is not None:
            best[key] = min(found, best.get(key, found), key=lambda one: (one[0], abs(len(one[1]) - 50), one[1]))
    return best


def _places(declaration: Any, data: Any, path: Path) -> Iterator[tuple[str, Path, Any]]:
    for name, (hint, _) in declared_fields(declaration).items():
        if isinstance(data, dict) and data.get(name) is not None:
            yield field_key(declaration, name), (*path, name), data[name]
            yield from _below(hint, data[name], (*path, name))


def _below(hint: Any, data: Any, path: Path) -> Iterator[tuple[str, Path, Any]]:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        yield from _below(args[0], data, path)
    elif origin is dict and isinstance(data, dict):
        for key, value in data.items():
            yield from _below(args[1], value, (*path, key))
    elif origin is tuple and isinstance(data, list):
        for i, value in enumerate(data):
            yield from _below(args[0], value, (*path, i))
    elif origin in (Union, UnionType):
        for option in declared_classes(hint, data) if isinstance(data, dict) else ():
            yield from _places(option, data, path)
        for option in args:
            if get_origin(option) in (dict, tuple):
                yield from _below(option, data, path)
    elif is_dataclass(hint):
        yield from _places(hint, data, path)


def _quoted(document: Document, path: Path, value: Any) -> Written | None:
    """The key and its value on one line; None where the value does not fit on one."""
    raw, _ = document.source(path)
    text = raw.strip()
    braced = text.startswith(("{", "["))
    if text.startswith(("|", ">")) or "#" in text or (isinstance(value, dict | list) and not braced):
        return None
    if "\n" in text:
        if not braced:
            return None
        text = re.sub(r"\s+", " ", text)
    line = f"{path[-1]}: {text}"
    if len(line) > LONGEST:
        return None
    rank = 3 if not text.startswith("{") else 0 if "source:" in text else 1 if "low:" in text else 2
    return rank, line
