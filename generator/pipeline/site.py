"""The whole pipeline in one breath: a folder of studies in, the pages of a site out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from generator import words
from generator.citing.imprint import Imprint
from generator.diagnostics.problem import Problem, ProblemsError
from generator.loading.beside import BIBLIOGRAPHY, Bibliography
from generator.pipeline.cache import Cache, digest, digest_of_files
from generator.pipeline.failure import Failure, problem_pages
from generator.pipeline.folder import StudyFile, bibliography_of, files_below, studies_in, study_file
from generator.pipeline.guide import guide
from generator.pipeline.imprint import imprint_of
from generator.pipeline.job import PACKAGE, Around, ContextJob, Job
from generator.pipeline.reports import last_good, make_reports
from generator.pipeline.verified import problems_of, verified
from generator.report import listing
from generator.report.feed import feed
from generator.report.pager import in_order, with_neighbours
from generator.report.pages import Broken, Card, Page, Preview, from_plain, to_plain

_IMPORT = re.compile(rb'@import url\("([a-z]+\.css)"\);')
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


def build(
    folders: Folders, *, workers: int | None = None, preview: Preview | None = None, imprint: Imprint | None = None
) -> Site:
    """Every page of the site that is not written by hand, and every problem of every study, template and check.

    Citations say the `imprint`; by default it is what the project's `mkdocs.yml` says.
    What cannot be published gets a page that says why, in its own place, so that a preview can go on; a door
    that publishes calls `raise_for_errors`. Only in a `preview` such a page shows the last good report below.
    """
    cache = Cache(folders.cache)
    imprint = imprint or imprint_of(folders.root)
    around = Around(folders.templates, _shown(folders, folders.templates), fonts(folders), folders.cache, imprint)
    engine = _engine_digest(folders)
    shared = bibliography_of(folders.studies, _shown(folders, folders.studies), cache, engine)
    found = [study_file(path, _shown(folders, path), shared) for path in studies_in(folders.studies)]
    jobs = [Job(one.file, one.raw, one.beside, around) for one in found if isinstance(one, StudyFile)]
    unread = [one for one in found if isinstance(one, Problem)]
    # The bundle and the checks need no study; they run while this process waits for its workers.
    with ThreadPoolExecutor(2) as aside:
        bundle, checks = aside.submit(_bundle, cache), aside.submit(verified, cache)
        *reports, (context, wrong) = make_reports([*jobs, ContextJob(around)], cache, engine, workers)
    table = checks.result()
    cards = [report.card for report, _ in reports if report.card is not None]
    pages = [page for report, _ in reports for page in report.pages]
    failed = [(job.file, each) for job, (report, each) in zip(jobs, reports, strict=True) if report.card is None]
    failed += [(problem.file, (problem,)) for problem in unread]
    if any(problem.severity == "error" for problem in shared.problems):
        failed.append((shared.file, shared.problems))
    broken = [Failure(file, each, last_good(file, cache) if preview else None) for file, each in failed]
    every = _shared_pages(around, cards, [failure.told for failure in broken], table, cache, engine)
    pages = with_neighbours(pages, cards)
    for failure in broken:
        pages += failure.pages(around, preview)
    pages += context.pages or problem_pages(around, "context/index.md", wrong[0].file, wrong, preview)
    pages += every.pages
    taught, mistakes = guide(around, jobs, cards, cache, engine)
    pages += taught
    pages += _assets(folders, bundle.result())
    pages += _bibliography_page(folders, shared)
    listed = listing.studies_of(pages)
    pages += [listing.index_page(listed, imprint), *listing.schema_pages(), feed(listed, imprint)]
    _refuse_collisions(pages)
    cache.trim()
    problems = {problem for _, each in reports for problem in each}
    problems |= {*unread, *shared.problems, *wrong, *every.problems, *mistakes, *problems_of(table)}
    return Site(tuple(sorted(pages, key=lambda page: page.uri)), tuple(sorted(problems)))


def fonts(folders: Folders) -> Path:
    """The fonts that charts are measured with."""
    return folders.assets / "fonts" / "measure"


def _shown(folders: Folders, path: Path) -> str:
    """A path as problems name it: relative to the project where it lies below it."""
    return path.relative_to(folders.root).as_posix() if path.is_relative_to(folders.root) else path.as_posix()


def _engine_digest(folders: Folders) -> str:
    """Digest of everything a report depends on beside its study: code, facts of context, templates, fonts, libraries."""
    from importlib.metadata import version

    libraries = " ".join(
        f"{name} {version(name)}"
        for name in (
            "numpy",
            "scipy",
            "altair",
            "vl-convert-python",
            "jinja2",
            "markdown",
            "nh3",
            "pydantic",
            "citeproc-py",
            "pybtex",
            "rispy",
        )
    )
    return digest(
        libraries,
        digest_of_files(
            PACKAGE, [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("examples/*.yml"), *(PACKAGE / "context").rglob("*.json")]
        ),
        digest_of_files(folders.templates, files_below(folders.templates)),
        digest_of_files(fonts(folders), fonts(folders).glob("*")),
    )


def _shared_pages(
    around: Around, cards: Sequence[Card], broken: Sequence[Broken], table: bytes, cache: Cache, engine: str
) -> Site:
    """The pages about all studies, method and verification, which change only with the cards, the table and the engine."""
    told = json.dumps([[asdict(card) for card in cards], [asdict(one) for one in broken]])
    key = digest(engine, table, told)
    raw = cache.get("shared", key)
    if raw is None:
        from generator.pipeline.pictures import draw_card
        from generator.pipeline.shared import shared_pages
        from generator.report.narrative import Templates
        from generator.report.social import NAME, site_card

        pages, problems = shared_pages(Templates(around.templates, around.templates_shown), cards, broken, table)
        if problems:
            return Site(tuple(pages), problems)
        picture = draw_card(site_card(in_order(cards)), around.fonts, cache)
        pages.append(Page(f"{ASSETS}/{NAME}", picture))
        raw = json.dumps([to_plain(page) for page in pages]).encode()
        cache.put("shared", key, raw)
    return Site(tuple(from_plain(page) for page in json.loads(raw)), ())


def _bibliography_page(folders: Folders, shared: Bibliography) -> list[Page]:
    """The bibliography as it was written, for readers who take a study's own file away."""
    if not shared.entries:
        return []
    try:
        raw = (folders.studies / BIBLIOGRAPHY).read_bytes()
    except FileNotFoundError:
        return []  # taken away since it was read, as editors do for a moment when they save
    return [Page(f"studies/{BIBLIOGRAPHY}", raw, shared.file)]


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
    """The site's own files; scripts are told the name of the bundle, the configuration of charts and their words."""
    pages, name = [bundle], bundle.uri.rpartition("/")[2]
    told = {b"__VEGA_BUNDLE__": name.encode(), b"__VEGA_CONFIG__": _config(), b"__POINTS_WORDS__": _json(words.POINTS)}
    for path in files_below(folders.assets):
        relative = path.relative_to(folders.assets)
        if relative.parts[:2] != ("fonts", "measure"):
            content = path.read_bytes()
            if path.name == "bt.css":
                # One file, for a browser learns of what a sheet imports only when it has read the sheet.
                content = _IMPORT.sub(lambda found: (folders.assets / found[1].decode()).read_bytes(), content)
            if path.name in ("loader.js", "points.js"):
                for place, value in told.items():
                    content = content.replace(place, value)
            pages.append(Page(f"{ASSETS}/{relative.as_posix()}", content, _shown(folders, path)))
    return pages


def _config() -> bytes:
    """The configuration of every chart, which the loader carries once for all of them."""
    from generator.drawing import theme

    return _json(theme.config())


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _refuse_collisions(pages: Iterable[Page]) -> None:
    seen: dict[str, Page] = {}
    for page in pages:
        if page.uri in seen:
            raise ValueError(f"two sources make {page.uri}: {seen[page.uri].edit} and {page.edit}")
        seen[page.uri] = page
