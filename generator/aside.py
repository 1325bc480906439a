"""HTML that goes around Markdown and the search index: finished blocks are set aside and put back when both are done.

Pictures and tables make up nine tenths of a page. Markdown would read every tag of them only to pass it on, and the
search plugin only to leave it out.
"""

from __future__ import annotations

import re

_BEGINS = re.compile(r"^<([a-z]+)\b[^<>]*\bdata-search-exclude\b[^<>]*>", re.MULTILINE)
"""A block that begins a line and is marked as no matter for the search."""
_ID = re.compile(r'\sid="[^"]*"')
_MARK = re.compile(r'<div(?:\sid="[^"]*")? data-bt-aside="(\d+)"></div>')


def set_aside(markdown: str) -> tuple[str, tuple[str, ...]]:
    """The text with a mark in place of each block, and the blocks.

    A mark keeps the id of its block, so that links to it can be checked. Raises `ValueError` for a block without an end.
    """
    text: list[str] = []
    blocks: list[str] = []
    end = 0
    for begin in _BEGINS.finditer(markdown):
        if begin.start() < end:
            continue  # within the block before
        text.append(markdown[end : begin.start()])
        end = _end(markdown, begin)
        id = _ID.search(begin[0])
        text.append(f'<div{id[0] if id else ""} data-bt-aside="{len(blocks)}"></div>')
        blocks.append(markdown[begin.start() : end])
    return "".join((*text, markdown[end:])), tuple(blocks)


def put_back(html: str, blocks: tuple[str, ...]) -> str:
    """The page with its blocks. Raises `ValueError` unless every mark is there, once and in order."""
    found = [int(mark[1]) for mark in _MARK.finditer(html)]
    if found != list(range(len(blocks))):
        raise ValueError(f"of {len(blocks)} blocks set aside, these have a place in the page: {found}")
    return _MARK.sub(lambda mark: blocks[int(mark[1])], html)


def _end(markdown: str, begin: re.Match[str]) -> int:
    """Where the element that begins there ends."""
    depth = 0
    for tag in re.compile(rf"<(/?){begin[1]}\b[^<>]*>").finditer(markdown, begin.start()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    raise ValueError(f"nothing ends {begin[0]}")
