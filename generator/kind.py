"""All that the pipeline must know about one kind of study."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from generator.checks import Check
from generator.diagnostics.problem import Remark
from generator.drawing.figure import Drawing
from generator.explorable import Explorable
from generator.progress import Watch
from generator.quantities import Quantity
from generator.results import Results, held
from generator.study import Label, Study
from generator.uncertainty.estimates import Share

D = TypeVar("D")


def _held(results: Results[Any], case: str) -> Share | None:
    return held(results.cases[case])


def _shares(results: Results[Any], case: str) -> Mapping[str, Share]:
    return results.cases[case].shares


def _nothing(study: Study) -> Mapping[str, str]:
    return {}


class Run(Protocol[D]):
    """Everything that is computed from a study; `watch` hears of every case as it begins."""

    def __call__(self, study: Study, watch: Watch = ...) -> Results[D]: ...


@dataclass(frozen=True)
class Kind(Generic[D]):
    """One kind of study: what an author writes, what is computed, what is drawn and what is said."""

    name: str
    """As written in a study file, e.g. `force-exchange`; also the folder of its templates."""
    version: str
    """Version of the model; part of every results digest."""
    package: str
    """Name of the kind's package: its sources are part of the cache key."""
    body: Any
    """Dataclass of the kind's own keys in a study file; fields carry their `Quantity`."""
    results: Any
    """The concrete `Results[...]` type, for reading a results file back."""
    check: Callable[[Study], Iterable[Remark]]
    """What is wrong with a study beyond the shape of its file."""
    measures: Callable[[Study], Mapping[str, Quantity]]
    """Measure name -> what it means, for every measure that `run` estimates."""
    spoken: Callable[[Study], tuple[str, ...]]
    """What prose may name of a case beside its measures, e.g. "verdict"."""
    headline: Callable[[Study], tuple[str, ...]]
    """The measures that say most of a case, for a terminal."""
    label: Label
    """Names for readers of the inputs of the kind."""
    run: Run[D]
    explore: Callable[[Study, Results[D]], Explorable]
    """The model as a function of the inputs of the baseline, for flips and sliders."""
    promised: Callable[[Study], Iterable[str]]
    """Ids of the charts that `draw` may return, known without a run; no other is ever drawn."""
    draw: Callable[[Study, Results[D]], list[Drawing]]
    """The charts of a page; imports the drawing library only when called."""
    charts: Callable[[], Mapping[str, tuple[str, ...]]]
    """Name of a chart, as under `show:`, -> its titles; imports the drawing library only when called."""
    facts: Callable[[Study, Results[D]], Mapping[str, Any]]
    """What the kind's report template needs beyond study and results."""
    method: Callable[[], Mapping[str, Any]]
    """What the kind's method page says of the model, from the code."""
    checks: Callable[[], tuple[Check, ...]]
    """Every number the kind claims, for the verification page and the tests."""
    lacking: Callable[[Study], Mapping[str, str]] = _nothing
    """Measure that the study would have with one key more -> what is missing, for whoever names the measure."""
    held: Callable[[Results[D], str], Share | None] = _held
    """The share of draws with the verdict of a case, as the page counts it; None where nothing is drawn."""
    shares: Callable[[Results[D], str], Mapping[str, Share]] = _shares
    """Verdict, as `one-sided` or `one-sided/monopoly`, -> share of the draws of a case, largest first, counted as `held` counts; empty where nothing is drawn."""
