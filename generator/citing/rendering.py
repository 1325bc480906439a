"""References in print, by citeproc-py and the style Cite Them Right (Harvard) that comes with it, as HTML on one line."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from generator.citing.csl import Item

STYLE, LOCALE = "harvard-cite-them-right", "en-GB"
_LEFT_OUT = ("URL", "accessed", "note", "DOI", "ISBN")
"""What the page says beside a reference, in the same words for every source."""
_ACTIVE = {"<": "\ue010", ">": "\ue011", "&": "\ue012"}
"""Private characters that stand for those of HTML until the style is done: it escapes some fields and others not."""
_HIDE = str.maketrans({**dict.fromkeys(_ACTIVE.values(), "\ufffd"), **_ACTIVE})
_SHOW = str.maketrans({mark: html.escape(active) for active, mark in _ACTIVE.items()})


@cache
def _style() -> Any:
    return CitationStylesStyle(STYLE, validate=False, locale=LOCALE)


def in_style(items: Sequence[Item]) -> dict[str, str]:
    """Id -> HTML of each item. No tag in it comes from an item."""
    # The library looks items up by ids in small letters, so they go in by number.
    plain = [{**_hidden(item), "id": str(i)} for i, item in enumerate(items)]
    found = {}
    for item, one in zip(items, plain, strict=True):
        # One by one: a style that tells works apart would else change one reference for the sake of another.
        bibliography = CitationStylesBibliography(_style(), CiteProcJSON([one]), formatter.html)
        bibliography.register(Citation([CitationItem(one["id"])]))
        (text,) = bibliography.bibliography()
        found[item["id"]] = " ".join(str(text).translate(_SHOW).replace("<i>", "<em>").replace("</i>", "</em>").split())
    return found


def _hidden(part: Any) -> Any:
    if isinstance(part, Mapping):
        return {key: _hidden(value) for key, value in part.items() if key not in _LEFT_OUT}
    if isinstance(part, list):
        return [_hidden(value) for value in part]
    return part.translate(_HIDE) if isinstance(part, str) else part
