"""How sure the verdict is, what moves it, and what stands beside the model."""

from __future__ import annotations

from generator import words
from generator.deterrence.verdicts import Verdict
from generator.drawing import common, shapes, verdict_charts
from generator.drawing.figure import Drawing
from generator.drawing.parts import called, name_of, scenario_names, title_of
from generator.drawing.specification import drawing
from generator.kinds.clearing_network.charts.parts import CLEARING, Found, row_of, side_table
from generator.kinds.clearing_network.meaning import label, measures
from generator.study import BASELINE, Study, case_key


def scenarios(study: Study, results: Found) -> list[Drawing]:
    """What the two hold over each other in every scenario"""
    if not study.scenarios:
        return []
    return _held(study, results, "scenarios", title_of(scenarios), scenario_names(study), words.CHART["scenario"])


def timeline(study: Study, results: Found) -> list[Drawing]:
    """What the two hold over each other over the years"""
    if len(study.states) < 2:
        return []
    shown = {case_key(BASELINE, state.id): state.title for state in study.states}
    return _held(study, results, "timeline", title_of(timeline), shown, words.CHART["year"])


def _held(study: Study, results: Found, id: str, title: str, shown: dict[str, str], first: str) -> list[Drawing]:
    ways = (results.detail.focus, results.detail.focus[::-1])
    names = [CLEARING["loses-if"].format(name=name_of(study, b), other=name_of(study, a)) for a, b in ways]
    rows = [
        row_of(study, results.cases[case], f"{a}.{b}.hostage", label=title_, side=name)
        for case, title_ in shown.items()
        for name, (a, b) in zip(names, ways, strict=True)
    ]
    findings = []
    for name in names:
        of = [row for row in rows if row["side"] == name]
        low, high = (pick(of, key=lambda row: row["value"]) for pick in (min, max))
        findings.append(words.CHART["scenarios_finding"].format(
            name=name, least=low["text"], least_in=low["label"], most=high["text"], most_in=high["label"]
        ))  # fmt: skip
    rules, log = ((1.0, CLEARING["whole-net-worth"]),), max(row["high"] for row in rows) > 6
    return [
        drawing(
            id, title, " ".join(findings), CLEARING["held-description"],
            lambda width: shapes.dots_by_side(rows, width, CLEARING["held-axis"], names, rules, log=log), side_table(rows, first, CLEARING["loses"]),
        )
    ]  # fmt: skip


def verdict_shares(study: Study, results: Found) -> list[Drawing]:
    """How often each verdict comes out when the uncertain inputs vary together"""
    return verdict_charts.verdict_shares(study, results, (verdict.key for verdict in Verdict))


def sensitivity(study: Study, results: Found) -> list[Drawing]:
    """What moves the hold of one over the other"""
    drawn = []
    for a, b in (results.detail.focus, results.detail.focus[::-1]):
        names = {"name": called(study, b), "other": called(study, a)}
        said = {
            "finding": CLEARING["tornado-finding"], "description": CLEARING["tornado-description"],
            "axis": CLEARING["tornado-axis"].format(**names), "at_low": CLEARING["at-low"], "at_high": CLEARING["at-high"],
        }  # fmt: skip
        title = CLEARING["tornado"].format(**names)
        drawn += common.tornado(study, results, label, f"{a}.{b}.hostage", f"sensitivity-{a}-{b}", title, said)
    return drawn


def series(study: Study, results: Found) -> list[Drawing]:
    """{title of the series}"""
    return common.series(study)


def comparison(study: Study, results: Found) -> list[Drawing]:
    """The model beside published numbers"""
    return common.comparison(study, results, measures(study))
