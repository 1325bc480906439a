"""The creditor-debtor kind, as the pipeline sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.checks import Check
from generator.drawing.figure import Drawing
from generator.explorable import Explorable
from generator.kind import Kind
from generator.kinds.creditor_debtor import meaning
from generator.kinds.creditor_debtor.detail import Detail
from generator.kinds.creditor_debtor.model import VERSION
from generator.kinds.creditor_debtor.promised import promised
from generator.kinds.creditor_debtor.study_file import CreditorDebtorEntry
from generator.kinds.creditor_debtor.telling import held, shares
from generator.progress import Watch, unwatched
from generator.results import Results
from generator.study import Study


def _run(study: Study, watch: Watch = unwatched) -> Results[Detail]:
    # Imported here, like all that follows: checking a study needs neither draws nor charts.
    from generator.kinds.creditor_debtor.run import run

    return run(study, watch)


def _explore(study: Study, results: Results[Detail]) -> Explorable:
    from generator.kinds.creditor_debtor.explore import explore

    return explore(study, results)


def _draw(study: Study, results: Results[Detail]) -> list[Drawing]:
    from generator.kinds.creditor_debtor.charts.gallery import draw

    return draw(study, results)


def _charts() -> Mapping[str, tuple[str, ...]]:
    from generator.kinds.creditor_debtor.charts.gallery import names

    return names()


def _facts(study: Study, results: Results[Detail]) -> Mapping[str, Any]:
    from generator.kinds.creditor_debtor import facts

    return facts.facts(study, results)


def _method() -> Mapping[str, Any]:
    from generator.kinds.creditor_debtor import facts

    return facts.method()


def _checks() -> tuple[Check, ...]:
    from generator.kinds.creditor_debtor import checks

    return checks.checks()


KIND: Kind[Detail] = Kind(
    name="creditor-debtor",
    version=VERSION,
    package="generator.kinds.creditor_debtor",
    body=CreditorDebtorEntry,
    results=Results[Detail],
    check=meaning.check,
    measures=meaning.measures,
    spoken=meaning.spoken,
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
    held=held,
    shares=shares,
)
