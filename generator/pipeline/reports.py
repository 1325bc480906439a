"""All pages with charts, of studies and of context: from the cache, or made by as many processes as there are cores and work for.

Three rounds: solve every study and build all charts, draw every picture, put every page together.
Pictures are a round of their own because one large study has as many as all others together, and would
else be drawn on one core while the rest stand idle. Nothing heavy is imported here: a build whose reports
are all cached starts without the models, the drawing library and the templates.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from multiprocessing import get_context
from typing import Any

from generator.diagnostics.problem import Problem
from generator.pipeline.cache import Cache, digest
from generator.pipeline.job import ContextJob, Job
from generator.report.pages import Card, Report, from_plain, to_plain

Made = tuple[Report, tuple[Problem, ...]]
Mapper = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


def make_reports(jobs: Sequence[Job | ContextJob], cache: Cache, engine: str, workers: int | None) -> list[Made]:
    """The report of every job and its problems. `engine` is the digest of all else a report depends on."""
    keys = [digest(engine, *job.parts) for job in jobs]
    found: dict[int, Made] = {}
    for i, (job, key) in enumerate(zip(jobs, keys, strict=True)):
        raw = cache.get(job.kind, key)
        if raw is not None:
            found[i] = _thaw(raw)
    # The longest study first: it takes longest to solve, and the others fill the time beside it.
    missing = sorted((i for i in range(len(jobs)) if i not in found), key=lambda i: -_size(jobs[i]))
    if missing:
        with _mapper(workers or os.cpu_count() or 1, len(missing)) as each:
            made = _make([jobs[i] for i in missing], each)
        for i, result in zip(missing, made, strict=True):
            found[i] = result
            cache.put(jobs[i].kind, keys[i], _freeze(*result))
    return [found[i] for i in range(len(jobs))]


def _size(job: Job | ContextJob) -> int:
    return sum(len(part) for part in job.parts)


def _make(jobs: Sequence[Job | ContextJob], each: Mapper) -> list[Made]:
    from generator.pipeline import pictures, steps

    begun = list(each(steps.begin, jobs))
    wanted = {picture.key: picture for one in begun for picture in one.pictures}
    drawn = dict(zip(wanted, each(pictures.draw_picture, wanted.values()), strict=True))
    parts = [(one, {picture.key: drawn[picture.key] for picture in one.pictures}) for one in begun]
    return list(each(steps.finish, parts))


@contextmanager
def _mapper(workers: int, pages: int) -> Iterator[Mapper]:
    """A map over worker processes, or the ordinary one where a single process is as good."""
    if workers < 2 or pages < 2:
        yield map
        return
    # Spawned, not forked: threads of the host (a preview's file watcher) do not survive a fork.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=limit_threads)
    try:
        # Workers load what they need while this process does the same, instead of after it.
        for _ in range(workers):
            pool.submit(_load)
        yield pool.map
    finally:
        # Nothing is left to do for them; how long they take to go is no concern of the build.
        pool.shutdown(wait=False, cancel_futures=True)


def _load() -> None:
    """Import everything a worker's first task would import."""
    from generator.pipeline import steps  # noqa: F401 - for its side effect on sys.modules


def limit_threads() -> None:
    """One BLAS thread per worker: workers share the cores already."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _freeze(report: Report, problems: Iterable[Problem]) -> bytes:
    card = None if report.card is None else asdict(report.card)
    plain = {
        "pages": [to_plain(page) for page in report.pages],
        "card": card,
        "problems": [asdict(problem) for problem in problems],
    }
    return json.dumps(plain).encode()


def _thaw(raw: bytes) -> tuple[Report, tuple[Problem, ...]]:
    plain = json.loads(raw)
    card = plain["card"]
    if card is not None:
        card = Card(**{**card, "period": tuple(card["period"]), "cases": tuple(tuple(case) for case in card["cases"])})
    problems = tuple(Problem(**problem) for problem in plain["problems"])
    return Report(tuple(from_plain(page) for page in plain["pages"]), card), problems
