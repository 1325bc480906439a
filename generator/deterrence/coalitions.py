"""More than two actors: which wars are possible, and how stable the system is when its worst pair is not hidden.

Sources: the count of wars is combinatorics (computed); that three armed sides have twelve possible wars
is stated by Jerome Bracken (NATO ASI chapter, abstract, documented). A product of indices over rival
pairs, always with the lowest pair beside it, is ours (assumed): a product hides one bad pair among many
good ones, and falls with every pair that is added, so that systems of different size do not compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.errors import ModelError

Array = NDArray[np.float64]
Coalition = tuple[str, ...]
Pair = tuple[str, str]


def number_of_wars(actors: int) -> int:
    """Ordered pairs of disjoint coalitions of at least one actor: 3^N - 2^(N+1) + 1, so 2, 12, 50 for 2, 3, 4.

    Ordered, because who strikes first makes another war. Raises ModelError for a negative number.
    """
    if actors < 0:
        raise ModelError("there cannot be fewer than 0 actors")
    return int(3**actors - 2 ** (actors + 1) + 1)


def wars(actors: Sequence[str]) -> Iterator[tuple[Coalition, Coalition]]:
    """Every war: the coalition that strikes and the one that is struck, in a fixed order; the others stand aside.

    Raises ModelError for an actor named twice. There are `number_of_wars`: a few actors make thousands.
    """
    if len(set(actors)) < len(actors):
        raise ModelError("an actor is named twice")
    for roles in product(("strikes", "struck", "aside"), repeat=len(actors)):
        first, second = (
            tuple(actor for actor, role in zip(actors, roles, strict=True) if role == wanted)
            for wanted in ("strikes", "struck")
        )
        if first and second:
            yield first, second


@dataclass(frozen=True)
class SystemIndex:
    """Stability of a system of rival pairs; print both numbers and the name."""

    product: Array
    """Product of the indices of all rival pairs, shape (*draw)."""
    lowest: Array
    """Index of the worst pair, shape (*draw)."""
    pairs: tuple[Pair, ...]
    worst: NDArray[np.intp]
    """Position in `pairs` of the worst pair, the first of equals, shape (*draw)."""


def system_index(indices: Mapping[Pair, ArrayLike]) -> SystemIndex:
    """Product and worst pair of the indices of first-strike stability, in [0, 1], of the declared rivals.

    Raises ModelError without a pair, for a pair given in both orders or of one actor with itself, and
    for an index outside [0, 1].
    """
    pairs = tuple(indices)
    if not pairs:
        raise ModelError("a system needs at least one pair of rivals")
    if any(a == b for a, b in pairs) or len({frozenset(pair) for pair in pairs}) < len(pairs):
        raise ModelError("each pair of rivals is two actors and is given once, in one order")
    values = np.stack(np.broadcast_arrays(*(np.asarray(indices[pair], float) for pair in pairs)))
    if not np.all((values >= 0) & (values <= 1)):
        raise ModelError("an index of stability lies between 0 and 1")
    return SystemIndex(
        np.asarray(values.prod(axis=0)), np.asarray(values.min(axis=0)), pairs, np.asarray(values.argmin(axis=0))
    )
