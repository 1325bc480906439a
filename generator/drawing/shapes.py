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

from generator.drawing import ends, layout, theme
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
    colour = alt.Color(
        "group:N", scale=alt.Scale(domain=list(names), range=list(names.values())), legend=layout.legend(width, names)
    )
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


def shares(rows: Rows, width: int, title: str, names: dict[str, str]) -> Chart:
    """Stacked shares of one. Rows: label, what, short (its letters), value, start, end, text. `names` maps `what` to colours."""
    order = list(dict.fromkeys(row["label"] for row in rows))
    base, y = alt.Chart(layout.data(rows)), layout.y(width, order)
    # Room for the letters of a verdict and its share.
    least = 0.12 if layout.is_wide(width) else 0.23
    colour = alt.Color(
        "what:N", scale=alt.Scale(domain=list(names), range=list(names.values())), legend=layout.legend(width, names)
    )
    inside = alt.Chart(
        layout.data(
            [
                {
                    "label": row["label"],
                    "middle": (row["start"] + row["end"]) / 2,
                    "text": f"{row['short']} {row['text']}",
                }
                for row in rows
                if row["value"] >= least
            ]
        )
    )
    layers: list[Any] = [
        base.mark_bar(size=24, stroke=theme.PAPER, strokeWidth=1).encode(
            x=alt.X(
                "start:Q",
                title=layout.wrapped(title, width),
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format=".0%", tickCount=5),
            ),
            x2=alt.X2("end:Q"),
            y=y,
            color=colour,
            tooltip=layout.tip("label", "what", "text"),
        ),
        inside.mark_text(color=theme.PAPER, fontSize=12, fontWeight=600).encode(
            x=alt.X("middle:Q"), y=y, text=alt.Text("text:N")
        ),
    ]
    return layout.layered([*layers, *layout.labels(rows, width, order, 15)], layout.height(width, order, 40, 58))


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
    colour = alt.Color(
        "what:N", scale=alt.Scale(domain=list(names), range=list(names.values())), legend=layout.legend(width, names)
    )
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


def tornado(rows: Rows, width: int, title: str, centre: float, low_name: str, high_name: str) -> Chart:
    """How far each input moves a result. Rows, widest first: label, low, high (results), low_text, high_text (the input at its ends), text."""
    order = [row["label"] for row in rows]
    y = layout.y(width, order)
    halves = [
        {"label": r["label"], "value": centre, "end": r[end], "what": name, "text": r["text"], "at": r[f"{end}_text"]}
        for r in rows
        for end, name in (("low", low_name), ("high", high_name))
    ]
    spread = [v for r in rows for v in (r["low"], r["high"])] + [centre]
    # Room for what stands beside the ends of the widest bars.
    pad = (max(spread) - min(spread)) * (0.16 if layout.is_wide(width) else 0.12) or 0.1
    # Ticks a twentieth apart need two decimals to be told apart.
    ticks = "~g" if max(spread) - min(spread) > 1 else ".2~f"
    scale = alt.Scale(domain=[min(spread) - pad, max(spread) + pad], nice=False, zero=False)
    colour = alt.Color(
        "what:N",
        scale=alt.Scale(domain=[low_name, high_name], range=[theme.MUTED, theme.ACCENT]),
        legend=layout.legend(width),
    )
    bars = alt.Chart(layout.data(halves))
    layers: list[Any] = [
        bars.mark_bar(size=16).encode(
            x=alt.X(
                "value:Q", title=layout.wrapped(title, width), scale=scale, axis=alt.Axis(tickCount=5, format=ticks)
            ),
            x2=alt.X2("end:Q"),
            y=y,
            color=colour,
            tooltip=layout.tip("label", "what", "text"),
        ),
        alt.Chart(layout.data([{"value": centre}]))
        .mark_rule(color=theme.INK, strokeWidth=1.5)
        .encode(x=alt.X("value:Q")),
    ]
    for align, dx, beyond in (("left", 5, True), ("right", -5, False)):
        # Of two ends on one side of the centre the nearer would be written over the bar of the other.
        named = [half for half in halves if (half["end"] > centre) == beyond and half["end"] == _outer(halves, half)]
        if named and layout.is_wide(width):
            look: dict[str, Any] = {"align": align, "dx": dx, "fontSize": 11, "color": theme.SOFT}
            layers.append(
                alt.Chart(layout.data([{name: half[name] for name in ("label", "end", "at")} for half in named]))
                .mark_text(**look)
                .encode(x=alt.X("end:Q"), y=y, text=alt.Text("at:N"))
            )
    return layout.layered([*layers, *layout.labels(rows, width, order, 12)], layout.height(width, order, 40, 44))


def _outer(halves: Rows, half: dict[str, Any]) -> float:
    """The end, farthest from the centre, of the bars that a row has on the same side of it."""
    centre = half["value"]
    beside = [
        other["end"]
        for other in halves
        if other["label"] == half["label"] and (other["end"] > centre) == (half["end"] > centre)
    ]
    found: float = max(beside, key=lambda end: abs(end - centre))
    return found


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
