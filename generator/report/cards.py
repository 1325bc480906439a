"""The card of a study: its verdict, how sure it is, and its scenarios, for the pages about all studies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import numerals, words
from generator.explored import Explored
from generator.kind import Kind
from generator.quantities import Quantity
from generator.report import what_if
from generator.report.comparison import stability
from generator.report.pages import Card, Case, Counted, Flip
from generator.report.sliders import finding_name
from generator.results import CaseResults, Results, held
from generator.study import BASELINE, Label, Study
from generator.uncertainty.estimates import Share


def card_of(
    study: Study, results: Results[Any], explored: Explored, facts: Mapping[str, Any], kind: Kind[Any], label: Label
) -> Card:
    """The card; `facts` are those of the kind's report."""
    case = results.cases[BASELINE]
    rows, measures = {row["key"]: row for row in facts["cases"]}, kind.measures(study)
    return Card(
        slug=study.slug,
        title=study.title,
        question=study.question,
        kind=study.kind,
        period=study.period,
        verdict=case.verdict.key,
        verdict_name=rows[BASELINE]["verdict_name"],
        sentence=facts["verdict_sentence"],
        # A kind whose verdicts are counted more finely, or not drawn at all, says itself how sure it is.
        sure=facts.get("sure") or sure(case, results.draws),
        cases=tuple(
            _case(results, kind, measures, rows[key])
            for key in (BASELINE, *(scenario.id for scenario in study.scenarios))
        ),
        flip=_flip(study, results, explored, label),
    )


def _flip(study: Study, results: Results[Any], explored: Explored, label: Label) -> Flip | None:
    found = what_if.nearest(study, explored, label)
    if found is None:
        return None
    at = f"{found['sign']} {found['at']}"
    instead_of = finding_name(study, explored.verdict) if what_if.judged_otherwise(results, explored) else ""
    return Flip(found["label"], at, found["where"], found["verdict"], found["verdict_name"], instead_of)


def _case(results: Results[Any], kind: Kind[Any], measures: Mapping[str, Quantity], row: Mapping[str, Any]) -> Case:
    key: str = row["key"]
    verdict, shares, agreeing = results.cases[key].verdict, kind.shares(results, key), kind.held(results, key)
    own = f"{verdict.key}/{verdict.subtype}"
    own = own if own in shares else verdict.key
    others = [_counted(text, share) for text, share in shares.items() if text != own]
    counted = () if agreeing is None else (_counted(own, agreeing), *others)
    return Case(
        key,
        row["title"],
        verdict.key,
        row["verdict_name"],
        counted,
        numerals.sentence_case(row["holds"]),
        stability(results.cases[key], measures),
    )


def _counted(text: str, share: Share) -> Counted:
    """A verdict as its draws are counted: `one-sided`, or `one-sided/monopoly`."""
    verdict, _, subtype = text.partition("/")
    short = words.SUBTYPES.get(subtype) or words.SHORT[verdict]
    return Counted(verdict, words.verdict_name(verdict, subtype or None), short, share.value, share.error)


def sure(case: CaseResults, draws: int) -> str:
    """How sure the verdict is, in one fixed scale of words, with the share of draws behind it."""
    first = next(iter(case.shares))
    if first != case.verdict.key:
        return words.SURE_OTHER.format(
            share=numerals.share(held(case)),
            draws=f"{draws:,}",
            other=words.VERDICTS[first][0],
            other_share=numerals.share(case.shares[first]),
        )
    found = held(case)
    return words.SURE.format(
        likelihood=words.likelihood(found.value).capitalize(),
        share=numerals.share_with_error(found),
        draws=f"{draws:,}",
    )
