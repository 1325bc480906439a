"""A study of the balance of power as a function of its inputs: both sides, the challenger, and what the theories expect."""

from __future__ import annotations

import numpy as np

from generator.explorable import Explorable
from generator.kinds.power_balance.assembly import assemble, flatten
from generator.kinds.power_balance.detail import Detail
from generator.kinds.power_balance.meaning import measures
from generator.kinds.power_balance.model import Verdict, read, solve
from generator.results import Results
from generator.results import Verdict as Finding
from generator.study import BASELINE, Study
from generator.uncertainty.sampling import Values
from generator.whatif.evaluation import Evaluated

SHOWN = ("balance", "ratio")


def explore(study: Study, results: Results[Detail]) -> Explorable:
    """The balance of the sides, the challenger's ratio, and the verdict; where the sides are unequal with the stronger one."""
    sides = tuple(study.layout["sides"])
    findings = tuple(Finding(item.key, None, stronger, ()) for item in Verdict for stronger in (None, *sides))

    def model(values: Values) -> Evaluated:
        outcome = solve(assemble(study, BASELINE, values))
        found, told = read(outcome), flatten(study, outcome)
        stronger = np.where(found.balanced, 0, found.stronger.astype(np.int64) + 1)
        return Evaluated({name: told[name] for name in SHOWN}, found.verdict.astype(np.int64) * 3 + stronger)

    known = measures(study)
    return Explorable(model, findings, {name: known[name] for name in SHOWN})
