"""What the report template of this kind says beyond its charts, as plain values ready for print."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from generator import numerals, words
from generator.deterrence.verdicts import STANDARD, Cutoffs
from generator.kinds.creditor_debtor.charts.parts import channel_name, printed, strike_name, text_of
from generator.kinds.creditor_debtor.detail import Detail
from generator.kinds.creditor_debtor.estimates import PUBLISHED
from generator.kinds.creditor_debtor.levels import FIELDS
from generator.kinds.creditor_debtor.meaning import label, mode_of, order, strikes_of
from generator.kinds.creditor_debtor.outcome import LoanOutcome, MarketOutcome, PairOutcome, SideOutcome
from generator.kinds.creditor_debtor.params import NATURES, Acceptable, Bars, Channel, Loan, Side, Sovereign
from generator.kinds.creditor_debtor.run import OTHER_BARS, SOBOL_SAMPLES
from generator.kinds.creditor_debtor.strikes import PARTS
from generator.kinds.creditor_debtor.telling import (
    called,
    finding_of,
    held,
    modifiers,
    sentence,
    short_modifiers,
    sure,
    vulnerability,
)
from generator.quantities import Quantity, quantities
from generator.results import CaseResults, Results, decisive
from generator.study import BASELINE, Input, Study
from generator.uncertainty.estimates import HIGH, LOW, Share

MONEY = words.MONEY
HEADLINE = ("vulnerability", "margin", "self_deterrence")


def facts(study: Study, results: Results[Detail]) -> Mapping[str, Any]:
    """Values for `report.md.j2`: names, sentences and table rows, every number already in print."""
    actors, levels = study.layout["actors"], mode_of(study) == "ordinal"
    titles = {BASELINE: study.baseline_title, **{scenario.id: scenario.title for scenario in study.scenarios}}
    found = {
        "parties": words.AND.join(actors[side]["name"] for side in order(study)),
        "mode": mode_of(study),
        "levels": levels,
        "currency": study.layout.get("currency", ""),
        "sides": [actors[side]["name"] for side in order(study)],
        "called": [called(study, side) for side in order(study)],
        "verdict_sentence": sentence(study, results, BASELINE),
        "sure": sure(results, BASELINE),
        "vulnerability": vulnerability(study, finding_of(study, results, BASELINE).vulnerability),
        "vulnerable": _lowered(vulnerability(study, finding_of(study, results, BASELINE).vulnerability)),
        "modifiers": modifiers(study, results, BASELINE),
        "headline": [] if levels else list(_headline(study, results.cases[BASELINE])),
        "cases": [_case(study, results, key, title) for key, title in titles.items()],
        "states": [_case(study, results, key, key.partition("@")[2]) for key in results.cases if _is_state(key)],
        "strikes": list(_strikes(study, results)),
        "cutoffs": {"secure": f"{STANDARD.secure_margin:g}", "contested": numerals.percent(STANDARD.contested)},
    }
    if levels:
        return found | {"decisive": _decisive(study, results)}
    return found | {
        "hostages": [_hostage(study, results, side) for side in order(study)],
        "index": text_of(study, results.cases[BASELINE], "index", "full"),
        "break_evens": list(_break_evens(study, results)),
        "parameters": list(_parameters(study)),
        "variance": list(_variance(study, results)),
        "published": PUBLISHED if mode_of(study) == "sovereign" else (),
        "market": list(_beside(study, results.cases[BASELINE])),
    }


def _lowered(text: str) -> str:
    """The text inside a sentence; names keep their capitals."""
    return text[:1].lower() + text[1:]


def _is_state(key: str) -> bool:
    return key.startswith(f"{BASELINE}@")


def _headline(study: Study, case: CaseResults) -> Iterator[dict[str, str]]:
    rows = [(name, f"{side}.{name}", side) for name in HEADLINE for side in order(study)] + [("index", "index", "")]
    for name, measure, side in rows:
        yield {
            "label": MONEY[f"headline-{name}"].format(name=study.layout["actors"][side]["name"] if side else ""),
            "value": text_of(study, case, measure),
            "interval": text_of(study, case, measure, "interval"),
            "note": MONEY[f"headline-{name}-note"],
        }


def _case(study: Study, results: Results[Detail], key: str, title: str) -> dict[str, Any]:
    case, finding = results.cases[key], finding_of(study, results, key)
    row = {
        "key": key, "title": title, "verdict": finding.verdict,
        "verdict_name": words.verdict_name(finding.verdict, finding.subtype),
        "stronger": called(study, finding.stronger) if finding.stronger else "",
        "vulnerability": vulnerability(study, finding.vulnerability), "holds": vulnerability(study, finding.vulnerability),
        "modifiers": short_modifiers(study, case.verdict), "contested": "CONTESTED" in case.verdict.modifiers,
    }  # fmt: skip
    if mode_of(study) == "ordinal":
        held_back = [called(study, side) for side, is_held in results.detail.ordinal[key].sides.items() if is_held]
        return {**row, "share": "", "held": words.AND.join(held_back) or MONEY["nobody"]}
    tests, share = results.detail.tests[key], held(results, key)
    added = words.verdict_name(tests.added.verdict, tests.added.subtype)
    return {
        **row,
        "share": numerals.share(share) if share is not None else "",
        "margins": [text_of(study, case, f"{side}.margin", "full") for side in order(study)],
        "vulnerabilities": [text_of(study, case, f"{side}.vulnerability", "full") for side in order(study)],
        "self": [text_of(study, case, f"{side}.self_deterrence", "full") for side in order(study)],
        "index": text_of(study, case, "index", "full"),
        "added": MONEY["same"] if added == row["verdict_name"] else added,
    }


def _hostage(study: Study, results: Results[Detail], side: str) -> dict[str, Any]:
    """One side: what can be done to it, what its own strike costs it, and what holds it back."""
    case, tests = results.cases[BASELINE], results.detail.tests[BASELINE]
    other = next(item for item in order(study) if item != side)

    def pair(start: str) -> dict[str, str]:
        return {nature: text_of(study, case, f"{start}_{nature}", "full") for nature in NATURES}

    needed = case.estimates[f"{side}.critical_credibility"].point
    deterred = case.estimates[f"{side}.margin"].point >= 1 - 1e-9
    itself = side in tests.finding.self_deterred
    return {
        "name": study.layout["actors"][side]["name"], "called": called(study, side), "other": called(study, other),
        "tau": {nature: numerals.given(study.inputs[f"{side}.tau.{nature}"].value, study.quantities[f"{side}.tau.{nature}"]) for nature in NATURES},
        "harm": pair(f"{other}.harm"), "own": pair(f"{side}.blowback"), "reprisal": pair(f"{side}.reprisal"), "cost": pair(f"{side}.cost"),
        "vulnerable": MONEY["yes" if case.estimates[f"{side}.vulnerability"].point >= 1 - 1e-9 else "no"],
        "held": MONEY["held-self" if itself else "held-both" if deterred else "held-not"],
        "held_share": numerals.share(tests.self_deterred[side] if itself else tests.deterred[side] if deterred else _not(tests.deterred[side])),
        "vulnerable_share": numerals.share(tests.vulnerable[side]),
        "standing": words.CLASSES[case.classes[side]][0],
        "credibility": numerals.given(study.inputs[f"{side}.credibility"].value, study.quantities[f"{side}.credibility"]),
        "needed": numerals.percent(needed) if math.isfinite(needed) else MONEY["none"],
        "believed": MONEY["no" if f"NOT-CREDIBLE({side})" in case.verdict.modifiers else "yes"] if math.isfinite(needed) else MONEY["none"],
        "stake": text_of(study, case, f"{side}.implied_stake", "full"), "stake_point": text_of(study, case, f"{side}.implied_stake", "point"),
        "on_top": _on_top(study, case, side),
        "risk": text_of(study, case, f"{side}.critical_risk", "full"), "added": {name: text_of(study, case, f"{side}.{name}_added", "full") for name in ("margin", "self_deterrence", "vulnerability")},
        "margin": text_of(study, case, f"{side}.margin", "full"), "self": text_of(study, case, f"{side}.self_deterrence", "full"),
        "vulnerability": text_of(study, case, f"{side}.vulnerability", "full"),
    }  # fmt: skip


def _not(held: Share) -> Share:
    """The share of draws in which it does not hold."""
    return Share(1 - held.value, held.error, held.draws)


def _on_top(study: Study, case: CaseResults, side: str) -> dict[str, str]:
    """The nature of the larger expected cost, and the other one that comes on top of it and is not added."""
    stock, flow = (case.estimates[f"{side}.cost_{nature}"].point for nature in NATURES)
    larger, other = NATURES if stock >= flow else NATURES[::-1]
    return {
        "nature": MONEY[larger],
        "other": MONEY[other],
        "size": text_of(study, case, f"{side}.cost_{other}", "point"),
    }


def _strikes(study: Study, results: Results[Detail]) -> Iterator[dict[str, Any]]:
    """Every strike with its channels, or its levels."""
    mode, case = mode_of(study), results.cases[BASELINE]
    for key, (by, parts) in strikes_of(study).items():
        row: dict[str, Any] = {"name": strike_name(study, key), "by": called(study, by), "says": ""}
        if mode in ("ledger", "ordinal"):
            row["says"] = study.layout[mode]["strikes"][key].get("says") or ""
        if mode == "ordinal":
            row["levels"] = [
                numerals.given(study.inputs[path].value, study.quantities[path])
                for name in FIELDS
                for path in [f"ordinal.strikes.{key}.{name}"]
            ]
            bar = f"ordinal.bars.{by}"
            row["bar"] = numerals.given(study.inputs[bar].value, study.quantities[bar])
            row["deterred"] = MONEY["yes" if results.detail.ordinal[BASELINE].deterred[key] else "no"]
        else:
            row["channels"] = [
                {
                    "part": words.MONEY_FIELDS[part], "name": channel_name(study, channel), "nature": MONEY[nature],
                    "size": text_of(study, case, f"{key}.{part}.{channel}", "full"),
                    "point": text_of(study, case, f"{key}.{part}.{channel}", "point"),
                }
                for part in PARTS
                for channel, nature in parts[part].items()
            ]  # fmt: skip
        yield row


def _decisive(study: Study, results: Results[Detail]) -> list[tuple[str, str, str, str]]:
    return [
        (label(study, path), now, then, words.VERDICTS[key][0])
        for path, now, then, key in results.detail.ordinal[BASELINE].decisive
    ]


def _break_evens(study: Study, results: Results[Detail]) -> Iterator[dict[str, str]]:
    """Rows of every case that is no state of a scenario: what to move, how far, and what then."""
    titles = {BASELINE: study.baseline_title, **{scenario.id: scenario.title for scenario in study.scenarios}}
    for key, found in results.detail.break_evens.items():
        scenario, _, state = key.partition("@")
        for item in found:
            now, then = printed(study, item)
            yield {
                "case": f"{titles[scenario]}, {state}" if state else titles[scenario],
                "input": label(study, item.name), "now": now, "then": then,
                "verdict": item.becomes.verdict, "verdict_name": words.verdict_name(item.becomes.verdict, item.becomes.subtype),
                "vulnerability": vulnerability(study, item.becomes.vulnerability),
                "held": words.AND.join(called(study, side) for side in item.becomes.self_deterred) or MONEY["nobody"],
            }  # fmt: skip


def _parameters(study: Study) -> Iterator[dict[str, str]]:
    """Every input left at the model's default: value, range, grade, reason."""
    for path, given in study.inputs.items():
        if given.by_default:
            known = study.quantities[path]
            yield {
                "label": label(study, path), "symbol": known.symbol, "meaning": known.meaning,
                "value": numerals.given(given.value, known), "range": _range(given, known),
                "unit": "" if known.sign else known.unit, "grade": given.grade, "note": given.note or "",
            }  # fmt: skip


def _range(given: Input, known: Quantity) -> str:
    if given.low is None or given.high is None:
        return words.ASSUMPTIONS["exact"]
    return f"{numerals.given(given.low, known)}{numerals.TO}{numerals.given(given.high, known)}"


def _beside(study: Study, case: CaseResults) -> Iterator[tuple[str, str]]:
    """What the formulas of a mode give beside losses."""
    declared: Any = {"sovereign": MarketOutcome, "loan": LoanOutcome}.get(mode_of(study))
    for name, known in (quantities(declared) if declared else {}).items():
        unit = known.unit.replace("bn", study.layout.get("currency", "bn")) if known.unit not in ("-", "%") else ""
        yield numerals.sentence_case(known.meaning), f"{text_of(study, case, name, 'full')} {unit}".strip()


def _variance(study: Study, results: Results[Detail]) -> Iterator[tuple[str, str, str, str]]:
    """The three inputs that explain most of each test: what, which input, alone, with its interactions."""
    for measure in dict.fromkeys(item.measure for item in results.variance_shares):
        side, _, name = measure.partition(".")
        title = MONEY[f"headline-{name}"].format(name=study.layout["actors"][side]["name"])
        for item in decisive(results.variance_shares, measure):
            yield (
                title,
                label(study, item.input),
                numerals.variance_share(item.first, item.first_error),
                numerals.variance_share(item.total, item.total_error),
            )


def method() -> Mapping[str, Any]:
    """Values for `method.md.j2`: what the code uses, so that the page cannot fall behind it."""
    known = quantities(Cutoffs)
    return {
        "side": {**{f"tau.{name}": item for name, item in quantities(Bars).items()}, **{f"alpha.{name}": item for name, item in quantities(Acceptable).items()}, **quantities(Side)},
        "sovereign": quantities(Sovereign), "channel": quantities(Channel), "loan": quantities(Loan),
        "outcome": {**quantities(SideOutcome), **quantities(PairOutcome), **quantities(MarketOutcome), **quantities(LoanOutcome)},
        "cutoffs": {name: numerals.given(getattr(STANDARD, name), item) for name, item in known.items()},
        "published": PUBLISHED,
        "verdicts": words.VERDICTS, "classes": words.CLASSES, "other_bars": ", ".join(f"{tau:g}" for tau in OTHER_BARS),
        "drawn": {"low": numerals.percent(LOW), "high": numerals.percent(HIGH), "sobol": numerals.number(SOBOL_SAMPLES, 0)},
    }  # fmt: skip
