"""References in an author's prose: numbers of the run and sources.

`{{ baseline.usa.margin }}` stands for a number, `{{ alert.usa.margin | full }}` for the same in a
scenario with its interval, `{{ baseline@1962.index }}` for a state, `{{ input.usa.tau }}` for an
input, `{{ baseline.verdict }}` for a verdict in words, `{{ dynamics.vertex.usa }}` for a number of the arms
race or the weapons plane (`{{ alert.dynamics.vertex.usa }}` in a scenario that changes it); `[@key]` or
`[@key, p. 207]` cites a source.
That is the whole language: nothing in it computes, loops or reaches beyond the study.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

STYLES = ("estimate", "interval", "full", "point")

_PATTERN = re.compile(
    r"\{\{(?P<inside>[^{}]*)\}\}"
    r"|\[@(?P<source>[A-Za-z0-9_-]+)(?:,\s*(?P<at>[^\]]{1,80}))?\]"
    # What begins like one of the two and is none.
    r"|(?P<begun>\{\{|\[@(?=[A-Za-z0-9_-]))(?P<rest>[^\s\]}]{0,40})"
)
_INSIDE = re.compile(
    r"\s*(?P<case>[a-z][a-z0-9_-]*(?:@-?[0-9.]*[0-9])?)\.(?P<name>[A-Za-z0-9_.-]+?)\s*(?:\|\s*(?P<style>[a-z]+)\s*)?"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference in a text, from offset `start` to `end`."""

    start: int
    end: int
    kind: Literal["number", "source", "broken"]
    case: str = ""
    """Case key, "input" or "dynamics"."""
    name: str = ""
    """Measure, input path or source key; of a broken reference, how it is written."""
    style: str = "estimate"
    at: str = ""
    """Page or section of a citation."""


def references(text: str) -> Iterator[Reference]:
    """Every reference in `text`, in order."""
    for match in _PATTERN.finditer(text):
        if match["begun"] is not None:
            yield Reference(*match.span(), "broken", name=match[0])
            continue
        if match["source"] is not None:
            yield Reference(*match.span(), "source", name=match["source"], at=match["at"] or "")
            continue
        inside = _INSIDE.fullmatch(match["inside"])
        if inside is None or (inside["style"] or "estimate") not in STYLES:
            yield Reference(*match.span(), "broken", name=" ".join(match[0].split()))
        else:
            yield Reference(*match.span(), "number", inside["case"], inside["name"], inside["style"] or "estimate")
