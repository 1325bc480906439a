"""What the command line says beyond the words of a page."""

from __future__ import annotations

TERMINAL = {
    "run": "{file}: {kind}, {draws} draws, seed {seed}",
    "run-levels": "{file}: {kind}, in levels; nothing is drawn",
    "quick": "A quick look, not what the page of the study shows: {changes}.",
    "quick-draws": "{given} draws in place of {own}",
    "quick-seed": "seed {given} in place of {own}",
    "case": "case",
    "verdict": "verdict",
    "share": "draws",
    "sure": "how sure",
    "contested": "contested",
    "intervals": "Medians of the draws, with the range that holds nine draws in ten.",
    "begun": "case {number} of {all}: {case}",
    "after": "sensitivities",
}

ASKED = {
    "kind": "Kind of study",
    "form": "What a strike costs is given as",
    "title": "Title",
    "question": "The question it answers",
    "period": "Years it is about, as 1962-1964",
    "actors": "Actors, separated by commas",
    "authors": "Author (may be left empty)",
    "slug": "Name of the file, without .yml",
}
"""What `studies new` asks."""

WRITTEN = "{file} is written: a draft that passes. Its first lines say what to replace."
NOT_WRITTEN = "nothing was written: what you answered cannot stand in a study as it is"

VERIFIED = {
    "same": "{results} agrees with a run of {study}: {numbers} numbers, none further apart than {tolerance} (relative).",
    "differs": "{results} differs from a run of {study} in {differences} places; {numbers} numbers were compared, and those no further apart than {tolerance} (relative) count as the same.",
    "where": "where",
    "published": "published",
    "computed": "computed",
    "relative": "relative",
    "other": "differs",
    "more": "and {number} more; --json has all",
}
"""What `studies verify` says."""
