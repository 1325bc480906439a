"""Every chart of a force-exchange report: the public functions of the modules named here, in their order.

A new chart is one function in one of them. It takes the study and its results and returns its drawings:
none where the study has nothing to show, several where there is one for each actor.
"""

from __future__ import annotations

from types import ModuleType

from generator.drawing.figure import Drawing
from generator.drawing.parts import drawn, named
from generator.kinds.force_exchange.charts import doubt, forces, many, observed, plane, published, time
from generator.kinds.force_exchange.charts.parts import Found
from generator.study import Study

OF_TWO: tuple[ModuleType, ...] = (forces, time, observed, published, plane, doubt)
OF_MANY: tuple[ModuleType, ...] = (many, observed, published)


def draw(study: Study, results: Found) -> list[Drawing]:
    """Every chart that has something to show."""
    modules = OF_TWO if len(study.layout["actors"]) == 2 else OF_MANY
    return drawn(modules, study, results)


def names() -> dict[str, tuple[str, ...]]:
    """What an author writes under `show:` for each chart -> its titles."""
    return named((*OF_TWO, *OF_MANY))
