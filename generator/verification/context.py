"""The checks of the panels of context: the facts they show, and what is computed from these.

Every function takes the input of a case and gives what the facts and their reckoning find.
"""

from __future__ import annotations

from generator.checks import Check, Found, Given
from generator.checks import checks as checks_of
from generator.context import facts, reckoning


def checks() -> tuple[Check, ...]:
    """The checks of the panels, in the order of the page."""
    return checks_of("context", FUNCTIONS)


def _famine(given: Given) -> Found:
    rows, world = facts.famine(), facts.world_population_million()
    row = next(row for row in rows if row.soot_tg == given["soot_tg"])
    return {
        "people_without_food_million": row.without_food_million,
        "world_population_million": world,
        "share_of_world": reckoning.share_without_food(row, world),
        "rises_with_soot": reckoning.rises(rows),
    }


def _wars(given: Given) -> Found:
    found, armed_from = facts.wars(), {int(code): year for code, year in given["armed_from"].items()}
    coded = (
        {code for code in war.participants if war.start >= armed_from.get(code, war.start + 1)} == set(war.armed)
        for war in found
    )
    return {
        "wars": len(found),
        "first": min(war.start for war in found),
        "last": max(war.start for war in found),
        "between_armed_states": [war.name for war in found if reckoning.armed_class(war) == "both sides"],
        "coding_follows_the_years": all(coded),
    }


def _battle_deaths(given: Given) -> Found:
    return {"battle_deaths": sum(war.battle_deaths for war in facts.wars() if war.id in given["wars"])}


def _yearly(given: Given) -> Found:
    rows = {row.id: row for row in facts.risks()}
    return {"yearly": [reckoning.yearly(rows[id]).value for id in given["rows"]]}


def _no_use(given: Given) -> Found:
    _, rates = reckoning.no_use_by_year(given["since"], given["through"], given["through"])
    return {"laplace": rates.laplace[0], "jeffreys": rates.jeffreys[0], "upper_95": rates.upper[0]}


FUNCTIONS = {
    "xia-data": _famine,
    "war-list": _wars,
    "war-list-arab-israeli": _battle_deaths,
    "yearly-forecasts": _yearly,
    "no-use-of-the-panel": _no_use,
}
