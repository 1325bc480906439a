"""Observations over time that stand beside the model."""

from __future__ import annotations

from generator.drawing import common
from generator.drawing.figure import Drawing
from generator.kinds.force_exchange.charts.parts import Found
from generator.study import Study


def series(study: Study, results: Found) -> list[Drawing]:
    """{title of the series}"""
    return common.series(study)
