"""Problems as text for people and as data for programs: with their source line, JSON, GitHub annotations.

JSON and SARIF (`sarif.py`) are stable: a field may be added, none changes its meaning. The other forms
are for people and may be reworded.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from typing import Any

from generator.diagnostics.problem import Paint, Problem, unpainted

VERSION = 1
"""Of the JSON format."""


def full(problem: Problem, paint: Paint = unpainted) -> str:
    """The problem in one line, and below it the source line with a caret under what is meant."""
    if not problem.excerpt:
        return problem.told(paint)
    number = str(problem.line)
    before = problem.excerpt[: problem.indent]
    covered = problem.excerpt[problem.indent : problem.indent + problem.length]
    caret = paint("^" * max(1, columns(covered)), "caret")
    return "\n".join(
        (
            problem.told(paint),
            f" {number} | {problem.excerpt}",
            f" {' ' * len(number)} | {' ' * columns(before)}{caret}",
        )
    )


def columns(text: str) -> int:
    """Columns of a terminal that a text takes: two for wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def plain(problem: Problem) -> dict[str, Any]:
    """A problem as JSON has it."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "end_column": problem.column + problem.length,
        "path": problem.where,
        "found": problem.what,
        "instead": problem.instead,
    }


def as_json(problems: Sequence[Problem], checked: Sequence[str]) -> str:
    """All problems as one JSON object, with the files that were looked at."""
    return json.dumps(
        {
            "format": VERSION,
            "files": list(checked),
            "errors": sum(problem.severity == "error" for problem in problems),
            "warnings": sum(problem.severity == "warning" for problem in problems),
            "problems": [plain(problem) for problem in problems],
        },
        indent=2,
        ensure_ascii=False,
    )


def github(problem: Problem) -> str:
    """A workflow command that GitHub shows beside the line of a change."""
    instead = f"; {problem.instead}" if problem.instead else ""
    where = f"{problem.where}: " if problem.where else ""
    properties = {
        "file": problem.file,
        "line": problem.line,
        "endLine": problem.line,
        "col": problem.column,
        "endColumn": problem.column + problem.length,
        "title": problem.code,
    }
    told = ",".join(f"{name}={_escaped(str(value), in_property=True)}" for name, value in properties.items())
    return f"::{problem.severity} {told}::{_escaped(f'{where}{problem.what}{instead}')}"


def _escaped(text: str, *, in_property: bool = False) -> str:
    """Text that cannot end its part of a workflow command."""
    pairs = [("%", "%25"), ("\r", "%0D"), ("\n", "%0A")] + ([(":", "%3A"), (",", "%2C")] if in_property else [])
    for character, code in pairs:
        text = text.replace(character, code)
    return text


def counted(problems: Sequence[Problem], studies: int) -> str:
    """How many problems there are in how many studies, in words."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    among = f"{studies} stud{'ies' if studies != 1 else 'y'}"
    if not problems:
        return f"{among} checked, nothing wrong"
    parts = [f"{errors} problem{'s' if errors != 1 else ''}"] if errors else []
    parts += [f"{warnings} warning{'s' if warnings != 1 else ''}"] if warnings else []
    return f"{' and '.join(parts)} in {among}"
