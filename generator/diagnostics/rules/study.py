"""The study as a whole: its name, its settings, its series and comparisons, the addresses of its sources."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

_COMPARED = "comparisons:\n  - {{id: first, title: A published margin, measure: {measure}, published: 2}}"

RULES = (
    Rule(
        "E316",
        "a year that is none",
        "The points of a line of a series stand under their years.",
        "Write `1962: 500`; fractions of a year are allowed, as in `1962.5: 510`.",
        (
            Example(
                "series:\n  missiles: {title: Missiles, unit: missiles, evidence: {grade: assumed, note: made up}, lines: {north: {about 1965: 20}}}  # <--",
                "series:\n  missiles: {title: Missiles, unit: missiles, evidence: {grade: assumed, note: made up}, lines: {north: {1965: 20}}}",
            ),
        ),
    ),
    Rule(
        "E317",
        "a file name that cannot be an address",
        "The name of the file becomes the address of the page.",
        "Use lower-case letters, digits and hyphens, at most 80 characters, and the ending `.yml`.",
        (Example("# saved as studies/Two_Silos.yml\nformat: 1  # <--", "# saved as studies/two-silos.yml\nformat: 1"),),
    ),
    Rule(
        "E318",
        "a setting out of range",
        "The number of draws is from 200 to 10,000,000: fewer say too little, more take too long. A seed is a whole number of at least 0. The correlation is from 0 to 1.",
        "Give a number within the range that the message names.",
        (Example("draws: 20  # <--", "draws: 10000"),),
    ),
    Rule(
        "E319",
        "a comparison with what does not exist",
        "A comparison sets a published number beside a measure of a case. The measure or the scenario does not exist.",
        "Correct the name as the message suggests.",
        (
            Example(
                _COMPARED.format(measure="north.margn") + "  # <--",
                _COMPARED.format(measure="north.margin"),
            ),
        ),
    ),
    Rule(
        "E320",
        "an address that is none",
        "`url:` of a source is a link on the page, and must lead to the web.",
        "Give the whole address, from `https://` on. An address that was lost is better left out, and told in `note:`.",
        (
            Example(
                'sources:\n  primer: {citation: "A. Author. *A Primer*. 1965.", url: www.example.org/primer, accessed: "2026-11-22"}  # <--',
                'sources:\n  primer: {citation: "A. Author. *A Primer*. 1965.", url: "https://www.example.org/primer", accessed: "2026-11-22"}',
            ),
        ),
    ),
    Rule(
        "E348",
        "more cases than can be run",
        "Every scenario, every state and every scenario in every state is a case of its own, with all figures of the study. All cases together have at most 200,000 figures.",
        "Leave out cases, run fewer scenarios over time, or make two studies of one.",
    ),
)  # fmt: skip
