"""One pair solved for some inputs, whether the study gives forces or damages: its measures and how it is judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike

from generator.deterrence.draws import draw_count
from generator.deterrence.judgement import Judgement, Modifiers, Temper, modify
from generator.deterrence.risk import waiting_is_risk_dominant
from generator.deterrence.standoff import Posture, PostureOutcome, Standoff, solve_damages
from generator.deterrence.verdicts import STANDARD, Cutoffs, Truth
from generator.kinds.force_exchange.assembly import assemble, assemble_damages
from generator.kinds.force_exchange.dyads import Dyad
from generator.kinds.force_exchange.model import FAST, dyad_verdict, solve, tempers
from generator.kinds.force_exchange.outcome import Outcome, SideOutcome
from generator.kinds.force_exchange.params import Array, Number, Params
from generator.quantities import quantities
from generator.uncertainty.sampling import Values

BY_LEG = ("exposed_units", "survival", "retaliatory_weight_by_leg", "criterion_damage")
"""Fields of a side's outcome that hold one row a leg or a criterion, not one number."""


class Exchange(Protocol):
    """A pair that has been solved. Arrays are (draw,)."""

    @property
    def tempers(self) -> tuple[Temper, Temper]:
        """What decides of each side whether its threat is carried out and believed."""
        ...

    @property
    def index(self) -> Array:
        """First-strike stability."""
        ...

    def sides(self) -> tuple[Mapping[str, Array], Mapping[str, Array]]:
        """The measures of each side by name."""
        ...

    def both(self) -> Mapping[str, Array]:
        """The measures that both share."""
        ...

    def judge(
        self,
        assurance: tuple[float, float] | None = None,
        required: tuple[Number, Number] | None = None,
        cutoffs: Cutoffs = STANDARD,
    ) -> Judgement:
        """Classes and verdict."""
        ...


@dataclass(frozen=True)
class ForceExchange:
    """A pair given by its forces."""

    params: Params
    outcome: Outcome
    criteria: tuple[tuple[str, ...], tuple[str, ...]]
    """Names of the further criteria of each side."""
    tempers: tuple[Temper, Temper]

    @classmethod
    def of(cls, layout: Mapping[str, Any], dyad: Dyad, values: Values, points: int) -> ForceExchange:
        params = assemble(layout, values, dyad.actors)
        outcome = solve(params, interior_points=points)
        a, b = (tuple(layout["actors"][actor].get("also_required", {})) for actor in dyad.actors)
        return cls(params, outcome, (a, b), tempers(outcome, params))

    @property
    def index(self) -> Array:
        return self.outcome.index

    def sides(self) -> tuple[Mapping[str, Array], Mapping[str, Array]]:
        # Damage on a further criterion is done to the other side, which has that criterion.
        return self._side(0), self._side(1)

    def _side(self, i: int) -> dict[str, Array]:
        side = self.outcome.sides[i]
        found = {item.name: getattr(side, item.name) for item in fields(SideOutcome) if item.name not in BY_LEG}
        for row, key in zip(side.criterion_damage, self.criteria[1 - i], strict=True):
            found[f"retaliatory_damage.{key}"] = row
        return found

    def both(self) -> Mapping[str, Array]:
        return {name: getattr(self.outcome, name) for name in quantities(Outcome)}

    def judge(
        self,
        assurance: tuple[float, float] | None = None,
        required: tuple[Number, Number] | None = None,
        cutoffs: Cutoffs = STANDARD,
    ) -> Judgement:
        return dyad_verdict(self.outcome, self.params, assurance=assurance, required=required, cutoffs=cutoffs)


@dataclass(frozen=True)
class DamageExchange:
    """A pair given by its damages (four-number mode)."""

    postures: tuple[Posture, Posture]
    outcome: Standoff
    tempers: tuple[Temper, Temper]

    @classmethod
    def of(cls, layout: Mapping[str, Any], dyad: Dyad, values: Values) -> DamageExchange:
        postures = assemble_damages(layout, values, dyad.actors)
        a, b = (
            Temper(
                posture.blowback, posture.alpha, values[f"{actor}.credibility"], posture.retaliatory_damage, 1.0,
                *(values.get(f"{actor}.{name}") for name in ("status_quo", "war", "submit")),
            )
            for actor, posture in zip(dyad.actors, postures, strict=True)
        )  # fmt: skip
        return cls(postures, solve_damages(*postures), (a, b))

    @property
    def index(self) -> Array:
        return self.outcome.index

    def sides(self) -> tuple[Mapping[str, Array], Mapping[str, Array]]:
        a, b = (
            {
                "first_strike_damage": self._drawn(posture.first_strike_damage),
                "retaliatory_damage": self._drawn(posture.retaliatory_damage),
                **{name: self._drawn(getattr(side, name)) for name in quantities(PostureOutcome)},
            }
            for posture, side in zip(self.postures, self.outcome.sides, strict=True)
        )
        return a, b

    def both(self) -> Mapping[str, Array]:
        return {name: self._drawn(getattr(self.outcome, name)) for name in quantities(Standoff)}

    def _drawn(self, values: ArrayLike) -> Array:
        """A number of each draw, also where it is the same in all."""
        return np.broadcast_to(np.asarray(values, float), (draw_count(self.postures),))

    def judge(
        self,
        assurance: tuple[float, float] | None = None,
        required: tuple[Number, Number] | None = None,
        cutoffs: Cutoffs = STANDARD,
    ) -> Judgement:
        if required is not None:
            raise ValueError("damages have no weight that could be required")
        return solve_damages(*self.postures, assurance=assurance, cutoffs=cutoffs).judgement


def gives_damages(layout: Mapping[str, Any]) -> bool:
    """Whether a study gives damages instead of forces."""
    return any(entry.get("damages") is not None for entry in layout["actors"].values())


def exchange(layout: Mapping[str, Any], dyad: Dyad, values: Values, points: int = FAST) -> Exchange:
    """One pair of a study, solved; `points` is the grid of the search for the rational exchange."""
    if gives_damages(layout):
        return DamageExchange.of(layout, dyad, values)
    return ForceExchange.of(layout, dyad, values, points)


def modified(solved: Exchange, judgement: Judgement, limited_wars: bool, cutoffs: Cutoffs = STANDARD) -> Modifiers:
    """What qualifies the verdict of a pair."""
    return modify(*solved.tempers, judgement, solved.index, limited_wars=limited_wars, cutoffs=cutoffs)


def flatten(dyad: Dyad, solved: Exchange, believed: Modifiers | None = None) -> Iterator[tuple[str, Array]]:
    """Measures by name, arrays over draws; the names are those of `naming.measures`."""
    for i, (prefix, side) in enumerate(zip(dyad.sides, solved.sides(), strict=True)):
        for name, values in side.items():
            yield f"{prefix}.{name}", values
        if believed is not None:
            for name in ("required_credibility", "resolve"):
                values = getattr(believed, name)[i]
                if values is not None:
                    yield f"{prefix}.{name}", values
    for name, values in solved.both().items():
        yield dyad.of(name), values


def waiting(solved: Exchange) -> Truth:
    """Whether mutual waiting is the safer guess in the game of the pair's costs: (draw,)."""
    (a, b) = solved.sides()
    return waiting_is_risk_dominant(a["striking_cost"], a["struck_cost"], b["striking_cost"], b["struck_cost"])
