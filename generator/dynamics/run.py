"""Arms race and weapons plane of one study: a function of its series, its inputs and its seed."""

from __future__ import annotations

from generator.dynamics.plane import planes
from generator.dynamics.race import race
from generator.dynamics_results import DynamicsResults
from generator.study import Study


def run(study: Study) -> DynamicsResults | None:
    """Both, as far as the study asks for them; None where it asks for neither. Raises ModelError."""
    return DynamicsResults(race(study), planes(study)) if study.dynamics else None
