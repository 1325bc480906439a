"""What the author's reference says beside the declarations it is made from."""

from __future__ import annotations

from generator.catalogue.editor import EDITOR

KIND_TITLES: dict[str, str] = {
    "force-exchange": "Force exchange",
    "power-balance": "Balance of power",
    "creditor-debtor": "Creditor and debtor",
    "clearing-network": "Network of debts",
}
"""Kind of study -> its name in headings."""

EXAMPLES: dict[str, dict[str, str]] = {
    "force-exchange": {
        "two-silos": "two parties with forces",
        "three": "three parties",
        "damages": "damages in place of forces",
        "industry": "a second condition, and a defence",
    },
    "power-balance": {"leagues": "two leagues and a newcomer"},
    "creditor-debtor": {
        "saver": "a sovereign creditor and its debtor",
        "union": "losses listed one by one",
        "bank": "a bank and its borrower",
        "village": "levels in place of money",
    },
    "clearing-network": {"northport": "three banks", "markets": "fire sales and the stock market"},
    "dynamics": {"two-fleets": "an arms race and the weapons plane"},
}
"""Kind of study -> its example studies, in the order in which the guide shows them, and what each is about."""

TYPES: dict[str, str] = {
    "number": "a number or a table",
    "level": "a word or a table",
    "key": "a key: lower-case letters, digits, - and _",
    "short": "one line of text",
    "prose": "text: Markdown, with numbers of the run",
    "choice": "one word of",
    "mapping": "several keys:",
    "families": "several keys, by `family`:",
    "entries": "entries under keys of your choice:",
    "for_each": "keys, each with {inner}",
    "years": "years, each with a number",
    "changes": "paths of inputs, each with a number or a table",
    "list": "a list of {inner}",
    "listed_entries": "a list of entries:",
    "listed_keys": "keys",
    "listed_short": "lines of text",
    "listed_prose": "texts",
    "listed_number": "numbers",
    "listed_choice": "words, each one of",
    "listed_list": "lists of keys",
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "str": "text",
}
"""What a key of a study file takes."""

FACTS: dict[str, str] = {
    **{name: EDITOR[name] for name in ("optional", "from", "to")},
    "takes": "Takes",
    "symbol": "Symbol",
    "unit": "Unit",
    "range": "Range",
    "absent": "If left out",
    "required": "must be given",
    "between": "{low} to {high}",
    "any": "any number",
    "whole": "whole, without a range of doubt",
    "drawn": "{value}, drawn from {low} to {high}",
    "noted": "{value} ({grade}: {note})",
}
"""Headings and patterns of what is said of a key."""

PLACEHOLDERS: dict[str, str] = {
    "actors": "actor",
    "legs": "leg",
    "against": "opponent",
    "also_required": "criterion",
    "sources": "source",
    "series": "series",
    "lines": "line",
    "sides": "side",
    "rivalries": "rivalry",
    "threats": "threat",
    "channels": "channel",
    "strikes": "strike",
    "assets": "class",
    "diminishing_returns": "side",
}
"""Key whose entries an author names -> what stands for such a name in a path."""

SPOKEN: dict[str, str] = {
    "verdict": "the verdict in words",
    "share": "the share of the draws that have this verdict",
    "assurance": "the share of the draws in which the other side is deterred by its reprisal",
}
"""What prose may name of a case beside its measures."""

STYLES: dict[str, str] = {
    "estimate": "the median of the draws, rounded to what its doubt allows; the same as no style at all",
    "interval": "from the 5 % to the 95 % point of the draws",
    "full": "the median with its interval in brackets",
    "point": "the model at the central values",
}
"""Style of a number in prose -> what is printed."""
