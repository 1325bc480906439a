"""What the report template of this kind says beyond its charts, as plain values ready for print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import numerals, words
from generator.deterrence.crisis import CrisisType, crisis_type, incentive_to_go_first
from generator.deterrence.damage import ASSURED_DESTRUCTION, INDUSTRY, POPULATION
from generator.deterrence.thresholds import THRESHOLDS
from generator.deterrence.verdicts import STANDARD, Cutoffs
from generator.kinds.force_exchange.detail import Detail
from generator.kinds.force_exchange.dyads import Dyad, by_side, dyads, rivals
from generator.kinds.force_exchange.naming import measures
from generator.kinds.force_exchange.outcome import Outcome, SideOutcome
from generator.kinds.force_exchange.params import Leg, Side
from generator.kinds.force_exchange.run import SOBOL_SAMPLES
from generator.kinds.force_exchange.telling import (
    game,
    listed,
    modifier_name,
    modifiers,
    pair_called,
    pair_name,
    sentence,
)
from generator.quantities import quantities
from generator.results import CaseResults, Results, decisive, held
from generator.study import BASELINE, Study
from generator.uncertainty.distributions import DEFAULT_CONCENTRATION
from generator.uncertainty.estimates import HIGH, LOW

HEADLINE = ("margin", "retaliatory_damage", "critical_risk")
"""Measures of each side that open a report; the index of the dyad stands beside them."""


def facts(study: Study, results: Results[Detail]) -> Mapping[str, Any]:
    """Values for `report.md.j2`: names, sentences and table rows, every number already in print."""
    case, pairs = results.cases[BASELINE], dyads(study.layout)
    worst = weakest(study, case)
    told = sentence(study, case, worst)
    return {
        "parties": listed([entry["name"] for entry in study.layout["actors"].values()]),
        "two": worst.alone,
        "actors": list(_actors(study, case)) if worst.alone else [],
        "verdict_sentence": told
        if worst.alone
        else words.WEAKEST.format(pair=pair_called(study, worst), sentence=told),
        "modifiers": modifiers(study, case.verdict.modifiers),
        "headline": list(_headline(study, case)),
        "cases": [_case(study, results, key, title) for key, title in _titles(study).items()],
        "pairs": [_pair(study, case, dyad) for dyad in pairs],
        "games": [_game(study, results, dyad) for dyad in pairs],
        "crisis": _crisis(study, case, worst),
        "beliefs": list(_beliefs(study, case)),
        "thresholds": _thresholds(study, results),
        "cutoffs": _cutoffs(study, results),
        "variance": _variance(study, results),
        "leg_break_evens": _leg_break_evens(study, results),
        "limited_wars": list(study.layout.get("limited_wars", ())),
    }


def weakest(study: Study, case: CaseResults) -> Dyad:
    """The pair of rivals that the case's verdict is about: the one with the lowest index at central values."""
    return min(rivals(study.layout), key=lambda dyad: case.estimates[dyad.of("index")].point)


def _actors(study: Study, case: CaseResults) -> Iterator[dict[str, Any]]:
    actors = study.layout["actors"]
    a, b = actors
    for key, entry in actors.items():
        other = b if key == a else a
        yield {
            "key": key, "name": entry["name"], "adjective": entry["adjective"], "letter": case.classes[key],
            "standing": words.CLASSES[case.classes[key]], "assurance": numerals.share_with_error(case.assurance[key]),
            "other": actors[other]["name"], "other_key": other,
        }  # fmt: skip


def _headline(study: Study, case: CaseResults) -> Iterator[dict[str, str]]:
    names = ["system.lowest", "system.product", "system.incentive_to_pre_empt"]
    if len(study.layout["actors"]) == 2:
        names = [f"{actor}.{name}" for actor in study.layout["actors"] for name in HEADLINE] + ["index"]
    known = measures(study)
    for name in names:
        actor, _, short = name.rpartition(".")
        adjective = study.layout["actors"].get(actor, {}).get("adjective", "")
        yield {
            "label": words.HEADLINE[short].format(adjective=adjective),
            "value": numerals.estimate(case.estimates[name], known[name]),
            "interval": numerals.estimate(case.estimates[name], known[name], "interval"),
            "note": words.HEADLINE_NOTE[short],
        }


def _titles(study: Study) -> dict[str, str]:
    return {BASELINE: study.baseline_title, **{scenario.id: scenario.title for scenario in study.scenarios}}


def _case(study: Study, results: Results[Detail], key: str, title: str) -> dict[str, Any]:
    case, known, worst = results.cases[key], measures(study), weakest(study, results.cases[key])

    def printed(name: str) -> str:
        return numerals.estimate(case.estimates[name], known[name], "full")

    row = {
        "key": key, "title": title, "verdict": case.verdict.key, "verdict_name": words.verdict_name(case.verdict.key, case.verdict.subtype),
        "share": numerals.share(held(case)), "modifiers": [text.partition("(")[0] for text in case.verdict.modifiers],
        "holds": _first(study, case, worst),
    }  # fmt: skip
    if worst.alone:
        return {
            **row,
            "margins": [printed(f"{actor}.margin") for actor in study.layout["actors"]],
            "index": printed("index"),
        }
    names = ("system.lowest", "system.product", "system.incentive_to_pre_empt")
    return {**row, "pair": pair_name(study, worst), "system": [printed(name) for name in names]}


def _first(study: Study, case: CaseResults, dyad: Dyad) -> str:
    """How sure of being attacked each side of a pair must be before going first pays it."""
    known = measures(study)
    named = [
        words.FIRST["side"].format(
            name=study.layout["actors"][actor]["name"],
            risk=numerals.estimate(case.estimates[f"{side}.critical_risk"], known[f"{side}.critical_risk"]),
        )
        for actor, side in zip(dyad.actors, dyad.sides, strict=True)
    ]
    return words.FIRST["pays"].format(sides="; ".join(named))


def _pair(study: Study, case: CaseResults, dyad: Dyad) -> dict[str, Any]:
    known, judged, actors = measures(study), case.pairs[dyad.key], study.layout["actors"]

    def printed(name: str) -> str:
        return numerals.estimate(case.estimates[name], known[name], "full")

    return {
        "name": pair_name(study, dyad), "verdict": judged.verdict.key, "verdict_name": words.verdict_name(judged.verdict.key, judged.verdict.subtype),
        "sentence": sentence(study, case, dyad), "share": numerals.share(held(judged)), "index": printed(dyad.of("index")),
        "modifiers": modifiers(study, judged.verdict.modifiers), "rivals": dyad in rivals(study.layout),
        "sides": [
            {
                "name": actors[actor]["name"], "standing": words.CLASSES[case.classes[side]][0],
                "margin": printed(f"{side}.margin"), "critical_risk": printed(f"{side}.critical_risk"),
                "damage": printed(f"{side}.retaliatory_damage"), "assurance": numerals.share(case.assurance[side]),
            }
            for actor, side in zip(dyad.actors, dyad.sides, strict=True)
        ],
    }  # fmt: skip


def _game(study: Study, results: Results[Detail], dyad: Dyad) -> dict[str, str]:
    found = results.detail.games[BASELINE][dyad.key]
    return {
        "pair": pair_name(study, dyad),
        "sentence": game(study, dyad, found),
        "waiting": numerals.share_with_error(found.waiting),
    }


def _crisis(study: Study, case: CaseResults, dyad: Dyad) -> dict[str, str] | None:
    """The type of crisis at central values, where the study says how far one could be controlled."""
    given = study.inputs.get("controllability")
    if given is None:
        return None
    risks = [case.estimates[f"{side}.critical_risk"].point for side in dyad.sides]
    incentive = float(incentive_to_go_first(*risks))
    found = list(CrisisType)[int(crisis_type(incentive, given.value))].value
    return {
        "type": found,
        "meaning": words.CRISIS[found],
        "incentive": numerals.number(incentive, 2),
        "controllability": numerals.given(given.value, study.quantities["controllability"]),
    }


def _beliefs(study: Study, case: CaseResults) -> Iterator[dict[str, Any]]:
    """A row for every threat whose credibility or resolve the study lets us judge."""
    known, actors = measures(study), study.layout["actors"]
    for dyad, i, prefix in by_side(study.layout):
        actor, other = dyad.actors[i], dyad.actors[1 - i]
        needed, resolve = f"{prefix}.required_credibility", f"{prefix}.resolve"
        if needed not in known and resolve not in known:
            continue
        printed = {
            name: numerals.estimate(case.estimates[name], known[name], "full")
            if case.estimates[name].median <= 1
            else words.MORE_THAN_SURE
            for name in (needed, resolve)
            if name in known
        }
        believed = study.inputs[f"{actor}.credibility"]
        yield {
            "name": actors[actor]["name"], "other": actors[other]["name"],
            "credibility": numerals.given(believed.value, study.quantities[f"{actor}.credibility"]),
            "needed": printed.get(needed), "resolve": printed.get(resolve),
            "believed": f"NOT-CREDIBLE({actor})" not in case.pairs[dyad.key].verdict.modifiers,
        }  # fmt: skip


def _thresholds(study: Study, results: Results[Detail]) -> list[dict[str, Any]]:
    found = {item.key: item for item in results.detail.thresholds}
    rows = []
    for row in THRESHOLDS:
        item = found.get(row.key)
        rows.append({
            "name": row.name, "text": row.text, "citation": row.citation, "grade": row.grade,
            "required": None if item is None else [numerals.number(w, 0) if w is not None else words.UNREACHABLE for w in item.required.values()],
            "verdict": None if item is None else item.verdict,
            "verdict_name": None if item is None else words.verdict_name(item.verdict, item.subtype),
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
            "gained": [modifier_name(study, text) for text in gained], "lost": [modifier_name(study, text) for text in lost],
        })  # fmt: skip
    return rows


def _variance(study: Study, results: Results[Detail]) -> dict[str, list[tuple[str, str, str]]]:
    """Measure -> (input, first-order, total), the three inputs that explain most."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for measure in dict.fromkeys(item.measure for item in results.variance_shares):
        found[measure] = [
            (
                item.input,
                numerals.variance_share(item.first, item.first_error),
                numerals.variance_share(item.total, item.total_error),
            )
            for item in decisive(results.variance_shares, measure)
        ]
    return found


def _leg_break_evens(study: Study, results: Results[Detail]) -> dict[str, list[dict[str, Any]]]:
    """Actor -> rows of the hurdles of single legs that decide whether deterrence stands."""
    found: dict[str, list[dict[str, Any]]] = {actor: [] for actor in study.layout["actors"]}
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
