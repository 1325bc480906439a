"""How sure the verdict is, what moves it, and what stands beside the model."""

from __future__ import annotations

from generator import words
from generator.drawing import common, verdict_charts
from generator.drawing.figure import Drawing
from generator.kinds.power_balance.charts.parts import Found, side_of
from generator.kinds.power_balance.meaning import label, measures
from generator.kinds.power_balance.model import Verdict
from generator.study import Study

POWER = words.POWER


def verdict_shares(study: Study, results: Found) -> list[Drawing]:
    """How often each verdict comes out when the uncertain inputs vary together"""
    return verdict_charts.verdict_shares(study, results, (verdict.key for verdict in Verdict))


def sensitivity(study: Study, results: Found) -> list[Drawing]:
    """What moves the two ratios"""
    first, second = (side_of(study, side)["name"] for side in study.layout["sides"])
    drawn = []
    for measure, name, axis in (
        ("side_ratio", "sides", POWER["balance-axis"].format(first=first, second=second)),
        ("ratio", "challenger", POWER["challenger-axis"]),
    ):
        said = {
            "finding": POWER[f"tornado-{name}-finding"], "description": POWER["tornado-description"], "axis": axis,
            "at_low": POWER["at-low"], "at_high": POWER["at-high"],
        }  # fmt: skip
        title = POWER[f"tornado-{name}"]
        drawn += common.tornado(study, results, label, measure, f"sensitivity-{name}", title, said)
    return drawn


def series(study: Study, results: Found) -> list[Drawing]:
    """{title of the series}"""
    return common.series(study)


def comparison(study: Study, results: Found) -> list[Drawing]:
    """The model beside published numbers"""
    return common.comparison(study, results, measures(study))
