"""A chart on a sheet of its own: with title, finding and source, in light colours, for readers who take it away.

Made from the picture of the page, which needs no second rendering: its colours by name become those of the light
palette, and what the page says around it is written above and below.
"""

from __future__ import annotations

import html
import re
import textwrap
from dataclasses import dataclass

from generator import words
from generator.drawing import theme

MARGIN = 24
"""Pixels of paper round the chart."""
FONTS = f"'{theme.FONT}', 'Helvetica Neue', Arial, sans-serif"
_LETTER = 0.5
"""Width of a letter over the size of the type, on average."""
_PICTURE = re.compile(r"<svg ([^>]*)>(.*)</svg>", re.DOTALL)
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True)
class Origin:
    """Where a chart comes from, said wherever it goes."""

    title: str
    """Of the study, or of the panel."""
    address: str
    """Of its page, from the root of the site."""
    licence: str

    @property
    def credit(self) -> str:
        """In one line."""
        return words.TAKEN["credit"].format(title=self.title, licence=self.licence)


@dataclass(frozen=True)
class Sheet:
    """What stands around a chart."""

    title: str
    finding: str
    description: str
    credit: str


@dataclass(frozen=True)
class _Line:
    """A line of text, its lower edge `y` pixels from the top."""

    text: str
    y: float
    look: str

    @property
    def svg(self) -> str:
        return f'<text x="{MARGIN}" y="{self.y:g}" {self.look}>{html.escape(self.text)}</text>'


def on_sheet(picture: str, sheet: Sheet) -> str:
    """A picture of ours as an SVG file that needs neither page nor styles."""
    found = _PICTURE.fullmatch(picture)
    view = _VIEW.search(found[1]) if found else None
    if found is None or view is None:
        raise ValueError("no picture of ours")
    width, height = float(view[1]), float(view[2])
    above, top = _set(sheet.title, MARGIN, width, 13, 18, f'font-size="13" fill="{theme.SOFT}"')
    more, top = _set(sheet.finding, top + 4, width, 18, 23, f'font-size="18" font-weight="600" fill="{theme.INK}"')
    under, end = _set(sheet.credit, top + 14 + height + 8, width, 12, 16, f'font-size="12" fill="{theme.SOFT}"')
    across, down = f"{width + 2 * MARGIN:g}", f"{end + MARGIN - 6:g}"
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}" viewBox="0 0 {across} {down}" '
        f'font-family="{FONTS}" role="img" aria-labelledby="title description">'
        f'<title id="title">{html.escape(f"{sheet.title}. {sheet.finding}")}</title>'
        f'<desc id="description">{html.escape(sheet.description)}</desc>'
        f'<rect width="{across}" height="{down}" fill="{theme.PAPER}"/>'
        f"{''.join(line.svg for line in (*above, *more, *under))}"
        f'<g font-size="13" transform="translate({MARGIN},{top + 14:g})">{found[2]}</g></svg>\n'
    )
    # Inside tags only: between them stand an author's words, in which nothing is replaced.
    return re.sub(r"<[^>]*>", lambda tag: theme.in_light(tag[0]), drawn)


def _set(text: str, top: float, width: float, size: float, leading: float, look: str) -> tuple[list[_Line], float]:
    """The text in lines that fit, from `top` downwards, and where they end."""
    lines = textwrap.wrap(text, int(width / (_LETTER * size)))
    return [_Line(line, top + (i + 0.78) * leading, look) for i, line in enumerate(lines)], top + len(lines) * leading
