"""The verification page: every check as a reader sees it, and the same table as data beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from generator.numerals import MINUS, number, sentence_case
from generator.report.narrative import Templates
from generator.report.pages import Page
from generator.study import GRADE_MEANINGS
from generator.verification.compare import Finding, Value
from generator.verification.table import Table, write

URI = "verification/index.md"
TEMPLATE = "verification.md.j2"


@dataclass(frozen=True)
class Row:
    """One finding as printed."""

    label: str
    expected: str
    got: str
    difference: str
    tolerance: str
    passed: bool
    is_number: bool


def verification_pages(templates: Templates, table: Table) -> list[Page]:
    """The page and `verification.json`, both from the same table."""
    content = templates.render(
        TEMPLATE,
        table=table,
        rows={entry.id: [row(finding) for finding in entry.findings] for entry in table.entries},
        grade_meanings=GRADE_MEANINGS,
    )
    return [
        Page(URI, content, f"site_templates/reports/{TEMPLATE}"),
        Page("verification/verification.json", write(table)),
    ]


def row(finding: Finding) -> Row:
    """A finding in words and rounded numbers. A relation that must hold is its own label."""
    if finding.tolerance == "holds":
        found = "holds" if finding.got is True else "does not hold"
        return Row(sentence_case(str(finding.expected)), "holds", found, "", "", finding.passed, False)
    return Row(
        label(finding.name),
        _shown(finding.expected, finding.expected),
        _shown(finding.got, finding.expected),
        "" if finding.difference is None else scientific(finding.difference),
        finding.tolerance if finding.tolerance == "exact" else _tolerance(finding.tolerance),
        finding.passed,
        finding.is_number,
    )


def label(name: str) -> str:
    """`A.survival_by_leg.2` as "A, survival by leg, 2"."""
    return sentence_case(", ".join(part.replace("_", " ") for part in _parts(name)))


def scientific(value: float) -> str:
    """`0.000123` as 1.2e−4; 0 as it is, and what is no finite number by its name."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    mantissa, _, exponent = f"{value:.1e}".partition("e")
    return f"{mantissa}e{exponent.replace('-', MINUS)[:1]}{exponent[1:].lstrip('0') or '0'}".replace("+", "")


def _parts(name: str) -> list[str]:
    """The steps of a dotted path; a decimal such as 0.3 inside a name stays whole."""
    parts: list[str] = []
    for step in name.split("."):
        if parts and parts[-1].endswith("_0") and step.isdigit():
            parts[-1] += f".{step}"
        else:
            parts.append(step)
    return parts


def _shown(value: Value, like: Value) -> str:
    """A number with one decimal more than the expected one was given with; anything else as it is."""
    if value is None:
        return "nothing"
    if isinstance(value, bool) or not isinstance(value, float | int):
        return str(value)
    if isinstance(like, bool) or not isinstance(like, float | int) or value != value:
        return str(value)
    places = max(0, -int(Decimal(repr(like)).normalize().as_tuple().exponent))
    text = number(value, places if value is like else places + 1)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _tolerance(told: str) -> str:
    limit, _, how = told.partition(" ")
    plain = limit if float(limit) >= 0.001 else scientific(float(limit)).replace(".0", "")
    return f"{plain} {how}".strip()
