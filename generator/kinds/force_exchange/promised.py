"""Which charts the page of a force-exchange study may show."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.force_exchange.exchange import gives_damages
from generator.promised import compared, observed, over_time, sensitivities
from generator.study import Study


def promised(study: Study) -> Iterator[str]:
    """Their ids, in the order of the page."""
    actors = list(study.layout["actors"])
    if len(actors) != 2:
        yield from ("margins", "system", "wars", "two-fronts")
        yield from over_time(study, "index", "verdict")
        yield "verdict-shares"
        yield from sensitivities(study, "system")
        yield from observed(study)
        return
    forces = not gives_damages(study.layout)
    yield "damage"
    if forces:
        yield from (f"{chart}-{actor}" for chart in ("hurdles", "break-evens") for actor in actors)
    yield from over_time(study, "margin", "verdict")
    yield from observed(study)
    if forces:
        yield "phase-plane"
    yield from compared(study)
    yield from sensitivities(study, *actors)
