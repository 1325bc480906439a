"""The one table of all checks: made from the spine's and every kind's, kept as JSON, read back for the page and the tests."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from generator.checks import Check
from generator.registry import KINDS
from generator.study import GRADES
from generator.verification import context, shared, theory
from generator.verification.compare import Finding, examine


@dataclass(frozen=True)
class Entry:
    """One check with its findings, without the function that made them."""

    id: str
    subject: str
    what: str
    source: str
    grade: str
    note: str
    input: Mapping[str, Any]
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether every finding agrees."""
        return all(finding.passed for finding in self.findings)


@dataclass(frozen=True)
class Table:
    """Every check of the project, examined."""

    entries: tuple[Entry, ...]

    @property
    def passed(self) -> bool:
        """Whether everything agrees."""
        return all(entry.passed for entry in self.entries)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for entry in self.entries for finding in entry.findings)

    @property
    def failures(self) -> tuple[Finding, ...]:
        """What does not agree."""
        return tuple(finding for finding in self.findings if not finding.passed)

    @property
    def numbers(self) -> int:
        """How many numbers were compared."""
        return sum(finding.is_number for finding in self.findings)

    @property
    def words(self) -> int:
        """How many classes, verdicts and relations were compared."""
        return len(self.findings) - self.numbers

    def subjects(self) -> dict[str, Table]:
        """The entries under each heading, in the order in which the headings first appear."""
        return {
            subject: Table(tuple(entry for entry in self.entries if entry.subject == subject))
            for subject in dict.fromkeys(entry.subject for entry in self.entries)
        }

    def grades(self) -> dict[str, int]:
        """How many checks rest on evidence of each grade."""
        counted = Counter(entry.grade for entry in self.entries)
        return {grade: counted[grade] for grade in GRADES if counted[grade]}


def all_checks() -> tuple[Check, ...]:
    """The checks of the spine, of every kind, of the strategic theory and of context. Raises ValueError for two of one id."""
    of_kinds = (check for kind in KINDS.values() for check in kind.checks())
    found = [*shared.checks(), *of_kinds, *theory.checks(), *context.checks()]
    twice = sorted(id for id, count in Counter(check.id for check in found).items() if count > 1)
    if twice:
        raise ValueError(f"two checks are called {', '.join(twice)}")
    return tuple(found)


def examined(checks: Iterable[Check]) -> Table:
    """Every check computed and compared."""
    return Table(
        tuple(
            Entry(
                check.id,
                check.subject,
                check.what,
                check.source,
                check.grade,
                check.note,
                check.input,
                examine(check),
            )
            for check in checks
        )
    )


def write(table: Table) -> bytes:
    """The table as JSON, with its counts in front."""
    plain = {
        "agrees": table.passed,
        "numbers": table.numbers,
        "words": table.words,
        "checks": len(table.entries),
        "by_grade": table.grades(),
        "entries": [_plain(entry) for entry in table.entries],
    }
    return (json.dumps(plain, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def read(raw: bytes) -> Table:
    """The table back from its JSON."""
    return Table(
        tuple(
            Entry(**{**entry, "findings": tuple(_finding(entry["id"], found) for found in entry["findings"])})
            for entry in json.loads(raw)["entries"]
        )
    )


_NAMES = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
"""Numbers that JSON does not know, as it is usual to write them."""


def _plain(entry: Entry) -> dict[str, Any]:
    plain = asdict(entry)
    for finding in plain["findings"]:
        del finding["check"]
        finding.update({key: _named(value) for key, value in finding.items()})
    return plain


def _named(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return next(name for name, meant in _NAMES.items() if meant == value or (meant != meant and value != value))
    return value


def _finding(check: str, plain: Mapping[str, Any]) -> Finding:
    values: dict[str, Any] = {
        key: _NAMES.get(value, value) if isinstance(value, str) else value for key, value in plain.items()
    }
    return Finding(check, **values)


def problems_in(table: Table) -> Iterator[tuple[str, str, str]]:
    """Where each failure stands, what was found and what was expected."""
    for finding in table.failures:
        expected = f"expected {finding.expected!r}"
        if finding.is_number:
            expected += f", tolerance {finding.tolerance}"
        yield f"{finding.check}.{finding.name}", f"found {finding.got!r}", expected
