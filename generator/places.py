"""Where in a study file a number stands that a case uses."""

from __future__ import annotations

from generator.diagnostics.problem import Path
from generator.study import Study


def set_at(study: Study, case: str, *paths: str) -> Path:
    """Where a case sets one of `paths`: in its scenario, in the state it starts from, or else in the baseline."""
    scenario, _, at = case.partition("@")
    for i, entry in enumerate(study.scenarios):
        if entry.id == scenario:
            at = at or entry.at or ""
            for path in paths:
                if path in entry.changes:
                    return ("scenarios", i, "set", path)
    for i, found in enumerate(study.states):
        for path in paths:
            if found.id == at and path in found.changes:
                return ("states", i, "set", path)
    steps = tuple(paths[-1].split("."))
    return ("actors", *steps) if steps[0] in study.layout["actors"] else steps
