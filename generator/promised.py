"""Which charts the page of a study may show, known from the study alone, so that a check needs no run.

A promise may be broken in one way only: a chart that a run has nothing for is left out of the page.
Each kind has a module of this name for its own charts; here is what all kinds share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.study import Study


def charts_named(name: str, ids: Iterable[str]) -> list[str]:
    """The chart of this name, or all whose names begin with it: `hostages` for `hostages-stock` and `hostages-flow`."""
    known = list(ids)
    return [name] if name in known else [id for id in known if id.startswith(f"{name}-")]


def observed(study: Study) -> Iterator[str]:
    """The charts of series and of published numbers."""
    yield from (f"series-{item.id}" for item in study.series)
    if study.comparisons:
        yield "comparison"


def compared(study: Study) -> Iterator[str]:
    """How often each verdict holds, and the scenarios side by side."""
    yield "verdict-shares"
    if study.scenarios:
        yield "scenarios"


def sensitivities(study: Study, *names: str) -> Iterator[str]:
    """What moves a result, where something can."""
    if any(given.is_uncertain for given in study.inputs.values()):
        yield from (f"sensitivity-{name}" for name in names)


def over_time(study: Study, *names: str) -> Iterator[str]:
    """Charts of the years, where there are two at least."""
    if len(study.states) >= 2:
        yield from (f"timeline-{name}" for name in names)
