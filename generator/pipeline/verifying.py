"""A published results file held against a run of today: every number of the one beside that of the other."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.loading.beside import BIBLIOGRAPHY
from generator.loading.reading import Reading
from generator.pipeline.checking import Name, read

FLOOR = 1e-6
"""Numbers smaller than this are compared as if they were as large."""
_IDENTITY = ("digest", "kind", "model_version", "seed", "draws")
"""What results are of. A difference there explains all others, so it stands first."""


@dataclass(frozen=True)
class Difference:
    """One place where two results differ."""

    where: str
    published: Any
    """None where only the new run has something."""
    computed: Any
    """None where only the published file has something."""
    size: float
    """Relative difference of two numbers; infinite for anything else."""


@dataclass(frozen=True)
class Comparison:
    """What came of comparing: how many numbers were compared, and where they differ, what results are of first, then the largest first."""

    numbers: int
    differences: tuple[Difference, ...]


def read_results(raw: bytes) -> dict[str, Any]:
    """A results file as plain data. Raises `ValueError` for any other file."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is no JSON") from error
    if not isinstance(found, dict) or not {"study", "cases", *_IDENTITY} <= found.keys():
        raise ValueError("it holds no results of a study")
    return found


def study_of(results: dict[str, Any], path: Path, folder: Path) -> Path | None:
    """The study that a results file at `path` is of: beside it, or in the `folder` of studies; None where there is none."""
    name = f"{results['study']}.yml"
    if Path(name).name != name:
        return None
    return next((found for found in (path.parent / name, folder / name) if found.is_file()), None)


def read_published(path: Path, name: Name) -> Reading:
    """A study in a folder of studies, or as it is published: one folder below the bibliography."""
    alone = not (path.parent / BIBLIOGRAPHY).exists()
    return read(path, name, path.resolve().parent.parent if alone else None)


def compare(published: dict[str, Any], computed: dict[str, Any], tolerance: float) -> Comparison:
    """Every value of two results. Whole numbers and texts must be equal; the name of the study's file does not matter."""
    numbers, found = 0, []
    for where, one, other in _pairs({**published, "study": None}, {**computed, "study": None}, ""):
        numbers += isinstance(one, int | float) and not isinstance(one, bool)
        size = distance(one, other)
        if size > tolerance:
            found.append(Difference(where, one, other, size))
    return Comparison(numbers, tuple(sorted(found, key=lambda one: (one.where not in _IDENTITY, -one.size, one.where))))


def distance(one: Any, other: Any) -> float:
    """How far two values are apart: |a - b| / max(|a|, |b|, FLOOR) of two fractions; 0 for what is equal, else infinity."""
    if type(one) is type(other) and one == other:
        return 0.0
    floats = isinstance(one, float) or isinstance(other, float)
    if not floats or not all(isinstance(value, int | float) and not isinstance(value, bool) for value in (one, other)):
        return math.inf
    return abs(one - other) / max(abs(one), abs(other), FLOOR)


def _pairs(one: Any, other: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    """Every value that either has, with its path; None where one of them lacks it."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys((*one, *other)):
            yield from _pairs(one.get(key), other.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(one, list) and isinstance(other, list):
        for i in range(max(len(one), len(other))):
            here, there = (part[i] if i < len(part) else None for part in (one, other))
            yield from _pairs(here, there, f"{path}[{i}]")
    else:
        yield path, one, other
