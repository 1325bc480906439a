"""The weapons plane: the lines of both sides, the cone, the contested strips, and the years of the path."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator import numerals, words
from generator.drawing import planes, theme
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.labels import roomiest
from generator.drawing.specification import drawing
from generator.dynamics.facts import path_unit, region, rounded
from generator.dynamics.meaning import called, name_of
from generator.dynamics.sides import plane_sides
from generator.dynamics_results import PlaneCase, PlaneResults
from generator.study import BASELINE, Study

CELLS = 48
"""Cells across and upwards in which room for the names of regions is looked for."""

Ends = tuple[float, float]


def draw(study: Study, cases: Mapping[str, PlaneCase]) -> list[Drawing]:
    """The plane of the baseline, and the same with diminishing returns where the study gives them."""
    if BASELINE not in cases:
        return []
    case = cases[BASELINE]
    ends = 0.0, _reach([case.counted, case.diminishing] if case.diminishing else [case.counted])
    text = words.DYNAMICS
    found = [_plane(study, case.counted, ends, "weapons-plane", text["plane_title"], text["plane_counted"])]
    if case.diminishing is not None:
        found.append(
            _plane(study, case.diminishing, ends, "weapons-plane-weight", text["weight_title"], text["plane_weight"])
        )
    return found


def _reach(planes_of: list[PlaneResults]) -> float:
    """How far both axes run: past every year, every vertex and every finite line."""
    seen = [value for plane in planes_of for point in plane.path for value in point.missiles.values()]
    seen += [1.6 * found.high for plane in planes_of if plane.vertex for found in plane.vertex.values()]
    seen += [1.4 * line.deter.point for plane in planes_of for line in plane.lines.values()]
    return 1.1 * max([value for value in seen if math.isfinite(value)], default=1.0)


def _plane(study: Study, plane: PlaneResults, ends: Ends, id: str, title: str, harm: str) -> Drawing:
    text, (a, b) = words.DYNAMICS, plane_sides(study)
    hues = {
        text[pattern].format(name=name_of(study, side)): theme.SIDES[i]
        for i, side in enumerate((a, b))
        for pattern in ("plane_line", "plane_attack")
    }
    names = list(hues)
    lines = [
        {"x": x, "y": y, "order": i, "name": names[2 * s + n], "dash": n == 1}
        for s, side in enumerate((a, b))
        for n, part in enumerate(("deter", "attack"))
        # A side that risks nothing short of what deters it has one line.
        if part == "deter" or plane.lines[side].attack.point != plane.lines[side].deter.point
        for i, (x, y) in enumerate(_line(plane, side, part, ends, turned=s == 1))
    ]
    drawn = {row["name"] for row in lines}
    path = [
        {"x": p.missiles[a], "y": p.missiles[b], "order": i, "year": f"{p.year:g}", "text": region(study, p.region)}
        for i, p in enumerate(plane.path)
    ]
    points, crosses = _vertex(plane)
    bands = [*_strips(plane, (a, b), ends), *_cone(plane, (a, b), ends)]

    def build(width: int) -> Any:
        across, upwards = (
            text["plane_axis"].format(name=name_of(study, side), unit=path_unit(study)) for side in (a, b)
        )
        frame = planes.Frame(ends, ends, across, upwards, width)
        marks = planes.Marks(
            lines=lines,
            path=path,
            points=points,
            crosses=crosses,
            hues={name: hue for name, hue in hues.items() if name in drawn},
        )
        taken = [frame.spot(row["x"], row["y"]) for row in (*path, *points)] + planes.obstacles(frame, marks)
        return planes.plane(frame, bands, replace(marks, words=_names(study, plane, frame, taken)))

    return drawing(
        id, title, _finding(study, plane), text["plane_description"].format(harm=harm), build, _table(study, plane)
    )


def _line(plane: PlaneResults, side: str, part: str, ends: Ends, *, turned: bool) -> list[Ends]:
    """Two points of own = slope * other + rest; (x, y) is (own, other) for the first side, else turned."""
    line = plane.lines[side]
    slope, rest = line.slope.point, getattr(line, part).point
    if not math.isfinite(rest):
        return []
    found = [(slope * other + rest, other) for other in ends]
    return [(y, x) for x, y in found] if turned else found


def _strips(plane: PlaneResults, sides: tuple[str, str], ends: Ends) -> list[planes.Region]:
    """Between each side's two lines the outcome is contested."""
    found = []
    for s, side in enumerate(sides):
        upper, lower = (_line(plane, side, part, ends, turned=False) for part in ("deter", "attack"))
        if upper and lower and upper != lower:
            own, other = ("x", "y") if s == 0 else ("y", "x")
            rows = [{own: low[0], f"{own}2": high[0], other: low[1]} for low, high in zip(lower, upper, strict=True)]
            found.append(planes.Region(rows, theme.SIDES[s], 0.13, sideways=s == 0))
    return found


def _cone(plane: PlaneResults, sides: tuple[str, str], ends: Ends) -> list[planes.Region]:
    """Both deter: x >= s_a y + k_a and y >= s_b x + k_b, from the vertex to the edge of the picture."""
    if plane.vertex is None:
        return []
    (of_a, of_b), start = (plane.lines[side] for side in sides), plane.vertex[sides[0]].point
    xs = np.array([start, max(ends[1], start)])
    lower = of_b.slope.point * xs + of_b.deter.point
    slope = of_a.slope.point
    # A side that needs no more against more missiles has an upright line, and the cone no upper edge.
    upper = (xs - of_a.deter.point) / slope if slope > 0 else np.full_like(xs, ends[1])
    rows = [{"x": float(x), "y": float(low), "y2": float(high)} for x, low, high in zip(xs, lower, upper, strict=True)]
    return [planes.Region(rows, theme.verdict_colour("mad-stable"), 0.22)]


def _vertex(plane: PlaneResults) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    if plane.vertex is None:
        return [], []
    x, y = plane.vertex.values()
    cross = {"x": x.point, "x_low": x.low, "x_high": x.high, "y": y.point, "y_low": y.low, "y_high": y.high}
    return [{"x": x.point, "y": y.point, "text": words.DYNAMICS["vertex"]}], [cross]


def _codes(plane: PlaneResults, sides: tuple[str, str], frame: planes.Frame) -> NDArray[np.int8]:
    """Region of each cell: 0 cone, 1 only the first, 2 only the second, 3 both can be attacked, 4 contested."""
    middle = (np.arange(CELLS) + 0.5) / CELLS
    x = (frame.x[0] + middle * (frame.x[1] - frame.x[0]))[np.newaxis, :]
    y = (frame.y[0] + middle * (frame.y[1] - frame.y[0]))[:, np.newaxis]
    (of_a, of_b) = (plane.lines[side] for side in sides)
    faced_a, faced_b = of_a.slope.point * y, of_b.slope.point * x
    a, b = x >= faced_a + of_a.deter.point, y >= faced_b + of_b.deter.point
    open_a, open_b = x <= faced_a + of_a.attack.point, y <= faced_b + of_b.attack.point
    return np.asarray(np.select([a & b, a, b, open_a & open_b], [0, 1, 2, 3], 4), np.int8)


def _names(
    study: Study, plane: PlaneResults, frame: planes.Frame, taken: list[tuple[float, float]]
) -> list[tuple[float, float, str]]:
    """The name of every region with room for it, and where it stands."""
    text, (a, b) = words.DYNAMICS, plane_sides(study)
    codes = _codes(plane, (a, b), frame)
    names = [
        text["cone"] if frame.width > 400 else text["cone_short"],
        text["only_short"].format(name=called(study, a)),
        text["only_short"].format(name=called(study, b)),
        text["forced_short"],
        text["contested"],
    ]
    found = []
    for code, name in enumerate(names):
        for shown in (name, text["cone_short"]) if code == 0 else (name,):
            spot = roomiest(codes, code, frame.size, shown, taken)
            if spot is not None:
                found.append((*frame.point(spot), shown))
                break
    return found


def _finding(study: Study, plane: PlaneResults) -> str:
    text, share = words.DYNAMICS, numerals.share(plane.cone_share)
    if plane.vertex is None:
        return text["plane_no_cone"].format(share=share)
    (a, x), (b, y) = plane.vertex.items()
    levels = text["each_way"].format(
        a=name_of(study, a), a_value=rounded(x.point), b=name_of(study, b), b_value=rounded(y.point)
    )
    cone = text["plane_cone"].format(levels=levels, unit=path_unit(study), share=share)
    inside = [point.year for point in plane.path if point.region == "cone"]
    if not plane.path:
        path = ""
    elif not inside:
        path = text["plane_outside"]
    else:
        first = inside[0] == plane.path[0].year
        path = text["plane_inside" if first else "plane_path"].format(year=f"{inside[0]:g}")
    return text["plane_finding"].format(cone=cone, path=path).strip()


def _table(study: Study, plane: PlaneResults) -> Table:
    """The years of the path with their regions; without a path, the lines."""
    text, sides = words.DYNAMICS, plane_sides(study)
    if not plane.path:
        columns = (
            Column("side", text["side"], False),
            *(Column(part, words.DYNAMICS[f"part_{part}"]) for part in ("slope", "deter", "attack")),
        )
        return Table(
            columns,
            tuple(
                (name_of(study, side), line.slope.point, line.deter.point, line.attack.point)
                for side, line in plane.lines.items()
            ),
        )
    columns = (
        Column("year", text["year"], False),
        *(Column(side, name_of(study, side)) for side in sides),
        Column("region", text["region"], False),
        Column("share", f"{text['share']}, %"),
    )
    return Table(
        columns,
        tuple(
            (
                f"{point.year:g}",
                *point.missiles.values(),
                region(study, point.region),
                100 * point.shares[point.region].value if point.region in point.shares else 0.0,
            )
            for point in plane.path
        ),
    )
