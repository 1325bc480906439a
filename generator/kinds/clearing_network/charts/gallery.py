"""Every chart of a clearing-network report: the public functions of the modules named here, in their order."""

from __future__ import annotations

from types import ModuleType

from generator.drawing.figure import Drawing
from generator.drawing.parts import drawn, named
from generator.kinds.clearing_network.charts import distress, doubt, relations
from generator.kinds.clearing_network.charts.parts import Found
from generator.study import Study

MODULES: tuple[ModuleType, ...] = (relations, distress, doubt)


def draw(study: Study, results: Found) -> list[Drawing]:
    """Every chart that has something to show."""
    return drawn(MODULES, study, results)


def names() -> dict[str, tuple[str, ...]]:
    """What an author writes under `show:` for each chart -> its titles."""
    return named(MODULES)
