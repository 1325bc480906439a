"""Strikes on a reserve currency: the creditor sells its bonds, the debtor freezes or defaults.

Arrays in, arrays out. The yield rule scales a published estimate for about 100 bn in one month far outside
its range; that, and every other scaling, is ours and has a range.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from generator.deterrence.errors import ModelError
from generator.kinds.creditor_debtor.outcome import MarketOutcome
from generator.kinds.creditor_debtor.params import Array, Number, Sovereign
from generator.kinds.creditor_debtor.strikes import Entry, Strike

LOG_COEFFICIENT = 0.74
"""Percentage points of yield per unit of ln(debt/GDP): Krishnamurthy and Vissing-Jorgensen, the coefficient unverified."""
BP = 10_000.0


def yield_rise(sales: Number, beta: Number, market: Number, reference: Number, absorption: Number) -> Array:
    """Rise of the yield, a fraction, after net sales of `sales`: (1 - phi) beta/10000 (S/100) (B_ref/B)."""
    scaled = np.asarray(beta, float) / BP * np.asarray(sales, float) / 100 * np.asarray(reference, float) / market
    return np.asarray((1 - np.asarray(absorption, float)) * scaled)


def log_yield_rise(sales: Number, absorption: Number, private: Number) -> Array:
    """The same, a fraction, by 0.74 ln(1 + (1 - phi) S / P) percentage points, with P held privately before the sale.

    Not a number where nobody private holds any.
    """
    held = np.asarray(private, float)
    known = np.where(held > 0, held, np.nan)
    return np.asarray(LOG_COEFFICIENT / 100 * np.log1p((1 - np.asarray(absorption, float)) * np.asarray(sales) / known))


def assets(given: Sovereign) -> Array:
    """R: all assets in the debtor's currency, given as they are or as a share of all reserves; never less than H.

    Loading refuses ranges that would overlap; only the far tail of an unbounded draw is lifted here.
    """
    if given.reserve_assets is not None:
        whole = np.asarray(given.reserve_assets, float)
    elif given.reserves is not None and given.reserve_share is not None:
        whole = np.asarray(given.reserves, float) * given.reserve_share
    else:
        raise ModelError("nothing says what the creditor has in the debtor's currency")
    return np.maximum(whole, given.holdings)


def strikes(given: Sovereign) -> tuple[Strike, Strike]:
    """Selling by the creditor (side 0) and freezing by the debtor (side 1), each loss in per cent of its bearer's GDP."""
    return _sell(given), _freeze(given)


def _sell(p: Sovereign) -> Strike:
    sold = np.asarray(p.share_sold, float) * p.holdings
    left = assets(p) - sold
    short, long = (_rise(p, sold, beta) for beta in (p.beta_short, p.beta_long))
    trade = np.asarray(p.domestic_value_added, float) * p.exports_to_debtor
    blowback = (
        # The price falls in a straight line while selling, so that the average bond loses half.
        Entry("sale", "stock", 100 * 0.5 * p.duration * short * sold / p.gdp_creditor),
        Entry("mark_to_market", "stock", 100 * p.duration * long * left / p.gdp_creditor),
        Entry("currency", "stock", 100 * p.depreciation * (left + sold / 2) / p.gdp_creditor),
        Entry("trade", "flow", 100 * trade * p.export_elasticity * p.depreciation / p.gdp_creditor),
    )
    reprisal = (
        Entry("freeze", "stock", 100 * p.frozen_share * left / p.gdp_creditor),
        Entry("trade_block", "flow", 100 * p.blocked_trade_share * trade / p.gdp_creditor),
    )
    harm = (Entry("interest", "flow", _interest(p, long)), Entry("output", "flow", _output(p, long)))
    return Strike("sell", 0, harm, blowback, reprisal)


def _freeze(p: Sovereign) -> Strike:
    run = _rise(p, np.asarray(p.run_share, float) * p.other_official_holdings, p.beta_long)
    lost = np.asarray(p.convenience_lost_share, float) * p.convenience_yield
    blowback = (
        Entry("convenience", "flow", 100 * lost * p.market_size / p.gdp_debtor),
        Entry("run_interest", "flow", _interest(p, run)),
        Entry("run_output", "flow", _output(p, run)),
    )
    harm = (Entry("freeze", "stock", 100 * p.frozen_share * assets(p) / p.gdp_creditor),)
    reprisal = (Entry("seizure", "stock", 100 * np.asarray(p.fdi_in_creditor, float) / p.gdp_debtor),)
    return Strike("freeze", 1, harm, blowback, reprisal)


def _rise(p: Sovereign, sales: Array, beta: Number) -> Array:
    return yield_rise(sales, beta, p.market_size, p.reference_market, p.absorption)


def _interest(p: Sovereign, rise: Array) -> Array:
    """Extra interest on what is refinanced, added over the horizon: a transfer inside the budget, not output."""
    years = np.asarray(p.refinanced_share, float) * p.horizon * (np.asarray(p.horizon, float) + 1) / 2
    return np.asarray(100 * rise * p.market_size * years / p.gdp_debtor)


def _output(p: Sovereign, rise: Array) -> Array:
    return np.asarray(p.output_semi_elasticity * 100 * rise)


def market(p: Sovereign) -> MarketOutcome:
    """Yields in basis points, the cross-check, and the collateral."""
    sold = np.asarray(p.share_sold, float) * p.holdings
    run = np.asarray(p.run_share, float) * p.other_official_holdings
    private = np.asarray(p.market_size, float) - p.holdings - p.other_official_holdings
    log = log_yield_rise(sold, p.absorption, private)
    invested = np.asarray(p.fdi_in_creditor, float)
    with np.errstate(divide="ignore"):
        collateral = np.where(invested > 0, assets(p) / invested, np.inf)
    return MarketOutcome(
        yield_short=np.atleast_1d(BP * _rise(p, sold, p.beta_short)),
        yield_long=np.atleast_1d(BP * _rise(p, sold, p.beta_long)),
        yield_run=np.atleast_1d(BP * _rise(p, run, p.beta_long)),
        # Without private holders the rule has no answer, and none that is large enough.
        yield_log=np.atleast_1d(np.where(np.isnan(log), np.inf, BP * log)),
        collateral=np.atleast_1d(collateral),
    )


def exposed(p: Sovereign) -> Array:
    """What depreciation would take from all that is not sold yet, in per cent of the creditor's GDP."""
    left = assets(p) - np.asarray(p.share_sold, float) * p.holdings
    return np.asarray(100 * p.depreciation * left / p.gdp_creditor)


def unabsorbed(given: Sovereign) -> Sovereign:
    """The same with a central bank that buys nothing."""
    return replace(given, absorption=0.0)
