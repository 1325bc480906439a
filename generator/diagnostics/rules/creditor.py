"""Creditor and debtor: the two sides, the four ways to say what a strike costs, and the losses."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

KIND = "creditor-debtor"
_CHANNELS = "ledger:\n  channels:\n    claims: {name: Claims, nature: stock, "
_LEAVE = "ledger:\n  strikes:\n    leave: {name: Exit, by: member, harm: "
_LEVELS = "{{name: {name}, by: {by}, harm: high, blowback: low, reprisal: medium, credibility: high}}"
_CLOSE, _BLOCK = (_LEVELS.format(name=name, by=by) for name, by in (("Exit", "member"), ("Cutting off", "union")))
_STRIKES = f"strikes: {{leave: {_CLOSE}, cut-off: {_BLOCK}}}"
_SELL = "holdings: {holdings}, reserves: 2400, reserve_share: 0.667, market_size: 7500, gdp_creditor: 5000, gdp_debtor: {debtor}, exports_to_debtor: 300, other_official_holdings: 1800, fdi_in_creditor: 50"
_LOAN = "loan: {bank: union, borrower: member, capital_ratio: 0.11, minimum_ratio: 0.09, risk_weighted_assets: 240, loss_given_default: 0.5, debt: 12}"


def _sovereign(holdings: str = "900", debtor: str = "14500", creditor: str = "union") -> str:
    numbers = _SELL.format(holdings=holdings, debtor=debtor)
    return f"sovereign: {{creditor: {creditor}, debtor: member, {numbers}}}"


RULES = (
    Rule(
        "E350",
        "a loss that is not told once",
        "A loss is given in per cent of its bearer's base, or as an amount, of which a share may be lost and which needs a base. Not both, and not neither.",
        "Give `percent:`, or `amount:` with a `base:` in the channel or at the side that bears it.",
        (
            Example(
                f"{_CHANNELS}percent: 12, amount: 286}}  # <--",
                f"{_CHANNELS}amount: 286, loss_given_default: 0.75}}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E351",
        "not two sides",
        "A creditor and a debtor are exactly two.",
        "Join those who act together into one side, or write a network of debts.",
        (
            Example(
                "actors:  # <--\n  third: {name: A third, adjective: third}",
                "actors:\n  union: {name: Union, called: the Union, adjective: Unionist, base: 9600}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E352",
        "not exactly one way to say what a strike costs",
        "What a strike costs follows from `sovereign:` (bonds and reserves), `ledger:` (losses one by one), `loan:` (a bank and its borrower) or `ordinal:` (levels in place of numbers). A study has one of them.",
        "Keep the one that fits the case.",
        (Example(f"ordinal: {{bars: {{member: medium, union: medium}}, {_STRIKES}}}  # <--", "currency: bn EUR", kind=KIND),),
    ),
    Rule(
        "E353",
        "a role or a strike that names nobody",
        "A role, the side behind a strike, or a bar names an actor who does not exist, or both roles name the same one.",
        "Name the two sides by their keys.",
        (
            Example(
                f"{_LEAVE}[claims], blowback: [output]}}\n    cut-off: {{name: Cutting off, by: onion, harm: [output], blowback: [claims]}}  # <--\n    stop: {{name: Stopping, by: union, harm: [output], blowback: [claims]}}",
                f"{_LEAVE}[claims], blowback: [output]}}\n    cut-off: {{name: Cutting off, by: union, harm: [output], blowback: [claims]}}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E354",
        "a channel that is unknown, idle or borne by both",
        "Strikes name the channels through which they harm. A channel that is named must exist, one that exists must be named, a strike must harm through at least one, and each loss has one bearer.",
        "Correct the name, drop what no strike uses, and make a second channel where the other side loses too.",
        (Example(f"{_LEAVE}[claim], blowback: [output]}}  # <--", f"{_LEAVE}[claims], blowback: [output]}}", kind=KIND),),
    ),
    Rule(
        "E355",
        "assets given twice or not at all, or smaller than a part of them",
        "What the creditor has in the debtor's currency is given as `reserve_assets:`, or as `reserves:` with `reserve_share:`. The holdings that could be sold are part of it, over their whole ranges.",
        "Give the assets once, and let them be at least as large as the holdings.",
        (
            Example(
                _sovereign("1900") + "  # <--\ncurrency: bn USD",
                _sovereign("900") + "\ncurrency: bn USD",
                kind=KIND,
                without=("ledger",),
            ),
        ),
    ),
    Rule(
        "E356",
        "money without a unit or a base",
        "Amounts of money need `currency:`; a default that was measured in US dollars cannot stand in another currency; a loss cannot be a share of nothing.",
        "Add the unit, give the number in your currency, or give a base above 0.",
        (
            Example(
                _sovereign(debtor="0") + "  # <--\ncurrency: bn USD",
                _sovereign() + "\ncurrency: bn USD",
                kind=KIND,
                without=("ledger",),
            ),
        ),
    ),
    Rule(
        "E357",
        "an acceptable loss above the bar",
        "`alpha` is the largest loss borne without changing course, `tau` the bar from which a loss is too much. Over their whole ranges the first must not exceed the second.",
        "Lower `alpha` or raise `tau`. Left out, `alpha` is the bar itself.",
        (
            Example(
                "actors:\n  member: {name: Member, adjective: Memberish, base: 200, tau: {stock: 2}, alpha: {stock: 3}}  # <--",
                "actors:\n  member: {name: Member, adjective: Memberish, base: 200, tau: {stock: 2}, alpha: {stock: 1}}",
                kind=KIND,
            ),
        ),
    ),
    Rule(
        "E358",
        "a loan without bars",
        "The bars that are assumed where nothing is said are those of states. Of a bank it must be said which share of its capital, and of a borrower which share of its control, is too much.",
        "Write `tau: {stock: 100}` for all of it.",
        (
            Example(
                f"{_LOAN}\nactors:\n  union: {{name: Union, adjective: banking}}  # <--\n  member: {{name: Member, adjective: owing, tau: {{stock: 100}}}}",
                f"{_LOAN}\nactors:\n  union: {{name: Union, adjective: banking, tau: {{stock: 100}}}}\n  member: {{name: Member, adjective: owing, tau: {{stock: 100}}}}",
                kind=KIND,
                without=("ledger",),
            ),
        ),
    ),
    Rule(
        "E359",
        "numbers beside levels, or a side without a bar",
        "A study in levels compares words, and a number could not be compared with them. Each side has a bar: the level that deters it.",
        "Leave the number out, and give `bars:` a level for each side.",
        (
            Example(
                f"ordinal:\n  bars: {{member: medium}}  # <--\n  {_STRIKES}\nactors:\n  member: {{name: Member, adjective: Memberish}}\n  union: {{name: Union, adjective: Unionist}}",
                f"ordinal:\n  bars: {{member: medium, union: high}}\n  {_STRIKES}\nactors:\n  member: {{name: Member, adjective: Memberish}}\n  union: {{name: Union, adjective: Unionist}}",
                kind=KIND,
                without=("ledger",),
            ),
        ),
    ),
    Rule(
        "E360",
        "a side without a strike",
        "Nobody is held hostage by a side that can do nothing. Each side has at least one strike.",
        "Add a strike `by:` that side; a weak one has small harm.",
        (
            Example(
                "ledger:\n  strikes:  # <--\n    leave: {name: Exit, by: member, harm: [claims], blowback: [output]}\n    cut-off: {name: Cutting off, by: member, harm: [claims], blowback: [output]}",
                "ledger:\n  strikes:\n    leave: {name: Exit, by: member, harm: [claims], blowback: [output]}\n    cut-off: {name: Cutting off, by: union, harm: [output], blowback: [claims]}",
                kind=KIND,
            ),
        ),
    ),
)  # fmt: skip
