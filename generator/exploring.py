"""One study as something to try out: what would flip its verdict, and a grid of the model for its most telling inputs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from generator.deterrence.errors import ModelError
from generator.explorable import Explorable
from generator.explored import Explored, Grid, Moved, Turned
from generator.quantities import Quantity
from generator.results import Results
from generator.sampled import distributions
from generator.study import BASELINE, Input, Study
from generator.uncertainty.distributions import Constant, Distribution
from generator.uncertainty.estimates import HIGH, LOW
from generator.uncertainty.sampling import Values, stream
from generator.uncertainty.sensitivity import VarianceShare
from generator.uncertainty.stratified import stratified
from generator.whatif import axes, flips, grid
from generator.whatif.axes import Axis
from generator.whatif.evaluation import Array, evaluate

AXES = 3
"""Inputs with a slider."""
DRAWS = 100
"""Draws of all other inputs at each point of the grid."""
CHECKS = 240
"""Points off the grid at which the model itself is asked."""
RECOUNTED, MANY = 12, 2000
"""Of these some at which so many draws say how far off the few are."""
TELLING = 0.01
"""An input that explains less of a result's variance gets no slider."""
REACH = 10.0
"""An input without bound is followed up to this many times its size."""
NOTHING = 1e-6
"""An amount is followed down to this share of its central value."""
DIGITS = 1000
"""Steps into which the span of a measure is divided at least, where its error would allow fewer."""
SHARE_STEP = 0.005
SEEN = 0.02
"""A verdict that nowhere on the grid holds in as many draws is not named."""


def explore(study: Study, results: Results[Any], given: Explorable) -> Explored:
    """Search the flips of every input, and make the grid of the most telling ones. Raises ModelError, as the model does."""
    inputs = study.cases()[BASELINE]
    drawn = distributions(study, inputs)
    centre = {path: item.value for path, item in inputs.items()}
    now = int(evaluate(given.model, centre, 1).finding[0])
    moved = tuple(_moved(study, given, inputs, drawn))
    ordinal = not results.variance_shares and any(study.quantities[path].levels for path in inputs)
    made = _levels(study, given, centre, moved) if ordinal else _grid(study, results, given, centre, drawn)
    return Explored(given.findings[now], given.about, moved, made)


def _moved(
    study: Study, given: Explorable, inputs: Mapping[str, Input], drawn: Mapping[str, Distribution]
) -> Iterator[Moved]:
    centre = {path: item.value for path, item in inputs.items()}
    sizes: dict[str, float] = {}
    for path, item in inputs.items():
        unit = study.quantities[path].unit
        sizes[unit] = max(sizes.get(unit, 0.0), abs(item.value))
    asked = []
    for path, item in inputs.items():
        known, (low, high) = study.quantities[path], studied(item, drawn[path])
        # An input of 0 without a bound is followed as far as the largest of its kind would be.
        reach = REACH * (max(abs(item.value), abs(low or 0.0), abs(high or 0.0)) or sizes[known.unit])
        least, most = max(known.low, min(item.value, -reach)), min(known.high, max(item.value, reach))
        if known.spread == "amount" and least == 0 < item.value:
            # Of nothing at all a ratio says nothing: an amount goes nearly to 0.
            least = NOTHING * item.value
        asked.append(flips.Moved(path, item.value, least, most, low, high, known.whole or bool(known.levels)))
    for ask, found in zip(asked, flips.nearest(given.model, centre, asked), strict=True):
        below, above = (
            None if turn is None else Turned(turn.value, given.findings[turn.becomes])
            for turn in (found.below, found.above)
        )
        yield Moved(ask.path, ask.value, ask.low, ask.high, below, above, found.least, found.most)


def studied(item: Input, drawn: Distribution) -> tuple[float, float] | tuple[None, None]:
    """The range over which an input is studied: as its author gave it, or the middle nine tenths of its distribution."""
    if isinstance(drawn, Constant):
        return None, None
    if item.low is not None and item.high is not None:
        return item.low, item.high
    low, high = drawn.quantile(np.array([LOW, HIGH]))
    return float(min(low, item.value)), float(max(high, item.value))


def telling(shares: Iterable[VarianceShare]) -> list[str]:
    """Inputs by what they explain of the results, with their interactions; the results take turns, so that none is left out."""
    by_measure: dict[str, list[VarianceShare]] = {}
    for item in shares:
        by_measure.setdefault(item.measure, []).append(item)
    ranked = [
        [item.input for item in sorted(items, key=lambda item: -item.total) if item.total >= TELLING]
        for items in by_measure.values()
    ]
    turns = [
        name for rank in range(max(map(len, ranked), default=0)) for names in ranked for name in names[rank : rank + 1]
    ]
    return list(dict.fromkeys(turns))


def _grid(
    study: Study,
    results: Results[Any],
    given: Explorable,
    centre: Mapping[str, float],
    drawn: Mapping[str, Distribution],
) -> Grid | None:
    """The grid of the most telling inputs. Values beyond the studied ranges are left out where the model refuses them."""
    inputs = study.cases()[BASELINE]
    chosen = [path for path in telling(results.variance_shares) if path in inputs][:AXES]
    if not chosen:
        return None
    others = {path: item for path, item in drawn.items() if path not in chosen}
    draws = DRAWS if any(not isinstance(item, Constant) for item in others.values()) else 1

    def sample(seed: int, count: int) -> Values:
        return stratified(others, seed=seed, draws=count, groups=given.groups, correlation=study.correlation)

    few = sample(study.seed, draws)
    for beyond in range(len(chosen), -1, -1):
        lines = [
            _axis(path, inputs[path], drawn[path], study.quantities[path], margin=i < beyond)
            for i, path in enumerate(chosen)
        ]
        try:
            made = grid.summarise(given.model, lines, grid.places_of(lines), few, draws, len(given.findings))
            break
        except ModelError:
            if not beyond:
                raise
    source = stream(study.seed, "what-if checks")
    places = np.column_stack([source.uniform(0, len(line.values) - 1, CHECKS) for line in lines])
    truth = grid.summarise(given.model, lines, places, few, draws, len(given.findings))
    off = 0.0
    if draws > 1:
        many = grid.summarise(
            given.model, lines, places[:RECOUNTED], sample(study.seed + 1, MANY), MANY, len(given.findings)
        )
        first = many.shares.argmax(axis=0)
        at = np.arange(RECOUNTED)
        off = float(np.abs(many.shares[first, at] - truth.shares[first, at]).max())
    return _rounded(given, lines, made, truth, places, draws, off)


def _axis(path: str, item: Input, drawn: Distribution, known: Quantity, *, margin: bool) -> Axis:
    low, high = studied(item, drawn)
    if low is None or high is None:
        raise ValueError(f"{path} is not drawn")
    return axes.axis(path, item.value, low, high, known.low, known.high, amount=known.spread == "amount", margin=margin)


def _rounded(
    given: Explorable,
    lines: Sequence[Axis],
    made: grid.Summary,
    truth: grid.Summary,
    places: Array,
    draws: int,
    off: float,
) -> Grid:
    """The grid in whole steps, no finer than interpolation is exact, with the error of what is left."""
    names = tuple(name for name in given.measures if name in made.measures and name in truth.measures)
    seen = np.flatnonzero(made.shares.max(axis=1) >= SEEN)
    kept = grid.Summary({name: made.measures[name] for name in names}, made.shares[seen])
    real = grid.Summary({name: truth.measures[name] for name in names}, truth.shares[seen])
    raw = kept.columns()
    exact = grid.errors(lines, raw, places, real, names)
    steps = []
    for name in names:
        table = kept.measures[name]
        span = float(table.max() - table.min()) or float(np.abs(table).max()) or 1.0
        steps += [step(max(exact.measures[name][1] / 4, span / DIGITS))] * len(table)
    steps += [SHARE_STEP] * len(seen)
    unit = np.array(steps)[:, None]
    whole = np.rint(raw / unit)
    return Grid(
        tuple(lines),
        names,
        tuple(given.findings[code] for code in seen),
        tuple(steps),
        tuple(tuple(map(int, row)) for row in whole),
        draws,
        grid.errors(lines, whole * unit, places, real, names),
        off,
    )


def step(most: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not above `most`."""
    power = 10.0 ** math.floor(math.log10(most))
    return float(f"{next(n for n in (5, 2, 1) if n * power <= most * (1 + 1e-9)) * power:.1g}")


def _levels(study: Study, given: Explorable, centre: Mapping[str, float], moved: Sequence[Moved]) -> Grid | None:
    """A study in levels: every combination of the three inputs whose next level is another verdict. Nothing is drawn."""
    chosen = [item.path for item in moved if study.quantities[item.path].levels and (item.below or item.above)][:AXES]
    if not chosen:
        return None
    lines = [axes.levels(path, centre[path], len(study.quantities[path].levels)) for path in chosen]
    others = {path: value for path, value in centre.items() if path not in chosen}
    made = grid.summarise(given.model, lines, grid.places_of(lines), others, 1, len(given.findings))
    seen = np.flatnonzero(made.shares.max(axis=1) > 0)
    columns = tuple(tuple(map(int, row)) for row in made.shares[seen])
    kept = tuple(given.findings[code] for code in seen)
    return Grid(tuple(lines), (), kept, (1.0,) * len(kept), columns, 1, None, 0.0)
