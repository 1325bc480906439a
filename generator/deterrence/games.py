"""Games of two sides with two actions, and how credible a threat must be: reciprocal fear, chicken, brinkmanship.

Equilibria and thresholds are algebra (computed; the tests hold them against a game-theory package). The
payoffs of chicken are reported from teaching material; that reciprocal fear is Schelling's, the
thresholds Zagare and Kilgour's (Perfect Deterrence, 2000) and brinkmanship Powell's is unverified.

What is contested: credible threats are neither necessary nor sufficient, and satisfaction with the
status quo matters (reported: Oxford Research Encyclopedia of Politics, "Perfect Deterrence Theory").
An equilibrium says what no side would leave alone, not what will happen.

In every pair the row player, side A, comes first. Arrays over draws broadcast behind the two axes of actions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.deterrence import risk
from generator.deterrence.errors import ModelError
from generator.deterrence.verdicts import at_least

Array = NDArray[np.float64]
Truth = NDArray[np.bool_]


@dataclass(frozen=True)
class Game:
    """Payoffs of both sides, shape (2, 2, *draw): first axis the action of A, second that of B; more is better."""

    a: Array
    b: Array

    def __post_init__(self) -> None:
        for payoffs in (self.a, self.b):
            if payoffs.shape[:2] != (2, 2):
                raise ModelError("a game of two sides needs payoffs for two actions each")

    @property
    def swapped(self) -> Game:
        """The same game seen from the other side."""
        return Game(np.swapaxes(self.b, 0, 1), np.swapaxes(self.a, 0, 1))


def symmetric(payoffs: ArrayLike) -> Game:
    """The game in which both sides face the same payoffs: own action first, shape (2, 2, *draw)."""
    own = np.asarray(payoffs, float)
    return Game(own, np.swapaxes(own, 0, 1))


RECIPROCAL_FEAR = symmetric([[4, 1], [3, 2]])
"""Wait or strike: peace 4, strike first 3, struck 1, both strike 2. A stag hunt: nobody wants war, both may fear it."""
CHICKEN = symmetric([[3, 2], [4, 1]])
"""Yield or stand: both yield 3, stand alone 4, yield alone 2, both stand 1."""


def from_costs(strike_a: ArrayLike, struck_a: ArrayLike, strike_b: ArrayLike, struck_b: ArrayLike) -> Game:
    """The game of a study, actions wait and strike: peace 0, strike first -C1, struck -C2, both -(C1 + C2)/2.

    Costs are those of `stability.cost`. Peace at 0 favours waiting, as the published ratio does.
    """
    c1_a, c2_a, c1_b, c2_b = np.broadcast_arrays(
        *(np.asarray(c, float) for c in (strike_a, struck_a, strike_b, struck_b))
    )
    peace = np.zeros(c1_a.shape)
    a = np.stack([np.stack([peace, -c2_a]), np.stack([-c1_a, -(c1_a + c2_a) / 2])])
    b = np.stack([np.stack([peace, -c1_b]), np.stack([-c2_b, -(c1_b + c2_b) / 2])])
    return Game(a, b)


def deviation_losses(game: Game) -> tuple[Array, Array]:
    """What each side loses by changing its action alone, in every cell; negative where it would gain."""
    return game.a - game.a[::-1], game.b - game.b[:, ::-1]


def pure_equilibria(game: Game) -> Truth:
    """Cells that neither side gains by leaving alone, shape (2, 2, *draw)."""
    loss_a, loss_b = deviation_losses(game)
    return np.asarray((loss_a >= 0) & (loss_b >= 0))


def mixed_equilibrium(game: Game) -> Array:
    """Probability with which A and B take their first action when both truly mix, shape (2, *draw).

    Each mixes so that the *other* is indifferent. NaN where there is no such equilibrium: a side has
    a better action whatever the other does, or is indifferent between its actions everywhere.
    """
    loss_a, loss_b = deviation_losses(game)
    return np.stack(
        np.broadcast_arrays(_indifferent(loss_b[0, 0], loss_b[1, 0]), _indifferent(loss_a[0, 0], loss_a[0, 1]))
    )


def risk_dominant(game: Game) -> Truth:
    """The pure equilibrium that is the safer guess about an unknown opponent, shape (2, 2, *draw).

    Harsanyi and Selten (attribution unverified): of two pure equilibria the one with the larger product
    of deviation losses. A single equilibrium is marked as it is; two of equal product mark none.
    """
    loss_a, loss_b = deviation_losses(game)
    found = pure_equilibria(game)
    product = np.where(found, loss_a * loss_b, -np.inf)
    cells = product.reshape(4, *product.shape[2:])
    alone = np.sum(cells == cells.max(axis=0), axis=0) == 1
    return np.asarray(found & (product == product.max(axis=(0, 1))) & alone)


def unilateral_threshold(gives_way: ArrayLike, status_quo: ArrayLike, conflict: ArrayLike) -> Array:
    """Least credibility of a defender that deters: p* = (c_DC - c_SQ) / (c_DC - c_DD), in the challenger's payoffs.

    `gives_way`: the defender gives way; `conflict`: it resists. 0 where nothing tempts; above 1 where
    conflict is better than the status quo, so that no credibility deters (see `capable`).
    """
    return risk.threshold(gives_way, status_quo, conflict)


def capable(status_quo: ArrayLike, conflict: ArrayLike) -> Truth:
    """Whether the threat hurts at all: the challenger likes the status quo better than the conflict threatened."""
    return np.asarray(np.asarray(status_quo, float) > np.asarray(conflict, float))


def deters(credibility: ArrayLike, needed: ArrayLike) -> Truth:
    """Whether a threat is credible enough: p >= p*. Deterrence needs capability as well."""
    return at_least(_share(credibility), needed)


def mutual_deterrence(credibility: tuple[ArrayLike, ArrayLike], needed_against: tuple[ArrayLike, ArrayLike]) -> Truth:
    """Sure-thing deterrence on both sides: the credibility of each reaches what its *opponent's* payoffs demand.

    `needed_against[i]` is the threshold (i_DC - i_CC) / (i_DC - i_DD) from the payoffs of side i, so
    that the credibility of the other side is held against it.
    """
    return np.asarray(deters(credibility[1], needed_against[0]) & deters(credibility[0], needed_against[1]))


def resolve(win: ArrayLike, submit: ArrayLike, disaster: ArrayLike) -> Array:
    """The risk of disaster a side will run rather than submit: R = (win - submit) / (win - disaster).

    The same formula as critical risk (computed; attribution to Powell unverified). Powell (2015,
    abstract, documented): a sharper trade-off between power and risk makes conflict at high levels less
    likely and at low levels more likely.
    """
    return risk.threshold(win, submit, disaster)


def escalates(risk_so_far: ArrayLike, side_resolve: ArrayLike) -> Truth:
    """Whether a side goes on: the risk generated so far is below its resolve."""
    return ~at_least(_share(risk_so_far), side_resolve)


def _indifferent(first: Array, second: Array) -> Array:
    """Weight on the first of two gains, of opposite sign, at which they cancel; NaN where none in (0, 1) does."""
    opposite = np.asarray(np.sign(first) * np.sign(second) < 0)
    return np.asarray(np.divide(-second, first - second, out=np.full(opposite.shape, np.nan), where=opposite))


def _share(value: ArrayLike) -> Array:
    found = np.asarray(value, float)
    if not np.all((found >= 0) & (found <= 1)):
        raise ModelError("credibility and risk lie between 0 and 1")
    return found
