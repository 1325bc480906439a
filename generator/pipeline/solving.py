"""Results of a study: computed, or taken from the cache where the same numbers were computed before.

Needs neither the drawing library nor templates, so that the command line can run a study without them.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import results_file
from generator.deterrence.errors import ModelError
from generator.diagnostics.problem import Problem
from generator.dynamics import run as dynamics
from generator.kind import Kind
from generator.pipeline.cache import Cache, digest, digest_of_files
from generator.pipeline.job import PACKAGE
from generator.progress import Watch, unwatched
from generator.results import Results
from generator.study import Study

SPINE = (
    "clearing",
    "deterrence",
    "uncertainty",
    "dynamics",
    "quantities.py",
    "study.py",
    "curve_file.py",
    "results.py",
    "dynamics_results.py",
    "results_file.py",
    "sampled.py",
)
"""What every kind's numbers depend on, beside the kind's own package."""


def solved(study: Study, kind: Kind[Any], cache: Cache, watch: Watch = unwatched) -> tuple[Results[Any], bytes]:
    """The results of a study and their JSON, from the cache if the same numbers were computed before."""
    key = digest(study.digest(), study.slug, kind.version, sources_digest(kind), version("numpy"), version("scipy"))
    raw = cache.get("results", key)
    if raw is None:
        raw = results_file.write(replace(kind.run(study, watch), dynamics=dynamics.run(study)), kind.results)
        cache.put("results", key, raw)
    # Read back even when fresh: cached and computed results are then the same by construction.
    found: Results[Any] = results_file.read(raw, kind.results)
    return found, raw


def unsolvable(file: str, error: ModelError) -> Problem:
    """The problem of a study whose numbers the model cannot run with."""
    return Problem(file, 1, 1, "E401", "", f"the model cannot be run: {error}")


def sources_digest(kind: Kind[Any]) -> str:
    """Digest of the code a kind's numbers depend on."""
    folder = PACKAGE / Path(*kind.package.split(".")[1:])
    files = list(folder.glob("*.py"))
    for name in SPINE:
        part = PACKAGE / name
        files += part.glob("*.py") if part.is_dir() else [part]
    return digest_of_files(
        PACKAGE,
        [path for path in files if not path.name.endswith(("facts.py", "telling.py", "checks.py", "explore.py"))],
    )
