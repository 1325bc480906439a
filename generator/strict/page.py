"""What one built HTML page holds, as far as the rules of `audit.py` and `policy.py` ask: read once, without a browser."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

FETCHING = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "img": ("src", "srcset"),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""Attributes with an address that a browser fetches without being asked. Of `link`, see `_LINKED`."""
_LINKED = {"icon", "manifest", "modulepreload", "preconnect", "prefetch", "preload", "stylesheet", "dns-prefetch"}
_DATA_BLOCKS = {"application/json", "application/ld+json", "speculationrules"}
"""Types of script that no browser executes."""
_HEADINGS = {f"h{n}": n for n in range(1, 7)}


@dataclass
class Facts:
    """What stands in one page; every list in the order of the page."""

    scripts: list[str] = field(default_factory=list)
    """SHA-256 of each inline script, as a content security policy writes it."""
    scripts_in_content: int = 0
    """How many of them stand in the page's own content, where the theme puts none."""
    handlers: list[str] = field(default_factory=list)
    """`onclick` and its like, with their element."""
    fetched: list[str] = field(default_factory=list)
    """Addresses that a browser fetches with the page."""
    links: list[str] = field(default_factory=list)
    """Addresses a reader may follow."""
    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    """Levels of the headings in the page's content."""
    unnamed_pictures: int = 0
    """Pictures without `alt`."""
    title: str = ""
    language: str = ""
    described: bool = False


def facts(html: str) -> Facts:
    """Read one page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.facts


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = Facts()
        self.content = 0
        """How deep inside the page's content the reader is; 0 outside."""
        self.collecting: list[str] | None = None
        self.executed = False
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "article":
            self.content += 1
        if tag == "html":
            self.facts.language = given.get("lang", "")
        if "id" in given:
            self.facts.ids.append(given["id"])
        self.facts.handlers += [f"{tag} {name}" for name in given if name.startswith("on")]
        self._addresses(tag, given)
        if tag == "script":
            self.collecting = []
            self.executed = "src" not in given and given.get("type", "").lower() not in _DATA_BLOCKS
        elif tag == "title" and not self.facts.title:
            self.in_title = True
        elif tag == "meta" and given.get("name") == "description" and given.get("content", "").strip():
            self.facts.described = True
        elif tag in _HEADINGS and self.content:
            self.facts.headings.append(_HEADINGS[tag])
        elif tag == "img" and "alt" not in given:
            self.facts.unnamed_pictures += 1

    def _addresses(self, tag: str, given: dict[str, str]) -> None:
        for name in FETCHING.get(tag, ()):
            if name in given:
                parts = given[name].split(",") if name == "srcset" else [given[name]]
                self.facts.fetched += [part.split()[0] for part in parts if part.split()]
        if tag == "link" and _LINKED & set(given.get("rel", "").lower().split()):
            self.facts.fetched.append(given.get("href", ""))
        elif tag in ("a", "area") and "href" in given:
            self.facts.links.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.content = max(0, self.content - 1)
        elif tag == "title":
            self.in_title = False
        elif tag == "script" and self.collecting is not None:
            if self.executed:
                self.facts.scripts.append(digest("".join(self.collecting)))
                self.facts.scripts_in_content += self.content > 0
            self.collecting = None

    def handle_data(self, data: str) -> None:
        if self.collecting is not None:
            self.collecting.append(data)
        elif self.in_title:
            self.facts.title += data


def digest(script: str) -> str:
    """An inline script as a content security policy names it: `sha256-...`."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
