"""Clearing vectors of many draws at once: all are iterated together, and what has not settled is solved one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.clearing import vectors
from generator.clearing.flows import Flow, incidence
from generator.clearing.linear import settled
from generator.clearing.network import ROUNDING, Array, Network
from generator.deterrence.errors import ModelError

Truth = NDArray[np.bool_]

CELLS = 20_000
"""Numbers worked on at once, banks times draws: as many as a processor keeps near."""
STEPS = 400
"""Steps of the common iteration after which a draw is solved by itself."""
MANY = 0.25
"""Share of the draws that must have settled before they are laid aside."""
NEAR = 1e-10
"""Share of a balance sheet within which an iterated draw may hide a default, and is solved by itself."""


@dataclass(frozen=True)
class Drawn:
    """A clearing vector of each draw and what follows; arrays (node, draw), as in `vectors.Cleared`."""

    payments: Array
    net_worth: Array
    default: Truth
    equity: Array
    external_payments: Array
    destroyed: Array
    due: Array
    """What a payment is shared out of."""


def clear_draws(
    network: Network,
    *,
    external_assets: ArrayLike | None = None,
    external_liabilities: ArrayLike | None = None,
    amounts: ArrayLike | None = None,
    recovery_external: ArrayLike = 1.0,
    recovery_internal: ArrayLike = 1.0,
    least: bool = False,
    start: Array | None = None,
) -> Drawn:
    """The greatest clearing vector of every draw, or the least.

    What is not given is the network's own. External assets and liabilities are (node, draw), amounts (edge, draw) in
    the order of the network's edges, recoveries numbers or (draw,). `start`, (node, draw), may give payments that are
    known to be no smaller than the greatest vector, which saves steps. Agrees with `vectors.greatest` and
    `vectors.least` to 1e-9 of the largest debt; raises ModelError where these do.
    """
    assets = _columns(network.external_assets if external_assets is None else external_assets)
    outside = _columns(network.external_liabilities if external_liabilities is None else external_liabilities)
    money = _columns(network.amount if amounts is None else amounts)
    keep = [np.atleast_1d(np.asarray(value, float)) for value in (recovery_external, recovery_internal)]
    draws = int(
        np.broadcast_shapes((1,), assets.shape[1:], outside.shape[1:], money.shape[1:], keep[0].shape, keep[1].shape)[0]
    )
    for name, values in (("an external asset", assets), ("an external liability", outside), ("a debt", money)):
        if values.size and not (np.isfinite(values).all() and values.min() >= 0):
            raise ModelError(f"{name} is below 0 or no finite number in some draw")
    for values in keep:
        if values.min() < 0 or values.max() > 1:
            raise ModelError("a recovery lies outside 0 to 1 in some draw")
    parts = []
    for block in _blocks(draws, network.size):
        mine, theirs, owed, external, internal = (_part(array, block) for array in (assets, outside, money, *keep))
        known = None if start is None else _part(start, block)
        parts.append(_Block.of(network, mine, theirs, owed, external, internal, known).solved(least))
    return Drawn(
        *(np.concatenate([getattr(part, name) for part in parts], axis=1) for name in Drawn.__dataclass_fields__)
    )


def _columns(values: ArrayLike) -> Array:
    """(node,) as one column."""
    array = np.asarray(values, float)
    return array[:, None] if array.ndim == 1 else array


def _part(values: Array, block: slice) -> Array:
    return values if values.shape[-1] == 1 else values[..., block]


def _blocks(draws: int, nodes: int) -> Iterator[slice]:
    size = max(1, CELLS // max(1, nodes))
    return (slice(first, min(first + size, draws)) for first in range(0, draws, size))


@dataclass(frozen=True)
class _Block:
    """Some draws of one problem, in the terms of `vectors`; arrays (node, draw), all of full width but for one shared network."""

    network: Network
    assets: Array
    outside: Array
    money: Array
    recovery_external: Array
    recovery_internal: Array
    flow: Flow
    due: Array
    senior: Array
    tolerance: Array
    start: Array | None

    @classmethod
    def of(
        cls,
        network: Network,
        assets: Array,
        outside: Array,
        money: Array,
        external: Array,
        internal: Array,
        start: Array | None,
    ) -> _Block:
        width = np.broadcast_shapes(
            assets.shape[1:], outside.shape[1:], money.shape[1:], external.shape, internal.shape, start.shape[1:] if start is not None else (1,)
        )  # fmt: skip
        owed = incidence(network.debtor, network.size) @ money
        claims = incidence(network.creditor, network.size) @ money
        seniors = network.seniority == "external_senior"
        due = owed if seniors else owed + outside
        shared = due.shape[1] == 1 == money.shape[1]
        per_edge = due[network.debtor]
        shares = np.divide(
            money, per_edge, out=np.zeros(np.broadcast_shapes(money.shape, per_edge.shape)), where=per_edge > 0
        )
        senior = outside if seniors else np.zeros((network.size, 1))
        shape = (network.size, *width)
        wide = [np.broadcast_to(array, shape) for array in (assets, outside, due, senior)]
        return cls(
            network, wide[0], wide[1], money, np.broadcast_to(external, width), np.broadcast_to(internal, width),
            Flow.along(network, shares[:, 0] if shared else np.broadcast_to(shares, (len(shares), *width))), wide[2], wide[3],
            ROUNDING * np.maximum(wide[2] + wide[3], wide[0] + claims), start,
        )  # fmt: skip

    def fails(self, receipts: Array) -> Truth:
        return np.asarray(self.assets - self.senior + receipts < self.due - self.tolerance)

    def in_default(self, receipts: Array) -> Array:
        return np.maximum(self.recovery_external * self.assets - self.senior + self.recovery_internal * receipts, 0.0)

    def solved(self, least: bool) -> Drawn:
        payments, settled_draws = self._iterated(least)
        receipts = self.flow(payments)
        margin = self.assets - self.senior + receipts - self.due
        scale = self.tolerance * (NEAR / ROUNDING)
        owing = self.due + self.senior > 0
        if least:
            hidden = owing & (margin < -self.tolerance) & (margin > -scale)
        else:
            hidden = owing & (margin >= -self.tolerance) & (margin < scale)
        again = np.flatnonzero(~settled_draws | hidden.any(axis=0))
        for draw in again:
            payments[:, draw] = self._alone(int(draw), least)
        return self._told(payments)

    def _iterated(self, least: bool) -> tuple[Array, Truth]:
        """Payments of all draws iterated together from above or below, and which draws have settled."""
        width = self.due.shape[1]
        payments = (
            np.zeros(self.due.shape)
            if least
            else np.array(self.due if self.start is None else np.broadcast_to(self.start, self.due.shape))
        )
        finished, columns = np.zeros(width, bool), np.arange(width)
        now, fixed = payments.copy(), np.zeros(self.due.shape, bool)
        flow, due, kept = self.flow, self.due, self.recovery_internal
        # What a bank must receive to pay in full, and what it has in default before it receives anything.
        needed = due - self.tolerance - (self.assets - self.senior)
        cash, floor = self.recovery_external * self.assets - self.senior, bool(self.senior.any())
        before, count, done = np.full(width, np.inf), np.full(width, -1), np.zeros(width, bool)
        limit = 1e-14 * due.max(axis=0, initial=0.0)
        for _ in range(STEPS):
            receipts = flow(now)
            # From above nobody who has failed recovers; from below nobody who can pay ceases to.
            fixed |= receipts >= needed if least else receipts < needed
            receipts *= kept
            receipts += cash
            if floor:
                np.maximum(receipts, 0.0, out=receipts)
            new = np.where(fixed, due, receipts) if least else np.where(fixed, receipts, due)
            now -= new
            change, found = np.abs(now, out=now).max(axis=0), np.count_nonzero(fixed, axis=0)
            done |= (found == count) & settled(change, before, limit)
            now, before, count = new, change, found
            number = int(np.count_nonzero(done))
            if number >= MANY * len(columns):
                payments[:, columns[done]], finished[columns[done]] = now[:, done], True
                left = np.flatnonzero(~done)
                if not len(left):
                    break
                columns, now, fixed, flow, kept = (
                    columns[left],
                    now[:, left],
                    fixed[:, left],
                    flow.only(left),
                    kept[left],
                )
                due, needed, cash = due[:, left], needed[:, left], cash[:, left]
                before, count, limit, done = before[left], count[left], limit[left], done[left]
        payments[:, columns[done]], finished[columns[done]] = now[:, done], True
        return payments, finished

    def _alone(self, draw: int, least: bool) -> Array:
        """One draw by the exact rounds."""
        money = self.money[:, min(draw, self.money.shape[1] - 1)]
        one = replace(
            self.network, amount=money, external_assets=self.assets[:, draw].copy(), external_liabilities=self.outside[:, draw].copy()
        )  # fmt: skip
        find = vectors.least if least else vectors.greatest
        return find(one, float(self.recovery_external[draw]), float(self.recovery_internal[draw])).payments

    def _told(self, payments: Array) -> Drawn:
        receipts = self.flow(payments)
        default = self.fails(receipts)
        demanded = np.where(default, self.in_default(receipts), self.due)
        if (
            np.abs(demanded - payments).max(axis=0, initial=0.0) > vectors.RESIDUAL * self.due.max(axis=0, initial=0.0)
        ).any():
            raise ModelError("the payments found do not clear the network in some draw")
        net_worth = self.assets - self.senior + receipts - self.due
        realised = self.recovery_external * self.assets + self.recovery_internal * receipts
        if self.network.seniority == "external_senior":
            outside = np.where(default, np.minimum(realised, self.senior), self.senior)
        else:
            outside = payments * np.divide(self.outside, self.due, out=np.zeros(self.due.shape), where=self.due > 0)
        lost = np.where(default, self.assets + receipts - realised, 0.0)
        return Drawn(
            payments, net_worth, default, np.where(default, 0.0, np.maximum(net_worth, 0.0)), outside, lost, self.due
        )
