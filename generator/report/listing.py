"""The list of all studies for programs, made from the files of each, and the schemas that all of them keep to.

It loads no model and no library, so that a build whose reports are all cached stays quick.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator import __version__
from generator.citing.imprint import Imprint
from generator.report.pages import Page

FOLDER = "api/v1"
STUDIES = f"{FOLDER}/studies/"
SCHEMAS = Path(__file__).parent / "schema"
_LISTED = (
    "slug", "title", "question", "kind", "period", "authors", "license", "published", "updated", "version", "verdict", "confidence", "links",
)  # fmt: skip
"""What the list of studies has of each."""


def studies_of(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """The files of all studies among the pages of a site, as data, in the order of time."""
    found = [json.loads(page.content) for page in pages if page.uri.startswith(STUDIES)]
    return sorted(found, key=lambda one: (one["period"]["start"], one["period"]["end"], one["slug"]))


def index_page(studies: Iterable[Mapping[str, Any]], imprint: Imprint) -> Page:
    """The list of all studies, in the order given, from their files."""
    whole = {
        "$schema": "schema/index.json",
        "base": imprint.url,
        "name": imprint.name,
        "engine": f"balance-of-terror {__version__}",
        "feed": "feed.xml",
        "studies": [{name: study[name] for name in _LISTED} for study in studies],
    }
    return Page(f"{FOLDER}/index.json", as_json(whole))


def schema_pages() -> list[Page]:
    """The schemas, as they are published."""
    return [Page(f"{FOLDER}/schema/{path.name}", path.read_bytes()) for path in sorted(SCHEMAS.glob("*.json"))]


def as_json(whole: Any) -> bytes:
    """Data as a file, without numbers that JSON does not know."""
    return (json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()
