"""Scenarios that extend each other: what one inherits, and whether the chain ever ends."""

from __future__ import annotations

from collections.abc import Mapping

from generator.study import Input, Scenario


def is_circular(name: str, extends: Mapping[str, str]) -> bool:
    """Whether following `extends` (scenario -> the one it extends) from `name` comes back to a scenario already met."""
    seen = set()
    while name in extends:
        if name in seen:
            return True
        seen.add(name)
        name = extends[name]
    return False


def ancestry(name: str, extends: Mapping[str, str]) -> list[str]:
    """A scenario and those it extends, from the nearest on. `extends` must not be circular."""
    return [name, *(ancestry(extends[name], extends) if name in extends else ())]


def resolved_changes(name: str, own: Mapping[str, Scenario], extends: Mapping[str, str]) -> dict[str, Input]:
    """A scenario's changes with those it inherits; its own win. `extends` must not be circular."""
    inherited = resolved_changes(extends[name], own, extends) if name in extends else {}
    return {**inherited, **own[name].changes}


def resolved_start(name: str, own: Mapping[str, Scenario], extends: Mapping[str, str]) -> str | None:
    """The state a scenario starts from: its own, or that of the scenario it extends."""
    if own[name].at is not None or name not in extends:
        return own[name].at
    return resolved_start(extends[name], own, extends)
