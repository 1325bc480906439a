"""The arms race: the series with the race laid through it, the combined fit, the field of arrows, a published race."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from generator import numerals, words
from generator.deterrence.arms_race import Race
from generator.drawing import planes, theme
from generator.drawing.figure import Cell, Column, Drawing, Table
from generator.drawing.specification import drawing
from generator.dynamics.facts import levels, plain, rounded
from generator.dynamics.meaning import PLAIN, name_of
from generator.dynamics.sides import race_of, series_of
from generator.dynamics_results import Path, PublishedRace, RaceResults, Rest
from generator.study import Study

ARROWS = 9
"""Arrows across; a little fewer upwards."""


def draw(study: Study, race: RaceResults) -> list[Drawing]:
    """All charts of a race."""
    found = [_over_time(study, race), _combined(study, race), _phase(study, race)]
    return [*found, _published(study, race.published)] if race.published else found


def outcome(study: Study, rest: Rest, unit: str) -> str:
    """Where a race leads, in words."""
    if rest.stable and rest.equilibrium is not None:
        return words.DYNAMICS["race_to_rest"].format(levels=levels(study, rest.equilibrium), unit=unit)
    return words.DYNAMICS["race_runaway"]


def _rows(study: Study, path: Path, unit: str) -> list[dict[str, Any]]:
    return [
        {"year": year, "side": name_of(study, side), "value": value, "text": f"{rounded(value)} {unit}"}
        for side, row in path.levels.items()
        for year, value in zip(path.years, row, strict=True)
    ]


def _unit(study: Study) -> str:
    return series_of(study, (race_of(study) or {})["series"]).unit


def _over_time(study: Study, race: RaceResults) -> Drawing:
    text, unit = words.DYNAMICS, _unit(study)
    years, sides = race.observed.years, [name_of(study, side) for side in race.sides]
    dots, curves = _rows(study, race.observed, unit), _rows(study, race.trajectory, unit)
    fitted = {side: np.interp(years, race.trajectory.years, row) for side, row in race.trajectory.levels.items()}
    columns = (
        Column("year", text["year"], False),
        Column("side", text["side"], False),
        Column("observed", text["observed"]),
        Column("fitted", text["fitted"]),
    )
    rows = tuple(
        (f"{year:g}", name_of(study, side), race.observed.levels[side][i], float(fitted[side][i]))
        for side in race.sides
        for i, year in enumerate(years)
    )
    return drawing(
        "arms-race",
        text["race_title"],
        text["race_finding"].format(
            start=f"{years[0]:g}",
            end=f"{years[-1]:g}",
            stable=text["stable" if race.rest.stable else "unstable"],
            outcome=outcome(study, race.rest, unit),
        ),
        text["race_description"],
        lambda width: planes.dots_and_curves(dots, curves, width, numerals.sentence_case(unit), sides),
        Table(columns, rows),
    )


def _combined(study: Study, race: RaceResults) -> Drawing:
    text, line, unit, years = words.DYNAMICS, race.combined, _unit(study), race.observed.years
    xs, ys = line.mid_levels, line.changes
    sense = "open" if line.slope.low < 0 < line.slope.high else "faster" if line.slope.point > 0 else "slower"
    finding = text["combined_finding"].format(
        slope=numerals.estimate(line.slope, PLAIN, "full"), sense=text[f"combined_{sense}"]
    )
    if line.zero_change is not None and line.zero_change > 0:
        finding += " " + text["combined_zero"].format(level=rounded(line.zero_change), unit=unit)
    pad = (max(xs) - min(xs)) * 0.08
    x_ends = (min(xs) - pad, max(xs) + pad)
    on_line = [line.intercept + line.slope.point * x for x in x_ends]
    low, high = min(0.0, *ys, *on_line), max(0.0, *ys, *on_line)
    y_ends = (low - (high - low) * 0.08, high + (high - low) * 0.08)
    names = {text["combined_line"]: theme.ACCENT, text["combined_rule"]: theme.MUTED}
    lines = [
        {"x": x, "y": y, "order": i, "name": name, "dash": name == text["combined_rule"]}
        for name, ends in zip(names, (on_line, (0.0, 0.0)), strict=True)
        for i, (x, y) in enumerate(zip(x_ends, ends, strict=True))
    ]
    dots = [
        {"x": x, "y": y, "order": i, "year": f"{years[i + 1]:g}", "text": f"{plain(y)} {unit}"}
        for i, (x, y) in enumerate(zip(xs, ys, strict=True))
    ]

    def build(width: int) -> Any:
        frame = planes.Frame(
            x_ends, y_ends, text["combined_x"].format(unit=unit), text["combined_y"].format(unit=unit), width
        )
        return planes.plane(frame, (), planes.Marks(lines=lines, path=dots, joined=False, hues=names))

    columns = (
        Column("until", text["year"], False),
        Column("mid_level", text["level"]),
        Column("change", text["change"]),
        Column("line", text["line"]),
    )
    rows = tuple(
        (f"{years[i + 1]:g}", x, y, line.intercept + line.slope.point * x)
        for i, (x, y) in enumerate(zip(xs, ys, strict=True))
    )
    explained = "\N{EN DASH}" if line.r_squared is None else numerals.percent(max(0.0, line.r_squared))
    return drawing(
        "arms-race-combined",
        text["combined_title"],
        finding,
        text["combined_description"].format(explained=explained),
        build,
        Table(columns, rows),
    )


def _phase(study: Study, race: RaceResults) -> Drawing:
    text, unit, (a, b) = words.DYNAMICS, _unit(study), tuple(race.sides)
    fitted = Race(*(_pair(race, name) for name in ("reaction", "fatigue", "grievance")))
    seen = {side: list(race.observed.levels[side]) for side in (a, b)}
    rest = race.rest.equilibrium if race.rest.stable else None
    # A point of rest far beyond everything seen would press the rest of the picture into a corner.
    shown = rest if rest and all(0 <= rest[side] <= 2.5 * max(seen[side]) for side in (a, b)) else None
    ends = {side: (0.0, max([*seen[side], *([shown[side]] if shown else [])]) * 1.12) for side in (a, b)}
    names = {text["phase_line"].format(name=name_of(study, side)): theme.SIDES[i] for i, side in enumerate((a, b))}
    lines = [
        {"x": x, "y": y, "order": i, "name": name, "dash": place == 1}
        for place, (name, points) in enumerate(zip(names, _still(fitted, ends[a], ends[b]), strict=True))
        for i, (x, y) in enumerate(points)
    ]
    path = [
        {"x": x, "y": y, "order": i, "year": f"{year:g}", "text": f"{rounded(x)}, {rounded(y)}"}
        for i, (year, x, y) in enumerate(zip(race.observed.years, seen[a], seen[b], strict=True))
    ]
    points = [{"x": shown[a], "y": shown[b], "text": text["phase_equilibrium"]}] if shown else []

    def build(width: int) -> Any:
        across, upwards = (text["plane_axis"].format(name=name_of(study, side), unit=unit) for side in (a, b))
        frame = planes.Frame(ends[a], ends[b], across, upwards, width)
        marks = planes.Marks(lines=lines, path=path, points=points, arrows=_arrows(fitted, frame), hues=names)
        return planes.plane(frame, (), marks)

    first, last = ({side: seen[side][i] for side in (a, b)} for i in (0, -1))
    known = race.rest.stable and rest is not None
    return drawing(
        "arms-race-plane",
        text["phase_title"],
        text["phase_finding"].format(
            rest=text["phase_rest_stable"].format(levels=levels(study, rest))
            if known and rest
            else text["phase_rest_unstable"],
            path=text["phase_path"].format(
                first=levels(study, first),
                last=levels(study, last),
                start=f"{race.observed.years[0]:g}",
                end=f"{race.observed.years[-1]:g}",
            ),
        ),
        text["phase_description"],
        build,
        Table(
            (Column("year", text["year"], False), *(Column(side, name_of(study, side)) for side in (a, b))),
            tuple((f"{year:g}", seen[a][i], seen[b][i]) for i, year in enumerate(race.observed.years)),
        ),
    )


def _pair(race: RaceResults, name: str) -> tuple[float, float]:
    a, b = (getattr(side, name).point for side in race.sides.values())
    return a, b


def _still(
    race: Race, x_ends: tuple[float, float], y_ends: tuple[float, float]
) -> tuple[list[tuple[float, float]], ...]:
    """The lines on which each side stops changing: k y = a x - g and l x = b y - h."""
    (k, l), (a, b), (g, h) = (  # noqa: E741
        (float(np.asarray(one)) for one in pair) for pair in (race.reaction, race.fatigue, race.grievance)
    )

    def line(per_x: float, per_y: float, rest: float) -> list[tuple[float, float]]:
        """Two points of per_x x + per_y y = rest; none where nothing depends on either."""
        if per_y != 0:
            return [(x, (rest - per_x * x) / per_y) for x in x_ends]
        return [(rest / per_x, y) for y in y_ends] if per_x != 0 else []

    return line(a, -k, g), line(-l, b, h)


def _arrows(race: Race, frame: planes.Frame) -> list[dict[str, Any]]:
    wide, high = frame.size
    across = ARROWS if wide > 400 else ARROWS - 3
    upwards = max(4, round(across * high / wide))
    found = []
    for i in range(across):
        for j in range(upwards):
            spot = (i + 0.5) * wide / across, (j + 0.5) * high / upwards
            x, y = frame.point(spot)
            dx, dy = race.rates((x, y))
            right, up = frame.spot(frame.x[0] + float(dx), frame.y[0] + float(dy))
            if right or up:
                found.append({"x": x, "y": y, "angle": round(math.degrees(math.atan2(right, up)), 1)})
    return found


def _published(study: Study, found: PublishedRace) -> Drawing:
    text, given = words.DYNAMICS, (race_of(study) or {})["published"]
    unit, years = given["unit"], found.path.years
    curves, sides = _rows(study, found.path, unit), [name_of(study, side) for side in found.path.levels]
    columns = (Column("year", text["year"], False), *(Column(side, name_of(study, side)) for side in found.path.levels))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (f"{year:.4g}", *(row[i] for row in found.path.levels.values())) for i, year in enumerate(years)
    )
    return drawing(
        "arms-race-published",
        text["published_title"].format(title=given["title"]),
        text["published_finding"].format(
            stable=text["stable" if found.rest.stable else "unstable"], outcome=outcome(study, found.rest, unit)
        ),
        text["published_description"].format(start=f"{years[0]:g}", end=f"{years[-1]:g}", unit=unit),
        lambda width: planes.dots_and_curves([], curves, width, numerals.sentence_case(unit), sides),
        Table(columns, rows),
    )
