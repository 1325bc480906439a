"""A map of verdicts: panels of cells, each with the verdict's colour, its letters and its share of draws."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from generator.drawing import layout, theme
from generator.drawing.layout import Chart, Rows

GAP = "gap"
CELL, HEAD, LETTER = 38, 18, 7
"""Height of a cell and of a line above the panels, and width of a letter."""


def verdict_map(
    rows: Rows,
    width: int,
    order: tuple[Sequence[str], Sequence[str], Sequence[str]],
    titles: Sequence[str],
    names: dict[str, str],
) -> Chart:
    """Panels side by side, or one above the other on a phone.

    Rows: panel, x, y (the values as text), what (lettered name), short, share. `order` has the values of panels, x and
    y as they rise, `titles` the names of x, y and panels as far as there are any, `names` the colours of the lettered names.
    """
    wide = layout.is_wide(width)
    panels, across, up = order[0], list(order[1]), list(reversed(order[2]))
    keys = _keys(panels, across if wide else up, before=bool(panels[0]) and not wide)
    panelled = alt.Axis(
        labelExpr="split(datum.label, '|')[1]",
        values=[key for key in keys if not key.startswith(GAP)],
        labelAngle=0,
        labelFontSize=11 if wide else 13,
        domain=False,
        ticks=False,
    )
    height = CELL * len(up if wide else keys)
    bare = alt.Axis(labelAngle=0, domain=False, ticks=False)
    x: Any = alt.X(
        "key:N" if wide else "x:N",
        title=textwrap.wrap(titles[0], 88 if wide else 42),
        axis=panelled if wide else bare,
        scale=_scale(keys if wide else across),
    )
    y: Any = alt.Y(
        "y:N" if wide else "key:N",
        title=textwrap.wrap(titles[1], height // LETTER) if len(titles) > 1 else None,
        axis=bare if wide else panelled,
        scale=_scale(up if wide else keys),
    )
    colour = alt.Color(
        "what:N",
        scale=alt.Scale(domain=list(names), range=list(names.values())),
        legend=alt.Legend(
            title=None,
            columns=2 if wide and max(map(len, names)) <= 46 else 1,
            labelLimit=width - 40,
            offset=2 * HEAD + 8 if wide and panels[0] else HEAD,
            # On a phone whose verdict it is stands on a line of its own.
            labelExpr="datum.label" if wide else "split(replace(datum.label, ' (', '|('), '|')",
        ),
    )
    base = alt.Chart(layout.data([{**row, "key": f"{row['panel']}|{row['x' if wide else 'y']}"} for row in rows]))
    tip = layout.tip("what", "share") if rows[0]["share"] else layout.tip("what")
    tip += [alt.Tooltip(f"{name}:N", title=title) for name, title in zip(("x", "y", "panel"), titles, strict=False)]
    white: dict[str, Any] = {"color": theme.PAPER}
    layers: list[Any] = [
        base.mark_rect().encode(x=x, y=y, color=colour, tooltip=tip),
        base.mark_text(fontSize=11, fontWeight=600, dy=-6 if rows[0]["share"] else 0, **white).encode(
            x=x, y=y, text=alt.Text("short:N")
        ),
        base.mark_text(fontSize=10, dy=7, **white).encode(x=x, y=y, text=alt.Text("share:N")),
    ]
    if panels[0]:
        layers += _heads(panels, titles[2], x, y, across, up, wide)
    return layout.layered(layers, height)


def _heads(
    panels: Sequence[str], title: str, x: Any, y: Any, across: Sequence[str], up: Sequence[str], wide: bool
) -> list[Any]:
    """The name of what differs between the panels, once above all, and its value above each."""
    above: dict[str, Any] = {"fontSize": 12, "baseline": "bottom"}
    named = alt.Chart(layout.data([{"title": title}]))
    middle = across[len(across) // 2] if wide else up[0]
    heads = alt.Chart(layout.data([{"panel": panel, "key": f"{panel}|{middle}"} for panel in panels]))
    told = (
        heads.mark_text(dy=-4, **above).encode(x=x, y=alt.YValue(0), text=alt.Text("panel:N"))
        if wide
        else heads.mark_text(dy=-CELL // 2 - 3, align="left", **above).encode(
            x=alt.XValue(0), y=y, text=alt.Text("panel:N")
        )
    )
    line = named.mark_text(
        dy=-4 - HEAD if wide else HEAD - 4, align="left", limit=700 if wide else 320, color=theme.SOFT, **above
    )
    # On a phone the plot is narrow and the line begins left of it.
    return [told, line.encode(x=alt.XValue(0 if wide else -60), y=alt.YValue(0), text=alt.Text("title:N"))]


def _keys(panels: Sequence[str], values: Sequence[str], *, before: bool) -> list[str]:
    """The places along the axis with the panels, with a gap between two of them, and `before` the first for its heading."""
    found: list[str] = []
    for number, panel in enumerate(panels):
        if number or before:
            found.append(f"{GAP}{number}|")
        found += [f"{panel}|{value}" for value in values]
    return found


def _scale(domain: Sequence[str]) -> alt.Scale:
    return alt.Scale(domain=list(domain), paddingInner=0.04, paddingOuter=0)
