"""A kind's own part of a study file: one declaration with the common keys, paths of inputs, and the layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import make_dataclass
from functools import cache
from typing import Any

from generator.diagnostics.problem import Path
from generator.loading.bad import BadPaths
from generator.loading.numbers import NO_EVIDENCE, written_numbers


def input_path(path: Path) -> str:
    """`("actors", "usa", "legs", "bombers", "units")` as `usa.legs.bombers.units`."""
    return ".".join(str(step) for step in (path[1:] if path[0] == "actors" else path))


@cache
def joined(*parts: Any) -> type[Any]:
    """One declaration with the keys of all."""
    return make_dataclass(f"{parts[-1].__name__}Study", [], bases=parts, kw_only=True, frozen=True)


def layout_of(body: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """What the kind's keys hold besides numbers and evidence: names, families, what there is of each."""
    numbers = {
        written.path
        for name, (hint, _) in body.items()
        for written in written_numbers(hint, data.get(name), (name,), NO_EVIDENCE, BadPaths())
    }

    def keep(value: Any, path: Path) -> Any:
        if isinstance(value, dict):
            return {
                key: keep(item, (*path, key))
                for key, item in value.items()
                if key != "evidence" and (*path, key) not in numbers
            }
        if isinstance(value, list):
            return [keep(item, (*path, i)) for i, item in enumerate(value)]
        return value

    return {name: keep(data[name], (name,)) for name in body if data.get(name) is not None and (name,) not in numbers}


def correlation_of(data: Mapping[str, Any]) -> dict[str, float]:
    """Actor -> correlation, from the one number a study gives for all its sides."""
    shared = float(data.get("correlation") or 0.0)
    actors = data.get("actors")
    return dict.fromkeys(actors, shared) if shared and isinstance(actors, dict) else {}
