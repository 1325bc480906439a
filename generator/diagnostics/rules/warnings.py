"""W: a study can be built, but something is probably not as its author means it."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

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
    Rule(
        "W302",
        "a change to the value that is there already",
        "A scenario sets a number to what it is in every situation the scenario starts from, and gives it no source of its own. The line changes nothing, and hides which lines do.",
        "Leave the line out, or give the value that was meant.",
        (
            Example(
                "scenarios:\n  - id: alert\n    title: On alert\n    says: Most boats are at sea.\n    set:\n      north.legs.submarines.hidden: 0.9\n      north.legs.submarines.units: 12  # <--",
                "scenarios:\n  - id: alert\n    title: On alert\n    says: Most boats are at sea.\n    set:\n      north.legs.submarines.hidden: 0.9",
            ),
        ),
    ),
    Rule(
        "W303",
        "a number in prose that comes from nowhere",
        "A decimal or a number in per cent is typed in a paragraph that cites no source and names no number of the run. It would stay when the study changes, and no reader can check it. Only the first of a paragraph is reported; whole numbers are not.",
        "Cite the source as `[@key]`, or let the run give the number: `{{ baseline.north.margin }}`, `{{ input.north.tau }}`.",
        (
            Example(
                "story:\n  - title: The bar\n    text: North would find a loss of 20 % too much.  # <--",
                'story:\n  - title: The bar\n    text: "North would find a loss of {{ input.north.tau }} too much."',
            ),
        ),
    ),
    Rule(
        "W304",
        "a web page without the day it was read",
        "A page on the web changes or goes away. The day on which it was read lets a reader look for it in an archive. Addresses of doi.org need none.",
        "Add `accessed:` with the day, as in `accessed: 2026-11-22`.",
        (
            Example(
                'sources:\n  primer: {citation: "A. Author. *A Primer*. 1965.", url: "https://example.org/primer"}  # <--',
                'sources:\n  primer: {citation: "A. Author. *A Primer*. 1965.", url: "https://example.org/primer", accessed: "2026-11-22"}',
            ),
        ),
    ),
    Rule(
        "W305",
        "a scenario for every state where there is none",
        "`over_time: true` runs a scenario for every state as well, and the study has no states.",
        "Leave `over_time:` out, or add `states:`.",
        (
            Example(
                "scenarios:\n  - {id: alert, title: On alert, says: Most boats sail., over_time: true, set: {north.legs.submarines.hidden: 0.9}}  # <--",
                "scenarios:\n  - {id: alert, title: On alert, says: Most boats sail., set: {north.legs.submarines.hidden: 0.9}}",
            ),
        ),
    ),
    Rule(
        "W306",
        "a page of no source",
        "`at:` names a page or section, but neither the figure nor any `evidence:` above it says of which source.",
        "Name the source in `source:`.",
        (
            Example(
                "actors:\n  north:\n    tau: {value: 0.2, grade: assumed, note: a fifth, at: p. 12}  # <--",
                "actors:\n  north:\n    tau: {value: 0.2, grade: assumed, note: a fifth, source: primer, at: p. 12}",
            ),
        ),
    ),
)  # fmt: skip
