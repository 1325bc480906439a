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
class Counted:
    """A verdict, and in what share of the draws it came out."""

    verdict: str
    name: str
    """The verdict in words, with its closer word where the kind counts that apart."""
    short: str
    """The same in a few letters, for a part of a bar."""
    share: float
    error: float
    """Monte Carlo standard error of the share."""

    @property
    def width(self) -> str:
        """The share as a length."""
        return f"{100 * self.share:.2f}%"

    @property
    def whisker(self) -> tuple[str, str]:
        """Where an interval of two standard errors begins, and how long it is, as lengths."""
        low, high = max(0.0, self.share - 2 * self.error), min(1.0, self.share + 2 * self.error)
        return f"{100 * low:.2f}%", f"{100 * (high - low):.2f}%"


@dataclass(frozen=True)
class Case:
    """The baseline or one scenario of a study, as lists and comparisons show it."""

    key: str
    title: str
    verdict: str
    verdict_name: str
    shares: tuple[Counted, ...]
    """Its own verdict first, then all others, the most frequent first; empty where nothing is drawn."""
    holds: str
    """Who would gain by striking first, or who holds whom, in a line."""
    stability: tuple[float, str] | None
    """The index of first-strike stability and the same in print; None in a kind without one."""


@dataclass(frozen=True)
class Flip:
    """The nearest value of one input of a baseline at which the verdict becomes another one, in print."""

    input: str
    at: str
    where: str
    """How far it is."""
    verdict: str
    verdict_name: str
    instead_of: str
    """What the verdict is at the central values alone, if that is another one than over all draws; else empty."""


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
    cases: tuple[Case, ...]
    """The baseline, then each scenario."""
    flip: Flip | None
    """What would change the verdict of the baseline first; None where no input alone does."""

    @property
    def scenarios(self) -> tuple[Case, ...]:
        """All cases but the baseline."""
        return self.cases[1:]

    @property
    def same(self) -> int:
        """In how many scenarios the verdict is that of the baseline."""
        return sum(case.verdict_name == self.verdict_name for case in self.scenarios)


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


def card_from_plain(data: Mapping[str, Any]) -> Card:
    """A card back from JSON data; `dataclasses.asdict` makes them."""
    cases = tuple(
        Case(
            **{
                **case,
                "shares": tuple(Counted(**counted) for counted in case["shares"]),
                "stability": None if case["stability"] is None else tuple(case["stability"]),
            }
        )
        for case in data["cases"]
    )
    flip = None if data["flip"] is None else Flip(**data["flip"])
    return Card(**{**data, "period": tuple(data["period"]), "cases": cases, "flip": flip})


def to_plain(page: Page) -> dict[str, Any]:
    """A page as JSON data, for the cache."""
    return {"uri": page.uri, "content": base64.b64encode(page.content).decode(), "edit": page.edit}


def from_plain(data: Mapping[str, Any]) -> Page:
    """The page back from the cache."""
    return Page(data["uri"], base64.b64decode(data["content"]), data["edit"])
