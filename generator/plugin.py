"""The MkDocs door: the pipeline's pages become files of the site. Nothing else is decided here.

The story of a build: settings are read, watched folders are named, the pipeline runs, its pages are
added to the files MkDocs works on, and study pages get the edit link of their study. A preview builds
again when something changed, and outlives a build that fails.
"""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.templates import TemplateContext

from generator.aside import put_back, set_aside
from generator.citing.imprint import Imprint
from generator.diagnostics.formats import full
from generator.found import within
from generator.pipeline.cache import Cache
from generator.pipeline.site import Folders, Site, build
from generator.pipeline.strictness import hold_to_rules
from generator.report.pages import Preview
from generator.watching import Watched, lasting

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

NAME = "balance-of-terror"
log = get_plugin_logger(NAME)


class Settings(Config):
    """What `mkdocs.yml` may say about us."""

    studies_dir = opt.Dir(exists=True, default="studies")
    reports_dir = opt.Dir(exists=True, default="site_templates/reports")
    assets_dir = opt.Dir(exists=True, default="site_templates/assets")
    cache_dir = opt.Type(str, default=".cache/plugin/balance-of-terror")
    workers = opt.Optional(opt.Type(int))


class BalanceOfTerrorPlugin(BasePlugin[Settings]):
    """Adds the pages of all studies to a MkDocs site."""

    def __init__(self) -> None:
        self.preview = False
        self.watched = Watched()
        self.site = Site((), ())
        self.edits: dict[str, str] = {}
        self.aside: dict[str, tuple[str, ...]] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, in which a broken study must not end the server."""
        self.preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch what pages are made from."""
        for folder in (self.config.studies_dir, self.config.reports_dir, self.config.assets_dir):
            if folder not in config.watch:
                config.watch.append(folder)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Run the pipeline before MkDocs empties the site folder, so that a build with problems leaves the last site."""
        root = Path(config.config_file_path).parent
        if self.preview:
            made_from = (config.docs_dir, config.config_file_path, *config.watch)
            self.watched.begin(map(Path, made_from), root / self.config.cache_dir)
        folders = Folders(
            root,
            Path(self.config.studies_dir),
            Path(self.config.reports_dir),
            Path(self.config.assets_dir),
            root / self.config.cache_dir,
        )
        preview = Preview(_edited_at(config)) if self.preview else None
        imprint = Imprint(config.site_name, config.site_url or "")
        self.site = build(folders, workers=self.config.workers, preview=preview, imprint=imprint)
        self._tell(self.site)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pipeline's pages."""
        self.edits = {}
        for page in self.site.pages:
            existing = files.get_file_from_path(page.uri)
            if existing is not None:
                made_from = page.edit or "the studies"
                raise PluginError(f"{page.uri} is made twice: by hand in {existing.abs_src_path} and from {made_from}")
            files.append(File.generated(config, page.uri, content=page.content))
            if page.edit is not None:
                self.edits[page.uri] = page.edit
        return files

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Hold the written site to its rules, after every other plugin wrote its part of it. A preview is spared: its server adds a script of its own to every page."""
        if self.preview:
            return
        cache = Cache(Path(config.config_file_path).parent / self.config.cache_dir)
        faults = hold_to_rules(Path(config.site_dir), config.site_url or "", cache)
        for fault in faults:
            log.error("%s", fault)
        if faults:
            raise PluginError(
                f"{len(faults)} fault{'s' if len(faults) != 1 else ''} in the pages; do not publish this site"
            )

    def _tell(self, site: Site) -> None:
        """Name every problem. A preview must not log above INFO for a study: in strict mode MkDocs would hang."""
        levels = {"warning": logging.WARNING, "error": logging.ERROR}
        for problem in site.problems:
            log.log(logging.INFO if self.preview else levels[problem.severity], "%s", full(problem))
        errors = sum(problem.severity == "error" for problem in site.problems)
        if errors and not self.preview:
            raise PluginError(f"{errors} problem{'s' if errors != 1 else ''}; nothing was published")

    @event_priority(-100)
    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Build once for each change, after every other plugin had its say of what is watched and how."""
        server.builder = lasting(server.builder, self.watched, _unchanged, _failed)
        return server

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Spare Markdown and the search what neither has a use for."""
        text, self.aside[page.file.src_uri] = set_aside(markdown)
        return text

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: object
    ) -> TemplateContext:
        """Put back what was set aside, after the search took its words, of which not all are kept; and give a generated page the edit link of what it was made from, for MkDocs knows only `docs_dir`."""
        page.content = put_back(page.content or "", self.aside.pop(page.file.src_uri))
        _keep_in_bounds(page, config)
        edit = self.edits.get(page.file.src_uri)
        base = _edited_at(config)
        if base and page.file.generated_by is not None:
            page.edit_url = posixpath.join(base, edit) if edit is not None else None
        return context


def _keep_in_bounds(page: MkDocsPage, config: MkDocsConfig) -> None:
    """Shorten what the theme's search plugin has just taken from a page, in its own list."""
    search = config.plugins.get("material/search")
    entries: list[dict[str, Any]] = search.search_index.entries if search is not None else []
    first = len(entries)
    while first and entries[first - 1]["location"].partition("#")[0] == page.url:
        first -= 1
    if entries[first:]:
        entries[first:] = within(entries[first:], _nested(page.toc, page.url))


def _nested(items: Iterable[AnchorLink], url: str, around: str = "") -> dict[str, str]:
    """Address of every heading below the second level -> address of the second-level heading it stands under."""
    found: dict[str, str] = {}
    for item in items:
        address = url + item.url
        if around:
            found[address] = around
        found |= _nested(item.children, url, around or (address if item.level == 2 else ""))
    return found


def _edited_at(config: MkDocsConfig) -> str:
    """Address under which the project's files are edited; empty where nobody said. MkDocs knows that of `docs_dir`."""
    if not config.edit_uri:
        return ""
    docs = posixpath.relpath(Path(config.docs_dir).as_posix(), Path(config.config_file_path).parent.as_posix())
    return config.edit_uri.removesuffix("/").removesuffix(docs)


def _unchanged() -> None:
    log.info("Nothing changed that the site is made from; not built again")


def _failed(error: Exception) -> None:
    """Tell why a build failed, with the traceback of what nobody expected."""
    expected = isinstance(error, MkDocsException)
    log.error("The build failed; mend it and save. %s", error, exc_info=None if expected else error)
