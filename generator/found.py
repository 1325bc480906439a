"""What the search may hold of a page: every heading, and of each section as much as fits.

A reader of one page fetches the words of all pages, so each may bring only so many.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

Entry = Mapping[str, str]
"""One section of a page as the theme's search plugin keeps it: `location`, `title`, `text`."""

MOST = 5 * 1024
"""Bytes of the index for one page."""
_LEAD = 1200
"""Bytes that the first section may take before the others share what is left: of a report, its question and its verdict."""
_TAG = re.compile(r"<[^<>]*>")
_ENDS = re.compile(r"[.!?]\s")


def within(entries: Sequence[Entry], nested: Mapping[str, str], most: int = MOST) -> list[dict[str, str]]:
    """The sections of one page, shortened until they weigh no more than `most` bytes.

    Where titles and addresses alone weigh too much, the titles of `nested` sections (location -> location of the
    section around it) become words of the section they stand in. Raises `ValueError` if that is not enough.
    """
    kept = [{**entry, "text": _plain(entry["text"])} for entry in _telling(entries)]
    words: dict[str, str] = {}
    if sum(map(_bare, kept)) > most:
        kept, words = _gathered(kept, nested)
    # An author may write titles without end; what they fill must not be more.
    while kept and (room := most - sum(_bare(entry) + _weight(words.get(entry["location"], "")) for entry in kept)) < 0:
        kept.pop()
    if kept and sum(_weight(entry["text"]) for entry in kept) > room:
        kept[0]["text"] = _cut(kept[0]["text"], min(_LEAD, room))
        share = _share([_weight(entry["text"]) for entry in kept[1:]], room - _weight(kept[0]["text"]))
        for entry in kept[1:]:
            entry["text"] = _cut(entry["text"], share)
    return [{**entry, "text": words.get(entry["location"], "") + entry["text"]} for entry in kept]


def _telling(entries: Sequence[Entry]) -> list[Entry]:
    """Without the empty section that the plugin puts before a title, and without those that have no title of their own."""
    first, *others = entries
    if others and not first["text"] and first["title"] == others[0]["title"]:
        first, others = {**others[0], "location": first["location"]}, others[1:]
    return [first, *(entry for entry in others if entry["text"] or entry["title"] != first["title"])]


def _gathered(
    entries: Sequence[dict[str, str]], nested: Mapping[str, str]
) -> tuple[list[dict[str, str]], dict[str, str]]:
    """The sections that stand in no other, and by location the titles of those that stand in them."""
    titles: dict[str, list[str]] = {}
    for entry in entries:
        if entry["location"] in nested:
            titles.setdefault(nested[entry["location"]], []).append(entry["title"])
    kept = [entry for entry in entries if entry["location"] not in nested]
    return kept, {location: f"{'; '.join(names)}. " for location, names in titles.items()}


def _plain(text: str) -> str:
    """Text without markup, for markup that is cut short would open what nothing closes. Escapes stay."""
    return re.sub(r"\s+", " ", _TAG.sub(" ", text)).strip()


def _weight(text: str) -> int:
    """Bytes of a text in the index."""
    return len(json.dumps(text)) - 2


def _bare(entry: Entry) -> int:
    """Bytes of a section without its text, spaces and the comma behind it counted."""
    return len(json.dumps({**entry, "text": ""})) + 2


def _share(weights: Sequence[int], room: int) -> int:
    """The greatest number of bytes such that texts cut there fit into the room: the short ones leave theirs to the long."""
    for i, weight in enumerate(ordered := sorted(weights)):
        share = room // (len(ordered) - i)
        if weight > share:
            return share
        room -= weight
    return max(ordered, default=0)


def _cut(text: str, most: int) -> str:
    """The text up to a sentence's end if that keeps half of what fits, else up to a word's; escapes stay whole."""
    if _weight(text) <= most:
        return text
    end, left = 0, most - 6  # room for the sign of what was left out
    for character in re.findall(r"&[a-z0-9#]+;|.", text, re.DOTALL):
        left -= _weight(character)
        if left < 0:
            break
        end += len(character)
    head = text[:end]
    ends = [found.end() for found in _ENDS.finditer(head)]
    if ends and ends[-1] > end / 2:
        return head[: ends[-1]].rstrip()
    return f"{head.rpartition(' ')[0]}\N{HORIZONTAL ELLIPSIS}" if " " in head else ""
