"""Problems as SARIF 2.1.0, the form in which code hosts and editors take findings of any tool.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.diagnostics.explaining import silencing
from generator.diagnostics.problem import Problem
from generator.diagnostics.rule import Rule
from generator.diagnostics.rules.catalogue import RULES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(problems: Sequence[Problem]) -> str:
    """One run with a result for every problem; silenced ones are results that are suppressed, with their reason."""
    used = [RULES[code] for code in sorted({problem.code for problem in problems})]
    index = {rule.code: i for i, rule in enumerate(used)}
    driver = {
        "name": "studies",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in used],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, index[problem.code]) for problem in problems],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.cause},
        "help": {"text": f"{rule.cure} {silencing(rule)}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(problem: Problem, index: int) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endColumn": problem.column + problem.length,
    }
    # Of a long line only a part is kept, which is not what stands in the region's lines.
    if problem.excerpt and problem.indent == problem.column - 1:
        region["snippet"] = {"text": problem.excerpt[problem.indent : problem.indent + problem.length]}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": quote(problem.file)}, "region": region},
    }
    if problem.where:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.where}]
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": f"{problem.what}; {problem.instead}" if problem.instead else problem.what},
        "locations": [location],
    }
    if problem.silenced:
        result["suppressions"] = [{"kind": "inSource", "justification": problem.silenced}]
    return result
