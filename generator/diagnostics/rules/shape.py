"""E2: the file is YAML, but its keys or values are not those of a study."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

RULES = (
    Rule(
        "E201",
        "the kind is missing or unknown",
        "`kind:` says which model a study is for, and with it which other keys it has. Nothing further can be checked without it.",
        "Give one of `force-exchange`, `power-balance`, `creditor-debtor` and `clearing-network`.",
        (Example("kind: force-exchang  # <--", "kind: force-exchange"),),
        beyond_schema=False,
    ),
    Rule(
        "E202",
        "an unknown key",
        "A key stands here that nothing reads. Often it is misspelt, or stands one level too high or too low.",
        "Correct the spelling as the message suggests, or move the key. The message lists the keys that are known here.",
        (
            Example("sede: 7  # <--", "seed: 7"),
            Example(
                "actors:\n  north:\n    legs:\n      silos: {name: Silos, units: 9, relability: 0.8, pkill_against: 0.6}  # <--",
                "actors:\n  north:\n    legs:\n      silos: {name: Silos, units: 9, reliability: 0.8, pkill_against: 0.6}",
            ),
        ),
        beyond_schema=False,
    ),
    Rule(
        "E203",
        "a missing key",
        "A key that every study of this kind needs is not there. It is reported at the key under which it should stand.",
        "Add the key.",
        (
            Example(
                "actors:\n  north:\n    legs:\n      silos: {name: Missiles in silos, pkill_against: 0.6}  # <--",
                "actors:\n  north:\n    legs:\n      silos: {name: Missiles in silos, units: 200, pkill_against: 0.6}",
            ),
        ),
        beyond_schema=False,
    ),
    Rule(
        "E204",
        "the wrong kind of value",
        "Text stands where a number should, a number where text should, or a single value where a list or a mapping should. A key with nothing behind it has no value at all.",
        "Give what the message asks for. Text that looks like a number, `true` or `null` goes in quotes; a number does not; whole numbers have no fraction.",
        (
            Example("seed: seven  # <--", "seed: 7"),
            Example("title: 1914  # <--", 'title: "1914"'),
            Example("authors: A. Author  # <--", "authors: [A. Author]"),
        ),
        beyond_schema=False,
    ),
    Rule(
        "E205",
        "a format that this version cannot read",
        "`format:` is the version of the study format, so that an old program does not misread a new study.",
        "Write `format: 1`, or use a newer version of the program.",
        (Example("format: 2  # <--", "format: 1"),),
        beyond_schema=False,
    ),
    Rule(
        "E206",
        "the file holds no mapping",
        "A study is a mapping: lines of `key: value`. Here the file is a list or a single value.",
        "Begin with `format: 1` and `kind:`.",
        (Example("- format: 1  # <--\n- kind: force-exchange", "format: 1\nkind: force-exchange", whole=True),),
        beyond_schema=False,
    ),
    Rule(
        "E207",
        "a number out of range",
        "The number is below or above what the quantity can be. A share is from 0 to 1, never in per cent.",
        "Give a number within the range that the message names.",
        (
            Example("actors:\n  north:\n    tau: 20  # <--", "actors:\n  north:\n    tau: 0.2"),
            Example(
                "actors:\n  north:\n    tau: {value: 0.2, low: -0.1, high: 0.3}  # <--",
                "actors:\n  north:\n    tau: {value: 0.2, low: 0.1, high: 0.3}",
            ),
        ),
        beyond_schema=False,
    ),
    Rule(
        "E208",
        "a word that is none of the choices",
        "Only a few words can stand here, and this is none of them.",
        "Choose one of those that the message lists.",
        (
            Example(
                "evidence: {grade: certain, note: made up for this example}  # <--",
                "evidence: {grade: assumed, note: made up for this example}",
            ),
            Example(
                "actors:\n  north:\n    curve: {family: quadratic}  # <--",
                "actors:\n  north:\n    curve: {family: published, name: population}",
            ),
        ),
        beyond_schema=False,
    ),
    Rule(
        "E209",
        "a name that cannot be one",
        "Actors, scenarios, sources and the like are named by short keys, which become parts of addresses and of references in prose.",
        "Use lower-case letters, digits, `-` and `_`, a letter first, at most 40 characters. What readers see stands in `name:` or `title:`.",
        (
            Example(
                "scenarios:\n  - {id: Red Alert, title: Red alert, says: All boats sail., set: {north.legs.submarines.hidden: 0.8}}  # <--",
                "scenarios:\n  - {id: red-alert, title: Red alert, says: All boats sail., set: {north.legs.submarines.hidden: 0.8}}",
            ),
        ),
        beyond_schema=False,
    ),
    Rule(
        "E210",
        "too long or too short",
        "A line of text is empty or has more than 400 characters, a text more than 20,000, or a list or mapping more than 400 entries.",
        "Shorten it, or give what is missing. What does not fit on one line belongs in `says:` or in the story.",
        (Example('question: ""  # <--', "question: Could either side strike first?"),),
        beyond_schema=False,
    ),
)  # fmt: skip
