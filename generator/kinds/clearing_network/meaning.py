"""What a clearing-network study must mean beyond its shape, and how its numbers are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import words
from generator.diagnostics.nearest import did_you_mean
from generator.diagnostics.problem import Path, Remark, counted
from generator.kinds.clearing_network.layout import ALL_PAIRS, debts, failing, holders, listed, pairs
from generator.kinds.clearing_network.outcome import Outcome, PairOutcome, SystemOutcome
from generator.places import set_at
from generator.quantities import Quantity, quantities
from generator.study import Input, Study

FEWEST, MOST = 2, 200
RULES = (
    "recovery_external", "recovery_internal", "shock", "failure", "loss_given_default", "prudential_ratio", "market_fall"
)  # fmt: skip
"""Numbers of the whole network, which stand beside the actors."""
RESERVED = (*RULES, "assets", "system")
SHEET = ("external_assets", "external_liabilities", "equity")


def check(study: Study) -> Iterator[Remark]:
    """Everything about a study that only this kind can know to be wrong."""
    actors = study.layout["actors"]
    if not FEWEST <= len(actors) <= MOST:
        what = counted(len(actors), "actor")
        yield _at_key(("actors",), "E361", what, f"this kind takes {FEWEST} to {MOST}")
        return
    for name in RESERVED:
        if name in actors:
            yield _at_key(("actors", name), "E340", f"no actor can be called '{name}'", "choose another key")
    found = [*_names(study), *_pairs(study.layout)]
    yield from found
    if found:
        return
    if not debts(study):
        yield _at_key(("actors",), "E368", "nobody owes anybody anything", "give at least one actor `owes:`")
    for case, inputs in study.cases().items():
        yield from _case(study, case, inputs)


def _names(study: Study) -> Iterator[Remark]:
    """Every key that must name an actor or a class of assets, and does not."""
    layout = study.layout
    actors, assets = list(layout["actors"]), list(layout.get("assets", ()))
    for path in study.quantities:
        steps = path.split(".")
        if len(steps) != 3 or steps[0] not in actors:
            continue
        if steps[1] == "owes" and steps[2] not in actors:
            yield _unknown(("actors", *steps), "actor", steps[2], actors)
        elif steps[1] == "owes" and steps[2] == steps[0]:
            yield _at_key(("actors", *steps), "E362", "nobody owes itself", "name another actor")
        elif steps[1] == "holdings" and steps[2] not in assets:
            yield _unknown(("actors", *steps), "class of assets", steps[2], assets)
    named: list[tuple[Path, str]] = [(("focus", i), actor) for i, actor in enumerate(layout.get("focus", ()))]
    named += [
        (("pairs", i, j), actor) for i, pair in enumerate(layout.get("pairs", ())) for j, actor in enumerate(pair)
    ]
    rescue = layout.get("rescue") or {}
    named += [(("rescue", "bank"), rescue["bank"])] if rescue else []
    named += [(("rescue", "consortium", i), actor) for i, actor in enumerate(rescue.get("consortium", ()))]
    for where, actor in named:
        if actor not in actors:
            yield _unknown(where, "actor", actor, actors)
    for i, actor in enumerate(rescue.get("consortium", ())):
        if actor == rescue["bank"]:
            where = ("rescue", "consortium", i)
            yield Remark(where, "E362", "the bank would rescue itself", "leave it out of the consortium")


def _unknown(path: Path, what: str, name: str, known: list[str]) -> Remark:
    return _at_key(path, "E362", f"there is no {what} '{name}'", did_you_mean(name, known))


def _pairs(layout: Mapping[str, Any]) -> Iterator[Remark]:
    """A pair is two different actors; many actors need somebody to say which pairs matter."""
    for where, pair in [
        (("focus",), layout.get("focus", ())),
        *((("pairs", i), p) for i, p in enumerate(layout.get("pairs", ()))),
    ]:
        if pair and (len(pair) != 2 or len(set(pair)) != 2):
            yield Remark(where, "E363", f"'{', '.join(pair)}' is no pair", "name two different actors")
    if len(layout["actors"]) > ALL_PAIRS and not layout.get("focus") and not layout.get("pairs"):
        what = f"with {len(layout['actors'])} actors there are too many pairs to judge all"
        yield _at_key(("actors",), "E363", what, "name the two that matter in `focus:`, or several in `pairs:`")


def _case(study: Study, case: str, inputs: Mapping[str, Input]) -> Iterator[Remark]:
    owed: dict[str, float] = dict.fromkeys(study.layout["actors"], 0.0)
    for debt in debts(study):
        owed[debt.debtor] += inputs[debt.path].value
        owed[debt.creditor] -= inputs[debt.path].value
    holdings: dict[str, list[str]] = {}
    for path in inputs:
        if ".holdings." in path:
            holdings.setdefault(path.split(".")[0], []).append(path)
    for actor in study.layout["actors"]:
        given = [name for name in SHEET if f"{actor}.{name}" in inputs]
        if len(given) == 3 or not given or given == ["external_liabilities"]:
            what = "assets, liabilities and equity are all given" if given[2:] else "nothing says what it has"
            hint = "give two of `external_assets:`, `external_liabilities:`, `equity:`; the third follows"
            yield _at_key(set_at(study, case, *(f"{actor}.{name}" for name in SHEET)), "E364", what, hint)
            continue
        if "equity" in given:
            own = inputs[f"{actor}.equity"].value
            if "external_assets" in given:
                name, left = "external liabilities", inputs[f"{actor}.external_assets"].value - owed[actor] - own
            else:
                outside = inputs.get(f"{actor}.external_liabilities")
                name, left = "external assets", own + owed[actor] + (outside.value if outside else 0.0)
            if left < -1e-9 * max(1.0, abs(own)):
                what = f"its {name} would have to be {left:.4g}, below nothing"
                yield Remark(set_at(study, case, f"{actor}.equity"), "E365", what, "the balance sheet does not add up")
        held = holdings.get(actor, [])
        if held and sum(inputs[path].value for path in held) <= 0:
            what = f"'{actor}' has holdings of nothing"
            yield Remark(set_at(study, case, *held), "E369", what, "give what it holds, or leave `holdings:` out")
        yield from _limits(study, case, actor, inputs)
        yield from _market(study, case, actor, inputs)


def _limits(study: Study, case: str, actor: str, inputs: Mapping[str, Input]) -> Iterator[Remark]:
    alpha, tau = inputs.get(f"{actor}.alpha"), inputs[f"{actor}.tau"]
    if tau.value <= 0 or (tau.low is not None and tau.low <= 0):
        yield Remark(set_at(study, case, f"{actor}.tau"), "E366", "tau must be above 0", "1 is the whole net worth")
    if alpha is None:
        return
    most = alpha.value if alpha.high is None else alpha.high
    if most > (tau.value if tau.low is None else tau.low):
        what = f"alpha (up to {most:g}) is above tau"
        hint = "what a bank would accept is at most what it would find unacceptable"
        yield Remark(set_at(study, case, f"{actor}.tau", f"{actor}.alpha"), "E366", what, hint)


def _market(study: Study, case: str, actor: str, inputs: Mapping[str, Input]) -> Iterator[Remark]:
    if actor not in listed(study.layout):
        return
    given = [name for name in ("mes", "beta") if f"{actor}.market.{name}" in inputs]
    if len(given) != 1:
        what = "both `mes` and `beta` are given" if given else "neither `mes` nor `beta` is given"
        yield _at_key(("actors", actor, "market"), "E367", what, "give one of them")


def _at_key(path: Path, code: str, what: str, instead: str) -> Remark:
    return Remark(path, code, what, instead, at_key=True)


def measures(study: Study) -> dict[str, Quantity]:
    """Every measure: of each bank, of each bank against another in a pair, and of the system."""
    layout = study.layout
    known, between, system = quantities(Outcome), quantities(PairOutcome), quantities(SystemOutcome)
    found = {f"{actor}.{name}": known[name] for actor in layout["actors"] for name in known if name in BANK}
    for pair in pairs(layout):
        for a, b in (pair, pair[::-1]):
            found[f"{a}.{b}.hostage"] = between["hostage"]
    found |= {f"{actor}.outsiders_if_it_fails": between["outsiders_if_it_fails"] for actor in failing(layout)}
    found |= {f"{actor}.{name}": known[name] for actor in listed(layout) for name in ("lrmes", "srisk")}
    for actor in holders(study):
        found |= {f"{actor}.{name}": known[name] for name in ("direct_loss", "spillover_loss")}
    return found | {f"system.{name}": system[name] for name in system_measures(study)}


BANK = (
    "payment", "paid_share", "equity_before", "equity_after", "net_worth", "outsiders_loss", "default_probability",
    "equity_lost",
)  # fmt: skip
"""Measures that every bank has."""
FIRE_SALES = ("direct_losses", "spillover_losses", "aggregate_vulnerability")


def system_measures(study: Study) -> list[str]:
    """The measures of the whole that this study has something to say of."""
    left_out = set(FIRE_SALES) if not holders(study) else set()
    left_out |= {"srisk"} if not listed(study.layout) else set()
    return [name for name in quantities(SystemOutcome) if name not in left_out]


def lacking(study: Study) -> dict[str, str]:
    """What it would take for SRISK and for fire sales, of each bank and of the whole."""
    with_market, with_holdings = listed(study.layout), holders(study)
    found: dict[str, str] = {}
    for actor in study.layout["actors"]:
        if actor not in with_market:
            found |= dict.fromkeys((f"{actor}.lrmes", f"{actor}.srisk"), f"add `market:` to '{actor}'")
        if actor not in with_holdings:
            found |= dict.fromkeys((f"{actor}.direct_loss", f"{actor}.spillover_loss"), f"add `holdings:` to '{actor}'")
    if not with_market:
        found["system.srisk"] = "add `market:` to a bank"
    if not with_holdings:
        found |= dict.fromkeys((f"system.{name}" for name in FIRE_SALES), "add `holdings:` to a bank")
    return found


def spoken(study: Study) -> tuple[str, ...]:
    """What prose may name of a case beside its measures: the verdict and its share, of the whole and of every pair."""
    return ("verdict", "share", *(f"{a}.{b}.{word}" for a, b in pairs(study.layout) for word in ("verdict", "share")))


def headline(study: Study) -> tuple[str, ...]:
    """The hostage values of the first pair, and how many fall."""
    a, b = pairs(study.layout)[0]
    return f"{a}.{b}.hostage", f"{b}.{a}.hostage", "system.defaults", "system.destroyed"


def label(study: Study, path: str) -> str:
    """An input's name for readers: `aig.owes.goldman` as "AIG: owed to Goldman Sachs"."""
    steps, layout = path.split("."), study.layout
    if steps[0] in RULES:
        return words.CLEARING[f"rule-{steps[0]}"]
    if steps[0] == "assets":
        return f"{layout['assets'][steps[1]]['name']}: {words.CLEARING['field-' + steps[2]]}"
    name = layout["actors"][steps[0]]["name"]
    if steps[1] == "owes":
        return words.CLEARING["owed"].format(name=name, creditor=layout["actors"][steps[2]]["name"])
    if steps[1] == "holdings":
        return words.CLEARING["held"].format(name=name, asset=layout["assets"][steps[2]]["name"])
    return f"{name}: {words.CLEARING['field-' + steps[-1]]}"
