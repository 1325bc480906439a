"""What the report template of this kind says beyond its charts, as plain values ready for print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator import numerals, words
from generator.deterrence.damage import ASSURED_DESTRUCTION, INDUSTRY, POPULATION
from generator.deterrence.thresholds import THRESHOLDS
from generator.deterrence.verdicts import STANDARD, Cutoffs
from generator.kinds.force_exchange.detail import Detail
from generator.kinds.force_exchange.naming import leg_name, measures
from generator.kinds.force_exchange.params import Leg, Outcome, Side, SideOutcome
from generator.kinds.force_exchange.run import SOBOL_SAMPLES
from generator.quantities import quantities
from generator.results import CaseResults, Results, Verdict
from generator.study import BASELINE, Study
from generator.uncertainty.distributions import DEFAULT_CONCENTRATION
from generator.uncertainty.estimates import HIGH, LOW

HEADLINE = ("margin", "retaliatory_damage", "critical_risk")
"""Measures of each side that open a report; the index of the dyad stands beside them."""


def facts(study: Study, results: Results[Detail]) -> Mapping[str, Any]:
    """Values for `report.md.j2`: names, sentences and table rows, every number already in print."""
    case = results.cases[BASELINE]
    actors = study.layout["actors"]
    a, b = actors
    return {
        "parties": words.AND.join(entry["name"] for entry in actors.values()),
        "actors": [
            {
                "key": key, "name": entry["name"], "adjective": entry["adjective"], "letter": case.classes[key],
                "standing": words.CLASSES[case.classes[key]], "assurance": numerals.share_with_error(case.assurance[key]),
                "other": actors[b if key == a else a]["name"], "other_key": b if key == a else a,
            }
            for key, entry in actors.items()
        ],
        "verdict_sentence": sentence(study, case),
        "modifiers": modifiers(study, case.verdict.modifiers),
        "headline": list(_headline(study, case)),
        "cases": [_case(study, results, key, title) for key, title in _titles(study).items()],
        "thresholds": _thresholds(study, results),
        "cutoffs": _cutoffs(study, results),
        "variance": _variance(study, results),
        "leg_break_evens": _leg_break_evens(study, results),
        "limited_wars": list(study.layout.get("limited_wars", ())),
    }  # fmt: skip


def sentence(study: Study, case: CaseResults) -> str:
    """The verdict of a case as one plain sentence."""
    stronger = case.verdict.stronger
    if stronger is None:
        return words.VERDICTS[case.verdict.key][1]
    actors = study.layout["actors"]
    weaker = next(key for key in actors if key != stronger)
    names = {"stronger": _called(actors[stronger]), "weaker": _called(actors[weaker])}
    pattern = f"{words.ONE_SIDED_STRONGER[case.classes[stronger]]}; {words.ONE_SIDED_WEAKER[case.classes[weaker]]}"
    return numerals.sentence_case(pattern.format(**names))


def _called(actor: Mapping[str, Any]) -> str:
    """An actor's name inside a sentence."""
    return str(actor.get("called") or actor["name"])


def modifiers(study: Study, found: Sequence[str]) -> list[str]:
    """The modifiers of a verdict as sentences; the fragile hurdles of one leg share one."""
    actors = study.layout["actors"]
    fragile: dict[tuple[str, str], list[str]] = {}
    sentences = []
    for text in found:
        name, arguments = _parsed(text)
        if name == "FRAGILE-HURDLE":
            fragile.setdefault((arguments[0], arguments[1]), []).append(words.HURDLE_NOUNS[arguments[2]])
        else:
            actor = numerals.sentence_case(_called(actors[arguments[0]])) if arguments else ""
            sentences.append(words.MODIFIERS[name].format(actor=actor))
    for (actor, leg), hurdles in fragile.items():
        entry = actors[actor]
        sentences.append(
            words.MODIFIERS["FRAGILE-HURDLE"].format(
                leg=leg_name(study, actor, leg),
                hurdles=", ".join(hurdles),
                name=_called(entry),
            )
        )
    return sentences


def _parsed(text: str) -> tuple[str, list[str]]:
    """`FRAGILE-HURDLE(usa, bombers, survival)` as a name and its arguments."""
    match = re.fullmatch(r"([A-Z-]+)(?:\((.*)\))?", text)
    if match is None:
        raise ValueError(f"not a modifier: {text!r}")
    return match[1], [part.strip() for part in (match[2] or "").split(",") if part.strip()]


def _headline(study: Study, case: CaseResults) -> Any:
    known = measures(study)
    for actor, entry in study.layout["actors"].items():
        for name in HEADLINE:
            quantity, found = known[f"{actor}.{name}"], case.estimates[f"{actor}.{name}"]
            yield {
                "label": words.HEADLINE[name].format(adjective=entry["adjective"], name=entry["name"]),
                "value": numerals.estimate(found, quantity), "interval": numerals.estimate(found, quantity, "interval"), "note": words.HEADLINE_NOTE[name],
            }  # fmt: skip
    found = case.estimates["index"]
    yield {
        "label": words.HEADLINE["index"], "value": numerals.estimate(found, known["index"]),
        "interval": numerals.estimate(found, known["index"], "interval"), "note": words.HEADLINE_NOTE["index"],
    }  # fmt: skip


def _titles(study: Study) -> dict[str, str]:
    return {BASELINE: study.baseline_title, **{scenario.id: scenario.title for scenario in study.scenarios}}


def _case(study: Study, results: Results[Detail], key: str, title: str) -> dict[str, Any]:
    case, known = results.cases[key], measures(study)
    held = case.shares.get(case.verdict.key)
    return {
        "key": key, "title": title, "verdict": case.verdict.key, "verdict_name": verdict_name(case.verdict),
        "share": numerals.share(held) if held is not None else numerals.percent(0.0),
        "margins": [numerals.estimate(case.estimates[f"{actor}.margin"], known[f"{actor}.margin"], "full") for actor in study.layout["actors"]],
        "index": numerals.estimate(case.estimates["index"], known["index"], "full"),
        "modifiers": [text.partition("(")[0] for text in case.verdict.modifiers],
    }  # fmt: skip


def verdict_name(verdict: Verdict) -> str:
    """The verdict's name with its subtype."""
    name = words.VERDICTS[verdict.key][0]
    return f"{name}: {words.SUBTYPES[verdict.subtype]}" if verdict.subtype else name


def _thresholds(study: Study, results: Results[Detail]) -> list[dict[str, Any]]:
    found = {item.key: item for item in results.detail.thresholds}
    rows = []
    for row in THRESHOLDS:
        item = found.get(row.key)
        rows.append({
            "name": row.name, "text": row.text, "citation": row.citation, "grade": row.grade,
            "required": None if item is None else [numerals.number(w, 0) if w is not None else words.UNREACHABLE for w in item.required.values()],
            "verdict": None if item is None else item.verdict,
            "verdict_name": None if item is None else verdict_name(Verdict(item.verdict, item.subtype, item.stronger, ())),
        })  # fmt: skip
    return rows if found else []


def _cutoffs(study: Study, results: Results[Detail]) -> list[dict[str, Any]]:
    known, standard = quantities(Cutoffs), results.cases[BASELINE].verdict
    rows = []
    for item in results.detail.cutoffs:
        quantity = known[item.cutoff]
        gained = [text for text in item.modifiers if text not in standard.modifiers]
        lost = [text for text in standard.modifiers if text not in item.modifiers]
        rows.append({
            "meaning": quantity.meaning, "standard": numerals.given(quantity.default or 0.0, quantity), "value": numerals.given(item.value, quantity),
            "verdict": item.verdict, "verdict_name": words.VERDICTS[item.verdict][0], "moves": item.verdict != standard.key,
            "gained": [_modifier_name(study, text) for text in gained], "lost": [_modifier_name(study, text) for text in lost],
        })  # fmt: skip
    return rows


def _modifier_name(study: Study, text: str) -> str:
    name, arguments = _parsed(text)
    if name != "FRAGILE-HURDLE":
        return name
    return f"{name} ({leg_name(study, arguments[0], arguments[1])}, {words.HURDLE_NOUNS[arguments[2]]})"


def _variance(study: Study, results: Results[Detail]) -> dict[str, list[tuple[str, str, str]]]:
    """Measure -> (input, first-order, total), the three inputs that explain most."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for measure in dict.fromkeys(item.measure for item in results.variance_shares):
        items = sorted(
            (item for item in results.variance_shares if item.measure == measure and item.total > 0.005),
            key=lambda item: -item.total,
        )[:3]
        found[measure] = [
            (item.input, _with_error(item.first, item.first_error), _with_error(item.total, item.total_error))
            for item in items
        ]
    return found


def _with_error(value: float, error: float) -> str:
    return f"{numerals.number(max(0.0, value) * 100, 0)} % ± {numerals.number(max(1.0, 200 * error), 0)}"


def _leg_break_evens(study: Study, results: Results[Detail]) -> dict[str, list[dict[str, Any]]]:
    """Actor -> rows of the hurdles of single legs that decide whether deterrence stands."""
    found: dict[str, list[dict[str, Any]]] = {}
    for actor, hurdles in results.detail.hurdles[BASELINE].items():
        legs = study.layout["actors"][actor]["legs"]
        found[actor] = [
            {
                "leg": legs[item.leg]["name"], "hurdle": words.HURDLES[item.hurdle][0], "now": numerals.percent(item.value),
                "needed": None if item.break_even is None else numerals.percent(item.break_even), "status": words.BREAK_EVEN[item.status], "fragile": item.fragile,
            }
            for item in hurdles.break_evens
            if item.leg is not None and item.status in ("stands", "falls short")
        ]  # fmt: skip
    return found


def method() -> Mapping[str, Any]:
    """Values for `method.md.j2`: what the code uses, so that the page cannot fall behind it."""
    return {
        "leg": quantities(Leg), "side": quantities(Side), "outcome": {**quantities(SideOutcome), **quantities(Outcome)},
        "thresholds": THRESHOLDS,
        "cutoffs": [
            (quantity, numerals.given(getattr(STANDARD, name), quantity), numerals.given(quantity.low, quantity), numerals.given(quantity.high, quantity))
            for name, quantity in quantities(Cutoffs).items()
        ],
        "table": [
            (row, *(numerals.percent(float(curve.damage(row.weight)), 1) for curve in (POPULATION, INDUSTRY))) for row in ASSURED_DESTRUCTION
        ],
        "population": POPULATION, "industry": INDUSTRY,
        "verdicts": words.VERDICTS, "classes": words.CLASSES, "hurdles": words.HURDLES, "modifiers": words.MODIFIERS,
        "drawn": {
            "low": numerals.percent(LOW),
            "high": numerals.percent(HIGH),
            "concentration": numerals.number(DEFAULT_CONCENTRATION, 0),
            "sobol": numerals.number(SOBOL_SAMPLES, 0),
        },
    }  # fmt: skip
