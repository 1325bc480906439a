"""The linear step of every model here: x = cash + M x with M not negative, exactly, and without a dense matrix where it is large."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from generator.deterrence.errors import ModelError

Array = NDArray[np.float64]

DENSE = 400
"""Unknowns up to which a dense solution costs milliseconds."""
SMALL = 60
"""The same where elimination would stay sparse."""
THIN = 4
"""Entries in a row up to which an elimination stays sparse: chains and trees."""
STEPS = 2000


def fixed_point(matrix: Any, cash: Array, start: Array) -> Array:
    """The solution of `x = cash + matrix @ x`, (node,); `matrix` is sparse (node, node) without negative entries.

    Small systems are solved densely, thin ones by sparse elimination. A large one with many entries is iterated from
    `start` to rounding, with a bound on what is left (`settled`); if it converges too slowly it is eliminated after all.
    Raises ModelError for a singular system.
    """
    n = len(cash)
    if n == 0:
        return cash
    thin = matrix.nnz <= THIN * n
    if n <= (SMALL if thin else DENSE):
        try:
            return np.asarray(np.linalg.solve(np.eye(n) - matrix.toarray(), cash))
        except np.linalg.LinAlgError as error:
            raise ModelError("a group of banks owes only one another, so that nothing fixes what they pay") from error
    if not thin:
        x, found = _iterated(matrix, cash, start)
        if found:
            return x
    try:
        return np.asarray(splu(sparse.csc_matrix(sparse.eye(n) - matrix)).solve(cash))
    except RuntimeError as error:
        raise ModelError("a group of banks owes only one another, so that nothing fixes what they pay") from error


def _iterated(matrix: Any, cash: Array, start: Array) -> tuple[Array, bool]:
    x, before, scale = start, np.inf, max(float(np.abs(start).max()), float(np.abs(cash).max()))
    for _ in range(STEPS):
        new = cash + matrix @ x
        change = float(np.abs(new - x).max())
        x = new
        if settled(change, before, 1e-15 * scale):
            return x, True
        before = change
    return x, False


def settled(change: Any, before: Any, limit: Any) -> Any:
    """Whether the steps still to come are within `limit`, if each shrinks as the last one did: change * r / (1 - r) <= limit.

    `before` is the step before, infinite at the first, when nothing is known of how steps shrink. A step of a hundredth
    of `limit` is rounding and settles too.
    """
    shrinks = (change < before) & np.isfinite(before)
    return (change <= 0.01 * limit) | (shrinks & (change * change <= limit * (np.where(shrinks, before, 1.0) - change)))
