"""The look of every chart: one configuration, colours by name, so that pages restyle charts by CSS alone."""

from __future__ import annotations

import re
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

LIGHT = {
    "paper": "#fdfcf9",
    "wash": "#f4f2ec",
    "ink": "#1a2430",
    "ink-soft": "#52606d",
    "muted": "#69757f",
    "grid": "#e5e2da",
    "rule": "#c8c5bb",
    "accent": "#0f5f70",
    "side-a": "#1f5fae",
    "side-b": "#b4530a",
    "threshold": "#7a1763",
    "acceptable": "#3f5a0c",
    "interval": "#7b8b9b",
    "before": "#7d858d",
    "after": "#0f5f70",
    "loss": "#d4213f",
    "verdict-mad-stable": "#0c3f91",
    "verdict-mad-crisis-prone": "#3571c4",
    "verdict-delicate": "#946200",
    "verdict-first-strike-prone": "#cc2f1c",
    "verdict-minimum-unassured": "#555b00",
    "verdict-minimum": "#007d6e",
    "verdict-no-deterrence": "#59616a",
    "verdict-one-sided": "#b5258c",
    "verdict-power-balanced": "#2f7a2a",
    "verdict-power-challenged": "#6d4fc0",
    "verdict-power-preponderant": "#86501f",
    "verdict-power-transition": "#8c1236",
    "series-1": "#1f5fae",
    "series-2": "#b4530a",
    "series-3": "#0a8f77",
    "series-4": "#6d1a68",
    "series-5": "#574809",
    "series-6": "#7c8791",
}
"""The light palette of the site's `tokens.css`, for what leaves the site and its styles behind."""

_NAMED = re.compile(r"var\(--bt-([a-z0-9-]+)\)")


def in_light(text: str) -> str:
    """The text with every colour of ours, given by name, as it is in the light palette."""
    return _NAMED.sub(lambda named: LIGHT.get(named[1], named[0]), text)


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
