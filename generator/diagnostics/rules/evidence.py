"""E301 to E310: figures, where they come from, and how sure they are."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule


def _tau(table: str) -> str:
    return f"actors:\n  north:\n    tau: {table}"


RULES = (
    Rule(
        "E301",
        "a figure without a grade",
        "Every figure says how well it is known. Neither the figure nor any level above it has a grade.",
        "Give `grade:` here, or `evidence:` on a level above, which speaks for all figures below it.",
        (
            Example(
                "evidence:\n"
                "actors:\n"
                "  north: {name: North, adjective: Northern, alpha: 0.02, tau: 0.2, damages: {first_strike: 0.5, retaliation: 0.3}}  # <--\n"
                "  south: {name: South, adjective: Southern, alpha: 0.02, tau: 0.2, damages: {first_strike: 0.5, retaliation: 0.3}}  # <--",
                "evidence: {grade: assumed, note: made up for this example}\n"
                "actors:\n"
                "  north: {name: North, adjective: Northern, alpha: 0.02, tau: 0.2, damages: {first_strike: 0.5, retaliation: 0.3}}\n"
                "  south: {name: South, adjective: Southern, alpha: 0.02, tau: 0.2, damages: {first_strike: 0.5, retaliation: 0.3}}",
                without=("scenarios",),
            ),
        ),
    ),
    Rule(
        "E302",
        "a figure that was read, without a source",
        "A figure graded `documented` or `reported` was read somewhere, and nobody is told where.",
        "Name a key of `sources:`, with the page in `at:`, or choose a grade that fits: `assumed`, `computed`, `unverified`.",
        (
            Example(
                _tau("{value: 0.2, grade: documented}  # <--"),
                _tau("{value: 0.2, grade: documented, source: primer, at: p. 12}"),
            ),
        ),
    ),
    Rule(
        "E303",
        "a figure with neither source nor note",
        "A figure that was chosen, computed or remembered says in a note why it is what it is, unless it names a source.",
        "Say in `note:` where the figure comes from or why it was chosen.",
        (Example(_tau("{value: 0.2, grade: assumed}  # <--"), _tau("{value: 0.2, grade: assumed, note: a fifth}")),),
    ),
    Rule(
        "E304",
        "a source that does not exist",
        "`source:` names a key that is not among the sources.",
        "Correct the key, or add the source under `sources:`.",
        (
            Example(
                _tau("{value: 0.2, grade: reported, source: primmer}  # <--"),
                _tau("{value: 0.2, grade: reported, source: primer}"),
            ),
        ),
    ),
    Rule(
        "E305",
        "half a range",
        "A range has a low end or a high end, but not both. What lies on the other side is then unknown.",
        "Give both `low:` and `high:`.",
        (Example(_tau("{value: 0.2, low: 0.1}  # <--"), _tau("{value: 0.2, low: 0.1, high: 0.3}")),),
    ),
    Rule(
        "E306",
        "a range out of order",
        "The low end lies above the value, or the value above the high end.",
        "Let low, value and high rise, or be alike.",
        (
            Example(
                _tau("{value: 0.2, low: 0.25, high: 0.3}  # <--"), _tau("{value: 0.25, low: 0.2, high: 0.3}")
            ),
        ),
    ),
    Rule(
        "E307",
        "a distribution that its range does not suit",
        "A uniform, triangular or lognormal distribution needs both ends of a range. The ends of the first two must differ; the low end of a lognormal one must lie above 0.",
        "Give the range that the distribution needs, or leave `distribution:` out: what suits a share or an amount is then chosen.",
        (
            Example(
                _tau("{value: 0.2, distribution: uniform}  # <--"),
                _tau("{value: 0.2, low: 0.1, high: 0.3, distribution: uniform}"),
            ),
        ),
    ),
    Rule(
        "E308",
        "a period that ends before it starts",
        "The last year comes before the first.",
        "Give the earlier year as `start:`.",
        (Example("period:\n  start: 1975\n  end: 1965  # <--", "period:\n  start: 1965\n  end: 1975"),),
    ),
    Rule(
        "E309",
        "a whole number with a range",
        "A count that must be a whole number cannot be drawn from a range.",
        "Give the number alone, and run a scenario with another one.",
        (
            Example(
                "actors:\n  north:\n    shots: {value: 2, low: 1, high: 3}  # <--",
                "actors:\n  north:\n    shots: 2\nscenarios:\n  - {id: once, title: One shot, says: Each target is shot at once., set: {north.shots: 1}}",
            ),
        ),
    ),
    Rule(
        "E310",
        "a concentration that does not suit",
        "`concentration:` makes a beta distribution around a share, as sure as so many counted cases. It stands in place of a range, suits shares only, and must leave more than two spikes at 0 and 1.",
        "For an amount give `low:` and `high:`. For a share keep either the range or the concentration, and let the concentration be at least about 1.",
        (
            Example(
                "actors:\n  north:\n    credibility: {value: 0.8, low: 0.6, high: 0.9, concentration: 20}  # <--",
                "actors:\n  north:\n    credibility: {value: 0.8, concentration: 20}",
            ),
        ),
    ),
)  # fmt: skip
