"""Comments of a study file, told apart from a `#` that stands inside a key or a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.loading.document import Document

_COMMENT = re.compile(r"(?<![^\s])#[^\n]*")
_HEADER = re.compile(r"[|>][0-9+-]*[ \t]+(#[^\n]*)")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, from its `#` to the end of its line."""

    start: int
    """Offset in the text of the file."""
    text: str
    alone: bool
    """Whether nothing but space stands before it on its line."""


def comments(document: Document) -> Iterator[Comment]:
    """Every comment of a document that was read without a problem, in order."""
    text, at = document.text, 0
    for start, end in [*_scalars(document), (len(text), len(text))]:
        for match in _COMMENT.finditer(text, at, start):
            yield _comment(text, match.start(), match.group())
        header = _HEADER.match(text, start, end)
        if header:
            yield _comment(text, header.start(1), header.group(1))
        at = max(at, end)


def _comment(text: str, start: int, found: str) -> Comment:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return Comment(start, found.rstrip(), not before.strip())


def _scalars(document: Document) -> list[tuple[int, int]]:
    """Offsets of every key and of every value that is neither a list nor a mapping."""
    inner = {path[:-1] for path in document.values if path}
    found = [(start, end) for path, (_, _, start, end) in document.values.items() if path not in inner]
    found += [document.span(place) for place in document.keys.values()]
    # An empty list or mapping has no scalar inside, and a comment may stand in it.
    return sorted(span for span in found if document.text[span[0] : span[0] + 1] not in ("[", "{", ""))
