"""A grid that stands for the model: what it measures and finds at every point, and how far interpolation is from the model.

At each point the inputs of the axes have the point's values, and all others are drawn, with the same draws at every
point, so that differences between points are not noise. Between points the numbers are interpolated multilinearly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from generator.uncertainty.estimates import HIGH, LOW
from generator.uncertainty.sampling import BLOCK, Values
from generator.whatif.axes import Axis
from generator.whatif.evaluation import Array, Model, evaluate


@dataclass(frozen=True)
class Summary:
    """What the draws at some points say."""

    measures: dict[str, Array]
    """By name, (3, point): median, 5 % and 95 % of the draws. A measure that is not finite everywhere is left out."""
    shares: Array
    """(finding, point): share of draws with each finding."""

    def columns(self) -> Array:
        """All numbers as rows (column, point): three of each measure, then the shares."""
        return np.concatenate([*self.measures.values(), self.shares])


@dataclass(frozen=True)
class Errors:
    """How far interpolation was from the model at points off the grid, all in the unit of the measure."""

    points: int
    measures: dict[str, tuple[float, float]]
    """By name: the largest error of median and ends, and the one that 95 % of them do not exceed."""
    share: tuple[float, float]
    """The same of the share of the most frequent finding."""
    other: float
    """Share of points at which another finding is the most frequent."""


def places_of(axes: Sequence[Axis]) -> Array:
    """The places of all points of the grid, (point, axis), the last axis fastest."""
    return np.array(list(product(*(range(len(axis.values)) for axis in axes))), float)


def summarise(model: Model, axes: Sequence[Axis], places: Array, others: Values, draws: int, findings: int) -> Summary:
    """The model at `places` (point, axis), at each over `draws` draws of the other inputs (numbers or arrays (draw,)).

    `findings` is the number of findings there may be. Raises ModelError, as the model does.
    """
    together = max(1, BLOCK // draws)
    tiled = {
        path: np.tile(value, min(together, len(places)))
        for path, value in others.items()
        if isinstance(value, np.ndarray) and value.size > 1
    }
    measured: dict[str, list[Array]] = {}
    counted = []
    for start in range(0, len(places), together):
        at = places[start : start + together]
        size = len(at) * draws
        values = {**others, **{path: value[:size] for path, value in tiled.items()}}
        values |= {axis.path: np.repeat(axis.at(at[:, i]), draws) for i, axis in enumerate(axes)}
        found = evaluate(model, values, size)
        for name, drawn in found.measures.items():
            ordered = np.sort(drawn.reshape(len(at), draws), axis=1)
            measured.setdefault(name, []).append(np.stack([_quantile(ordered, part) for part in (0.5, LOW, HIGH)]))
        codes = found.finding.reshape(len(at), draws)
        counted.append(np.stack([(codes == code).mean(axis=1) for code in range(findings)]))
    whole = {name: np.concatenate(parts, axis=1) for name, parts in measured.items()}
    kept = {name: table for name, table in whole.items() if np.isfinite(table).all()}
    return Summary(kept, np.concatenate(counted, axis=1))


def _quantile(ordered: Array, part: float) -> Array:
    """A quantile of each row of ordered values, as `estimates.summary` has it."""
    place = part * (ordered.shape[1] - 1)
    below = int(place)
    here, there = ordered[:, below], ordered[:, min(below + 1, ordered.shape[1] - 1)]
    if place == below:
        return here
    with np.errstate(invalid="ignore"):
        between = here + (there - here) * (place - below)
    # Between equal values, both of which may be infinite, there is nothing to interpolate.
    return np.where(here == there, here, between)


def interpolate(axes: Sequence[Axis], columns: Array, places: Array) -> Array:
    """Columns (column, point of the grid) at `places` (point, axis), multilinearly: (column, point)."""
    shape = [len(axis.values) for axis in axes]
    below = [np.minimum(places[:, i].astype(np.intp), length - 2) for i, length in enumerate(shape)]
    found = np.zeros((len(columns), len(places)))
    for corner in product((0, 1), repeat=len(axes)):
        weight, index = np.ones(len(places)), np.zeros(len(places), np.intp)
        for i, (up, length) in enumerate(zip(corner, shape, strict=True)):
            beyond = places[:, i] - below[i]
            weight = weight * (beyond if up else 1 - beyond)
            index = index * length + below[i] + up
        found += weight * columns[:, index]
    return found


def errors(axes: Sequence[Axis], columns: Array, places: Array, truth: Summary, names: Sequence[str]) -> Errors:
    """How far the columns, in the order of `Summary.columns`, are from the `truth` at `places`."""
    found = interpolate(axes, columns, places)
    measures = {}
    for i, name in enumerate(names):
        measures[name] = _worst(np.abs(found[3 * i : 3 * i + 3] - truth.measures[name]))
    shares = found[3 * len(names) :]
    first, real = shares.argmax(axis=0), truth.shares.argmax(axis=0)
    at = np.arange(len(places))
    return Errors(
        len(places),
        measures,
        _worst(np.abs(shares[first, at] - truth.shares[first, at])),
        float((first != real).mean()),
    )


def _worst(apart: Array) -> tuple[float, float]:
    return float(apart.max()), float(np.quantile(apart, 0.95))
