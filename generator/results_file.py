"""Results as JSON and back: the published file, the cache and `verify` share one form."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any

from pydantic import TypeAdapter


@cache
def _adapter(declared: Any) -> TypeAdapter[Any]:
    return TypeAdapter(declared)


def write(results: Any, declared: Any) -> bytes:
    """Results as JSON; `declared` is their type: the concrete `Results[...]` of the kind, or `Explored`.

    JSON has no infinity, which a required weight may be; it is written as the text "Infinity".
    """
    plain = _without_infinities(_adapter(declared).dump_python(results, mode="json"))
    return (json.dumps(plain, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def read(raw: bytes, declared: Any) -> Any:
    """The results back. Raises pydantic's ValidationError for anything else."""
    return _adapter(declared).validate_json(raw)


def _without_infinities(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _without_infinities(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_without_infinities(value) for value in part]
    if isinstance(part, float) and math.isinf(part):
        return "Infinity" if part > 0 else "-Infinity"
    return part
