"""The whole pipeline in one breath: a folder of studies in, the pages of a site out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

from generator.diagnostics.problem import Problem, ProblemsError
from generator.pipeline.cache import Cache, digest, digest_of_files
from generator.pipeline.study import PACKAGE, Job, limit_threads, make_report
from generator.registry import KINDS
from generator.report.pages import Card, Page, from_plain, to_plain
from generator.report.study_page import Report

ASSETS = "assets/balance-of-terror"
"""Where the site's own styles, scripts and fonts go, in the docs tree."""


@dataclass(frozen=True)
class Folders:
    """Where things are."""

    root: Path
    """The project's folder; names in problems are relative to it."""
    studies: Path
    templates: Path
    assets: Path
    cache: Path | None

    @classmethod
    def of(cls, root: Path, *, cached: bool = True) -> Folders:
        """The conventional layout below `root`."""
        site = root / "site_templates"
        return cls(
            root,
            root / "studies",
            site / "reports",
            site / "assets",
            root / ".cache" / "plugin" / "balance-of-terror" if cached else None,
        )


@dataclass(frozen=True)
class Site:
    """What came of a build."""

    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]

    def raise_for_errors(self) -> None:
        """Stop a build whose studies have errors."""
        errors = tuple(problem for problem in self.problems if problem.severity == "error")
        if errors:
            raise ProblemsError(errors)


def build(folders: Folders, *, workers: int | None = None) -> Site:
    """Every page of the site that is not written by hand, and every problem of every study.

    A study with errors gets a page that says what is wrong in place of its report, so that a preview
    can go on; a door that publishes calls `raise_for_errors`.
    """
    cache = Cache(folders.cache)
    files = sorted(folders.studies.glob("*.yml"))
    jobs = [
        Job(
            path.relative_to(folders.root).as_posix(),
            path.read_bytes(),
            folders.templates,
            fonts(folders),
            folders.cache,
        )
        for path in files
    ]
    reports = _reports(jobs, folders, cache, workers)
    problems = tuple(sorted(problem for _, found in reports for problem in found))
    cards = [report.card for report, _ in reports if report.card is not None]
    pages = [page for report, _ in reports for page in report.pages]
    pages += [
        _problem_page(folders, job, found)
        for job, (report, found) in zip(jobs, reports, strict=True)
        if report.card is None
    ]
    pages += _shared_pages(folders, cards)
    pages += _assets(folders, cache)
    _refuse_collisions(pages)
    cache.trim()
    return Site(tuple(sorted(pages, key=lambda page: page.uri)), problems)


def fonts(folders: Folders) -> Path:
    """The fonts that charts are measured with."""
    return folders.assets / "fonts" / "measure"


def _reports(
    jobs: Sequence[Job], folders: Folders, cache: Cache, workers: int | None
) -> list[tuple[Report, tuple[Problem, ...]]]:
    """The report of every job: from the cache, or made, by as many processes as there is work and cores for."""
    engine = _engine_digest(folders)
    keys = [digest(engine, job.file, job.raw) for job in jobs]
    found: dict[int, tuple[Report, tuple[Problem, ...]]] = {}
    for i, key in enumerate(keys):
        raw = cache.get("reports", key)
        if raw is not None:
            found[i] = _thaw(raw)
    missing = [i for i in range(len(jobs)) if i not in found]
    count = min(workers or os.cpu_count() or 1, len(missing))
    if count > 1:
        # Spawned, not forked: threads of the host (a preview's file watcher) do not survive a fork.
        with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=limit_threads) as pool:
            made = list(pool.map(make_report, [jobs[i] for i in missing]))
    else:
        made = [make_report(jobs[i]) for i in missing]
    for i, result in zip(missing, made, strict=True):
        found[i] = result
        cache.put("reports", keys[i], _freeze(*result))
    return [found[i] for i in range(len(jobs))]


def _engine_digest(folders: Folders) -> str:
    """Digest of everything a report depends on beside its study: code, templates, fonts, libraries."""
    from importlib.metadata import version

    libraries = " ".join(
        f"{name} {version(name)}"
        for name in ("numpy", "scipy", "altair", "vl-convert-python", "jinja2", "markdown", "nh3", "pydantic")
    )
    return digest(
        libraries,
        digest_of_files(PACKAGE, PACKAGE.rglob("*.py")),
        digest_of_files(folders.templates, (path for path in folders.templates.rglob("*") if path.is_file())),
        digest_of_files(fonts(folders), fonts(folders).glob("*")),
    )


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


def _problem_page(folders: Folders, job: Job, problems: Sequence[Problem]) -> Page:
    from generator.report.narrative import Templates

    slug = Path(job.file).stem
    return Page(
        f"studies/{slug}/index.md",
        Templates(folders.templates).render("problem.md.j2", file=job.file, problems=problems),
        job.file,
    )


def _shared_pages(folders: Folders, cards: Sequence[Card]) -> list[Page]:
    """The pages about all studies, and the method pages, whose numbers come from the code."""
    from generator.report.method import method_pages
    from generator.report.narrative import Templates

    templates = Templates(folders.templates)
    ordered = sorted(cards, key=lambda card: (card.period, card.slug))
    return [
        Page("index.md", templates.render("home.md.j2", cards=ordered), None),
        Page("studies/index.md", templates.render("studies.md.j2", cards=ordered), None),
        *method_pages(templates, KINDS.values()),
    ]


def _assets(folders: Folders, cache: Cache) -> list[Page]:
    """The site's own files and the Vega bundle, which the loader is told the name of."""
    from generator.drawing import static

    name = static.bundle_name()
    bundle = cache.get("bundle", digest(name))
    if bundle is None:
        bundle = static.bundle().encode()
        cache.put("bundle", digest(name), bundle)
    pages = [Page(f"{ASSETS}/{name}", bundle)]
    for path in sorted(folders.assets.rglob("*")):
        relative = path.relative_to(folders.assets)
        if path.is_file() and relative.parts[:2] != ("fonts", "measure"):
            content = path.read_bytes()
            if path.name == "loader.js":
                content = content.replace(b"__VEGA_BUNDLE__", name.encode())
            pages.append(Page(f"{ASSETS}/{relative.as_posix()}", content, path.relative_to(folders.root).as_posix()))
    return pages


def _refuse_collisions(pages: Iterable[Page]) -> None:
    seen: dict[str, Page] = {}
    for page in pages:
        if page.uri in seen:
            raise ValueError(f"two sources make {page.uri}: {seen[page.uri].edit} and {page.edit}")
        seen[page.uri] = page
