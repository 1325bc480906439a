"""E39 and W39: comments that silence a warning and do not do it right."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

_UNUSED = (
    'sources:\n  primer: {citation: "A. Author. *A Primer*. 1965."}\n  other: {citation: "B. Author. *Another*. 1966."}'
)

RULES = (
    Rule(
        "E391",
        "a silencing without a reason",
        "A warning is silenced with `# ok W301: why` on its line, or alone on the line above. Without a reason nobody can tell later whether it still holds.",
        "Give the reason after the code and a colon, or mend what the warning tells.",
        (Example("seed: 7  # ok W301  # <--", "seed: 7  # drawn by lot"),),
    ),
    Rule(
        "E392",
        "a silencing of an unknown code",
        "There is no problem of this code, so nothing is silenced.",
        "Copy the code from the message that is to be silenced.",
        (Example("seed: 7  # ok W999: drawn by lot  # <--", _UNUSED + "  # ok W301: further reading"),),
    ),
    Rule(
        "E393",
        "a silencing of what cannot be silenced",
        "Only warnings can be silenced. With an error a study has no result, or a wrong one.",
        "Mend the error; its message says what would be right.",
        (Example("seed: 7  # ok E204: drawn by lot  # <--", "seed: 7  # drawn by lot"),),
    ),
    Rule(
        "W394",
        "a silencing that silences nothing",
        "The line, and the line below if the comment stands alone, give no warning of this code. Perhaps it was mended, or the comment has moved away from it.",
        "Remove the comment, or move it to the line of the warning.",
        (Example("seed: 7  # ok W301: further reading  # <--", "seed: 7"),),
    ),
)  # fmt: skip
