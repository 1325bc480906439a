"""Actors of any kind of study: how many there are, what they are called, and what each finds too much."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

RULES = (
    Rule(
        "E321",
        "too few or too many actors",
        "An exchange of forces takes place between two to four actors.",
        "Add the opponent, or leave out who matters least. A balance of power takes up to twelve states, a network of debts up to two hundred.",
        (
            Example(
                "actors: {north: {name: North, adjective: Northern, alpha: 0.02, tau: 0.2, curve: {family: published, name: population}, legs: {silos: {name: Silos, units: 9, hidden: 1}}}}  # <--",
                "actors: {north: {name: North, adjective: Northern, alpha: 0.02, tau: 0.2, curve: {family: published, name: population}, legs: {silos: {name: Silos, units: 9, hidden: 1}}}, south: {name: South, adjective: Southern, alpha: 0.02, tau: 0.2, curve: {family: published, name: population}, legs: {silos: {name: Silos, units: 9, hidden: 1}}}}",
                without=("scenarios",),
            ),
        ),
    ),
    Rule(
        "E323",
        "what is acceptable is not below what is not",
        "`alpha` is the most damage an actor would accept, `tau` the least it would find unacceptable. Over their whole ranges, in every scenario and state, the first must lie below the second.",
        "Lower `alpha` or its high end, or raise `tau` or its low end.",
        (
            Example(
                "actors:\n  north:\n    alpha: {value: 0.05, low: 0.01, high: 0.25}\n    tau: 0.2  # <--",
                "actors:\n  north:\n    alpha: {value: 0.05, low: 0.01, high: 0.15}\n    tau: 0.2",
            ),
        ),
    ),
    Rule(
        "E340",
        "a name that means something else",
        "An actor or a strike has a key that stands for something else in paths of inputs or in the names of results.",
        "Choose another key. What readers see stands in `name:` and stays as it is.",
        (
            Example(
                "actors:\n  world: {name: The rest, adjective: other, capability: 0.1, commitment: {alliance: 0, league: 0}}  # <--",
                "actors:\n  others: {name: The rest, adjective: other, capability: 0.1, commitment: {alliance: 0, league: 0}}",
                kind="power-balance",
            ),
        ),
    ),
    Rule(
        "E349",
        "two of one name",
        "Two actors, or two legs, channels, strikes or classes of assets side by side, are called the same. No chart and no sentence could tell them apart.",
        "Give each a name of its own. Actors may share the names of their legs.",
        (
            Example(
                "actors:\n  north:\n    name: Island\n  south:\n    name: Island  # <--",
                "actors:\n  north:\n    name: North Island\n  south:\n    name: South Island",
            ),
        ),
    ),
)  # fmt: skip
