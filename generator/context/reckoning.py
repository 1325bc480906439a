"""What is computed from the facts: yearly risks, what they come to over time, rates after years without use, counts of wars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from generator.context.facts import Famine, Risk, War
from generator.deterrence import hazards

HORIZONS = (10, 25, 50, 77, 100)
"""Years over which a yearly risk is compounded; 77 is about a lifetime."""
LEARNING = (0.9, 0.99, 1.0)
"""Factors by which a yearly risk falls each year, for the case of Avenhaus et al. 1989; 1 means that nothing is learnt."""
FIRST_YEAR = 0.02
"""The first year's risk in that case: ours, to show what the factor does."""
LARGE_WAR = 100_000
"""Battle deaths from which a war is counted as large here: our choice, a round number."""


@dataclass(frozen=True, slots=True)
class Span:
    """A probability with the ends of its range; what was not published is None."""

    low: float | None
    value: float | None
    high: float | None

    @property
    def numbers(self) -> list[float]:
        """What there is, in order."""
        return [number for number in (self.low, self.value, self.high) if number is not None]


def yearly(risk: Risk) -> Span:
    """A published risk per year; one in total over some years is spread evenly over them."""
    if risk.total is None or risk.years is None:
        return Span(risk.low, risk.value, risk.high)
    return Span(None, float(hazards.per_year(risk.total, risk.years)), None)


def over(span: Span, years: int) -> Span:
    """What a yearly risk comes to over some years, if every year has the same and years are independent."""
    low, value, high = (
        None if number is None else float(hazards.over_years(number, years))
        for number in (span.low, span.value, span.high)
    )
    return Span(low, value, high)


def hellman_range() -> tuple[float, float]:
    """The ends of Hellman's chain per year, with his last two factors at the ends of their range (from memory)."""
    low, high = hazards.hellman(hazards.HELLMAN_FACTORS, hazards.HELLMAN_FACTORS)
    return float(low), float(high)


def learning() -> dict[float, float]:
    """Factor -> probability of a war at any time, when the first year's risk falls by that factor every year."""
    return {factor: float(hazards.while_learning(FIRST_YEAR, factor)) for factor in LEARNING}


def no_use_by_year(since: int, first: int, through: int) -> tuple[list[int], hazards.NoUse]:
    """The years from `first` to `through`, and the rate that the years without use since `since` left in each."""
    years = list(range(first, through + 1))
    return years, hazards.no_use(np.array(years) - since)


def rises(rows: Iterable[Famine]) -> bool:
    """Whether more soot goes with more direct deaths and with more people without food, row by row."""
    table = np.array([(row.soot_tg, row.direct_million, row.without_food_million) for row in rows])
    return bool(np.all(np.diff(table, axis=0) > 0))


def share_without_food(row: Famine, world_million: float) -> float:
    """People without food as a share of the world population."""
    return row.without_food_million / world_million


def decade(war: War) -> int:
    """The decade in which a war began."""
    return war.start // 10 * 10


def armed_class(war: War) -> str:
    """`none`, `one side` or `both sides`: where there were nuclear weapons, by our coding."""
    return "both sides" if war.opposed else "one side" if war.armed else "none"


def large(found: Iterable[War]) -> list[War]:
    """The wars with at least `LARGE_WAR` battle deaths."""
    return [war for war in found if war.battle_deaths >= LARGE_WAR]
