"""Who owes whom: a network of debts as a list of edges, checked once, with what every model of default reads from it.

Orientation: a debt runs from debtor to creditor, and in a dense matrix `liabilities[i, j]` is what i owes to j. The
transpose, `exposures[i, j]`, is what i is owed by j; it is made here and nowhere else. Money is in any one unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from generator.deterrence.errors import ModelError

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Seniority = Literal["pari_passu", "external_senior"]

ROUNDING = 1e-12
"""Share of a balance sheet within which two sums of money count as equal; relative, so that any unit will do."""


@dataclass(frozen=True, eq=False)
class Network:
    """Debts among `n` banks, with what each has and owes outside; make one by `of` or `from_edges`."""

    debtor: Indices
    """Who owes, (edge,)."""
    creditor: Indices
    """Who is owed, (edge,)."""
    amount: Array
    """How much, (edge,), money, at least 0. Two edges between the same two are added up."""
    external_assets: Array
    """Cash and assets outside the network, (node,), money, at least 0."""
    external_liabilities: Array
    """Owed to depositors and others outside, (node,), money, at least 0."""
    seniority: Seniority = "pari_passu"
    """`pari_passu`: all creditors share alike; `external_senior`: those outside the network are paid first."""

    @classmethod
    def of(
        cls,
        liabilities: Any,
        external_assets: ArrayLike,
        external_liabilities: ArrayLike = 0.0,
        seniority: Seniority = "pari_passu",
    ) -> Network:
        """A network from a matrix (node, node), dense or SciPy sparse: `liabilities[i, j]` is what i owes to j.

        Raises ModelError for a matrix that is not square, an entry that is negative or not finite, a diagonal that
        is not 0, or sides of another length.
        """
        matrix = sparse.coo_matrix(liabilities if sparse.issparse(liabilities) else np.atleast_2d(liabilities))
        if matrix.shape[0] != matrix.shape[1]:
            raise ModelError(f"liabilities must be square, and are {matrix.shape[0]} by {matrix.shape[1]}")
        assets = np.asarray(external_assets, float)
        if assets.shape not in ((), (matrix.shape[0],)):
            raise ModelError(f"{matrix.shape[0]} banks need as many external assets, not {assets.shape}")
        return cls.from_edges(
            matrix.row,
            matrix.col,
            matrix.data,
            np.broadcast_to(assets, matrix.shape[:1]),
            external_liabilities,
            seniority,
        )

    @classmethod
    def from_edges(
        cls,
        debtor: ArrayLike,
        creditor: ArrayLike,
        amount: ArrayLike,
        external_assets: ArrayLike,
        external_liabilities: ArrayLike = 0.0,
        seniority: Seniority = "pari_passu",
    ) -> Network:
        """A network from its edges: `debtor[k]` owes `amount[k]` to `creditor[k]`, (edge,) each; banks count from 0.

        There are as many banks as `external_assets`, (node,). Raises ModelError as `of` does.
        """
        owing, owed = np.asarray(debtor, np.intp).ravel(), np.asarray(creditor, np.intp).ravel()
        money = np.asarray(amount, float).ravel()
        assets = np.atleast_1d(np.asarray(external_assets, float))
        n = len(assets)
        outside = np.asarray(external_liabilities, float)
        if outside.shape not in ((), (n,)) or assets.ndim != 1:
            raise ModelError(f"{n} banks need as many external liabilities, not {outside.shape}")
        outside = np.broadcast_to(outside, (n,))
        if not len(owing) == len(owed) == len(money):
            raise ModelError(
                f"{len(owing)} debtors, {len(owed)} creditors and {len(money)} amounts make no list of debts"
            )
        if len(owing) and not (min(owing.min(), owed.min()) >= 0 and max(owing.max(), owed.max()) < n):
            raise ModelError(f"a debt names a bank outside 0 to {n - 1}")
        for name, values in (("debt", money), ("external asset", assets), ("external liability", outside)):
            if not np.isfinite(values).all():
                raise ModelError(
                    f"an {name} is no finite number" if name[0] == "e" else f"a {name} is no finite number"
                )
            if len(values) and values.min() < 0:
                raise ModelError(f"{name} below 0: put a loss beyond all assets into a debt instead")
        if ((owing == owed) & (money > 0)).any():
            raise ModelError("a bank cannot owe itself: the diagonal of the liabilities must be 0")
        if seniority not in get_args(Seniority):
            raise ModelError(f"seniority is {' or '.join(get_args(Seniority))}, not {seniority!r}")
        return cls(owing, owed, money, assets, outside, seniority)

    @property
    def size(self) -> int:
        """Number of banks."""
        return len(self.external_assets)

    @cached_property
    def owed(self) -> Array:
        """What each owes within the network, (node,)."""
        return np.asarray(np.bincount(self.debtor, weights=self.amount, minlength=self.size), float)

    @cached_property
    def claims(self) -> Array:
        """What each is owed within the network, at face value, (node,)."""
        return np.asarray(np.bincount(self.creditor, weights=self.amount, minlength=self.size), float)

    @cached_property
    def due(self) -> Array:
        """`pbar`, (node,): what a payment is shared out of; with `external_senior` without what goes outside first."""
        return self.owed if self.seniority == "external_senior" else self.owed + self.external_liabilities

    @cached_property
    def senior(self) -> Array:
        """`z`, (node,): what is paid before `due`."""
        return self.external_liabilities if self.seniority == "external_senior" else np.zeros(self.size)

    @cached_property
    def shares(self) -> Array:
        """`Pi` on the edges, (edge,): the share of the debtor's payment that goes to the creditor."""
        due = self.due[self.debtor]
        return np.divide(self.amount, due, out=np.zeros_like(self.amount), where=due > 0)

    @cached_property
    def incoming(self) -> Any:
        """CSC (node, node): `incoming @ payments` is what each receives."""
        return self._by_creditor(self.shares)

    @cached_property
    def exposures(self) -> Any:
        """CSR (node, node): `exposures[i, j]` is what i is owed by j."""
        return self._by_creditor(self.amount).tocsr()

    def _by_creditor(self, values: Array) -> Any:
        """Values of the edges as a matrix (creditor, debtor). A list of debts is mostly sorted by debtor, which makes this cheap."""
        debtor, creditor = self.debtor, self.creditor
        if (debtor[1:] < debtor[:-1]).any():
            order = np.argsort(debtor, kind="stable")
            debtor, creditor, values = debtor[order], creditor[order], values[order]
        starts = np.concatenate([[0], np.cumsum(np.bincount(debtor, minlength=self.size))])
        return sparse.csc_matrix(
            (values, creditor.astype(np.int32), starts.astype(np.int32)), shape=(self.size, self.size)
        )

    @cached_property
    def tolerance(self) -> Array:
        """Money within which a bank's assets and debts count as equal, (node,)."""
        return ROUNDING * np.maximum(self.due + self.senior, self.external_assets + self.claims)

    @cached_property
    def equity(self) -> Array:
        """Net worth with every claim at face value, (node,)."""
        return self.external_assets + self.claims - self.owed - self.external_liabilities


def exposure_matrix(exposures: Any) -> Any:
    """A CSR matrix of exposures from a `Network`, or from a matrix (creditor, debtor), dense or sparse.

    Raises ModelError for a matrix that is not square, or an entry that is negative or not finite.
    """
    if isinstance(exposures, Network):
        return exposures.exposures
    matrix = sparse.csr_matrix(exposures if sparse.issparse(exposures) else np.atleast_2d(np.asarray(exposures, float)))
    if matrix.shape[0] != matrix.shape[1]:
        raise ModelError(f"exposures must be square, and are {matrix.shape[0]} by {matrix.shape[1]}")
    if matrix.nnz and not (np.isfinite(matrix.data).all() and matrix.data.min() >= 0):
        raise ModelError("an exposure is negative or no finite number")
    return matrix
