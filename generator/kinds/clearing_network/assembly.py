"""A study's flat map of numbers becomes the model's `Params`, and what the model finds a flat map of measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from generator.clearing.draws import Drawn
from generator.clearing.fire_sales import FireSale
from generator.clearing.flows import incidence
from generator.clearing.srisk import system_srisk
from generator.kinds.clearing_network.layout import debts, holders, listed
from generator.kinds.clearing_network.model import After, Failure, Params, Portfolio, Shares
from generator.kinds.clearing_network.params import Array
from generator.study import Study
from generator.uncertainty.sampling import Values


def assemble(study: Study, values: Values) -> Params:
    """The parameters of one case: the layout says who owes whom, `values` how much."""
    actors = list(study.layout["actors"])
    place = {actor: i for i, actor in enumerate(actors)}
    owed = debts(study)

    def rows(paths: Iterable[str], absent: float = 0.0) -> Array:
        found = [np.atleast_1d(np.asarray(values.get(path, absent), float)) for path in paths]
        return np.stack(np.broadcast_arrays(*found)) if found else np.zeros((0, 1))

    def one(path: str) -> Array:
        return np.atleast_1d(np.asarray(values[path], float))

    debtor, creditor = (
        np.array([place[getattr(debt, end)] for debt in owed], np.intp) for end in ("debtor", "creditor")
    )
    amounts = rows(debt.path for debt in owed)
    surplus = incidence(creditor, len(actors)) @ amounts - incidence(debtor, len(actors)) @ amounts
    assets, liabilities = _sheets(actors, values, surplus)
    tau = rows(f"{actor}.tau" for actor in actors)
    alpha = rows((f"{actor}.alpha" for actor in actors), np.nan)
    kept = (1 - rows(f"{actor}.loss" for actor in actors)) * (1 - one("shock"))
    return Params(
        debtor, creditor, study.layout.get("seniority", "pari_passu"), amounts, assets, liabilities, kept, tau,
        np.where(np.isnan(alpha), tau, alpha), one("recovery_external"), one("recovery_internal"), one("failure"),
        one("loss_given_default"), _portfolio(study, place, values), _shares(study, place, values),
    )  # fmt: skip


def _sheets(actors: list[str], values: Values, surplus: Array) -> tuple[Array, Array]:
    """External assets and liabilities, (bank, draw): two sides of a balance sheet give the third."""
    assets, liabilities = [], []
    for i, actor in enumerate(actors):
        own, have, owe = (
            values.get(f"{actor}.{name}") for name in ("equity", "external_assets", "external_liabilities")
        )
        if own is None:
            assets.append(np.asarray(have, float))
            liabilities.append(np.asarray(0.0 if owe is None else owe, float))
        elif have is not None:
            assets.append(np.asarray(have, float))
            liabilities.append(_rounded(np.asarray(have, float) + surplus[i] - own, have))
        else:
            outside = np.asarray(0.0 if owe is None else owe, float)
            assets.append(_rounded(np.asarray(own, float) + outside - surplus[i], own))
            liabilities.append(outside)
    first, second = (
        np.stack(np.broadcast_arrays(*(np.atleast_1d(row) for row in side))) for side in (assets, liabilities)
    )
    return first, second


def _rounded(derived: Array, like: object) -> Array:
    """What rounding leaves below 0 is 0."""
    small = 1e-12 * np.maximum(1.0, np.abs(np.asarray(like, float)))
    return np.where((derived < 0) & (derived > -small), 0.0, derived)


def _portfolio(study: Study, place: Mapping[str, int], values: Values) -> Portfolio | None:
    banks, assets = holders(study), list(study.layout.get("assets", ()))
    if not banks:
        return None
    held = [
        np.atleast_1d(np.asarray(values.get(f"{bank}.holdings.{asset}", 0.0), float))
        for bank in banks
        for asset in assets
    ]
    table = np.stack(np.broadcast_arrays(*held))
    impact, fall = (
        np.stack(
            np.broadcast_arrays(
                *(np.atleast_1d(np.asarray(values[f"assets.{asset}.{name}"], float)) for asset in assets)
            )
        )
        for name in ("price_impact", "fall")
    )
    shape = (len(banks), len(assets), table.shape[1])
    return Portfolio(tuple(place[bank] for bank in banks), table.reshape(shape), impact, fall)


def _shares(study: Study, place: Mapping[str, int], values: Values) -> Shares | None:
    banks = listed(study.layout)
    if not banks:
        return None
    names = ("debt", "market_equity", "mes", "beta")
    rows = {
        name: np.stack(
            np.broadcast_arrays(
                *(np.atleast_1d(np.asarray(values.get(f"{bank}.market.{name}", np.nan), float)) for bank in banks)
            )
        )
        for name in names
    }
    ratio, fall = (np.atleast_1d(np.asarray(values[name], float)) for name in ("prudential_ratio", "market_fall"))
    return Shares(tuple(place[bank] for bank in banks), **rows, prudential_ratio=ratio, market_fall=fall)


def flatten(
    study: Study, params: Params, found: After, failures: Mapping[str, Failure], sale: FireSale | None,
    lacking: tuple[Array, Array] | None,
) -> dict[str, Array]:  # fmt: skip
    """Measures by name, arrays (draw,); the names are those of `meaning.measures`."""
    actors = list(study.layout["actors"])
    told: dict[str, Array] = {}
    outside = outsiders(params, found.greatest)
    equity = params.equity
    share = np.divide(
        found.greatest.payments, found.greatest.due, out=np.ones(found.greatest.due.shape), where=found.greatest.due > 0
    )
    for i, actor in enumerate(actors):
        told |= {
            f"{actor}.payment": found.greatest.payments[i], f"{actor}.paid_share": share[i], f"{actor}.equity_before": equity[i],
            f"{actor}.equity_after": found.greatest.equity[i], f"{actor}.net_worth": found.greatest.net_worth[i],
            f"{actor}.outsiders_loss": outside[i], f"{actor}.default_probability": found.greatest.default[i].astype(float),
            f"{actor}.equity_lost": found.distress[i],
        }  # fmt: skip
    for bank, failure in failures.items():
        told[f"{bank}.outsiders_if_it_fails"] = failure.outsiders_loss
        told |= {f"{bank}.{other}.hostage": held(failure, i) for i, other in enumerate(actors) if other != bank}
    positive = np.maximum(equity, 0.0)
    least = found.least
    told |= {
        "system.defaults": found.greatest.default.sum(axis=0).astype(float), "system.defaults_least": least.default.sum(axis=0).astype(float),
        "system.panic": np.maximum((found.greatest.payments - least.payments).sum(axis=0), 0.0),
        "system.shortfall": (found.greatest.due - found.greatest.payments).sum(axis=0),
        "system.destroyed": found.greatest.destroyed.sum(axis=0), "system.outsiders_loss": outside.sum(axis=0),
        "system.furfine_defaults": found.furfine.sum(axis=0).astype(float),
        "system.debtrank": (positive * (found.distress - found.distress_start)).sum(axis=0) / np.maximum(positive.sum(axis=0), 1e-300),
    }  # fmt: skip
    if sale is not None and params.portfolio is not None:
        for row, i in enumerate(params.portfolio.banks):
            told |= {
                f"{actors[i]}.direct_loss": -sale.direct_loss[row],
                f"{actors[i]}.spillover_loss": -sale.spillover_loss[row],
            }
        told |= {
            "system.direct_losses": -sale.direct_loss.sum(axis=0), "system.spillover_losses": -sale.spillover_loss.sum(axis=0),
            "system.aggregate_vulnerability": sale.aggregate_vulnerability,
        }  # fmt: skip
    if lacking is not None and params.shares is not None:
        for row, i in enumerate(params.shares.banks):
            told |= {f"{actors[i]}.lrmes": lacking[0][row], f"{actors[i]}.srisk": lacking[1][row]}
        told["system.srisk"] = system_srisk(lacking[1])
    return told


def held(failure: Failure, bank: int) -> Array:
    """Loss of a bank over its net worth, (draw,); 0 where it had failed already, for it had nothing left to lose."""
    return np.nan_to_num(failure.hostages[bank], nan=0.0)


def outsiders(params: Params, cleared: Drawn) -> Array:
    """What creditors outside the network lose at each bank, (bank, draw)."""
    return np.maximum(params.external_liabilities - cleared.external_payments, 0.0)
