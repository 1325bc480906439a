"""Items of CSL-JSON as files that reference managers read: CSL-JSON itself, BibTeX and RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import rispy
from pybtex.database import BibliographyData, Entry, Person

from generator.citing.csl import Item, issued, printed

_BIBTEX = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book", "chapter": "incollection",
    "paper-conference": "inproceedings", "report": "techreport", "thesis": "phdthesis", "manuscript": "unpublished",
}  # fmt: skip
"""Type of CSL -> entry of BibTeX; any other is `misc`."""
_FIELDS = {
    "volume": "volume", "issue": "number", "number": "number", "page": "pages", "edition": "edition", "publisher-place": "address", "genre": "type",
    "DOI": "doi", "ISBN": "isbn", "URL": "url", "version": "version", "note": "note", "collection-title": "series",
}  # fmt: skip
_RIS = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK", "chapter": "CHAP", "paper-conference": "CPAPER",
    "report": "RPRT", "thesis": "THES", "manuscript": "MANSCPT", "webpage": "ELEC", "post-weblog": "BLOG", "dataset": "DATA", "legislation": "STAT",
}  # fmt: skip
"""Type of CSL -> type of RIS; any other is `GEN`."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ADDRESS = re.compile(r"^    (?:url|doi) = .*$", re.MULTILINE)


class _Plain(rispy.RisWriter):  # type: ignore[misc] # the library has no types
    """RIS as the format has it, without a number before each entry."""

    def set_header(self, count: int) -> str:
        return ""


def csl_json(items: Sequence[Item]) -> bytes:
    """The items as a CSL-JSON file."""
    return (json.dumps(items, indent=1, ensure_ascii=False) + "\n").encode()


def bibtex(items: Sequence[Item]) -> bytes:
    """The items as a BibTeX file. Titles stand in braces, so that no style lowers their capitals."""
    entries = {item["id"]: _entry(item) for item in items}
    text = str(BibliographyData(entries).to_string("bibtex"))
    # An address is read letter by letter, where a backslash would be one of them.
    return _ADDRESS.sub(lambda line: re.sub(r"\\([_%&#$])", r"\1", line[0]), text).encode()


def _entry(item: Item) -> Any:
    kind = _BIBTEX.get(item["type"], "misc")
    fields = {}
    if "title" in item:
        fields["title"] = f"{{{_latex(item['title'])}}}"
    if "container-title" in item:
        within = "journal" if kind == "article" else "booktitle" if kind.startswith("in") else "howpublished"
        fields[within] = _latex(item["container-title"])
    if "publisher" in item:
        holder = {"techreport": "institution", "phdthesis": "school", "misc": "organization"}.get(kind, "publisher")
        fields[holder] = _latex(item["publisher"])
    for name, value in zip(("year", "month", "day"), issued(item), strict=False):
        fields[name] = _MONTHS[value - 1] if name == "month" else str(value)
    for name, field in _FIELDS.items():
        if name in item:
            fields.setdefault(field, _latex(str(item[name])) if name not in ("URL", "DOI") else _flat(item[name]))
    if "pages" in fields:
        fields["pages"] = re.sub(r"\s*[-\u2013]\s*", "--", fields["pages"])
    people = {role: [_person(name) for name in item[role]] for role in ("author", "editor") if item.get(role)}
    return Entry(kind, fields=list(fields.items()), persons=people)


def _person(name: Item) -> Any:
    if "literal" in name:
        person = Person()
        person.last_names = [f"{{{_latex(name['literal'])}}}"]
        return person
    first, last, lineage = (_latex(name.get(part, "")) for part in ("given", "family", "suffix"))
    return Person(first=first, last=last, lineage=lineage)


def ris(items: Sequence[Item]) -> bytes:
    """The items as a RIS file."""
    return str(rispy.dumps([dict(_ris(item)) for item in items], implementation=_Plain)).encode()


def _ris(item: Item) -> Iterator[tuple[str, Any]]:
    yield "type_of_reference", _RIS.get(item["type"], "GEN")
    yield "id", item["id"]
    if item.get("author"):
        yield "authors", [_flat(printed(name)) for name in item["author"]]
    if item.get("editor"):
        yield "secondary_authors", [_flat(printed(name)) for name in item["editor"]]
    for name, key in (
        ("title", "title"), ("container-title", "secondary_title"), ("collection-title", "tertiary_title"), ("publisher", "publisher"),
        ("publisher-place", "place_published"), ("volume", "volume"), ("issue", "number"), ("edition", "edition"), ("version", "edition"),
        ("DOI", "doi"), ("ISBN", "issn"),
    ):  # fmt: skip
        if name in item:
            yield key, _flat(str(item[name]))
    first, dash, last = str(item.get("page", "")).partition("-")
    if first:
        yield "start_page", _flat(first)
    if dash:
        yield "end_page", _flat(last)
    parts = issued(item)
    if parts:
        yield "year", str(parts[0])
        yield "date", "/".join(f"{part:02}" for part in parts)
    if "URL" in item:
        yield "urls", [item["URL"]]
    if item.get("note"):
        yield "notes", [_flat(item["note"])]


def _latex(text: str) -> str:
    """A text in which nothing is a command of LaTeX; the writer sees to the other characters that mean something there."""
    return _flat(text).replace("\\", "\\textbackslash ").replace("$", "\\$").replace('"', "''")


def _flat(text: str) -> str:
    """A text on one line, with its braces balanced: neither format has a way to write one alone."""
    text = " ".join(text.split())
    return text if _balanced(text) else text.replace("{", "(").replace("}", ")")


def _balanced(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0
