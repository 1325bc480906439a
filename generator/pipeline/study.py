"""One study all the way: solve it and build its charts, and, once its pictures are drawn, put its page together.

Each step depends on nothing but its argument, so that it can run in this process or in a worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

from generator import __version__
from generator.context.panel import Panel
from generator.context.panels import panels
from generator.deterrence.errors import ModelError
from generator.diagnostics.problem import Problem
from generator.drawing.figure import Drawing
from generator.dynamics.charts import gallery as dynamics
from generator.dynamics.promised import promised as promised_of_dynamics
from generator.explored import Explored
from generator.loading.reading import read_study
from generator.pipeline.cache import Cache
from generator.pipeline.explored import explored
from generator.pipeline.job import Job
from generator.pipeline.pictures import Drawn, Picture, draw_card, paired, pictures_of
from generator.pipeline.solving import solved, unsolvable
from generator.registry import KINDS
from generator.report import what_if_chart
from generator.report.narrative import Templates
from generator.report.pages import Page, Report
from generator.report.social import NAME, study_card
from generator.report.study_page import labels, report
from generator.report.takeaway import origins
from generator.results import Results
from generator.study import Study


@dataclass(frozen=True)
class Solved:
    """A study with its results and charts, before any picture is drawn; without them if it has errors."""

    job: Job
    problems: tuple[Problem, ...]
    study: Study | None = None
    results: Results[Any] | None = None
    explored: Explored | None = None
    raw_results: bytes = b""
    drawings: tuple[Drawing, ...] = ()
    panels: tuple[Panel, ...] = ()
    pictures: tuple[Picture, ...] = ()
    """Two for each drawing."""


def solve(job: Job) -> Solved:
    """Read a study, run its model and build its charts."""
    reading = read_study(job.file, job.raw, KINDS, job.beside)
    study = reading.study
    if study is None:
        return Solved(job, reading.problems)
    kind = KINDS[study.kind]
    try:
        results, raw_results = solved(study, kind, Cache(job.around.cache))
        tried = explored(study, kind, results, Cache(job.around.cache))
    except ModelError as error:
        return Solved(job, (*reading.problems, unsolvable(job.file, error)))
    drawings = (*kind.draw(study, results), *dynamics.draw(study, results.dynamics))
    broken = {drawing.id for drawing in drawings}.difference(kind.promised(study), promised_of_dynamics(study))
    if broken:
        raise RuntimeError(f"charts that a check of {job.file} would call unknown: {', '.join(sorted(broken))}")
    # It has its own place on the page and is not for authors to show.
    drawings += tuple(what_if_chart.draw(study, tried, labels(kind)))
    beside = panels(study.panels)
    pictures = pictures_of(drawings, origins(study, drawings), job.around.fonts, job.around.cache)
    return Solved(job, reading.problems, study, results, tried, raw_results, drawings, beside, pictures)


def assemble(parts: tuple[Solved, Mapping[str, Drawn]]) -> tuple[Report, tuple[Problem, ...]]:
    """The report of a solved study with its pictures by key; none of a study that could not be solved."""
    one, drawn = parts
    if one.study is None or one.results is None or one.explored is None:
        return Report((), None), one.problems
    made = report(
        one.study,
        one.results,
        one.explored,
        KINDS[one.study.kind],
        one.drawings,
        one.panels,
        paired(one.drawings, one.pictures, drawn),
        Templates(one.job.around.templates, one.job.around.templates_shown),
        raw=one.job.raw,
        files={path: content for path in one.study.files if isinstance(content := one.job.beside.file(path), bytes)},
        results_json=one.raw_results,
        provenance=provenance(one.study, one.results),
        imprint=one.job.around.imprint,
    )
    return _with_card(made, one), one.problems


def _with_card(made: Report, one: Solved) -> Report:
    """The report with the picture that stands for it where its address is shared."""
    if made.card is None:
        return made
    raw = draw_card(study_card(made.card), one.job.around.fonts, Cache(one.job.around.cache))
    return replace(made, pages=(*made.pages, Page(f"studies/{made.card.slug}/{NAME}", raw, one.job.file)))


def provenance(study: Study, results: Results[Any]) -> Mapping[str, str]:
    """What a sceptic needs to get the same numbers."""
    return {
        "Study file": study.file,
        "Digest of its numbers": results.digest,
        "Seed": str(results.seed),
        "Draws": f"{results.draws:,}",
        "Model": f"{results.kind}, version {results.model_version}",
        "Engine": f"balance-of-terror {__version__}",
        "Libraries": ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "altair", "vl-convert-python")),
        "To reproduce": f"studies run {study.file} --json",
        "To verify": f"studies verify results.json {study.file}",
    }
