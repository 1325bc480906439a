"""Threat profiles of a study: Walt's four factors as the author gives them, in an order that measures nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.deterrence.power import ThreatProfile
from generator.quantities import quantities
from generator.study import Input, Study


@dataclass(frozen=True, slots=True)
class Profile:
    """One state as another saw it."""

    key: str
    name: str
    says: str
    factors: Mapping[str, Input]
    """Walt's four factors by name, in his order."""

    @property
    def sort_key(self) -> float:
        """Geometric mean of the central values: an order, not a measure."""
        return float(ThreatProfile(**{name: given.value for name, given in self.factors.items()}).sort_key)


def profiles(study: Study) -> list[Profile]:
    """Every profile of the study, by falling sort key."""
    names = quantities(ThreatProfile)
    found = [
        Profile(
            key,
            entry["name"],
            entry.get("says") or "",
            {name: study.inputs[f"threats.{key}.{name}"] for name in names},
        )
        for key, entry in study.layout.get("threats", {}).items()
    ]
    return sorted(found, key=lambda profile: -profile.sort_key)
