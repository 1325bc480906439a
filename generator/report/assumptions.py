"""The inputs of a study as rows of a table: what, how much, how sure, how known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import numerals
from generator.quantities import Quantity
from generator.study import GRADES, Input, Label, Study
from generator.uncertainty.distributions import DEFAULT_CONCENTRATION
from generator.words import ASSUMPTIONS


@dataclass(frozen=True)
class Row:
    """One input in print."""

    label: str
    path: str
    symbol: str
    meaning: str
    value: str
    spread: str
    unit: str
    grade: str
    source: str | None
    at: str | None
    note: str | None


@dataclass(frozen=True)
class Group:
    """The rows of the baseline, of one scenario or of one state."""

    title: str
    rows: tuple[Row, ...]


def row(path: str, given: Input, quantity: Quantity, label: str) -> Row:
    """One input as a row."""
    return Row(
        label=label,
        path=path,
        symbol=quantity.symbol,
        meaning=quantity.meaning,
        value=numerals.given(given.value, quantity),
        spread=spread(given, quantity),
        unit="" if quantity.sign else quantity.unit,
        grade=given.grade,
        source=given.source,
        at=given.at,
        note=given.note,
    )


def spread(given: Input, quantity: Quantity) -> str:
    """The doubt about an input, in words."""
    if given.low is not None and given.high is not None:
        return f"{numerals.given(given.low, quantity)}{numerals.TO}{numerals.given(given.high, quantity)}"
    if given.concentration is not None or given.distribution == "beta":
        return ASSUMPTIONS["beta"].format(concentration=f"{given.concentration or DEFAULT_CONCENTRATION:g}")
    return ASSUMPTIONS["exact"]


def groups(study: Study, label: Label) -> list[Group]:
    """The baseline's own inputs, then what each scenario and each state changes. Defaults are left out."""

    def rows(inputs: Mapping[str, Input]) -> tuple[Row, ...]:
        return tuple(
            row(path, given, study.quantities[path], label(study, path))
            for path, given in inputs.items()
            if not given.by_default
        )

    found = [Group(study.baseline_title, rows(study.inputs))]
    found += [Group(scenario.title, rows(scenario.changes)) for scenario in study.scenarios]
    return found + [Group(state.title, rows(state.changes)) for state in study.states if state.changes]


def defaults(study: Study, label: Label) -> list[str]:
    """The inputs left at the model's default, by name."""
    return [
        f"{label(study, path)} ({_with_range(given, study.quantities[path])})"
        for path, given in study.inputs.items()
        if given.by_default
    ]


def _with_range(given: Input, quantity: Quantity) -> str:
    value = numerals.given(given.value, quantity)
    return value if given.low is None else ASSUMPTIONS["ranged"].format(value=value, range=spread(given, quantity))


def tabled(shown: Sequence[Group]) -> dict[str, int]:
    """How many rows of the tables carry each grade, for those that any has, the surest first."""
    counted = Counter(row.grade for group in shown for row in group.rows)
    return {name: counted[name] for name in GRADES if counted[name]}


def grades(study: Study) -> dict[str, int]:
    """How many figures of the study carry each grade, defaults apart."""
    counted: dict[str, int] = {}
    given = [item for item in study.inputs.values() if not item.by_default]
    for changes in (*(scenario.changes for scenario in study.scenarios), *(state.changes for state in study.states)):
        given += changes.values()
    given += [item.published for item in study.comparisons]
    for item in given:
        counted[item.grade] = counted.get(item.grade, 0) + 1
    return counted
