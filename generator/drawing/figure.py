"""A drawing: one chart as specification, words and table, for the page, for a reader and for a machine."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

Cell = str | float | int | None


@dataclass(frozen=True)
class Column:
    """A column of a chart's table: key in the CSV, heading for people."""

    key: str
    heading: str
    numeric: bool = True
    unit: str = ""
    """Empty where the heading says it, or there is none."""

    @property
    def titled(self) -> str:
        """The heading with its unit."""
        return f"{self.heading}, {self.unit}" if self.unit else self.heading


@dataclass(frozen=True)
class Table:
    """The numbers of a chart. Cells hold raw numbers; the page rounds them as its prose does."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> bytes:
        """Plain CSV with six significant digits, as much as any of our numbers has earned.

        A text that a spreadsheet would take for a formula begins with an apostrophe: an author's words never compute.
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column.key for column in self.columns])
        writer.writerows(
            [
                [
                    f"{cell:.6g}" if isinstance(cell, float) else _inert(cell) if isinstance(cell, str) else cell
                    for cell in row
                ]
                for row in self.rows
            ]
        )
        return out.getvalue().encode()


def _inert(text: str) -> str:
    """A text as a spreadsheet keeps it; a number written as text stays a number."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Drawing:
    """One chart. The two specifications differ in width and in where labels stand; they share their rows.

    What a page repeats it ships once: rows stand beside the specifications, the configuration in the
    loader. `complete` puts the parts together.
    """

    id: str
    title: str
    finding: str
    """What to see, in a sentence whose numbers come from the run."""
    description: str
    """What is shown, for someone who cannot see it."""
    wide: str
    narrow: str
    """Vega-Lite specifications as canonical JSON, with named data and without configuration."""
    rows: str
    """The data by name, as canonical JSON."""
    table: Table
