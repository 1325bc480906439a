"""Money along the edges of a network, for one case or for many draws at once: what each is owed by those who hold a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from generator.clearing.network import Array, Indices, Network, exposure_matrix


@dataclass(frozen=True)
class Flow:
    """`flow(values)` is the sum over each bank's debtors of weight times the debtor's value: (node,) or (node, draw) alike."""

    matrix: Any
    """Weights (creditor, debtor), sparse, where they are the same in all draws; else None."""
    debtor: Indices | None = None
    gather: Any = None
    """Which edges end at which creditor, sparse (node, edge)."""
    weights: Array | None = None
    """(edge, draw) where they differ between draws."""

    @classmethod
    def of(cls, exposures: Any) -> Flow:
        """The flow of exposures that are the same in all draws: a `Network`, or a matrix (creditor, debtor)."""
        return exposures if isinstance(exposures, Flow) else cls(exposure_matrix(exposures))

    @classmethod
    def along(cls, network: Network, weights: Array) -> Flow:
        """The flow along a network's edges, with weights (edge,) or (edge, draw)."""
        shape = (network.size, network.size)
        if weights.ndim == 1:
            return cls(sparse.csr_matrix((weights, (network.creditor, network.debtor)), shape=shape))
        return cls(None, network.debtor, incidence(network.creditor, network.size), weights)

    def __call__(self, values: Array) -> Array:
        if self.matrix is not None:
            return np.asarray(self.matrix @ values)
        if self.weights is None:
            raise ValueError("a flow needs a matrix or weights")
        return np.asarray(self.gather @ (self.weights * values[self.debtor]))

    def only(self, draws: NDArray[Any]) -> Flow:
        """The same in some of the draws."""
        return self if self.weights is None else Flow(None, self.debtor, self.gather, self.weights[:, draws])


def incidence(ends: Indices, nodes: int) -> Any:
    """Sparse (node, edge): 1 where an edge ends at a node."""
    edges = len(ends)
    return sparse.csr_matrix((np.ones(edges), (ends, np.arange(edges))), shape=(nodes, edges))
