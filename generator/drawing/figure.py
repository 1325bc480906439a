"""A drawing: one chart as specification, words and table, for the page, for a reader and for a machine."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from generator.drawing import theme

Cell = str | float | int | None


@dataclass(frozen=True)
class Column:
    """A column of a chart's table: key in the CSV, heading with its unit for people."""

    key: str
    heading: str
    numeric: bool = True


@dataclass(frozen=True)
class Table:
    """The numbers of a chart. Cells hold raw numbers; the page rounds them as its prose does."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> bytes:
        """Plain CSV with six significant digits, as much as any of our numbers has earned."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column.key for column in self.columns])
        writer.writerows(
            [
                [f"{cell:.6g}" if isinstance(cell, float) else "" if cell is None else cell for cell in row]
                for row in self.rows
            ]
        )
        return out.getvalue().encode()


class Held:
    """Rows of a chart that Altair carries along unseen; it would copy every cell at every step."""

    def __init__(self, rows: Sequence[Mapping[str, Cell]]) -> None:
        self.rows = rows


@dataclass(frozen=True)
class Drawing:
    """One chart. The two specifications differ in width and in where labels stand."""

    id: str
    title: str
    finding: str
    """What to see, in a sentence whose numbers come from the run."""
    description: str
    """What is shown, for someone who cannot see it."""
    wide: str
    narrow: str
    """Vega-Lite specifications as canonical JSON."""
    table: Table


def drawing(
    id: str,
    title: str,
    finding: str,
    description: str,
    build: Callable[[int], alt.Chart | alt.LayerChart],
    table: Table,
) -> Drawing:
    """A drawing whose chart `build` makes for a given width in pixels."""
    # Altair would check every part against its schema as it is made; the tests check every whole chart instead.
    with debug_mode(False):
        wide, narrow = (specification(build(width), width) for width in (theme.WIDE, theme.NARROW))
    return Drawing(id, title, finding, description, wide, narrow, table)


def specification(chart: alt.Chart | alt.LayerChart, width: int) -> str:
    """A chart as JSON, sorted and without spaces, fitted to `width` pixels in all.

    Validation by Altair is left to the tests, which validate every specification of every study.
    """
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["config"] = theme.config()
    spec["width"] = width
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return json.dumps(
        spec, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=lambda held: list(held.rows)
    )
