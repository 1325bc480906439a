"""One bibliography for all studies: sources that more than one of them cites, written once.

`bibliography.yml` in the folder of studies maps keys to entries of the same form as the `sources:` of a
study. An entry with a mistake spoils nothing but the studies that cite it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics.problem import Path, Problem, Remark, dotted
from generator.loading.beside import Bibliography
from generator.loading.dates import is_date
from generator.loading.document import Document, read_document
from generator.loading.validation import KEY_PATTERN, check_shape
from generator.references import references
from generator.study import Source
from generator.study_file import SourceEntry

_EMPTY_FILE = "E103"


def read_bibliography(file: str, raw: bytes) -> Bibliography:
    """Read YAML bytes; never raises for what an author may write."""
    document = read_document(file, raw)
    # A file in which nothing stands yet, or no more, is no mistake.
    document.problems = [problem for problem in document.problems if problem.code != _EMPTY_FILE]
    data = document.data
    if data is not None and not isinstance(data, dict):
        document.problem(document.place(()), "E206", (), "the file holds no mapping", "write `key: {citation: ...}`")
    if not isinstance(data, dict):
        problems = tuple(document.problems)
        return Bibliography(file, problems=problems, readable=not problems)
    entries: dict[str, Source] = {}
    broken: dict[str, tuple[Problem, ...]] = {}
    for key, entry in data.items():
        before = len(document.problems)
        _check(document, key, entry)
        found = tuple(document.problems[before:])
        # A key written twice is noted where the document is read; then nobody can say which of the two is meant.
        found += tuple(problem for problem in document.problems[:before] if _is_about(problem, key))
        if found:
            broken[key] = found
        else:
            entries[key] = Source(key, **entry)
    lines = {key: document.keys[(key,)].line for key in data}
    return Bibliography(file, entries, lines, broken, tuple(sorted(set(document.problems))))


def _check(document: Document, key: str, entry: Any) -> None:
    """Note what is wrong with one entry: key, shape, address, and references, which would lead nowhere."""
    if not re.fullmatch(KEY_PATTERN, key):
        what, instead = f"found '{key[:60]}'", "must be lower-case letters, digits, - and _, starting with a letter"
        document.problem(document.place((key,), at_key=True), "E209", (key,), what, f"{instead}, at most 40")
    if check_shape(document, SourceEntry, entry, (key,)):
        return
    for remark in remarks_on_source(entry, (key,)):
        document.problem(
            document.place(remark.path, at_key=remark.at_key), remark.code, remark.path, remark.what, remark.instead
        )
    for name, text in entry.items():
        path = (key, name)
        if name == "work":
            continue  # its fields are plain text, in which nothing is a reference
        _, _, start, end = document.values[path]
        found = [(start + one.start, start + one.end) for one in references(document.text[start:end])]
        # An escape may have hidden one.
        found = found or [(start, end) for _ in references(str(text))][:1]
        for first, last in found:
            what = "a reference stands in the bibliography, which belongs to no study"
            document.problem(
                document.place_of_offset(first, last), "E381", path, what, "refer to numbers and sources in a study"
            )


def _is_about(problem: Problem, key: str) -> bool:
    start = dotted((key,))
    return problem.where == start or problem.where.startswith((f"{start}.", f"{start}["))


def remarks_on_source(entry: Mapping[str, Any], path: Path) -> Iterator[Remark]:
    """What is wrong with a source of the right shape that stands at `path`."""
    url, given = entry.get("url"), entry.get("work")
    if not entry.get("citation") and not given:
        yield Remark(
            path, "E382", "the source has neither a citation nor a work", "add `citation:` or `work:`", at_key=True
        )
    if url is not None and not re.fullmatch(r"https?://[^\s<>\"']+", url):
        yield Remark((*path, "url"), "E320", f"'{url}' is not a web address", "start with https://")
    issued = given.get("issued") if given else None
    if issued is not None and not is_date(issued):
        instead = "write the year, as '1965', or '1965-03', or '1965-03-01'"
        yield Remark((*path, "work", "issued"), "E383", f"'{issued}' is no date", instead)
