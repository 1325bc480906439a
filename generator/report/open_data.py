"""A study for programs: what its page says first, as JSON, with the way to everything else.

The form is held to the schemas in `schema/`, which are published beside the files. Within version 1 fields are added
and never renamed, removed or given another meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator import __version__
from generator.citing.csl import version
from generator.citing.imprint import Imprint
from generator.drawing.figure import Drawing
from generator.kind import Kind
from generator.report.figures import ENDS
from generator.report.listing import STUDIES, as_json
from generator.report.pages import Page
from generator.results import CaseResults, Results
from generator.study import Study
from generator.uncertainty.estimates import Share
from generator.words import verdict_name


def study_page(
    study: Study,
    results: Results[Any],
    kind: Kind[Any],
    imprint: Imprint,
    *,
    summary: str,
    sentence: str,
    sure: str,
    names: Sequence[str],
    drawings: Iterable[Drawing],
) -> Page:
    """The file of one study. `names` are the files of its archive, `drawings` the charts of its report."""
    measures, headline = kind.measures(study), kind.headline(study)
    titles = {"baseline": study.baseline_title, **{scenario.id: scenario.title for scenario in study.scenarios}}
    case = results.cases["baseline"]
    whole = {
        "$schema": "../schema/study.json",
        "base": imprint.url,
        "slug": study.slug,
        "title": study.title,
        "question": study.question,
        "summary": summary,
        "kind": study.kind,
        "period": {"start": study.period[0], "end": study.period[1]},
        "authors": list(study.authors),
        "license": study.license,
        "published": study.history[0].date if study.history else None,
        "updated": study.history[-1].date if study.history else None,
        "history": [{"date": entry.date, "what": entry.what} for entry in study.history],
        "version": version(results),
        "provenance": {
            "digest": results.digest,
            "seed": results.seed,
            "draws": results.draws,
            "model": results.kind,
            "model_version": results.model_version,
            "engine": f"balance-of-terror {__version__}",
        },
        "verdict": {**_verdict(case), "sentence": sentence},
        "confidence": {"text": sure, **_share(kind.held(results, "baseline"))},
        "measures": {name: {"unit": measures[name].unit, "meaning": measures[name].meaning} for name in headline},
        "cases": [
            {
                "id": key,
                "scenario": one.scenario,
                "state": one.state,
                "title": titles[one.scenario],
                "verdict": _verdict(one),
                **_share(kind.held(results, key)),
                "estimates": {name: _estimate(one, name) for name in headline if name in one.estimates},
            }
            for key, one in results.cases.items()
        ],
        "charts": [_chart(study.slug, drawing) for drawing in drawings],
        "links": _links(study.slug, names),
    }
    return Page(f"{STUDIES}{study.slug}.json", as_json(whole), study.file)


def _verdict(case: CaseResults) -> dict[str, Any]:
    found = case.verdict
    return {
        "key": found.key,
        "name": verdict_name(found.key, found.subtype),
        "subtype": found.subtype,
        "stronger": found.stronger,
        "modifiers": list(found.modifiers),
    }


def _share(share: Share | None) -> dict[str, float | None]:
    """The share of draws with a verdict; nothing where nothing is drawn."""
    return {"share": None if share is None else share.value, "error": None if share is None else share.error}


def _estimate(case: CaseResults, name: str) -> dict[str, float | None]:
    """Median and interval; JSON has no infinity, and a number that no draw bounds is null."""
    found = case.estimates[name]
    return {part: _finite(getattr(found, part)) for part in ("point", "median", "low", "high", "error")}


def _finite(value: float) -> float | None:
    return value if abs(value) < float("inf") else None


def _chart(slug: str, drawing: Drawing) -> dict[str, Any]:
    """A chart: what it shows, what it found, and its file in every form."""
    told = {"id": drawing.id, "title": drawing.title, "finding": drawing.finding, "description": drawing.description}
    return told | {"files": {end: f"studies/{slug}/{drawing.id}.{end}" for end in ENDS}}


def _links(slug: str, names: Sequence[str]) -> dict[str, Any]:
    """Where everything of a study lies, from the base of the site."""
    folder = f"studies/{slug}/"
    here = {name: f"{folder}{name}" for name in names}
    return {
        "page": f"{folder}index.html",
        "api": f"{STUDIES}{slug}.json",
        "study": here[f"{slug}.yml"],
        "results": here["results.json"],
        "archive": f"{folder}{slug}.zip",
        "citation": {name.rpartition(".")[2]: at for name, at in here.items() if name.startswith("citation.")},
        "references": {name.rpartition(".")[2]: at for name, at in here.items() if name.startswith("references.")},
        "tables": [at for name, at in here.items() if name.endswith(".csv")],
    }
