"""A drawing as one line of HTML: picture, live specification, words, table, downloads."""

from __future__ import annotations

import html
from dataclasses import dataclass

from generator.drawing.figure import Cell, Column, Drawing, Table


@dataclass(frozen=True)
class Pictures:
    """The static pictures of one drawing."""

    wide: str
    narrow: str


def figure_html(drawing: Drawing, pictures: Pictures, *, number: int, csv: str) -> str:
    """The whole figure on one line, so that no Markdown reader can take it apart.

    The picture needs no script. Specifications wait in `<template>` elements, which instant
    navigation leaves alone, for the loader to bring them to life. The figure is kept out of the
    search index. `csv` is the address of the chart's data relative to the page.
    """
    e = html.escape
    charts = "".join(
        f'<div class="bt-chart bt-{size}" role="img" aria-labelledby="{drawing.id}-t" aria-describedby="{drawing.id}-d">{svg}<template data-spec>{e(spec)}</template></div>'
        for size, svg, spec in (("wide", pictures.wide, drawing.wide), ("narrow", pictures.narrow, drawing.narrow))
    )
    return (
        f'<figure class="bt-figure" id="{drawing.id}" data-search-exclude aria-labelledby="{drawing.id}-t">'
        f'<div class="bt-figure-head"><p class="bt-figure-title" id="{drawing.id}-t"><span class="bt-figure-number">Figure {number}.</span> {e(drawing.title)}</p>'
        f'<p class="bt-figure-finding">{e(drawing.finding)}</p></div>'
        f"{charts}<template data-rows>{e(drawing.rows)}</template>"
        f'<figcaption id="{drawing.id}-d">{e(drawing.description)}</figcaption>'
        f'<details class="bt-table"><summary>Data table</summary><div class="bt-scroll" tabindex="0" role="region" aria-label="Data of figure {number}">{table_html(drawing.table, drawing.title)}</div></details>'
        f'<p class="bt-get"><a href="{e(csv)}" download>Data (CSV)</a></p>'
        "</figure>"
    )


def table_html(table: Table, caption: str) -> str:
    """A real table: caption, scoped headers, numbers to three significant digits."""
    e = html.escape
    head = "".join(f'<th scope="col"{_numeric(column)}>{e(column.heading)}</th>' for column in table.columns)
    body = ""
    for row in table.rows:
        cells = "".join(
            f'<th scope="row">{_cell(value)}</th>' if i == 0 else f"<td{_numeric(column)}>{_cell(value)}</td>"
            for i, (column, value) in enumerate(zip(table.columns, row, strict=True))
        )
        body += f"<tr>{cells}</tr>"
    return f'<table class="bt-data"><caption>{e(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _numeric(column: Column) -> str:
    return ' class="bt-num"' if column.numeric else ""


def _cell(value: Cell) -> str:
    if value is None:
        return "\N{EN DASH}"
    if isinstance(value, float):
        text = f"{value:,.3g}" if abs(value) < 1000 else f"{float(f'{value:.3g}'):,.0f}"
        return text.replace("-", "\N{MINUS SIGN}") if "e" not in text else html.escape(text)
    return html.escape(str(value))
