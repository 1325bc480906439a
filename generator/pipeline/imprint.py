"""The name and address of the site as `mkdocs.yml` gives them, for doors that do not load the host.

Read line by line: the file holds tags (`!ENV`) that only the host reads.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.citing.imprint import Imprint

_ENVIRONMENT = re.compile(r"!ENV\s+\[\s*(\w+)\s*,\s*(.*?)\s*\]")


def imprint_of(root: Path) -> Imprint:
    """What the project at `root` is called and where it will stand; empty texts where its `mkdocs.yml` does not say."""
    try:
        lines = (root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        lines = []
    name, url = _value(lines, "site_name"), _value(lines, "site_url")
    return Imprint(name, f"{url.rstrip('/')}/" if url else "")


def _value(lines: list[str], key: str) -> str:
    """The plain text under a key of the top level, or what the environment says in its place."""
    text = next((line.partition(":")[2].strip() for line in lines if line.startswith(f"{key}:")), "")
    asked = _ENVIRONMENT.fullmatch(text)
    if asked:
        return os.environ.get(asked[1]) or asked[2].strip("\"'")
    return text.partition(" #")[0].strip().strip("\"'")
