"""Shapes for what adds up along one axis: shares of one, stacked parts against a bar; and curves along a parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, product
from string import ascii_uppercase
from typing import Any

import altair as alt

from generator import numerals
from generator.drawing import layout, theme
from generator.drawing.layout import Chart, Rows

LEGIBLE = 0.04
"""The least share of the axis in which a letter has room."""


def stacked(rows: Rows, width: int, title: str, names: Mapping[str, str], mark: str) -> Chart:
    """Parts of a whole side by side in one bar a row, each row with a tick at what is too much for its bearer.

    Rows: label, what, start, end, limit, text. `names` maps `what` to colours, `mark` names the tick. Each part has a
    letter, in the legend and in the bar wherever there is room, so that it is known without its colour. The tick of the
    first row is named.
    """
    letters = dict(zip(names, _letters(), strict=False))
    names = {f"{letters[name]}: {name}": colour for name, colour in names.items()}
    rows = [{**row, "what": f"{letters[row['what']]}: {row['what']}", "short": letters[row["what"]]} for row in rows]
    order = list(dict.fromkeys(row["label"] for row in rows))
    top = max(row["end"] for row in rows)
    limits = list({row["label"]: row for row in rows}.values())
    top = max(top, *(min(row["limit"], 4 * top) for row in limits)) * 1.08
    base, y = alt.Chart(layout.data(rows)), layout.y(width, order)
    colour = layout.coloured(names, width)
    x = alt.X(
        "start:Q",
        title=layout.wrapped(title, width),
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(tickCount=5, format=".4~g"),
    )
    held = alt.Chart(
        layout.data(
            [{"label": row["label"], "limit": row["limit"], "what": mark} for row in limits if row["limit"] <= top]
        )
    )
    lettered = [
        {"label": row["label"], "middle": (row["start"] + row["end"]) / 2, "short": row["short"]}
        for row in rows
        if row["end"] - row["start"] >= LEGIBLE * top
    ]
    layers: list[Any] = [
        base.mark_bar(size=22, stroke=theme.PAPER, strokeWidth=1).encode(
            x=x, x2=alt.X2("end:Q"), y=y, color=colour, tooltip=layout.tip("label", "what", "text")
        ),
        alt.Chart(layout.data(lettered))
        .mark_text(color=theme.PAPER, fontSize=12, fontWeight=600)
        .encode(x=alt.X("middle:Q"), y=y, text=alt.Text("short:N")),
        held.mark_tick(color=theme.THRESHOLD, thickness=3, size=34).encode(
            x=alt.X("limit:Q"), y=y, tooltip=layout.tip("what", "limit")
        ),
    ]
    if limits[0]["limit"] <= top:
        share = limits[0]["limit"] / top
        align, dx = ("right", 4) if share > 0.8 else ("left", -4) if share < 0.2 else ("center", 0)
        look: dict[str, Any] = {"align": align, "dx": dx, "dy": -3, "baseline": "bottom", "fontSize": 12}
        layers.append(
            alt.Chart(layout.data([{"limit": limits[0]["limit"], "name": mark}]))
            .mark_text(**look, color=theme.THRESHOLD)
            .encode(x=alt.X("limit:Q"), y=alt.YValue(0), text=alt.Text("name:N"))
        )
    return layout.layered([*layers, *layout.labels(rows, width, order, 15)], layout.height(width, order, 40, 58))


def _letters() -> Iterator[str]:
    """A to Z, AA to ZZ, and so on: a study may name as many losses as it likes."""
    for length in count(1):
        yield from map("".join, product(ascii_uppercase, repeat=length))


def shares(rows: Rows, width: int, title: str, names: dict[str, str]) -> Chart:
    """Stacked shares of one. Rows: label, what, short (its letters), value, start, end, text. `names` maps `what` to colours."""
    order = list(dict.fromkeys(row["label"] for row in rows))
    base, y = alt.Chart(layout.data(rows)), layout.y(width, order)
    # Room for the letters of a verdict and its share.
    least = 0.12 if layout.is_wide(width) else 0.23
    colour = layout.coloured(names, width)
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


def curves(
    rows: Rows,
    width: int,
    title: str,
    x_title: str,
    names: Mapping[str, tuple[str, Sequence[int]]],
    rules: Sequence[tuple[float, str]] = (),
) -> Chart:
    """Lines along a share from 0 to 1. Rows: x, y, what. `names` maps `what` to its colour and dash."""
    top = max([row["y"] for row in rows] + [value for value, _ in rules]) * 1.08 or 1.0
    base = alt.Chart(layout.data(rows))
    x = alt.X(
        "x:Q",
        title=layout.wrapped(x_title, width),
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%", tickCount=5),
    )
    y = alt.Y(
        "y:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(tickCount=5, format=".4~g")
    )
    colours = [colour for colour, _ in names.values()]
    dashes = [list(dash) for _, dash in names.values()]
    # One entry a line: the names say what was set, and are long.
    legend = alt.Legend(title=None, columns=1, symbolType="stroke", symbolSize=300)
    layers: list[Any] = [
        base.mark_line(strokeWidth=2.5).encode(
            x=x,
            y=y,
            color=alt.Color("what:N", scale=alt.Scale(domain=list(names), range=colours), legend=legend),
            strokeDash=alt.StrokeDash("what:N", scale=alt.Scale(domain=list(names), range=dashes), legend=legend),
        )
    ]
    # A few marks on each line, for who reads value by value.
    marked = [row for row in rows if 4 * row["x"] == round(4 * row["x"])]
    told = [{**row, "text": f"{numerals.percent(row['x'])}: {_printed(row['y'])}"} for row in marked]
    layers.append(
        alt.Chart(layout.data(told))
        .mark_point(filled=True, size=40, opacity=1)
        .encode(x=x, y=y, color=layers[0].encoding.color, tooltip=layout.tip("what", "text"))
    )
    for value, name in rules:
        source = layout.data([{"y": value, "name": name}])
        layers += [
            alt.Chart(source).mark_rule(color=theme.SOFT, strokeWidth=1.5, strokeDash=[1, 3]).encode(y=alt.Y("y:Q")),
            alt.Chart(source)
            .mark_text(align="left", baseline="bottom", dx=4, dy=-3, color=theme.SOFT, fontSize=12)
            .encode(y=alt.Y("y:Q"), x=alt.XValue(0), text=alt.Text("name:N")),
        ]
    return layout.layered(layers, 300 if layout.is_wide(width) else 260).properties(title=layout.heading(title, width))


def _printed(value: float) -> str:
    """A number at central values, with no more than two decimals."""
    return numerals.number(value, min(2, numerals.plain_decimals(value)))
