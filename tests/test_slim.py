"""Shorter shapes draw the same picture."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.drawing.slim import shapes

TENTH = st.integers(-5000, 5000).map(lambda n: n / 10)
POINTS = st.lists(st.tuples(TENTH, TENTH), min_size=3, max_size=30, unique=True)


def short(number):
    return f"{number:.1f}".removesuffix(".0")


def points_of(path):
    """The corners that a path of steps goes through."""
    start, _, steps = path.removeprefix("M").rstrip("zZ").partition("l")
    x, y = map(float, start.split(","))
    found = [(x, y)]
    for step in steps.split():
        dx, dy = map(float, step.split(","))
        x, y = round(x + dx, 1), round(y + dy, 1)
        found.append((x, y))
    return found


@given(POINTS)
def test_a_line_goes_through_the_same_corners(points):
    text = f'<path d="M{"L".join(f"{short(x)},{short(y)}" for x, y in points)}" stroke="red"/>'
    (path,) = re.findall(r'd="([^"]*)"', shapes(text))
    left, before = list(points), points[0]
    for corner in points_of(path):
        place = left.index(corner)
        # What was left out lies on a straight line between its neighbours.
        for x, y in left[:place]:
            assert before[0] == x == corner[0] or before[1] == y == corner[1]
        left, before = left[place + 1 :], corner
    assert left == []


@pytest.mark.parametrize(
    ("long", "short"),
    [
        # A box with corners of one pixel, as Vega writes it.
        (
            '<path d="M49,15.4L226.5,15.4C227,15.4,227.5,15.9,227.5,16.4L227.5,30.4C227.5,31,227,31.4,226.5,31.4L49,31.4C48.5,31.4,48,31,48,30.4L48,16.4C48,15.9,48.5,15.4,49,15.4Z" fill="red"/>',
            '<path d="M48,15.4h179.5v16h-179.5Z" fill="red"/>',
        ),
        (
            '<line transform="translate(38,0)" x2="0" y2="-320" stroke="g"/><line transform="translate(133,0)" x2="0" y2="-320" stroke="g"/>',
            '<path d="M38,0l0,-320M133,0l0,-320" stroke="g"/>',
        ),
        (
            '<path d="M0,0h35v37h-35Z" fill="a"/><path d="M40,0h35v37h-35Z" fill="a"/><path d="M80,0h35v37h-35Z" fill="b"/>',
            '<path d="M0,0h35v37h-35ZM40,0h35v37h-35Z" fill="a"/><path d="M80,0h35v37h-35Z" fill="b"/>',
        ),
        # Two that can be seen through show twice where they meet.
        (
            '<path d="M0,0h35v37h-35Z" fill="a" opacity="0.5"/><path d="M9,0h35v37h-35Z" fill="a" opacity="0.5"/>',
            '<path d="M0,0h35v37h-35Z" fill="a" opacity="0.5"/><path d="M9,0h35v37h-35Z" fill="a" opacity="0.5"/>',
        ),
        ('<path d="M0,0h35v37h-35Z"/>', ""),
        (
            '<clipPath id="c"><path d="M0,0h35v37h-35Z"/></clipPath>',
            '<clipPath id="c"><path d="M0,0h35v37h-35Z"/></clipPath>',
        ),
        (
            '<text transform="translate(37.8,16.2)" font-size="13px" fill="a">37.8px</text>',
            '<text transform="translate(38,16)" font-size="13" fill="a">37.8px</text>',
        ),
    ],
)
def test_each_shape_is_said_shorter(long, short):
    assert shapes(long) == short
