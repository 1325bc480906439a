"""The known name that a misspelt one most likely meant, found in bounded time."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LONGEST = 120
"""Names of more characters resemble nothing."""
CANDIDATES = 60
"""Comparing is slow (its time grows with the square of the length), so only so many names are looked at closely."""
SKIMMED = 2_000
"""Of more names only those are looked at that begin or end with the same step of a path."""
LISTED = 12
"""Names that are listed where none resembles the one that was found."""


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The name of `known` that resembles `name` most, if any does by at least `cutoff` (0 to 1)."""
    if len(name) > LONGEST:
        return None
    found = [other for other in known if len(other) <= LONGEST]
    if len(found) > SKIMMED:
        head, tail = name.split(".")[0], name.split(".")[-1]
        found = [other for other in found if other.startswith(head) or other.endswith(tail)][:SKIMMED]
    if len(found) > CANDIDATES:
        found = sorted(found, key=lambda other: -_shared(name, other))[:CANDIDATES]
    # Keys are written in small letters, whatever an author is used to.
    folded = {other.casefold(): other for other in reversed(found)}
    close = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=cutoff)
    return folded[close[0]] if close else None


def _shared(one: str, other: str) -> int:
    """How many characters two names have in common at their beginnings and ends: cheap, and good enough to choose by."""
    most = min(len(one), len(other))
    head = next((i for i in range(most) if one[i] != other[i]), most)
    tail = next((i for i in range(most - head) if one[-1 - i] != other[-1 - i]), most - head)
    return 2 * (head + tail) - len(other)


def did_you_mean(
    name: str, known: Iterable[str], otherwise: str = "known", cutoff: float = 0.6, most: int = LISTED
) -> str:
    """What to tell about a name that does not exist: the one that was meant, or `otherwise` and those there are."""
    names = list(known)
    close = nearest(name, names, cutoff)
    return f"did you mean '{close}'?" if close else f"{otherwise}: {listed(names, most)}"


def listed(names: Iterable[str], most: int = LISTED) -> str:
    """The first names in a row; `none` where there are none."""
    every = list(names)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return (", ".join(every[:most]) or "none") + more
