"""What a new study says until its author has replaced it: placeholders that call themselves placeholders."""

from __future__ import annotations

SCAFFOLD = {
    "head": "A study of the kind {kind}, begun with `studies new`. It passes and can be run as it is, but all of its "
    "figures are placeholders and say so: `grade: assumed`. Replace first:",
    "first-sources": "`sources`: what you have read; cite it as [@key] in prose and as `source: key` beside a figure",
    "first-figures": "the figures under `{where}`; each may give its own `grade`, `source`, `at` and `note`",
    "first-words": "`summary`, `scenarios`, `story` and `limits`: the words are yours, the numbers come from the run",
    "last": "Check it with `studies check {file}`; see its numbers with `studies run {file}`.",
    "also": "Also possible here: {keys}.",
    "placeholder": "placeholder of a new study, not read anywhere",
    "citation": "Placeholder. Put the author, title, place and year of the first thing you read here.",
    "citation-note": "Nothing was read for this draft.",
    "baseline": "As it stands",
    "baseline-says": "A draft: none of its figures has been read anywhere yet [@first-source].",
    "limits": "All figures are placeholders; nothing on this page is a finding.",
    "story": "What the scenario changes",
}

DECISIVE = {
    "force-exchange": "`alpha` and `tau` of each actor: what it would accept, and what it would find too much",
    "power-balance": "`commitment` and `dissatisfaction`: on whom each side can rely, and who would change the order",
    "creditor-debtor": "what each side would find too much, its `tau` or its bar: the verdict hangs on it",
    "clearing-network": "the equity and the debts of the two under `focus`: the verdict is about them",
}
"""Kind -> the figures on which its verdict hangs most, for the list of what to replace first."""

FORMS = ("sovereign", "ledger", "loan", "ordinal")
"""Ways to say what a strike costs, for the kind creditor-debtor."""

QUESTIONS = {
    "force-exchange": "Could either side strike first and escape retaliation?",
    "power-balance": "Did the two sides check each other, and had a challenger caught up?",
    "creditor-debtor": "What would a strike with money cost each side, and is either held back by it?",
    "clearing-network": "Could any of them afford to let another fail?",
}
"""Kind -> the question a study of this kind answers, until its author asks another."""

ACTORS = {
    "force-exchange": ("First Country", "Second Country"),
    "power-balance": ("First Power", "Second Power", "Third Power"),
    "sovereign": ("Creditor", "Debtor"),
    "ledger": ("First Side", "Second Side"),
    "loan": ("Bank", "Borrower"),
    "ordinal": ("First Side", "Second Side"),
    "clearing-network": ("First Bank", "Second Bank", "Third Bank"),
}
"""Kind, or form of a kind that has several -> names of its actors until their author names others."""

SUMMARIES = {
    "force-exchange": "A draft. After a first strike {a} could still deliver {{{{ baseline.{x}.margin | full }}}} times what "
    "{b} would find too much, and {b} {{{{ baseline.{y}.margin | full }}}} times what {a} would.",
    "power-balance": "A draft. The weaker side has {{{{ baseline.balance | full }}}} of the power of the stronger, and {b} has "
    "{{{{ baseline.ratio | full }}}} times the capability of {a}.",
    "creditor-debtor": "A draft. The cost that {a} must expect of its own strike is {{{{ baseline.{x}.margin | full }}}} times "
    "what it would find too much, that of {b} {{{{ baseline.{y}.margin | full }}}} times.",
    "ordinal": "A draft. The verdict is *{{{{ baseline.verdict }}}}*: nothing in it can be counted in money.",
    "clearing-network": "A draft. If {a} fails, {b} loses {{{{ baseline.{x}.{y}.hostage | full }}}} times its net worth; if {b} "
    "fails, {a} loses {{{{ baseline.{y}.{x}.hostage | full }}}} times its own.",
}

STORIES = {
    "default": "In this scenario the verdict is *{{{{ {id}.verdict }}}}*, in {{{{ {id}.share }}}} of the draws.",
    "ordinal": "In this scenario the verdict is *{{{{ {id}.verdict }}}}*.",
}
