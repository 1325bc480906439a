"""What a check is: a number or word the project claims, where the claim comes from, and how to compute it anew.

Cases stand as JSON files in `verification/cases`, for a case is evidence and not code. Whoever can
compute one (a kind, or the spine) ties its input to a function; nothing is compared here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Given = Mapping[str, Any]
"""The input of a case, as its file has it."""
Found = Mapping[str, Any]
"""What was computed: name -> number, text, truth, or a list or mapping of these."""

CASES = Path(__file__).resolve().parent / "verification" / "cases"


@dataclass(frozen=True)
class Check:
    """One case with the function that computes it."""

    id: str
    subject: str
    """The heading under which the page lists it."""
    what: str
    """What is checked, in one line for a reader."""
    source: str
    grade: str
    """documented, reported, computed, assumed or unverified: how far the expected values were followed."""
    input: Given
    expected: Mapping[str, Any]
    """Name -> number, text, truth, or a list or mapping of these."""
    tolerance: str | Mapping[str, Any]
    """`{"abs": t}`, `{"rel": t}`, `exact` or `sign`, or one of these for each name; see `verification.compare`."""
    compute: Callable[[], Found]
    note: str = ""


def cases(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The cases of one file by id."""
    read: dict[str, dict[str, Any]] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return read["cases"]


def checks(name: str, functions: Mapping[str, Callable[[Given], Found]]) -> tuple[Check, ...]:
    """The checks of one file whose functions are given: case id -> function from the case's input to what is found."""
    known = cases(name)
    return tuple(_check(id, known[id], compute) for id, compute in functions.items())


def _check(id: str, case: Mapping[str, Any], compute: Callable[[Given], Found]) -> Check:
    return Check(id=id, compute=lambda: compute(case["input"]), note=case.get("note", ""), **{
        name: case[name] for name in ("subject", "what", "source", "grade", "input", "expected", "tolerance")
    })  # fmt: skip
