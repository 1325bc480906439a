"""What an author may write in any study file, whatever its kind; declarations only.

A field annotated with a `Quantity` takes a number or a table (`value`, `low`, `high`, ...); a class
with `numbers_of` takes, besides its own keys, every quantity of that declaration. A kind adds its
own keys with a dataclass of the same style.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from generator.quantities import Meaning, Quantity
from generator.study import Grade, Panel

Key = Annotated[str, Meaning("lower-case letters, digits, - and _, starting with a letter")]
Short = Annotated[str, Meaning("one line of plain text")]
Prose = Annotated[str, Meaning("Markdown without HTML; numbers of the run as {{ case.measure }}")]
Change = Annotated[Any, Meaning("a number or a table, for the path it stands under")]
YEAR = Quantity("t", "year", "calendar year; fractions of a year are allowed", -3000, 3000)
OBSERVED = Quantity("", "as in `unit`", "an observed number")


@dataclass(frozen=True, kw_only=True)
class EvidenceEntry:
    """Grade, source and note for every figure below that does not give its own."""

    grade: Grade
    source: Short | None = None
    at: Short | None = None
    note: Short | None = None


@dataclass(frozen=True, kw_only=True)
class SourceEntry:
    """Where figures were read."""

    citation: Prose
    url: Short | None = None
    accessed: Short | None = None
    licence: Short | None = None
    note: Prose | None = None


@dataclass(frozen=True, kw_only=True)
class PeriodEntry:
    """The years a study is about."""

    start: Annotated[int, Meaning("first year")]
    end: Annotated[int, Meaning("last year")]


@dataclass(frozen=True, kw_only=True)
class BaselineEntry:
    """What the study's own numbers stand for, before any scenario changes them."""

    title: Short
    posture: Annotated[
        Short | None,
        Meaning("what the baseline has in common with the states, e.g. 'Day to day'; by default the title"),
    ] = None
    says: Prose = ""


@dataclass(frozen=True, kw_only=True)
class ScenarioEntry:
    """The baseline, or one state, with some inputs changed."""

    id: Key
    title: Short
    says: Prose
    extends: Key | None = None
    at: Annotated[float | None, Meaning("the year of the state it starts from; by default the baseline")] = None
    over_time: Annotated[bool, Meaning("run for every state as well")] = False
    evidence: EvidenceEntry | None = None
    set: dict[str, Change]


@dataclass(frozen=True, kw_only=True)
class StateEntry:
    """The situation at one time: the baseline with that time's inputs."""

    year: Annotated[float, YEAR]
    title: Short | None = None
    says: Prose = ""
    evidence: EvidenceEntry | None = None
    set: dict[str, Change]


@dataclass(frozen=True, kw_only=True)
class SeriesEntry:
    """Observations over time that give context and never enter the model."""

    title: Short
    unit: Short
    says: Prose = ""
    evidence: EvidenceEntry
    lines: Annotated[dict[Key, dict[str, float]] | None, Meaning("actor, then year: number; or `file`")] = None
    file: Annotated[
        Short | None,
        Meaning(
            "a CSV file in the folder of studies, its columns `year` and a line for each actor; instead of `lines`"
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class ComparisonEntry:
    """A published number set beside what the model gives for the same thing."""

    id: Key
    title: Short
    scenario: Key = "baseline"
    measure: Short
    published: Annotated[float, OBSERVED]
    says: Prose = ""
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class SectionEntry:
    """A part of the narrative, with the charts it talks about."""

    title: Short
    text: Prose
    show: tuple[Short, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StudyEntry:
    """The keys every study file may have."""

    format: Annotated[int, Meaning("version of the study format: 1")]
    kind: Short
    title: Short
    question: Short
    summary: Prose
    period: PeriodEntry
    authors: tuple[Short, ...] = ()
    license: Short = "CC BY 4.0"
    seed: Annotated[int, Meaning("any whole number; the same seed gives the same results")] = 1955
    draws: Annotated[int, Meaning("Monte Carlo draws")] = 10_000
    evidence: EvidenceEntry | None = None
    sources: dict[Key, SourceEntry]
    baseline: BaselineEntry
    scenarios: tuple[ScenarioEntry, ...] = ()
    states: tuple[StateEntry, ...] = ()
    series: dict[Key, SeriesEntry] = field(default_factory=dict)
    comparisons: tuple[ComparisonEntry, ...] = ()
    story: tuple[SectionEntry, ...] = ()
    panels: Annotated[tuple[Panel, ...], Meaning("context beside the verdict; none of it enters the model")] = ()
    limits: tuple[Prose, ...] = ()
