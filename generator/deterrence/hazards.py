"""Annual risk: what a small yearly probability of nuclear war or use comes to over time, and what no use teaches.

Context only: no number of this module changes a verdict. Published yearly figures differ by a factor
of a hundred, and some authors stop short of giving one (Baum, de Neufville and Barrett 2018, abstract,
documented).

All functions broadcast; probabilities lie in [0, 1], otherwise ModelError.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence.errors import ModelError

Array = NDArray[np.float64]

HELLMAN_INITIATING = 3 / 50
"""Initiating events a year: three in fifty years. Martin E. Hellman, The Bent of Tau Beta Pi (2008), reported."""
HELLMAN_TO_CRISIS = 1 / 3
"""Share of them that become a crisis like Cuba's (reported)."""
HELLMAN_FACTORS = (0.1, 0.5)
"""Range of use given a crisis, and of full war given use (each, unverified)."""

_TERMS = 60
"""Two to the power of minus this is below the last bit of a probability."""


def over_years(yearly: ArrayLike, years: ArrayLike) -> Array:
    """Probability of at least one event when each year has the same, independent one: P(T) = 1 - (1 - p)^T (computed)."""
    p, t = _probability(yearly), _years(years)
    return np.asarray(-np.expm1(np.where(t > 0, t * _log_survival(p, t > 0), 0.0)))


def per_year(probability: ArrayLike, years: ArrayLike) -> Array:
    """The constant yearly probability that comes to `probability` over `years`: the inverse of `over_years`."""
    p, t = _probability(probability), _years(years)
    if np.any(t == 0):
        raise ModelError("a yearly probability needs a time above 0 years")
    return np.asarray(-np.expm1(_log_survival(p) / t))


def chain(initiating_per_year: ArrayLike, *given: ArrayLike) -> Array:
    """Events per year at the end of a chain: the yearly rate of its first link times every conditional probability."""
    rate = _years(initiating_per_year, "rate")
    for link in given:
        rate = np.asarray(rate * _probability(link))
    return rate


def hellman(use_given_crisis: ArrayLike, war_given_use: ArrayLike) -> Array:
    """Hellman's chain to full war, per year: 3/50 x 1/3 x P(use) x P(full war given use).

    Structure reported; with his last two factors from 0.1 to 0.5 each (unverified) it gives 0.0002 to
    0.005 a year (computed), the range he states himself (APS Forum on International Physics newsletter,
    May 2008, documented). So is his round figure for deterrence as a whole, of the order of one per cent.
    """
    return chain(HELLMAN_INITIATING, HELLMAN_TO_CRISIS, use_given_crisis, war_given_use)


def while_learning(first_year: ArrayLike, factor: ArrayLike, years: int | None = None) -> Array:
    """Probability of at least one event when the yearly one falls by a constant factor: 1 - PROD(1 - p r^t), t = 0, 1, ...

    Without `years` the product runs for ever; with r < 1 and p < 1 the result stays below 1, which is
    the point of Avenhaus et al. (1989, abstract, documented; values computed). With r = 1 nothing is
    learnt, and the limit is 1. That the probability does fall is their premise, not a finding.
    """
    p, r = np.broadcast_arrays(_probability(first_year), _probability(factor))
    if years is not None:
        t = np.arange(int(_years(years))).reshape(-1, *([1] * p.ndim))
        return np.asarray(-np.expm1(np.sum(_log_survival(p * r**t), axis=0)))
    # Year by year while the probability is above a half: sixty such years leave no survival to speak of.
    logs = np.zeros(p.shape)
    for _ in range(_TERMS):
        high = p > 0.5
        logs = logs + np.where(high, _log_survival(np.where(high, p, 0.0)), 0.0)
        p = np.where(high, p * r, p)
    # The rest by the series of the logarithm, summed over all years at once: -SUM_m p^m / (m (1 - r^m)).
    rest = np.minimum(p, 0.5)
    with np.errstate(divide="ignore"):
        decay = np.log(r)
        for m in range(1, _TERMS + 1):
            power = rest**m
            some = power > 0
            logs = logs - np.divide(power, m * np.abs(np.expm1(m * decay)), out=np.zeros(p.shape), where=some)
    return np.asarray(-np.expm1(logs))


@dataclass(frozen=True)
class NoUse:
    """What a run of years without use says about the yearly rate, under two priors and as a bound.

    Carry the survivorship bias beside it: only worlds without such a war compile the series.
    """

    laplace: Array
    """Posterior mean under a uniform prior: 1/(n + 2)."""
    jeffreys: Array
    """Posterior mean under Jeffreys's prior: 0.5/(n + 1)."""
    upper: Array
    """Upper bound of a rate per year, -ln(1 - confidence)/n; for a few years it may exceed 1."""


def no_use(years: ArrayLike, confidence: ArrayLike = 0.95) -> NoUse:
    """Yearly rate after n > 0 years without use (computed; the prior is a choice). Shapes broadcast."""
    n, sure = _years(years), _probability(confidence)
    if np.any(n == 0):
        raise ModelError("years without use teach nothing before the first has passed")
    return NoUse(np.asarray(1 / (n + 2)), np.asarray(0.5 / (n + 1)), np.asarray(-_log_survival(sure) / n))


def _log_survival(p: Array, where: ArrayLike = True) -> Array:
    """log(1 - p), minus infinity for a certain event."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.where(where, np.log1p(-p), 0.0))


def _probability(value: ArrayLike) -> Array:
    found = np.asarray(value, float)
    if not np.all((found >= 0) & (found <= 1)):
        raise ModelError("a probability lies between 0 and 1")
    return found


def _years(value: ArrayLike, what: str = "number of years") -> Array:
    found = np.asarray(value, float)
    if not np.all(found >= 0):
        raise ModelError(f"a {what} is at least 0")
    return found
