"""The force-exchange kind, as the pipeline sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.checks import Check
from generator.drawing.figure import Drawing
from generator.explorable import Explorable
from generator.kind import Kind
from generator.kinds.force_exchange import meaning, naming
from generator.kinds.force_exchange.detail import Detail
from generator.kinds.force_exchange.model import VERSION
from generator.kinds.force_exchange.promised import promised
from generator.kinds.force_exchange.study_file import ForceExchangeEntry
from generator.progress import Watch, unwatched
from generator.results import Results
from generator.study import Study


def _run(study: Study, watch: Watch = unwatched) -> Results[Detail]:
    # Imported here, like all that follows: checking a study needs neither draws nor charts.
    from generator.kinds.force_exchange.run import run

    return run(study, watch)


def _explore(study: Study, results: Results[Detail]) -> Explorable:
    from generator.kinds.force_exchange.explore import explore

    return explore(study, results)


def _draw(study: Study, results: Results[Detail]) -> list[Drawing]:
    from generator.kinds.force_exchange.charts.gallery import draw

    return draw(study, results)


def _charts() -> Mapping[str, tuple[str, ...]]:
    from generator.kinds.force_exchange.charts.gallery import names

    return names()


def _facts(study: Study, results: Results[Detail]) -> Mapping[str, Any]:
    from generator.kinds.force_exchange import facts

    return facts.facts(study, results)


def _method() -> Mapping[str, Any]:
    from generator.kinds.force_exchange import facts

    return facts.method()


def _checks() -> tuple[Check, ...]:
    from generator.kinds.force_exchange import checks, system_checks

    return (*checks.checks(), *system_checks.checks())


KIND: Kind[Detail] = Kind(
    name="force-exchange",
    version=VERSION,
    package="generator.kinds.force_exchange",
    body=ForceExchangeEntry,
    results=Results[Detail],
    check=meaning.check,
    measures=naming.measures,
    lacking=naming.lacking,
    spoken=naming.spoken,
    headline=naming.headline,
    label=naming.label,
    run=_run,
    explore=_explore,
    promised=promised,
    draw=_draw,
    charts=_charts,
    facts=_facts,
    method=_method,
    checks=_checks,
)
