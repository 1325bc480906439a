"""Every chart of a creditor-debtor report: the public functions of the modules named here, in their order."""

from __future__ import annotations

from types import ModuleType

from generator.drawing.figure import Drawing
from generator.drawing.parts import drawn, named
from generator.kinds.creditor_debtor.charts import doubt, hostages, levels, sale, time
from generator.kinds.creditor_debtor.charts.parts import Found
from generator.study import Study

MODULES: tuple[ModuleType, ...] = (hostages, levels, sale, time, doubt)


def draw(study: Study, results: Found) -> list[Drawing]:
    """Every chart that has something to show."""
    return drawn(MODULES, study, results)


def names() -> dict[str, tuple[str, ...]]:
    """What an author writes under `show:` for each chart -> its titles."""
    return named(MODULES)
