"""Records whose fields are numbers or arrays over draws: count the draws, pick some, lay rows side by side.

Every model keeps its inputs in such frozen records, nested as it likes in fields and tuples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Record = TypeVar("Record")


def draw_count(record: Any) -> int:
    """The common length of all arrays in a record, 1 without any; raises ValueError when two lengths differ."""
    return int(np.broadcast_shapes((1,), *_shapes(record))[0])


def _shapes(value: Any) -> list[tuple[int, ...]]:
    if isinstance(value, np.ndarray):
        return [value.shape]
    if is_dataclass(value):
        return [shape for field in fields(value) for shape in _shapes(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [shape for member in value for shape in _shapes(member)]
    return []


def pick(record: Record, index: Any) -> Record:
    """The record with only some of the draws; numbers stay as they are."""
    changed = {field.name: _picked(getattr(record, field.name), index) for field in fields(record)}  # type: ignore[arg-type]
    return replace(record, **changed)  # type: ignore[type-var]


def _picked(value: Any, index: Any) -> Any:
    if is_dataclass(value):
        return pick(value, index)
    if isinstance(value, tuple):
        return tuple(_picked(member, index) for member in value)
    return value[index] if isinstance(value, np.ndarray) and value.size > 1 else value


def rows(records: Sequence[Any], field: str, draws: int) -> Array:
    """One field of several records as an array (record, draw); a missing value (None) counts as 0."""
    table = np.zeros((len(records), draws))
    for row, record in zip(table, records, strict=True):
        value = getattr(record, field)
        if value is not None:
            row[:] = value
    return table
