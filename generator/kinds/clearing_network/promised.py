"""Which charts the page of a clearing-network study may show."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.clearing_network.layout import focus_of, holders, listed, pairs
from generator.promised import compared, observed, sensitivities
from generator.study import Study


def promised(study: Study) -> Iterator[str]:
    """Their ids, in the order of the page. Without a pair in focus a run chooses it among those that are judged."""
    yield from ("network", "hostages", "cascade", "vectors", "debtrank")
    if holders(study):
        yield "fire-sales"
    if listed(study.layout):
        yield "srisk"
    if study.scenarios:
        yield "scenarios"
    if len(study.states) >= 2:
        yield "timeline"
    yield from (id for id in compared(study) if id == "verdict-shares")
    focus = focus_of(study.layout)
    for a, b in pairs(study.layout) if focus is None else (focus,):
        yield from sensitivities(study, f"{a}-{b}", f"{b}-{a}")
    yield from observed(study)
