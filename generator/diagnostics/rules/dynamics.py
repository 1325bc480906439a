"""Arms race and weapons plane, which a study of any kind may have under `dynamics:`."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

_RACE = "dynamics:\n  race:\n    series: {series}\n    sides: [{sides}]{more}"
_SIDE = "unacceptable: {unacceptable}, acceptable: {acceptable}, harm_per_missile: 0.25, kills_per_missile: 0.5, fire_rate: {rate}, time_to_reply: 0.3, length_of_reply: 0.5"


def _race(series: str = "missiles", sides: str = "north, south", more: str = "") -> str:
    return _RACE.format(series=series, sides=sides, more=more)


def _plane(acceptable: str, mark: str = "") -> str:
    first, second = (_SIDE.format(unacceptable=25, acceptable=a, rate=1) for a in (acceptable, "10"))
    return (
        "dynamics:\n  weapons_plane:\n    harm: million deaths\n    sides:\n"
        f"      north: {{{first}}}{mark}\n      south: {{{second}}}"
    )


RULES = (
    Rule(
        "E341",
        "a series or a line that does not exist",
        "A race, or the path through the weapons plane, is taken from the lines of a series of the study.",
        "Correct the name as the message suggests, or add the series.",
        (
            Example(
                "dynamics:\n  race:\n    series: misiles  # <--\n    sides: [north, south]",
                "dynamics:\n  race:\n    series: missiles\n    sides: [north, south]",
            ),
            Example(_race(sides="north, east") + "  # <--", _race()),
        ),
    ),
    Rule(
        "E342",
        "not two sides, or a number for one side only",
        "A race and a weapons plane are about exactly two sides, and what is given for one is given for the other.",
        "Name two sides, and give every part a number for each of them.",
        (Example(_race(sides="north") + "  # <--", _race()),),
    ),
    Rule(
        "E343",
        "a race that cannot be fitted",
        "The series has too few years in which both lines have a number, or the two lines move in step, so that their reactions cannot be told apart. A path needs at least one such year.",
        "Give at least six years with a number for both sides, in which they do not move alike.",
        (
            Example(
                "dynamics:\n  race:  # <--\n    series: missiles\n    sides: [north, south]\n    period: {start: 1965, end: 1968}",
                "dynamics:\n  race:\n    series: missiles\n    sides: [north, south]\n    period: {start: 1965, end: 1972}",
            ),
        ),
    ),
    Rule(
        "E344",
        "acceptable harm above unacceptable harm",
        "What a side would accept must not exceed what it would find unacceptable, over both ranges and in every scenario.",
        "Lower the one or raise the other.",
        (Example(_plane("30", "  # <--"), _plane("10")),),
    ),
    Rule(
        "E345",
        "a state that changes the arms race",
        "Arms race and weapons plane describe all years at once and have no states.",
        "Change it in a scenario.",
        (
            Example(
                _plane("10")
                + "\nstates:\n  - year: 1970\n    set:\n      dynamics.weapons_plane.sides.north.fire_rate: 2  # <--",
                _plane("10")
                + "\nscenarios:\n  - id: faster\n    title: Faster fire\n    says: North fires twice as fast.\n    set:\n      dynamics.weapons_plane.sides.north.fire_rate: 2",
            ),
        ),
    ),
    Rule(
        "E346",
        "dynamics without a race or a plane",
        "`dynamics:` asks for neither an arms race nor a weapons plane.",
        "Give `race:` or `weapons_plane:`, or remove `dynamics:`.",
        (Example("dynamics: {names: {north: The North}}  # <--", _race(more="\n  names: {north: The North}")),),
    ),
    Rule(
        "E347",
        "a weapons plane that cannot be computed",
        "With the central numbers of its sides the plane has no lines.",
        "Look at the numbers of the two sides; the message says which condition they break.",
    ),
)  # fmt: skip
