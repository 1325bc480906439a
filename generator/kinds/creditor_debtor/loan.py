"""A bank and its large borrower: foreclosure costs the one its buffer and the other its control."""

from __future__ import annotations

import numpy as np

from generator.kinds.creditor_debtor.outcome import LoanOutcome
from generator.kinds.creditor_debtor.params import Array, Loan
from generator.kinds.creditor_debtor.strikes import Entry, Strike

CONTROL = 100.0
"""Foreclosure takes all of the group from its owners, in per cent."""


def buffer(given: Loan) -> Array:
    """K: the bank's capital above the least that its supervisor allows; may be negative."""
    return np.asarray((np.asarray(given.capital_ratio, float) - given.minimum_ratio) * given.risk_weighted_assets)


def critical_debt(given: Loan) -> Array:
    """L* = K / LGD: above it the bank cannot afford to foreclose. 0 without a buffer, infinite without a loss."""
    spare, lost = np.maximum(buffer(given), 0.0), np.asarray(given.loss_given_default, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(spare > 0, np.where(lost > 0, spare / lost, np.inf), 0.0))


def strikes(given: Loan) -> tuple[Strike, Strike]:
    """Foreclosure by the bank (side 0) and default by the borrower (side 1); neither has a reprisal."""
    loss, spare = np.asarray(given.loss_given_default, float) * given.debt, buffer(given)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Without a buffer any loss at all is more than the bank can bear.
        percent = np.where(loss > 0, np.where(spare > 0, 100 * loss / spare, np.inf), 0.0)
    loan, control = (Entry("loan", "stock", percent),), (Entry("control", "stock", CONTROL),)
    return Strike("foreclose", 0, control, loan, ()), Strike("default", 1, loan, control, ())


def outcome(given: Loan) -> LoanOutcome:
    """Buffer and critical debt."""
    return LoanOutcome(np.atleast_1d(buffer(given)), np.atleast_1d(critical_debt(given)))
