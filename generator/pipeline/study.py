"""One study all the way: bytes in, report out, with whatever the cache already knows.

This is the unit of work of the pipeline: it depends on nothing but its arguments, so that it can run
in this process or in a worker.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import __version__, results_file
from generator.deterrence.errors import ModelError
from generator.diagnostics.problem import Problem
from generator.kind import Kind
from generator.loading.reading import read_study
from generator.pipeline.cache import Cache, digest, digest_of_files
from generator.registry import KINDS
from generator.report.study_page import Report
from generator.results import Results
from generator.study import Study

PACKAGE = Path(__file__).resolve().parent.parent
SPINE = ("deterrence", "uncertainty", "quantities.py", "study.py", "results.py")
"""What every kind's numbers depend on, beside the kind's own package."""


@dataclass(frozen=True)
class Job:
    """Everything one study's report is made from."""

    file: str
    raw: bytes
    templates: Path
    fonts: Path
    cache: Path | None


def make_report(job: Job) -> tuple[Report, tuple[Problem, ...]]:
    """The report of one study, and its problems; no report where an error stands among them."""
    reading = read_study(job.file, job.raw, KINDS)
    study = reading.study
    if study is None:
        return Report((), None), reading.problems
    kind, cache = KINDS[study.kind], Cache(job.cache)
    try:
        results, raw_results = solved(study, kind, cache)
    except ModelError as error:
        problem = Problem(job.file, 1, 1, "E401", "", f"the model cannot be run: {error}")
        return Report((), None), (*reading.problems, problem)
    report = _report(job, study, kind, results, raw_results, cache)
    return report, (*reading.problems, *report.problems)


def solved(study: Study, kind: Kind[Any], cache: Cache) -> tuple[Results[Any], bytes]:
    """The results of a study and their JSON, from the cache if the same numbers were computed before."""
    key = digest(study.digest(), study.slug, kind.version, sources_digest(kind), version("numpy"), version("scipy"))
    raw = cache.get("results", key)
    if raw is None:
        raw = results_file.write(kind.run(study), kind.results)
        cache.put("results", key, raw)
    # Read back even when fresh: cached and computed results are then the same by construction.
    return results_file.read(raw, kind.results), raw


def sources_digest(kind: Kind[Any]) -> str:
    """Digest of the code a kind's numbers depend on."""
    folder = PACKAGE / Path(*kind.package.split(".")[1:])
    files = [path for path in folder.glob("*.py") if path.name != "facts.py"]
    for name in SPINE:
        part = PACKAGE / name
        files += part.glob("*.py") if part.is_dir() else [part]
    return digest_of_files(PACKAGE, files)


def _report(job: Job, study: Study, kind: Kind[Any], results: Results[Any], raw_results: bytes, cache: Cache) -> Report:
    # Loaded here: checking and running a study needs neither the drawing library nor templates.
    from generator.drawing import static
    from generator.report.figures import Pictures
    from generator.report.narrative import Templates
    from generator.report.study_page import report

    drawings = kind.draw(study, results)
    fonts = str(job.fonts)
    look = digest(static.engine(), digest_of_files(job.fonts, job.fonts.glob("*")))

    def picture(spec: str, prefix: str) -> str:
        key = digest(spec, prefix, look)
        raw = cache.get("svg", key)
        if raw is None:
            raw = static.svg(spec, fonts, prefix).encode()
            cache.put("svg", key, raw)
        return raw.decode()

    pictures = {
        item.id: Pictures(picture(item.wide, f"{item.id}-w"), picture(item.narrow, f"{item.id}-n")) for item in drawings
    }
    return report(
        study, results, kind, drawings, pictures, Templates(job.templates), raw=job.raw, results_json=raw_results, provenance=provenance(study, results)
    )  # fmt: skip


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


def limit_threads() -> None:
    """One BLAS thread per worker: workers share the cores already."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
