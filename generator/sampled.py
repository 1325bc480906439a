"""The uncertain inputs of one case of a study, as distributions and as the values a model takes."""

from __future__ import annotations

from collections.abc import Mapping

from generator.study import Input, Study
from generator.uncertainty.distributions import Distribution, distribution


def distributions(study: Study, inputs: Mapping[str, Input]) -> dict[str, Distribution]:
    """The distribution of every input of a case, by its path."""
    return {
        path: distribution(
            given.value, given.low, given.high, given.concentration, given.distribution, study.quantities[path].spread
        )
        for path, given in inputs.items()
    }
