"""A drawing as one line of HTML: picture, live specification, words, table, downloads."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from generator import words
from generator.drawing.figure import Cell, Column, Drawing, Table
from generator.promised import charts_named


@dataclass(frozen=True)
class Pictures:
    """The static pictures of one drawing."""

    wide: str
    narrow: str
    sheet: str
    """The wide one as an SVG file of its own."""
    png: bytes


CHARTS = "charts.js"
"""The script with the live specifications, beside the page."""


@dataclass
class Charts:
    """Hands out the figures of a page by id, numbers them in its order, and remembers which were shown."""

    drawings: Mapping[str, Drawing]
    pictures: Mapping[str, Pictures]
    kept: frozenset[str] = frozenset()
    """Ids that only whoever asks for them gets: those that have a page of their own."""
    base: str = ""
    """What leads from the page to the data and the script of its charts."""
    shown: list[str] = field(default_factory=list)

    def __call__(self, id: str) -> Markup:
        if id in self.shown or id not in self.drawings:
            return Markup("")
        self.shown.append(id)
        drawing, pictures = self.drawings[id], self.pictures[id]
        figure = figure_html(drawing, pictures, number=len(self.shown), base=self.base)
        return Markup(figure)  # noqa: S704 - escapes its parts

    def named(self, name: str) -> Markup:
        """The figures that a name in a study's story stands for, each on its own line."""
        return Markup("\n\n").join(self(id) for id in charts_named(name, self.drawings))

    def pair(self, one: str, other: str) -> tuple[Markup, Markup] | None:
        """Two figures between which a reader switches; None, and neither is taken, unless both are still to be shown."""
        free = all(id in self.drawings and id not in self.shown for id in (one, other))
        return (self(one), self(other)) if free else None

    def remaining(self, *starts: str) -> Markup:
        """The figures not yet shown whose id starts with one of `starts`, each on its own line."""
        return Markup("\n\n").join(
            self(id)
            for id in self.drawings
            if id not in self.kept and id not in self.shown and (not starts or id.startswith(starts))
        )


ENDS = ("csv", "json", "svg", "png", "vl.json")
"""Ends of the names of a chart's files, in the order in which a page offers them; they begin with the chart's id."""


def figure_html(drawing: Drawing, pictures: Pictures, *, number: int, base: str = "") -> str:
    """The whole figure on one line, so that no Markdown reader can take it apart.

    The pictures need no script. Where there is one, the loader fetches the script with the specifications
    of the page's charts when a reader comes near the first of them. The figure is kept out of the search index.
    `base` leads from the page to the files of its charts.
    """
    e = html.escape
    drawn = "".join(
        f'<div class="bt-chart bt-{size}" role="img" aria-labelledby="{drawing.id}-t" aria-describedby="{drawing.id}-d">{svg}</div>'
        for size, svg in (("wide", pictures.wide), ("narrow", pictures.narrow))
    )
    say = words.TAKEN
    links = " ".join(
        f'<a href="{base}{drawing.id}.{end}" download aria-label="{say["of"].format(name=say[end], number=number)}">{say[end]}</a>'
        for end in ENDS
    )
    return (
        f'<figure class="bt-figure" id="{drawing.id}" data-charts="{base}{CHARTS}" data-search-exclude aria-labelledby="{drawing.id}-t">'
        f'<figcaption class="bt-figure-head"><p class="bt-figure-title" id="{drawing.id}-t"><span class="bt-figure-number">Figure {number}.</span> {e(drawing.title)}</p>'
        f'<p class="bt-figure-finding">{e(drawing.finding)}</p></figcaption>'
        f"{drawn}"
        f'<p class="bt-figure-says" id="{drawing.id}-d">{e(drawing.description)}</p>'
        f'<details class="bt-table"><summary>Data table</summary><div class="bt-scroll" tabindex="0" role="region" aria-label="Data of figure {number}">{table_html(drawing.table, drawing.title)}</div></details>'
        f'<p class="bt-get"><span>{say["download"]}</span> {links} '
        f'<a href="#{drawing.id}" aria-label="{say["link_of"].format(number=number)}">{say["link"]}</a></p>'
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


MOST_ROWS = 12
"""A longer table is cut on the page; its CSV has all rows."""


def table_html(table: Table, caption: str) -> str:
    """A real table: caption, scoped headers, numbers to three significant digits, long ones cut short."""
    e = html.escape
    head = "".join(f'<th scope="col"{_numeric(column)}>{e(column.titled)}</th>' for column in table.columns)
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
        text = f"{value:,.3g}" if abs(value) < 999.5 else f"{float(f'{value:.3g}'):,.0f}"
        return text.replace("-", "\N{MINUS SIGN}") if "e" not in text else html.escape(text)
    return html.escape(str(value))
