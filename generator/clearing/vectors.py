"""Clearing vectors: who pays what when some cannot pay all. Eisenberg and Noe, Rogers and Veraart.

With default costs there may be several vectors that clear; `greatest` (nobody fails who need not) and `least` (nobody
is saved who need not be) are the two ends. Both end after finitely many rounds with an exact linear step, and both
check what they return: a search that does not end raises ModelError.

Sources: Eisenberg and Noe, Management Science 47 (2001); Rogers and Veraart, Management Science 59 (2013).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.clearing.linear import fixed_point
from generator.clearing.network import Array, Network
from generator.deterrence.errors import ModelError

Truth = NDArray[np.bool_]

RESIDUAL = 1e-9
"""Largest distance of a returned vector from the equation it solves, over the largest debt."""
QUIET = 6
"""Steps without a new default after which a guess is good enough for an exact step."""


@dataclass(frozen=True)
class Cleared:
    """A clearing vector and what follows from it; arrays (node,), money."""

    payments: Array
    """What each pays, of `Network.due`."""
    net_worth: Array
    """Assets less debts, all claims at what is paid; negative in default."""
    default: Truth
    equity: Array
    """Net worth of those who are not in default, else 0."""
    external_payments: Array
    """What creditors outside the network get from each."""
    destroyed: Array
    """What default costs each: value that nobody gets."""

    @property
    def default_set(self) -> list[int]:
        """The banks in default, counted from 0."""
        return [int(i) for i in np.flatnonzero(self.default)]


def eisenberg_noe(network: Network) -> Cleared:
    """The greatest clearing vector without costs of default."""
    return greatest(network)


def rogers_veraart(network: Network, recovery_external: float, recovery_internal: float) -> tuple[Cleared, Cleared]:
    """The greatest and the least clearing vector when default has costs; see `greatest`."""
    return greatest(network, recovery_external, recovery_internal), least(network, recovery_external, recovery_internal)


def greatest(network: Network, recovery_external: float = 1.0, recovery_internal: float = 1.0) -> Cleared:
    """The greatest clearing vector: everybody pays in full who can if everybody pays in full who can.

    A bank in default realises `recovery_external` of its external assets and `recovery_internal` of what others pay it
    (0 to 1; 1 and 1 is Eisenberg and Noe). It is in default if its net worth is below 0 by more than rounding: one
    whose assets just equal its debts pays in full.

    Iterates from above to guess the default set, then solves for the payments of that set and adds to it until
    nothing changes (fictitious default); the guess may stop anywhere without touching the result.
    """
    rules = _Rules.of(network, recovery_external, recovery_internal)
    default, payments = _descend(rules)
    return _cleared(rules, _finish(rules, default, payments)[1])


def least(network: Network, recovery_external: float = 1.0, recovery_internal: float = 1.0) -> Cleared:
    """The least clearing vector: nobody pays in full who is not bound to; parameters as in `greatest`.

    Plain iteration from nothing may stop at what is no clearing vector, since a bank that can just pay jumps from part
    to all. So banks are rescued in rounds: those who can pay in full whatever the others do, then those who can
    given these. Banks that no cash reaches pay nothing.
    """
    rules = _Rules.of(network, recovery_external, recovery_internal)
    solvent, payments = _ascend(rules)
    finish = _rescue_seniors if rules.floor else _rescue
    return _cleared(rules, finish(rules, solvent, payments))


def default_rounds(
    network: Network, recovery_external: float = 1.0, recovery_internal: float = 1.0
) -> tuple[tuple[int, ...], ...]:
    """Who is newly in default in each round of fictitious default, started from nobody; banks count from 0."""
    rules = _Rules.of(network, recovery_external, recovery_internal)
    nobody = np.zeros(network.size, bool)
    return tuple(tuple(map(int, np.flatnonzero(new))) for new in _finish(rules, nobody, rules.due)[0])


@dataclass(frozen=True)
class _Rules:
    """One clearing problem: pay `due` if solvent cash and receipts reach it, else what default leaves."""

    network: Network
    incoming: Any
    due: Array
    solvent_cash: Array
    """External assets less what is paid first."""
    default_cash: Array
    """The same in default, after its costs."""
    kept: float
    """Share of receipts that a bank in default keeps."""
    tolerance: Array
    floor: bool
    """Whether default may leave less than nothing for the network."""

    @classmethod
    def of(cls, network: Network, recovery_external: float, recovery_internal: float) -> _Rules:
        for name, value in (("recovery_external", recovery_external), ("recovery_internal", recovery_internal)):
            if not 0 <= value <= 1:
                raise ModelError(f"{name} is {value}, and must be from 0 to 1")
        return cls(
            network,
            network.incoming,
            network.due,
            network.external_assets - network.senior,
            recovery_external * network.external_assets - network.senior,
            float(recovery_internal),
            network.tolerance,
            bool(network.senior.any()),
        )

    def fails(self, receipts: Array) -> Truth:
        """Who cannot pay in full with these receipts."""
        return np.asarray(self.solvent_cash + receipts < self.due - self.tolerance)

    def in_default(self, receipts: Array) -> Array:
        """What a bank in default pays with these receipts."""
        paid = self.default_cash + self.kept * receipts
        return np.maximum(paid, 0.0) if self.floor else paid


def _descend(rules: _Rules) -> tuple[Truth, Array]:
    """A guess from above: banks that certainly default, and payments at least as large as the greatest ones."""
    payments, default = rules.due, np.zeros(len(rules.due), bool)
    quiet, count, scale = 0, -1, float(rules.due.max(initial=0.0))
    for _ in range(2 * len(rules.due) + 100):
        receipts = rules.incoming @ payments
        default |= rules.fails(receipts)
        new = np.where(default, rules.in_default(receipts), rules.due)
        found = int(np.count_nonzero(default))
        quiet = quiet + 1 if found == count else 0
        if quiet >= QUIET or (quiet and np.abs(new - payments).max() <= 1e-13 * scale):
            return default, new
        payments, count = new, found
    return default, payments


def _finish(rules: _Rules, default: Truth, payments: Array) -> tuple[list[Truth], Array]:
    """Fictitious default from a set of certain defaulters: who is added in each round, and the payments at the end."""
    rounds: list[Truth] = []
    while True:
        payments = _paid(rules, default, payments)
        new = rules.fails(rules.incoming @ payments) & ~default
        if not new.any():
            return rounds, payments
        rounds.append(new)
        default = default | new


def _paid(rules: _Rules, default: Truth, guess: Array) -> Array:
    """Payments when exactly `default` defaults and everybody else pays in full: the linear step."""
    payments = np.where(default, 0.0, rules.due)
    members = np.flatnonzero(default)
    if not len(members):
        return payments
    cash = (rules.default_cash + rules.kept * (rules.incoming @ payments))[members]
    among = rules.kept * rules.incoming[:, members][members]
    payments[members] = (
        _with_floor(among, cash, guess[members]) if rules.floor else fixed_point(among, cash, guess[members])
    )
    return payments


def _with_floor(among: Any, cash: Array, guess: Array) -> Array:
    """The least solution of x = max(0, cash + among x): those who pay nothing are found from below, round by round."""
    paying = cash > 0
    while True:
        members, x = np.flatnonzero(paying), np.zeros(len(cash))
        x[members] = fixed_point(among[:, members][members], cash[members], guess[members])
        more = (cash + among @ x > 0) & ~paying
        if not more.any():
            return x
        paying = paying | more


def _ascend(rules: _Rules) -> tuple[Truth, Array]:
    """A guess from below: banks that certainly pay in full, and payments at most as large as the least ones."""
    payments, solvent = np.zeros(len(rules.due)), np.zeros(len(rules.due), bool)
    quiet, count, scale = 0, -1, float(rules.due.max(initial=0.0))
    for _ in range(2 * len(rules.due) + 100):
        receipts = rules.incoming @ payments
        solvent |= ~rules.fails(receipts)
        new = np.where(solvent, rules.due, rules.in_default(receipts))
        found = int(np.count_nonzero(solvent))
        quiet = quiet + 1 if found == count else 0
        if quiet and np.abs(new - payments).max() <= 1e-13 * scale:
            return solvent, new
        payments, count = new, found
    return solvent, payments


def _rescue(rules: _Rules, solvent: Truth, payments: Array) -> Array:
    """Fictitious rescue, creditors sharing alike: a capped system for the others, then who can pay in full after all."""
    while True:
        payments = np.where(solvent, rules.due, 0.0)
        others = np.flatnonzero(~solvent)
        if not len(others):
            return payments
        cash = (rules.default_cash + rules.kept * (rules.incoming @ payments))[others]
        among = rules.kept * rules.incoming[:, others][others]
        capped = replace(
            rules, incoming=among, due=rules.due[others], solvent_cash=cash, default_cash=cash, kept=1.0,
            tolerance=rules.tolerance[others],
        )  # fmt: skip
        default, guess = _descend(capped)
        paid = _finish(capped, default, guess)[1]
        payments[others] = np.where(_reached(among, cash > 0), paid, 0.0)
        new = ~rules.fails(rules.incoming @ payments) & ~solvent
        if not new.any():
            return payments
        solvent = solvent | new


def _reached(among: Any, start: Truth) -> Truth:
    """Who is reached by money that starts somewhere and follows the debts."""
    reached = start
    while True:
        more = reached | (among @ reached.astype(float) > 0)
        if (more == reached).all():
            return reached
        reached = more


def _rescue_seniors(rules: _Rules, solvent: Truth, payments: Array) -> Array:
    """The same where creditors outside come first: exact steps on those who pay part, upwards from the guess."""
    paying = ~solvent & (payments > 0)
    for _ in range(2 * len(rules.due) + 2):
        fixed = np.where(solvent, rules.due, 0.0)
        members = np.flatnonzero(paying)
        cash = (rules.default_cash + rules.kept * (rules.incoming @ fixed))[members]
        among = rules.kept * rules.incoming[:, members][members]
        fixed[members] = fixed_point(among, cash, payments[members])
        if not np.all(
            (fixed[members] >= -rules.tolerance[members])
            & (fixed[members] <= rules.due[members] + rules.tolerance[members])
        ):
            raise ModelError("the least clearing vector did not settle: banks that owe one another fill up without end")
        payments = np.maximum(fixed, 0.0)
        receipts = rules.incoming @ payments
        rescued = ~rules.fails(receipts) & ~solvent
        more = (rules.in_default(receipts) > 0) & ~solvent & ~paying
        if not rescued.any() and not more.any():
            return payments
        solvent, paying = solvent | rescued, (paying | more) & ~rescued
    raise ModelError("the least clearing vector did not settle within twice as many rounds as there are banks")


def _cleared(rules: _Rules, payments: Array) -> Cleared:
    """What follows from a vector, which must solve its equation."""
    network = rules.network
    receipts = rules.incoming @ payments
    default = rules.fails(receipts)
    demanded = np.where(default, rules.in_default(receipts), rules.due)
    if np.abs(demanded - payments).max(initial=0.0) > RESIDUAL * rules.due.max(initial=0.0):
        raise ModelError("the payments found do not clear the network")
    net_worth = rules.solvent_cash + receipts - rules.due
    realised = rules.default_cash + network.senior + rules.kept * receipts
    if network.seniority == "external_senior":
        outside = np.where(default, np.minimum(realised, network.senior), network.senior)
    else:
        share = np.divide(network.external_liabilities, rules.due, out=np.zeros_like(rules.due), where=rules.due > 0)
        outside = payments * share
    return Cleared(
        payments, net_worth, default, np.where(default, 0.0, np.maximum(net_worth, 0.0)), outside,
        np.where(default, network.external_assets + receipts - realised, 0.0),
    )  # fmt: skip
