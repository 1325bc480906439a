"""The whole pipeline in one breath: a folder of studies in, the pages of a site out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.diagnostics.problem import Problem, ProblemsError
from generator.pipeline.cache import Cache, digest, digest_of_files
from generator.pipeline.guide import guide
from generator.pipeline.job import PACKAGE, ContextJob, Job
from generator.pipeline.reports import make_reports
from generator.pipeline.verified import problems_of, verified
from generator.report.pages import Card, Page, from_plain, to_plain

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
        """Stop a build whose studies or checks have errors."""
        errors = tuple(problem for problem in self.problems if problem.severity == "error")
        if errors:
            raise ProblemsError(errors)


def build(folders: Folders, *, workers: int | None = None) -> Site:
    """Every page of the site that is not written by hand, and every problem of every study and check.

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
    engine = _engine_digest(folders)
    # The bundle and the checks need no study; they run while this process waits for its workers.
    with ThreadPoolExecutor(2) as aside:
        bundle, checks = aside.submit(_bundle, cache), aside.submit(verified, cache)
        context = ContextJob(folders.templates, fonts(folders), folders.cache)
        *reports, (beside, _) = make_reports([*jobs, context], cache, engine, workers)
    table = checks.result()
    problems = tuple(sorted([*(problem for _, found in reports for problem in found), *problems_of(table)]))
    cards = [report.card for report, _ in reports if report.card is not None]
    pages = [page for report, _ in reports for page in report.pages]
    pages += [
        _problem_page(folders, job, found)
        for job, (report, found) in zip(jobs, reports, strict=True)
        if report.card is None
    ]
    pages += beside.pages
    pages += _shared_pages(folders, cards, table, cache, engine)
    pages += guide(folders.templates, jobs, cards, cache, engine)
    pages += _assets(folders, bundle.result())
    _refuse_collisions(pages)
    cache.trim()
    return Site(tuple(sorted(pages, key=lambda page: page.uri)), problems)


def fonts(folders: Folders) -> Path:
    """The fonts that charts are measured with."""
    return folders.assets / "fonts" / "measure"


def _engine_digest(folders: Folders) -> str:
    """Digest of everything a report depends on beside its study: code, facts of context, templates, fonts, libraries."""
    from importlib.metadata import version

    libraries = " ".join(
        f"{name} {version(name)}"
        for name in ("numpy", "scipy", "altair", "vl-convert-python", "jinja2", "markdown", "nh3", "pydantic")
    )
    return digest(
        libraries,
        digest_of_files(
            PACKAGE, [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("examples/*.yml"), *(PACKAGE / "context").rglob("*.json")]
        ),
        digest_of_files(folders.templates, (path for path in folders.templates.rglob("*") if path.is_file())),
        digest_of_files(fonts(folders), fonts(folders).glob("*")),
    )


def _problem_page(folders: Folders, job: Job, problems: Sequence[Problem]) -> Page:
    from generator.report.narrative import Templates

    slug = Path(job.file).stem
    return Page(
        f"studies/{slug}/index.md",
        Templates(folders.templates).render("problem.md.j2", file=job.file, problems=problems),
        job.file,
    )


def _shared_pages(folders: Folders, cards: Sequence[Card], table: bytes, cache: Cache, engine: str) -> list[Page]:
    """The pages about all studies, method and verification, which change only with the cards, the table and the engine."""
    key = digest(engine, table, json.dumps([asdict(card) for card in cards]))
    raw = cache.get("shared", key)
    if raw is None:
        from generator.pipeline.shared import shared_pages

        raw = json.dumps([to_plain(page) for page in shared_pages(folders.templates, cards, table)]).encode()
        cache.put("shared", key, raw)
    return [from_plain(page) for page in json.loads(raw)]


def _bundle(cache: Cache) -> Page:
    """Vega, Vega-Lite and Vega-Embed as one script, made once for each version."""
    from generator.drawing import static

    name = static.bundle_name()
    raw = cache.get("bundle", digest(name))
    if raw is None:
        raw = static.bundle().encode()
        cache.put("bundle", digest(name), raw)
    return Page(f"{ASSETS}/{name}", raw)


def _assets(folders: Folders, bundle: Page) -> list[Page]:
    """The site's own files; the loader is told the name of the bundle and the configuration of charts."""
    pages, name = [bundle], bundle.uri.rpartition("/")[2]
    for path in sorted(folders.assets.rglob("*")):
        relative = path.relative_to(folders.assets)
        if path.is_file() and relative.parts[:2] != ("fonts", "measure"):
            content = path.read_bytes()
            if path.name == "loader.js":
                content = content.replace(b"__VEGA_BUNDLE__", name.encode()).replace(b"__VEGA_CONFIG__", _config())
            pages.append(Page(f"{ASSETS}/{relative.as_posix()}", content, path.relative_to(folders.root).as_posix()))
    return pages


def _config() -> bytes:
    """The configuration of every chart, which the loader carries once for all of them."""
    from generator.drawing import theme

    return json.dumps(theme.config(), sort_keys=True, separators=(",", ":")).encode()


def _refuse_collisions(pages: Iterable[Page]) -> None:
    seen: dict[str, Page] = {}
    for page in pages:
        if page.uri in seen:
            raise ValueError(f"two sources make {page.uri}: {seen[page.uri].edit} and {page.edit}")
        seen[page.uri] = page
