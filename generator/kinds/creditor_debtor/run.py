"""One study through the model: central values, draws, both tests by both rules, break-evens, sensitivities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.verdicts import STANDARD, CapabilityClass, Subtype, Verdict, at_least, contested, crisis_prone
from generator.kinds.creditor_debtor import detail
from generator.kinds.creditor_debtor.assembly import assemble, flatten, sovereign_of
from generator.kinds.creditor_debtor.fragility import Parameter, scan
from generator.kinds.creditor_debtor.levels import run_levels
from generator.kinds.creditor_debtor.meaning import mode_of, order
from generator.kinds.creditor_debtor.model import VERSION, Outcome, Reading, Vulnerability, not_credible, read, solve
from generator.kinds.creditor_debtor.params import Array
from generator.kinds.creditor_debtor.sovereign import exposed
from generator.progress import Watch, unwatched, watched
from generator.results import CaseResults, Results
from generator.results import Verdict as Finding
from generator.sampled import distributions
from generator.study import BASELINE, Input, Study
from generator.uncertainty.distributions import Constant
from generator.uncertainty.estimates import Share, share
from generator.uncertainty.gathering import Gathered
from generator.uncertainty.sampling import Values, blocks
from generator.uncertainty.sensitivity import one_at_a_time, sobol

SOBOL_SAMPLES = 2048
"""Base sample of the variance shares; their standard errors are printed beside them."""
OTHER_BARS = (0.5, 1.0, 2.0, 3.0, 5.0)
"""Bars under which every report shows its verdict anew, in per cent of the base."""
FAR = 3.0
"""How far the chart of break-evens looks: up to four times the value, and down to a quarter of it."""
SOLD = 21
"""Points of a curve along the share sold."""
ALONG = ("yield_long", "yield_log", "sell.blowback.sale", "exposed")
"""What is followed along the share sold, beside the creditor's losses and the harm it does."""
Counts = NDArray[np.int64]


def run(study: Study, watch: Watch = unwatched) -> Results[detail.Detail]:
    """Every case of the study: a function of its canonical form and the model's version."""
    if mode_of(study) == "ordinal":
        return run_levels(study, VERSION, watch)
    cases = {key: Case(study, key, inputs) for key, inputs in watched(study.cases(), watch)}
    baseline = cases[BASELINE]

    def of(values: Values) -> dict[str, Array]:
        found = assemble(study, values)
        return flatten(study, found, solve(found.params))

    moved = tuple(f"{actor}.{name}" for actor in order(study) for name in ("margin", "vulnerability"))
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
        detail=detail.Detail(
            tests={key: case.tests() for key, case in cases.items()},
            break_evens={key: case.break_evens for key, case in cases.items()},
            # The bar of a bank is its buffer, of which per cent of a year's income say nothing.
            bars=() if mode_of(study) == "loan" else tuple(baseline.under_bars()),
            nearest=tuple(baseline.break_evens_within(FAR)),
            curves=tuple(_curves(study, baseline.centre)) if mode_of(study) == "sovereign" else (),
            ordinal={},
        ),
    )


class Case:
    """One case at its central values, and what was counted over its draws."""

    def __init__(self, study: Study, key: str, inputs: Mapping[str, Input]) -> None:
        self.study, self.key, self.sides = study, key, order(study)
        self.centre = {path: given.value for path, given in inputs.items()}
        self.distributions = distributions(study, inputs)
        self.assembled = assemble(study, self.centre)
        self.outcome: Outcome = solve(self.assembled.params)
        self.gathered = Gathered()
        self.verdicts: Counts = np.zeros((len(Verdict), len(Subtype)), np.int64)
        """Draws with each verdict and subtype: a monopoly and a superiority are not one verdict."""
        self.deterred, self.self_deterred, self.vulnerable = (np.zeros(2, np.int64) for _ in range(3))
        self.mutual = 0
        self._draw()
        self.break_evens = tuple(self.break_evens_within(STANDARD.fragile))

    def _draw(self) -> None:
        """Run all draws, block by block, and keep what the estimates and shares need."""
        for size, values in blocks(self.distributions, seed=self.study.seed, draws=self.study.draws):
            found = assemble(self.study, values)
            outcome = solve(found.params)
            self.gathered.add(size, flatten(self.study, found, outcome))
            reading = outcome.readings[0]
            judged = reading.judge()
            codes = judged.verdict.astype(np.intp) * len(Subtype) + judged.subtype
            found_codes = np.bincount(np.broadcast_to(codes, (size,)), minlength=self.verdicts.size)
            self.verdicts += found_codes.reshape(self.verdicts.shape)
            hurt = [np.broadcast_to(at_least(value, 1.0), (size,)) for value in reading.vulnerability]
            for i in (0, 1):
                self.deterred[i] += _held(at_least(reading.margin[i], 1.0), size)
                self.self_deterred[i] += _held(reading.self_deterred[i], size)
                self.vulnerable[i] += np.count_nonzero(hurt[i])
            self.mutual += int(np.count_nonzero(hurt[0] & hurt[1]))

    @property
    def assurance(self) -> tuple[float, float]:
        """Share of draws in which each side deters the other: the strike of the other costs too much."""
        return self.deterred[1] / self.study.draws, self.deterred[0] / self.study.draws

    def results(self) -> CaseResults:
        scenario, _, state = self.key.partition("@")
        judged = self.outcome.readings[0].judge(self.assurance)
        counted = self.verdicts.sum(axis=1)
        shares = {item.key: self._share(counted[item.code]) for item in Verdict if counted[item.code]}
        centre = flatten(self.study, self.assembled, self.outcome)
        letters = [list(CapabilityClass)[int(codes[0])].value for codes in judged.classes]
        finding = self._finding(self.outcome.readings[0], self.assurance)
        return CaseResults(
            scenario=scenario,
            state=state or None,
            verdict=Finding(finding.verdict, finding.subtype, finding.stronger, tuple(self._modifiers(finding))),
            classes=dict(zip(self.sides, letters, strict=True)),
            assurance=dict(zip(self.sides, map(self._share, self.deterred[::-1]), strict=True)),
            shares=_falling(shares),
            estimates=self.gathered.estimates({name: float(values[0]) for name, values in centre.items()}),
        )

    def _modifiers(self, finding: detail.Finding) -> Iterator[str]:
        for side in finding.self_deterred:
            yield f"SELF-DETERRED({side})"
        for i, side in enumerate(self.sides):
            if not_credible(self.outcome, self.assembled.params, i)[0]:
                yield f"NOT-CREDIBLE({side})"
        if self.outcome.rule_sensitive[0]:
            yield "RULE-SENSITIVE"
        codes = next(item.code for item in Verdict if item.key == finding.verdict)
        if crisis_prone([codes], self.outcome.index)[0]:
            yield "CRISIS-PRONE"
        for item in self.break_evens:
            yield f"FRAGILE({item.name})"
        if contested(self.verdicts / self.study.draws):
            yield "CONTESTED"

    def tests(self) -> detail.Tests:
        """Both tests by either rule."""
        larger, added = self.outcome.readings

        def shares(counts: Counts) -> dict[str, Share]:
            return dict(zip(self.sides, map(self._share, counts), strict=True))

        return detail.Tests(
            finding=self._finding(larger, self.assurance),
            added=self._finding(added),
            shares=_falling(
                {
                    f"{item.key}/{finer.key}" if finer.value else item.key: self._share(count)
                    for item in Verdict
                    for finer in Subtype
                    if (count := self.verdicts[item.code, finer.code])
                }
            ),
            deterred=shares(self.deterred),
            self_deterred=shares(self.self_deterred),
            vulnerable=shares(self.vulnerable),
            mutual=self._share(self.mutual),
        )

    def _finding(self, reading: Reading, assurance: tuple[float, float] | None = None) -> detail.Finding:
        judged = reading.judge(assurance)
        verdict, finer = list(Verdict)[int(judged.verdict[0])], list(Subtype)[int(judged.subtype[0])]
        return detail.Finding(
            verdict=verdict.key,
            subtype=finer.key if finer.value else None,
            stronger=self.sides[int(judged.stronger[0])] if verdict is Verdict.ONE_SIDED else None,
            vulnerability=list(Vulnerability)[int(reading.vulnerable[0])].value,
            self_deterred=tuple(side for side, held in zip(self.sides, reading.self_deterred, strict=True) if held[0]),
        )

    def break_evens_within(self, reach: float) -> Iterator[detail.BreakEven]:
        """Every parameter that, moved alone by at most so much either way, changes the finding; draws play no part in it."""

        def findings(values: Values) -> NDArray[np.int64]:
            return read(assemble(self.study, values).params).findings()

        for parameter, found in scan(parameters(self.study, self.distributions), self.centre, findings, reach):
            beyond = {path: self.centre[path] * found.beyond for path in parameter.paths if path in self.centre}
            present = self.centre[parameter.paths[0]]
            becomes = self._finding(read(assemble(self.study, {**self.centre, **beyond}).params))
            yield detail.BreakEven(parameter.name, present, present * found.factor, becomes)

    def under_bars(self) -> Iterator[detail.UnderBar]:
        """The finding under other bars, the same for both sides, wealth and income; acceptable damage goes with them."""
        for tau in OTHER_BARS:
            bars = {path: tau for path in self.centre if path.partition(".")[2].startswith(("tau.", "alpha."))}
            reading = read(assemble(self.study, {**self.centre, **bars}).params)
            yield detail.UnderBar(tau, self._finding(reading))

    def _share(self, count: int) -> Share:
        return share(int(count), self.study.draws)


def parameters(study: Study, drawn: Mapping[str, object]) -> list[Parameter]:
    """What is moved in the search for break-evens: all that is drawn or has a range, losses of a ledger, loans, credibilities, bars."""
    mode, sides = mode_of(study), order(study)
    found: dict[str, tuple[str, ...]] = {}
    bars = {f"{side}.{name}.{nature}" for side in sides for name in ("tau", "alpha") for nature in ("stock", "flow")}
    for path, given in drawn.items():
        known, field = study.quantities[path], path.rpartition(".")[2]
        of_mode = (mode == "loan" and field != "loan_book") or (mode == "ledger" and field in ("percent", "amount"))
        if path in bars or known.whole:
            continue
        if not isinstance(given, Constant) or known.default_range or (path.startswith(f"{mode}.") and of_mode):
            found[path] = (path,)
    for side in sides:
        found[f"{side}.tau"] = tuple(
            f"{side}.{name}.{nature}" for name in ("tau", "alpha") for nature in ("stock", "flow")
        )
    return [
        Parameter(name, paths, study.quantities[paths[0]].low, study.quantities[paths[0]].high)
        for name, paths in found.items()
    ]


def _curves(study: Study, centre: Values) -> Iterator[detail.Curve]:
    """What the creditor does and suffers along the share it sells, over the ranges of absorption and of the long-run estimate."""
    creditor = order(study)[0]
    sold = np.linspace(0, 1, SOLD)
    known = {name: study.quantities[f"sovereign.{name}"] for name in ("absorption", "beta_long")}
    absorbed, beta = (known[name].default_range or (0.0, 0.0) for name in ("absorption", "beta_long"))
    central = (centre["sovereign.absorption"], centre["sovereign.beta_long"])
    settings = [central, (absorbed[0], beta[1]), (absorbed[1], beta[0])]
    for phi, slope in settings:
        at = {"sovereign.absorption": float(phi), "sovereign.beta_long": float(slope)}
        found = assemble(study, {**centre, **at, "sovereign.share_sold": sold})
        measures = flatten(study, found, solve(found.params))
        measures["exposed"] = exposed(sovereign_of({**centre, **at, "sovereign.share_sold": sold}))
        for name in (*(f"{creditor}.{loss}" for loss in ("harm_flow", "blowback_stock", "blowback_flow")), *ALONG):
            values = np.broadcast_to(measures[name], sold.shape)
            yield detail.Curve(name, at, tuple(map(float, sold)), tuple(map(float, values)))


def _falling(shares: Mapping[str, Share]) -> dict[str, Share]:
    return dict(sorted(shares.items(), key=lambda item: -item[1].value))


def _held(holds: NDArray[np.bool_], size: int) -> int:
    return int(np.count_nonzero(np.broadcast_to(holds, (size,))))
