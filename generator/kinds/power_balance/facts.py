"""What the report template of this kind says beyond its charts, as plain values ready for print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import numerals, words
from generator.deterrence.power import ThreatProfile
from generator.deterrence.standoff import Posture
from generator.drawing.parts import called, scenario_names
from generator.kinds.power_balance.charts.parts import era_of, rivals, side_called, side_of, situations, text_of
from generator.kinds.power_balance.detail import Detail
from generator.kinds.power_balance.meaning import label, rivalry_of
from generator.kinds.power_balance.model import STANDARD, Cutoffs, Verdict
from generator.kinds.power_balance.params import COMMITMENT, Components, Outcome, Rival, Rivalry, State
from generator.kinds.power_balance.run import SOBOL_SAMPLES
from generator.kinds.power_balance.threats import profiles
from generator.quantities import Quantity, quantities
from generator.results import CaseResults, Results, decisive
from generator.study import BASELINE, Study
from generator.uncertainty.estimates import HIGH, LOW

POWER = words.POWER


def facts(study: Study, results: Results[Detail]) -> Mapping[str, Any]:
    """Values for `report.md.j2`: names, sentences and table rows, every number already in print."""
    case = results.cases[BASELINE]
    return {
        "parties": words.AND.join(side_of(study, side)["name"] for side in study.layout["sides"]),
        "sides": [side_of(study, side)["name"] for side in study.layout["sides"]],
        "verdict_sentence": sentence(study, results, BASELINE),
        "modifiers": [words.MODIFIERS[name] for name in case.verdict.modifiers],
        "headline": list(_headline(study, results)),
        "states": list(_states(study, case)),
        "cases": [_row(study, results, key, title) for key, title in scenario_names(study).items()],
        "readings": [_row(study, results, key, title) for key, title in situations(study).items()],
        "contrasted": bool(results.detail.terror),
        "cutoffs": list(_cutoffs(study, results)),
        "balanced": numerals.percent(STANDARD.balanced),
        "variance": list(_variance(study, results)),
        "threats": [
            {
                "name": profile.name, "says": profile.says, "sort_key": numerals.number(profile.sort_key, 2),
                "factors": [(numerals.number(given.value, 2), given.grade) for given in profile.factors.values()],
            }
            for profile in profiles(study)
        ],
        "factors": [numerals.sentence_case(words.FIELDS[name]) for name in quantities(ThreatProfile)],
        "unarmed": [
            {"name": entry["name"], "says": entry["terror"]["says"]}
            for entry in study.layout["rivalries"].values()
            if (entry.get("terror") or {}).get("family") == "none"
        ],
        "unreckoned": [entry["name"] for entry in study.layout["rivalries"].values() if not entry.get("terror")],
    }  # fmt: skip


def sentence(study: Study, results: Results[Detail], key: str) -> str:
    """The verdict of a case as one plain sentence: strength, challenge, and what the theories expect of them."""
    case, reading = results.cases[key], results.detail.readings[key]
    first, second = (side_called(study, side, key) for side in study.layout["sides"])
    entry = study.layout["rivalries"][reading.rivalry]
    names = {role: called(study, entry[role]) for role in ("dominant", "challenger")}
    if case.verdict.stronger is None:
        strength = POWER["near"].format(first=first, second=second)
    else:
        weaker = next(side for side in study.layout["sides"] if side != case.verdict.stronger)
        strength = POWER["stronger"].format(
            stronger=side_called(study, case.verdict.stronger, key), weaker=side_called(study, weaker, key)
        )
    caught_up = {None: "not-caught-up", "parity": "caught-up", "overtaken": "overtaken"}[case.verdict.subtype]
    text = POWER[case.verdict.key].format(strength=strength, challenge=POWER[caught_up].format(**names))
    return numerals.sentence_case(text)


def _headline(study: Study, results: Results[Detail]) -> Iterator[dict[str, str]]:
    case, known = results.cases[BASELINE], quantities(Outcome)
    rows: list[tuple[str, str, str, Quantity]] = [
        (
            POWER["headline-power"].format(name=era_of(study, side, BASELINE)["name"]),
            f"{side}.power",
            POWER["headline-power-note"],
            known["power"],
        )
        for side in study.layout["sides"]
    ]
    rows.append((POWER["headline-balance"], "balance", POWER["headline-balance-note"], known["balance"]))
    pair = POWER["headline-ratio"].format(**rivals(study, results, BASELINE))
    rows.append((pair, "ratio", POWER["headline-ratio-note"], known["ratio"]))
    for name, measure, note, quantity in rows:
        found = case.estimates[measure]
        yield {
            "label": name,
            "value": numerals.estimate(found, quantity),
            "interval": numerals.estimate(found, quantity, "interval"),
            "note": note,
        }


def _states(study: Study, case: CaseResults) -> Iterator[dict[str, Any]]:
    """Every actor of the baseline: what it has, and how much of it counts on either side."""
    for actor, entry in study.layout["actors"].items():
        yield {
            "name": entry["name"],
            "capability": text_of(study, case, f"{actor}.capability", "full"),
            "commitments": [
                numerals.given(study.inputs[f"{actor}.commitment.{side}"].value, COMMITMENT)
                for side in study.layout["sides"]
            ],
        }


def _row(study: Study, results: Results[Detail], key: str, title: str) -> dict[str, Any]:
    case, reading, terror = results.cases[key], results.detail.readings[key], results.detail.terror.get(key)
    held = case.shares.get(case.verdict.key)
    rivalry = study.layout["rivalries"][rivalry_of(study, key)]
    dissatisfied = case.estimates["dissatisfaction"]
    return {
        "key": key, "title": title, "verdict": case.verdict.key, "verdict_name": words.VERDICTS[case.verdict.key][0],
        "share": numerals.share(held) if held is not None else numerals.percent(0.0),
        "contested": "CONTESTED" in case.verdict.modifiers,
        "powers": [text_of(study, case, f"{side}.power", "full") for side in study.layout["sides"]],
        "balance": text_of(study, case, "balance", "full"), "ratio": text_of(study, case, "ratio", "full"),
        "concentration": text_of(study, case, "concentration", "full"), "powers_number": text_of(study, case, "powers", "full"),
        "holds": POWER["holds"].format(stronger=era_of(study, reading.stronger, key)["name"], rivalry=rivalry["name"], band=POWER["overtaken-band" if reading.band == "overtaken" else reading.band]),
        "rivalry": rivalry["name"], "stronger": era_of(study, reading.stronger, key)["name"],
        "band": POWER["overtaken-band" if reading.band == "overtaken" else reading.band],
        "dissatisfaction": numerals.estimate(dissatisfied, quantities(Outcome)["dissatisfaction"], "full"),
        "balanced": numerals.share(reading.balanced), "transition": numerals.share(reading.transition),
        "expects": {
            "balance": POWER["peace" if case.verdict.stronger is None else "danger"],
            "transition": POWER["peace" if case.verdict.subtype is None else "war"],
        },
        "warhead_ratio": _warheads(study, case), "terror": None if terror is None else terror.verdict,
        "terror_name": "" if terror is None else words.verdict_name(terror.verdict, terror.subtype),
        "terror_share": "" if terror is None else numerals.share(terror.share),
        "terror_stronger": "" if terror is None or terror.stronger is None else called(study, terror.stronger),
    }  # fmt: skip


def _warheads(study: Study, case: CaseResults) -> str:
    """Warheads of the challenger over those of the dominant power; nothing where there is nothing to divide."""
    found = case.estimates["warhead_ratio"]
    return text_of(study, case, "warhead_ratio") if 0 < found.median < float("inf") else ""


def _cutoffs(study: Study, results: Results[Detail]) -> Iterator[dict[str, Any]]:
    """Each cut-off at each end of its range: in which situations the verdict would be another."""
    known, shown = quantities(Cutoffs), {BASELINE: study.baseline_title, **situations(study)}
    for place, item in enumerate(results.detail.cutoffs[BASELINE]):
        quantity = known[item.cutoff]
        moved = [
            (title, words.VERDICTS[found.verdict][0])
            for key, title in shown.items()
            for found in [results.detail.cutoffs[key][place]]
            if found.verdict != results.cases[key].verdict.key
        ]
        yield {
            "meaning": quantity.meaning,
            "standard": numerals.given(quantity.default or getattr(STANDARD, item.cutoff), quantity),
            "value": numerals.given(item.value, quantity),
            "moved": moved,
            "contested": [
                title
                for key, title in shown.items()
                if results.detail.cutoffs[key][place].contested != ("CONTESTED" in results.cases[key].verdict.modifiers)
            ],
        }


def _variance(study: Study, results: Results[Detail]) -> Iterator[tuple[str, str, str, str]]:
    """The three inputs that explain most of each ratio: what, which input, alone, with its interactions."""
    names = {
        "side_ratio": POWER["headline-balance"],
        "ratio": POWER["headline-ratio"].format(**rivals(study, results, BASELINE)),
    }
    for measure, name in names.items():
        for item in decisive(results.variance_shares, measure):
            yield (
                name,
                label(study, item.input),
                numerals.variance_share(item.first, item.first_error),
                numerals.variance_share(item.total, item.total_error),
            )


def method() -> Mapping[str, Any]:
    """Values for `method.md.j2`: what the code uses, so that the page cannot fall behind it."""
    return {
        "state": quantities(State) | {"commitment": COMMITMENT}, "components": quantities(Components),
        "rivalry": quantities(Rivalry), "posture": quantities(Posture), "rival": quantities(Rival), "threat": quantities(ThreatProfile),
        "outcome": quantities(Outcome),
        "cutoffs": [
            (quantity, numerals.given(getattr(STANDARD, name), quantity), numerals.given(quantity.low, quantity), numerals.given(quantity.high, quantity))
            for name, quantity in quantities(Cutoffs).items()
        ],
        "verdicts": {item.key: words.VERDICTS[item.key] for item in Verdict},
        "drawn": {"low": numerals.percent(LOW), "high": numerals.percent(HIGH), "sobol": numerals.number(SOBOL_SAMPLES, 0)},
    }  # fmt: skip
