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
    "name": "Studies before and after this one",
    "prev": "Before it: {years}",
    "next": "After it: {years}",
}
