"""References in print, by citeproc-py and the style Cite Them Right (Harvard) that comes with it, as HTML on one line."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from generator.citing.csl import Item

STYLE, LOCALE = "harvard-cite-them-right", "en-GB"
_PRESS = 'type="article-newspaper article-magazine article-journal"'
_AMENDED = (
    # What stands for an author who is not named is not said again. The library leaves that rule of CSL out.
    ('<text macro="title"/>\n            <group delimiter=" ">\n              <text macro="editor"/>\n              <text macro="container-title"/>',
     f'<choose><if variable="author editor translator" match="any"><text macro="title"/></if><else-if {_PRESS} match="any"><text macro="title"/></else-if></choose>\n'
     '<group delimiter=" "><text macro="editor"/><choose><if variable="author editor translator" match="any"><text macro="container-title"/></if>'
     f'<else-if {_PRESS} match="none"><text macro="container-title"/></else-if></choose>'),
    ('<text macro="secondary-contributors"/>', '<choose><if variable="author"><text macro="secondary-contributors"/></if></choose>'),
    # An article whose volume is not known has been published all the same.
    ('<if type="article article-journal" match="any">\n                <choose>', '<if type="article">\n                <choose>'),
    # Documents are found by their number, and told apart by their day.
    ('<text variable="issue" prefix="(" suffix=")"/>\n      </if>',
     '<text variable="issue" prefix="(" suffix=")"/></if><else-if type="dataset document" match="any"><text variable="number"/></else-if>'),
    ('<if type="article-newspaper article-magazine post-weblog speech" match="any">\n        <date variable="issued">',
     '<if type="article-journal book chapter paper-conference thesis" match="none">\n        <date variable="issued">'),
    ("article-newspaper book review review-book report", "article-newspaper book document review review-book report"),
)  # fmt: skip
"""A passage of the style -> what stands in its place."""
_LEFT_OUT = ("URL", "accessed", "note", "DOI", "ISBN")
"""What the page says beside a reference, in the same words for every source."""
_ACTIVE = {"<": "\ue010", ">": "\ue011", "&": "\ue012"}
"""Private characters that stand for those of HTML until the style is done: it escapes some fields and others not."""
_HIDE = str.maketrans({**dict.fromkeys(_ACTIVE.values(), "\ufffd"), **_ACTIVE})
_SHOW = str.maketrans({mark: html.escape(active) for active, mark in _ACTIVE.items()})


@cache
def _style() -> Any:
    return CitationStylesStyle(BytesIO(_amended().encode()), validate=False, locale=LOCALE)


def _amended() -> str:
    text = (files("citeproc") / "data" / "styles" / f"{STYLE}.csl").read_text(encoding="utf-8")
    for passage, instead in _AMENDED:
        if text.count(passage) != 1:
            raise ValueError(f"the style {STYLE} has changed; it should have this once: {passage}")
        text = text.replace(passage, instead)
    return text


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
        shown = str(text).translate(_SHOW).replace("<i>", "<em>").replace("</i>", "</em>")
        # As in prose. No tag of the library has an attribute, so no mark of a tag is among them.
        found[item["id"]] = " ".join(shown.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}").split())
    return found


def _hidden(part: Any) -> Any:
    if isinstance(part, Mapping):
        return {key: _hidden(value) for key, value in part.items() if key not in _LEFT_OUT}
    if isinstance(part, list):
        return [_hidden(value) for value in part]
    return part.translate(_HIDE) if isinstance(part, str) else part
