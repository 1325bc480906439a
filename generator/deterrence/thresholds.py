"""How much damage is too much: the criteria that have been published, as records with their sources.

A threshold is always an input with a source, never a constant of a model. A report shows the verdict
under every criterion that has a number and prints the others as text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.deterrence.damage import Curve

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Threshold:
    """One published criterion: shares of value, or a weight, or (all numbers None) words only."""

    key: str
    name: str
    text: str
    """What the criterion says, in one line."""
    source: str
    """Key of the source."""
    citation: str
    grade: str
    """documented, reported, computed, assumed or unverified."""
    population: float | None = None
    """Least unacceptable share of the population."""
    industry: float | None = None
    """Least unacceptable share of industry; holds together with `population`."""
    weight: float | None = None
    """Required delivered weight in equivalent megatons, in place of a share."""

    @property
    def has_number(self) -> bool:
        """Whether a verdict can be computed under this criterion."""
        return self.population is not None or self.industry is not None or self.weight is not None

    def required_weight(self, population: Curve, industry: Curve | None = None) -> Array | None:
        """Weight in EMT that meets the criterion: the largest of its parts; None for words only.

        Infinite where a curve cannot reach the share. A criterion on industry is left out when no
        industry curve is given. Shape: that of the curves' parameters.
        """
        parts: list[Array] = []
        if self.weight is not None:
            parts.append(np.asarray(self.weight, float))
        if self.population is not None:
            parts.append(population.required_weight(self.population))
        if self.industry is not None and industry is not None:
            parts.append(industry.required_weight(self.industry))
        if not parts:
            return None
        largest = parts[0]
        for part in parts[1:]:
            largest = np.maximum(largest, part)
        return largest


_FRUS = ("frus-1964-68-10-102", "Enthoven and Smith (1971), through FRUS 1964-1968, vol. X, doc. 102")
_DPM = ("kaplan1983", "Draft presidential memorandum, December 1963, p. I-5, in Kaplan (1983)")
_BUNDY = ("bundy1969", "Bundy, To Cap the Volcano, Foreign Affairs, October 1969")
_BOMBS = (
    'one bomb on one city "a catastrophic blunder", ten on ten cities "a disaster beyond history", '
    'a hundred on a hundred "unthinkable"'
)

THRESHOLDS = (
    Threshold(
        "assured-destruction-20",
        "Assured destruction, lower figure",
        "a fifth of the population and half of industry",
        *_FRUS,
        "documented",
        population=0.20,
        industry=0.50,
    ),
    Threshold(
        "assured-destruction-25",
        "Assured destruction, upper figure",
        "a quarter of the population and half of industry",
        *_FRUS,
        "documented",
        population=0.25,
        industry=0.50,
    ),
    Threshold(
        "assured-destruction-early",
        "Assured destruction, early version",
        "30 per cent of the population and half of industry",
        *_DPM,
        "reported",
        population=0.30,
        industry=0.50,
    ),
    Threshold(
        "planning-number",
        "Planning number",
        "400 equivalent megatons delivered",
        "kaplan1983",
        "Draft presidential memoranda, December 1963 and December 1964, p. 11, in Kaplan (1983)",
        "reported",
        weight=400.0,
    ),
    # The quotation is reported (attribution unverified); that one bomb weighs one equivalent megaton is assumed.
    Threshold("existential-1", "Existential, one bomb", _BOMBS, *_BUNDY, "assumed", weight=1.0),
    Threshold("existential-10", "Existential, ten bombs", _BOMBS, *_BUNDY, "assumed", weight=10.0),
    Threshold("existential-100", "Existential, a hundred bombs", _BOMBS, *_BUNDY, "assumed", weight=100.0),
    Threshold(
        "uncertain-retaliation",
        "Uncertain retaliation",
        "no number: deterrence may work although retaliation is unlikely",
        "wu2020",
        "Wu, International Security 44(4), 2020, pp. 84-118, abstract",
        "documented",
    ),
    Threshold(
        "minimum-medium-power",
        "Minimum, medium power",
        "no number: below assured destruction",
        "wu2020",
        "Wu, International Security 44(4), 2020, introduction",
        "documented",
    ),
    Threshold(
        "kahn-acceptable",
        'Kahn\'s "acceptable" dead for Europe',
        "no share: 10 to 60 million dead",
        "kahn1960",
        "Kahn, On Thermonuclear War (1960), p. 30",
        "unverified",
    ),
)
"""The library, in the order it is printed. In the existential rows a weight per bomb of 1 EMT is assumed."""
