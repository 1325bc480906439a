"""Exchange of forces: legs, value curves, opponents, damages, interceptors."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

_SILOS = "actors:\n  north:\n    legs:\n      silos: {name: Missiles in silos, units: 200"
_FOUR = "{{name: {name}, adjective: {name}ern, alpha: 0.02, tau: 0.2, damages: {{first_strike: 0.5, retaliation: 0.3}}{more}}}"
_NORTH, _SOUTH = (_FOUR.format(name=name, more="") for name in ("North", "South"))
_BOTH = _FOUR.format(name="North", more=", curve: {family: published, name: population}")

RULES = (
    Rule(
        "E322",
        "no legs, or too many",
        "A force has one to twelve legs. An actor without any cannot be struck, nor retaliate.",
        "Add `legs:`, or join legs that are alike. An actor without weapons can have one leg with `units: 0`.",
        (
            Example(
                "actors:\n  south:\n    legs: {}  # <--",
                "actors:\n  south:\n    legs: {silos: {name: Silos, units: 0, hidden: 1}}",
            ),
        ),
    ),
    Rule(
        "E324",
        "an exposed leg that nobody can hit",
        "Some units of the leg can be targeted, but nothing says how likely one shot destroys one of them.",
        "Add `pkill_against:`, or `hidden: 1` where nothing can be targeted.",
        (Example(f"{_SILOS}}}  # <--", f"{_SILOS}, pkill_against: 0.6}}"),),
    ),
    Rule(
        "E325",
        "a table of damage that is incomplete or falls",
        "A value curve of the family `table` has as many shares as weights, at least two. Weights rise from above 0; shares never fall and stay within 0 to 1.",
        "Sort the rows, and give each weight its share.",
        (
            Example(
                "actors:\n  north:\n    curve: {family: table, evidence: {grade: assumed, note: made up}, weights: [10, 50, 100], shares: [0.1, 0.3]}  # <--",
                "actors:\n  north:\n    curve: {family: table, evidence: {grade: assumed, note: made up}, weights: [10, 50, 100], shares: [0.1, 0.3, 0.4]}",
            ),
        ),
    ),
    Rule(
        "E326",
        "an actor without a value curve",
        "Forces deliver weight; the curve says what share of an actor's value a weight destroys. Without it damage cannot be told.",
        "Add `curve:` to the actor.",
        (
            Example(
                "actors:\n  south: {name: South, adjective: Southern, alpha: 0.02, tau: 0.2, legs: {silos: {name: Silos, units: 150, pkill_against: 0.6}}}  # <--",
                "actors:\n  south: {name: South, adjective: Southern, alpha: 0.02, tau: 0.2, curve: {family: published, name: population}, legs: {silos: {name: Silos, units: 150, pkill_against: 0.6}}}",
            ),
        ),
    ),
    Rule(
        "E327",
        "an opponent or rival that is none",
        "`against:` of a leg names an actor who is no opponent, or `rivals:` holds a pair that is not two different actors of the study, or holds one twice.",
        "Name actors by their keys, each pair once.",
        (
            Example(f"{_SILOS}, pkill_against: 0.6, against: {{east: {{hidden: 0.5}}}}}}  # <--",
                    f"{_SILOS}, pkill_against: 0.6, against: {{south: {{hidden: 0.5}}}}}}"),
            Example("rivals: [[north, east]]  # <--", "rivals: [[north, south]]"),
        ),
    ),
    Rule(
        "E328",
        "damages beside forces",
        "A study of two actors may give damages in place of forces. It then does so for both, and gives neither legs nor a curve.",
        "Give damages for both actors and nothing beside them, or forces for all.",
        (
            Example(
                f"actors:\n  north: {_BOTH}  # <--\n  south: {_SOUTH}",
                f"actors:\n  north: {_NORTH}\n  south: {_SOUTH}",
                without=("scenarios",),
            ),
        ),
    ),
    Rule(
        "E329",
        "interceptors that stop nothing",
        "An actor has interceptors, but the probability that one of them stops a weapon is 0, as it is where nothing is said.",
        "Add `interception:` to the actor.",
        (
            Example(
                "actors:\n  north:\n    interceptors: 100  # <--",
                "actors:\n  north:\n    interceptors: 100\n    interception: 0.3",
            ),
        ),
    ),
)  # fmt: skip
