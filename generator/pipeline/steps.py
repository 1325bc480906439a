"""The two steps of any page with charts, around the round in which all pictures are drawn.

Each step depends on nothing but its argument, so that it can run in this process or in a worker.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.problem import Problem
from generator.pipeline import context, study
from generator.pipeline.job import ContextJob, Job
from generator.report.pages import Report

Begun = study.Solved | context.Built


def begin(job: Job | ContextJob) -> Begun:
    """Everything before the pictures."""
    return study.solve(job) if isinstance(job, Job) else context.build(job)


def finish(parts: tuple[Begun, Mapping[str, str]]) -> tuple[Report, tuple[Problem, ...]]:
    """The pages and their problems, from what was begun and the pictures drawn by key."""
    begun, drawn = parts
    if isinstance(begun, study.Solved):
        return study.assemble((begun, drawn))
    return context.assemble((begun, drawn))
