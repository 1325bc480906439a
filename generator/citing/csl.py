"""Sources and studies as items of CSL-JSON, the form from which every other is made.

The names of fields are those of the Citation Style Language 1.0.2, appendix IV; study files write them with `_` for `-`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from generator.citing.imprint import Imprint
from generator.study import Source, Study

if TYPE_CHECKING:
    # Loads the models, which the feed of a build whose reports are cached does without.
    from generator.results import Results

Item = dict[str, Any]
Plain = Callable[[str], str]
"""An author's Markdown as plain text."""

DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(\S+)")
_CAPITALS = {"doi": "DOI", "isbn": "ISBN"}
_NAMES = ("author", "editor")
DIGITS = 12
"""So many digits of a digest name a version."""


def of_source(source: Source, plain: Plain) -> Item:
    """A source. One that is given as a text alone is a document with the text as its note."""
    item: Item = {"id": source.key}
    if source.work is None:
        item |= {"type": "document", "note": plain(source.citation or "")}
    else:
        item |= work(source.work)
        if source.note:
            item["note"] = plain(source.note)
    if source.url:
        item["URL"] = source.url
        doi = _DOI.fullmatch(source.url)
        if doi and "DOI" not in item:
            item["DOI"] = doi[1]
    if source.accessed and DATE.fullmatch(source.accessed):
        item["accessed"] = date(source.accessed)
    return item


def work(given: Mapping[str, Any]) -> Item:
    """The fields of a work as a study file gives them."""
    item: Item = {}
    for key, value in given.items():
        if value is None or value == []:
            continue
        name = _CAPITALS.get(key, key.replace("_", "-"))
        item[name] = [person(one) for one in value] if key in _NAMES else date(value) if key == "issued" else value
    return item


def person(text: str) -> Item:
    """A name: `Family, Given` or `Family, Given, Jr.` is a person's; anything else, or what stands in braces, an organisation's."""
    if text.startswith("{") and text.endswith("}"):
        return {"literal": text[1:-1]}
    parts = [part.strip() for part in text.split(",")]
    if len(parts) in (2, 3) and all(parts):
        return dict(zip(("family", "given", "suffix"), parts, strict=False))
    return {"literal": text}


def printed(name: Mapping[str, Any]) -> str:
    """A name as it stands at the head of a reference."""
    parts = [str(name[key]) for key in ("family", "given", "suffix") if key in name]
    return ", ".join(parts) or str(name.get("literal", ""))


def date(text: str) -> Item:
    """`1965`, `1965-03` or `1965-03-01`. Raises `ValueError` for anything else."""
    found = DATE.fullmatch(text)
    if found is None:
        raise ValueError(f"no date: {text}")
    return {"date-parts": [[int(part) for part in found.groups() if part]]}


def issued(item: Item) -> list[int]:
    """Year, month and day of an item, as far as they are known."""
    return list(item.get("issued", {}).get("date-parts", [[]])[0])


def version(results: Results[Any]) -> str:
    """What results are a version of: the model's, and the first digits of the digest of the study's numbers."""
    return f"{results.model_version}-{results.digest[:DIGITS]}"


def of_study(study: Study, results: Results[Any], imprint: Imprint) -> Item:
    """A study's report. Its date is that of the last entry of its history; without a history it has none."""
    item: Item = {
        "id": f"{study.slug}-{results.digest[:DIGITS]}",
        "type": "report",
        "title": study.title,
        "author": [person(name) for name in study.authors],
        "publisher": imprint.name,
        "version": version(results),
        "URL": imprint.page(study.slug),
        "language": "en",
        "note": f"Licence: {study.license}",
    }
    if study.history:
        item["issued"] = date(study.history[-1].date)
    return {key: value for key, value in item.items() if value}
