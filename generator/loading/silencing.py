"""Warnings that an author silences in the file, each with its reason: `# ok W301: further reading`.

The comment stands on the line of the warning, or alone on the line above it. Inside a text of several
lines no comment can stand; there it stands on the line of the text's key or alone above that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.diagnostics.problem import Place, Problem
from generator.diagnostics.rules.catalogue import RULES, nearest_code
from generator.loading.comments import comments
from generator.loading.document import Document

_ASKED = re.compile(r"#+\s*ok\s+(?P<codes>[A-Z]\d+(?:\s*,\s*[A-Z]\d+)*)\s*(?P<rest>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Silencing:
    """What a comment asks for."""

    code: str
    reason: str
    line: int
    """The line whose warnings it silences."""
    place: Place


def silenced(document: Document, complete: bool) -> tuple[list[Problem], list[Problem]]:
    """The document's problems that stay, and those that a comment silences, each with its reason.

    `complete` says whether every rule was looked at; only then can it be told that a comment silences nothing.
    """
    problems = set(document.problems)
    if document.data is None or not re.search(r"#\s*ok\s", document.text, re.IGNORECASE):
        return list(problems), []
    asked = list(_asked(document))
    by_line: dict[tuple[int, str], _Silencing] = {}
    for one in asked:
        found = _mistake(document, one)
        if found is not None:
            problems.add(found)
        else:
            by_line.setdefault((one.line, one.code), one)
    texts = list(_texts(document))
    stay: list[Problem] = []
    gone: list[Problem] = []
    used: set[tuple[int, str]] = set()
    for problem in problems:
        # What was read beside the study may have problems of its own, in files of their own.
        own = problem.file == document.file
        keys = [(line, problem.code) for line in _lines(problem, texts)] if own else []
        key = next((key for key in keys if key in by_line), None)
        if key is None:
            stay.append(problem)
        else:
            used.add(key)
            gone.append(replace(problem, silenced=by_line[key].reason))
    if complete:
        stay += [_idle(document, one) for key, one in by_line.items() if key not in used]
    return stay, gone


def _asked(document: Document) -> Iterator[_Silencing]:
    every = list(comments(document))
    alone = [document.line_and_column(comment.start)[0] for comment in every if comment.alone]
    meant: dict[int, int] = {}
    for line in reversed(alone):
        meant[line] = meant.get(line + 1, line + 1)
    for comment in every:
        match = _ASKED.match(comment.text)
        if match is None:
            continue
        own, _ = document.line_and_column(comment.start)
        # Of a comment that stands alone, the next line that holds more than a comment.
        line = meant[own] if comment.alone else own
        place = document.place_of_offset(comment.start, comment.start + len(comment.text))
        reason = match["rest"].removeprefix(":").strip() if match["rest"].startswith(":") else ""
        for code in re.split(r"\s*,\s*", match["codes"]):
            yield _Silencing(code.upper(), reason, line, place)


def _mistake(document: Document, one: _Silencing) -> Problem | None:
    rule = RULES.get(one.code)
    if rule is None:
        close = nearest_code(one.code)
        hint = f"did you mean '{close}'?" if close else "copy the code from the message"
        return Problem.at(document.file, one.place, "E392", (), f"there is no code '{one.code}'", hint)
    if not rule.can_be_silenced:
        what = f"{one.code} is {'an error' if rule.severity == 'error' else 'about silencing'} and cannot be silenced"
        return Problem.at(document.file, one.place, "E393", (), what, "mend what it tells, and remove the comment")
    if not one.reason:
        what = f"{one.code} is silenced without a reason"
        return Problem.at(document.file, one.place, "E391", (), what, f"write `# ok {one.code}: why`")
    return None


def _idle(document: Document, one: _Silencing) -> Problem:
    what = f"there is no {one.code} here to silence"
    return Problem.at(document.file, one.place, "W394", (), what, "remove the comment", "warning")


def _texts(document: Document) -> Iterator[tuple[int, int, int]]:
    """First line, last line and line of the key of every text that goes on over more than one line."""
    inner = {path[:-1] for path in document.values if path}
    for path, (line, _, start, end) in document.values.items():
        if path not in inner and "\n" in document.text[start:end].rstrip():
            last = line + document.text[start:end].rstrip().count("\n")
            yield line, last, document.keys[path].line if path in document.keys else line


def _lines(problem: Problem, texts: Iterable[tuple[int, int, int]]) -> Iterator[int]:
    """The lines at which a comment would silence a problem."""
    yield problem.line
    for first, last, key in texts:
        if first < problem.line <= last:
            yield from (first, key)
