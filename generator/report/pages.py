"""A page of the site: where it goes, what it holds, which file to edit."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.diagnostics.problem import Problem


@dataclass(frozen=True)
class Page:
    """One file of the docs tree, Markdown or asset."""

    uri: str
    """Path in the docs tree, with forward slashes."""
    content: bytes
    edit: str | None = None
    """The source file it was made from, relative to the project; None for what nobody edits by hand."""


_HAS_LINES = re.compile(r"^https?://[^/?#]+/[^?#]*?(?:/-)?/(?:edit|blob|tree|src)/[^?#]*$")
"""Addresses of GitHub, GitLab, Forgejo and their like, which scroll to `#L12`."""


@dataclass(frozen=True)
class Preview:
    """What a preview shows that is never published."""

    edit: str = ""
    """Address under which the project's files can be edited; empty where nobody said."""

    def link(self, problem: Problem) -> str:
        """Where the line of a problem can be edited; empty where nobody said."""
        if not self.edit:
            return ""
        return f"{self.edit.rstrip('/')}/{problem.file}{f'#L{problem.line}' if _HAS_LINES.search(self.edit) else ''}"


@dataclass(frozen=True)
class Card:
    """What the home page and the list of studies show of one study."""

    slug: str
    title: str
    question: str
    kind: str
    period: tuple[int, int]
    verdict: str
    verdict_name: str
    sentence: str
    """What the verdict means, in one sentence."""
    sure: str
    """How sure, in words, from the run."""
    cases: tuple[tuple[str, str, str], ...]
    """Scenario title, verdict key and verdict name of the baseline and each scenario."""


@dataclass(frozen=True)
class Broken:
    """What the lists show of a study, or of the bibliography, that cannot be published."""

    slug: str
    file: str
    title: str
    """Of the last report that could be made; the file's name if there is none."""
    problems: int
    is_study: bool = True


@dataclass(frozen=True)
class Report:
    """Everything made from one study."""

    pages: tuple[Page, ...]
    card: Card | None


def to_plain(page: Page) -> dict[str, Any]:
    """A page as JSON data, for the cache."""
    return {"uri": page.uri, "content": base64.b64encode(page.content).decode(), "edit": page.edit}


def from_plain(data: Mapping[str, Any]) -> Page:
    """The page back from the cache."""
    return Page(data["uri"], base64.b64decode(data["content"]), data["edit"])
