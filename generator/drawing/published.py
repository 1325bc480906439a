"""Shapes for what was published and counted, rather than drawn at random: wide logarithmic ranges, named lines, counts.

The same conventions as in `shapes`: rows and a width in, an Altair chart out; labels of rows stand
above their marks on a phone; no colour without a second channel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from generator.drawing import layout, theme
from generator.drawing.layout import Chart, Rows

PER_CENT = "format(100 * datum.value, '~g') + ' %'"
"""Labels of an axis whose ends lie far below one per cent."""


def log_ranges(rows: Rows, width: int, title: str, ticks: Sequence[float]) -> Chart:
    """Shares on a logarithmic axis: a range, a point, or both. Rows: label, low, value, high (each or None), text."""
    order = [row["label"] for row in rows]
    y = layout.y(width, order)
    x = alt.X(
        "value:Q",
        title=layout.wrapped(title, width),
        scale=alt.Scale(type="log", domain=[ticks[0] / 1.6, ticks[-1] * 1.6], nice=False),
        axis=alt.Axis(values=list(ticks if layout.is_wide(width) else ticks[::2]), labelExpr=PER_CENT),
    )
    ranges = [row for row in rows if row["low"] is not None]
    points = [row for row in rows if row["value"] is not None]
    layers: list[Any] = _two_lines(width, order) + [
        alt.Chart(layout.data(ranges))
        .mark_rule(color=theme.INTERVAL, strokeWidth=7, opacity=0.55)
        .encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y, tooltip=layout.tip("label", "text")),
        alt.Chart(layout.data(points))
        .mark_point(filled=True, size=90, opacity=1, color=theme.ACCENT)
        .encode(x=x, y=y, tooltip=layout.tip("label", "text")),
    ]
    return layout.layered(layers, layout.height(width, order, 40, 62))


def named_lines(
    rows: Rows,
    width: int,
    title: str,
    *,
    names: Rows,
    ticks: Sequence[float],
    years: Sequence[int],
    log: bool,
    axis: str = "",
) -> Chart:
    """Shares over years, each line with its name at its end.

    Rows: year, line, value, text; `names`: line, name, year, value (where the name stands); `years` are
    the labels of the horizontal axis and end where the lines do.
    """
    lines = [row["line"] for row in names]
    room = 1.24 if layout.is_wide(width) else 1.54
    x = alt.X(
        "year:Q",
        title=axis or None,
        scale=alt.Scale(domain=[years[0], years[0] + (years[-1] - years[0]) * room], nice=False),
        axis=alt.Axis(values=list(years), format="d", grid=False),
    )
    scale = alt.Scale(type="log", domain=[ticks[0], ticks[-1]]) if log else alt.Scale(domain=[ticks[0], ticks[-1]])
    y = alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(values=list(ticks), labelExpr=PER_CENT))
    colour = alt.Color("line:N", scale=alt.Scale(domain=lines, range=list(theme.SERIES[: len(lines)])), legend=None)
    layers = [
        alt.Chart(layout.data(rows)).mark_line(strokeWidth=2.5).encode(x=x, y=y, color=colour),
        alt.Chart(layout.data([row for row in rows if row["year"] in years]))
        .mark_point(filled=True, size=45, opacity=1)
        .encode(x=x, y=y, color=colour, tooltip=layout.tip("line", "year", "text")),
        alt.Chart(layout.data(names))
        .mark_text(align="left", baseline="middle", dx=8, fontSize=13, color=theme.INK)
        .encode(x=x, y=y, text=alt.Text("name:N")),
    ]
    return layout.layered(layers, 340 if layout.is_wide(width) else 300).properties(title=layout.heading(title, width))


def paired_bars(
    rows: Rows, width: int, title: str, names: Mapping[str, str], rule: tuple[float, str] | None = None
) -> Chart:
    """Bars from zero, one for each group of a row, with their numbers beside them. Rows: label, group, value, text."""
    order = list(dict.fromkeys(row["label"] for row in rows))
    base, y = alt.Chart(layout.data(rows)), layout.y(width, order)
    top = max([row["value"] for row in rows] + ([rule[0]] if rule else []))
    x = alt.X(
        "value:Q",
        title=layout.wrapped(title, width),
        scale=alt.Scale(domain=[0, top * (1.12 if layout.is_wide(width) else 1.24)], nice=False),
        axis=alt.Axis(tickCount=5 if layout.is_wide(width) else 3, format=",d"),
    )
    offset = alt.YOffset("group:N", sort=list(names))
    colour = layout.coloured(names, width, "group")
    layers = _limit(*rule) if rule else []
    layers += layout.labels(rows, width, order, 29)
    layers += [
        base.mark_bar().encode(x=x, y=y, yOffset=offset, color=colour, tooltip=layout.tip("label", "group", "text")),
        base.mark_text(align="left", dx=5, fontSize=12, color=theme.INK).encode(
            x=x, y=y, yOffset=offset, text=alt.Text("text:N")
        ),
    ]
    return layout.layered(layers, layout.height(width, order, 58, 86))


def stacked_counts(rows: Rows, width: int, title: str, names: Mapping[str, str]) -> Chart:
    """Counts side by side in one bar a row, each with its number. Rows: label, what, value, start, end."""
    order = list(dict.fromkeys(row["label"] for row in rows))
    placed = [{**row, "middle": (row["start"] + row["end"]) / 2, "text": str(row["value"])} for row in rows]
    base, y = alt.Chart(layout.data(placed)), layout.y(width, order)
    colour = layout.coloured(names, width)
    x = alt.X("start:Q", title=layout.wrapped(title, width), axis=alt.Axis(tickMinStep=1, format="d"))
    layers: list[Any] = [
        base.mark_bar(size=24, stroke=theme.PAPER, strokeWidth=1).encode(
            x=x, x2=alt.X2("end:Q"), y=y, color=colour, tooltip=layout.tip("label", "what", "text")
        ),
        base.mark_text(color=theme.PAPER, fontSize=12, fontWeight=600).encode(
            x=alt.X("middle:Q"), y=y, text=alt.Text("text:N")
        ),
    ]
    return layout.layered([*layers, *layout.labels(rows, width, order, 14)], layout.height(width, order, 38, 56))


def events(rows: Rows, width: int, title: str, *, rule: tuple[float, str], years: Sequence[int]) -> Chart:
    """One mark an event, by year and by size on a logarithmic axis; the largest have their name beside them.

    Rows: year, value, label, name (empty where none is written), text. `rule` is a year and its name.
    """
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(domain=[years[0], years[-1] + 4], nice=False),
        axis=alt.Axis(values=list(years if layout.is_wide(width) else years[::2]), format="d", grid=False),
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(type="log", domain=[800, 3_000_000], nice=False),
        axis=alt.Axis(values=[1e3, 1e4, 1e5, 1e6], format=",d"),
    )
    base, named = alt.Chart(layout.data(rows)), [row for row in rows if row["name"]]
    marked = alt.Chart(layout.data([{"year": rule[0], "name": rule[1]}]))
    layers = [
        marked.mark_rule(color=theme.SOFT, strokeWidth=1.5, strokeDash=[5, 3]).encode(x=x),
        marked.mark_text(align="left", baseline="top", dx=5, fontSize=12, color=theme.SOFT).encode(
            x=x, y=alt.YValue(2), text=alt.Text("name:N")
        ),
        base.mark_point(filled=True, size=70, opacity=0.85, color=theme.ACCENT).encode(
            x=x, y=y, tooltip=layout.tip("label", "text")
        ),
        *(_name(row, i, width, years).encode(x=x, y=y, text=alt.Text("name:N")) for i, row in enumerate(named)),
    ]
    return layout.layered(layers, 340 if layout.is_wide(width) else 320).properties(title=layout.heading(title, width))


def _two_lines(width: int, order: Sequence[str]) -> list[alt.Chart]:
    """Labels above the marks on a phone, what they are about on one line and what they say of it on the next."""
    if layout.is_wide(width):
        return []
    return [
        alt.Chart(layout.data([{"label": label} for label in order]))
        .mark_text(align="left", baseline="bottom", dy=-23, lineBreak=": ", lineHeight=15, fontSize=13, color=theme.INK)
        .encode(y=layout.y(width, order), x=alt.XValue(0), text=alt.Text("label:N"))
    ]


def _name(row: dict[str, Any], turn: int, width: int, years: Sequence[int]) -> alt.Chart:
    """An event's name: beside its mark, or, on a phone, under or over it, in turn at one of three heights."""
    mark = alt.Chart(layout.data([row]))
    if layout.is_wide(width):
        return mark.mark_text(align="left", dx=8, fontSize=12, color=theme.INK)
    late = row["year"] > years[0] + 0.7 * (years[-1] - years[0])
    return mark.mark_text(
        align="right" if late else "left", dx=6 if late else -4, dy=(14, 28, -12)[turn % 3], fontSize=12, color=theme.INK
    )  # fmt: skip


def _limit(value: float, name: str) -> list[Any]:
    """A named vertical line near the right end of the plot, its name on the left of it and above the plot."""
    source = layout.data([{"value": value, "name": name}])
    return [
        alt.Chart(source).mark_rule(color=theme.SOFT, strokeWidth=1.5, strokeDash=[5, 3]).encode(x=alt.X("value:Q")),
        alt.Chart(source)
        .mark_text(align="right", baseline="bottom", dx=2, dy=-4, color=theme.SOFT, fontSize=12)
        .encode(x=alt.X("value:Q"), y=alt.YValue(0), text=alt.Text("name:N")),
    ]
