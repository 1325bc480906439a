"""The page about the theory around the verdict: equations in a template, numbers from the code that has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generator.deterrence import arms_race, coalitions, defence, games, hazards, missile_war
from generator.deterrence.arms_race import Race
from generator.deterrence.missile_war import Side
from generator.numerals import number, percent
from generator.quantities import quantities
from generator.report.narrative import Templates
from generator.report.pages import Page
from generator.study import GRADE_MEANINGS

TEMPLATE = "theory.md.j2"
URI = "method/theory/index.md"

QUIET_YEARS = 2026 - 1945
"""Years without nuclear use in war that the page counts."""


def theory_page(templates: Templates) -> Page:
    """The page, whose numbers are computed here and nowhere typed."""
    content = templates.render(
        TEMPLATE,
        grade_meanings=GRADE_MEANINGS,
        side=quantities(Side),
        race=_races(),
        war=_war(),
        map=_map(),
        games=_games(),
        risk=_risk(),
        shield=_shield(),
        wars={count: coalitions.number_of_wars(count) for count in (2, 3, 4)},
    )
    return Page(URI, content, f"site_templates/reports/{TEMPLATE}")


def _races() -> Mapping[str, Any]:
    """The textbook race, and the published fit of military spending."""
    textbook = Race((0.25, 0.25), (0.5, 0.5), (1, 1))
    cold_war = Race((0.034, 0.042), (0.050, 0.050), (0.031, 0.053))
    return {name: _race(race) for name, race in (("textbook", textbook), ("cold_war", cold_war))}


def _race(race: Race) -> Mapping[str, Any]:
    return {
        "rest": [number(float(level), 2) for level in race.equilibrium],
        "rates": [number(float(value), 3) for value in race.eigenvalues],
        "stable": bool(race.stable),
    }


def _war() -> Mapping[str, str]:
    """The worked example of the missile war, and the same with missiles that each destroy more than one."""
    same = Side(1, 0.4, 0.25, 1, 2, 50)
    sharp = Side(1, 1.8, 0.25, 1, 2, 50)
    line, top = missile_war.lines(same, same), missile_war.vertex(same, same)
    steep = float(missile_war.lines(sharp, sharp).slope)
    return {
        "slope": number(float(line.slope), 3),
        "deter": number(float(line.deter), 0),
        "vertex": "" if top is None else number(float(top[0]), 0),
        "product": number(steep * steep, 2),
        "cone": "a cone" if bool(missile_war.cone_exists(sharp, sharp)) else "no cone",
    }


def _map() -> list[tuple[str, str]]:
    strengths = np.array([0.7, 0.95, 1.0])
    found = arms_race.coupled_map_lyapunov(strengths, strengths)
    return [(number(float(a), 2), number(float(value), 2)) for a, value in zip(strengths, found, strict=True)]


def _games() -> Mapping[str, str]:
    fear, chicken = (games.mixed_equilibrium(game)[0] for game in (games.RECIPROCAL_FEAR, games.CHICKEN))
    return {
        "fear": percent(float(fear)),
        "chicken": percent(float(chicken)),
        "needed": number(float(games.unilateral_threshold(1.0, 0.6, 0.2)), 2),
        "needed_harsh": number(float(games.unilateral_threshold(1.0, 0.6, 0.0)), 2),
    }


def _risk() -> Mapping[str, Any]:
    low, high = (float(hazards.hellman(p, p)) for p in hazards.HELLMAN_FACTORS)
    quiet = hazards.no_use(QUIET_YEARS)
    return {
        "years": QUIET_YEARS,
        "laplace": percent(float(quiet.laplace), 2),
        "jeffreys": percent(float(quiet.jeffreys), 2),
        "upper": percent(float(quiet.upper), 1),
        "hellman": (percent(low, 2), percent(high, 1)),
        "century": percent(float(hazards.over_years(0.01, 100))),
        "learning": [(number(r, 2), percent(float(hazards.while_learning(0.02, r)))) for r in (0.9, 0.99)],
    }


def _shield() -> Mapping[str, str]:
    stopped = float(defence.interception(0.7, 3))
    more = float(defence.interception(0.7, 4))
    single = float(defence.interception(0.25, 4))
    return {
        "three": percent(float(defence.no_leak(stopped, 20))),
        "four": percent(float(defence.no_leak(more, 20))),
        "engaged": number(float(defence.engaged(1_000, 44, 4)), 0),
        "kills": number(float(defence.expected_kills(single, 1_000, 44, 4)), 1),
    }
