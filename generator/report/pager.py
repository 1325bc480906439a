"""The way from one report to the next in the order of time, put under each report once all studies are known.

A report is kept as long as its own study does not change; who its neighbours are depends on all others, so it is no part of it.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import replace

from generator import words
from generator.report.pages import Card, Page


def in_order(cards: Iterable[Card]) -> list[Card]:
    """Studies as every list has them: by their first year, then by their last."""
    return sorted(cards, key=lambda card: (card.period, card.slug))


def with_neighbours(pages: Iterable[Page], cards: Iterable[Card]) -> list[Page]:
    """All pages; the report of each study leads to the one before and the one after."""
    ordered = in_order(cards)
    feet = {
        f"studies/{card.slug}/index.md": foot(before, after)
        for before, card, after in zip([None, *ordered], ordered, [*ordered[1:], None], strict=False)
    }
    return [replace(page, content=page.content + feet.get(page.uri, b"")) for page in pages]


def foot(before: Card | None, after: Card | None) -> bytes:
    """The foot of a report between two others; nothing for the only one."""
    links = "".join(_link(card, rel) for card, rel in ((before, "prev"), (after, "next")) if card is not None)
    if not links:
        return b""
    name = html.escape(words.PAGER["name"])
    return f'\n<nav class="bt-pager" aria-label="{name}" data-search-exclude>{links}</nav>\n'.encode()


def _link(card: Card, rel: str) -> str:
    e, (first, last) = html.escape, card.period
    years = words.PAGER[rel].format(years=f"{first}" if first == last else f"{first}\N{EN DASH}{last}")
    # A blank line in a title would end the block. Templates, whose filter sees to that, are not loaded for so little.
    title = " ".join(card.title.split())
    return (
        f'<a rel="{rel}" href="../{card.slug}/index.html"><span>{e(years)}</span>{e(title)}'
        f'<small class="bt-chip" data-verdict="{card.verdict}">{e(card.verdict_name)}</small></a>'
    )
