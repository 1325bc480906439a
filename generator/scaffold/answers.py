"""What an author has said of a new study, and the keys and the file name that follow from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.kinds.clearing_network import meaning as clearing
from generator.kinds.creditor_debtor import meaning as creditor
from generator.kinds.force_exchange.dyads import MOST_ACTORS
from generator.kinds.power_balance import meaning as power
from generator.loading.document import NO_TEXT
from generator.study import BASELINE, DYNAMICS

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
"""What the name of a study's file may be: it becomes the address of the page."""
ACTORS: dict[str, tuple[int, int]] = {
    "force-exchange": (2, MOST_ACTORS),
    "power-balance": (power.FEWEST, power.MOST),
    "creditor-debtor": (2, 2),
    "clearing-network": (clearing.FEWEST, clearing.MOST),
}
"""Kind -> least and largest number of actors."""
_LONGEST = 40
_TAKEN = frozenset(
    {BASELINE, DYNAMICS, "input", "system", "war", "null", "true", "false"}
    | {*power.RESERVED, *creditor.RESERVED, *clearing.RESERVED}
)
"""Keys that mean something else already, in one kind or another, or in YAML."""


@dataclass(frozen=True)
class Answers:
    """All that a new study is made of."""

    kind: str
    title: str
    question: str
    period: tuple[int, int]
    actors: tuple[str, ...]
    """Names, as readers see them; of creditor and debtor in this order, of a challenger's rival before it."""
    form: str = "sovereign"
    """For the kind creditor-debtor alone: one of `FORMS`."""
    authors: tuple[str, ...] = ()
    license: str | None = None


def one_line(text: str) -> str:
    """The text with every run of spaces and line breaks as one space. Raises ValueError for what no study may hold."""
    line = " ".join(text.split())
    found = NO_TEXT.search(line)
    if found is not None:
        raise ValueError(f"the character U+{ord(found[0]):04X} is not allowed in a text")
    return line


def years(text: str) -> tuple[int, int]:
    """First and last year of `1962-1964`, `1962 to 1964` or `1962`. Raises ValueError for anything else."""
    found = re.fullmatch(r"\s*(-?\d{1,4})(?:\s*(?:-|–|to)\s*(-?\d{1,4}))?\s*", text)
    if found is None:
        raise ValueError(f"'{text}' is no period; write 1962-1964, or 1962 alone")
    start, end = int(found[1]), int(found[2] or found[1])
    if end < start:
        raise ValueError(f"the period ends in {end}, before it starts in {start}")
    return start, end


def slug_of(title: str) -> str:
    """A file name from a title: `Two silos & a sub` as `two-silos-a-sub`; empty where no letter of ours is left."""
    return _plain(title)[:80].strip("-")


def keys_of(names: Sequence[str]) -> list[str]:
    """A key for every name, each once: `United States` as `united-states`."""
    found: list[str] = []
    for place, name in enumerate(names, start=1):
        start = _plain(name).lstrip("-0123456789") or f"actor-{place}"
        found.append(_free(start[:_LONGEST].rstrip("-"), {*found, *_TAKEN}))
    return found


def _plain(text: str) -> str:
    """Lower-case letters, digits and single hyphens; letters lose their accents, other scripts go."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _free(start: str, taken: Iterable[str]) -> str:
    key, number = start, 1
    while key in taken:
        number += 1
        key = f"{start[: _LONGEST - 4]}-{number}"
    return key
