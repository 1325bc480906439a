"""E4: the model cannot run with a study's numbers, or the engine does not agree with what it claims, or fails."""

from __future__ import annotations

from generator.diagnostics.rule import Rule

RULES = (
    Rule(
        "E401",
        "the model cannot run with these numbers",
        "The numbers are each within their range, but together they have no solution in some draw. Only a run can find this out.",
        "The message says which condition broke. Narrow the ranges that lead there.",
    ),
    Rule(
        "E402",
        "a check of the engine does not agree",
        "A published or hand-worked number that the project claims to reproduce does not come out. It is no mistake of a study: the program or one of its libraries computes otherwise than it should.",
        "See the verification page for what was expected and what came out, and report it.",
    ),
    Rule(
        "E403",
        "the program failed on this study",
        "Something happened that nobody foresaw. It is no mistake of the study, even if another figure would avoid it. All other pages are made.",
        "Report it, with the study and the lines that the terminal shows.",
    ),
)
