"""Three actors over fifty states against their own NumPy passes, and the memory of ten million draws."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from engine import read
from measure import Row, interleaved, ratio, run, seconds

from generator.kinds.force_exchange.assembly import assemble_system
from generator.kinds.force_exchange.system import margin_after_war, solve_pairs, two_fronts, wars
from generator.registry import KINDS
from generator.sampled import distributions
from generator.study import State, Study
from generator.uncertainty.sampling import blocks

HERE = Path(__file__).resolve().parent
STATES = 50
MANY, FEW = 10_000_000, 200_000


def three_actors() -> Study:
    """The synthetic system with fifty states, in each of which one more silo stands."""
    study = read(HERE / "three.yml")
    path = "green.legs.silos.units"
    units = study.inputs[path]
    states = tuple(
        State(str(year), float(year), str(year), "", {path: replace(units, value=units.value + year - 1960)})
        for year in range(1960, 1960 + STATES)
    )
    return replace(study, states=states)


def system(rounds: int) -> Iterator[Row]:
    """The whole run of the study against its floor: the same inputs drawn, and the passes of NumPy that the model is."""
    study = three_actors()
    kind = KINDS[study.kind]

    def passes() -> None:
        for inputs in study.cases().values():
            drawn = distributions(study, inputs)
            for _, values in blocks(drawn, seed=study.seed, draws=study.draws):
                model = assemble_system(study.layout, values)
                pairs = solve_pairs(model)
                costs = {key: tuple((s.striking_cost, s.struck_cost) for s in one.sides) for key, one in pairs.items()}
                wars(model, solved=costs)
                for front in two_fronts(model):
                    margin_after_war(model, *front)

    times = interleaved(rounds, run=lambda: seconds(lambda: kind.run(study)), passes=lambda: seconds(passes))
    about = f"{len(study.cases())} cases, {study.draws:,} draws, {rounds} rounds"
    yield Row("system", "three actors, fifty states, run whole", statistics.median(times["run"]), "s", note=about)
    yield Row("system", "floor: its own passes of NumPy over the same draws", statistics.median(times["passes"]), "s")
    yield Row("system", "run / floor", ratio(times, "run", "passes"), "x", 3.0)


def memory() -> Iterator[Row]:
    """Peak memory of a run with ten million draws against one with fifty times fewer."""
    peaks = {
        draws: run([sys.executable, str(HERE / "system.py"), str(draws)], HERE, memory=True) for draws in (FEW, MANY)
    }
    yield Row("system", f"peak memory, two actors, {FEW:,} draws", peaks[FEW].peak_mb, "MB")
    yield Row(
        "system",
        f"peak memory, {MANY:,} draws",
        peaks[MANY].peak_mb,
        "MB",
        note=f"once, in {peaks[MANY].seconds:.0f} s",
    )
    yield Row("system", "peak memory, 50 times the draws", peaks[MANY].peak_mb / peaks[FEW].peak_mb, "x", 1.1)


if __name__ == "__main__":
    # In a process of its own, whose memory is measured: system.py DRAWS.
    small = replace(read(HERE / "synthetic.yml"), draws=int(sys.argv[1]), scenarios=(), states=())
    KINDS[small.kind].run(small)
