"""Balance of power: sides, commitments, capabilities, rivalries."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

KIND = "power-balance"
_ITALY = "actors:\n  italy: {name: Italy, adjective: Italian, "

RULES = (
    Rule(
        "E330",
        "a side to which nobody is committed",
        "In this scenario or state no actor is committed to one of the two sides, so that it has no power at all.",
        "Commit at least one actor to each side.",
        (
            Example(
                "scenarios:\n  - id: alone\n    title: The league dissolves\n    says: Its only member turns away.\n    set:\n      france.commitment.league: 0  # <--\n      italy.commitment.league: 0",
                "scenarios:\n  - id: alone\n    title: The league dissolves\n    says: Its members turn away.\n    set:\n      france.commitment.league: 0.1\n      italy.commitment.league: 0",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E332",
        "too few or too many actors or sides",
        "A balance of power has two to twelve actors and exactly two sides.",
        "Join small states into one actor, and let each actor be committed to either side in part.",
        (
            Example(
                "sides: {alliance: {name: Alliance}, league: {name: League}, rest: {name: Rest}}  # <--",
                "sides: {alliance: {name: Alliance}, league: {name: League}}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E333",
        "a rival who is no actor",
        "A rivalry or a threat names an actor that does not exist, or the same one twice.",
        "Name two different actors by their keys.",
        (
            Example(
                "rivalries:\n  old: {name: The old rivalry, dominant: germany, challenger: gaul, dissatisfaction: 0.5}  # <--",
                "rivalries:\n  old: {name: The old rivalry, dominant: germany, challenger: france, dissatisfaction: 0.5}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E334",
        "a commitment that does not name the two sides",
        "Every actor says for each of the two sides which share of its capability counts there, and for nothing else.",
        "Give a share for each side; 0 where there is none.",
        (
            Example(
                f"{_ITALY}capability: 0.1, commitment: {{alliance: 0.5}}}}  # <--",
                f"{_ITALY}capability: 0.1, commitment: {{alliance: 0.5, league: 0.2}}}}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E335",
        "a capability given twice, or not at all",
        "An actor's capability is either a share of the world's or follows from its six components, which are held against `world:`.",
        "Give `capability:`, or `components:` together with `world:` at the top of the study.",
        (
            Example(
                f"{_ITALY}commitment: {{alliance: 0.5, league: 0.2}}}}  # <--",
                f"{_ITALY}capability: 0.1, commitment: {{alliance: 0.5, league: 0.2}}}}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E336",
        "a year with no rivalry, or with two",
        "In every year that the study speaks of, exactly one pair of dominant power and challenger counts.",
        "Let `start:` and `end:` of the rivalries cover each year once.",
        (
            Example(
                "rivalries:  # <--\n  old: {name: The old rivalry, dominant: germany, challenger: france, dissatisfaction: 0.5, start: 1920}",
                "rivalries:\n  old: {name: The old rivalry, dominant: germany, challenger: france, dissatisfaction: 0.5, start: 1910}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E337",
        "a commitment of more than the whole",
        "The shares of its capability with which an actor counts on the two sides may add up to more than 1, at the high ends of their ranges.",
        "Let the two high ends together stay within 1.",
        (
            Example(
                f"{_ITALY}capability: 0.1, commitment: {{alliance: 0.7, league: 0.5}}}}  # <--",
                f"{_ITALY}capability: 0.1, commitment: {{alliance: 0.5, league: 0.5}}}}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E338",
        "shares of more than the world",
        "The capabilities of all actors are shares of the world's, and together are more than the whole of it; or one of their components is more than the world's.",
        "Check the unit: a share of 14 per cent is 0.14.",
        (
            Example(
                f"{_ITALY}capability: 0.9, commitment: {{alliance: 0.5, league: 0.2}}}}  # <--",
                f"{_ITALY}capability: 0.09, commitment: {{alliance: 0.5, league: 0.2}}}}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E385",
        "a dominant power without power",
        "The challenger's capability is held against that of the dominant power, which is 0 in this scenario or state.",
        "Give the dominant power a capability above 0, or let the rivalry end before.",
        (
            Example(
                "scenarios:\n  - id: collapse\n    title: Collapse\n    says: Germany falls apart.\n    set:\n      germany.capability: 0  # <--",
                "scenarios:\n  - id: collapse\n    title: Collapse\n    says: Germany falls apart.\n    set:\n      germany.capability: 0.01",
                kind=KIND,
            ),
        ),
    ),
)  # fmt: skip
