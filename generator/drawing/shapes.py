"""The shapes charts are made of. Each takes rows and a width in pixels and returns an Altair chart.

On a phone the labels of rows stand above their marks instead of beside them; nothing else changes, so
one shape reads the same on both. Colours come by name from the theme, and every colour has a second
channel: a direct label, a shape or a dash.

Channels are written as objects (`alt.X2("high:Q")`), never as bare strings: Altair turns each bare
string into an object by way of its whole schema, which costs more than the rest of the chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from generator.drawing import layout, theme
from generator.drawing.layout import Chart, Rows


def bars_with_intervals(
    rows: Rows, width: int, title: str, *, share: bool, names: dict[str, str], words: dict[str, str]
) -> Chart:
    """Bars from zero with an interval, and the thresholds each is held against.

    A threshold that all rows share is a named line, else a tick on each row. Rows: label, group, value,
    low, high, tau, alpha, text. `names` maps groups to colours, `words` names the thresholds that are shown.
    """
    order = [row["label"] for row in rows]
    base, y = alt.Chart(layout.data(rows)), layout.y(width, order)
    top = max(max(row["high"], row["tau"]) for row in rows) * (1.13 if layout.is_wide(width) else 1.22)
    x = layout.x(title, width, share=share, domain=[0, top])
    size = 18
    colour = layout.coloured(names, width, "group")
    layers: list[Any] = [
        base.mark_bar(size=size).encode(x=x, y=y, color=colour, tooltip=layout.tip("label", "text")),
        # On its bar an interval would be lost without an edge of paper.
        base.mark_rule(color=theme.PAPER, strokeWidth=5).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y),
        base.mark_rule(color=theme.INK, strokeWidth=2).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y),
        alt.Chart(
            layout.data([{"label": row["label"], "high": row["high"], "short": _central(row["text"])} for row in rows])
        )
        .mark_text(align="left", dx=6, fontSize=12, color=theme.INK)
        .encode(x=alt.X("high:Q"), y=y, text=alt.Text("short:N")),
    ]
    for field, hue in (("tau", theme.THRESHOLD), ("alpha", theme.ACCEPTABLE)):
        if field not in words:
            continue
        if len({row[field] for row in rows}) == 1:
            layers += layout.threshold_rule(rows[0][field], words[field], hue, late=rows[0][field] > layout.LATE * top)
        else:
            layers.append(base.mark_tick(color=hue, thickness=3, size=size + 14).encode(x=alt.X(f"{field}:Q"), y=y))
    return layout.layered([*layers, *layout.labels(rows, width, order, 14)], layout.height(width, order, 44, 60))


def _central(text: str) -> str:
    """An estimate in print without its range."""
    return text.partition(" (")[0]


def waterfall(rows: Rows, width: int, title: str, colour: str, required: float | None, required_label: str) -> Chart:
    """What is left after each step, and what the step took.

    Rows in order: label, value (left), before (left before), text.
    """
    order = [row["label"] for row in rows]
    base, y = alt.Chart(layout.data(rows)), layout.y(width, order)
    top = max(row["before"] for row in rows)
    x = layout.x(title, width, domain=[0, max(top, required or 0.0) * 1.16])
    layers: list[Any] = [
        base.mark_bar(size=18, color=theme.LOSS, opacity=0.35).encode(x=alt.X("value:Q"), x2=alt.X2("before:Q"), y=y),
        base.mark_bar(size=18, color=colour).encode(x=x, y=y, tooltip=layout.tip("label", "text")),
        base.mark_text(align="left", dx=5, fontSize=12, color=theme.SOFT).encode(
            x=alt.X("before:Q"), y=y, text=alt.Text("text:N")
        ),
    ]
    if required is not None:
        layers += layout.threshold_rule(required, required_label, late=required > layout.LATE * top)
    return layout.layered([*layers, *layout.labels(rows, width, order, 13)], layout.height(width, order, 34, 50))


def now_and_needed(rows: Rows, width: int, title: str, colour: str, now: str, needed: str) -> Chart:
    """Where a share stands and where it must stand. Rows: label, value, break_even (or None), text."""
    order = [row["label"] for row in rows]
    base, y = alt.Chart(layout.data(rows)), layout.y(width, order)
    x = layout.x(title, width, share=True, domain=[0, 1])
    scale = alt.Scale(domain=[now, needed], range=[colour, theme.THRESHOLD])
    shapes = alt.Scale(domain=[now, needed], range=["circle", "diamond"])
    marks = [{"label": r["label"], "value": r["value"], "what": now, "text": r["text"]} for r in rows]
    marks += [
        {"label": r["label"], "value": r["break_even"], "what": needed, "text": r["text"]}
        for r in rows
        if r["break_even"] is not None
    ]
    points = alt.Chart(layout.data(marks)).mark_point(filled=True, size=150, strokeWidth=3, opacity=1)
    layers: list[Any] = [
        base.transform_filter("datum.break_even !== null").mark_rule(color=theme.RULE, strokeWidth=2).encode(x=x, x2=alt.X2("break_even:Q"), y=y),
        points.encode(
            x=alt.X("value:Q"), y=y, tooltip=layout.tip("label", "text"),
            color=alt.Color("what:N", scale=scale, legend=layout.legend(width)), shape=alt.Shape("what:N", scale=shapes, legend=layout.legend(width)),
        ),
    ]  # fmt: skip
    return layout.layered([*layers, *layout.labels(rows, width, order, 9)], layout.height(width, order, 30, 46))


def dots_by_side(
    rows: Rows,
    width: int,
    title: str,
    sides: Sequence[str],
    rules: Sequence[tuple[float, str]],
    *,
    log: bool = False,
    share: bool = False,
    whole: bool = False,
) -> Chart:
    """A dot with an interval per row and side; `whole` numbers have no ticks between. Rows: label, side, value, low, high, text."""
    order = list(dict.fromkeys(row["label"] for row in rows))
    base, y = alt.Chart(layout.data(rows)), layout.y(width, order)
    top = max([row["high"] for row in rows] + [value for value, _ in rules]) * 1.15
    below = min(0.0, *(row["low"] for row in rows)) * 1.15
    x = layout.x(title, width, share=share, log=log, whole=whole, domain=[below, min(top, 1.0) if share else top])
    offset = alt.YOffset("side:N", sort=list(sides))
    colour, shape = layout.by_side(sides, width)
    layers: list[Any] = []
    for value, name in rules:
        layers += layout.threshold_rule(value, name, late=not log and value > layout.LATE * top)
    layers += layout.labels(rows, width, order, 17)
    layers += [
        base.mark_rule(strokeWidth=3, opacity=0.55).encode(
            x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y, yOffset=offset, color=colour
        ),
        base.mark_point(filled=True, size=90, opacity=1).encode(
            x=x, y=y, yOffset=offset, color=colour, shape=shape, tooltip=layout.tip("label", "side", "text")
        ),
    ]
    return layout.layered(layers, layout.height(width, order, 52, 68))


def dots_in_band(rows: Rows, width: int, title: str, band: tuple[float, float, str]) -> Chart:
    """A dot with an interval per row, over a shaded band that has a name. Rows: label, value, low, high, text."""
    order = [row["label"] for row in rows]
    base, y = alt.Chart(layout.data(rows)), layout.y(width, order)
    low, high, name = band
    top = max([row["high"] for row in rows] + [high]) * 1.1
    x = layout.x(title, width, domain=[0, top])
    shaded = alt.Chart(layout.data([{"low": low, "high": high, "name": name}]))
    layers: list[Any] = [
        shaded.mark_rect(color=theme.AFTER, opacity=0.16).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q")),
        shaded.mark_text(align="left", baseline="bottom", dy=-4, color=theme.AFTER, fontSize=12).encode(
            x=alt.X("low:Q"), y=alt.YValue(0), text=alt.Text("name:N")
        ),
        *layout.labels(rows, width, order, 11),
        base.mark_rule(color=theme.INTERVAL, strokeWidth=3).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y),
        base.mark_point(filled=True, size=90, opacity=1, color=theme.INK).encode(
            x=x, y=y, tooltip=layout.tip("label", "text")
        ),
    ]
    return layout.layered(layers, layout.height(width, order, 34, 50))


def ratios(rows: Rows, width: int, title: str, equal: str) -> Chart:
    """Ratios about one, on a logarithmic scale. Rows: label, value, low, high, text."""
    order = [row["label"] for row in rows]
    base, y = alt.Chart(layout.data(rows)), layout.y(width, order)
    ends = [v for row in rows for v in (row["low"], row["high"])] + [0.5, 2.0]
    x = alt.X(
        "value:Q",
        title=layout.wrapped(title, width),
        scale=alt.Scale(type="log", domain=[min(ends) / 1.1, max(ends) * 1.1], nice=False),
        axis=alt.Axis(values=[0.1, 0.2, 0.5, 1, 2, 5, 10], format="~g"),
    )
    layers: list[Any] = layout.threshold_rule(1.0, equal, theme.INK) + layout.labels(rows, width, order, 14) + [
        base.mark_rule(color=theme.INTERVAL, strokeWidth=3, opacity=0.6).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y),
        base.mark_point(filled=True, size=90, opacity=1, color=theme.ACCENT).encode(x=x, y=y, tooltip=layout.tip("label", "text")),
    ]  # fmt: skip
    return layout.layered(layers, layout.height(width, order, 34, 54))
