"""A study's flat map of numbers becomes the model's `Params`, and the model's outcome a flat map of measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from generator.kinds.creditor_debtor import loan, sovereign
from generator.kinds.creditor_debtor.meaning import base_path, mode_of, order
from generator.kinds.creditor_debtor.model import Bars, Outcome, Params
from generator.kinds.creditor_debtor.outcome import LoanOutcome, MarketOutcome, PairOutcome, SideOutcome
from generator.kinds.creditor_debtor.params import Array, Loan, Nature, Number, Sovereign
from generator.kinds.creditor_debtor.strikes import PARTS, Entry, Strike
from generator.quantities import quantities
from generator.study import Study
from generator.uncertainty.sampling import Values


@dataclass(frozen=True)
class Assembled:
    """One case ready for the model, with what its mode gives beside losses."""

    params: Params
    beside: MarketOutcome | LoanOutcome | None


def assemble(study: Study, values: Values) -> Assembled:
    """The parameters of one case, in numbers; the layout says what there is, `values` how much."""
    mode = mode_of(study)
    sides = tuple(_bars(values, actor) for actor in order(study))
    pair = (sides[0], sides[1])
    if mode == "sovereign":
        market = sovereign_of(values)
        bare = sovereign.strikes(sovereign.unabsorbed(market))
        return Assembled(Params(pair, sovereign.strikes(market), bare), sovereign.market(market))
    if mode == "loan":
        given = Loan(**_fields(Loan, values, "loan"))
        return Assembled(Params(pair, loan.strikes(given)), loan.outcome(given))
    return Assembled(Params(pair, _ledger(study, values)), None)


def sovereign_of(values: Values) -> Sovereign:
    """The creditor of a reserve currency and its debtor."""
    return Sovereign(**_fields(Sovereign, values, "sovereign"))


def _fields(declaration: Any, values: Values, path: str) -> dict[str, Any]:
    return {name: values[key] for name in quantities(declaration) if (key := f"{path}.{name}") in values}


def _bars(values: Values, actor: str) -> Bars:
    tau = (values[f"{actor}.tau.stock"], values[f"{actor}.tau.flow"])
    # A bar drawn below the acceptable loss would mean that less is too much than is borne.
    alpha = tuple(
        np.minimum(values.get(f"{actor}.alpha.{nature}", bar), bar)
        for nature, bar in zip(("stock", "flow"), tau, strict=True)
    )
    return Bars(tau, (alpha[0], alpha[1]), values[f"{actor}.stake"], values[f"{actor}.credibility"])


def _ledger(study: Study, values: Values) -> tuple[Strike, ...]:
    ledger, sides = study.layout["ledger"], order(study)
    natures: dict[str, Nature] = {key: entry["nature"] for key, entry in ledger["channels"].items()}

    def entries(names: Any) -> tuple[Entry, ...]:
        return tuple(Entry(name, natures[name], percent(study, values, name)) for name in names or ())

    return tuple(
        Strike(key, sides.index(entry["by"]), *(entries(entry.get(part)) for part in PARTS))
        for key, entry in ledger["strikes"].items()
    )


def percent(study: Study, values: Values, channel: str) -> Number:
    """The loss of a channel in per cent of its bearer's base."""
    path = f"ledger.channels.{channel}"
    if f"{path}.percent" in values:
        return values[f"{path}.percent"]
    base = base_path(study, values, channel)
    lost = np.asarray(values[f"{path}.amount"], float) * values.get(f"{path}.loss_given_default", 1.0)
    return np.asarray(100 * lost / values[str(base)])


def flatten(study: Study, found: Assembled, outcome: Outcome) -> dict[str, Array]:
    """Measures by name, arrays over draws; the names are those of `meaning.measures`."""
    measures: dict[str, Array] = {}
    for actor, side in zip(order(study), outcome.sides, strict=True):
        measures |= {f"{actor}.{name}": getattr(side, name) for name in quantities(SideOutcome)}
    measures |= {name: getattr(outcome, name) for name in quantities(PairOutcome)}
    for strike in found.params.strikes:
        for part in PARTS:
            for entry in strike.part(part):
                measures[f"{strike.key}.{part}.{entry.channel}"] = np.atleast_1d(np.asarray(entry.percent, float))
    if found.beside is not None:
        declared: Any = type(found.beside)
        measures |= {name: getattr(found.beside, name) for name in quantities(declared)}
    return measures
