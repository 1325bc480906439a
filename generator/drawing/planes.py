"""Shapes with two levels against each other: scatter with a line, field of arrows, plane with regions.

As in `shapes`, each takes rows and a width in pixels; labels stand where `labels` finds room for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import altair as alt

from generator.drawing import layout, theme
from generator.drawing.ends import fit, names_at_ends, room
from generator.drawing.labels import SIDES, Spot, along, beside
from generator.drawing.layout import Chart, Rows


@dataclass(frozen=True)
class Frame:
    """The part of a plane that is drawn, and how large."""

    x: tuple[float, float]
    y: tuple[float, float]
    x_title: str
    y_title: str
    width: int

    @property
    def size(self) -> Spot:
        """Of the plot, in pixels; the axis takes the rest of the width."""
        return self.width - 64.0, 460.0 if layout.is_wide(self.width) else 320.0

    def spot(self, x: float, y: float) -> Spot:
        """A point in pixels from the lower left corner."""
        wide, high = self.size
        return (x - self.x[0]) / (self.x[1] - self.x[0]) * wide, (y - self.y[0]) / (self.y[1] - self.y[0]) * high

    def point(self, spot: Spot) -> tuple[float, float]:
        """The point at a place in pixels."""
        wide, high = self.size
        return (
            self.x[0] + spot[0] / wide * (self.x[1] - self.x[0]),
            self.y[0] + spot[1] / high * (self.y[1] - self.y[0]),
        )

    def axes(self) -> tuple[alt.X, alt.Y]:
        """Both axes over the frame; the title of the upright one stands above the plot."""
        ticks = 6 if layout.is_wide(self.width) else 4
        x = alt.X(
            "x:Q",
            title=layout.wrapped(self.x_title, self.width),
            scale=alt.Scale(domain=list(self.x), nice=False, zero=False),
            axis=alt.Axis(format=",~f", tickCount=ticks),
        )
        y = alt.Y(
            "y:Q",
            title=None,
            scale=alt.Scale(domain=list(self.y), nice=False, zero=False),
            axis=alt.Axis(format=",~f", tickCount=ticks),
        )
        return x, y

    def chart(self, layers: Sequence[Any]) -> Chart:
        """The layers in this frame."""
        return layout.layered(layers, self.size[1]).properties(title=layout.heading(self.y_title, self.width))


@dataclass(frozen=True)
class Region:
    """A part of the plane with its name and colour, as a band between two edges."""

    rows: Rows
    """x, y and the other edge: x2 for a band drawn sideways, else y2."""
    colour: str
    opacity: float
    sideways: bool = False


@dataclass(frozen=True)
class Marks:
    """What stands in a plane beside its regions."""

    lines: Rows = ()
    """x, y, order, name, hue, dash (true for a dashed one): lines by name."""
    path: Rows = ()
    """x, y, order, year, text, in order of time."""
    joined: bool = True
    """Whether a line joins the years."""
    points: Rows = ()
    """x, y, text: named points."""
    crosses: Rows = ()
    """x, x_low, x_high and y, y_low, y_high: a point with its interval both ways."""
    words: Sequence[tuple[float, float, str]] = ()
    """Names of regions where there is room for them."""
    arrows: Rows = ()
    """x, y, angle in degrees clockwise from upwards."""
    hues: Mapping[str, str] = field(default_factory=dict)
    """Name of a line -> its colour."""


def plane(frame: Frame, regions: Sequence[Region], marks: Marks) -> Chart:
    """A plane of two levels: regions behind, then arrows, lines, the path with its years, named points."""
    x, y = frame.axes()
    layers: list[Any] = [_band(region, x, y) for region in regions]
    if marks.arrows:
        layers.append(
            alt.Chart(layout.data(marks.arrows))
            .mark_point(
                shape="arrow",
                filled=True,
                size=180 if layout.is_wide(frame.width) else 110,
                color=theme.MUTED,
                opacity=0.75,
            )
            .encode(x=x, y=y, angle=alt.Angle("angle:Q", scale=None))
        )
    layers += _lines(marks, x, y, frame.width)
    if marks.crosses:
        across = [{"x": row["x_low"], "x2": row["x_high"], "y": row["y"]} for row in marks.crosses]
        upright = [{"x": row["x"], "y": row["y_low"], "y2": row["y_high"]} for row in marks.crosses]
        look: dict[str, Any] = {"color": theme.INK, "strokeWidth": 2, "clip": True}
        layers.append(alt.Chart(layout.data(across)).mark_rule(**look).encode(x=x, x2=alt.X2("x2:Q"), y=y))
        layers.append(alt.Chart(layout.data(upright)).mark_rule(**look).encode(x=x, y=y, y2=alt.Y2("y2:Q")))
    layers += _path(frame, marks, x, y)
    if marks.words:
        seen = [{"x": left, "y": low, "text": text} for left, low, text in marks.words]
        layers.append(
            alt.Chart(layout.data(seen))
            .mark_text(fontSize=12, fontStyle="italic", color=theme.INK, lineBreak="\n", baseline="middle")
            .encode(x=x, y=y, text=alt.Text("text:N"))
        )
    return frame.chart(layers)


def obstacles(frame: Frame, marks: Marks) -> list[Spot]:
    """Places in pixels on the lines of a plane, which labels keep clear of."""
    drawn: list[tuple[Spot, Spot]] = []
    for name in marks.hues:
        row = [frame.spot(point["x"], point["y"]) for point in marks.lines if point["name"] == name]
        drawn += list(pairwise(row))
    if marks.joined:
        drawn += list(pairwise([frame.spot(point["x"], point["y"]) for point in marks.path]))
    for cross in marks.crosses:
        drawn.append((frame.spot(cross["x_low"], cross["y"]), frame.spot(cross["x_high"], cross["y"])))
        drawn.append((frame.spot(cross["x"], cross["y_low"]), frame.spot(cross["x"], cross["y_high"])))
    wide, high = frame.size
    found = [spot for start, end in drawn for spot in along(start, end)]
    return [(x, y) for x, y in found if 0 <= x <= wide and 0 <= y <= high]


def _band(region: Region, x: alt.X, y: alt.Y) -> alt.Chart:
    base = alt.Chart(layout.data(region.rows))
    look: dict[str, Any] = {"color": region.colour, "opacity": region.opacity, "clip": True}
    if region.sideways:
        return base.mark_area(orient="horizontal", **look).encode(x=x, x2=alt.X2("x2:Q"), y=y)
    return base.mark_area(**look).encode(x=x, y=y, y2=alt.Y2("y2:Q"))


def _lines(marks: Marks, x: alt.X, y: alt.Y, width: int) -> list[Any]:
    if not marks.lines:
        return []
    names = list(marks.hues)
    dashes = {row["name"]: [6, 4] if row.get("dash") else [1, 0] for row in marks.lines}
    return [
        alt.Chart(layout.data(marks.lines))
        .mark_line(strokeWidth=2.5, clip=True)
        .encode(
            x=x,
            y=y,
            order=alt.Order("order:Q"),
            color=alt.Color(
                "name:N",
                scale=alt.Scale(domain=names, range=list(marks.hues.values())),
                legend=layout.legend(width, names),
            ),
            strokeDash=alt.StrokeDash(
                "name:N",
                scale=alt.Scale(domain=names, range=[dashes[name] for name in names]),
                legend=layout.legend(width, names),
            ),
            detail=alt.Detail("name:N"),
        )
    ]


def _path(frame: Frame, marks: Marks, x: alt.X, y: alt.Y) -> list[Any]:
    layers: list[Any] = []
    if marks.path:
        base = alt.Chart(layout.data(marks.path))
        layers += [
            *(
                [
                    base.mark_line(color=theme.INK, strokeWidth=1.5, clip=True).encode(
                        x=x, y=y, order=alt.Order("order:Q")
                    )
                ]
                if marks.joined
                else []
            ),
            base.mark_point(filled=True, color=theme.INK, size=46, opacity=1).encode(
                x=x, y=y, tooltip=layout.tip("year", "text")
            ),
        ]
    if marks.points:
        layers.append(
            alt.Chart(layout.data(marks.points))
            .mark_point(filled=True, shape="diamond", color=theme.THRESHOLD, size=150, opacity=1)
            .encode(x=x, y=y, tooltip=layout.tip("text"))
        )
    named = [
        *((row, row["text"], theme.THRESHOLD) for row in marks.points),
        *((row, row["year"], theme.INK) for row in marks.path),
    ]
    spots = [frame.spot(row["x"], row["y"]) for row, _, _ in named]
    chosen = beside(spots, [text for _, text, _ in named], frame.size, obstacles(frame, marks))
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for (row, text, hue), side in zip(named, chosen, strict=True):
        if side is not None:
            groups.setdefault((side, hue), []).append({"x": row["x"], "y": row["y"], "text": text})
    for (side, hue), rows in groups.items():
        align: Any = "left" if side.startswith("right") else "right" if side.startswith("left") else "center"
        dx, dy = SIDES[side]
        layers.append(
            alt.Chart(layout.data(rows))
            .mark_text(fontSize=12, align=align, baseline="middle", dx=dx, dy=-dy, color=hue)
            .encode(x=x, y=y, text=alt.Text("text:N"))
        )
    return layers


def dots_and_curves(dots: Rows, curves: Rows, width: int, title: str, sides: Sequence[str]) -> Chart:
    """What was observed as dots, what a model gives as lines, by side over the years. Rows: year, side, value, text."""
    top = max(row["value"] for row in (*dots, *curves)) * 1.08
    low = min(0.0, *(row["value"] for row in (*dots, *curves)))
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(format="d", tickCount=6 if layout.is_wide(width) else 4, grid=False),
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[low, top]), axis=alt.Axis(format=",~f", tickCount=5))
    direct, height = layout.is_wide(width) and fit(sides), 320 if layout.is_wide(width) else 280
    colour, shape = layout.by_side(sides, width, with_legend=not direct)
    # Lines without dots have no shapes, and are told apart by their dashes.
    dashes = alt.Scale(domain=list(sides), range=[[1, 0], *([6, 3],) * (len(sides) - 1)])
    told = {} if dots else {"strokeDash": alt.StrokeDash("side:N", scale=dashes, legend=None)}
    layers: list[Any] = [
        alt.Chart(layout.data(curves)).mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, **told)
    ]
    if dots:
        layers.append(
            alt.Chart(layout.data(dots))
            .mark_point(filled=True, size=60, opacity=1)
            .encode(x=x, y=y, color=colour, shape=shape, tooltip=layout.tip("year", "side", "text"))
        )
    if direct:
        layers.append(names_at_ends(curves, sides, height, (low, top), None))
    drawn = layout.layered(layers, height).properties(title=layout.heading(title, width))
    return drawn.properties(padding=room(sides)) if direct else drawn
