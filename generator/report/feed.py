"""An Atom feed (RFC 4287) of the histories of all studies, the newest first.

It is made with the standard library: the feeds that libraries make ask the clock, or name themselves as the generator.
"""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from typing import Any

from generator.catalogue.open_data import FEED
from generator.citing.csl import person, printed
from generator.citing.imprint import Imprint
from generator.report.pages import Page

URI = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01"
"""The date of a feed in which nothing has one."""


def feed(studies: Iterable[Mapping[str, Any]], imprint: Imprint) -> Page:
    """The feed. Names of its entries hang on study, date and place in the history, and on no address, so they last."""
    entries = [
        (entry["date"], study["slug"], number, study, entry["what"])
        for study in studies
        for number, entry in enumerate(study["history"])
    ]
    entries.sort(key=lambda one: (one[0], one[1], one[2]), reverse=True)
    # Built under the default name space: a prefix before every name would be as valid and harder to read.
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _text(root, "id", _name(imprint.name))
    _text(root, "title", FEED["title"].format(site=imprint.name))
    _text(root, "subtitle", FEED["subtitle"])
    _text(root, "updated", _moment(entries[0][0] if entries else _NEVER))
    _text(ET.SubElement(root, "author"), "name", imprint.name)
    if imprint.url:
        ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": imprint.address(URI)})
        ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": imprint.url})
    for date, slug, number, study, what in entries:
        node = ET.SubElement(root, "entry")
        _text(node, "id", _name(f"{slug}/{date}/{number}"))
        title = " ".join(study["title"].split())
        _text(node, "title", FEED["changed" if number else "first"].format(title=title, what=what))
        _text(node, "updated", _moment(date))
        for author in study["authors"] or [imprint.name]:
            _text(ET.SubElement(node, "author"), "name", printed(person(author)))
        address = imprint.page(slug)
        if address:
            ET.SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": address})
        _text(node, "summary", what)
    ET.indent(root, " ")
    return Page(URI, ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _name(of: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'balance-of-terror/{of}')}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
