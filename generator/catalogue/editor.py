"""What an author's editor says of the keys of a study, beside what the declarations say themselves."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "force-exchange": "Two to four parties with nuclear forces: who could still retaliate after being struck first?",
    "power-balance": "States on two sides: does either side outweigh the other, and has a challenger caught up?",
    "creditor-debtor": "A creditor and a debtor: what would pulling out cost the other side, and what oneself?",
    "clearing-network": "Banks, firms or states that owe each other money: whose default pulls down whom?",
}
"""Kind of study -> what it asks."""

DISTRIBUTIONS: dict[str, str] = {
    "constant": "always the value",
    "uniform": "every number between `low` and `high` alike",
    "triangular": "between `low` and `high`, most often near the value",
    "beta": "a share around the value, as sure as `concentration` says",
    "lognormal": "an amount above 0, with nine draws in ten between `low` and `high`",
}
"""Named distribution -> what is drawn from it."""

EDITOR: dict[str, str] = {
    "study": "One study: who faces whom, with what, how sure each figure is, where it was read, and what follows.",
    "symbol": "symbol: {symbol}",
    "unit": "unit: {unit}",
    "between": "from {low} to {high}",
    "from": "{low} or more",
    "to": "{high} or less",
    "levels": "one of {levels}",
    "whole": "a whole number, without a range",
    "default": "if left out: {default}",
    "default_range": "if left out: {default}, drawn from {low} to {high}",
    "optional": "may be left out",
    "number_or_table": "A number, or a table with `value` and what is known of it (`low`, `high`, `grade`, `source`, ...).",
    "level_or_table": "A word, or a table with `value` and where it comes from (`grade`, `source`, `note`).",
    "change": "A new number for one input, named by its path.",
}
"""Parts of the texts that appear when the pointer rests on a key."""

SNIPPETS: dict[str, str] = {
    "ranged": "number with a range",
    "sourced": "number with a range and its source",
    "concentrated": "share, as sure as so many counted cases",
    "noted": "number of our own choice",
    "scenario": "scenario",
    "state": "state",
    "source": "source",
    "section": "section of the story",
    "evidence": "evidence for everything below",
}
"""Name of a text to fill in -> how an editor offers it."""
