"""Which charts of arms race and weapons plane the page of a study shows."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dynamics.sides import plane_of, race_of
from generator.study import Study


def promised(study: Study) -> Iterator[str]:
    """Their ids, in the order of the page."""
    race, plane = race_of(study), plane_of(study)
    if race is not None:
        yield from ("arms-race", "arms-race-combined", "arms-race-plane")
        if race.get("published"):
            yield "arms-race-published"
    if plane is not None:
        yield "weapons-plane"
        if plane.get("diminishing_returns"):
            yield "weapons-plane-weight"
