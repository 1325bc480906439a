"""Sites to measure: copies of the project in a temporary folder, with as many studies as wanted."""

from __future__ import annotations

import gzip
import re
import shutil
import statistics
import sys
from pathlib import Path

from measure import Ran, run

from generator.pipeline.folder import studies_in

ROOT = Path(__file__).resolve().parents[2]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://example.org/"}
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
STUDIES = [str(Path(sys.executable).with_name("studies"))]


class Project:
    """One copy of the project, and beside it what it exports for a bare MkDocs."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bare = folder, folder.with_name(f"{folder.name}-bare")
        shutil.copytree(ROOT / "site_templates", folder / "site_templates")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        (folder / "studies").mkdir()

    @classmethod
    def with_real_studies(cls, folder: Path, fallback: Path) -> Project:
        """The project as it is; a synthetic study where there is none yet."""
        project = cls(folder)
        shutil.copytree(ROOT / "studies", project.folder / "studies", dirs_exist_ok=True)
        if not studies_in(project.folder / "studies"):
            shutil.copy(fallback, project.folder / "studies")
        return project

    @classmethod
    def with_copies(cls, folder: Path, count: int, example: Path) -> Project:
        """`count` studies that differ in seed, title and address; every one draws its own numbers."""
        project, text = cls(folder), example.read_text(encoding="utf-8")
        for i in range(count):
            copy = re.sub(r"^seed: .*$", f"seed: {i}", text, flags=re.MULTILINE)
            copy = re.sub(r"^title: .*$", f"title: Synthetic study {i:04d}", copy, flags=re.MULTILINE)
            (project.folder / "studies" / f"synthetic-{i:04d}.yml").write_text(copy, encoding="utf-8")
        return project

    def build(self, *, memory: bool = False) -> Ran:
        """`mkdocs build` with our plugin, cached as far as there is a cache."""
        return run(MKDOCS, self.folder, QUIET, memory=memory)

    def build_bare(self, *, memory: bool = False) -> Ran:
        """Bare MkDocs Material on the pages that the plugin would have added: exported once, then only built."""
        if not self.bare.exists():
            self.export()
        return run(MKDOCS, self.bare, QUIET, memory=memory)

    def export(self) -> Ran:
        """`studies export`."""
        return run([*STUDIES, "export", str(self.bare)], self.folder)

    def empty_cache(self) -> None:
        """Forget results, reports, pictures and the bundle."""
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)

    def study_pages(self) -> list[bytes]:
        """The HTML of every built study page."""
        return [path.read_bytes() for path in sorted((self.folder / "site" / "studies").glob("*/index.html"))]

    def page_bytes(self) -> tuple[float, float]:
        """Median size of a study page, plain and gzipped as servers do (level 6)."""
        pages = self.study_pages()
        return statistics.median(map(len, pages)), statistics.median(
            len(gzip.compress(page, 6, mtime=0)) for page in pages
        )

    def around_bytes(self) -> float:
        """All styles and scripts that a study page names, gzipped, without the Vega bundle; the browser keeps them."""
        page = next(iter(sorted((self.folder / "site" / "studies").glob("*/index.html"))))
        names = set(re.findall(r'(?:href|src)="([^"?#]+\.(?:css|js))"', page.read_text(encoding="utf-8")))
        files = {(page.parent / name).resolve() for name in names}
        return sum(
            len(gzip.compress(path.read_bytes(), 6, mtime=0))
            for path in files
            if path.is_file() and not path.name.startswith("vega-")
        )

    def same_as_bare(self) -> bool:
        """Whether the plugin and the export lead to the same study pages; otherwise their times cannot be compared."""
        ours = {
            path.relative_to(self.folder): path.read_bytes()
            for path in (self.folder / "site" / "studies").rglob("*.html")
        }
        return bool(ours) and all((self.bare / name).read_bytes() == content for name, content in ours.items())
