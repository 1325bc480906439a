"""A study's flat map of numbers becomes the model's `Params`, and the model's outcome a flat map of measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generator.deterrence.power import cinc
from generator.deterrence.standoff import Posture
from generator.kinds.power_balance.meaning import component_fields, rivalry_of
from generator.kinds.power_balance.params import Array, Findings, Outcome, Params, Rival
from generator.quantities import quantities
from generator.study import Study
from generator.uncertainty.sampling import Values

ROLES = ("dominant", "challenger")
NOTHING = Posture(0.0, 0.0, alpha=0.5, tau=1.0)
"""No arsenal: no damage at all, which deters nobody whatever its thresholds."""


def assemble(study: Study, case: str, values: Values) -> Params:
    """The parameters of one case; the layout says who there is, `values` their numbers."""
    layout = study.layout
    actors, sides = list(layout["actors"]), list(layout["sides"])
    rivalry = layout["rivalries"][name := rivalry_of(study, case)]
    draws = int(np.broadcast_shapes((1,), *(np.shape(value) for value in values.values()))[0])

    def of(path: str) -> Array:
        return np.broadcast_to(np.asarray(values[path], float), (draws,))

    first, second = (np.stack([of(f"{actor}.commitment.{side}") for actor in actors]) for side in sides)
    return Params(
        capability=_capabilities(layout["actors"], of),
        commitment=(first, second),
        warheads=np.stack([of(f"{actor}.warheads") for actor in actors]),
        dominant=actors.index(rivalry["dominant"]),
        challenger=actors.index(rivalry["challenger"]),
        dissatisfaction=of(f"rivalries.{name}.dissatisfaction"),
        terror=_terror(rivalry.get("terror"), f"rivalries.{name}.terror", values),
    )


def _capabilities(actors: Mapping[str, Any], of: Any) -> Array:
    """Shares of the world: as given or as the mean over the six components, times the error of the index."""
    split = [actor for actor, entry in actors.items() if "components" in entry]
    computed: dict[str, Array] = {}
    if split:
        held = np.stack([[of(f"{actor}.components.{name}") for name in component_fields()] for actor in split])
        world = np.stack([of(f"world.{name}") for name in component_fields()])
        computed = dict(zip(split, cinc(held, world), strict=True))
    rows = [computed[actor] if actor in computed else of(f"{actor}.capability") for actor in actors]
    return np.stack([row * of(f"{actor}.measurement") for actor, row in zip(actors, rows, strict=True)])


def _terror(entry: Mapping[str, Any] | None, path: str, values: Values) -> tuple[Posture, Posture] | Findings | None:
    if entry is None:
        return None
    if entry["family"] == "none":
        return NOTHING, NOTHING

    def numbers(declaration: Any, role: str) -> dict[str, Any]:
        return {name: values.get(f"{path}.{role}.{name}") for name in quantities(declaration)}

    if entry["family"] == "findings":
        a, b = (Rival(**numbers(Rival, role)) for role in ROLES)
        return Findings((a, b), values[f"{path}.index"])
    first, second = (Posture(**numbers(Posture, role)) for role in ROLES)
    return first, second


def flatten(study: Study, outcome: Outcome) -> dict[str, Array]:
    """Measures by name, arrays over draws; the names are those of `meaning.measures`."""
    found = {f"{actor}.capability": row for actor, row in zip(study.layout["actors"], outcome.capability, strict=True)}
    found |= {f"{side}.power": row for side, row in zip(study.layout["sides"], outcome.power, strict=True)}
    return found | {name: getattr(outcome, name) for name in quantities(Outcome) if name not in ("capability", "power")}
