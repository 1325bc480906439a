"""The rules of the built site: what a page must not hold, and that every address within the site leads somewhere."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from generator.strict.page import Facts

_WITHIN = ("", "data")
"""Schemes of an address that asks no other host."""


def faults(pages: Mapping[str, Facts], files: frozenset[str], address: str) -> tuple[str, ...]:
    """Every fault of a site as `page: what is wrong`, in the order of the pages.

    `pages` are the HTML pages by path in the site, `files` all files of the site, `address` where the
    site will stand (a page may name itself by it).
    """
    anchors = {uri: {*facts.ids} for uri, facts in pages.items()}
    told = []
    for uri, facts in pages.items():
        own = (*_own(facts), *_requests(facts, address), *_links(uri, facts, anchors, files, address))
        told += [f"{uri}: {fault}" for fault in own]
    return tuple(told)


def _own(facts: Facts) -> Iterator[str]:
    """What is wrong with a page whatever stands around it."""
    if facts.scripts_in_content:
        yield f"{facts.scripts_in_content} inline script in the content of the page"
    for handler in facts.handlers:
        yield f"an event handler in the markup ({handler})"
    for id, count in Counter(facts.ids).items():
        if count > 1:
            yield f"the id '{id}' stands {count} times"
    if not facts.language:
        yield "the page names no language"
    if not facts.title.strip():
        yield "the page has no title"
    if not facts.described:
        yield "the page has no description"
    if facts.unnamed_pictures:
        yield f"{facts.unnamed_pictures} picture without alt"
    if facts.headings.count(1) != 1:
        yield f"the content has {facts.headings.count(1)} headings of the first level"
    for before, after in zip(facts.headings, facts.headings[1:], strict=False):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def _requests(facts: Facts, address: str) -> Iterator[str]:
    for target in facts.fetched:
        if not _is_within(target, address):
            yield f"fetches {target} from another host"


def _links(
    uri: str, facts: Facts, anchors: Mapping[str, set[str]], files: frozenset[str], address: str
) -> Iterator[str]:
    for target in dict.fromkeys([*facts.links, *facts.fetched]):
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            if not target.startswith(address):
                continue
            parts = urlsplit(target[len(address) :])
            base = ""
        else:
            base = posixpath.dirname(uri)
        path = unquote(parts.path)
        if path.startswith("/"):
            # Only the page for lost readers names the site from its root, for it may be shown at any depth.
            path, base = path.removeprefix(urlsplit(address).path).lstrip("/"), ""
        found = uri if not parts.path else posixpath.normpath(posixpath.join(base, path))
        found = "index.html" if found == "." else found
        if found not in files and f"{found}/index.html" not in files:
            yield f"leads to {target}, which does not exist"
        elif parts.fragment and found in anchors and unquote(parts.fragment) not in anchors[found]:
            yield f"leads to {target}, but that page has no such place"


def _is_within(target: str, address: str) -> bool:
    parts = urlsplit(target)
    return target.startswith(address) or (parts.scheme in _WITHIN and not parts.netloc)
