"""The export door: the site's content as a plain docs tree, for any generator and for the years after this one."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from generator.pipeline.site import Folders, build

PLUGIN = "balance-of-terror"


def export_site(root: Path, folder: Path) -> int:
    """Write every page to `folder/docs` and a `mkdocs.yml` that needs no plugin of ours; return the number of files.

    The generated files are the bytes that the plugin hands to MkDocs. The tree is made beside the
    target and moved into place, so a failed export leaves what was there. Raises `ProblemsError` for
    studies with errors, `FileExistsError` for a folder that holds something other than an export.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "mkdocs.yml").is_file():
        raise FileExistsError(f"{folder} holds other files; name an empty or a new folder")
    site = build(Folders.of(root))
    site.raise_for_errors()
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent.resolve()))
    try:
        docs = temporary / "docs"
        shutil.copytree(root / "site_templates" / "pages", docs)
        shutil.copytree(root / "site_templates" / "theme", temporary / "theme")
        for page in site.pages:
            target = docs / page.uri
            if target.exists():
                raise FileExistsError(f"{page.uri} is made twice: by hand and from {page.edit or 'the studies'}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(page.content)
        (temporary / "mkdocs.yml").write_text(_derived(root), encoding="utf-8")
        count = sum(path.is_file() for path in temporary.rglob("*"))
        temporary.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return count


def _derived(root: Path) -> str:
    """The project's `mkdocs.yml` with the exported folders and without our plugin.

    Edited as text, line by line: the file holds tags (`!ENV`) that only MkDocs reads, and its comments
    are worth keeping.
    """
    lines = []
    for line in (root / "mkdocs.yml").read_text(encoding="utf-8").splitlines():
        if line.strip() == f"- {PLUGIN}":
            continue
        if line.startswith("docs_dir:"):
            line = "docs_dir: docs"
        elif line.strip().startswith("custom_dir:"):
            line = "  custom_dir: theme"
        elif line.strip() == "- site_templates/theme":
            line = "  - theme"
        lines.append(line)
    return "\n".join(lines) + "\n"
