"""Mutual hostages: what each would lose if another failed, the verdict on a pair, and who would pay for a rescue.

The rules of the verdict are those of every kind of study here (`deterrence.verdicts`); that a whole net worth is the
loss a bank would find unacceptable is ours (assumed). For the rescue: Rogers and Veraart, Management Science 59 (2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.clearing.draws import clear_draws
from generator.clearing.network import Array, Network
from generator.clearing.vectors import Cleared, greatest, least
from generator.deterrence import verdicts
from generator.deterrence.errors import ModelError
from generator.deterrence.verdicts import STANDARD, TOLERANCE, CapabilityClass, Codes, Cutoffs, at_least

Truth = NDArray[np.bool_]


@dataclass(frozen=True)
class Hostages:
    """What follows when each bank is made to fail by itself."""

    base: Cleared
    """The network before anybody is made to fail, greatest clearing vector."""
    failing: tuple[int, ...]
    """Who is made to fail, row by row; banks count from 0."""
    matrix: Array
    """(row, node): loss of each bank over its own net worth in the base; nan for the failing bank itself and for those
    already in default or without net worth."""
    in_default: Truth
    """(row, node): who is in default then."""
    loss_to_outsiders: Array
    """(row,), money: what creditors outside the network lose against the base."""

    def newly_in_default(self) -> list[list[int]]:
        """Row by row who is in default and was not before, counted from 0."""
        return [[int(i) for i in np.flatnonzero(row & ~self.base.default)] for row in self.in_default]


def hostage_matrix(
    network: Network,
    recovery_external: float = 1.0,
    recovery_internal: float = 1.0,
    failure: float = 1.0,
    failing: Sequence[int] | None = None,
) -> Hostages:
    """Make each of `failing` (by default everybody) lose the share `failure` of its external assets, and clear anew."""
    base = greatest(network, recovery_external, recovery_internal)
    who = tuple(range(network.size)) if failing is None else tuple(failing)
    assets = np.repeat(network.external_assets[:, None], len(who), axis=1)
    assets[list(who), np.arange(len(who))] *= 1.0 - failure
    found = clear_draws(
        network, external_assets=assets, recovery_external=recovery_external, recovery_internal=recovery_internal
    )
    lost = loss_shares(base.net_worth[:, None], base.default[:, None], found.net_worth).T.copy()
    lost[np.arange(len(who)), list(who)] = np.nan
    outside = base.external_payments.sum() - found.external_payments.sum(axis=0)
    return Hostages(base, who, lost, found.default.T, outside)


def loss_shares(before: Array, failed: Truth, after: Array) -> Array:
    """Loss of net worth over net worth before; nan for a bank that had failed already or had none. Arrays broadcast."""
    defined = (before > 0) & ~failed
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(defined, (before - after) / before, np.nan)


def hostage_class(
    hostage: ArrayLike, tau: ArrayLike = 1.0, alpha: ArrayLike | None = None, cutoffs: Cutoffs = STANDARD
) -> Codes:
    """What a bank holds over another whose loss would be `hostage`, as codes of `CapabilityClass`: N, P, D or S.

    `tau` is the least loss the other would find unacceptable and `alpha` the most it would accept, both over its net
    worth; without `alpha` it is `tau`. A loss that is not defined (nan) holds nothing.
    """
    lost, limit = np.nan_to_num(np.asarray(hostage, float), nan=-np.inf), np.asarray(tau, float)
    accepted = limit if alpha is None else np.asarray(alpha, float)
    rules = [at_least(lost, cutoffs.secure_margin * limit), at_least(lost, limit), at_least(lost, accepted)]
    names = (CapabilityClass.SECURE, CapabilityClass.DELICATE, CapabilityClass.PARTIAL)
    return np.select(
        np.broadcast_arrays(*rules), [np.int8(name.code) for name in names], np.int8(CapabilityClass.NONE.code)
    )


@dataclass(frozen=True)
class PairVerdict:
    """The verdict on a pair; arrays (draw,) of codes of the enumerations in `deterrence.verdicts`."""

    classes: tuple[Codes, Codes]
    verdict: Codes
    subtype: Codes
    crisis_prone: Truth
    """The modifier of a delicate balance that can fall on fear alone."""

    @property
    def stronger(self) -> Codes:
        """0 where the first holds more over the second, 1 the other way round, -1 where they hold alike."""
        a, b = self.classes
        return np.where(a > b, 0, np.where(b > a, 1, -1)).astype(np.int8)


def pair_verdict(class_a: ArrayLike, class_b: ArrayLike, fear: ArrayLike = False) -> PairVerdict:
    """The verdict from what each holds over the other, as codes of `CapabilityClass`.

    `fear`: the least clearing vector has one of the two in default and the greatest has not, before anybody fails.
    """
    a, b, afraid = (np.atleast_1d(array) for array in np.broadcast_arrays(class_a, class_b, fear))
    # Fear is the only incentive to go first here: the index of stability is 1 without it and 0 with it.
    index = np.where(afraid, 0.0, 1.0)
    codes = verdicts.verdict(a, b, index, 1.0, 1.0, 0.0, 0.0)
    return PairVerdict((a, b), codes, verdicts.subtype(codes, a, b), verdicts.crisis_prone(codes, index))


def fear(network: Network, recovery_external: float = 1.0, recovery_internal: float = 1.0) -> Truth:
    """(node,): who is in default in the least clearing vector and not in the greatest."""
    low, high = (find(network, recovery_external, recovery_internal) for find in (least, greatest))
    return low.default & ~high.default


@dataclass(frozen=True)
class Rescue:
    """What it would take to save a bank, and who would gain by it."""

    cost: float
    """Least injection with which the bank pays in full, money; 0 if it is not in default."""
    gains: Array
    """(node,), money: what each gains in equity by the rescue; 0 for the bank itself."""
    consortium: tuple[int, ...]
    motive: bool
    """Together they gain more than the rescue costs."""
    means: bool
    """Together they have more equity than it costs."""

    @property
    def pays(self) -> bool:
        """Whether the consortium would and could pay."""
        return self.motive and self.means


def rescue(
    network: Network,
    bank: int,
    consortium: Sequence[int] | None = None,
    recovery_external: float = 1.0,
    recovery_internal: float = 1.0,
) -> Rescue:
    """The rescue test for a bank in default; by default everybody else who is not in default makes up the consortium.

    Raises ModelError for a consortium with the bank itself or with a bank in default.
    """
    base = greatest(network, recovery_external, recovery_internal)
    solvent = [i for i in range(network.size) if not base.default[i] and i != bank]
    together = tuple(solvent if consortium is None else consortium)
    if not set(together) <= set(solvent):
        raise ModelError("a consortium is made up of other banks that are not in default themselves")
    if not base.default[bank]:
        return Rescue(0.0, np.zeros(network.size), together, True, True)
    # With enough put in it pays in full; what was too much is taken off again.
    plenty = network.due[bank] + network.senior[bank]
    saved = greatest(
        replace(network, external_assets=network.external_assets + plenty * (np.arange(network.size) == bank)),
        recovery_external,
        recovery_internal,
    )
    cost = float(plenty - saved.net_worth[bank])
    gains = saved.equity - base.equity
    gains[bank] = 0.0
    members = list(together)
    # What only breaks even is left alone: without costs of default all gain together at most what the rescue costs.
    motive = bool(gains[members].sum() > cost * (1 + TOLERANCE))
    return Rescue(cost, gains, together, motive, bool(base.equity[members].sum() > cost))
