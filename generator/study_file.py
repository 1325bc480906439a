"""What an author may write in any study file, whatever its kind; declarations only.

A field annotated with a `Quantity` takes a number or a table (`value`, `low`, `high`, ...); a class
with `numbers_of` takes, besides its own keys, every quantity of that declaration. A kind adds its
own keys with a dataclass of the same style.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from generator.quantities import Meaning, Quantity
from generator.study import Grade, Panel, WorkType

Key = Annotated[str, Meaning("lower-case letters, digits, - and _, starting with a letter")]
Short = Annotated[str, Meaning("one line of plain text")]
Prose = Annotated[str, Meaning("Markdown without HTML; numbers of the run as {{ case.measure }}")]
Change = Annotated[Any, Meaning("a number or a table, for the path it stands under")]
Observations = Annotated[
    dict[str, Annotated[float, Meaning("what was observed in that year", 299)]], Meaning("year, then what was observed")
]
YEAR = Quantity("t", "year", "calendar year; fractions of a year are allowed", -3000, 3000, example=1962)
OBSERVED = Quantity("", "as in `unit`", "an observed number", example=399)


@dataclass(frozen=True, kw_only=True)
class EvidenceEntry:
    """Grade, source and note for every figure below that does not give its own."""

    grade: Annotated[Grade, Meaning("how well the figure is known")]
    source: Annotated[
        Short | None, Meaning("key of `sources:` under which the text stands that it was read in", "handbook")
    ] = None
    at: Annotated[Short | None, Meaning("page, table or section of the source", "p. 14")] = None
    note: Annotated[
        Short | None,
        Meaning("where the figure comes from or why it was chosen; needed where there is no source", "our choice"),
    ] = None


@dataclass(frozen=True, kw_only=True)
class WorkEntry:
    """A source field by field, in the words of the Citation Style Language, from which references are printed and exported."""

    type: Annotated[WorkType, Meaning("what sort of work it is")]
    title: Annotated[Short, Meaning("its title, without marks around it", "A Primer of Deterrence")]
    author: Annotated[
        tuple[Short, ...],
        Meaning(
            "who wrote it: `Family, Given` for a person, anything else for an organisation; `{A, B}` if that has a comma"
        ),
    ] = ()
    editor: Annotated[tuple[Short, ...], Meaning("who edited it or what it stands in, written as authors are")] = ()
    container_title: Annotated[
        Short | None, Meaning("the journal, newspaper, book or website that it stands in", "International Security")
    ] = None
    collection_title: Annotated[Short | None, Meaning("the series that it is part of", "Adelphi Papers")] = None
    issued: Annotated[
        Short | None, Meaning("when it came out: year, or with month, or with month and day", "1965-03-01")
    ] = None
    publisher: Annotated[Short | None, Meaning("who published it", "RAND")] = None
    publisher_place: Annotated[Short | None, Meaning("where it was published", "Santa Monica")] = None
    volume: Annotated[Short | None, Meaning("volume of the journal or of the work", "XVIII")] = None
    issue: Annotated[Short | None, Meaning("number of the journal within its volume", "3-4")] = None
    page: Annotated[Short | None, Meaning("its pages in what it stands in", "93-103")] = None
    number: Annotated[Short | None, Meaning("number of a report or a document", "R-3765-AF")] = None
    edition: Annotated[Short | None, Meaning("which edition it is", "2nd")] = None
    genre: Annotated[Short | None, Meaning("what a report or thesis calls itself", "Working Paper")] = None
    doi: Annotated[Short | None, Meaning("its DOI, without an address before it", "10.2307/2538540")] = None
    isbn: Annotated[Short | None, Meaning("its ISBN", "978-0-691-09519-5")] = None


@dataclass(frozen=True, kw_only=True)
class SourceEntry:
    """Where figures were read: `citation` or `work`. Where both stand, the first is printed and the second exported."""

    citation: Annotated[
        Prose | None, Meaning("author, title, place and year", "A. Author. *A Primer of Deterrence*. Press, 1965.")
    ] = None
    work: WorkEntry | None = None
    url: Annotated[
        Short | None, Meaning("where it can be read, beginning with https://", "https://example.org/primer")
    ] = None
    accessed: Annotated[Short | None, Meaning("day on which it was read", "2026-11-22")] = None
    licence: Annotated[Short | None, Meaning("terms under which the source may be used", "public domain")] = None
    note: Annotated[Prose | None, Meaning("what was read of it, and how far it can be trusted", "Abstract read")] = None


@dataclass(frozen=True, kw_only=True)
class RevisionEntry:
    """One date in the history of the study."""

    date: Annotated[Short, Meaning("day on which it was published, year first", "2026-11-22")]
    what: Annotated[Short, Meaning("what is new or has changed, in a sentence", "First version.")]


@dataclass(frozen=True, kw_only=True)
class PeriodEntry:
    """The years a study is about."""

    start: Annotated[int, Meaning("first year", 1961)]
    end: Annotated[int, Meaning("last year", 1965)]


@dataclass(frozen=True, kw_only=True)
class BaselineEntry:
    """What the study's own numbers stand for, before any scenario changes them."""

    title: Annotated[Short, Meaning("name of the situation that the study's own numbers describe", "An ordinary day")]
    posture: Annotated[
        Short | None,
        Meaning("what the baseline has in common with the states; by default the title", "Day to day"),
    ] = None
    says: Annotated[Prose, Meaning("the situation in a sentence or two", "Six submarines in ten are at sea.")] = ""


@dataclass(frozen=True, kw_only=True)
class ScenarioEntry:
    """The baseline, or one state, with some inputs changed."""

    id: Annotated[Key, Meaning("what prose, comparisons and other scenarios call it", "in-port")]
    title: Annotated[Short, Meaning("heading of the scenario", "The submarines stay in port")]
    says: Annotated[Prose, Meaning("what happens, in a sentence or two", "Nearly all boats lie at the quay.")]
    extends: Annotated[Key | None, Meaning("id of a scenario whose changes it takes over", "in-port")] = None
    at: Annotated[float | None, Meaning("the year of the state it starts from; by default the baseline", 1962)] = None
    over_time: Annotated[bool, Meaning("run for every state as well")] = False
    evidence: EvidenceEntry | None = None
    set: Annotated[dict[str, Change], Meaning("path of an input, then its number in this scenario")]


@dataclass(frozen=True, kw_only=True)
class StateEntry:
    """The situation at one time: the baseline with that time's inputs."""

    year: Annotated[float, YEAR]
    title: Annotated[Short | None, Meaning("name of the situation; by default the year", "October 1962")] = None
    says: Annotated[Prose, Meaning("the situation in a sentence or two", "The missiles are on their way.")] = ""
    evidence: EvidenceEntry | None = None
    set: Annotated[dict[str, Change], Meaning("path of an input, then its number at this time")]


@dataclass(frozen=True, kw_only=True)
class SeriesEntry:
    """Observations over time that give context and never enter the model."""

    title: Annotated[Short, Meaning("heading of the chart", "Strategic launchers")]
    unit: Annotated[Short, Meaning("what is counted", "launchers")]
    says: Annotated[
        Prose, Meaning("what the series shows and what it leaves out", "Deployed launchers at the end of the year.")
    ] = ""
    evidence: EvidenceEntry
    lines: Annotated[dict[Key, Observations] | None, Meaning("actor, then year: number; either this or `file`")] = None
    file: Annotated[
        Short | None,
        Meaning(
            "a CSV file below the folder of studies, with a column `year` and one for each actor, instead of `lines`",
            "data/launchers.csv",
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class ComparisonEntry:
    """A published number set beside what the model gives for the same thing."""

    id: Annotated[Key, Meaning("what the comparison is called", "mcnamara-1965")]
    title: Annotated[Short, Meaning("what is compared", "Weapons that arrive, pessimistic case")]
    scenario: Annotated[Key, Meaning("id of the scenario it is about; by default the baseline")] = "baseline"
    measure: Annotated[Short, Meaning("name of the measure of the model", "usa.margin")]
    published: Annotated[float, OBSERVED]
    says: Annotated[Prose, Meaning("what the two have in common and what not", "He counted prompt deaths only.")] = ""
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class SectionEntry:
    """A part of the narrative, with the charts it talks about."""

    title: Annotated[Short, Meaning("heading of the part", "What the sea is worth")]
    text: Annotated[
        Prose, Meaning("the part itself", "With the boats in port the verdict becomes *{{ in-port.verdict }}*.")
    ]
    show: Annotated[tuple[Short, ...], Meaning("charts that stand after the text, by name")] = ()


@dataclass(frozen=True, kw_only=True)
class StudyEntry:
    """The keys every study file may have."""

    format: Annotated[int, Meaning("version of the study format: 1")]
    kind: Annotated[Short, Meaning("what is studied; decides which other keys there are")]
    title: Annotated[Short, Meaning("heading of the page", "Two silos and a submarine")]
    question: Annotated[
        Short,
        Meaning("what the study answers, in one sentence", "Could either side strike first and escape retaliation?"),
    ]
    summary: Annotated[
        Prose,
        Meaning(
            "the answer in a few sentences",
            "North can still deliver {{ baseline.north.margin | full }} times what South would find too much.",
        ),
    ]
    period: PeriodEntry
    authors: Annotated[tuple[Short, ...], Meaning("who wrote the study")] = ()
    license: Annotated[Short, Meaning("terms under which the study may be used")] = "CC BY 4.0"
    history: Annotated[
        tuple[RevisionEntry, ...],
        Meaning("when the study was published and what changed since, the newest last; citations are dated by it"),
    ] = ()
    seed: Annotated[int, Meaning("any whole number; the same seed gives the same results")] = 1955
    draws: Annotated[int, Meaning("Monte Carlo draws")] = 10_000
    evidence: EvidenceEntry | None = None
    sources: Annotated[dict[Key, SourceEntry], Meaning("what was read, by keys of your choice")]
    baseline: BaselineEntry
    scenarios: Annotated[
        tuple[ScenarioEntry, ...], Meaning("what if: the baseline or one state with some inputs changed")
    ] = ()
    states: Annotated[tuple[StateEntry, ...], Meaning("situations at different times, in the order of time")] = ()
    series: Annotated[
        dict[Key, SeriesEntry], Meaning("observations over time, by keys of your choice; they never enter the model")
    ] = field(default_factory=dict)
    comparisons: Annotated[tuple[ComparisonEntry, ...], Meaning("published numbers beside those of the model")] = ()
    story: Annotated[tuple[SectionEntry, ...], Meaning("the narrative, part by part, with its charts")] = ()
    panels: Annotated[tuple[Panel, ...], Meaning("context beside the verdict; none of it enters the model")] = ()
    limits: Annotated[tuple[Prose, ...], Meaning("what the study leaves out or cannot say")] = ()
