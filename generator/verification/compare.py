"""Expected against found: the rules of comparison, and one finding for every number and word.

A tolerance is `{"abs": t}` for |found - expected| <= t, `{"rel": t}` for |found - expected| <= t |expected|,
`exact`, or `sign` for a relation in words that must hold. A mapping from names to these gives each output
its own; a name is the whole dotted path or one of its steps, and `default` is all the rest. Words and truths
are always compared exactly. What is not a number passes nothing, and neither does a list of another length.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.checks import Check

Rule = str | Mapping[str, float]
Value = float | int | str | bool | None


@dataclass(frozen=True)
class Finding:
    """One number or word of a check, as expected and as found."""

    check: str
    name: str
    """Dotted path in the outputs; members of a list count from 1."""
    expected: Value
    """For the rule `sign` the relation in words."""
    got: Value
    """None when nothing of this name was found; for the rule `sign` whether the relation holds."""
    difference: float | None
    """Distance from the expected number, relative where the tolerance is; None for words, truths and what cannot be compared."""
    tolerance: str
    passed: bool

    @property
    def is_number(self) -> bool:
        """Whether a number was compared, and not a word or a relation."""
        return isinstance(self.expected, (int, float)) and not isinstance(self.expected, bool)


def examine(check: Check) -> tuple[Finding, ...]:
    """Compute a check and compare every output. What raises an error has found nothing, and says why."""
    expected = dict(flat(check.expected))
    rules = _rules(check, list(expected))
    try:
        found: dict[str, Value] = dict(flat(check.compute()))
    except Exception as error:  # a check that cannot be computed has failed, and a preview goes on
        found = dict.fromkeys(expected, f"{type(error).__name__}: {error}")
    # What nobody expected is a claim without a source.
    rules.update({name: "exact" for name in found if name not in expected})
    return tuple(compare(check.id, name, expected.get(name), found.get(name), rule) for name, rule in rules.items())


def compare(check: str, name: str, expected: Value, got: Value, rule: Rule) -> Finding:
    """One finding by one rule."""
    if rule == "sign":
        return Finding(check, name, expected, got, None, "holds", got is True)
    if isinstance(expected, float | int) and not isinstance(expected, bool):
        difference = _distance(expected, got, relative="rel" in rule)
        limit = 0.0 if isinstance(rule, str) else next(iter(rule.values()))
        return Finding(
            check, name, expected, got, difference, _told(rule), difference is not None and difference <= limit
        )
    same = type(expected) is type(got) and expected is not None and expected == got
    return Finding(check, name, expected, got, None, "exact", same)


def flat(value: Any, name: str = "") -> Iterator[tuple[str, Value]]:
    """Every single value below mappings, lists and arrays, with its dotted path."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        parts = [(str(key), part) for key, part in value.items()]
    elif isinstance(value, list | tuple):
        parts = [(str(place), part) for place, part in enumerate(value, start=1)]
    else:
        # An enumeration of strings is its word.
        yield name, str(value) if isinstance(value, str) else value
        return
    for step, part in parts:
        yield from flat(part, f"{name}.{step}" if name else step)


def _distance(expected: float, got: Value, *, relative: bool) -> float | None:
    if isinstance(got, bool) or not isinstance(got, float | int):
        return None
    if expected == got:
        return 0.0
    distance = abs(got - expected)
    if relative:
        distance = distance / abs(expected) if expected != 0 else math.inf
    return distance


def _rules(check: Check, names: list[str]) -> dict[str, Rule]:
    """The rule of every expected output. Raises ValueError where a number has none, or a rule has no output."""
    given = check.tolerance
    if isinstance(given, str) or _is_rule(given):
        return {name: _known(check, given) for name in names}
    found: dict[str, Rule] = {}
    used = {"default"}
    for name in names:
        steps = name.split(".")
        keys = [".".join(steps[: i + 1]) for i in range(len(steps))][::-1] + steps[::-1] + ["default"]
        key = next((key for key in keys if key in given), None)
        if key is None:
            raise ValueError(f"{check.id}: {name} has no tolerance")
        used.add(key)
        found[name] = _known(check, given[key])
    if unused := sorted(set(given) - used):
        raise ValueError(f"{check.id}: a tolerance is given for {', '.join(unused)}, which is no output")
    return found


def _is_rule(rule: object) -> bool:
    return isinstance(rule, Mapping) and len(rule) == 1 and isinstance(next(iter(rule.values())), int | float)


def _known(check: Check, rule: Any) -> Rule:
    if rule in ("exact", "sign") or (_is_rule(rule) and next(iter(rule)) in ("abs", "rel")):
        found: Rule = rule
        return found
    raise ValueError(f"{check.id}: {rule!r} is no tolerance; choose from abs, rel, exact, sign")


def _told(rule: Rule) -> str:
    if isinstance(rule, str):
        return rule
    ((how, limit),) = rule.items()
    return f"{limit:g}" if how == "abs" else f"{limit:g} relative"
