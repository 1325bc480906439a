"""What the report template of this kind says beyond its charts, as plain values ready for print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import numerals, words
from generator.clearing import debtrank as distress
from generator.clearing.network import ROUNDING
from generator.deterrence.verdicts import STANDARD, CapabilityClass, Cutoffs, Verdict
from generator.drawing.parts import called, name_of, plain, scenario_names
from generator.kinds.clearing_network.charts.parts import CLEARING, pair_name, text_of
from generator.kinds.clearing_network.detail import Detail
from generator.kinds.clearing_network.layout import holders, listed
from generator.kinds.clearing_network.meaning import label
from generator.kinds.clearing_network.outcome import Outcome, PairOutcome, SystemOutcome
from generator.kinds.clearing_network.params import (
    CLAIM,
    FAILURE,
    HOLDING,
    LOSS_GIVEN_DEFAULT,
    MARKET_FALL,
    PRUDENTIAL_RATIO,
    RECOVERY_EXTERNAL,
    RECOVERY_INTERNAL,
    SHOCK,
    AssetClass,
    Bank,
    Market,
)
from generator.kinds.clearing_network.run import SOBOL_SAMPLES
from generator.quantities import quantities
from generator.results import CaseResults, Results, decisive
from generator.results import Verdict as Finding
from generator.study import BASELINE, Study, case_key
from generator.uncertainty.estimates import HIGH, LOW, Share


def facts(study: Study, results: Results[Detail]) -> Mapping[str, Any]:
    """Values for `report.md.j2`: names, sentences and table rows, every number already in print."""
    case, detail = results.cases[BASELINE], results.detail
    states = {case_key(BASELINE, state.id): state.title for state in study.states}
    rescue = study.layout.get("rescue") or {}
    return {
        "parties": _parties(study),
        "money": study.layout["money"],
        "senior": study.layout.get("seniority", "pari_passu") == "external_senior",
        "focus": pair_name(study, detail.focus),
        "verdict_sentence": sentence(study, case.verdict, detail.focus),
        "modifiers": _modifiers(case.verdict),
        "headline": list(_headline(study, results)),
        "cases": [_row(study, results, key, title) for key, title in (scenario_names(study) | states).items()],
        "pairs": list(_pairs(study, results)),
        "failures": list(_failures(study, results)),
        "banks": list(_banks(study, results)),
        "system": list(_system(study, case)),
        "rescue": [(title, _rescue(study, results, key)) for key, title in scenario_names(study).items()]
        if rescue
        else [],
        "rescue_says": rescue.get("says") or "",
        "fire_sales": bool(holders(study)),
        "srisk": bool(listed(study.layout)),
        "cutoffs": list(_cutoffs(results)),
        "variance": list(_variance(study, results)),
    }


def _parties(study: Study) -> str:
    names = [entry["name"] for entry in study.layout["actors"].values()]
    return CLEARING["parties"].format(count=len(names)) if len(names) > 3 else ", ".join(names)


def sentence(study: Study, verdict: Finding, pair: tuple[str, str]) -> str:
    """The verdict on a pair as one plain sentence."""
    a, b = pair
    names = {"a": called(study, a), "b": called(study, b)}
    if verdict.stronger is not None:
        weaker = b if verdict.stronger == a else a
        names = {"stronger": called(study, verdict.stronger), "weaker": called(study, weaker)}
    return numerals.sentence_case(CLEARING[verdict.key].format(**names))


def _modifiers(verdict: Finding) -> list[str]:
    told = {"CRISIS-PRONE": CLEARING["crisis-prone"]}
    return [told.get(name) or words.MODIFIERS[name] for name in verdict.modifiers]


def _headline(study: Study, results: Results[Detail]) -> Iterator[dict[str, str]]:
    case, money = results.cases[BASELINE], study.layout["money"]
    rows = [
        (
            CLEARING["headline-hostage"].format(name=name_of(study, b), other=name_of(study, a)),
            f"{a}.{b}.hostage",
            CLEARING["headline-hostage-note"],
        )
        for a, b in (results.detail.focus, results.detail.focus[::-1])
    ]
    of_all = CLEARING["headline-defaults-note"].format(all=len(study.layout["actors"]))
    rows += [
        (CLEARING["headline-defaults"], "system.defaults", of_all),
        (CLEARING["headline-destroyed"], "system.destroyed", CLEARING["headline-destroyed-note"].format(money=money)),
    ]
    for name, measure, note in rows:
        found = case.estimates[measure]
        whole = measure == "system.defaults"
        interval = (
            f"{found.low:.0f}{numerals.TO}{found.high:.0f}" if whole else text_of(study, case, measure, "interval")
        )
        yield {
            "label": name,
            "value": numerals.number(found.median, 0) if whole else text_of(study, case, measure),
            "interval": interval,
            "note": note,
        }


def _share(held: Share | None) -> str:
    return numerals.share(held) if held is not None else numerals.percent(0.0)


def _row(study: Study, results: Results[Detail], key: str, title: str) -> dict[str, Any]:
    case, (a, b) = results.cases[key], results.detail.focus
    return {
        "key": key, "title": title, "verdict": case.verdict.key, "verdict_name": words.verdict_name(case.verdict.key, case.verdict.subtype),
        "share": _share(case.shares.get(case.verdict.key)), "modifiers": "; ".join(_modifiers(case.verdict)),
        "first": text_of(study, case, f"{a}.{b}.hostage", "full"), "second": text_of(study, case, f"{b}.{a}.hostage", "full"),
        "holds": "; ".join(_loses(study, case, first, second) for first, second in ((a, b), (b, a))),
        "defaults": counted(case, "system.defaults"), "least": counted(case, "system.defaults_least"),
        "destroyed": text_of(study, case, "system.destroyed", "full"), "radius": plain(results.detail.clearing[key].spectral_radius),
    }  # fmt: skip


def _loses(study: Study, case: CaseResults, fails: str, loses: str) -> str:
    return CLEARING["holds"].format(
        name=name_of(study, fails), other=name_of(study, loses), loss=text_of(study, case, f"{fails}.{loses}.hostage")
    )


def counted(case: CaseResults, measure: str) -> str:
    """A number of banks in print: whole, with the range that holds nine draws in ten."""
    found = case.estimates[measure]
    median, low, high = (numerals.number(value, 0) for value in (found.median, found.low, found.high))
    return median if low == high else f"{median} ({low}{numerals.TO}{high})"


def _pairs(study: Study, results: Results[Detail]) -> Iterator[dict[str, Any]]:
    """Every pair of the baseline: what each would lose, the class of its hold, and the verdict."""
    case = results.cases[BASELINE]
    for key, found in case.pairs.items():
        a, b = key.split(".")
        yield {
            "name": pair_name(study, (a, b)), "verdict": found.verdict.key, "verdict_name": words.verdict_name(found.verdict.key, found.verdict.subtype),
            "share": _share(found.shares.get(found.verdict.key)), "modifiers": "; ".join(_modifiers(found.verdict)),
            "sides": [
                {
                    "name": CLEARING["if-fails"].format(name=name_of(study, first), other=name_of(study, second)),
                    "hostage": _held(study, results, first, second), "standing": case.classes[f"{first}.{second}"],
                    "assurance": numerals.share(case.assurance[f"{first}.{second}"]),
                }
                for first, second in ((a, b), (b, a))
            ],
        }  # fmt: skip


def _held(study: Study, results: Results[Detail], first: str, second: str) -> str:
    if second not in results.detail.failures[BASELINE][first].hostages:
        return CLEARING["already-failed"]
    return text_of(study, results.cases[BASELINE], f"{first}.{second}.hostage", "full")


def _failures(study: Study, results: Results[Detail]) -> Iterator[dict[str, Any]]:
    """What follows when each bank fails: by clearing, by Furfine's rule, by DebtRank."""

    def listing(actors: Any, itself: str) -> str:
        return ", ".join(name_of(study, actor) for actor in actors if actor != itself) or CLEARING["nobody"]

    for actor, found in results.detail.failures[BASELINE].items():
        lost = [other for other, h in found.debtrank.items() if h >= 1 - 1e-12]
        yield {
            "name": name_of(study, actor), "clearing": listing(found.newly_in_default, actor), "furfine": listing(found.furfine, actor),
            "debtrank": listing(lost, actor), "outsiders": text_of(study, results.cases[BASELINE], f"{actor}.outsiders_if_it_fails", "full"),
        }  # fmt: skip


def _banks(study: Study, results: Results[Detail]) -> Iterator[dict[str, Any]]:
    case = results.cases[BASELINE]
    for actor in study.layout["actors"]:
        yield {
            "name": name_of(study, actor),
            **{name: text_of(study, case, f"{actor}.{name}", "full") for name in ("equity_before", "net_worth", "paid_share", "outsiders_loss", "equity_lost")},
            "default_probability": numerals.percent(case.estimates[f"{actor}.default_probability"].median),
            "already": actor in results.detail.base_defaults[BASELINE],
        }  # fmt: skip


def _system(study: Study, case: CaseResults) -> Iterator[tuple[str, str, str]]:
    for name, quantity in quantities(SystemOutcome).items():
        if f"system.{name}" in case.estimates:
            unit = study.layout["money"] if quantity.unit == "money" else "" if quantity.is_share else quantity.unit
            measure = f"system.{name}"
            text = counted(case, measure) if quantity.unit == "banks" else text_of(study, case, measure, "full")
            yield numerals.sentence_case(quantity.meaning), text, unit


def _rescue(study: Study, results: Results[Detail], key: str) -> str:
    found = results.detail.rescue[key]
    name = called(study, found.bank)
    if found.cost is None:
        return numerals.sentence_case(CLEARING["rescue-none"].format(bank=name))
    word = (
        "rescue-nobody"
        if not found.consortium
        else "rescue-no-motive"
        if not found.motive
        else "rescue-pays"
        if found.means
        else "rescue-no-means"
    )
    members = [called(study, actor) for actor in found.consortium]
    together = words.AND.join([", ".join(members[:-1]), members[-1]] if len(members) > 1 else members)
    return CLEARING[word].format(
        bank=name, cost=plain(found.cost), money=study.layout["money"], consortium=numerals.sentence_case(together) if word != "rescue-no-motive" else together,
        gain=plain(sum(found.gains[actor] for actor in found.consortium)),
    )  # fmt: skip


def _cutoffs(results: Results[Detail]) -> Iterator[dict[str, str]]:
    known = quantities(Cutoffs)
    for item in results.detail.cutoffs:
        meaning = CLEARING["cutoff-secure"] if item.cutoff == "secure_margin" else known[item.cutoff].meaning
        yield {
            "meaning": numerals.sentence_case(meaning),
            "standard": numerals.given(getattr(STANDARD, item.cutoff), known[item.cutoff]),
            "value": numerals.given(item.value, known[item.cutoff]),
            "verdict": item.verdict,
            "verdict_name": words.VERDICTS[item.verdict][0],
            "contested": "contested" if item.contested else "not contested",
        }


def _variance(study: Study, results: Results[Detail]) -> Iterator[tuple[str, str, str, str]]:
    """The three inputs that explain most of each hold: what, which input, alone, with its interactions."""
    for a, b in (results.detail.focus, results.detail.focus[::-1]):
        name = CLEARING["headline-hostage"].format(name=name_of(study, b), other=name_of(study, a))
        for item in decisive(results.variance_shares, f"{a}.{b}.hostage"):
            yield (
                name,
                label(study, item.input),
                numerals.variance_share(item.first, item.first_error),
                numerals.variance_share(item.total, item.total_error),
            )


def method() -> Mapping[str, Any]:
    """Values for `method.md.j2`: what the code uses, so that the page cannot fall behind it."""
    rules = {
        "recovery_external": RECOVERY_EXTERNAL, "recovery_internal": RECOVERY_INTERNAL, "shock": SHOCK, "failure": FAILURE,
        "loss_given_default": LOSS_GIVEN_DEFAULT, "prudential_ratio": PRUDENTIAL_RATIO, "market_fall": MARKET_FALL,
    }  # fmt: skip
    return {
        "bank": {"owes": CLAIM, "holdings": HOLDING, **quantities(Bank)}, "rules": rules, "asset": quantities(AssetClass), "market": quantities(Market),
        "outcome": {**quantities(PairOutcome), **quantities(Outcome)}, "system": quantities(SystemOutcome),
        "secure": f"{STANDARD.secure_margin:g}", "contested": numerals.percent(STANDARD.contested),
        "classes": [item.value for item in CapabilityClass if item is not CapabilityClass.VULNERABLE],
        "verdicts": {item.key: words.VERDICTS[item.key] for item in Verdict}, "rounding": f"{ROUNDING:g}", "steps": f"{distress.MOST:,}",
        "drawn": {"low": numerals.percent(LOW), "high": numerals.percent(HIGH), "sobol": numerals.number(SOBOL_SAMPLES, 0)},
    }  # fmt: skip
