"""How far a run is: whoever waits for it hears of every case as it begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")
Watch = Callable[[str], None]
"""Called with the key of a case when it begins, and with `AFTER` when all of them are done."""
AFTER = "sensitivities"


def unwatched(step: str) -> None:
    """For a run that nobody waits for."""


def watched(cases: Mapping[str, T], watch: Watch) -> Iterator[tuple[str, T]]:
    """The cases one by one; what is computed of them cannot depend on who watches."""
    for key, inputs in cases.items():
        watch(key)
        yield key, inputs
    watch(AFTER)
