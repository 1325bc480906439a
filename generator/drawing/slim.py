"""The same picture with shorter shapes: what vl-convert writes out in full, SVG can say in a few letters.

Numbers have one decimal here, as `static.py` leaves them, and shapes keep it; words move by half a pixel at most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_N = r"-?\d+(?:\.\d+)?"
_CORNER = f"C{_N},{_N},{_N},{_N},{_N},{_N}"
_ROUNDED = re.compile(rf'd="(M{_N},{_N}(?:L{_N},{_N}{_CORNER}){{4}}Z)"')
_POLYLINE = re.compile(rf'd="M({_N},{_N}(?:L{_N},{_N}){{2,}})(Z?)"')
_LABEL = re.compile(rf'(<text[^>]*? transform="translate\()({_N}),({_N})(?=\))')
_AT = rf'<line transform="translate\(({_N}),({_N})\)"'
_SPAN = rf' x2="{_N}" y2="{_N}"[^>]*/>'
_ROW = re.compile(rf"{_AT}({_SPAN})(?:<line transform=\"translate\({_N},{_N}\)\"\3)+")
"""Lines that are alike but for their place."""

_BOX_IN = re.compile(rf"M{_N},{_N}h{_N}v{_N}h{_N}Z")
_BOXES = re.compile(
    rf'<path d="(M{_N},{_N}h{_N}v{_N}h{_N}Z)"((?![^>]*opacity)[^>]+)/>(?:<path d="M{_N},{_N}h{_N}v{_N}h{_N}Z"\2/>)+'
)
"""Boxes that are alike but for place and size. See-through ones stay apart, for where two lie on each other both show."""
_NOTHING = re.compile(r'(<clipPath[^>]*>)?<path d="[^"]*"/>')
"""A shape without a colour of its own: the groups of vl-convert have none to lend. Only what cuts others needs none."""

Point = tuple[float, float]


def shapes(text: str) -> str:
    """A picture with plain boxes for boxes with corners of a pixel, steps for places, one path for a row of equal lines."""
    text = _ROUNDED.sub(_square, text)
    text = _POLYLINE.sub(_stepped, text)
    text = _LABEL.sub(lambda found: f"{found[1]}{_whole_number(found[2])},{_whole_number(found[3])}", text)
    text = _ROW.sub(_row, _NOTHING.sub(lambda found: found[0] if found[1] else "", text))
    text = _BOXES.sub(lambda found: f'<path d="{"".join(_BOX_IN.findall(found[0]))}"{found[2]}/>', text)
    return re.sub(r'(?<= font-size="\d\d)px(?=")', "", text.replace(' font-weight="normal"', ""))


def _square(found: re.Match[str]) -> str:
    """A box without its rounded corners, unless these can be seen."""
    numbers = [float(number) for number in re.findall(_N, found[1])]
    xs, ys = numbers[::2], numbers[1::2]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if abs(xs[0] - left) > 1.5:
        return found[0]
    return f'd="M{_short(left)},{_short(top)}h{_short(right - left)}v{_short(bottom - top)}h{_short(left - right)}Z"'


def _stepped(found: re.Match[str]) -> str:
    """A line by the steps from point to point, without points between two others at the same height or one above the other."""
    points = [(float(x), float(y)) for x, y in (pair.split(",") for pair in found[1].split("L"))]
    kept = [point for i, point in enumerate(points) if not _is_between(points, i)]
    (x, y), steps = kept[0], []
    for to_x, to_y in kept[1:]:
        step = (round(to_x - x, 1), round(to_y - y, 1))
        x, y = round(x + step[0], 1), round(y + step[1], 1)
        steps.append(f"{_short(step[0])},{_short(step[1])}")
    return f'd="M{_short(kept[0][0])},{_short(kept[0][1])}l{" ".join(steps)}{found[2].lower()}"'


def _is_between(points: Sequence[Point], i: int) -> bool:
    if not 0 < i < len(points) - 1:
        return False
    (x0, y0), (x, y), (x1, y1) = points[i - 1 : i + 2]
    return (y0 == y == y1 and x0 <= x <= x1) or (y0 == y == y1 and x0 >= x >= x1) or (x0 == x == x1 and y0 <= y <= y1)


def _row(found: re.Match[str]) -> str:
    """Grid lines and ticks: a row of equal lines as one path."""
    x, y, look = re.fullmatch(rf' x2="({_N})" y2="({_N})"([^>]*)/>', found[3]).groups()  # type: ignore[union-attr]
    places = re.findall(_AT, found[0])
    return f'<path d="{"".join(f"M{left},{top}l{x},{y}" for left, top in places)}"{look}/>'


def _whole_number(number: str) -> str:
    return str(round(float(number)))


def _short(number: float) -> str:
    """One decimal, none where it is zero, and no minus before a zero."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")
