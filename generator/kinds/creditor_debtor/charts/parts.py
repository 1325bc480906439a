"""What several charts of this kind share: names of strikes and channels, rows with intervals, and finite numbers."""

from __future__ import annotations

import math

from generator import numerals, words
from generator.drawing.parts import Row, called, interval_row, name_of
from generator.kinds.creditor_debtor.detail import BreakEven, Detail
from generator.kinds.creditor_debtor.meaning import measures, mode_of, order, strikes_of
from generator.results import CaseResults, Results
from generator.study import BASELINE, Study, case_key

Found = Results[Detail]
MONEY = words.MONEY


def in_numbers(study: Study) -> bool:
    """Whether the study has numbers to draw."""
    return mode_of(study) != "ordinal"


def text_of(study: Study, case: CaseResults, measure: str, style: str = "estimate") -> str:
    """A measure of a case in print."""
    return numerals.estimate(case.estimates[measure], measures(study)[measure], style)


def row_of(study: Study, case: CaseResults, measure: str, **more: str) -> Row:
    """A measure of a case as a row of a chart, to which the chart adds what it stands for."""
    return interval_row(case.estimates[measure], text_of(study, case, measure, "full"), **more)


def fitted(rows: list[Row], *fields: str) -> list[Row]:
    """The rows as a chart can hold them: what is beyond all measure (a bank without a buffer) ends just beyond the rest."""
    known = [row[field] for row in rows for field in fields if math.isfinite(row[field])]
    end = 1.5 * max(known, default=1.0)
    return [{**row, **{field: min(row[field], end) for field in fields}} for row in rows]


def strike_name(study: Study, key: str) -> str:
    """What a strike is called: the study's own name, or the sentence of its formula."""
    by, _ = strikes_of(study)[key]
    if key in words.MONEY_STRIKES and mode_of(study) in ("sovereign", "loan"):
        return words.MONEY_STRIKES[key].format(name=name_of(study, by))
    return str(study.layout[mode_of(study)]["strikes"][key]["name"])


def channel_name(study: Study, channel: str) -> str:
    """What a channel is called."""
    if mode_of(study) == "ledger":
        return str(study.layout["ledger"]["channels"][channel]["name"])
    return words.MONEY_CHANNELS[channel]


def part_name(study: Study, key: str, part: str) -> str:
    """A part of a strike: whose loss it is."""
    by, _ = strikes_of(study)[key]
    other = next(side for side in order(study) if side != by)
    return numerals.sentence_case(words.MONEY_PARTS[part].format(name=called(study, by), other=called(study, other)))


def verdict_name(key: str) -> str:
    """A verdict with its subtype, as `one-sided/monopoly`, in words."""
    verdict, _, finer = key.partition("/")
    return words.verdict_name(verdict, finer)


def finer(verdict: str, subtype: str | None) -> str:
    """The key of a verdict with its subtype."""
    return f"{verdict}/{subtype}" if subtype else verdict


def years(study: Study, scenario: str = BASELINE) -> dict[str, str]:
    """State -> case key."""
    return {state.id: case_key(scenario, state.id) for state in study.states}


def printed(study: Study, item: BreakEven) -> tuple[str, str]:
    """A parameter now and at its break-even, in print."""
    path = f"{item.name}.stock" if item.name.endswith(".tau") else item.name
    known = study.quantities[path]
    return numerals.given(item.present, known), numerals.given(item.value, known)
