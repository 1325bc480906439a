"""The numbers of a study: those of the baseline, and the changes that scenarios and states make to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.diagnostics.nearest import nearest
from generator.diagnostics.problem import Path, Remark
from generator.dynamics import meaning as dynamics
from generator.loading.body import input_path
from generator.loading.draft import Draft
from generator.loading.numbers import (
    Evidence,
    Written,
    remarks_on_doubt,
    remarks_on_evidence,
    to_input,
    written_numbers,
)
from generator.loading.validation import check_number
from generator.quantities import Quantity
from generator.study import DYNAMICS, Input, is_dynamic


def baseline_inputs(
    draft: Draft, body: Mapping[str, Any], evidence: Evidence
) -> tuple[dict[str, Input], dict[str, Quantity]]:
    """The baseline's inputs by dotted path, where `actors` is left out of the path, and what each means."""
    inputs: dict[str, Input] = {}
    quantities: dict[str, Quantity] = {}
    for name, (hint, _) in body.items():
        for written in written_numbers(hint, draft.data.get(name), (name,), evidence, draft.bad):
            key = input_path(written.path)
            quantities[key] = written.quantity
            given = read_input(draft, written)
            if given is not None:
                inputs[key] = given
    return inputs, _in_units(draft, quantities)


def _in_units(draft: Draft, quantities: dict[str, Quantity]) -> dict[str, Quantity]:
    """The quantities, those of harm in the unit the study counts it in."""
    plane = draft.mapping(DYNAMICS).get("weapons_plane")
    harm = plane.get("harm") if isinstance(plane, dict) else None
    return dynamics.in_units(quantities, harm) if isinstance(harm, str) else quantities


def read_input(draft: Draft, written: Written) -> Input | None:
    """The input a number stands for, its evidence and doubt looked at; None if it is unusable or left out."""
    if draft.bad.inside(written.path):
        return None
    given = to_input(written)
    if given is None:
        return None
    for remark in remarks_on_evidence(written, given):
        draft.note(remark)
    wrong = list(remarks_on_doubt(written, given))
    for remark in wrong:
        draft.note(remark)
    # What is wrong with its doubt has been told; nothing further is said of a range that cannot be.
    return replace(given, low=None, high=None, concentration=None, distribution=None) if wrong else given


def changes(
    draft: Draft, entry: Mapping[str, Any], path: Path, known: Mapping[str, Quantity], evidence: Evidence
) -> dict[str, Input]:
    """The `set:` of the scenario or state that stands at `path`."""
    found: dict[str, Input] = {}
    inherited = Evidence.of(entry, path, draft.bad, evidence)
    entries = entry.get("set")
    for key, data in entries.items() if isinstance(entries, dict) else ():
        where = (*path, "set", key)
        if key not in known:
            if not draft.is_below_bad(key):
                draft.note(_unknown(where, key, known))
                draft.told.add(where)
            continue
        bad = check_number(draft.document, known[key], data, where)
        draft.bad.update(bad)
        if not bad:
            changed = read_input(draft, Written(where, known[key], data, inherited))
            if changed is not None:
                found[key] = changed
    return found


def _unknown(where: Path, key: str, known: Mapping[str, Quantity]) -> Remark:
    if is_dynamic(key) and where[0] == "states":
        what = f"'{key}' belongs to the arms race and the weapons plane, which have no states"
        return Remark(where, "E345", what, "change it in a scenario", at_key=True)
    close = nearest(key, known, cutoff=0.5)
    hint = f"did you mean '{close}'?" if close else _beginnings(key, known)
    return Remark(where, "E311", f"'{key}' changes nothing that exists", hint, at_key=True)


def _beginnings(key: str, known: Mapping[str, Quantity]) -> str:
    """What a path may go on with after the steps of `key` that are right."""
    good = ""
    for step in key.split("."):
        if not any(path.startswith(f"{good}{step}.") for path in known):
            break
        good += f"{step}."
    following = dict.fromkeys(path[len(good) :].split(".")[0] for path in known if path.startswith(good))
    return f"known {f'after `{good}`' if good else 'beginnings'}: {', '.join(list(following)[:12])}"
