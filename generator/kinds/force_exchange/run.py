"""One study through the model: central values, draws, verdicts, sensitivities."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import cached_property
from typing import Any

import numpy as np

from generator.deterrence.judgement import Judgement
from generator.deterrence.thresholds import THRESHOLDS
from generator.deterrence.verdicts import (
    STANDARD,
    TOLERANCE,
    CapabilityClass,
    Cutoffs,
    Subtype,
    Verdict,
    at_least,
    contested,
)
from generator.kinds.force_exchange.assembly import assemble, criteria_curves, flatten, measure
from generator.kinds.force_exchange.detail import BreakEven, Detail, Hurdles, UnderCutoff, UnderThreshold
from generator.kinds.force_exchange.hurdles import BreakEven as RawBreakEven
from generator.kinds.force_exchange.hurdles import Status, break_even, break_even_by_leg, waterfall
from generator.kinds.force_exchange.meaning import group
from generator.kinds.force_exchange.model import EXACT, VERSION, dyad_verdict, modifiers, solve
from generator.kinds.force_exchange.params import Array, Outcome, Params
from generator.quantities import quantities
from generator.results import CaseResults, Results
from generator.results import Verdict as Finding
from generator.study import BASELINE, Input, Study
from generator.uncertainty.distributions import Distribution, distribution
from generator.uncertainty.estimates import estimate, share
from generator.uncertainty.sampling import blocks
from generator.uncertainty.sensitivity import one_at_a_time, sobol

SOBOL_SAMPLES = 2048
"""Base sample of the variance shares; their standard errors are printed beside them."""


def run(study: Study) -> Results[Detail]:
    """Every case of the study: a function of its canonical form and the model's version."""
    actors = tuple(study.layout["actors"])
    cases = {key: _Case(study, key, inputs) for key, inputs in study.cases().items()}
    baseline = cases[BASELINE]
    moved = tuple([f"{actor}.margin" for actor in actors] + ["index"])
    of = measure(study.layout)
    return Results(
        study=study.slug,
        digest=study.digest(),
        kind=study.kind,
        model_version=VERSION,
        seed=study.seed,
        draws=study.draws,
        cases={key: case.results() for key, case in cases.items()},
        swings=one_at_a_time(of, baseline.centre, baseline.distributions, moved),
        variance_shares=sobol(of, baseline.distributions, moved, seed=study.seed, samples=SOBOL_SAMPLES),
        detail=Detail(
            hurdles={
                key: dict(zip(actors, case.hurdles(), strict=True)) for key, case in cases.items() if "@" not in key
            },
            thresholds=tuple(baseline.under_thresholds()),
            cutoffs=tuple(baseline.under_cutoffs()),
        ),
    )


class _Case:
    """One case at its central values, and its draws."""

    def __init__(self, study: Study, key: str, inputs: Mapping[str, Input]) -> None:
        self.study = study
        self.scenario, _, state = key.partition("@")
        self.state = state or None
        self.actors = tuple(study.layout["actors"])
        self.centre = {path: given.value for path, given in inputs.items()}
        self.distributions: dict[str, Distribution] = {
            path: distribution(
                given.value,
                given.low,
                given.high,
                given.concentration,
                given.distribution,
                study.quantities[path].spread,
            )
            for path, given in inputs.items()
        }
        self.params: Params = assemble(study.layout, self.centre)
        self.outcome: Outcome = solve(self.params, interior_points=EXACT)
        self._draw()

    def _draw(self) -> None:
        """Run all draws and keep what the estimates need."""
        kept: dict[str, list[Array]] = {}
        codes: list[Any] = []
        groups = {path: group(self.study, path) for path in self.distributions} if self.study.correlation else {}
        for size, values in blocks(
            self.distributions,
            seed=self.study.seed,
            draws=self.study.draws,
            groups=groups,
            correlation=self.study.correlation,
        ):
            params = assemble(self.study.layout, values)
            outcome = solve(params)
            # Without any uncertain input the outcome is one draw, which stands for all.
            codes.append(np.broadcast_to(dyad_verdict(outcome, params).verdict, (size,)))
            for name, drawn in flatten(self.study.layout, outcome).items():
                kept.setdefault(name, []).append(np.broadcast_to(drawn, (size,)))
        self.draws = {name: np.concatenate(parts) for name, parts in kept.items()}
        self.codes = np.concatenate(codes)
        self.assurance = tuple(
            share(int(np.count_nonzero(at_least(self.draws[f"{actor}.margin"], 1.0))), len(self.codes))
            for actor in self.actors
        )

    def judge(
        self, cutoffs: Cutoffs = STANDARD, required: tuple[Any, Any] | None = None, *, assured: bool = True
    ) -> Judgement:
        """The verdict at central values, with the assurance that the draws give."""
        assurance = (self.assurance[0].value, self.assurance[1].value) if assured else None
        return dyad_verdict(self.outcome, self.params, assurance=assurance, required=required, cutoffs=cutoffs)

    def results(self) -> CaseResults:
        centre = flatten(self.study.layout, self.outcome)
        judged = self.judge()
        counted = np.bincount(self.codes, minlength=len(Verdict))
        shares = {
            found.key: share(int(counted[found.code]), len(self.codes)) for found in Verdict if counted[found.code]
        }
        return CaseResults(
            scenario=self.scenario,
            state=self.state,
            verdict=self._finding(judged),
            classes=dict(
                zip(self.actors, (list(CapabilityClass)[int(codes[0])].value for codes in judged.classes), strict=True)
            ),
            assurance=dict(zip(self.actors, self.assurance, strict=True)),
            shares=dict(sorted(shares.items(), key=lambda item: -item[1].value)),
            estimates={name: estimate(float(centre[name][0]), drawn) for name, drawn in self.draws.items()},
        )

    def _finding(self, judged: Judgement) -> Finding:
        found, finer, stronger = (
            list(Verdict)[int(judged.verdict[0])],
            list(Subtype)[int(judged.subtype[0])],
            int(judged.stronger[0]),
        )
        return Finding(
            key=found.key,
            subtype=finer.key if finer.value else None,
            stronger=self.actors[stronger] if found is Verdict.ONE_SIDED else None,
            modifiers=tuple(self._modifiers(judged, STANDARD)),
        )

    def _modifiers(self, judged: Judgement, cutoffs: Cutoffs) -> Iterator[str]:
        limited_wars = bool(self.study.layout.get("limited_wars"))
        found = modifiers(self.outcome, self.params, judged, limited_wars=limited_wars, cutoffs=cutoffs)
        for i, actor in enumerate(self.actors):
            if found.self_deterred[i][0]:
                yield f"SELF-DETERRED({actor})"
            unbelieved = found.not_credible[i]
            if unbelieved is not None and unbelieved[0]:
                yield f"NOT-CREDIBLE({actor})"
            legs = tuple(self.study.layout["actors"][actor]["legs"])
            for item in self.by_leg[i]:
                if item.leg is not None and item.fragile(cutoffs)[0]:
                    yield f"FRAGILE-HURDLE({actor}, {legs[item.leg]}, {item.hurdle})"
        if found.crisis_prone[0]:
            yield "CRISIS-PRONE"
        if found.stability_instability[0]:
            yield "STABILITY-INSTABILITY"
        if contested(self.codes, cutoffs):
            yield "CONTESTED"

    @cached_property
    def by_leg(self) -> tuple[tuple[RawBreakEven, ...], ...]:
        """The break-evens of each side's legs; every set of cut-offs reads the same."""
        return tuple(
            break_even_by_leg(side, found.survival, found.required_weight)
            for side, found in zip(self.params.sides, self.outcome.sides, strict=True)
        )

    def hurdles(self) -> Iterator[Hurdles]:
        for i, actor in enumerate(self.actors):
            side, own = self.outcome.sides[i], self.params.sides[i]
            legs = tuple(self.study.layout["actors"][actor]["legs"])
            whole = break_even(own, side.survival, side.required_weight)
            yield Hurdles(
                waterfall={step.name: float(step.weight[0]) for step in waterfall(own, side.survival)},
                required=_finite(side.required_weight[0]),
                break_evens=tuple(_break_even(item, legs) for item in (*whole, *self.by_leg[i])),
            )

    def under_thresholds(self) -> Iterator[UnderThreshold]:
        """The verdict if each side had to meet a published criterion, at central values and with each criterion's own assurance."""
        curves = criteria_curves(self.params)
        if curves is None:
            return
        for row in THRESHOLDS:
            weights = [row.required_weight(population, industry) for population, industry in curves]
            if weights[0] is None or weights[1] is None:
                continue
            # A side must reach the criterion on the other side's curves.
            needed = float(weights[1]), float(weights[0])
            reached = tuple(
                float(np.mean(at_least(self.draws[f"{actor}.retaliatory_weight"] / need, 1.0)))
                for actor, need in zip(self.actors, needed, strict=True)
            )
            judged = dyad_verdict(self.outcome, self.params, assurance=(reached[0], reached[1]), required=needed)
            finding = self._finding(judged)
            yield UnderThreshold(
                key=row.key,
                verdict=finding.key,
                subtype=finding.subtype,
                stronger=finding.stronger,
                classes=dict(
                    zip(
                        self.actors,
                        (list(CapabilityClass)[int(codes[0])].value for codes in judged.classes),
                        strict=True,
                    )
                ),
                required=dict(zip(self.actors, map(_finite, needed), strict=True)),
            )

    def under_cutoffs(self) -> Iterator[UnderCutoff]:
        """The verdict with each of our cut-offs at the ends of its range, the others at their standard."""
        for item in fields(Cutoffs):
            quantity = quantities(Cutoffs)[item.name]
            for value in (quantity.low, quantity.high):
                cutoffs = replace(STANDARD, **{item.name: value})
                judged = self.judge(cutoffs)
                yield UnderCutoff(
                    item.name, value, list(Verdict)[int(judged.verdict[0])].key, tuple(self._modifiers(judged, cutoffs))
                )


def _break_even(item: RawBreakEven, legs: tuple[str, ...]) -> BreakEven:
    status = list(Status)[int(item.status[0])]
    present, value = float(item.present[0]), float(item.value[0])
    binding = "stands" if present >= value - TOLERANCE else "falls short"
    return BreakEven(
        leg=None if item.leg is None else legs[item.leg],
        hurdle=item.hurdle,
        value=present,
        break_even=value if status is Status.BINDING else None,
        status=binding if status is Status.BINDING else status.value,
        fragile=item.leg is not None and bool(item.fragile()[0]),
    )


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
