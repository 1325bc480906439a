"""The creditor-debtor model: what striking costs each side, and whether that holds it back.

Arrays in, arrays out. Two tests are read from the same losses. *Vulnerability*: can each side do the other
more harm than it can bear? *Deterrence*: does striking first cost the striker more than it can bear, by its
own loss and by the reprisal it must expect? Wealth and income are held against their own bars; the larger of
the two shares counts, and beside it stands the rule that adds the shares (pure numbers, not losses).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.judgement import Judgement
from generator.deterrence.verdicts import STANDARD, Cutoffs, Truth, at_least, classify, subtype, verdict
from generator.kinds.creditor_debtor.outcome import SideOutcome
from generator.kinds.creditor_debtor.params import Array, Number
from generator.kinds.creditor_debtor.strikes import Losses, Strike, total

VERSION = "1"
"""Raised whenever the same inputs would give other numbers; part of every results digest."""

Rule = Literal["larger", "added"]
RULES: tuple[Rule, Rule] = ("larger", "added")
Codes = NDArray[np.int8]


class Vulnerability(StrEnum):
    """Who can be hurt beyond bearing; a code is the position in this list."""

    MUTUAL = "mutual"
    FIRST = "only-first"
    SECOND = "only-second"
    NEITHER = "neither"


@dataclass(frozen=True)
class Bars:
    """What a side would find too much (tau), what it would bear (alpha), and what it hopes to gain, in per cent."""

    tau: tuple[Number, Number]
    """Wealth, income."""
    alpha: tuple[Number, Number]
    stake: Number
    credibility: Number
    """Probability that this side orders its reprisal."""

    @property
    def theta(self) -> tuple[Array, Array]:
        """The bar: what the expected cost must reach to deter."""
        return np.maximum(self.tau[0], self.stake), np.maximum(self.tau[1], self.stake)

    @property
    def lower(self) -> tuple[Array, Array]:
        """The lower bar."""
        return np.maximum(self.alpha[0], self.stake), np.maximum(self.alpha[1], self.stake)


@dataclass(frozen=True)
class Params:
    """Everything `solve` needs: two sides and what each could do."""

    sides: tuple[Bars, Bars]
    strikes: tuple[Strike, ...]
    """At least one of each side."""
    undefended: tuple[Strike, ...] | None = None
    """The same strikes if nothing were absorbed by a central bank; None where there is none."""


def share(losses: Losses, bars: tuple[Number, Number], rule: Rule = "larger") -> Array:
    """A pair of losses held against a pair of bars: the larger of the two shares, or both shares added."""
    stock, flow = (_over(loss, bar) for loss, bar in zip((losses.stock, losses.flow), bars, strict=True))
    return np.maximum(stock, flow) if rule == "larger" else stock + flow


def _over(loss: Array, bar: Number) -> Array:
    """loss / bar; nothing lost is a share of 0 even of nothing, anything lost is more than nothing bears."""
    limit = np.asarray(bar, float)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(loss == 0, 0.0, np.where(limit > 0, loss / limit, np.inf))


@dataclass(frozen=True)
class Reading:
    """The tests of both sides by one rule; tuples of arrays (draw,), the first side first."""

    margin: tuple[Array, Array]
    self_deterrence: tuple[Array, Array]
    vulnerability: tuple[Array, Array]
    critical_risk: tuple[Array, Array]
    beyond_lower: tuple[Array, Array]
    """Expected cost over the lower bar: 1 or more where striking hurts."""
    beyond_alpha: tuple[Array, Array]
    """Expected cost over acceptable damage, whatever is at stake."""
    undefended: tuple[Truth, Truth]
    """Whether each could be hurt beyond bearing if no central bank stood in between."""

    @property
    def index(self) -> Array:
        """First-strike stability: the product of the critical risks."""
        return self.critical_risk[0] * self.critical_risk[1]

    @property
    def vulnerable(self) -> Codes:
        """Who is vulnerable, as codes of `Vulnerability`."""
        a, b = (at_least(value, 1.0) for value in self.vulnerability)
        return np.where(a & b, 0, np.where(a, 1, np.where(b, 2, 3))).astype(np.int8)

    @property
    def self_deterred(self) -> tuple[Truth, Truth]:
        """Which side is held back by its own loss alone."""
        a, b = self.self_deterrence
        return at_least(a, 1.0), at_least(b, 1.0)

    def judge(self, assurance: tuple[float, float] | None = None, cutoffs: Cutoffs = STANDARD) -> Judgement:
        """Classes and verdict. `assurance`: share of draws in which the strike of each side is deterred *by* it."""
        sure = assurance or (None, None)
        # The class of a side says what holds the *other* back.
        a, b = (
            np.atleast_1d(
                classify(
                    self.margin[1 - i],
                    at_least(self.vulnerability[1 - i], 1.0),
                    self.beyond_lower[1 - i],
                    1.0,
                    sure[i],
                    cutoffs,
                )
            )
            for i in (0, 1)
        )
        codes = verdict(a, b, self.index, self.beyond_alpha[1], self.beyond_alpha[0], 1.0, 1.0, cutoffs)
        return Judgement((a, b), codes, subtype(codes, a, b, self.undefended[0] & self.undefended[1]))

    def findings(self) -> NDArray[np.int64]:
        """All that "the finding" means, as codes (finding, draw): two are alike exactly where all rows are."""
        judged = self.judge()
        stronger = np.where(judged.subtype == 0, -1, judged.stronger)
        rows = (judged.verdict, judged.subtype, stronger, self.vulnerable, *self.self_deterred)
        return np.stack([np.asarray(row, np.int64) for row in np.broadcast_arrays(*rows)])


def read(params: Params, rule: Rule = "larger") -> Reading:
    """Both tests by one rule. Of several strikes a side would choose the one that costs it least; the one to fear is the worst."""
    costs = [_Costs(params, i, rule) for i in (0, 1)]
    harm = [_worst(params.strikes, 1 - i, params.sides[i].tau, rule) for i in (0, 1)]
    bare = [
        at_least(_worst(params.undefended, 1 - i, params.sides[i].tau, rule), 1.0)
        if params.undefended is not None
        else np.zeros(1, bool)
        for i in (0, 1)
    ]
    fear = [_worst(params.strikes, 1 - i, params.sides[i].theta, rule) for i in (0, 1)]
    return Reading(
        margin=(costs[0].margin, costs[1].margin),
        self_deterrence=(costs[0].self_deterrence, costs[1].self_deterrence),
        vulnerability=(harm[0], harm[1]),
        critical_risk=(_risk(costs[0].margin, fear[0]), _risk(costs[1].margin, fear[1])),
        beyond_lower=(costs[0].lower, costs[1].lower),
        beyond_alpha=(costs[0].alpha, costs[1].alpha),
        undefended=(bare[0], bare[1]),
    )


def _risk(margin: Array, fear: Array) -> Array:
    """min(1, margin / fear); 1 where the other can do no harm, or where striking costs beyond all measure."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where((fear > 0) & np.isfinite(margin), np.minimum(1.0, margin / fear), 1.0)


def _worst(strikes: tuple[Strike, ...], by: int, bars: tuple[Number, Number], rule: Rule) -> Array:
    found = [share(total(strike.harm), bars, rule) for strike in strikes if strike.by == by]
    return np.asarray(np.max(np.broadcast_arrays(*found), axis=0))


class _Costs:
    """What each strike of one side would cost it, and the least of each test."""

    def __init__(self, params: Params, i: int, rule: Rule) -> None:
        own, other = params.sides[i], params.sides[1 - i]
        self.strikes = [strike for strike in params.strikes if strike.by == i]
        self.blowback = [total(strike.blowback) for strike in self.strikes]
        self.reprisal = [total(strike.reprisal) for strike in self.strikes]
        self.expected = [
            blow.with_share(answer, other.credibility)
            for blow, answer in zip(self.blowback, self.reprisal, strict=True)
        ]
        self.each_margin = [share(losses, own.theta, rule) for losses in self.expected]
        self.margin = _least(self.each_margin)
        self.self_deterrence = _least([share(losses, own.lower, rule) for losses in self.blowback])
        self.lower = _least([share(losses, own.lower, rule) for losses in self.expected])
        self.alpha = _least([share(losses, own.alpha, rule) for losses in self.expected])


def _least(values: list[Array]) -> Array:
    return np.asarray(np.min(np.broadcast_arrays(*values), axis=0))


@dataclass(frozen=True)
class Outcome:
    """Both sides by the larger share, with the numbers of the other rule beside."""

    sides: tuple[SideOutcome, SideOutcome]
    readings: tuple[Reading, Reading]
    """By the larger share, which counts, and by added shares."""

    @property
    def index(self) -> Array:
        """First-strike stability."""
        return self.readings[0].index

    @property
    def rule_sensitive(self) -> Truth:
        """Whether adding the shares would change the verdict, who is vulnerable, or who is held back by his own loss."""
        a, b = np.broadcast_arrays(*(reading.findings() for reading in self.readings))
        return np.asarray((a != b).any(axis=0))


def solve(params: Params) -> Outcome:
    """Losses and tests of both sides."""
    larger, added = read(params), read(params, "added")
    return Outcome((_side(params, 0, larger, added), _side(params, 1, larger, added)), (larger, added))


def _side(params: Params, i: int, larger: Reading, added: Reading) -> SideOutcome:
    own, other = params.sides[i], params.sides[1 - i]
    costs = _Costs(params, i, "larger")
    chosen = np.argmin(np.stack(np.broadcast_arrays(*costs.each_margin)), axis=0)
    harms = [total(strike.harm) for strike in costs.strikes]
    worst = np.argmax(np.stack(np.broadcast_arrays(*(share(harm, other.tau) for harm in harms))), axis=0)
    blowback, reprisal, expected = (_of(chosen, found) for found in (costs.blowback, costs.reprisal, costs.expected))
    harm = _of(worst, harms)
    pain, done = share(blowback, own.tau), share(harm, other.tau)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        per_pain = np.where(pain > 0, np.where(np.isfinite(pain), done / pain, 0.0), np.inf)
    return SideOutcome(
        blowback_stock=blowback.stock, blowback_flow=blowback.flow,
        reprisal_stock=reprisal.stock, reprisal_flow=reprisal.flow,
        harm_stock=harm.stock, harm_flow=harm.flow,
        cost_stock=expected.stock, cost_flow=expected.flow,
        margin=larger.margin[i], self_deterrence=larger.self_deterrence[i], vulnerability=larger.vulnerability[i],
        critical_risk=larger.critical_risk[i], critical_credibility=critical_credibility(params, i),
        implied_stake=_least([np.maximum(losses.stock, losses.flow) for losses in costs.expected]),
        harm_per_own_pain=per_pain,
        margin_added=added.margin[i], self_deterrence_added=added.self_deterrence[i],
        vulnerability_added=added.vulnerability[i],
    )  # fmt: skip


def _of(place: NDArray[np.intp], losses: list[Losses]) -> Losses:
    """Of several pairs of losses, for each draw the one at `place`."""
    rows = []
    for name in ("stock", "flow"):
        table = np.stack(np.broadcast_arrays(place.astype(float), *(getattr(item, name) for item in losses))[1:])
        rows.append(np.take_along_axis(table, np.broadcast_to(place, table.shape[1:])[None], axis=0)[0])
    return Losses(rows[0], rows[1])


def critical_credibility(params: Params, i: int) -> Array:
    """The least probability of its reprisal with which side `i` deters every strike of the other; infinite if none does.

    0 where the other side's own loss is enough. Per nature (theta - b) / r where there is a reprisal, the smaller of the two.
    """
    theta = params.sides[1 - i].theta
    found = []
    for strike in params.strikes:
        if strike.by == i:
            continue
        blowback, reprisal = total(strike.blowback), total(strike.reprisal)
        needed = []
        for loss, answer, bar in ((blowback.stock, reprisal.stock, theta[0]), (blowback.flow, reprisal.flow, theta[1])):
            with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
                needed.append(np.where(answer > 0, np.maximum(0.0, bar - loss) / answer, np.inf))
        least = _least(needed)
        least = np.where(at_least(1.0, least), np.minimum(least, 1.0), np.inf)
        found.append(np.where(at_least(share(blowback, theta), 1.0), 0.0, least))
    return np.asarray(np.max(np.broadcast_arrays(*found), axis=0))


def not_credible(outcome: Outcome, params: Params, i: int) -> Truth:
    """NOT-CREDIBLE: side `i` would answer less surely than deterring the other takes, and could deter it if it would."""
    needed = outcome.sides[i].critical_credibility
    return np.asarray(np.isfinite(needed) & ~at_least(params.sides[i].credibility, needed))
