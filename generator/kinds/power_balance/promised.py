"""Which charts the page of a power-balance study may show."""

from __future__ import annotations

from collections.abc import Iterator

from generator.promised import compared, observed, sensitivities
from generator.study import Study


def promised(study: Study) -> Iterator[str]:
    """Their ids, in the order of the page."""
    yield "sides"
    if study.states:
        yield "balance"
    yield from (id for id in compared(study) if id == "scenarios")
    yield "challenger"
    # `family: none` is a finding too: nobody had weapons that could punish.
    if len(study.states) >= 2 and any(entry.get("terror") for entry in study.layout["rivalries"].values()):
        yield "contrast"
    actors = study.layout["actors"]
    if any(inputs[f"{actor}.warheads"].value > 0 for inputs in study.cases().values() for actor in actors):
        yield "ratios"
    if study.layout.get("threats"):
        yield "threats"
    yield "verdict-shares"
    yield from sensitivities(study, "sides", "challenger")
    yield from observed(study)
