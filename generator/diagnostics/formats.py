"""Problems as text for people and as data for programs: with their source line, JSON, GitHub annotations.

JSON and SARIF (`sarif.py`) are stable: a field may be added, none changes its meaning. The other forms
are for people and may be reworded.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from typing import Any

from generator.diagnostics.problem import Paint, Problem, unpainted, visible

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
        "silenced": problem.silenced or None,
    }


def as_json(problems: Sequence[Problem], checked: Sequence[str]) -> str:
    """All problems as one JSON object, with the files that were looked at. Those that are silenced count apart.

    - `format`: 1
    - `files`: the files that were looked at
    - `errors`, `warnings`, `silenced`: how many there are of each
    - `problems`: one object for each, in the order of files and places, with
      `code`, `severity` (`error` or `warning`), `file`, `line` and `column` (from 1, in characters),
      `end_column` (the first column behind it), `path` (in the document; empty for all of it), `found`,
      `instead` (what would be right; may be empty), `silenced` (the author's reason, or null)
    """
    loud = [problem for problem in problems if not problem.silenced]
    return json.dumps(
        {
            "format": VERSION,
            "files": list(checked),
            "errors": sum(problem.severity == "error" for problem in loud),
            "warnings": sum(problem.severity == "warning" for problem in loud),
            "silenced": len(problems) - len(loud),
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
        "file": visible(problem.file),
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
    """How many problems there are in how many studies, in words, and where to read more of the first."""
    loud = [problem for problem in problems if not problem.silenced]
    errors = sum(problem.severity == "error" for problem in loud)
    warnings = len(loud) - errors
    among = f"{studies} stud{'ies' if studies != 1 else 'y'}"
    silent = f" ({len(problems) - len(loud)} silenced with a reason)" if len(problems) > len(loud) else ""
    if not loud:
        return f"{among} checked, nothing wrong{silent}"
    parts = [f"{errors} problem{'s' if errors != 1 else ''}"] if errors else []
    parts += [f"{warnings} warning{'s' if warnings != 1 else ''}"] if warnings else []
    codes = list(dict.fromkeys(problem.code for problem in sorted(loud, key=lambda item: item.severity)))
    return f"{' and '.join(parts)} in {among}{silent}; `studies explain {' '.join(codes[:3])}` tells more"
