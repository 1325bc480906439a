"""The look of every chart: one configuration, colours by name, so that pages restyle charts by CSS alone."""

from __future__ import annotations

from typing import Any

FONT = "Fira Sans"
WIDE, NARROW = 720, 340
"""Pixels a chart is drawn at for a page column and for a phone."""

INK, SOFT, GRID, RULE = "var(--bt-ink)", "var(--bt-ink-soft)", "var(--bt-grid)", "var(--bt-rule)"
PAPER, MUTED, LOSS = "var(--bt-paper)", "var(--bt-muted)", "var(--bt-loss)"
INTERVAL, THRESHOLD, ACCEPTABLE = "var(--bt-interval)", "var(--bt-threshold)", "var(--bt-acceptable)"
BEFORE, AFTER, ACCENT = "var(--bt-before)", "var(--bt-after)", "var(--bt-accent)"
SERIES = tuple(f"var(--bt-series-{n})" for n in range(1, 7))
"""Many series without a meaning of their own; each has its name beside it."""
SIDES = ("var(--bt-side-a)", "var(--bt-side-b)", *SERIES[2:])
"""The two sides, and colours without a meaning of their own for what is more than two."""
SIDE_SHAPES = ("circle", "diamond", "square", "triangle-up", "cross", "triangle-down")


def verdict_colour(key: str) -> str:
    """The colour of a verdict; the same name everywhere on the site."""
    return f"var(--bt-verdict-{key})"


def config() -> dict[str, Any]:
    """The Vega-Lite configuration of every chart. Marks are silent: the figure has one description and a table."""
    return {
        "font": FONT,
        "background": "transparent",
        "aria": False,
        "padding": {"left": 2, "right": 8, "top": 6, "bottom": 4},
        "view": {"stroke": None},
        "axis": {
            "labelColor": SOFT, "labelFontSize": 13, "titleColor": SOFT, "titleFontSize": 13, "titleFontWeight": "normal",
            "gridColor": GRID, "domainColor": RULE, "tickColor": RULE, "labelLimit": 330, "titlePadding": 8,
        },
        "axisY": {"domain": False, "ticks": False, "labelPadding": 8},
        "axisX": {"tickSize": 4},
        "legend": {"labelColor": INK, "labelFontSize": 13, "titleColor": SOFT, "titleFontSize": 13, "titleFontWeight": "normal", "orient": "top", "labelLimit": 340},
        "text": {"color": INK, "fontSize": 13},
        "rule": {"color": RULE},
        "bar": {"cornerRadiusEnd": 1},
    }  # fmt: skip
