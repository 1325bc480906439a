"""Scenarios and states: what they change, in which order, and what they extend."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

_ALERT = "{id: alert, title: On alert, says: Most boats are at sea., set: {north.legs.submarines.hidden: 0.9}}"
_STATES = "states:\n  - {year: 1965, set: {}}\n  - {year: 1970, set: {north.legs.silos.units: 300}}\n"

RULES = (
    Rule(
        "E311",
        "a change that hits nothing",
        "A key under `set:` is the path of a number of this study: the actor's key first, without `actors`, then every key down to the number. This path leads to no number.",
        "Correct the path as the message suggests. What a study leaves out without a default must first be given in the baseline.",
        (
            Example(
                "scenarios:\n  - id: alert\n    title: On alert\n    says: Most boats are at sea.\n    set:\n      north.legs.submarine.hidden: 0.9  # <--",
                "scenarios:\n  - id: alert\n    title: On alert\n    says: Most boats are at sea.\n    set:\n      north.legs.submarines.hidden: 0.9",
            ),
        ),
    ),
    Rule(
        "E312",
        "an id that is taken",
        "Two scenarios have the same id, or one is called `baseline`, `input` or `dynamics`, which mean something else in references.",
        "Give every scenario an id of its own.",
        (
            Example(
                f"scenarios:\n  - {_ALERT}\n  - {{id: alert, title: Again, says: Nearly all boats are at sea., set: {{north.legs.submarines.hidden: 0.95}}}}  # <--",
                f"scenarios:\n  - {_ALERT}\n  - {{id: full-alert, title: Again, says: Nearly all boats are at sea., set: {{north.legs.submarines.hidden: 0.95}}}}",
            ),
        ),
    ),
    Rule(
        "E313",
        "a scenario that extends nothing, or itself",
        "`extends:` names a scenario that does not exist, or following it from one to the next leads back to the first.",
        "Name another scenario of this study, and let the chain end.",
        (
            Example(
                f"scenarios:\n  - {_ALERT}\n  - {{id: louder, title: Louder, says: The command is struck., extends: alrt, set: {{north.shots: 2}}}}  # <--",
                f"scenarios:\n  - {_ALERT}\n  - {{id: louder, title: Louder, says: The command is struck., extends: alert, set: {{north.shots: 2}}}}",
            ),
        ),
    ),
    Rule(
        "E314",
        "a scenario that changes nothing",
        "With all it sets and inherits, the scenario has the same numbers as the baseline, or as the state it starts from. Its results would be the same, and the page would compare nothing with nothing.",
        "Give it a `set:` that differs, or remove it.",
        (
            Example(
                "scenarios:\n  - {id: alert, title: On alert, says: Most boats are at sea., set: {}}  # <--",
                f"scenarios:\n  - {_ALERT}",
            ),
        ),
    ),
    Rule(
        "E315",
        "states out of order",
        "States follow each other in time. This one is not later than the one before it.",
        "Write states from the earliest to the latest, each year once.",
        (
            Example(
                "states:\n  - {year: 1970, set: {north.legs.silos.units: 300}}\n  - {year: 1965, set: {}}  # <--",
                _STATES,
            ),
        ),
    ),
    Rule(
        "E331",
        "a scenario that starts from no state",
        "`at:` of a scenario names the year of a state, and there is none of this year.",
        "Name the year of a state, or leave `at:` out: the scenario then starts from the baseline.",
        (
            Example(
                f"{_STATES}scenarios:\n  - {{id: alert, title: On alert, says: Most boats sail., at: 1966, set: {{north.legs.submarines.hidden: 0.9}}}}  # <--",
                f"{_STATES}scenarios:\n  - {{id: alert, title: On alert, says: Most boats sail., at: 1965, set: {{north.legs.submarines.hidden: 0.9}}}}",
            ),
        ),
    ),
    Rule(
        "E339",
        "a scenario of one state and of all",
        "`at:` starts a scenario from one state, `over_time:` runs it for all of them. It cannot be both, and `at:` is inherited through `extends:`.",
        "Leave out one of the two, or extend another scenario.",
        (
            Example(
                f"{_STATES}scenarios:\n  - {{id: alert, title: On alert, says: Most boats sail., at: 1965, over_time: true, set: {{north.legs.submarines.hidden: 0.9}}}}  # <--",
                f"{_STATES}scenarios:\n  - {{id: alert, title: On alert, says: Most boats sail., over_time: true, set: {{north.legs.submarines.hidden: 0.9}}}}",
            ),
        ),
    ),
)  # fmt: skip
