"""A drawing: one chart as specification, words and table, for the page, for a reader and for a machine."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from generator.drawing import theme

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


class Held:
    """Rows of a chart that Altair carries along unseen; it would copy every cell at every step."""

    def __init__(self, rows: Sequence[Mapping[str, Cell]]) -> None:
        self.rows = rows


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


def drawing(
    id: str,
    title: str,
    finding: str,
    description: str,
    build: Callable[[int], alt.Chart | alt.LayerChart],
    table: Table,
) -> Drawing:
    """A drawing whose chart `build` makes for a given width in pixels."""
    data: dict[str, str] = {}
    # Altair would check every part against its schema as it is made; the tests check every whole chart instead.
    with debug_mode(False):
        wide, narrow = (_specification(build(width), width, data) for width in (theme.WIDE, theme.NARROW))
    rows = "{" + ",".join(f'"{name}":{held}' for held, name in data.items()) + "}"
    return Drawing(id, title, finding, description, wide, narrow, rows, table)


def complete(spec: str, rows: str) -> str:
    """A specification with its rows and the configuration: everything Vega-Lite needs."""
    whole = {**json.loads(spec), "datasets": json.loads(rows), "config": theme.config()}
    return _canonical(whole)


def portable(drawing: Drawing, **about: str) -> bytes:
    """The wide chart as a specification of its own, in light colours, for any editor of Vega-Lite.

    `about` says where the chart comes from.
    """
    config = {**theme.config(), "background": theme.PAPER}
    parts = json.loads(theme.in_light(_canonical({**json.loads(drawing.wide), "config": config})))
    told = {"id": drawing.id, "title": drawing.title, "finding": drawing.finding, **about}
    # The rows hold an author's words, in which nothing is replaced.
    whole = {**parts, "description": drawing.description, "usermeta": told, "datasets": json.loads(drawing.rows)}
    return f"{_canonical(whole)}\n".encode()


def _specification(chart: alt.Chart | alt.LayerChart, width: int, data: dict[str, str]) -> str:
    """A chart as JSON, fitted to `width` pixels in all; its rows go into `data`, equal ones once."""
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["width"] = width
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return _canonical(_named(spec, data))


def _named(part: Any, data: dict[str, str]) -> Any:
    """The specification with held rows replaced by their names."""
    if isinstance(part, dict):
        if isinstance(part.get("values"), Held):
            held = _canonical([{key: _rounded(cell) for key, cell in row.items()} for row in part["values"].rows])
            return {"name": data.setdefault(held, f"d{len(data)}")}
        return {key: _named(value, data) for key, value in part.items()}
    return [_named(item, data) for item in part] if isinstance(part, list) else part


def _rounded(cell: Cell) -> Cell:
    """Five significant digits: finer than any pixel."""
    return float(f"{cell:.5g}") if isinstance(cell, float) else cell


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
