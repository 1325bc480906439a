"""All studies on one line of years: where each bar begins and ends, where its name stands, and in which row.

Places are lengths in per cent of the width. Nothing here draws: a template writes the places into the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.report.pages import Card

LINEAR = 0.25
"""Years apart from the crowd keep its scale as long as they take no more than this part of the width."""
APART = 12.0
"""What they get of the width otherwise."""
CROWD = 0.1
"""The crowd is what lies between the first tenth of all beginnings and the last tenth of all ends."""
TICKS = 8
"""At most so many years are named, those at the ends apart."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
NARROWEST, LETTER, MARK = 860.0, 7.2, 30.0
"""Pixels: the least width at which names stand above bars, a letter of a name, and the mark before it with its gap."""
LONGEST = 46.0
"""A longer name is cut by the style sheet; its whole text is still there."""
GAP = 1.4
ROOM = 88.0
"""Behind this place a year is named before its line."""


@dataclass(frozen=True)
class Axis:
    """Years -> per cent of the width: straight between its knots, one scale where no study lies far from the others."""

    knots: tuple[tuple[float, float], ...]
    """(year, place), both rising."""
    crowd: tuple[float, float]
    """First and last year of the part in which most studies lie."""

    def place(self, year: float) -> float:
        """Where a year is. Raises ValueError for a year outside the axis."""
        for (before, start), (after, end) in zip(self.knots, self.knots[1:], strict=False):
            if before <= year <= after:
                return start + (end - start) * (year - before) / (after - before)
        raise ValueError(f"{year} is not between {self.knots[0][0]} and {self.knots[-1][0]}")

    @property
    def breaks(self) -> tuple[float, ...]:
        """Where the scale changes."""
        return tuple(place for _, place in self.knots[1:-1])


@dataclass(frozen=True)
class Tick:
    """A year that is named."""

    year: int
    at: str
    minor: bool
    """Whether a narrow screen does without it."""
    is_right: bool
    """Whether it is named before its line, for want of room after it."""


@dataclass(frozen=True)
class Span:
    """One study: its bar, and its name above."""

    card: Card
    start: str
    width: str
    name: str
    """Where the name begins."""
    room: str
    """How wide the name may be."""
    is_right: bool
    """Whether the name ends at the right edge, for want of room after the beginning of the bar."""
    row: int


@dataclass(frozen=True)
class Lane:
    """All studies of one kind."""

    kind: str
    spans: tuple[Span, ...]
    rows: int


@dataclass(frozen=True)
class Timeline:
    """Everything the template needs."""

    ticks: tuple[Tick, ...]
    breaks: tuple[str, ...]
    lanes: tuple[Lane, ...]


def timeline(cards: Sequence[Card], kinds: Iterable[str]) -> Timeline:
    """The studies in lanes by kind, in the order of `kinds`; a kind without a study has no lane."""
    if not cards:
        return Timeline((), (), ())
    axis = axis_of([card.period for card in cards])
    lanes = [_lane(axis, kind, [card for card in cards if card.kind == kind]) for kind in kinds]
    return Timeline(
        tuple(_ticks(axis)), tuple(_length(place) for place in axis.breaks), tuple(lane for lane in lanes if lane.spans)
    )


def axis_of(periods: Sequence[tuple[int, int]]) -> Axis:
    """The axis of some periods, each from the first of its first year to the end of its last.

    Years far from all others would press the rest together: they get a part of the width with a scale of its own.
    """
    starts, ends = sorted(start for start, _ in periods), sorted(end + 1 for _, end in periods)
    first, last, cut = starts[0], ends[-1], int(CROWD * len(periods))
    early, late = starts[cut] // 10 * 10, -(-ends[-1 - cut] // 10) * 10
    early = early if early - first > LINEAR * (last - first) else first
    late = late if last - late > LINEAR * (last - first) else last
    knots = [(first, 0.0), (early, APART if early > first else 0.0), (late, 100 - APART if late < last else 100.0)]
    return Axis(tuple(dict([*knots, (last, 100.0)]).items()), (early, late))


def _ticks(axis: Axis) -> list[Tick]:
    (first, _), *_, (last, _) = axis.knots
    early, late = axis.crowd
    step = next((step for step in STEPS if (late - early) / step <= TICKS), STEPS[-1])
    years = [year for year in range(int(first), int(last) + 1) if year % step == 0 and early <= year <= late]
    named = sorted({*years, *(int(year) for year in (first, last) if not early <= year <= late)})
    return [
        Tick(year, _length(axis.place(year)), place % 2 == 1, axis.place(year) > ROOM)
        for place, year in enumerate(named)
    ]


def _lane(axis: Axis, kind: str, cards: Sequence[Card]) -> Lane:
    """Each study in the first row in which neither its bar nor its name touches another."""
    full: list[float] = []
    spans = []
    for card in sorted(cards, key=lambda card: (card.period, card.slug)):
        start, end = axis.place(card.period[0]), axis.place(card.period[1] + 1)
        room = min(LONGEST, 100 * (LETTER * len(card.title) + MARK) / NARROWEST)
        name = min(start, 100 - room)
        row = next((row for row, taken in enumerate(full) if taken + GAP <= name), len(full))
        full[row:] = [max(end, name + room), *full[row + 1 :]]
        spans.append(Span(card, _length(start), _length(end - start), _length(name), _length(room), name < start, row))
    return Lane(kind, tuple(spans), len(full))


def _length(place: float) -> str:
    return f"{place:.2f}%"
