"""Network of debts: actors, debts, pairs, balance sheets, the stock market."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

KIND = "clearing-network"
_C = "actors:\n  c: {name: C Bank, external_assets: 50"

RULES = (
    Rule(
        "E361",
        "too few or too many actors",
        "A network has two to two hundred actors.",
        "Add those who owe or are owed, or join small ones into one.",
        (
            Example(
                "actors: {a: {name: A Bank, external_assets: 100, equity: 8}}  # <--",
                "actors: {a: {name: A Bank, external_assets: 100, equity: 8, owes: {b: 30}}, b: {name: B Bank, external_assets: 80, equity: 4}}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E362",
        "a bank or a class of assets that does not exist",
        "A debt, a holding, the pair in focus or the rescue names nobody of this study, or a bank owes or would rescue itself.",
        "Name actors and classes of assets by their keys.",
        (
            Example(f"{_C}, equity: 8, owes: {{z: 3}}}}  # <--", f"{_C}, equity: 8, owes: {{a: 3}}}}", kind=KIND),
        ),
    ),
    Rule(
        "E363",
        "a pair that is none",
        "A pair is two different actors. Where there are more than eight, somebody must say which pairs matter.",
        "Name two different actors in `focus:`, and further pairs in `pairs:`.",
        (Example("focus: [a, a]  # <--", "focus: [a, b]", kind=KIND),),
    ),
    Rule(
        "E364",
        "a balance sheet with a side too many or too few",
        "Of `external_assets:`, `external_liabilities:` and `equity:` two are given, or one of assets and equity; what is left follows from the debts within the network.",
        "Leave one out, or give one more.",
        (
            Example(
                f"{_C}, external_liabilities: 42, equity: 8}}  # <--",
                f"{_C}, equity: 8}}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E365",
        "a balance sheet that does not add up",
        "With the numbers given, what follows from them would have to be below nothing.",
        "Check the equity against the assets and the debts within the network, and the unit of all three.",
        (Example(f"{_C}, equity: 80}}  # <--", f"{_C}, equity: 8}}", kind=KIND),),
    ),
    Rule(
        "E366",
        "a threshold that cannot be",
        "`tau` is the loss, in multiples of net worth, that a bank finds unacceptable, and lies above 0; `alpha`, what it would accept, is at most `tau`, over both ranges.",
        "Give a `tau` above 0; 1 is the whole net worth. Lower `alpha`.",
        (Example(f"{_C}, equity: 8, alpha: 1.2}}  # <--", f"{_C}, equity: 8, alpha: 0.5}}", kind=KIND),),
    ),
    Rule(
        "E367",
        "not exactly one measure of market risk",
        "SRISK follows from the marginal expected shortfall `mes:` or from `beta:`, not from both and not from neither.",
        "Give one of them.",
        (
            Example(
                f"{_C}, equity: 8, market: {{debt: 42, market_equity: 9}}}}  # <--",
                f"{_C}, equity: 8, market: {{debt: 42, market_equity: 9, beta: 1.2}}}}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E368",
        "a network without a debt",
        "Nobody owes anybody anything, so that nobody can pull anybody down.",
        "Give at least one actor `owes:`.",
        (
            Example(
                "actors:  # <--\n  a: {name: A Bank, external_assets: 100, equity: 8}\n  b: {name: B Bank, external_assets: 80, equity: 4}",
                "actors:\n  a: {name: A Bank, external_assets: 100, equity: 8, owes: {b: 30}}\n  b: {name: B Bank, external_assets: 80, equity: 4}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E369",
        "holdings of nothing",
        "A bank whose holdings are given by class sells them in proportion when prices fall. Here they add up to nothing.",
        "Give what it holds, or leave `holdings:` out.",
        (
            Example(
                "assets: {bonds: {name: Bonds, price_impact: 0.001}}\n" + _C + ", equity: 8, holdings: {bonds: 0}}  # <--",
                "assets: {bonds: {name: Bonds, price_impact: 0.001}}\n" + _C + ", equity: 8, holdings: {bonds: 20}}",
                kind=KIND,
            ),
        ),
    ),
)  # fmt: skip
