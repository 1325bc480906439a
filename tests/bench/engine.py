"""The engine by itself: draws a second, and milliseconds a chart."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from measure import Row, interleaved, ratio, seconds

from generator.drawing import static
from generator.drawing.figure import Drawing
from generator.drawing.specification import complete
from generator.kinds.force_exchange.assembly import assemble
from generator.kinds.force_exchange.model import dyad_verdict, solve
from generator.pipeline import checking
from generator.pipeline.cache import Cache
from generator.pipeline.reports import limit_threads
from generator.pipeline.solving import solved
from generator.registry import KINDS
from generator.sampled import distributions
from generator.study import Study
from generator.uncertainty.distributions import (
    Beta,
    Constant,
    Distribution,
    Lognormal,
    Triangular,
    Uniform,
)
from generator.uncertainty.sampling import blocks

FONTS = Path(__file__).resolve().parents[2] / "site_templates" / "assets" / "fonts" / "measure"


def read(path: Path) -> Study:
    """A study that is known to be sound."""
    reading = checking.read(path, Path.as_posix)
    if reading.study is None:
        raise ValueError("\n".join(map(str, reading.problems)))
    return reading.study


# --- draws -------------------------------------------------------------------------------------------------------


def draws(study: Study, count: int, rounds: int) -> Iterator[Row]:
    """The Monte Carlo of one case against its floor: the inputs drawn, and one pass of NumPy over them."""
    inputs = distributions(study, study.inputs)
    uncertain = [given for given in inputs.values() if not isinstance(given, Constant)]

    def only_drawn() -> None:
        for _ in blocks(inputs, seed=study.seed, draws=count):
            pass

    def floor() -> None:
        for size, values in blocks(inputs, seed=study.seed, draws=count):
            _one_pass(values.values(), size)

    def model() -> None:
        for _, values in blocks(inputs, seed=study.seed, draws=count):
            params = assemble(study.layout, values)
            dyad_verdict(solve(params), params)

    def by_numpy() -> None:
        source = np.random.default_rng(study.seed)
        for start in range(0, count, 10_000):
            size = min(10_000, count - start)
            _one_pass([_drawn(source, given, size) for given in uncertain], size)

    model()
    times = interleaved(
        rounds,
        drawn=lambda: seconds(only_drawn),
        floor=lambda: seconds(floor),
        model=lambda: seconds(model),
        numpy=lambda: seconds(by_numpy),
    )
    rate = {name: count / statistics.median(found) for name, found in times.items()}
    group = "draws"
    about = f"{len(uncertain)} uncertain inputs, {count:,} draws, {rounds} rounds"
    yield Row(group, "inputs drawn, model run, verdict judged", rate["model"], "draws/s", note=about)
    yield Row(group, "floor: inputs drawn and one NumPy pass over them", rate["floor"], "draws/s")
    yield Row(group, "inputs drawn, nothing else", rate["drawn"], "draws/s")
    yield Row(group, "the same floor with NumPy's own generators, one stream", rate["numpy"], "draws/s")
    yield Row(group, "model / floor", ratio(times, "floor", "model"), "x", 0.85, True)
    yield Row(
        group, "drawing here / drawing with NumPy's own generators", ratio(times, "numpy", "floor"), "x", 0.85, True
    )


def _one_pass(arrays: Any, size: int) -> Any:
    total = np.zeros(size)
    for values in arrays:
        total += values
    return total


def _drawn(source: np.random.Generator, given: Distribution, size: int) -> Any:
    if isinstance(given, Uniform):
        return source.uniform(given.low, given.high, size)
    if isinstance(given, Triangular):
        return source.triangular(given.low, given.mode, given.high, size)
    if isinstance(given, Beta):
        return source.beta(given.mean * given.concentration, (1 - given.mean) * given.concentration, size)
    if isinstance(given, Lognormal):
        return source.lognormal(np.log(given.median), given.sigma, size)
    raise TypeError(given)


# --- charts ------------------------------------------------------------------------------------------------------


def drawings(study: Study) -> list[Drawing]:
    """Every chart of a study's page."""
    kind = KINDS[study.kind]
    return kind.draw(study, solved(study, kind, Cache(None))[0])


def charts(study: Study, rounds: int) -> Iterator[Row]:
    """What a chart costs: its specifications (wide and narrow), and a picture of each."""
    kind = KINDS[study.kind]
    results = solved(study, kind, Cache(None))[0]
    drawn = kind.draw(study, results)
    specs = [(item.id, complete(spec, item.rows)) for item in drawn for spec in (item.wide, item.narrow)]
    static.svg(specs[0][1], str(FONTS), "warm")
    times = interleaved(
        rounds,
        spec=lambda: seconds(lambda: kind.draw(study, results)),
        svg=lambda: seconds(lambda: [static.svg(spec, str(FONTS), name) for name, spec in specs]),
    )
    about = f"{len(drawn)} charts, {rounds} rounds; plain Altair takes about 30 ms"
    yield Row(
        "charts",
        "a specification (each chart has two: wide and narrow)",
        1000 * statistics.median(times["spec"]) / len(specs),
        "ms",
        note=about,
    )
    yield Row(
        "charts", "a static picture (SVG), one core, warm", 1000 * statistics.median(times["svg"]) / len(specs), "ms"
    )
    with _pool() as pool:
        list(pool.map(_picture, specs))
        warm = [seconds(lambda: list(pool.map(_picture, specs))) for _ in range(rounds)]
    cores = os.cpu_count() or 1
    yield Row(
        "charts",
        f"static pictures a second, {cores} cores, warm",
        len(specs) / statistics.median(warm),
        "/s",
        12.5 * cores,
        True,
        "25 on two cores",
    )


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn"), initializer=limit_threads)


def _picture(named: tuple[str, str]) -> int:
    return len(static.svg(named[1], str(FONTS), named[0]))


def render_all(specs: list[tuple[str, str]]) -> float:
    """Seconds to render every picture, and the Vega bundle, in a pool of all cores, started for it: what a cold build cannot avoid."""
    start = time.perf_counter()
    with _pool() as pool:
        bundle = pool.submit(static.bundle)
        for size in pool.map(_picture, specs):
            assert size
        bundle.result()
    return time.perf_counter() - start


if __name__ == "__main__":
    # In a process of its own, so that nothing is warm: engine.py SPECS.json prints the seconds.
    print(render_all([(name, spec) for name, spec in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))]))
