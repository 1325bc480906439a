"""A strike: what one side could do, with every loss that follows, channel by channel and each of one nature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from generator.kinds.creditor_debtor.params import Array, Nature, Number

Part = Literal["harm", "blowback", "reprisal"]
PARTS: tuple[Part, Part, Part] = ("harm", "blowback", "reprisal")


@dataclass(frozen=True)
class Entry:
    """One loss: its channel, its nature and its size in per cent of its bearer's base."""

    channel: str
    nature: Nature
    percent: Number


@dataclass(frozen=True)
class Strike:
    """An act of side `by` (0 or 1) against the other."""

    key: str
    by: int
    harm: tuple[Entry, ...]
    """Losses of the other side."""
    blowback: tuple[Entry, ...]
    """Losses of the striker, whatever the other side does."""
    reprisal: tuple[Entry, ...]
    """Losses of the striker if the other side answers."""

    def part(self, name: Part) -> tuple[Entry, ...]:
        """The entries of one part."""
        found: tuple[Entry, ...] = getattr(self, name)
        return found


@dataclass(frozen=True)
class Losses:
    """A loss of wealth and a loss of a year's income, in per cent of one base, (draw,) each; never added."""

    stock: Array
    flow: Array

    def with_share(self, other: Losses, share: Number) -> Losses:
        """These losses and a share of the others, nature by nature."""
        return Losses(self.stock + share * other.stock, self.flow + share * other.flow)


def total(entries: Iterable[Entry]) -> Losses:
    """The entries of each nature added up."""
    found = {"stock": np.zeros(1), "flow": np.zeros(1)}
    for entry in entries:
        found[entry.nature] = found[entry.nature] + np.atleast_1d(np.asarray(entry.percent, float))
    return Losses(found["stock"], found["flow"])


def bearer(by: int, part: Part) -> int:
    """Which side bears the losses of a part of a strike."""
    return 1 - by if part == "harm" else by
