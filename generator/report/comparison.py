"""What the comparison needs of one study: its cases with their measures, and the inputs behind each, as a script beside the report.

A measure belongs to its kind unless `SHARED` names it: across kinds only what all of them mean alike is compared.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import numerals, words
from generator.explored import Explored
from generator.kind import Kind
from generator.quantities import Quantity
from generator.report import assumptions
from generator.report.pages import Card, Page
from generator.results import CaseResults, Results
from generator.study import Input, Label, Study, is_dynamic
from generator.uncertainty.estimates import Estimate

SCRIPT = "compare.js"
"""Beside the page of a study: its numbers for the comparison."""
STABILITY = ("index", "system.lowest")
"""The index of first-strike stability: of the pair, or of the worst of several pairs."""
SHARED = ("share", "assurance", "index", "critical_risk")
"""Measures that mean the same in every kind that has them; the others carry their kind in their id."""
ENOUGH_AT_ONE = ("margin", "vulnerability", "self_deterrence", "hostage")
"""Measures that are divided by what would just be enough."""


def page(study: Study, results: Results[Any], explored: Explored, kind: Kind[Any], card: Card, label: Label) -> Page:
    """The script. It is a script because a page opened from a folder may not fetch data."""
    told = {
        "title": study.title,
        "kind": study.kind,
        "kind_title": words.KIND_TITLES[study.kind],
        "cases": {
            case.key: {
                "title": case.title,
                "verdict": case.verdict,
                "name": case.verdict_name,
                "holds": case.holds,
                "measures": list(_measures(study, results.cases[case.key], explored, kind, card, case.key)),
            }
            for case in card.cases
        },
        "inputs": _inputs(study, [case.key for case in card.cases], label),
    }
    script = f"window.btCompare({json.dumps(told, separators=(',', ':'), ensure_ascii=False)});\n"
    return Page(f"studies/{study.slug}/{SCRIPT}", script.encode(), study.file)


def stability(case: CaseResults, measures: Mapping[str, Quantity]) -> tuple[float, str] | None:
    """The index of first-strike stability of a case, as a number and in print; None in a kind without one."""
    name = next((name for name in STABILITY if name in case.estimates and name in measures), None)
    if name is None:
        return None
    found = case.estimates[name]
    return found.median, numerals.estimate(found, measures[name], "full")


def _measures(
    study: Study, case: CaseResults, explored: Explored, kind: Kind[Any], card: Card, key: str
) -> Iterator[dict[str, Any]]:
    known = kind.measures(study)
    shares = next(found.shares for found in card.cases if found.key == key)
    if shares:
        own = shares[0]
        yield _share("share", own.name, own.share, own.error)
    sides = _sides(study, case, explored)
    for side in sides:
        if side in case.assurance:
            found = case.assurance[side]
            yield _share("assurance", _whose(study, side), found.value, found.error)
    for name in STABILITY:
        if name in case.estimates and name in known:
            yield _measure("index", words.COMPARE["index"], "", case.estimates[name], known[name])
    for side in sides:
        name = f"{side}.critical_risk"
        if name in case.estimates:
            yield _measure(
                "critical_risk", words.COMPARE["critical_risk"], _whose(study, side), case.estimates[name], _RISK
            )
    for name in kind.headline(study):
        short = name.rpartition(".")[2]
        if short not in SHARED and name not in STABILITY:
            title = numerals.sentence_case(known[name].meaning)
            whose = _whose(study, name.rpartition(".")[0], alone=True)
            yield _measure(f"{kind.name}/{short}", title, whose, case.estimates[name], known[name])


_RISK = Quantity("q", "share", "how sure of being struck a side must be before going first pays", 0, 1)


def _sides(study: Study, case: CaseResults, explored: Explored) -> Sequence[str]:
    """Both sides of the pair that the verdict is about, as classes and assurances name them."""
    if len(case.classes) <= 2:
        return list(case.classes)
    a, b = explored.about
    return [f"{a}.{b}", f"{b}.{a}"]


def _whose(study: Study, side: str, *, alone: bool = False) -> str:
    """The side a measure belongs to: `usa` or, against another, `usa.russia`."""
    known = {**study.layout["actors"], **study.layout.get("sides", {})}
    names = [known[step]["name"] for step in side.split(".") if step in known]
    if len(names) == 1 and not alone and len(study.layout["actors"]) == 2:
        names += [entry["name"] for key, entry in study.layout["actors"].items() if key != side]
    return words.COMPARE["over"].format(name=names[0], other=names[1]) if len(names) == 2 else "".join(names)


def _share(id: str, whose: str, value: float, error: float) -> dict[str, Any]:
    """A share of draws, with two standard errors to either side."""
    low, high = max(0.0, value - 2 * error), min(1.0, value + 2 * error)
    return {
        "id": id, "title": words.COMPARE[id], "whose": whose, "unit": "%", "text": numerals.percent(value),
        "median": _plain(100 * value), "low": _plain(100 * low), "high": _plain(100 * high), "ends": [0, 100],
    }  # fmt: skip


def _measure(id: str, title: str, whose: str, found: Estimate, known: Quantity) -> dict[str, Any]:
    scale = 100.0 if known.is_share else 1.0
    bounded = math.isfinite(known.low) and math.isfinite(known.high)
    return {
        "id": id, "title": title, "whose": whose, "unit": known.sign.strip() or ("" if known.unit == "-" else known.unit),
        "text": numerals.estimate(found, known, "full"),
        "median": _plain(found.median * scale), "low": _plain(found.low * scale), "high": _plain(found.high * scale),
        **({"ends": [known.low * scale, known.high * scale]} if bounded else {}),
        **({"enough": 1} if id.rpartition("/")[2] in ENOUGH_AT_ONE else {}),
    }  # fmt: skip


def _plain(value: float) -> float | None:
    """Five digits; None for what JSON cannot hold."""
    return float(f"{value:.5g}") if math.isfinite(value) else None


def _inputs(study: Study, keys: Sequence[str], label: Label) -> dict[str, Any]:
    """The inputs of the first case, and what each other case has otherwise: label -> value, range, unit and grade."""
    cases = study.cases()
    first = cases[keys[0]]
    return {
        keys[0]: {label(study, path): _input(study, path, given) for path, given in first.items() if not is_dynamic(path)},
        **{
            key: {label(study, path): _input(study, path, given) for path, given in cases[key].items() if given != first.get(path)}
            for key in keys[1:]
        },
    }  # fmt: skip


def _input(study: Study, path: str, given: Input) -> list[str]:
    known = study.quantities[path]
    found = assumptions.row(path, given, known, "")
    value = found.value if found.unit in ("", "-") else f"{found.value} {found.unit}"
    return [value, found.spread if given.is_uncertain else "", given.grade]
