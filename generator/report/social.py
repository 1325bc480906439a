"""The picture that stands for a page where its address is shared: what a study asks, its verdict, how sure, its draws.

Plain SVG in the light palette and in fonts of ours, so that every machine draws the same card.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from generator import words
from generator.drawing import theme
from generator.report.pages import Card, Counted

NAME = "card.png"
"""Of a study's card, beside its report; of the site's, beside its styles."""
WIDTH, HEIGHT = 1200, 630
_LEFT, _ACROSS = 64, WIDTH - 128
_SERIF, _SANS = "Newsreader", theme.FONT
_LETTER = {_SERIF: 0.49, _SANS: 0.53}
"""Width of a letter over the size of the type, a little more than the average."""
_BAR_TOP, _BAR = 486, 60


@dataclass(frozen=True)
class _Type:
    """How a text is set."""

    font: str
    size: int
    colour: str
    weight: int = 400
    anchor: str = "start"


def study_card(card: Card) -> str:
    """The card of one study as SVG."""
    first = card.cases[0]
    size = 62 if len(card.title) <= 64 else 50
    title, end = _lines(card.title, 196, _Type(_SERIF, size, theme.INK, 600), most=2)
    top = round(end - 0.6 * size)
    verdict, end = _lines(card.verdict_name, top + 34, _Type(_SANS, 36, theme.INK, 600), most=1, indent=28)
    sure, end = _lines(card.sure, end + 8, _Type(_SANS, 25, theme.SOFT), most=2, indent=28)
    mark = (
        f'<rect x="{_LEFT}" y="{top}" width="8" height="{end - top - 18}" fill="{theme.verdict_colour(card.verdict)}"/>'
    )
    years = "\N{EN DASH}".join(str(year) for year in dict.fromkeys(card.period))
    return _sheet(years, title + mark + verdict + sure + _bar(first.shares))


def site_card(cards: Sequence[Card]) -> str:
    """The card of the whole site as SVG: its question, and a square for each study with the letters of its verdict."""
    title, end = _lines(words.SOCIAL["question"], 220, _Type(_SERIF, 70, theme.INK, 600), most=3)
    said, _ = _lines(words.SOCIAL["studies"].format(count=len(cards)), end + 20, _Type(_SANS, 28, theme.SOFT), most=2)
    side = min(_BAR, _ACROSS // max(1, len(cards)) - 6)
    letters = _Type(_SANS, min(17, side // 3), theme.PAPER, 600, "middle")
    squares = "".join(
        f'<rect x="{_LEFT + i * (side + 6)}" y="{_BAR_TOP}" width="{side}" height="{side}" fill="{theme.verdict_colour(card.verdict)}"/>'
        + _text(words.SHORT[card.verdict], _LEFT + i * (side + 6) + side / 2, _BAR_TOP + side / 2 + 6, letters)
        for i, card in enumerate(cards)
    )
    below, _ = _lines(words.SOCIAL["squares"], _BAR_TOP + _BAR + 40, _Type(_SANS, 22, theme.SOFT), most=1)
    return _sheet("", title + said + squares + below)


def told(card: Card) -> str:
    """What a study's card shows, in words."""
    return f"{card.title}. {words.SOCIAL['verdict'].format(verdict=card.verdict_name)}. {card.sure}."


def _bar(shares: Sequence[Counted]) -> str:
    """The draws by verdict, widest label where it fits; the verdict itself comes first."""
    said = words.SOCIAL["shares" if shares else "nothing_drawn"]
    parts, x = [], float(_LEFT)
    for one in shares:
        width = _ACROSS * one.share
        parts.append(
            f'<rect x="{x:.1f}" y="{_BAR_TOP}" width="{max(0.0, width - 2):.1f}" height="{_BAR}" fill="{theme.verdict_colour(one.verdict)}"/>'
        )
        label = next(
            (
                text
                for text in (f"{one.name}, {one.share:.0%}", f"{one.short} {one.share:.0%}")
                if _wide(text, 24) < width - 24
            ),
            "",
        ).replace("%", "\N{NO-BREAK SPACE}%")
        parts.append(_text(label, x + 14, _BAR_TOP + 39, _Type(_SANS, 24, theme.PAPER, 600)))
        x += width
    below, _ = _lines(said, _BAR_TOP + _BAR + 40, _Type(_SANS, 22, theme.SOFT), most=1)
    return "".join(parts) + below


def _sheet(years: str, content: str) -> str:
    """Paper, the site's name with its sign, and the years, round a content; colours by name become those of the light palette."""
    name = _text(words.SOCIAL["name"], _LEFT + 56, 88, _Type(_SERIF, 32, theme.INK, 600))
    when = _text(years, WIDTH - _LEFT, 88, _Type(_SANS, 28, theme.SOFT, anchor="end"))
    sign = (
        f'<g transform="translate({_LEFT},54) scale(1.75)"><rect width="24" height="24" rx="3" fill="{theme.INK}"/>'
        f'<path fill="{theme.PAPER}" d="M3 10h18v1.5H3zm9 1.8 3.8 7.7H8.2z"/>'
        f'<circle cx="6.3" cy="6.4" r="3" fill="{theme.SIDES[0]}"/><circle cx="17.7" cy="6.4" r="3" fill="{theme.SIDES[1]}"/></g>'
    )
    rule = f'<path d="M{_LEFT},120h{_ACROSS}" stroke="{theme.RULE}" stroke-width="2"/>'
    # Every text is escaped, and a name of a colour in an author's words would be no more than a colour.
    return theme.in_light(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{theme.PAPER}"/>{sign}{name}{when}{rule}{content}</svg>'
    )


def _lines(text: str, y: float, look: _Type, *, most: int, indent: int = 0) -> tuple[str, float]:
    """A text in at most so many lines from the base line `y` downwards, shortened where it needs more; and where the next would stand."""
    letters = int((_ACROSS - indent) / (_LETTER[look.font] * look.size))
    lines = textwrap.wrap(text, letters, max_lines=most, placeholder="\N{HORIZONTAL ELLIPSIS}") or [""]
    leading = round(1.16 * look.size) if look.font == _SERIF else round(1.36 * look.size)
    drawn = "".join(_text(line, _LEFT + indent, y + i * leading, look) for i, line in enumerate(lines))
    return drawn, y + len(lines) * leading


def _text(text: str, x: float, y: float, look: _Type) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{look.font}" font-size="{look.size}" font-weight="{look.weight}" '
        f'fill="{look.colour}" text-anchor="{look.anchor}">{html.escape(text)}</text>'
    )


def _wide(text: str, size: int) -> float:
    return len(text) * size * _LETTER[_SANS]
