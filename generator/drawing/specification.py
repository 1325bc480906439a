"""From a chart to its specifications: two widths that share their rows, and the one that stands alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from generator.drawing import theme
from generator.drawing.figure import Cell, Drawing, Table


class Held:
    """Rows of a chart that Altair carries along unseen; it would copy every cell at every step."""

    def __init__(self, rows: Sequence[Mapping[str, Cell]]) -> None:
        self.rows = rows


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
