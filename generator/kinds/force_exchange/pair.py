"""One pair in one case: its verdict at central values, and what its draws say of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from generator.deterrence import games
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
from generator.kinds.force_exchange.assembly import criteria_curves
from generator.kinds.force_exchange.detail import (
    BreakEven,
    GameFinding,
    Hurdles,
    UnderCutoff,
    UnderThreshold,
)
from generator.kinds.force_exchange.dyads import Dyad
from generator.kinds.force_exchange.exchange import Exchange, ForceExchange, exchange, modified, waiting
from generator.kinds.force_exchange.hurdles import BreakEven as RawBreakEven
from generator.kinds.force_exchange.hurdles import Status, break_even, break_even_by_leg, waterfall
from generator.kinds.force_exchange.model import EXACT, as_retaliating
from generator.quantities import range_ends
from generator.results import PairVerdict
from generator.results import Verdict as Finding
from generator.study import Study
from generator.uncertainty.estimates import Share, share
from generator.uncertainty.sampling import Values

ACTIONS = ("wait", "strike")


class Pair:
    """A pair at the central values of a case; `count` takes in its draws, after which it can be judged."""

    def __init__(self, study: Study, dyad: Dyad, centre: Values) -> None:
        self.study, self.dyad = study, dyad
        self.solved: Exchange = exchange(study.layout, dyad, centre, EXACT)
        self.draws = 0
        self.verdicts = np.zeros(len(Verdict), dtype=int)
        self.assured = np.zeros(2, dtype=int)
        self.waiting = 0
        self.reached = np.zeros((len(self._criteria), 2), dtype=int)
        """Draws in which each side reaches each published criterion."""

    @cached_property
    def _criteria(self) -> list[tuple[Any, tuple[float, float]]]:
        """Published criteria with the weight that each side must deliver."""
        curves = criteria_curves(self.solved.params) if isinstance(self.solved, ForceExchange) else None
        found = []
        for row in THRESHOLDS if curves is not None else ():
            weights = [row.required_weight(population, industry) for population, industry in curves or ()]
            if weights[0] is not None and weights[1] is not None:
                # A side must reach the criterion on the other side's curves.
                found.append((row, (float(weights[1]), float(weights[0]))))
        return found

    def count(self, size: int, drawn: Exchange) -> None:
        """Take in `size` draws. Without any uncertain input the outcome is one draw, which stands for all."""
        self.draws += size
        codes = np.broadcast_to(drawn.judge().verdict, (size,))
        self.verdicts += np.bincount(codes, minlength=len(Verdict))
        self.waiting += int(np.count_nonzero(np.broadcast_to(waiting(drawn), (size,))))
        for i, side in enumerate(drawn.sides()):
            self.assured[i] += np.count_nonzero(np.broadcast_to(at_least(side["margin"], 1.0), (size,)))
            for j, (_, needed) in enumerate(self._criteria):
                weight = np.broadcast_to(side["retaliatory_weight"], (size,))
                self.reached[j, i] += np.count_nonzero(at_least(weight / needed[i], 1.0))

    @property
    def assurance(self) -> tuple[Share, Share]:
        """Share of draws in which the retaliation of each side is unacceptable."""
        return share(int(self.assured[0]), self.draws), share(int(self.assured[1]), self.draws)

    @property
    def index(self) -> float:
        """First-strike stability at central values."""
        return float(self.solved.index[0])

    @cached_property
    def judged(self) -> Judgement:
        """The verdict at central values, with the assurance that the draws give."""
        return self._judge(STANDARD)

    def _judge(self, cutoffs: Cutoffs) -> Judgement:
        a, b = self.assurance
        return self.solved.judge((a.value, b.value), cutoffs=cutoffs)

    @property
    def classes(self) -> dict[str, str]:
        """Capability class by side."""
        return dict(zip(self.dyad.sides, map(_letter, self.judged.classes), strict=True))

    @property
    def shares(self) -> dict[str, Share]:
        """Verdict key -> share of draws, largest first."""
        found = {v.key: share(int(self.verdicts[v.code]), self.draws) for v in Verdict if self.verdicts[v.code]}
        return dict(sorted(found.items(), key=lambda item: -item[1].value))

    def verdict(self) -> PairVerdict:
        """The verdict at central values, and its share of the draws beside those of all others."""
        return PairVerdict(self._finding(self.judged), self.shares)

    def _finding(self, judged: Judgement) -> Finding:
        found, finer, stronger = (
            list(Verdict)[int(judged.verdict[0])],
            list(Subtype)[int(judged.subtype[0])],
            int(judged.stronger[0]),
        )
        return Finding(
            key=found.key,
            subtype=finer.key if finer.value else None,
            stronger=self.dyad.actors[stronger] if found is Verdict.ONE_SIDED else None,
            modifiers=tuple(self._modifiers(judged, STANDARD)),
        )

    def _modifiers(self, judged: Judgement, cutoffs: Cutoffs) -> Iterator[str]:
        found = modified(self.solved, judged, bool(self.study.layout.get("limited_wars")), cutoffs)
        for i, actor in enumerate(self.dyad.actors):
            if found.self_deterred[i][0]:
                yield f"SELF-DETERRED({actor})"
            unbelieved = found.not_credible[i]
            if unbelieved is not None and unbelieved[0]:
                yield f"NOT-CREDIBLE({actor})"
            for item in self._by_leg[i] if self.dyad.alone else ():
                if item.leg is not None and item.fragile(cutoffs)[0]:
                    yield f"FRAGILE-HURDLE({actor}, {self._legs(actor)[item.leg]}, {item.hurdle})"
        if found.crisis_prone[0]:
            yield "CRISIS-PRONE"
        if found.stability_instability[0]:
            yield "STABILITY-INSTABILITY"
        if contested(self.verdicts / self.draws, cutoffs):
            yield "CONTESTED"

    def game(self) -> GameFinding:
        """The game of the pair's costs."""
        a, b = self.solved.sides()
        game = games.from_costs(*(float(side[name][0]) for side in (a, b) for name in ("striking_cost", "struck_cost")))
        mixed = games.mixed_equilibrium(game)
        safer = [(ACTIONS[i], ACTIONS[j]) for i, j in np.argwhere(games.risk_dominant(game))]
        return GameFinding(
            equilibria=tuple((ACTIONS[i], ACTIONS[j]) for i, j in np.argwhere(games.pure_equilibria(game))),
            mixed=None if np.isnan(mixed).any() else (float(mixed[0]), float(mixed[1])),
            risk_dominant=safer[0] if safer else None,
            waiting=share(int(self.waiting), self.draws),
        )

    def _legs(self, actor: str) -> tuple[str, ...]:
        return tuple(self.study.layout["actors"][actor]["legs"])

    @cached_property
    def _by_leg(self) -> tuple[tuple[RawBreakEven, ...], ...]:
        """The break-evens of each side's legs; every set of cut-offs reads the same."""
        if not isinstance(self.solved, ForceExchange):
            return (), ()
        return tuple(
            break_even_by_leg(as_retaliating(side, found.retaliatory_leakage), found.survival, found.required_weight)
            for side, found in zip(self.solved.params.sides, self.solved.outcome.sides, strict=True)
        )

    def hurdles(self) -> dict[str, Hurdles]:
        """Each actor's retaliation hurdle by hurdle; nothing where the study gives damages."""
        if not isinstance(self.solved, ForceExchange):
            return {}
        found = {}
        for i, actor in enumerate(self.dyad.actors):
            side = self.solved.outcome.sides[i]
            own = as_retaliating(self.solved.params.sides[i], side.retaliatory_leakage)
            whole = break_even(own, side.survival, side.required_weight)
            found[actor] = Hurdles(
                waterfall={step.name: float(step.weight[0]) for step in waterfall(own, side.survival)},
                required=_finite(side.required_weight[0]),
                break_evens=tuple(_break_even(item, self._legs(actor)) for item in (*whole, *self._by_leg[i])),
            )
        return found

    def under_thresholds(self) -> Iterator[UnderThreshold]:
        """The verdict if each side had to meet a published criterion, at central values and with each criterion's own assurance."""
        for (row, needed), reached in zip(self._criteria, self.reached, strict=True):
            judged = self.solved.judge((reached[0] / self.draws, reached[1] / self.draws), required=needed)
            finding = self._finding(judged)
            yield UnderThreshold(
                key=row.key,
                verdict=finding.key,
                subtype=finding.subtype,
                stronger=finding.stronger,
                classes=dict(zip(self.dyad.actors, map(_letter, judged.classes), strict=True)),
                required=dict(zip(self.dyad.actors, map(_finite, needed), strict=True)),
            )

    def under_cutoffs(self) -> Iterator[UnderCutoff]:
        """The verdict with each of our cut-offs at the ends of its range, the others at their standard."""
        for name, value in range_ends(Cutoffs):
            cutoffs = replace(STANDARD, **{name: value})
            judged = self._judge(cutoffs)
            gained = tuple(self._modifiers(judged, cutoffs))
            yield UnderCutoff(name, value, list(Verdict)[int(judged.verdict[0])].key, gained)


def _letter(codes: Any) -> str:
    return list(CapabilityClass)[int(codes[0])].value


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
