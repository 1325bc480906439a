"""The model set beside published numbers."""

from __future__ import annotations

from generator.drawing import common
from generator.drawing.figure import Drawing
from generator.kinds.force_exchange.charts.parts import Found
from generator.kinds.force_exchange.naming import measures
from generator.study import Study


def comparison(study: Study, results: Found) -> list[Drawing]:
    """The model beside published numbers"""
    return common.comparison(study, results, measures(study))
