"""The verification table of this engine: from the cache, or computed once for each state of the code.

Nothing heavy is imported here, so that a build whose table is cached starts without the models.
"""

from __future__ import annotations

import json
from importlib.metadata import version

from generator.diagnostics.problem import Problem
from generator.pipeline.cache import Cache, digest, digest_of_files
from generator.pipeline.job import PACKAGE


def verified(cache: Cache) -> bytes:
    """The table as JSON. One that does not agree is not kept: the next build looks again."""
    sources = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.json"), *PACKAGE.rglob("*.csv")]
    key = digest(digest_of_files(PACKAGE, sources), version("numpy"), version("scipy"))
    raw = cache.get("verification", key)
    if raw is None:
        from generator.verification import table

        found = table.examined(table.all_checks())
        raw = table.write(found)
        if found.passed:
            cache.put("verification", key, raw)
    return raw


def problems_of(raw: bytes) -> tuple[Problem, ...]:
    """A problem for every finding that does not agree."""
    if json.loads(raw)["agrees"]:
        return ()
    from generator.verification import table

    return tuple(
        Problem("verification", 1, 1, "E402", where, what, instead)
        for where, what, instead in table.problems_in(table.read(raw))
    )
