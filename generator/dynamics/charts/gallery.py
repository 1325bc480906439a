"""The charts of arms race and weapons plane, in the order of the page."""

from __future__ import annotations

from generator import words
from generator.drawing.figure import Drawing
from generator.dynamics.charts import plane, race
from generator.dynamics_results import DynamicsResults
from generator.study import Study


def draw(study: Study, results: DynamicsResults | None) -> list[Drawing]:
    """Every chart that has something to show; none without dynamics."""
    if results is None:
        return []
    found: list[Drawing] = []
    if results.race is not None:
        found += race.draw(study, results.race)
    return found + plane.draw(study, results.planes)


def names() -> dict[str, tuple[str, ...]]:
    """What an author writes under `show:` for each chart -> its titles."""
    return {
        "arms-race": (words.DYNAMICS["race_title"],),
        "arms-race-combined": (words.DYNAMICS["combined_title"],),
        "arms-race-plane": (words.DYNAMICS["phase_title"],),
        "arms-race-published": (words.DYNAMICS["published_title"],),
        "weapons-plane": (words.DYNAMICS["plane_title"],),
        "weapons-plane-weight": (words.DYNAMICS["weight_title"],),
    }
