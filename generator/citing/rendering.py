"""References in print, by citeproc-py and the style Cite Them Right (Harvard) that comes with it, as HTML on one line."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from copy import deepcopy
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


_PERIODICALS = "article-journal article-magazine article-newspaper"
_NAMED = {"variable": "author editor", "match": "any"}
"""The condition that a name stands at the head of a reference."""


@cache
def _style() -> Any:
    style = CitationStylesStyle(STYLE, validate=False, locale=LOCALE)
    _say_once(style.root)
    _say_of_documents(style.root)
    # Of an article whose volume nobody gave the style would say that it is a preprint.
    style.root.xpath_search(".//cs:if[@type='article article-journal']")[0].set("type", "article")
    return style


def _say_once(root: Any) -> None:
    """Repeat nothing that stands at the head for want of an author.

    The language says so (`cs:substitute`), but the library keeps to it only where no condition lies between.
    """
    (title,) = root.bibliography.xpath_search(".//cs:text[@macro='title']")
    _only_if(title, {**_NAMED, "type": _PERIODICALS})
    (container,) = root.get_macro("container-title").xpath_search(".//cs:text[@variable='container-title']")
    _only_if(container, _NAMED, {"type": _PERIODICALS, "match": "none"})
    for editors in root.xpath_search(".//cs:names[@variable='editor translator']"):
        _only_if(editors, {"variable": "author"})


def _say_of_documents(root: Any) -> None:
    """Give documents the number, the day and the pages by which they are found in the volume that prints them."""
    (place,) = root.bibliography.xpath_search(".//cs:group[cs:text[@macro='locator']]")
    number = _new(place, "text", {"variable": "number"})
    place.insert(0, number)
    _only_if(number, {"type": "document"})
    for macro, more in (("published-date", " document treaty"), ("pages", " document")):
        (listed,) = root.get_macro(macro).xpath_search(".//cs:if")
        listed.set("type", listed.get("type") + more)


def _only_if(element: Any, *conditions: dict[str, str]) -> None:
    """Put an element of the style under conditions, of which the first that holds counts."""
    choose = _new(element, "choose")
    element.getparent().replace(element, choose)
    for tag, condition in zip(("if", "else-if"), conditions, strict=False):
        branch = _new(choose, tag, condition)
        branch.append(deepcopy(element))
        choose.append(branch)


def _new(near: Any, tag: str, attributes: Mapping[str, str] | None = None) -> Any:
    return near.makeelement(f"{{{near.nsmap['cs']}}}{tag}", dict(attributes or {}))


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
