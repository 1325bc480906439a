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
from generator.report.pages import Report, card_from_plain, from_plain, to_plain

PASSING = ("E403",)
"""Codes of problems that may be gone the next time although nothing changed."""
LAST = "last"
"""Where the cache keeps which report of a study was the last."""

Made = tuple[Report, tuple[Problem, ...]]
Mapper = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


def make_reports(jobs: Sequence[Job | ContextJob], cache: Cache, engine: str, workers: int | None) -> list[Made]:
    """The report of every job and its problems. `engine` is the digest of all else a report depends on."""
    # A problem may name sources that a report without problems does not depend on, so it has a key of its own.
    good = [digest(engine, *job.parts) for job in jobs]
    bad = [digest(key, job.choices) for job, key in zip(jobs, good, strict=True)]
    found: dict[int, Made] = {}
    for i, job in enumerate(jobs):
        raw = cache.get(job.kind, good[i])
        raw = cache.get(job.kind, bad[i]) if raw is None else raw
        if raw is not None:
            found[i] = _thaw(raw)
    # The longest study first: it takes longest to solve, and the others fill the time beside it.
    missing = sorted((i for i in range(len(jobs)) if i not in found), key=lambda i: -_size(jobs[i]))
    if missing:
        with _mapper(workers or os.cpu_count() or 1, len(missing)) as each:
            made = _make([jobs[i] for i in missing], each)
        for i, (report, problems) in zip(missing, made, strict=True):
            found[i] = report, problems
            if not any(problem.code in PASSING for problem in problems):
                cache.put(jobs[i].kind, good[i] if report.pages else bad[i], _freeze(report, problems))
    for i, job in enumerate(jobs):
        if found[i][0].card is not None:
            _remember(job.file, good[i], cache)
    return [found[i] for i in range(len(jobs))]


def last_good(file: str, cache: Cache) -> Report | None:
    """The last report that could be made from a study, if the cache still has it."""
    key = cache.get(LAST, digest(file))
    raw = None if key is None else cache.get(Job.kind, key.decode())
    return None if raw is None else _thaw(raw)[0]


def _remember(file: str, key: str, cache: Cache) -> None:
    """Keep where the report of a study is, for the day its file is broken."""
    if cache.get(LAST, digest(file)) != key.encode():
        cache.put(LAST, digest(file), key.encode())


def _size(job: Job | ContextJob) -> int:
    return sum(len(part) for part in job.parts)


def _make(jobs: Sequence[Job | ContextJob], each: Mapper) -> list[Made]:
    from generator.pipeline import steps

    begun = list(each(steps.begin, jobs))
    wanted = {picture.key: picture for one in begun for picture in one.pictures}
    drawn = dict(zip(wanted, each(steps.draw, wanted.values()), strict=True))
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
    card = None if plain["card"] is None else card_from_plain(plain["card"])
    problems = tuple(Problem(**problem) for problem in plain["problems"])
    return Report(tuple(from_plain(page) for page in plain["pages"]), card), problems
