"""W: a study can be built, but something is probably not as its author means it."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

_STATES = "states:\n  - {year: 1965, set: {}}\n  - {year: 1970, set: {north.legs.silos.units: 300}}\n"

RULES = (
    Rule(
        "W301",
        "a source that nothing cites",
        "A source stands in the list, but no figure and no sentence names it. It would have no number among the references.",
        "Cite it with `source:` or `[@key]`, or remove it.",
        (
            Example(
                'sources:\n  primer: {citation: "A. Author. *A Primer*. 1965."}\n  other: {citation: "B. Author. *Another*. 1966."}  # <--',
                'sources:\n  primer: {citation: "A. Author. *A Primer*. 1965."}',
            ),
            Example(
                'sources:\n  primer: {citation: "A. Author. *A Primer*. 1965."}\n  other: {citation: "B. Author. *Another*. 1966."}  # <--',
                'sources:\n  primer: {citation: "A. Author. *A Primer*. 1965."}\n  # ok W301: further reading\n  other: {citation: "B. Author. *Another*. 1966."}',
            ),
        ),
    ),
)  # fmt: skip
