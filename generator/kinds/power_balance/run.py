"""One study through the model: central values, draws, both readings, the terror balance beside them, sensitivities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from generator.deterrence import verdicts
from generator.deterrence.judgement import Judgement
from generator.deterrence.power import Band
from generator.deterrence.verdicts import Subtype, at_least
from generator.kinds.power_balance import detail
from generator.kinds.power_balance.assembly import assemble, flatten
from generator.kinds.power_balance.meaning import rivalry_of
from generator.kinds.power_balance.model import STANDARD, VERSION, Cutoffs, Verdict, read, solve, terror
from generator.kinds.power_balance.params import Array, Outcome
from generator.progress import Watch, unwatched, watched
from generator.quantities import range_ends
from generator.results import CaseResults, Results
from generator.results import Verdict as Finding
from generator.sampled import distributions
from generator.study import BASELINE, Input, Study
from generator.uncertainty.estimates import Share, share
from generator.uncertainty.gathering import Gathered
from generator.uncertainty.sampling import Values, blocks
from generator.uncertainty.sensitivity import one_at_a_time, sobol

SOBOL_SAMPLES = 2048
"""Base sample of the variance shares; their standard errors are printed beside them."""
MOVED = ("side_ratio", "ratio")
"""The two measures that the two theories look at."""
Counts = NDArray[np.int64]


def run(study: Study, watch: Watch = unwatched) -> Results[detail.Detail]:
    """Every case of the study: a function of its canonical form and the model's version."""
    cases = {key: _Case(study, key, inputs) for key, inputs in watched(study.cases(), watch)}
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
    """One case at its central values, and what was counted over its draws."""

    def __init__(self, study: Study, key: str, inputs: Mapping[str, Input]) -> None:
        self.study, self.key = study, key
        self.centre = {path: given.value for path, given in inputs.items()}
        self.distributions = distributions(study, inputs)
        self.params = assemble(study, key, self.centre)
        self.outcome: Outcome = solve(self.params)
        self.cutoffs = [STANDARD, *(replace(STANDARD, **{name: value}) for name, value in range_ends(Cutoffs))]
        self.gathered = Gathered()
        self.verdicts: Counts = np.zeros((len(self.cutoffs), len(Verdict)), np.int64)
        self.balanced = self.transition = 0
        self.terror_verdicts: Counts = np.zeros(len(verdicts.Verdict), np.int64)
        self.assured: Counts = np.zeros(2, np.int64)
        self._draw()

    def _draw(self) -> None:
        """Run all draws, block by block, and keep what the estimates and shares need."""
        for size, values in blocks(self.distributions, seed=self.study.seed, draws=self.study.draws):
            params = assemble(self.study, self.key, values)
            outcome = solve(params)
            self.gathered.add(size, flatten(self.study, outcome))
            for row, cutoffs in zip(self.verdicts, self.cutoffs, strict=True):
                row += _counted(read(outcome, cutoffs).verdict, size, len(Verdict))
            found = read(outcome)
            self.balanced += _held(found.balanced, size)
            self.transition += _held(found.transition, size)
            judged = terror(params)
            if judged is not None:
                self.terror_verdicts += _counted(judged.judgement.verdict, size, len(verdicts.Verdict))
                self.assured += [_held(at_least(margin, 1.0), size) for margin in judged.margins]

    def results(self) -> CaseResults:
        scenario, _, state = self.key.partition("@")
        shares = {found.key: self._share(self.verdicts[0, found.code]) for found in Verdict}
        centre = flatten(self.study, self.outcome)
        return CaseResults(
            scenario=scenario,
            state=state or None,
            verdict=self._finding(),
            classes={},
            assurance={},
            shares=dict(
                sorted(((key, held) for key, held in shares.items() if held.value), key=lambda item: -item[1].value)
            ),
            estimates=self.gathered.estimates({name: float(values[0]) for name, values in centre.items()}),
        )

    def _finding(self) -> Finding:
        found = read(self.outcome)
        caught_up = list(Band)[int(found.band[0])]
        return Finding(
            key=list(Verdict)[int(found.verdict[0])].key,
            subtype=caught_up.value if found.transition[0] else None,
            stronger=None if found.balanced[0] else list(self.study.layout["sides"])[int(found.stronger[0])],
            modifiers=("CONTESTED",) if self._contested(0) else (),
        )

    def readings(self) -> detail.Readings:
        """Both theories' findings at central values, with the share of draws of each."""
        found = read(self.outcome)
        return detail.Readings(
            rivalry=rivalry_of(self.study, self.key),
            band=list(Band)[int(found.band[0])].value,
            stronger=list(self.study.layout["sides"])[int(found.stronger[0])],
            balanced=self._share(self.balanced),
            transition=self._share(self.transition),
        )

    def terror(self) -> detail.Terror | None:
        """The terror balance at central values, with the assurance that the draws give."""
        sure = self.assured / self.study.draws
        found = terror(self.params, assurance=(float(sure[0]), float(sure[1])))
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
            share=self._share(self.terror_verdicts[code]),
        )

    def under_cutoffs(self) -> Iterator[detail.UnderCutoff]:
        """The verdict with each cut-off moved."""
        for place, (name, value) in enumerate(range_ends(Cutoffs), start=1):
            verdict = list(Verdict)[int(read(self.outcome, self.cutoffs[place]).verdict[0])]
            yield detail.UnderCutoff(name, value, verdict.key, self._contested(place))

    def _contested(self, place: int) -> bool:
        """Whether no verdict holds in enough draws, by the cut-offs at this place; the same rule as in every kind."""
        limit = verdicts.Cutoffs(contested=self.cutoffs[place].contested)
        return verdicts.contested(self.verdicts[place] / self.study.draws, limit)

    def _share(self, count: int) -> Share:
        return share(int(count), self.study.draws)


def _counted(codes: NDArray[np.int8], size: int, kinds: int) -> Counts:
    """How many of `size` draws have each code; without any uncertain input one draw stands for all."""
    return np.bincount(np.broadcast_to(codes, (size,)), minlength=kinds)


def _held(holds: NDArray[np.bool_], size: int) -> int:
    return int(np.count_nonzero(np.broadcast_to(holds, (size,))))
