"""What would change a study's verdict: computed, or taken from the cache where the same numbers were asked before."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import results_file
from generator.explored import Explored
from generator.exploring import explore
from generator.kind import Kind
from generator.pipeline.cache import Cache, digest, digest_of_files
from generator.pipeline.job import PACKAGE
from generator.pipeline.solving import sources_digest
from generator.results import Results
from generator.study import Study


def explored(study: Study, kind: Kind[Any], results: Results[Any], cache: Cache) -> Explored:
    """The flips and the grid of a solved study."""
    key = digest(study.digest(), kind.version, sources_digest(kind), _own(kind), version("numpy"), version("scipy"))
    raw = cache.get("explored", key)
    if raw is None:
        raw = results_file.write(explore(study, results, kind.explore(study, results)), Explored)
        cache.put("explored", key, raw)
    # Read back even when fresh: cached and computed numbers are then the same by construction.
    found: Explored = results_file.read(raw, Explored)
    return found


def _own(kind: Kind[Any]) -> str:
    """Digest of the code that results do not depend on, but this does."""
    folder = PACKAGE / Path(*kind.package.split(".")[1:])
    own = (PACKAGE / f"{name}.py" for name in ("explorable", "explored", "exploring"))
    return digest_of_files(PACKAGE, [*(PACKAGE / "whatif").glob("*.py"), *own, folder / "explore.py"])
