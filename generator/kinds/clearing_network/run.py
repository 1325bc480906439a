"""One study through the model: central values, draws, verdicts on pairs, the shock, rescue, sensitivities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from generator.clearing.debtrank import debtrank, debtrank_2012, spectral_radius
from generator.clearing.draws import Drawn
from generator.clearing.furfine import falls, furfine
from generator.clearing.hostages import PairVerdict as PairCodes
from generator.clearing.hostages import rescue
from generator.clearing.network import Network
from generator.clearing.vectors import default_rounds
from generator.deterrence import verdicts
from generator.deterrence.verdicts import STANDARD, CapabilityClass, Cutoffs, Subtype, Verdict, at_least
from generator.kinds.clearing_network import detail, model
from generator.kinds.clearing_network.assembly import assemble, flatten, held
from generator.kinds.clearing_network.layout import Pair, failing, focus_of, pairs
from generator.kinds.clearing_network.meaning import measures
from generator.kinds.clearing_network.params import Array
from generator.kinds.clearing_network.version import VERSION
from generator.progress import Watch, unwatched, watched
from generator.quantities import quantities
from generator.results import CaseResults, PairVerdict, Results
from generator.results import Verdict as Finding
from generator.sampled import distributions
from generator.study import BASELINE, Input, Study
from generator.uncertainty.estimates import Estimate, Share, share
from generator.uncertainty.gathering import Gathered
from generator.uncertainty.sampling import Values, blocks
from generator.uncertainty.sensitivity import one_at_a_time, sobol

SOBOL_SAMPLES = 1024
"""Base sample of the variance shares; their standard errors are printed beside them."""
Counts = NDArray[np.int64]


def run(study: Study, watch: Watch = unwatched) -> Results[detail.Detail]:
    """Every case of the study: a function of its canonical form and the model's version."""
    cases = {key: _Case(study, inputs) for key, inputs in watched(study.cases(), watch)}
    baseline = cases[BASELINE]
    focus = focus_of(study.layout) or baseline.hardest()
    moved = tuple(f"{a}.{b}.hostage" for a, b in (focus, focus[::-1]))

    def of(values: Values) -> dict[str, NDArray[np.float64]]:
        return _hostages(study, values, focus)

    return Results(
        study=study.slug,
        digest=study.digest(),
        kind=study.kind,
        model_version=VERSION,
        seed=study.seed,
        draws=study.draws,
        cases={key: case.results(key, focus) for key, case in cases.items()},
        swings=one_at_a_time(of, baseline.centre, baseline.distributions, moved),
        variance_shares=sobol(of, baseline.distributions, moved, seed=study.seed, samples=SOBOL_SAMPLES),
        detail=detail.Detail(
            focus=focus,
            base_defaults={key: case.names(case.before.default[:, 0]) for key, case in cases.items()},
            failures={key: dict(case.told_failures()) for key, case in cases.items()},
            clearing={key: case.told_clearing() for key, case in cases.items()},
            rescue={key: case.told_rescue() for key, case in cases.items()} if study.layout.get("rescue") else {},
            cutoffs=tuple(baseline.under_cutoffs(focus)),
        ),
    )


def _hostages(study: Study, values: Values, focus: Pair) -> dict[str, NDArray[np.float64]]:
    """What the two of a pair hold over each other, (draw,), and nothing else."""
    actors, params = list(study.layout["actors"]), assemble(study, values)
    before = model.base(params)
    return {
        f"{a}.{b}.hostage": held(model.fail(params, before, actors.index(a)), actors.index(b))
        for a, b in (focus, focus[::-1])
    }


class _Case:
    """One case at its central values, and what was counted over its draws."""

    def __init__(self, study: Study, inputs: Mapping[str, Input]) -> None:
        self.study, self.layout = study, study.layout
        self.actors = list(study.layout["actors"])
        self.centre = {path: given.value for path, given in inputs.items()}
        self.distributions = distributions(study, inputs)
        self.params = assemble(study, self.centre)
        self.before, self.fear, self.failures, self.after, self.measured = self._solved(self.params)
        self.gathered = Gathered()
        self.counts: dict[Pair, Counts] = {pair: np.zeros(len(Verdict), np.int64) for pair in pairs(self.layout)}
        self.assured: dict[Pair, int] = {}
        self.defaults = dict.fromkeys(self.actors, 0)
        self._draw()

    def _solved(
        self, params: model.Params
    ) -> tuple[Drawn, model.Truth, dict[str, model.Failure], model.After, dict[str, Array]]:
        before = model.base(params)
        failures = {actor: model.fail(params, before, self.actors.index(actor)) for actor in failing(self.layout)}
        found = model.after(params)
        known = measures(self.study)
        told = flatten(self.study, params, found, failures, model.sell(params), model.lacking(params))
        return before, model.afraid(params, before), failures, found, {name: told[name] for name in known}

    def _judged(
        self,
        params: model.Params,
        failures: Mapping[str, model.Failure],
        fear: model.Truth,
        pair: Pair,
        cutoffs: Cutoffs = STANDARD,
    ) -> PairCodes:
        a, b = (self.actors.index(actor) for actor in pair)
        holds = failures[pair[0]].hostages[b], failures[pair[1]].hostages[a]
        return model.judge(params, *holds, (a, b), fear, cutoffs)

    def _draw(self) -> None:
        """Run all draws, block by block, and keep what the estimates and shares need."""
        for size, values in blocks(self.distributions, seed=self.study.seed, draws=self.study.draws):
            params = assemble(self.study, values)
            _, fear, failures, _, measured = self._solved(params)
            self.gathered.add(size, measured)
            for actor in self.actors:
                self.defaults[actor] += _held(measured[f"{actor}.default_probability"] > 0, size)
            for pair, counted in self.counts.items():
                codes = np.broadcast_to(self._judged(params, failures, fear, pair).verdict, (size,))
                counted += np.bincount(codes, minlength=len(Verdict))
                for first, second in (pair, pair[::-1]):
                    place = self.actors.index(second)
                    reached = at_least(np.nan_to_num(failures[first].hostages[place], nan=-np.inf), params.tau[place])
                    self.assured[first, second] = self.assured.get((first, second), 0) + _held(reached, size)

    def hardest(self) -> Pair:
        """The two who hold each other hardest at central values: the largest of what each pair's weaker hold is."""

        def hold(pair: Pair) -> tuple[float, float]:
            both = [float(self.measured[f"{a}.{b}.hostage"][0]) for a, b in (pair, pair[::-1])]
            return min(both), max(both)

        return max(self.counts, key=hold)

    def results(self, key: str, focus: Pair) -> CaseResults:
        scenario, _, state = key.partition("@")
        told = {pair: self._pair(pair) for pair in self.counts}
        letters = {
            f"{first}.{second}": letter
            for pair in self.counts
            for (first, second), letter in zip((pair, pair[::-1]), self._letters(pair), strict=True)
        }
        return CaseResults(
            scenario=scenario,
            state=state or None,
            verdict=told[focus].verdict,
            classes=letters,
            assurance={f"{a}.{b}": self._share(count) for (a, b), count in self.assured.items()},
            shares=told[focus].shares,
            estimates=self._estimates(),
            pairs={f"{a}.{b}": found for (a, b), found in told.items()},
        )

    def _estimates(self) -> dict[str, Estimate]:
        found = self.gathered.estimates({name: float(values[0]) for name, values in self.measured.items()})
        for actor, count in self.defaults.items():
            # A probability is one number over all draws; its own error stands where others have that of their median.
            held = self._share(count)
            found[f"{actor}.default_probability"] = Estimate(
                held.value, held.value, held.value, held.value, held.error, held.draws
            )
        return found

    def _letters(self, pair: Pair) -> tuple[str, str]:
        a, b = self._judged(self.params, self.failures, self.fear, pair).classes
        return list(CapabilityClass)[int(a[0])].value, list(CapabilityClass)[int(b[0])].value

    def _pair(self, pair: Pair) -> PairVerdict:
        judged = self._judged(self.params, self.failures, self.fear, pair)
        verdict, finer = list(Verdict)[int(judged.verdict[0])], list(Subtype)[int(judged.subtype[0])]
        shares = {found.key: self._share(int(self.counts[pair][found.code])) for found in Verdict}
        modifiers = ("CRISIS-PRONE",) if judged.crisis_prone[0] else ()
        if verdicts.contested(self.counts[pair] / self.study.draws):
            modifiers = (*modifiers, "CONTESTED")
        return PairVerdict(
            Finding(
                key=verdict.key,
                subtype=finer.key if finer.value else None,
                stronger=pair[int(judged.stronger[0])] if verdict is Verdict.ONE_SIDED else None,
                modifiers=modifiers,
            ),
            dict(sorted(((key, held) for key, held in shares.items() if held.value), key=lambda item: -item[1].value)),
        )

    def under_cutoffs(self, focus: Pair) -> Iterator[detail.UnderCutoff]:
        """The verdict on the first pair with each cut-off that bears on it moved."""
        for name in ("secure_margin", "contested"):
            quantity = quantities(Cutoffs)[name]
            for value in (quantity.low, quantity.high):
                cutoffs = replace(STANDARD, **{name: value})
                code = int(self._judged(self.params, self.failures, self.fear, focus, cutoffs).verdict[0])
                contested = verdicts.contested(self.counts[focus] / self.study.draws, cutoffs)
                yield detail.UnderCutoff(name, value, list(Verdict)[code].key, contested)

    def names(self, members: NDArray[np.bool_]) -> tuple[str, ...]:
        """The banks a mask picks."""
        return tuple(actor for actor, picked in zip(self.actors, members, strict=True) if picked)

    def told_failures(self) -> Iterator[tuple[str, detail.Failure]]:
        """What follows when each bank fails, by clearing, by Furfine and by DebtRank, at central values."""
        network, equity, given = self.params.network, self.params.equity[:, 0], float(self.params.loss_given_default[0])
        for actor, found in self.failures.items():
            place = self.actors.index(actor)
            distress = debtrank(network, equity, (np.arange(len(self.actors)) == place).astype(float), given)
            yield (
                actor,
                detail.Failure(
                    hostages={
                        other: float(lost)
                        for other, lost in zip(self.actors, found.hostages[:, 0], strict=True)
                        if lost == lost
                    },
                    newly_in_default=self.names(found.default[:, 0] & ~self.before.default[:, 0]),
                    outsiders_loss=float(found.outsiders_loss[0]),
                    furfine=self.names(furfine(network, equity, place, given).default),
                    debtrank={
                        other: float(h) for other, h in zip(self.actors, distress, strict=True) if other != actor
                    },
                ),
            )

    def told_clearing(self) -> detail.Clearing:
        """The network after the shock at central values, round by round and by every model."""
        params, found = self.params, self.after
        network, equity, given = params.network, params.equity[:, 0], float(params.loss_given_default[0])
        recoveries = float(params.recovery_external[0]), float(params.recovery_internal[0])
        shocked: Network = replace(network, external_assets=params.external_assets[:, 0] * params.kept[:, 0])
        start = falls(found.lost[:, 0], equity)
        fallen = furfine(network, equity, list(np.flatnonzero(start)), given).rounds if start.any() else ()
        return detail.Clearing(
            rounds=tuple(tuple(self.actors[i] for i in one) for one in default_rounds(shocked, *recoveries)),
            greatest=self._by_name(found.greatest.payments),
            least=self._by_name(found.least.payments),
            least_defaults=self.names(found.least.default[:, 0]),
            due=self._by_name(found.greatest.due),
            shocked=self._by_name(found.lost),
            furfine=tuple(tuple(self.actors[i] for i in one) for one in fallen),
            debtrank=self._by_name(found.distress),
            debtrank_start=self._by_name(found.distress_start),
            debtrank_2012=dict(
                zip(self.actors, map(float, debtrank_2012(network, equity, found.distress_start[:, 0])[0]), strict=True)
            ),
            spectral_radius=spectral_radius(network, equity, given),
        )

    def told_rescue(self) -> detail.Rescue:
        """The rescue test after the shock, at central values."""
        given, params = self.layout["rescue"], self.params
        place = self.actors.index(given["bank"])
        shocked = replace(params.network, external_assets=params.external_assets[:, 0] * params.kept[:, 0])
        solvent = set(self.names(~self.after.greatest.default[:, 0])) - {given["bank"]}
        named = [actor for actor in given.get("consortium") or self.actors if actor in solvent]
        found = rescue(
            shocked,
            place,
            [self.actors.index(actor) for actor in named],
            float(params.recovery_external[0]),
            float(params.recovery_internal[0]),
        )
        failed = bool(self.after.greatest.default[place, 0])
        return detail.Rescue(
            bank=given["bank"],
            cost=found.cost if failed else None,
            gains={
                actor: float(gain)
                for actor, gain in zip(self.actors, found.gains, strict=True)
                if actor != given["bank"]
            },
            consortium=tuple(named),
            motive=failed and found.motive,
            means=failed and found.means,
        )

    def _by_name(self, values: NDArray[np.float64]) -> dict[str, float]:
        return dict(zip(self.actors, map(float, values[:, 0]), strict=True))

    def _share(self, count: int) -> Share:
        return share(int(count), self.study.draws)


def _held(holds: NDArray[np.bool_], size: int) -> int:
    return int(np.count_nonzero(np.broadcast_to(holds, (size,))))
