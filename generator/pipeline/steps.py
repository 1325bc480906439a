"""The steps of any page with charts: begun, its pictures drawn, put together.

Each step depends on nothing but its argument, so that it can run in this process or in a worker. A step
that fails makes a problem of its page and leaves all other pages alone.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics.problem import Problem, visible
from generator.pipeline import context, pictures, study
from generator.pipeline.job import PACKAGE, ContextJob, Job
from generator.report.narrative import BadTemplateError
from generator.report.pages import Report

UNFORESEEN = "E403"


@dataclass(frozen=True)
class Failed:
    """What came of a step in which something failed."""

    problem: Problem
    pictures: tuple[pictures.Picture, ...] = ()


Begun = study.Solved | context.Built | Failed


def begin(job: Job | ContextJob) -> Begun:
    """Everything before the pictures."""
    try:
        return study.solve(job) if isinstance(job, Job) else context.build(job)
    except Exception as error:
        return Failed(_unforeseen(job.file, error))


def draw(picture: pictures.Picture) -> pictures.Drawn | Failed:
    """One picture."""
    try:
        return pictures.draw_picture(picture)
    except Exception as error:
        return Failed(_unforeseen("", error))


def finish(parts: tuple[Begun, Mapping[str, pictures.Drawn | Failed]]) -> tuple[Report, tuple[Problem, ...]]:
    """The pages and their problems, from what was begun and the pictures drawn by key."""
    begun, drawn = parts
    if isinstance(begun, Failed):
        return _failed(begun.problem)
    file = begun.job.file
    sound = {}
    for key, picture in drawn.items():
        if isinstance(picture, Failed):
            return _failed(replace(picture.problem, file=file))
        sound[key] = picture
    try:
        return study.assemble((begun, sound)) if isinstance(begun, study.Solved) else context.assemble((begun, sound))
    except BadTemplateError as error:
        return _failed(error.problem)
    except Exception as error:
        return _failed(_unforeseen(file, error))


def _failed(problem: Problem) -> tuple[Report, tuple[Problem, ...]]:
    return Report((), None), (problem,)


def _unforeseen(file: str, error: Exception) -> Problem:
    """A mistake of ours as a problem with the page in whose making it showed; its traceback is for us."""
    traceback.print_exception(error)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(PACKAGE)]
    at = (
        f" ({Path(frames[-1].filename).relative_to(PACKAGE.parent).as_posix()}, line {frames[-1].lineno})"
        if frames
        else ""
    )
    what = f"the program failed here: {type(error).__name__}: {error}{at}"
    return Problem(file, 1, 1, UNFORESEEN, "", visible(what), "this is a mistake in the program; please report it")
