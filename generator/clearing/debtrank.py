"""DebtRank: distress passed on before anybody defaults, as the share of its equity that each has lost.

Sources: Battiston and others, Scientific Reports 2 (2012); Bardoscia, Battiston, Caccioli and Caldarelli, PLOS ONE 10
(2015); for the non-linear variant Bardoscia, Caccioli, Perotti, Vivaldo and Caldarelli, PLOS ONE 11 (2016).
`exposures[i, j]` is what i is owed by j; a `Network` will do. A bank without equity is lost from the start.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from generator.clearing.flows import Flow
from generator.clearing.linear import settled
from generator.clearing.network import Array, exposure_matrix
from generator.deterrence.errors import ModelError

CELLS = 100_000
"""Numbers worked on at once, banks times scenarios: as many as a processor keeps near."""
STEPS = 500
"""Steps of the common iteration after which a scenario is solved by itself."""
MOST = 200_000
"""Steps after which a single scenario is given up."""
RESIDUAL = 1e-9


def first_loss(loss: ArrayLike, equity: ArrayLike) -> Array:
    """Share of equity that a loss takes, at most 1; 1 for a bank without equity. Arrays broadcast."""
    lost, held = np.broadcast_arrays(np.asarray(loss, float), np.asarray(equity, float))
    return np.where(held > 0, np.minimum(1.0, np.divide(lost, held, out=np.ones(lost.shape), where=held > 0)), 1.0)


def debtrank(
    exposures: Any, equity: ArrayLike, start: ArrayLike, loss_given_default: ArrayLike = 1.0, curvature: float = 0.0
) -> Array:
    """DebtRank of 2015: the least solution of `h = min(1, start + Lam h)` above `start`, with `Lam[i, j] = g A[i, j] / E_i`.

    `start` is the share of equity that the shock takes, 0 to 1, (node,) or (node, scenario); `equity` is (node,) or
    (node, scenario); the result has the shape of `start`. A `curvature` c above 0 gives the non-linear variant, in
    which a debtor passes on `h exp(c (h - 1))`: the larger, the closer to Furfine.

    All scenarios are iterated together; one that settles slowly is finished by an exact step on those who are neither
    untouched nor lost. Raises ModelError if that does not settle either.
    """
    flow, given = Flow.of(exposures), np.asarray(start, float)
    first = given[:, None] if given.ndim == 1 else given
    held = np.asarray(equity, float)
    held = np.broadcast_to(held[:, None] if held.ndim == 1 else held, first.shape)
    gone = held <= 0
    pull = np.divide(loss_given_default, held, out=np.zeros(first.shape), where=~gone)
    first = np.where(gone, 1.0, first)
    found = np.empty(first.shape)
    size = max(1, CELLS // len(first))
    for begin in range(0, first.shape[1], size):
        part = np.arange(begin, min(begin + size, first.shape[1]))
        found[:, part], finished = _iterated(flow.only(part), pull[:, part], gone[:, part], first[:, part], curvature)
        for place in part[~finished]:
            column = np.array([place])
            found[:, column] = _alone(flow.only(column), pull[:, column], gone[:, column], first[:, column], curvature)
    return found[:, 0] if given.ndim == 1 else found


def _step(flow: Flow, pull: Array, gone: NDArray[np.bool_], first: Array, h: Array, curvature: float) -> Array:
    passed = h * np.exp(curvature * (h - 1)) if curvature else h
    return np.where(gone, 1.0, np.minimum(1.0, first + pull * flow(passed)))


def _iterated(
    flow: Flow, pull: Array, gone: NDArray[np.bool_], first: Array, curvature: float
) -> tuple[Array, NDArray[np.bool_]]:
    found, finished = first.copy(), np.zeros(first.shape[1], bool)
    columns, h, before = np.arange(first.shape[1]), first, np.full(first.shape[1], np.inf)
    for _ in range(STEPS):
        new = _step(flow, pull, gone, first, h, curvature)
        change = (new - h).max(axis=0)
        done = settled(change, before, 1e-14)
        h, before = new, change
        if done.any():
            found[:, columns[done]], finished[columns[done]] = h[:, done], True
            left = np.flatnonzero(~done)
            if not len(left):
                return found, finished
            columns, h, before, flow = columns[left], h[:, left], before[left], flow.only(left)
            pull, gone, first = pull[:, left], gone[:, left], first[:, left]
    found[:, columns] = h
    return found, finished


def _alone(flow: Flow, pull: Array, gone: NDArray[np.bool_], first: Array, curvature: float) -> Array:
    """One scenario, (node, 1): iterated further, with an exact step whenever the lost and the untouched stand still."""
    h = first
    for step in range(1, MOST + 1):
        h = _step(flow, pull, gone, first, h, curvature)
        if step % STEPS == 0:
            exact = None if curvature else _exact(flow, pull, first, h)
            for candidate in (exact, h):
                if (
                    candidate is not None
                    and np.abs(_step(flow, pull, gone, first, candidate, curvature) - candidate).max() <= 1e-13
                ):
                    return candidate
    raise ModelError(f"DebtRank did not settle within {MOST:,} steps")


def _exact(flow: Flow, pull: Array, first: Array, h: Array) -> Array | None:
    """The linear step on those partly lost; None if what it finds cannot be the answer."""
    part = np.flatnonzero((h > 0) & (h < 1))
    unit = np.zeros((len(h), len(part)))
    unit[part, np.arange(len(part))] = 1.0
    spread = np.column_stack([flow(column[:, None])[:, 0] for column in unit.T]) if len(part) else np.zeros((len(h), 0))
    rest = h.copy()
    rest[part] = 0.0
    try:
        solved = np.linalg.solve(np.eye(len(part)) - pull[part] * spread[part], (first + pull * flow(rest))[part, 0])
    except np.linalg.LinAlgError:
        return None
    if (solved < h[part, 0] - 1e-12).any() or (solved > 1).any():
        return None
    rest[part, 0] = solved
    return rest


def debtrank_2012(
    exposures: Any, equity: ArrayLike, start: ArrayLike, weights: ArrayLike | None = None
) -> tuple[Array, float]:
    """DebtRank of 2012: `h` (node,) at the end, and `R`, the weighted loss beyond the start.

    Each bank passes its distress on once, so loops are cut. The impact of j on i is `min(1, A[i, j] / E_i)`. `weights`
    (node,) say what each bank is worth and are scaled to sum to 1; by default all count alike.
    """
    matrix, held = exposure_matrix(exposures), np.asarray(equity, float)
    coo = matrix.tocoo()
    impact = np.where(
        held[coo.row] > 0,
        np.minimum(1.0, np.divide(coo.data, held[coo.row], out=np.ones(coo.nnz), where=held[coo.row] > 0)),
        coo.data > 0,
    )
    spread = sparse.csr_matrix((impact.astype(float), (coo.row, coo.col)), shape=matrix.shape)
    first = np.where(held <= 0, 1.0, np.asarray(start, float))
    h, spoken = first, np.zeros(len(held), bool)
    while True:
        speaking = (h > 0) & ~spoken
        if not speaking.any():
            break
        h = np.minimum(1.0, h + spread @ np.where(speaking, h, 0.0))
        spoken = spoken | speaking
    value = np.ones(len(held)) if weights is None else np.asarray(weights, float)
    return h, float(value @ (h - first) / value.sum())


def spectral_radius(exposures: Any, equity: ArrayLike, loss_given_default: float = 1.0) -> float:
    """Largest eigenvalue of `Lam`, banks without equity left out: above 1 an arbitrarily small shock may bring somebody down.

    Each group of banks that owe one another in a circle is looked at by itself; without any such group it is 0.
    """
    held = np.asarray(equity, float)
    solvent = np.flatnonzero(held > 0)
    matrix = exposure_matrix(exposures)[solvent][:, solvent]
    leverage = sparse.diags(loss_given_default / held[solvent]) @ matrix
    _, group = connected_components(leverage, directed=True, connection="strong")
    largest = 0.0
    for members in (np.flatnonzero(group == number) for number in np.flatnonzero(np.bincount(group) > 1)):
        circle = leverage.tocsr()[members][:, members].toarray()
        largest = max(largest, float(np.abs(np.linalg.eigvals(circle)).max()))
    return largest
