"""What the pages about all studies say beside their templates."""

from __future__ import annotations

ERAS: dict[str, tuple[str, int | None, int | None]] = {
    "before-1945": ("Before 1945", None, 1944),
    "cold-war": ("Cold War, 1945\u20131991", 1945, 1991),
    "since-1992": ("Since 1992", 1992, None),
}
"""Key -> name, first and last year; None where there is no bound."""

FILTERS = {"kind": "Kind", "era": "Era", "verdict": "Verdict"}
"""What studies are filtered by -> its name; the key stands in the address of the page."""

PAGER = {
    "name": "Previous and next study in time",
    "prev": "Previous study: {years}",
    "next": "Next study: {years}",
}

COMPARE = {
    "share": "Draws with the verdict of the case",
    "assurance": "Draws in which one side holds the other back",
    "index": "First-strike stability",
    "critical_risk": "How sure of being struck a side must be before going first pays",
    "over": "{name} over {other}",
}
"""Measures that mean the same in several kinds; all others are called by their meaning."""

COMPARE_SAID = {
    "chosen_one": "1 chosen. Choose another to stand beside it.",
    "chosen": "{n} chosen",
    "copied": "Link copied.",
    "by_hand": "The browser does not let a page copy. Select and copy: {text}",
    "failed": "The numbers of {study} could not be loaded.",
    "sort": "Sort by: {column}",
    "remove": "Take away",
    "remove_which": "Take away {case}",
    "all": "What all of them have",
    "some": "What only some of them have",
    "lacking": "not reckoned for {cases}",
    "enough": "just enough",
    "logarithmic": "each step to the right the same factor",
    "assumptions": "Inputs that differ",
    "caption": "Inputs of the same name whose value, range or grade differs",
    "input": "Input",
    "same": "Every input that these cases have in common is the same.",
    "no_counterpart": "{n} inputs of these cases have no counterpart of the same name and are left out.",
    "apart": "Inputs are compared within a kind only: the inputs of one kind mean nothing in another.",
}
"""What the comparison says in the reader's browser; braces take numbers and names."""
