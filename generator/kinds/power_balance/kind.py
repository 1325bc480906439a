"""The power-balance kind, as the pipeline sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.checks import Check
from generator.drawing.figure import Drawing
from generator.explorable import Explorable
from generator.kind import Kind
from generator.kinds.power_balance import meaning
from generator.kinds.power_balance.detail import Detail
from generator.kinds.power_balance.model import VERSION
from generator.kinds.power_balance.promised import promised
from generator.kinds.power_balance.study_file import PowerBalanceEntry
from generator.progress import Watch, unwatched
from generator.results import Results
from generator.study import Study


def _run(study: Study, watch: Watch = unwatched) -> Results[Detail]:
    # Imported here, like all that follows: checking a study needs neither draws nor charts.
    from generator.kinds.power_balance.run import run

    return run(study, watch)


def _explore(study: Study, results: Results[Detail]) -> Explorable:
    from generator.kinds.power_balance.explore import explore

    return explore(study, results)


def _draw(study: Study, results: Results[Detail]) -> list[Drawing]:
    from generator.kinds.power_balance.charts.gallery import draw

    return draw(study, results)


def _charts() -> Mapping[str, tuple[str, ...]]:
    from generator.kinds.power_balance.charts.gallery import names

    return names()


def _facts(study: Study, results: Results[Detail]) -> Mapping[str, Any]:
    from generator.kinds.power_balance import facts

    return facts.facts(study, results)


def _method() -> Mapping[str, Any]:
    from generator.kinds.power_balance import facts

    return facts.method()


def _checks() -> tuple[Check, ...]:
    from generator.kinds.power_balance import checks

    return checks.checks()


KIND: Kind[Detail] = Kind(
    name="power-balance",
    version=VERSION,
    package="generator.kinds.power_balance",
    body=PowerBalanceEntry,
    results=Results[Detail],
    check=meaning.check,
    measures=meaning.measures,
    spoken=lambda study: ("verdict", "share"),
    headline=meaning.headline,
    label=meaning.label,
    run=_run,
    explore=_explore,
    promised=promised,
    draw=_draw,
    charts=_charts,
    facts=_facts,
    method=_method,
    checks=_checks,
)
