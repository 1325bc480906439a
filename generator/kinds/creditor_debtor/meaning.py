"""What a creditor-debtor study must mean beyond its shape, and how its numbers are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import words
from generator.diagnostics.nearest import did_you_mean
from generator.diagnostics.problem import Path, Remark, counted
from generator.kinds.creditor_debtor.outcome import (
    LOSS_FLOW,
    LOSS_STOCK,
    LoanOutcome,
    MarketOutcome,
    PairOutcome,
    SideOutcome,
)
from generator.kinds.creditor_debtor.strikes import PARTS, bearer
from generator.places import set_at
from generator.quantities import Quantity, quantities
from generator.study import Input, Study

MODES = ("sovereign", "ledger", "loan", "ordinal")
"""The four ways to say what a strike costs; a study has exactly one."""
ROLES: Mapping[str, tuple[str, str]] = {"sovereign": ("creditor", "debtor"), "loan": ("bank", "borrower")}
"""Roles of the two sides, where a mode has them."""
SOVEREIGN_CHANNELS: Mapping[str, tuple[str, Mapping[str, Mapping[str, str]]]] = {
    "sell": ("creditor", {
        "harm": {"interest": "flow", "output": "flow"},
        "blowback": {"sale": "stock", "mark_to_market": "stock", "currency": "stock", "trade": "flow"},
        "reprisal": {"freeze": "stock", "trade_block": "flow"},
    }),
    "freeze": ("debtor", {
        "harm": {"freeze": "stock"},
        "blowback": {"convenience": "flow", "run_interest": "flow", "run_output": "flow"},
        "reprisal": {"seizure": "stock"},
    }),
}  # fmt: skip
LOAN_CHANNELS: Mapping[str, tuple[str, Mapping[str, Mapping[str, str]]]] = {
    "foreclose": ("bank", {"harm": {"control": "stock"}, "blowback": {"loan": "stock"}, "reprisal": {}}),
    "default": ("borrower", {"harm": {"loan": "stock"}, "blowback": {"control": "stock"}, "reprisal": {}}),
}
"""Strike -> role of the striker, and part -> channel -> nature."""
RESERVED = (*MODES, *SOVEREIGN_CHANNELS, *LOAN_CHANNELS, *quantities(PairOutcome))
"""Keys that no actor can have, since inputs and measures begin with them."""


def mode_of(study: Study) -> str:
    """Which of the four ways the study takes; one without any is refused by `check`."""
    return next((name for name in MODES if name in study.layout), "ordinal")


def order(study: Study) -> tuple[str, str]:
    """The two sides: creditor or bank first, otherwise in the order of the file."""
    mode = mode_of(study)
    if mode in ROLES:
        first, second = (study.layout[mode][role] for role in ROLES[mode])
        return first, second
    first, second = study.layout["actors"]
    return first, second


def strikes_of(study: Study) -> dict[str, tuple[str, dict[str, dict[str, str]]]]:
    """Strike -> striker, and part -> channel -> nature; the skeleton of every measure and chart."""
    mode = mode_of(study)
    if mode in ROLES:
        table = SOVEREIGN_CHANNELS if mode == "sovereign" else LOAN_CHANNELS
        return {
            key: (study.layout[mode][role], {part: dict(channels) for part, channels in parts.items()})
            for key, (role, parts) in table.items()
        }
    entries = study.layout[mode]["strikes"]
    if mode == "ordinal":
        return {key: (entry["by"], {}) for key, entry in entries.items()}
    natures = {key: channel["nature"] for key, channel in study.layout[mode]["channels"].items()}
    return {
        key: (
            entry["by"],
            {part: {name: natures[name] for name in entry.get(part) or () if name in natures} for part in PARTS},
        )
        for key, entry in entries.items()
    }


def check(study: Study) -> Iterator[Remark]:
    """Everything about a study that only this kind can know to be wrong; later checks rest on earlier ones."""
    for stage in (_shape, _roles, _strikes, _numbers):
        found = list(stage(study))
        yield from found
        if found:
            return
    for case, inputs in study.cases().items():
        yield from _case(study, case, inputs)


def _shape(study: Study) -> Iterator[Remark]:
    actors = study.layout["actors"]
    if len(actors) != 2:
        yield _at_key(("actors",), "E351", counted(len(actors), "actor"), "this kind needs exactly two")
    for name in RESERVED:
        if name in actors:
            yield _at_key(("actors", name), "E340", f"no actor can be called '{name}'", "choose another key")
    given = [name for name in MODES if name in study.layout]
    if len(given) != 1:
        what = f"the study has {' and '.join(given)}" if given else "nothing says what a strike costs"
        hint = f"give exactly one of {', '.join(MODES)}"
        yield _at_key((given[1],) if given else (), "E352", what, hint)


def _roles(study: Study) -> Iterator[Remark]:
    mode, actors = mode_of(study), list(study.layout["actors"])
    if mode in ROLES:
        roles = ROLES[mode]
        for role in roles:
            yield from _known(study.layout[mode][role], actors, (mode, role))
        if len({study.layout[mode][role] for role in roles}) == 1:
            yield Remark((mode, roles[1]), "E353", f"{roles[0]} and {roles[1]} are one and the same", "name both sides")
        return
    strikes = study.layout[mode]["strikes"]
    for key, entry in strikes.items():
        yield from _known(entry["by"], actors, (mode, "strikes", key, "by"))
        if key in actors:
            hint = "give the strike a key of its own"
            yield _at_key((mode, "strikes", key), "E340", f"'{key}' names a side and a strike", hint)
    strangers = any(entry["by"] not in actors for entry in strikes.values())
    for actor in actors:
        if not strangers and not any(entry["by"] == actor for entry in strikes.values()):
            yield _at_key((mode, "strikes"), "E360", f"'{actor}' has no strike", "give each side at least one")


def _strikes(study: Study) -> Iterator[Remark]:
    """Every channel of a ledger is known, used, and borne by one side."""
    if mode_of(study) != "ledger":
        return
    ledger, actors = study.layout["ledger"], list(study.layout["actors"])
    channels = ledger["channels"]
    bearers: dict[str, set[str]] = {name: set() for name in channels}
    for key, entry in ledger["strikes"].items():
        for part in PARTS:
            for i, name in enumerate(entry.get(part) or ()):
                path = ("ledger", "strikes", key, part, i)
                if name not in channels:
                    what = f"there is no channel '{name}'"
                    yield Remark(path, "E354", what, did_you_mean(name, channels, "known channels"))
                    continue
                borne = len(bearers[name])
                bearers[name].add(actors[bearer(actors.index(entry["by"]), part)])
                if len(bearers[name]) > borne > 0:
                    hint = "a loss has one bearer; make a second channel for the other side"
                    yield Remark(path, "E354", f"both sides would bear '{name}'", hint)
        if not entry["harm"]:
            yield Remark(("ledger", "strikes", key, "harm"), "E354", "the strike harms nobody", "name a channel")
    for name, found in bearers.items():
        if not found:
            yield _at_key(
                ("ledger", "channels", name), "E354", f"no strike uses the channel '{name}'", "use it, or drop it"
            )


def _numbers(study: Study) -> Iterator[Remark]:
    """What each mode needs beside its numbers, and numbers that it has no use for."""
    mode = mode_of(study)
    counts_money = mode in ROLES or any(path.endswith(".amount") for path in study.inputs)
    if counts_money and "currency" not in study.layout:
        yield Remark((), "E356", "the unit of money is missing", "add `currency:`, for example `currency: bn USD`")
    if mode == "sovereign":
        default = study.inputs["sovereign.reference_market"].by_default
        if default and study.layout.get("currency", "bn USD") != "bn USD":
            what = "the default of reference_market is in bn USD"
            yield _at_key(("sovereign",), "E356", what, f"give `reference_market:` in {study.layout['currency']}")
    for actor in study.layout["actors"]:
        if mode == "loan" and study.inputs[f"{actor}.tau.stock"].by_default:
            hint = "write `tau: {stock: 100}`: all of the buffer, all of the control"
            yield _at_key(
                ("actors", actor), "E358", "nothing says how much of its capital or control is too much", hint
            )
        if mode == "ordinal":
            for path, given in study.inputs.items():
                if path.startswith(f"{actor}.") and not given.by_default:
                    yield Remark(("actors", *path.split(".")), "E359", "a number beside levels", "leave it out")
            if f"ordinal.bars.{actor}" not in study.inputs:
                yield _at_key(("ordinal", "bars"), "E359", f"'{actor}' has no bar", f"add `{actor}: medium`")
    if mode == "ordinal":
        for path in study.inputs:
            steps = path.split(".")
            hint = did_you_mean(steps[-1], study.layout["actors"], "known actors")
            if steps[:2] == ["ordinal", "bars"] and steps[2] not in study.layout["actors"]:
                yield _at_key(("ordinal", "bars", steps[2]), "E353", f"there is no actor '{steps[2]}'", hint)


def _case(study: Study, case: str, inputs: Mapping[str, Input]) -> Iterator[Remark]:
    mode = mode_of(study)
    if mode == "ordinal":
        return
    for actor in study.layout["actors"]:
        for nature in ("stock", "flow"):
            alpha, tau = f"{actor}.alpha.{nature}", f"{actor}.tau.{nature}"
            if alpha in inputs and _most(inputs[alpha]) > _least(inputs[tau]):
                what = f"alpha (up to {_most(inputs[alpha]):g}) is above tau (from {_least(inputs[tau]):g})"
                yield Remark(set_at(study, case, alpha, tau), "E357", what, "acceptable damage is at most the bar")
    if mode == "sovereign":
        yield from _reserves(study, case, inputs)
        for name in ("market_size", "gdp_creditor", "gdp_debtor", "reference_market"):
            yield from _positive(study, case, inputs, f"sovereign.{name}")
    if mode == "ledger":
        for name in study.layout["ledger"]["channels"]:
            yield from _channel(study, case, inputs, name)
    if mode == "loan":
        yield from _positive(study, case, inputs, "loan.risk_weighted_assets")


def _reserves(study: Study, case: str, inputs: Mapping[str, Input]) -> Iterator[Remark]:
    """R is given once, and is at least H: the bonds are part of the assets."""
    whole = "sovereign.reserve_assets" in inputs
    parts = [f"sovereign.{name}" in inputs for name in ("reserves", "reserve_share")]
    if whole == any(parts) or (any(parts) and not all(parts)):
        given = "twice" if whole else "by half" if any(parts) else "nowhere"
        what = f"the creditor's assets in the debtor's currency are given {given}"
        yield _at_key(("sovereign",), "E355", what, "give `reserve_assets:`, or `reserves:` with `reserve_share:`")
        return

    def assets(end: Any) -> float:
        if whole:
            return float(end(inputs["sovereign.reserve_assets"]))
        return float(end(inputs["sovereign.reserves"]) * end(inputs["sovereign.reserve_share"]))

    held = inputs["sovereign.holdings"]
    pairs = ((held.value, assets(_centre)), (_most(held), assets(_least)))
    for most, least in pairs:
        if most > least * (1 + 1e-12):
            what = f"holdings of {most:g} in assets of {least:g}"
            paths = ("sovereign.reserve_assets", "sovereign.reserves", "sovereign.reserve_share", "sovereign.holdings")
            hint = "the holdings are part of the assets in the debtor's currency, over their whole ranges"
            yield Remark(set_at(study, case, *paths), "E355", what, hint)
            return


def _channel(study: Study, case: str, inputs: Mapping[str, Input], name: str) -> Iterator[Remark]:
    """A loss is given once, and an amount has a base."""
    path = f"ledger.channels.{name}"
    if (f"{path}.percent" in inputs) == (f"{path}.amount" in inputs):
        what = f"the loss '{name}' is given {'twice' if f'{path}.percent' in inputs else 'nowhere'}"
        yield _at_key(("ledger", "channels", name), "E350", what, "give `percent:`, or `amount:` with its base")
        return
    if f"{path}.percent" in inputs:
        for other in ("loss_given_default", "base"):
            if f"{path}.{other}" in inputs:
                where = set_at(study, case, f"{path}.{other}")
                yield Remark(where, "E350", f"a loss in per cent has no use for {other}", "leave it out")
        return
    base = base_path(study, inputs, name)
    if base is None:
        hint = "give `base:` to the channel or to the side that bears it"
        yield _at_key(("ledger", "channels", name), "E350", f"nothing says what '{name}' is a share of", hint)
    else:
        yield from _positive(study, case, inputs, base)


def base_path(study: Study, inputs: Mapping[str, Any], name: str) -> str | None:
    """The input that is the base of a channel given as an amount: its own, or that of its bearer."""
    own = f"ledger.channels.{name}.base"
    if own in inputs:
        return own
    found = f"{bearer_of(study, name)}.base"
    return found if found in inputs else None


def bearer_of(study: Study, channel: str) -> str:
    """The side that bears a channel of a ledger."""
    actors = list(study.layout["actors"])
    for by, parts in strikes_of(study).values():
        for part in PARTS:
            if channel in parts[part]:
                return actors[bearer(actors.index(by), part)]
    raise KeyError(channel)


def _positive(study: Study, case: str, inputs: Mapping[str, Input], path: str) -> Iterator[Remark]:
    if _least(inputs[path]) <= 0 < _most(inputs[path]) or inputs[path].value <= 0:
        yield Remark(set_at(study, case, path), "E356", "losses cannot be a share of nothing", "must be more than 0")


def _known(name: str, actors: list[str], path: Path) -> Iterator[Remark]:
    if name not in actors:
        yield Remark(path, "E353", f"there is no actor '{name}'", did_you_mean(name, actors, "known actors"))


def _at_key(path: Path, code: str, what: str, instead: str) -> Remark:
    return Remark(path, code, what, instead, at_key=True)


def _centre(given: Input) -> float:
    return given.value


def _most(given: Input) -> float:
    return given.value if given.high is None else given.high


def _least(given: Input) -> float:
    return given.value if given.low is None else given.low


def measures(study: Study) -> dict[str, Quantity]:
    """Every measure: of each side, of the pair, of each channel of each strike, and of the mode."""
    mode = mode_of(study)
    if mode == "ordinal" or any(_shape(study)):
        return {}
    found = {f"{actor}.{name}": known for actor in order(study) for name, known in quantities(SideOutcome).items()}
    found |= quantities(PairOutcome)
    for key, (_, parts) in strikes_of(study).items():
        for part, channels in parts.items():
            for channel, nature in channels.items():
                found[f"{key}.{part}.{channel}"] = LOSS_STOCK if nature == "stock" else LOSS_FLOW
    return found | quantities({"sovereign": MarketOutcome, "loan": LoanOutcome}.get(mode, PairOutcome))


def spoken(study: Study) -> tuple[str, ...]:
    """What prose may name beside measures: the verdict, its share, and how often each side is deterred."""
    if mode_of(study) == "ordinal" or any(_shape(study)):
        return ("verdict",)
    return ("verdict", "share", *(f"{actor}.assurance" for actor in order(study)))


def headline(study: Study) -> tuple[str, ...]:
    """Vulnerability and margin of both sides."""
    if mode_of(study) == "ordinal":
        return ()
    return tuple(f"{actor}.{name}" for name in ("vulnerability", "margin", "self_deterrence") for actor in order(study))


def label(study: Study, path: str) -> str:
    """An input's name for readers: `china.tau.stock` as "China: unacceptable loss of wealth"."""
    steps, layout, money = path.split("."), study.layout, words.MONEY
    if steps[0] in ("sovereign", "loan"):
        return words.MONEY_FIELDS[steps[1]]
    if steps[0] == "ledger":
        name = layout["ledger"]["channels"][steps[2]]["name"]
        return f"{name}: {words.MONEY_FIELDS[steps[3]]}"
    if steps[0] == "ordinal":
        if steps[1] == "bars":
            return f"{layout['actors'][steps[2]]['name']}: {money['bar']}"
        return f"{layout['ordinal']['strikes'][steps[2]]['name']}: {words.MONEY_FIELDS[steps[3]]}"
    return f"{layout['actors'][steps[0]]['name']}: {words.MONEY_FIELDS['.'.join(steps[1:])]}"
