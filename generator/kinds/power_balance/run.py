"""One study through the model: central values, draws, both readings, the terror balance beside them, sensitivities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.deterrence import verdicts
from generator.deterrence.judgement import Judgement
from generator.deterrence.power import Band
from generator.deterrence.verdicts import Subtype, at_least
from generator.kinds.power_balance import detail
from generator.kinds.power_balance.assembly import assemble, flatten
from generator.kinds.power_balance.meaning import rivalry_of
from generator.kinds.power_balance.model import STANDARD, VERSION, Cutoffs, Readings, Verdict, read, solve, terror
from generator.kinds.power_balance.params import Array, Outcome
from generator.quantities import quantities
from generator.results import CaseResults, Results
from generator.results import Verdict as Finding
from generator.sampled import Values, distributions, sampled
from generator.study import BASELINE, Input, Study
from generator.uncertainty.estimates import Share, estimate, share
from generator.uncertainty.sensitivity import one_at_a_time, sobol

SOBOL_SAMPLES = 2048
"""Base sample of the variance shares; their standard errors are printed beside them."""
MOVED = ("side_ratio", "ratio")
"""The two measures that the two theories look at."""


def run(study: Study) -> Results[detail.Detail]:
    """Every case of the study: a function of its canonical form and the model's version."""
    cases = {key: _Case(study, key, inputs) for key, inputs in study.cases().items()}
    baseline = cases[BASELINE]

    def of(values: Values) -> dict[str, Array]:
        return flatten(study, solve(assemble(study, BASELINE, values)))

    return Results(
        study=study.slug,
        digest=study.digest(),
        kind=study.kind,
        model_version=VERSION,
        seed=study.seed,
        draws=study.draws,
        cases={key: case.results() for key, case in cases.items()},
        swings=one_at_a_time(of, baseline.centre, baseline.distributions, MOVED),
        variance_shares=sobol(of, baseline.distributions, MOVED, seed=study.seed, samples=SOBOL_SAMPLES),
        detail=detail.Detail(
            readings={key: case.readings() for key, case in cases.items()},
            terror={key: found for key, case in cases.items() if (found := case.terror()) is not None},
            cutoffs={
                key: tuple(case.under_cutoffs()) for key, case in cases.items() if key.partition("@")[0] == BASELINE
            },
        ),
    )


class _Case:
    """One case at its central values, and its draws."""

    def __init__(self, study: Study, key: str, inputs: Mapping[str, Input]) -> None:
        self.study, self.key = study, key
        self.centre = {path: given.value for path, given in inputs.items()}
        self.distributions = distributions(study, inputs)
        self.params = assemble(study, key, self.centre)
        self.outcome: Outcome = solve(self.params)
        self.draws = sampled(self._drawn, study, self.distributions)

    def _drawn(self, values: Values) -> dict[str, NDArray[Any]]:
        """All measures of some draws, and beside them what the terror balance needs."""
        params = assemble(self.study, self.key, values)
        found: dict[str, NDArray[Any]] = dict(flatten(self.study, solve(params)))
        judged = terror(params)
        if judged is not None:
            found[TERROR] = judged.judgement.verdict
            found |= {name: np.asarray(margin) for name, margin in zip(MARGINS, judged.margins, strict=True)}
        return found

    @cached_property
    def drawn(self) -> Outcome:
        """The outcome over all draws, put together again from its measures."""
        rows = {
            name: np.stack([self.draws[f"{key}.{name}"] for key in self.study.layout[keys]])
            for name, keys in (("capability", "actors"), ("power", "sides"))
        }
        return Outcome(**rows, **{name: self.draws[name] for name in quantities(Outcome) if name not in rows})

    def results(self) -> CaseResults:
        scenario, _, state = self.key.partition("@")
        codes = read(self.drawn).verdict
        counted = np.bincount(codes, minlength=len(Verdict))
        shares = {found.key: share(int(counted[found.code]), len(codes)) for found in Verdict if counted[found.code]}
        centre = flatten(self.study, self.outcome)
        return CaseResults(
            scenario=scenario,
            state=state or None,
            verdict=self._finding(read(self.outcome), codes),
            classes={},
            assurance={},
            shares=dict(sorted(shares.items(), key=lambda item: -item[1].value)),
            estimates={name: estimate(float(centre[name][0]), self.draws[name]) for name in centre},
        )

    def _finding(self, found: Readings, codes: NDArray[Any]) -> Finding:
        verdict = list(Verdict)[int(found.verdict[0])]
        caught_up = list(Band)[int(found.band[0])]
        return Finding(
            key=verdict.key,
            subtype=caught_up.value if found.transition[0] else None,
            stronger=None if found.balanced[0] else list(self.study.layout["sides"])[int(found.stronger[0])],
            modifiers=("CONTESTED",) if _contested(codes, STANDARD) else (),
        )

    def readings(self) -> detail.Readings:
        """Both theories' findings at central values, with the share of draws of each."""
        centre, drawn = read(self.outcome), read(self.drawn)
        return detail.Readings(
            rivalry=rivalry_of(self.study, self.key),
            band=list(Band)[int(centre.band[0])].value,
            stronger=list(self.study.layout["sides"])[int(centre.stronger[0])],
            balanced=_share(drawn.balanced),
            transition=_share(drawn.transition),
        )

    def terror(self) -> detail.Terror | None:
        """The terror balance at central values, with the assurance that the draws give."""
        if TERROR not in self.draws:
            return None
        sure = [float(np.mean(at_least(self.draws[name], 1.0))) for name in MARGINS]
        found = terror(self.params, assurance=(sure[0], sure[1]))
        return None if found is None else self._terror(found.judgement)

    def _terror(self, judged: Judgement) -> detail.Terror:
        code, stronger = int(judged.verdict[0]), int(judged.stronger[0])
        verdict, finer = list(verdicts.Verdict)[code], list(Subtype)[int(judged.subtype[0])]
        rivalry = self.study.layout["rivalries"][rivalry_of(self.study, self.key)]
        rival = rivalry[("dominant", "challenger")[stronger]] if verdict is verdicts.Verdict.ONE_SIDED else None
        return detail.Terror(
            verdict=verdict.key,
            subtype=finer.key if finer.value else None,
            stronger=rival,
            share=_share(self.draws[TERROR] == code),
        )

    def under_cutoffs(self) -> list[detail.UnderCutoff]:
        """The verdict with each of our cut-offs at the ends of its range, the others at their standard."""
        found = []
        for item in fields(Cutoffs):
            quantity = quantities(Cutoffs)[item.name]
            for value in (quantity.low, quantity.high):
                cutoffs = replace(STANDARD, **{item.name: value})
                verdict = list(Verdict)[int(read(self.outcome, cutoffs).verdict[0])]
                contested = _contested(read(self.drawn, cutoffs).verdict, cutoffs)
                found.append(detail.UnderCutoff(item.name, value, verdict.key, contested))
        return found


TERROR = "terror verdict"
MARGINS = ("terror margin of the dominant power", "terror margin of the challenger")
"""Names of what the draws keep beside the measures."""


def _share(holds: NDArray[Any]) -> Share:
    return share(int(np.count_nonzero(holds)), len(holds))


def _contested(codes: NDArray[Any], cutoffs: Cutoffs) -> bool:
    """Whether no verdict holds in enough draws; the same rule as in every kind."""
    return verdicts.contested(codes, verdicts.Cutoffs(contested=cutoffs.contested))
