"""The situations a study compares: states, which follow each other in time, and scenarios, which change one or all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.diagnostics.nearest import did_you_mean
from generator.diagnostics.problem import Path, Remark
from generator.loading.draft import Draft
from generator.loading.inheritance import ancestry, is_circular, resolved_changes, resolved_start
from generator.loading.inputs import changes
from generator.loading.numbers import Evidence
from generator.quantities import Quantity
from generator.study import BASELINE, DYNAMICS, Input, Scenario, State, is_dynamic

RESERVED = (BASELINE, "input", DYNAMICS)
"""What references in prose begin with beside the id of a scenario."""


def read_states(draft: Draft, quantities: Mapping[str, Quantity], evidence: Evidence) -> tuple[State, ...]:
    """The states in the order of the file, which must be that of time."""
    known = {path: quantity for path, quantity in quantities.items() if not is_dynamic(path)}
    found: list[State] = []
    for i, entry in draft.entries("states"):
        year = entry.get("year")
        if not isinstance(year, int | float):
            continue
        if found and year <= found[-1].year:
            what = f"{year:g} follows {found[-1].year:g}"
            draft.note(Remark(("states", i, "year"), "E315", what, "write states in the order of time, each year once"))
        changed = changes(draft, entry, ("states", i), known, evidence)
        title = str(entry.get("title") or f"{year:g}")
        found.append(State(f"{year:g}", float(year), title, str(entry.get("says") or ""), changed))
    return tuple(found)


def read_scenarios(
    draft: Draft,
    inputs: Mapping[str, Input],
    quantities: Mapping[str, Quantity],
    evidence: Evidence,
    states: tuple[State, ...],
) -> tuple[Scenario, ...]:
    """The scenarios with all they inherit; none where a chain of `extends:` leads nowhere."""
    situations = {state.id: {**inputs, **state.changes} for state in states}
    entries = draft.entries("scenarios")
    own: dict[str, Scenario] = {}
    extends: dict[str, str] = {}
    for i, entry in entries:
        path = ("scenarios", i)
        name = str(entry.get("id"))
        if name in own or name in RESERVED:
            draft.note(Remark((*path, "id"), "E312", f"the id '{name}' is taken", "give every scenario its own id"))
            continue
        own[name] = Scenario(
            name,
            str(entry.get("title")),
            str(entry.get("says")),
            changes(draft, entry, path, quantities, evidence),
            bool(entry.get("over_time", False)),
            _start(draft, entry, path, situations),
        )
        if isinstance(entry.get("extends"), str):
            extends[name] = str(entry["extends"])
    if not _all_lead_somewhere(draft, entries, own, extends):
        return ()
    resolved = tuple(
        replace(s, changes=resolved_changes(name, own, extends), at=resolved_start(name, own, extends))
        for name, s in own.items()
    )
    position = {str(entry.get("id")): i for i, entry in reversed(entries)}
    for scenario in resolved:
        where = ("scenarios", position[scenario.id])
        _check_times(draft, scenario, own[scenario.id], where, states)
        starts = [inputs if scenario.at is None else situations[scenario.at]]
        starts += situations.values() if scenario.over_time else ()
        # What a path that hits nothing was meant to change is unknown, here and in all that extend this scenario.
        line = ancestry(scenario.id, extends)
        blind = any(path[:2] == ("scenarios", position[name]) for path in draft.told for name in line)
        if draft.bad or blind:
            continue
        if all(_is_repeated(path, given, starts) for path, given in scenario.changes.items()):
            hint = "give it a `set:` that differs from the baseline"
            draft.note(Remark((*where, "set"), "E314", "the scenario changes nothing", hint, at_key=True))
        else:
            inherited = resolved_changes(extends[scenario.id], own, extends) if scenario.id in extends else {}
            _check_repeats(draft, own[scenario.id].changes, where, [{**start, **inherited} for start in starts])
    return resolved


def _check_times(draft: Draft, scenario: Scenario, own: Scenario, where: Path, states: tuple[State, ...]) -> None:
    """A scenario of all states starts from none of them, and there are some."""
    if not scenario.over_time:
        return
    if scenario.at is not None:
        what = f"the scenario starts from the state of {scenario.at} and runs for all of them"
        if own.at is not None:
            draft.note(Remark((*where, "at"), "E339", what, "leave out `at:` or `over_time:`", at_key=True))
        else:
            hint = "leave out `over_time:`, or extend another scenario"
            draft.note(Remark((*where, "over_time"), "E339", what, hint, at_key=True))
    elif not states:
        what = "the scenario is to run for every state, and there is none"
        hint = "leave out `over_time:`, or add `states:`"
        draft.note(Remark((*where, "over_time"), "W305", what, hint, at_key=True, severity="warning"))


def _is_repeated(path: str, given: Input, starts: Iterable[Mapping[str, Input]]) -> bool:
    """Whether an input has these numbers already in every situation the change is made to."""
    return all(path in start and start[path].numbers == given.numbers for start in starts)


def _check_repeats(
    draft: Draft, changes: Mapping[str, Input], where: Path, starts: Iterable[Mapping[str, Input]]
) -> None:
    """A warning at every change that changes nothing, unless it is there to give a source of its own."""
    known = list(starts)
    for path, given in changes.items():
        if _is_repeated(path, given, known) and given.source in (None, *(start[path].source for start in known)):
            at, what = (*where, "set", path), f"'{path}' has this value already"
            draft.note(Remark(at, "W302", what, "leave the line out", at_key=True, severity="warning"))


def _all_lead_somewhere(
    draft: Draft, entries: list[tuple[int, dict[str, Any]]], own: Mapping[str, Scenario], extends: Mapping[str, str]
) -> bool:
    """Whether every scenario that extends another ends at one that extends none."""
    good, told = True, set()
    for i, entry in entries:
        name, parent = str(entry.get("id")), entry.get("extends")
        if not isinstance(parent, str) or (parent in own and not is_circular(name, extends)):
            continue
        good = False
        # What the chain would have given is unknown, so nothing further is said of it.
        draft.bad.add(("scenarios", i, "extends"))
        if parent in own:
            what, hint = "the scenario extends itself in a circle", "let one of the circle extend none"
        else:
            what = f"there is no scenario '{parent}' to extend"
            hint = did_you_mean(parent, (other for other in own if other != name), "known scenarios")
        if name not in told:
            draft.note(Remark(("scenarios", i, "extends"), "E313", what, hint))
        while name in extends and name not in told:  # A circle, or a chain into one, is told once.
            told.add(name)
            name = extends[name]
    return good


def _start(draft: Draft, entry: Mapping[str, Any], path: Path, states: Iterable[str]) -> str | None:
    """The state a scenario starts from, if it names one that exists."""
    year = entry.get("at")
    if not isinstance(year, int | float) or (*path, "at") in draft.bad:
        return None
    if f"{year:g}" not in states:
        what = f"there is no state of {year:g}"
        draft.note(Remark((*path, "at"), "E331", what, f"known states: {', '.join(states) or 'none'}"))
        draft.bad.add((*path, "at"))
        return None
    return f"{year:g}"
