"""A map of verdicts: panels of cells, each with the verdict's colour, its letters and its share of draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from generator.drawing import theme
from generator.drawing.figure import Held
from generator.drawing.shapes import Chart, Rows

GAP = "gap"


def verdict_map(
    rows: Rows,
    width: int,
    panels: Sequence[str],
    across: Sequence[str],
    up: Sequence[str],
    titles: tuple[str, str],
    names: dict[str, str],
) -> Chart:
    """Panels side by side, or one above the other on a phone.

    Rows: panel, x, y (texts of the values), what (lettered name), short, share. `across` and `up` are the values in
    order, `titles` those of both axes, `names` the colours of the lettered names.
    """
    wide = width > theme.NARROW + 60
    order = _keys(panels, across if wide else list(reversed(up)), wide)
    cells = [{**row, "key": f"{row['panel']}|{row['x' if wide else 'y']}"} for row in rows]
    heads = [
        {"panel": panel, "key": f"{panel}|{(across if wide else list(reversed(up)))[len(across) // 2 if wide else 0]}"}
        for panel in panels
        if panel
    ]
    value = alt.Axis(
        labelExpr="split(datum.label, '|')[1]", values=[key for key in order if GAP not in key], labelAngle=0,
        domain=False, ticks=False,
    )  # fmt: skip
    plain = alt.Axis(labelAngle=0, domain=False, ticks=False)
    panelled: dict[str, Any] = {"scale": alt.Scale(domain=order, paddingInner=0.04, paddingOuter=0)}
    bare: dict[str, Any] = {
        "scale": alt.Scale(domain=list(across if not wide else reversed(up)), paddingInner=0.04, paddingOuter=0)
    }
    if wide:
        x: Any = alt.X("key:N", title=titles[0], axis=value, **panelled)
        y: Any = alt.Y("y:N", title=titles[1], axis=plain, **bare)
    else:
        x = alt.X("x:N", title=titles[0], axis=plain, **bare)
        y = alt.Y("key:N", title=titles[1], axis=value, **panelled)
    colour = alt.Color(
        "what:N",
        scale=alt.Scale(domain=list(names), range=list(names.values())),
        legend=alt.Legend(title=None, columns=2 if wide else 1),
    )
    base = alt.Chart(alt.Data(values=_held(cells)))
    tip = [alt.Tooltip(field=name, type="nominal", title="") for name in ("what", "share", "x", "y")]
    layers: list[Any] = [
        base.mark_rect().encode(x=x, y=y, color=colour, tooltip=tip),
        base.mark_text(color=theme.PAPER, fontSize=11, fontWeight=600, dy=-6).encode(
            x=x, y=y, text=alt.Text("short:N")
        ),
        base.mark_text(color=theme.PAPER, fontSize=10, dy=7).encode(x=x, y=y, text=alt.Text("share:N")),
    ]
    if heads:
        on = alt.Chart(alt.Data(values=_held(heads)))
        # Above the panel: over its first row of cells, or in the gap before it.
        place = (
            on.mark_text(color=theme.INK, fontSize=12, baseline="bottom", dy=-4).encode(
                x=x, y=alt.YValue(0), text=alt.Text("panel:N")
            )
            if wide
            else on.mark_text(color=theme.INK, fontSize=12, align="left", baseline="bottom", dy=-22).encode(
                x=alt.XValue(0), y=y, text=alt.Text("panel:N")
            )
        )
        layers.append(place)
    return alt.LayerChart(layer=layers, height=38 * (len(up) if wide else len(order)))


def _keys(panels: Sequence[str], values: Sequence[str], wide: bool) -> list[str]:
    """The places along the axis that has the panels, with a gap between one panel and the next, and before the first one below a heading."""
    found: list[str] = []
    for number, panel in enumerate(panels):
        if panel and (number or not wide):
            found.append(f"{GAP}{number}|")
        found += [f"{panel}|{value}" for value in values]
    return found


def _held(rows: Rows) -> Any:
    return Held(rows)
