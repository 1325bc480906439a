"""A study: what an author wrote, checked, with every number on one flat map from path to input."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from generator.quantities import Quantity

Grade = Literal["documented", "reported", "computed", "assumed", "unverified"]
GRADES: tuple[str, ...] = get_args(Grade)

GRADE_MEANINGS: dict[str, str] = {
    "documented": "read in a primary or official text",
    "reported": "read in a secondary source",
    "computed": "derived in closed form and checked by running",
    "assumed": "our modelling choice",
    "unverified": "from memory, not yet checked against a source",
}

Panel = Literal["annual-risk", "no-use", "consequences", "long-peace", "nuclear-peace"]
"""Context that a report may show beside its verdict; no number of a study depends on it."""
PANELS: tuple[str, ...] = get_args(Panel)

WorkType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "book", "broadcast", "chapter", "dataset", "document", "entry-encyclopedia",
    "hearing", "interview", "legislation", "manuscript", "paper-conference", "post-weblog", "report", "speech", "thesis", "treaty", "webpage",
]  # fmt: skip
"""Sorts of works, as the Citation Style Language names them."""

ADDRESS = r"[a-z0-9][a-z0-9-]{0,79}"
"""What a study's file may be called without its ending, for that is the address of its page."""
BASELINE = "baseline"
DYNAMICS = "dynamics"
"""Key of the arms race and the weapons plane, and first step of the paths of their inputs."""


@dataclass(frozen=True, slots=True)
class Input:
    """One number of a study with its doubt and its evidence."""

    value: float
    low: float | None = None
    high: float | None = None
    """5 % and 95 % points of an amount; ends of the range of a share."""
    concentration: float | None = None
    """Spread of a beta distribution around `value`, as if so many cases had been counted."""
    distribution: str | None = None
    """A named distribution, where the author chose one; otherwise the quantity's own family is used."""
    grade: str = "assumed"
    source: str | None = None
    at: str | None = None
    """Page or section in the source."""
    note: str | None = None
    by_default: bool = False
    """True when the author left the field out and the model's default stands."""

    @property
    def most(self) -> float:
        """The largest value it can take; of an interval that is no more than a range, its high end."""
        if self.distribution == "lognormal":
            return math.inf
        if self.concentration is not None or self.distribution == "beta":
            return 0.0 if self.value == 0 else 1.0
        return self.value if self.high is None else self.high

    @property
    def least(self) -> float:
        """The smallest value it can take; of an interval that is no more than a range, its low end."""
        if self.concentration is not None or self.distribution in ("beta", "lognormal"):
            return 0.0
        return self.value if self.low is None else self.low

    @property
    def is_uncertain(self) -> bool:
        """Whether it is drawn from more than its value alone."""
        return self.low != self.high or self.concentration is not None or self.distribution not in (None, "constant")

    @property
    def numbers(self) -> tuple[Any, ...]:
        """What results depend on: everything but the evidence."""
        return (self.value, self.low, self.high, self.concentration, self.distribution)


@dataclass(frozen=True, slots=True)
class Source:
    """Something a figure was read in."""

    key: str
    citation: str | None = None
    """As it is printed; None where it is printed from its `work`."""
    work: Mapping[str, Any] | None = None
    """Field by field, as `WorkEntry` has it."""
    url: str | None = None
    accessed: str | None = None
    licence: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One date in a study's history."""

    date: str
    """Year, month and day, as `2026-11-22`."""
    what: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """The baseline, or the situation of one state, with some inputs changed."""

    id: str
    title: str
    says: str
    changes: Mapping[str, Input]
    over_time: bool = False
    """Run for every state as well, not only for the baseline."""
    at: str | None = None
    """The state it starts from; None for the baseline."""


@dataclass(frozen=True, slots=True)
class State:
    """The situation at one time: the baseline with that time's inputs."""

    id: str
    year: float
    title: str
    says: str
    changes: Mapping[str, Input]


@dataclass(frozen=True, slots=True)
class Series:
    """Observations over time that give context and never enter the model."""

    id: str
    title: str
    unit: str
    says: str
    lines: Mapping[str, Mapping[float, float]]
    grade: str
    source: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A published number beside the number the model gives for the same thing."""

    id: str
    title: str
    scenario: str
    measure: str
    published: Input
    says: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the narrative, with the charts it talks about."""

    title: str
    text: str
    show: tuple[str, ...] = ()


@dataclass(frozen=True)
class Study:
    """One validated study. Loading makes it; nothing changes it."""

    slug: str
    file: str
    kind: str
    title: str
    question: str
    summary: str
    period: tuple[int, int]
    seed: int
    draws: int
    sources: Mapping[str, Source]
    inputs: Mapping[str, Input]
    """Every number of the baseline by dotted path, in the order of the declaration."""
    quantities: Mapping[str, Quantity]
    """What each input means, by the same path."""
    layout: Mapping[str, Any]
    """What is not a number: actors and legs by key, their names, the families of curves."""
    scenarios: tuple[Scenario, ...]
    baseline_title: str
    baseline_posture: str
    """What the baseline has in common with the states, e.g. "Day to day"."""
    baseline_says: str
    states: tuple[State, ...] = ()
    series: tuple[Series, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    story: tuple[Section, ...] = ()
    limits: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    license: str = "CC BY 4.0"
    history: tuple[Revision, ...] = ()
    """When it was published and what changed since, the newest last."""
    correlation: Mapping[str, float] = field(default_factory=dict)
    dynamics: Mapping[str, Any] = field(default_factory=dict)
    """What is not a number of the arms race and the weapons plane; empty without them. Their numbers are inputs."""
    panels: tuple[str, ...] = ()
    """Context shown beside the verdict, by name, each once; never part of the numbers."""
    files: tuple[str, ...] = ()
    """Data files that were read, each once, as paths from the studies folder."""
    shared: tuple[str, ...] = ()
    """Keys of the sources that come from the bibliography of all studies."""

    def cases(self) -> dict[str, dict[str, Input]]:
        """Every case to run, by key: the baseline, each scenario, each state, and scenarios run over time.

        A state is applied first and the scenario on top of it, so that "generated" means the same
        change in every year. Inputs of the dynamics are no part of it: no kind's model uses them.
        """
        found: dict[str, dict[str, Input]] = {BASELINE: dict(self.inputs)}
        at = {state.id: state.changes for state in self.states}
        for scenario in self.scenarios:
            start = at[scenario.at] if scenario.at is not None else {}
            found[scenario.id] = {**self.inputs, **start, **scenario.changes}
        for state in self.states:
            found[case_key(BASELINE, state.id)] = {**self.inputs, **state.changes}
            for scenario in self.scenarios:
                if scenario.over_time:
                    found[case_key(scenario.id, state.id)] = {**self.inputs, **state.changes, **scenario.changes}
        return {key: _part(case, dynamic=False) for key, case in found.items()}

    def dynamics_cases(self) -> dict[str, dict[str, Input]]:
        """The inputs of arms race and weapons plane, in the baseline and in each scenario that changes one."""
        found = {BASELINE: _part(self.inputs, dynamic=True)}
        for scenario in self.scenarios:
            changes = _part(scenario.changes, dynamic=True)
            if changes:
                found[scenario.id] = {**found[BASELINE], **changes}
        return found

    def canonical(self) -> str:
        """Everything results depend on, as text that is equal exactly when the results must be.

        Titles, prose, sources, grades and panels are left out: they change the page, not the numbers.
        """
        whole: dict[str, Any] = {
            "kind": self.kind,
            "seed": self.seed,
            "draws": self.draws,
            "layout": _skeleton(self.layout),
            "correlation": dict(self.correlation),
            "cases": _numbers(self.cases()),
        }
        if self.dynamics:
            # They are computed from series, which nothing else is.
            whole[DYNAMICS] = {
                "layout": _skeleton(self.dynamics, _WORDS | {"names", "title", "unit", "harm"}),
                "series": {
                    item.id: {line: sorted(points.items()) for line, points in item.lines.items()}
                    for item in self.series
                    if item.id in self._series_computed()
                },
                "cases": _numbers(self.dynamics_cases()),
            }
        return json.dumps(whole, separators=(",", ":"))

    def _series_computed(self) -> set[str]:
        """The series that the dynamics compute from; all others are only shown."""
        race, plane = (self.dynamics.get(part) or {} for part in ("race", "weapons_plane"))
        return {str(part["series"]) for part in (race, plane.get("path") or {}) if "series" in part}

    def digest(self) -> str:
        """SHA-256 of the canonical study."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


Label = Callable[[Study, str], str]
"""An input's path as words for a reader."""


def case_key(scenario: str, state: str | None) -> str:
    """The key of a case: the scenario's id, or `scenario@state`."""
    return scenario if state is None else f"{scenario}@{state}"


def _part(inputs: Mapping[str, Input], *, dynamic: bool) -> dict[str, Input]:
    """The inputs that belong to the dynamics, or those that do not."""
    return {path: given for path, given in inputs.items() if is_dynamic(path) == dynamic}


def is_dynamic(path: str) -> bool:
    """Whether an input belongs to the arms race or the weapons plane."""
    return path.startswith(f"{DYNAMICS}.")


def _numbers(cases: Mapping[str, Mapping[str, Input]]) -> dict[str, Any]:
    return {key: {path: given.numbers for path, given in case.items()} for key, case in cases.items()}


_WORDS = frozenset({"name", "called", "adjective", "says", "note", "source"})
"""Keys of the layout that only a reader needs."""


def _skeleton(layout: Any, words: frozenset[str] = _WORDS) -> Any:
    """The layout without names and remarks; a curve keeps all of its keys, for there the name is a choice."""
    if isinstance(layout, Mapping):
        dropped = frozenset() if "family" in layout else words
        return {key: _skeleton(value, words) for key, value in layout.items() if key not in dropped}
    if isinstance(layout, list):
        return [_skeleton(item, words) for item in layout]
    return layout
