"""What all shapes share: rows as data, axes and labels of rows, legends, tooltips, named lines, and the heading of a plot."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from generator import words
from generator.drawing import theme
from generator.drawing.specification import Held

Rows = Sequence[dict[str, Any]]
Chart = alt.LayerChart


def layered(layers: Sequence[Any], height: float) -> Chart:
    """Layers from back to front, at the height of their rows."""
    return alt.LayerChart(layer=list(layers), height=height)


def data(rows: Rows) -> alt.Data:
    """Rows as the data of a chart; equal ones are kept once."""
    values: Any = Held(rows)
    return alt.Data(values=values)


def is_wide(width: int) -> bool:
    """Whether a chart of so many pixels is one for a page and not for a phone."""
    return width > theme.NARROW + 60


def y(width: int, order: Sequence[str], field: str = "label") -> alt.Y:
    """A row per label: with an axis when there is room, else without (see `labels`)."""
    # A colon parts what a label is about from what it says of it: two lines.
    axis = alt.Axis(labelLimit=330, labelExpr="split(datum.label, ': ')") if is_wide(width) else None
    return alt.Y(
        f"{field}:N", sort=list(order), title=None, axis=axis, scale=alt.Scale(paddingInner=0.3, paddingOuter=0.25)
    )


def legend(width: int, names: Iterable[str] = ()) -> alt.Legend:
    """One entry a line on a phone and where names are long, else two; in full colour, however pale the marks are."""
    short = max(map(len, names), default=0) <= 38
    columns = 2 if is_wide(width) and short else 1
    return alt.Legend(title=None, columns=columns, symbolOpacity=1, labelLimit=(width - 40) // columns)


def coloured(names: Mapping[str, str], width: int, field: str = "what") -> alt.Color:
    """A colour for each name, with a legend."""
    scale = alt.Scale(domain=list(names), range=list(names.values()))
    return alt.Color(f"{field}:N", scale=scale, legend=legend(width, names))


def wrapped(title: str, width: int) -> str | list[str]:
    """An axis title in as few lines as fit, no longer one than another."""
    lines = balanced(title, 88 if is_wide(width) else 42)
    return lines if len(lines) > 1 else title


def balanced(text: str, most: int) -> list[str]:
    """A text in the fewest lines of at most so many letters, and these as even as they can be."""
    lines = textwrap.wrap(text, most)
    for letters in range(most // 2, most):
        if len(even := textwrap.wrap(text, letters)) == len(lines):
            return even
    return lines


LETTERS = 47
"""Most letters of a row's label on one line of a phone."""
LINE = 15
"""Pixels from line to line of such a label."""


def labels(rows: Rows, width: int, order: Sequence[str], rise: int, field: str = "label") -> list[alt.Chart]:
    """Row labels above the marks, for a phone; a long one has as many lines as it needs. Drawn last: a rule passes behind them."""
    if is_wide(width):
        return []
    lines = {label: balanced(label, LETTERS) for label in order}
    layers = []
    for count in sorted({len(shown) for shown in lines.values()}):
        # A text of several lines hangs down from its place, so that each more raises it by one.
        seen = [{field: label, "shown": "\n".join(shown)} for label, shown in lines.items() if len(shown) == count]
        look: dict[str, Any] = {"lineBreak": "\n", "lineHeight": LINE} if count > 1 else {}
        layers.append(
            alt.Chart(data(seen))
            .mark_text(
                align="left",
                baseline="bottom",
                dy=-rise - LINE * (count - 1),
                fontSize=13,
                color=theme.INK,
                limit=width - 10,
                **look,
            )
            .encode(y=y(width, order, field), x=alt.XValue(0), text=alt.Text("shown:N"))
        )
    return layers


def height(width: int, order: Sequence[str], wide: int, narrow: int) -> int:
    """Of as many rows as there are labels; all are as high as the longest label on a phone needs."""
    lines = max((len(balanced(label, LETTERS)) for label in order), default=1)
    return len(order) * (wide if is_wide(width) else narrow + LINE * (lines - 1))


def x(
    title: str,
    width: int,
    *,
    share: bool = False,
    log: bool = False,
    domain: Sequence[float] | None = None,
    field: str = "value",
    whole: bool = False,
) -> alt.X:
    """The level axis of numbers, with a title that fits: linear or a symmetric logarithm, in per cent or whole numbers if asked."""
    kind = "symlog" if log else "linear"
    scale: dict[str, Any] = {"type": kind, "nice": not log and domain is None, "zero": True}
    if log:
        scale["constant"] = 0.5
    if domain is not None:
        scale["domain"] = list(domain)
    axis: dict[str, Any] = {"format": ".0%" if share else "~r" if not log else ".4~g", "tickCount": 5}
    if whole:
        axis["tickMinStep"] = 1
    if log:
        top = domain[1] if domain else 10
        axis["values"] = [v for v in (0, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if v <= top]
    return alt.X(f"{field}:Q", title=wrapped(title, width), scale=alt.Scale(**scale), axis=alt.Axis(**axis))


def by_side(sides: Sequence[str], width: int, *, with_legend: bool = True) -> tuple[alt.Color, alt.Shape]:
    """The two channels that tell sides apart: a colour, and a shape for those who cannot tell colours."""
    shown = legend(width, sides) if with_legend else None
    colours, shapes = list(theme.SIDES[: len(sides)]), list(theme.SIDE_SHAPES[: len(sides)])
    return (
        alt.Color("side:N", scale=alt.Scale(domain=list(sides), range=colours), legend=shown),
        alt.Shape("side:N", scale=alt.Scale(domain=list(sides), range=shapes), legend=shown),
    )


LATE = 0.7
"""Share of an axis beyond which the name of a line would not end before the chart does."""


def threshold_rule(value: float, label: str, colour: str = theme.THRESHOLD, *, late: bool = False) -> list[alt.Chart]:
    """A named vertical line through the whole chart; its name stands above the plot, before a line that is `late`."""
    source = data([{"value": value, "name": label}])
    look: dict[str, Any] = {"align": "right", "dx": -4} if late else {"align": "left", "dx": 4}
    return [
        alt.Chart(source).mark_rule(color=colour, strokeWidth=2, strokeDash=[5, 3]).encode(x=alt.X("value:Q")),
        alt.Chart(source)
        .mark_text(baseline="bottom", dy=-4, color=colour, fontSize=12, **look)
        .encode(x=alt.X("value:Q"), y=alt.YValue(0), text=alt.Text("name:N")),
    ]


def heading(title: str, width: int, dashed: str = "") -> alt.TitleParams:
    """What the upright axis shows, above the plot, where it reads better than turned on its side; and what is dashed."""
    told = [wrapped(title, width), *([wrapped(words.CHART["dashed"].format(name=dashed), width)] if dashed else [])]
    lines = [line for part in told for line in ([part] if isinstance(part, str) else part)]
    return alt.TitleParams(
        lines if len(lines) > 1 else lines[0],
        anchor="start",
        frame="bounds",
        fontSize=13,
        fontWeight="normal",
        color=theme.SOFT,
        offset=6,
    )


def tip(*names: str) -> list[alt.Tooltip]:
    """Tooltips of plain text columns: the first is the heading, the others speak for themselves below it."""
    # A tooltip is a table whose rows are told apart by their names; these are blank, and no two are alike.
    return [alt.Tooltip(f"{name}:N", title=" " * i or "title") for i, name in enumerate(names)]
