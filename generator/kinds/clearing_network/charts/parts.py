"""What several charts of this kind share: names of banks, and rows with intervals."""

from __future__ import annotations

from collections.abc import Sequence

from generator import numerals, words
from generator.drawing.figure import Column, Table
from generator.drawing.parts import Row, interval_columns, interval_row, name_of
from generator.kinds.clearing_network.detail import Detail
from generator.kinds.clearing_network.meaning import measures
from generator.results import CaseResults, Results
from generator.study import Study

Found = Results[Detail]
CLEARING = words.CLEARING


def short_of(study: Study, key: str) -> str:
    """A few letters for a bank; its name where none are given."""
    entry: dict[str, str] = study.layout["actors"][key]
    return entry.get("short") or entry["name"]


def pair_name(study: Study, pair: Sequence[str]) -> str:
    """`Harbour Bank and Quay Bank`."""
    return words.AND.join(name_of(study, key) for key in pair)


def text_of(study: Study, case: CaseResults, measure: str, style: str = "estimate") -> str:
    """A measure of a case in print."""
    return numerals.estimate(case.estimates[measure], measures(study)[measure], style)


def row_of(study: Study, case: CaseResults, measure: str, **more: str) -> Row:
    """A measure of a case as a row of a chart, with its label and whatever else the chart needs."""
    return interval_row(case.estimates[measure], text_of(study, case, measure, "full"), **more)


def certain(value: float, text: str, **more: str) -> Row:
    """A number at central values as a row without an interval."""
    return {"value": value, "low": value, "high": value, "text": text, **more}


def side_table(rows: Sequence[Row], first: str, second: str) -> Table:
    """The rows of a chart of dots as a table."""
    heads = Column("label", first, False), Column("what", second, False)
    return Table(
        (*heads, *interval_columns("")), tuple((r["label"], r["side"], r["value"], r["low"], r["high"]) for r in rows)
    )


def point_table(rows: Sequence[Row], first: str, second: str, value: str) -> Table:
    """The same for numbers without intervals."""
    heads = Column("label", first, False), Column("what", second, False), Column("value", value)
    return Table(heads, tuple((r["label"], r["side"], r["value"]) for r in rows))
