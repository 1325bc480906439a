"""Results as JSON and back: the published file, the cache and `verify` share one form."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from generator.results import Results

FORMAT = 1


@cache
def _adapter(kind_results: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind_results)


def write(results: Results[Any], kind_results: Any) -> bytes:
    """Results as JSON; `kind_results` is the concrete `Results[...]` type of the kind."""
    return _adapter(kind_results).dump_json(results, indent=1) + b"\n"


def read(raw: bytes, kind_results: Any) -> Results[Any]:
    """The results back. Raises pydantic's ValidationError for anything else."""
    found: Results[Any] = _adapter(kind_results).validate_json(raw)
    return found
