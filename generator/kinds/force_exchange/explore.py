"""A study of forces as a function of its inputs: margins, index and verdict of its worst pair."""

from __future__ import annotations

import numpy as np

from generator.explorable import Explorable, codes_of, verdicts_on
from generator.kinds.force_exchange.detail import Detail
from generator.kinds.force_exchange.dyads import rivals
from generator.kinds.force_exchange.exchange import exchange
from generator.kinds.force_exchange.naming import group, measures
from generator.results import Results
from generator.study import BASELINE, Study
from generator.uncertainty.sampling import Values
from generator.whatif.evaluation import Evaluated, evaluate


def explore(study: Study, results: Results[Detail]) -> Explorable:
    """The pair whose verdict is that of the study: the one with the lowest index at central values."""
    layout, found = study.layout, results.cases[BASELINE].estimates
    dyad = min(rivals(layout), key=lambda dyad: found[dyad.of("index")].point)
    shown = (*(f"{side}.margin" for side in dyad.sides), dyad.of("index"))
    shots = [f"{actor}.shots" for actor in dyad.actors]

    def model(values: Values) -> Evaluated:
        for path in shots:
            if np.size(values[path]) > 1:
                return _by_number(values, path)
        # Shots are one number for all draws of a call, even where they come as an array.
        whole = {path: np.ravel(values[path])[0] for path in shots}
        solved = exchange(layout, dyad, {**values, **whole})
        margins = (side["margin"] for side in solved.sides())
        told = dict(zip(shown, (*margins, solved.index), strict=True))
        return Evaluated(told, codes_of(solved.judge()))

    def _by_number(values: Values, path: str) -> Evaluated:
        """Draws that differ in a number the model takes one at a time."""
        numbers = np.asarray(values[path])
        measured = {name: np.empty(numbers.size) for name in shown}
        codes = np.empty(numbers.size, np.int64)
        for number in np.unique(numbers):
            at = numbers == number
            some = {key: value[at] if np.size(value) > 1 else value for key, value in values.items()}  # type: ignore[index]
            part = evaluate(model, {**some, path: float(number)}, int(at.sum()))
            codes[at] = part.finding
            for name, column in measured.items():
                column[at] = part.measures[name]
        return Evaluated(measured, codes)

    known = measures(study)
    return Explorable(
        model,
        verdicts_on(dyad.actors),
        {name: known[name] for name in shown},
        {path: group(study, path) for path in study.cases()[BASELINE]} if study.correlation else {},
        () if dyad.alone else dyad.actors,
    )
