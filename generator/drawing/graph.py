"""Two shapes for relations between many: a network on a circle, and a matrix with a number in every cell.

Both are laid out by us and deterministically, in classed colours with names, so that the theme can restyle them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt

from generator.drawing import layout, theme
from generator.drawing.layout import Chart, Rows

ALIGN: dict[int, Literal["left", "right", "center"]] = {1: "left", -1: "right", 0: "center"}
HEAD, GAP, SIDE = 10, 17, 6
"""Pixels: an arrow's head, its distance from the middle of a node, and how far two opposite arrows stand apart."""


def _legend(width: int) -> alt.Legend:
    return alt.Legend(title=None, columns=2 if layout.is_wide(width) else 1, symbolType="circle", symbolOpacity=1)


def circle(count: int, width: int, height: int, margin: tuple[int, int]) -> list[tuple[float, float]]:
    """Places of `count` nodes round an ellipse that fills the box within its margins, in pixels from the upper left.

    The first stands at the top, the others clockwise; two stand side by side.
    """
    first = -math.pi / 2 if count > 2 else math.pi
    turns = [2 * math.pi * i / count + first for i in range(count)]
    across, down = ([of(turn) for turn in turns] for of in (math.cos, math.sin))
    return list(zip(_filled(across, width, margin[0]), _filled(down, height, margin[1]), strict=True))


def _filled(values: Sequence[float], length: float, margin: float) -> list[float]:
    """The values moved and stretched so that they reach from margin to margin; the middle where they are all the same."""
    low, span = min(values), max(values) - min(values)
    if span < 1e-9:
        return [length / 2] * len(values)
    return [margin + (value - low) / span * (length - 2 * margin) for value in values]


def network(
    nodes: Rows, edges: Rows, width: int, node_names: Mapping[str, str], edge_names: Mapping[str, str]
) -> Chart:
    """Nodes on a circle and arrows between them, as wide as what they carry.

    Nodes, in order round the circle: label, short, what, text. Edges: start and end (places among the nodes), what,
    weight (0 to 1), text. `node_names` and `edge_names` map what to colours.
    """
    height = 460 if layout.is_wide(width) else 380
    places = circle(len(nodes), width - 20, height, (190, 50) if layout.is_wide(width) else (60, 55))
    across = alt.Scale(domain=[0, width - 20], nice=False, zero=False)
    down = alt.Scale(domain=[height, 0], nice=False, zero=False)
    x, y = alt.X("x:Q", scale=across, axis=None), alt.Y("y:Q", scale=down, axis=None)
    colour = alt.Color(
        "what:N", scale=alt.Scale(domain=[*edge_names, *node_names], range=[*edge_names.values(), *node_names.values()]),
        legend=_legend(width),
    )  # fmt: skip
    lines = [_arrow(places, edge) for edge in edges]
    marks = [{**node, "x": x0, "y": y0} for node, (x0, y0) in zip(nodes, places, strict=True)]
    arrows, dots = alt.Chart(layout.data(lines)), alt.Chart(layout.data(marks))
    layers: list[Any] = [
        arrows.mark_rule(opacity=0.85).encode(
            x=x, y=y, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"), color=colour,
            strokeWidth=alt.StrokeWidth("weight:Q", scale=alt.Scale(domain=[0, 1], range=[1, 8]), legend=None),
            tooltip=layout.tip("text"),
        ),
        arrows.mark_point(shape="triangle-up", filled=True, size=130, opacity=1).encode(
            x=alt.X("hx:Q", scale=across, axis=None), y=alt.Y("hy:Q", scale=down, axis=None), color=colour,
            angle=alt.Angle("turn:Q", scale=None),
        ),
        dots.mark_point(filled=True, size=520, opacity=1, stroke=theme.PAPER, strokeWidth=2).encode(
            x=x, y=y, color=colour, tooltip=layout.tip("label", "text")
        ),
    ]  # fmt: skip
    middle = (width - 20) / 2
    name = "label" if layout.is_wide(width) else "short"
    for side in (1, -1, 0):
        placed = [mark for mark in marks if _side(mark["x"], middle) == side]
        for above in (True, False):
            rows = [mark for mark in placed if side or (mark["y"] < height / 2) == above]
            if not rows or (side and not above):
                continue
            rise = (-20 if above else 20) if side == 0 else 0
            text = alt.Chart(layout.data(rows)).mark_text(
                align=ALIGN[side], baseline="middle" if side else "bottom" if above else "top", dx=18 * side, dy=rise, fontSize=13, color=theme.INK, limit=170
            )  # fmt: skip
            layers.append(text.encode(x=x, y=y, text=alt.Text(f"{name}:N")))
    return layout.layered(layers, height)


def _side(x: float, middle: float) -> int:
    return 0 if abs(x - middle) < 25 else 1 if x > middle else -1


def _arrow(places: Sequence[tuple[float, float]], edge: Mapping[str, Any]) -> dict[str, Any]:
    """An edge in pixels: moved to its right, so that two opposite ones do not hide each other, and cut short at the nodes."""
    (x0, y0), (x1, y1) = places[edge["start"]], places[edge["end"]]
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    sx, sy = -uy * SIDE, ux * SIDE
    hx, hy = x1 - ux * (GAP + HEAD / 2) + sx, y1 - uy * (GAP + HEAD / 2) + sy
    return {
        "x": x0 + ux * GAP + sx, "y": y0 + uy * GAP + sy, "x2": hx, "y2": hy, "hx": hx, "hy": hy,
        "turn": math.degrees(math.atan2(uy, ux)) + 90, "what": edge["what"], "weight": edge["weight"], "text": edge["text"],
    }  # fmt: skip


def matrix(rows: Rows, width: int, names: Mapping[str, str], across: str, down: str) -> Chart:
    """A cell for every row and column, coloured by class and with its number. Rows: row, column, what, short, text."""
    columns, lines = (list(dict.fromkeys(row[key] for row in rows)) for key in ("column", "row"))
    base = alt.Chart(layout.data(rows))
    x = alt.X(
        "column:N", sort=columns, title=across,
        axis=alt.Axis(labelAngle=0 if len(columns) <= 8 else -60, orient="top", domain=False, ticks=False, labelLimit=110 if layout.is_wide(width) else 60, titlePadding=6),
    )  # fmt: skip
    y = alt.Y("row:N", sort=lines, title=None, axis=alt.Axis(labelLimit=180 if layout.is_wide(width) else 90))
    colour = alt.Color("what:N", scale=alt.Scale(domain=list(names), range=list(names.values())), legend=_legend(width))
    cells = (
        base.mark_rect(stroke=theme.PAPER, strokeWidth=2).encode(
            x=x, y=y, color=colour, tooltip=layout.tip("row", "column", "text")
        ),
        base.mark_text(color=theme.PAPER, fontSize=12 if len(columns) <= 10 else 9, fontWeight=600).encode(
            x=x, y=y, text=alt.Text("short:N")
        ),
    )
    height = max(80, (38 if layout.is_wide(width) else 34) * len(lines))
    return layout.layered(cells, height).properties(title=layout.heading(down, width))
