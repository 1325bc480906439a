"""Tables for a terminal: aligned columns, split over several tables where they are wider than the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostics.formats import columns as width_of

GAP = "  "
NARROWEST = 16
"""Columns of a terminal below which a cell of words is not wrapped."""


@dataclass(frozen=True)
class Column:
    """A heading and a cell for each row."""

    heading: str
    cells: Sequence[str]
    wraps: bool = False
    """Whether its cells may be broken between words to make the table fit."""

    @property
    def width(self) -> int:
        """Columns of a terminal that it takes."""
        return max(map(width_of, (self.heading, *self.cells)))


def estimates(heading: str, printed: Sequence[str]) -> Column:
    """Estimates as `2.3 (1.4 to 3.9)`, the medians flush right and the intervals flush left."""
    parts = [text.partition(" (") for text in printed]
    widest = max((width_of(median) for median, _, _ in parts), default=0)
    return Column(heading, [" " * (widest - width_of(median)) + median + space + rest for median, space, rest in parts])


def tables(first: Column, others: Sequence[Column], width: int) -> Iterator[list[str]]:
    """The columns as lines, in as many tables as the width asks for; each opens with the first column."""
    row: list[Column] = []
    for column in others:
        if row and _width([first, *row, column]) > width:
            yield _lines([first, *row], width)
            row = []
        row.append(column)
    if row:
        yield _lines([first, *row], width)


def _width(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns) + len(GAP) * (len(columns) - 1)


def _lines(columns: Sequence[Column], width: int) -> list[str]:
    """The heading and the rows; a row takes several lines where a cell is wrapped."""
    over = _width(columns) - width
    widths = [max(NARROWEST, column.width - over) if column.wraps and over > 0 else column.width for column in columns]
    lines = []
    for texts in zip(*((column.heading, *column.cells) for column in columns), strict=True):
        cells = [
            textwrap.wrap(text, size, break_on_hyphens=False) if column.wraps else [text]
            for text, size, column in zip(texts, widths, columns, strict=True)
        ]
        for i in range(max(map(len, cells))):
            line = [cell[i] if i < len(cell) else "" for cell in cells]
            padded = [text + " " * (size - width_of(text)) for text, size in zip(line, widths, strict=True)]
            lines.append(GAP.join(padded).rstrip())
    return lines
