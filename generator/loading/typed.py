"""Numbers that an author types in prose, where neither a source nor a number of the run stands beside them.

A typed number does not change with the study, and a reader cannot tell where it comes from. Looked for are
decimals and numbers in per cent: whole numbers are years, counts and names more often than results.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics.problem import Path
from generator.loading.document import Document

_TYPED = re.compile(r"(?<![\w.,/-])\d+(?:,\d{3})*(?:(?:\.\d+)?\s?(?:%|per cent\b|percent\b)|\.\d+(?![\w.]*\w))")
_SUPPORTED = re.compile(r"\{\{|\[@")
_PARAGRAPH = re.compile(r"(?:(?!\n[ \t]*\n).)+", re.DOTALL)


def check_typed_numbers(document: Document) -> None:
    """Note the first typed number of every paragraph that has neither a citation nor a reference."""
    inner = {path[:-1] for path in document.values if path}
    for path, (_, _, start, end) in document.values.items():
        if path in inner or not _is_prose(path):
            continue
        for at, stop in _paragraphs(document.text, start, end):
            found = _TYPED.search(document.text, at, stop)
            if found and not _SUPPORTED.search(document.text, at, stop):
                place = document.place_of_offset(found.start(), found.end())
                what = f"the number {found.group()} is typed, and nothing in its paragraph says where it comes from"
                cure = "cite its source as [@key], or name a number of the run as {{ case.measure }}"
                document.problem(place, "W303", path, what, cure, "warning")


def _is_prose(path: Path) -> bool:
    """Whether an author's prose stands here; that of a comparison is about its published number, which has a source."""
    return path[0] in ("summary", "limits") or (path[0] != "comparisons" and path[-1] in ("text", "says"))


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _PARAGRAPH.finditer(text, start, end):
        yield match.span()
