"""Two shapes for what changes with the years: lines with bands of doubt, and a strip of lettered cells.

The same conventions as in `shapes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from generator.drawing import ends, layout, theme
from generator.drawing.layout import Chart, Rows


def lines_with_bands(
    rows: Rows,
    width: int,
    title: str,
    sides: Sequence[str],
    rules: Sequence[tuple[float, str]],
    *,
    log: bool,
    dashed: Rows = (),
    dashed_name: str = "",
) -> Chart:
    """A line with a band per side over the years; `dashed` rows draw thin lines of something else, which has a name.

    Rows: year, side, value, low, high, text, and part where a line of several is broken.
    """
    highs: list[float] = [row["high"] if "high" in row else row["value"] for row in rows]
    top = max(highs + [row["value"] for row in dashed] + [value for value, _ in rules]) * 1.1
    scale: dict[str, Any] = {"type": "symlog", "constant": 0.5, "domain": [0, top]} if log else {"domain": [0, top]}
    ticks = (
        {"values": [v for v in (0, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500) if v <= top]} if log else {"tickCount": 5}
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(**scale),
        axis=alt.Axis(format=",~f" if not log else ".4~g", **ticks),
    )
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(nice=False),
        axis=alt.Axis(format="d", tickCount=6 if layout.is_wide(width) else 4, grid=False),
    )
    direct, height = layout.is_wide(width) and ends.fit(sides), 320 if layout.is_wide(width) else 280
    colour, shape = layout.by_side(sides, width, with_legend=not direct)
    base = alt.Chart(layout.data(rows))
    layers: list[Any] = []
    if any("low" in row for row in rows):
        layers.append(base.mark_area(opacity=0.2).encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"), color=colour))
    if dashed:
        layers.append(
            alt.Chart(layout.data(dashed)).mark_line(strokeWidth=1.5, strokeDash=[3, 3]).encode(x=x, y=y, color=colour)
        )
    # A line does not run on over years that nobody counted.
    unbroken = {"detail": alt.Detail("part:N")} if any("part" in row for row in rows) else {}
    layers.append(base.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour, **unbroken))
    # A long series is a line with a few marks on it, which carry the shapes of the legend.
    points = rows if len(rows) < 50 else [row for row in rows if row["year"] % 5 == 0]
    layers.append(
        alt.Chart(layout.data(points))
        .mark_point(filled=True, size=50, opacity=1)
        .encode(x=x, y=y, color=colour, shape=shape, tooltip=layout.tip("year", "side", "text"))
    )
    for value, name in rules:
        source = layout.data([{"value": value, "name": name}])
        layers += [
            alt.Chart(source)
            .mark_rule(color=theme.THRESHOLD, strokeWidth=2, strokeDash=[5, 3])
            .encode(y=alt.Y("value:Q")),
            alt.Chart(source)
            .mark_text(align="left", baseline="bottom", dx=4, dy=-3, color=theme.THRESHOLD, fontSize=12)
            .encode(y=alt.Y("value:Q"), x=alt.XValue(0), text=alt.Text("name:N")),
        ]
    if direct:
        layers.append(ends.names_at_ends(rows, sides, height, (0, top), 0.5 if log else None))
    drawn = layout.layered(layers, height).properties(title=layout.heading(title, width, dashed_name if dashed else ""))
    return drawn.properties(padding=ends.room(sides)) if direct else drawn


def strip(rows: Rows, width: int, names: dict[str, str]) -> Chart:
    """One cell per year and posture, coloured and lettered. Rows: year (text), label, what, short, text."""
    order = list(dict.fromkeys(row["label"] for row in rows))
    years = list(dict.fromkeys(row["year"] for row in rows))
    base = alt.Chart(layout.data(rows))
    colour = layout.coloured(names, width)
    if layout.is_wide(width):
        x: Any = alt.X(
            "year:N", sort=years, title=None, axis=alt.Axis(labelAngle=0, orient="bottom", domain=False, ticks=False)
        )
        y: Any = alt.Y("label:N", sort=order, title=None)
        height = 56 * len(order)
    else:
        letters = max(8, 42 // len(order))
        wrapped = {label: "\n".join(layout.balanced(label, letters)) for label in order}
        # Vega sets a name of several lines downwards from its first, so the first stands high enough for the longest.
        below = max(label.count("\n") for label in wrapped.values())
        rows = [{**row, "label": wrapped[row["label"]]} for row in rows]
        base = alt.Chart(layout.data(rows))
        x = alt.X(
            "label:N",
            sort=list(wrapped.values()),
            title=None,
            axis=alt.Axis(
                labelAngle=0,
                orient="top",
                domain=False,
                ticks=False,
                labelExpr=r"split(datum.label, '\n')",
                labelLineHeight=layout.LINE,
                labelPadding=4 + layout.LINE * below,
            ),
        )
        y = alt.Y("year:N", sort=years, title=None)
        height = 30 * len(years)
    cells = (
        base.mark_rect(stroke=theme.PAPER, strokeWidth=2).encode(
            x=x, y=y, color=colour, tooltip=layout.tip("year", "label", "what", "text")
        ),
        base.mark_text(color=theme.PAPER, fontSize=12, fontWeight=600).encode(x=x, y=y, text=alt.Text("short:N")),
    )
    return layout.layered(cells, height)
