"""A drawing as one line of HTML: picture, live specification, words, table, downloads."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

from generator import words
from generator.drawing.figure import Cell, Column, Drawing, Table


@dataclass(frozen=True)
class Pictures:
    """The static pictures of one drawing."""

    wide: str
    narrow: str


def figure_html(drawing: Drawing, pictures: Pictures, *, number: int, csv: str, charts: str) -> str:
    """The whole figure on one line, so that no Markdown reader can take it apart.

    The pictures need no script. Where there is one, the loader fetches `charts`, the script with the
    specifications of the page's charts, when a reader comes near the first of them. The figure is kept
    out of the search index. `csv` and `charts` are addresses relative to the page.
    """
    e = html.escape
    drawn = "".join(
        f'<div class="bt-chart bt-{size}" role="img" aria-labelledby="{drawing.id}-t" aria-describedby="{drawing.id}-d">{svg}</div>'
        for size, svg in (("wide", pictures.wide), ("narrow", pictures.narrow))
    )
    return (
        f'<figure class="bt-figure" id="{drawing.id}" data-charts="{e(charts)}" data-search-exclude aria-labelledby="{drawing.id}-t">'
        f'<div class="bt-figure-head"><p class="bt-figure-title" id="{drawing.id}-t"><span class="bt-figure-number">Figure {number}.</span> {e(drawing.title)}</p>'
        f'<p class="bt-figure-finding">{e(drawing.finding)}</p></div>'
        f"{drawn}"
        f'<figcaption id="{drawing.id}-d">{e(drawing.description)}</figcaption>'
        f'<details class="bt-table"><summary>Data table</summary><div class="bt-scroll" tabindex="0" role="region" aria-label="Data of figure {number}">{table_html(drawing.table, drawing.title)}</div></details>'
        f'<p class="bt-get"><a href="{e(csv)}" download>Data (CSV)</a></p>'
        "</figure>"
    )


def charts_script(drawings: Iterable[Drawing]) -> bytes:
    """The specifications of a page's charts as a script, since a page opened from a folder may not fetch data.

    It hands an object to the loader: chart id -> wide and narrow specification and their rows.
    """
    # A script is not HTML, so nothing in a study's words can end it early; U+2028 and U+2029 are plain in JSON.
    parts = ",\n".join(
        f'"{drawing.id}":{{"wide":{drawing.wide},"narrow":{drawing.narrow},"rows":{drawing.rows}}}'
        for drawing in drawings
    )
    return f"window.btCharts({{\n{parts}\n}});\n".encode()


MOST_ROWS = 40
"""A longer table is cut on the page; its CSV has all rows."""


def table_html(table: Table, caption: str) -> str:
    """A real table: caption, scoped headers, numbers to three significant digits, long ones cut short."""
    e = html.escape
    head = "".join(f'<th scope="col"{_numeric(column)}>{e(column.heading)}</th>' for column in table.columns)
    body = ""
    if len(table.rows) > MOST_ROWS:
        caption += words.FIRST_ROWS.format(shown=MOST_ROWS, all=len(table.rows))
    for row in table.rows[:MOST_ROWS]:
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
