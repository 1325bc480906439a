"""What a reader takes away of a chart: its rows as CSV and JSON, its picture as SVG and PNG, its specification."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from generator import words
from generator.context.panel import Panel
from generator.drawing.figure import Cell, Drawing
from generator.drawing.sheet import Origin
from generator.drawing.specification import portable
from generator.report.figures import ENDS, Pictures
from generator.report.pages import Page
from generator.study import Study

LICENCE = "CC BY 4.0"
"""Of what belongs to no study."""


def origins(study: Study, drawings: Iterable[Drawing]) -> dict[str, Origin]:
    """Chart's id -> where it comes from: the study."""
    own = Origin(study.title, f"studies/{study.slug}/index.html", study.license)
    return {drawing.id: own for drawing in drawings}


def panel_origins(panels: Iterable[Panel]) -> dict[str, Origin]:
    """Chart's id -> the panel it comes from."""
    return {
        drawing.id: Origin(words.TAKEN["panel"].format(title=panel.title), "context/index.html", LICENCE)
        for panel in panels
        for drawing in panel.drawings
    }


def taken(
    folder: str,
    drawings: Iterable[Drawing],
    pictures: Mapping[str, Pictures],
    origins: Mapping[str, Origin],
    edit: str | None = None,
) -> list[Page]:
    """The files of every chart, in the folder of its page. `origins` is by chart id, `edit` the source they were made from."""
    found = []
    for drawing in drawings:
        about, drawn = origins[drawing.id], pictures[drawing.id]
        content = {
            "csv": drawing.table.csv(),
            "json": table_json(drawing, about),
            "svg": drawn.sheet.encode(),
            "png": drawn.png,
            "vl.json": portable(drawing, **_about(about)),
        }
        found += [Page(f"{folder}/{drawing.id}.{end}", content[end], edit) for end in ENDS]
    return found


def table_json(drawing: Drawing, about: Origin) -> bytes:
    """The rows of the CSV, with what it takes to understand them beside it. An infinite number is the text "Infinity"."""
    columns: list[dict[str, Any]] = [
        {"key": column.key, "heading": column.heading, "unit": column.unit or None, "numeric": column.numeric}
        for column in drawing.table.columns
    ]
    keys = [column.key for column in drawing.table.columns]
    told = {
        "id": drawing.id,
        "title": drawing.title,
        "finding": drawing.finding,
        "description": drawing.description,
        **_about(about),
        "columns": columns,
        "rows": [dict(zip(keys, map(_plain, row), strict=True)) for row in drawing.table.rows],
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()


def _about(origin: Origin) -> dict[str, str]:
    return {"source": origin.title, "page": origin.address, "licence": origin.licence}


def _plain(cell: Cell) -> Cell:
    """A cell with six significant digits, as in the CSV."""
    if not isinstance(cell, float):
        return cell
    return float(f"{cell:.6g}") if math.isfinite(cell) else f"{cell:.6g}".replace("inf", "Infinity")
