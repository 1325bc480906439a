"""A study of creditor and debtor as a function of its inputs: what each could do to the other, what its own strike costs, the verdict."""

from __future__ import annotations

import numpy as np

from generator.explorable import Explorable, codes_of, verdicts_on
from generator.kinds.creditor_debtor.assembly import assemble
from generator.kinds.creditor_debtor.detail import Detail
from generator.kinds.creditor_debtor.levels import standing
from generator.kinds.creditor_debtor.meaning import measures, mode_of, order
from generator.kinds.creditor_debtor.model import read
from generator.results import Results
from generator.study import Study
from generator.uncertainty.sampling import Values
from generator.whatif.evaluation import Codes, Evaluated


def explore(study: Study, results: Results[Detail]) -> Explorable:
    """Vulnerability and margin of both sides by the larger share, and the verdict; in a study in levels only the verdict."""
    sides = order(study)
    pair = (sides[0], sides[1])
    if mode_of(study) == "ordinal":
        return Explorable(lambda values: Evaluated({}, _levels(study, values)), verdicts_on(pair), {})
    shown = tuple(f"{side}.{name}" for name in ("vulnerability", "margin") for side in pair)

    def model(values: Values) -> Evaluated:
        reading = read(assemble(study, values).params)
        told = dict(zip(shown, (*reading.vulnerability, *reading.margin), strict=True))
        return Evaluated(told, codes_of(reading.judge()))

    known = measures(study)
    return Explorable(model, verdicts_on(pair), {name: known[name] for name in shown})


def _levels(study: Study, values: Values) -> Codes:
    """Levels are few and judged one by one."""
    size = int(np.broadcast_shapes((1,), *(np.shape(value) for value in values.values()))[0])
    rows = {path: np.broadcast_to(value, (size,)) for path, value in values.items()}
    return np.concatenate(
        [codes_of(standing(study, {path: float(row[i]) for path, row in rows.items()}).judgement) for i in range(size)]
    )
