"""The catalogue of panels, in the order in which pages show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.context.annual_risk import annual_risk
from generator.context.consequences import consequences
from generator.context.no_use import no_use
from generator.context.panel import Panel
from generator.context.peace import long_peace, nuclear_peace
from generator.study import PANELS

MAKERS: dict[str, Callable[[], Panel]] = {
    "annual-risk": annual_risk,
    "no-use": no_use,
    "consequences": consequences,
    "long-peace": long_peace,
    "nuclear-peace": nuclear_peace,
}


def panels(names: Iterable[str] = PANELS) -> tuple[Panel, ...]:
    """The panels of these names, each made from the facts; all of them if none are named."""
    return tuple(MAKERS[name]() for name in names)
