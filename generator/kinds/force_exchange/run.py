"""A study becomes results: every case at its central values and over all draws, then sensitivities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.deterrence.coalitions import SystemIndex
from generator.deterrence.coalitions import system_index as indices_of
from generator.deterrence.judgement import Modifiers
from generator.kinds.force_exchange.assembly import assemble_system
from generator.kinds.force_exchange.detail import Detail
from generator.kinds.force_exchange.dyads import Dyad, dyads, rivals
from generator.kinds.force_exchange.exchange import Exchange, exchange, flatten, modified
from generator.kinds.force_exchange.model import EXACT, FAST, VERSION, Costs
from generator.kinds.force_exchange.naming import group, war_name
from generator.kinds.force_exchange.pair import Pair
from generator.kinds.force_exchange.params import Array
from generator.kinds.force_exchange.system import margin_after_war, two_fronts, wars
from generator.progress import Watch, unwatched, watched
from generator.results import CaseResults, Results
from generator.sampled import distributions
from generator.study import BASELINE, Input, Study
from generator.uncertainty.gathering import Gathered
from generator.uncertainty.sampling import Values, blocks
from generator.uncertainty.sensitivity import one_at_a_time, sobol

SOBOL_SAMPLES = 2048
"""Base sample of the variance shares; their standard errors are printed beside them."""


def run(study: Study, watch: Watch = unwatched) -> Results[Detail]:
    """Every case of the study: a function of its canonical form and the model's version."""
    cases: dict[str, CaseResults] = {}
    detail: dict[str, Any] = {"games": {}, "hurdles": {BASELINE: {}}, "thresholds": (), "cutoffs": ()}
    for key, inputs in watched(study.cases(), watch):
        case = Case(study, key, inputs)
        cases[key] = case.results()
        detail["games"][key] = {pair.dyad.key: pair.game() for pair in case.pairs}
        if "@" not in key and case.alone:
            detail["hurdles"][key] = case.worst.hurdles()
        if key == BASELINE:
            detail["thresholds"] = tuple(case.worst.under_thresholds()) if case.alone else ()
            detail["cutoffs"] = tuple(case.worst.under_cutoffs())
            centre, drawn = case.centre, case.distributions
    of, moved = measure(study.layout), sensitive(study.layout)
    return Results(
        study=study.slug,
        digest=study.digest(),
        kind=study.kind,
        model_version=VERSION,
        seed=study.seed,
        draws=study.draws,
        cases=cases,
        swings=one_at_a_time(of, centre, drawn, moved),
        variance_shares=sobol(of, drawn, moved, seed=study.seed, samples=SOBOL_SAMPLES),
        detail=Detail(**detail),
    )


class Case:
    """One case: its pairs at central values, and all draws."""

    def __init__(self, study: Study, key: str, inputs: Mapping[str, Input]) -> None:
        self.study = study
        self.scenario, _, state = key.partition("@")
        self.state = state or None
        self.centre = {path: given.value for path, given in inputs.items()}
        self.distributions = distributions(study, inputs)
        self.pairs = [Pair(study, dyad, self.centre) for dyad in dyads(study.layout)]
        self.alone = len(self.pairs) == 1
        self.gathered = Gathered()
        self._draw()

    def _draw(self) -> None:
        study = self.study
        groups = {path: group(study, path) for path in self.distributions} if study.correlation else {}
        for size, values in blocks(
            self.distributions, seed=study.seed, draws=study.draws, groups=groups, correlation=study.correlation
        ):
            solved = {pair.dyad: exchange(study.layout, pair.dyad, values) for pair in self.pairs}
            for pair in self.pairs:
                pair.count(size, solved[pair.dyad])
            self.gathered.add(size, measured(study.layout, values, solved, FAST))

    @property
    def worst(self) -> Pair:
        """The pair of rivals with the lowest index of stability; with two actors the only one."""
        about = rivals(self.study.layout)
        return min((pair for pair in self.pairs if pair.dyad in about), key=lambda pair: pair.index)

    def results(self) -> CaseResults:
        """Estimates of every measure; verdict and shares are those of the worst pair."""
        centre = measured(self.study.layout, self.centre, {pair.dyad: pair.solved for pair in self.pairs}, EXACT)
        worst = self.worst.verdict()
        return CaseResults(
            scenario=self.scenario,
            state=self.state,
            verdict=worst.verdict,
            classes={side: letter for pair in self.pairs for side, letter in pair.classes.items()},
            assurance={
                side: sure for pair in self.pairs for side, sure in zip(pair.dyad.sides, pair.assurance, strict=True)
            },
            shares=worst.shares,
            estimates=self.gathered.estimates({name: float(values[0]) for name, values in centre.items()}),
            pairs={pair.dyad.key: pair.verdict() for pair in self.pairs},
        )


def measured(
    layout: Mapping[str, Any], values: Values, solved: Mapping[Dyad, Exchange], points: int
) -> dict[str, Array]:
    """Every measure of a study by name, arrays (draw,): of each pair and, with more than two actors, of the system."""
    found: dict[str, Array] = {}
    for dyad, one in solved.items():
        found.update(flatten(dyad, one, _believed(one)))
    if len(solved) > 1:
        found.update(_system(layout, values, solved, points))
    return found


def _believed(solved: Exchange) -> Modifiers | None:
    if all(temper.status_quo is None and temper.submit is None for temper in solved.tempers):
        return None
    return modified(solved, solved.judge(), limited_wars=False)


def _indices(layout: Mapping[str, Any], solved: Mapping[Dyad, Exchange]) -> SystemIndex:
    return indices_of({dyad.actors: solved[dyad].index for dyad in rivals(layout)})


def _costs(solved: Exchange) -> Costs:
    a, b = solved.sides()
    return (a["striking_cost"], a["struck_cost"]), (b["striking_cost"], b["struck_cost"])


def _system(
    layout: Mapping[str, Any], values: Values, solved: Mapping[Dyad, Exchange], points: int
) -> dict[str, Array]:
    system = assemble_system(layout, values)
    found: dict[str, Array] = {}
    for actor, opponent, third in two_fronts(system):
        found[f"{actor}.{opponent}.margin_after.{third}"] = margin_after_war(system, actor, opponent, third)
    strike, pre_empt = [], []
    known = {dyad.actors: _costs(one) for dyad, one in solved.items()}
    for (first, second), war in wars(system, interior_points=points, solved=known).items():
        name = war_name(first, second)
        found[f"{name}.incentive_to_strike"] = war.incentive_to_strike
        found[f"{name}.incentive_to_pre_empt"] = war.incentive_to_pre_empt
        strike.append(war.incentive_to_strike)
        pre_empt.append(war.incentive_to_pre_empt)
    index = _indices(layout, solved)
    return {
        **found,
        "system.product": index.product,
        "system.lowest": index.lowest,
        "system.incentive_to_strike": sum(strike[1:], strike[0]) / len(strike),
        "system.incentive_to_pre_empt": sum(pre_empt[1:], pre_empt[0]) / len(pre_empt),
    }


def sensitive(layout: Mapping[str, Any]) -> tuple[str, ...]:
    """The measures whose sensitivities are reported: margins and index, or the system's worst pair."""
    if len(layout["actors"]) > 2:
        return ("system.lowest",)
    return (*(f"{actor}.margin" for actor in layout["actors"]), "index")


def measure(layout: Mapping[str, Any]) -> Callable[[Values], dict[str, Array]]:
    """The model as a function from inputs to the measures in `sensitive`, for sampling and sensitivities."""

    def of(values: Values) -> dict[str, Array]:
        solved = {dyad: exchange(layout, dyad, values, FAST) for dyad in rivals(layout)}
        if len(layout["actors"]) > 2:
            return {"system.lowest": _indices(layout, solved).lowest}
        return dict(item for dyad, one in solved.items() for item in flatten(dyad, one))

    return of
