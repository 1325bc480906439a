"""A shape for what has levels and no numbers: named steps, a dot on each row, and a tick at the level that is too much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from generator.drawing import layout, theme
from generator.drawing.layout import Chart, Rows


def steps(rows: Rows, width: int, levels: Sequence[str], names: Mapping[str, str], bar: str) -> Chart:
    """A dot on each row at its level, on a line from the left; a tick named `bar` at the row's own bar.

    Rows: label, group, value and reach (levels from 1; where `reach` is more, a pale line goes on to it), bar, text.
    `levels` are named from the lowest; `names` maps groups to colours.
    """
    order = [row["label"] for row in rows]
    base, y = alt.Chart(layout.data(rows)), layout.y(width, order)
    named = ", ".join(f"'{level}'" for level in ("", *levels))
    x = alt.X(
        "value:Q",
        title=None,
        scale=alt.Scale(domain=[0, len(levels) + 0.4], nice=False),
        axis=alt.Axis(values=list(range(1, len(levels) + 1)), labelExpr=f"[{named}][datum.value]", orient="top"),
    )
    groups = list(names)
    colour = alt.Color(
        "group:N", scale=alt.Scale(domain=groups, range=list(names.values())), legend=layout.legend(width, names)
    )
    shape = alt.Shape(
        "group:N",
        scale=alt.Scale(domain=groups, range=list(theme.SIDE_SHAPES[: len(groups)])),
        legend=layout.legend(width, names),
    )
    first = min(rows, key=lambda row: order.index(row["label"]))
    layers: list[Any] = [
        base.mark_rule(strokeWidth=3, opacity=0.3, strokeDash=[2, 3]).encode(
            x=alt.X("value:Q"), x2=alt.X2("reach:Q"), y=y, color=colour
        ),
        base.mark_rule(strokeWidth=3, opacity=0.55).encode(x=x, x2=alt.X2Datum(0), y=y, color=colour),
        base.mark_tick(color=theme.THRESHOLD, thickness=3, size=26).encode(x=alt.X("bar:Q"), y=y),
        base.mark_point(filled=True, size=130, opacity=1).encode(
            x=x, y=y, color=colour, shape=shape, tooltip=layout.tip("label", "text")
        ),
        alt.Chart(layout.data([{"label": first["label"], "bar": first["bar"], "name": bar}]))
        .mark_text(align="left", dx=6, dy=-12 if layout.is_wide(width) else 0, fontSize=12, color=theme.THRESHOLD)
        .encode(x=alt.X("bar:Q"), y=y, text=alt.Text("name:N")),
    ]
    return layout.layered([*layers, *layout.labels(rows, width, order, 12)], layout.height(width, order, 40, 52))
