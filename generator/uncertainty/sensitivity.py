"""Which uncertain input moves a result: one at a time, and by shares of variance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.uncertainty.distributions import Constant, Distribution
from generator.uncertainty.estimates import HIGH, LOW
from generator.uncertainty.sampling import stream

Array = NDArray[np.float64]
Measure = Callable[[Mapping[str, Array | float]], Mapping[str, Array]]
"""Inputs by name, numbers or arrays over draws, to measures by name, arrays over draws."""


@dataclass(frozen=True, slots=True)
class Swing:
    """A measure when one input stands at its low and its high end and all others at their centre."""

    input: str
    measure: str
    input_low: float
    input_high: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """How far the measure moves."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class VarianceShare:
    """Sobol indices of one input: the share of a measure's variance it explains alone, and with its interactions."""

    input: str
    measure: str
    first: float
    first_error: float
    total: float
    total_error: float


def one_at_a_time(
    measure: Measure, centre: Mapping[str, float], inputs: Mapping[str, Distribution], measures: tuple[str, ...]
) -> tuple[Swing, ...]:
    """Move each uncertain input to its 5 % and 95 % point, all others at `centre`; one call of the model."""
    names = [name for name, given in inputs.items() if not isinstance(given, Constant)]
    if not names:
        return ()
    ends = {name: inputs[name].quantile(np.array([LOW, HIGH])) for name in names}
    values: dict[str, Array | float] = dict(centre)
    for i, name in enumerate(names):
        column = np.full(2 * len(names), centre[name])
        column[2 * i : 2 * i + 2] = ends[name]
        values[name] = column
    # A measure that depends on none of the moved inputs is one number for all of them.
    found = {key: np.broadcast_to(measured, (2 * len(names),)) for key, measured in measure(values).items()}
    return tuple(
        Swing(
            name,
            key,
            float(ends[name][0]),
            float(ends[name][1]),
            float(found[key][2 * i]),
            float(found[key][2 * i + 1]),
        )
        for key in measures
        for i, name in enumerate(names)
    )


def sobol(
    measure: Measure, inputs: Mapping[str, Distribution], measures: tuple[str, ...], *, seed: int, samples: int
) -> tuple[VarianceShare, ...]:
    """First-order and total Sobol indices with their Monte Carlo standard errors.

    Two independent samples A and B of `samples` draws; for each input a third, A with that input
    from B. First order by Saltelli et al. (2010, Computer Physics Communications 181, eq. b of
    table 2), total by Jansen (1999), both centred. Inputs are taken as independent. A measure
    without variance yields zeros.
    """
    names = [name for name, given in inputs.items() if not isinstance(given, Constant)]
    if not names:
        return ()
    fixed: dict[str, Array | float] = {
        name: given.value for name, given in inputs.items() if isinstance(given, Constant)
    }
    sample_a = {name: inputs[name].quantile(stream(seed, f"sobol A of {name}").random(samples)) for name in names}
    sample_b = {name: inputs[name].quantile(stream(seed, f"sobol B of {name}").random(samples)) for name in names}
    at_a, at_b = measure({**fixed, **sample_a}), measure({**fixed, **sample_b})
    found = []
    for name in names:
        at_ab = measure({**fixed, **sample_a, name: sample_b[name]})
        for key in measures:
            a, b, ab = (np.broadcast_to(found_at[key], (samples,)) for found_at in (at_a, at_b, at_ab))
            both = np.concatenate([a, b])
            variance = both.var()
            if variance <= 1e-24 * max(1.0, both.mean() ** 2):
                found.append(VarianceShare(name, key, 0.0, 0.0, 0.0, 0.0))
                continue
            first = (b - both.mean()) * (ab - a) / variance
            total = (a - ab) ** 2 / (2 * variance)
            root = np.sqrt(samples)
            found.append(
                VarianceShare(
                    name,
                    key,
                    float(first.mean()),
                    float(first.std() / root),
                    float(total.mean()),
                    float(total.std() / root),
                )
            )
    return tuple(found)
