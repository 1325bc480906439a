"""One study all the way, in three steps: solve it, draw its pictures, put its page together.

Each step depends on nothing but its argument, so that it can run in this process or in a worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import __version__
from generator.deterrence.errors import ModelError
from generator.diagnostics.problem import Problem
from generator.drawing import static
from generator.drawing.figure import Drawing, complete
from generator.dynamics.charts import gallery as dynamics
from generator.loading.reading import read_study
from generator.pipeline.cache import Cache, digest, digest_of_files
from generator.pipeline.job import PACKAGE, Job
from generator.pipeline.solving import solved
from generator.registry import KINDS
from generator.report.figures import Pictures
from generator.report.narrative import Templates
from generator.report.pages import Report
from generator.report.study_page import report
from generator.results import Results
from generator.study import Study


@dataclass(frozen=True)
class Picture:
    """One static picture that a report needs."""

    key: str
    """Digest of everything it depends on."""
    spec: str
    """Complete Vega-Lite specification."""
    prefix: str
    fonts: Path
    cache: Path | None


@dataclass(frozen=True)
class Solved:
    """A study with its results and charts, before any picture is drawn; without them if it has errors."""

    job: Job
    problems: tuple[Problem, ...]
    study: Study | None = None
    results: Results[Any] | None = None
    raw_results: bytes = b""
    drawings: tuple[Drawing, ...] = ()
    pictures: tuple[Picture, ...] = ()
    """The wide and the narrow picture of each drawing, in turn."""


def solve(job: Job) -> Solved:
    """Read a study, run its model and build its charts."""
    reading = read_study(job.file, job.raw, KINDS)
    study = reading.study
    if study is None:
        return Solved(job, reading.problems)
    kind = KINDS[study.kind]
    try:
        results, raw_results = solved(study, kind, Cache(job.cache))
    except ModelError as error:
        problem = Problem(job.file, 1, 1, "E401", "", f"the model cannot be run: {error}")
        return Solved(job, (*reading.problems, problem))
    drawings = (*kind.draw(study, results), *dynamics.draw(study, results.dynamics))
    look = digest(
        static.engine(),
        digest_of_files(PACKAGE, [PACKAGE / "drawing" / "static.py"]),
        digest_of_files(job.fonts, job.fonts.glob("*")),
    )
    pictures = []
    for item in drawings:
        for spec, size in ((item.wide, "w"), (item.narrow, "n")):
            whole, prefix = complete(spec, item.rows), f"{item.id}-{size}"
            pictures.append(Picture(digest(whole, prefix, look), whole, prefix, job.fonts, job.cache))
    return Solved(job, reading.problems, study, results, raw_results, drawings, tuple(pictures))


def draw_picture(picture: Picture) -> str:
    """The SVG of a picture, from the cache if the same was drawn before."""
    cache = Cache(picture.cache)
    raw = cache.get("svg", picture.key)
    if raw is None:
        raw = static.svg(picture.spec, str(picture.fonts), picture.prefix).encode()
        cache.put("svg", picture.key, raw)
    return raw.decode()


def assemble(parts: tuple[Solved, Mapping[str, str]]) -> tuple[Report, tuple[Problem, ...]]:
    """The report of a solved study with its pictures by key; no report where an error stands among its problems."""
    one, drawn = parts
    if one.study is None or one.results is None:
        return Report((), None), one.problems
    svgs = iter([drawn[picture.key] for picture in one.pictures])
    made = report(
        one.study,
        one.results,
        KINDS[one.study.kind],
        list(one.drawings),
        {item.id: Pictures(next(svgs), next(svgs)) for item in one.drawings},
        Templates(one.job.templates),
        raw=one.job.raw,
        results_json=one.raw_results,
        provenance=provenance(one.study, one.results),
    )
    return made, (*one.problems, *made.problems)


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
    }
