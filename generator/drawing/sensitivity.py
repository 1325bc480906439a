"""A shape for how far each input moves a result: bars about the centre, widest first.

The same conventions as in `shapes`.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from generator.drawing import layout, theme
from generator.drawing.layout import Chart, Rows


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
