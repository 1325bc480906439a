"""Every number of a study file as an input: flattened to dotted paths, with evidence handed down.

An `evidence:` key on any level speaks for every figure below it that does not give its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from generator.diagnostics.nearest import did_you_mean
from generator.diagnostics.problem import Path, Remark
from generator.loading.bad import BadPaths
from generator.loading.declared import declared_classes, declared_fields
from generator.quantities import Quantity, quantity_of
from generator.study import Input
from generator.uncertainty.distributions import DEFAULT_CONCENTRATION

LEAST_SPREAD = 0.05
"""Least of the two parameters of a beta distribution; below it nearly all draws are 0 or 1."""


@dataclass(frozen=True)
class Evidence:
    """What an `evidence:` hands down to the figures below it, and where it stands."""

    given: Mapping[str, Any] | None
    """None where it has the wrong shape, which has been told: then nothing is said of the figures below it."""
    path: Path

    @classmethod
    def of(cls, entry: Mapping[str, Any], path: Path, bad: BadPaths, above: Evidence) -> Evidence:
        """That of the entry at `path`; where it has none of its own, what is handed down from `above`."""
        own = entry.get("evidence")
        where = (*path, "evidence")
        if bad.inside(where):
            return cls(None, where)
        return cls(own, where) if isinstance(own, dict) else above


NO_EVIDENCE = Evidence({}, ())


@dataclass(frozen=True)
class Written:
    """A number as it stands in the file."""

    path: Path
    quantity: Quantity
    data: Any
    """A number or a table; None where the author left it out and a default applies."""
    evidence: Evidence


def written_numbers(declaration: Any, data: Any, path: Path, evidence: Evidence, bad: BadPaths) -> Iterator[Written]:
    """Walk `data` along its declaration and yield every number, in the order of the declaration.

    What stands at or below a path in `bad` has been told as a problem of shape already; of such a number
    only the quantity is good.
    """
    quantity = quantity_of(declaration)
    if data is None:
        # A number of the study itself that its author left out: its default may stand, and a scenario may change it.
        if quantity is not None and len(path) == 1:
            yield Written(path, quantity, None, evidence)
        return
    if quantity is not None:
        # Of unusable shape or not, there is a number of this name, which a scenario may change.
        yield Written(path, quantity, data, evidence)
        return
    if path in bad:
        return
    origin, args = get_origin(declaration), get_args(declaration)
    if origin is Annotated:
        yield from written_numbers(args[0], data, path, evidence, bad)
    elif origin is dict and isinstance(data, dict):
        for key, value in data.items():
            yield from written_numbers(args[1], value, (*path, key), evidence, bad)
    elif origin is tuple and isinstance(data, list):
        for i, value in enumerate(data):
            yield from written_numbers(args[0], value, (*path, i), evidence, bad)
    elif origin in (Union, UnionType):
        for option in declared_classes(declaration, data):
            yield from written_numbers(option, data, path, evidence, bad)
    elif isinstance(data, dict) and hasattr(declaration, "__dataclass_fields__"):
        inherited = Evidence.of(data, path, bad, evidence)
        for name, (hint, default) in declared_fields(declaration).items():
            if data.get(name) is not None:
                yield from written_numbers(hint, data[name], (*path, name), inherited, bad)
            elif (known := quantity_of(hint)) is not None and default is None:
                yield Written((*path, name), known, None, inherited)
            elif is_dataclass(default):
                # A part with defaults of its own: left out, all of its numbers stand at them.
                yield from written_numbers(hint, {}, (*path, name), inherited, bad)


def to_input(written: Written) -> Input | None:
    """The input a well-formed number stands for; None where it is left out and there is no default."""
    quantity, data, evidence = written.quantity, written.data, written.evidence.given or {}
    if data is None:
        if quantity.default is None:
            return None
        low, high = quantity.default_range or (None, None)
        grade, note = quantity.default_grade, quantity.default_note
        return Input(float(quantity.default), low, high, grade=grade, note=note, by_default=True)
    if not isinstance(data, dict):
        data = {"value": data}
    own = data.get("grade") is not None
    inherited = {} if own else evidence
    return Input(
        value=_value(data["value"], quantity),
        low=None if data.get("low") is None else float(data["low"]),
        high=None if data.get("high") is None else float(data["high"]),
        concentration=None if data.get("concentration") is None else float(data["concentration"]),
        distribution=data.get("distribution"),
        grade=data.get("grade") or evidence.get("grade") or "",
        source=data.get("source") or inherited.get("source"),
        at=data.get("at") or (None if data.get("source") else inherited.get("at")),
        note=data.get("note") or inherited.get("note"),
    )


def _value(given: Any, quantity: Quantity) -> float:
    return float(quantity.levels.index(given) + 1 if quantity.levels else given)


def remarks_on_evidence(written: Written, given: Input) -> Iterator[Remark]:
    """Grade, source and note; where they are handed down, a mistake is told once, where they stand."""
    path, table = written.path, written.data
    if given.by_default:
        return
    if isinstance(table, dict) and table.get("at") and given.source is None:
        what = f"'{table['at']}' is a place in a source that is not named"
        yield Remark((*path, "at"), "W306", what, "name it in `source:`", severity="warning")
    own = isinstance(written.data, dict) and written.data.get("grade") is not None
    if written.evidence.given is None and not own:
        return
    graded = (*path, "grade") if own else (*written.evidence.path, "grade")
    if not given.grade:
        yield Remark(
            path,
            "E301",
            "the figure has no evidence grade",
            "give `grade:` and `source:` here, or `evidence:` on a level above",
        )
    elif given.grade in ("documented", "reported") and given.source is None:
        yield Remark(graded, "E302", f"a figure graded {given.grade} has no source", "name a key of `sources:`")
    elif given.source is None and not given.note:
        yield Remark(
            graded,
            "E303",
            f"a figure graded {given.grade} has neither source nor note",
            "say in `note:` where it comes from or why it is chosen",
        )


def unknown_source(path: Path, key: str, sources: Iterable[str]) -> Remark:
    """A remark on a `key` that is not among the known sources."""
    known = sorted(sources)
    return Remark(path, "E304", f"there is no source '{key}'", did_you_mean(key, known, "known sources"))


def remarks_on_doubt(written: Written, given: Input) -> Iterator[Remark]:
    """Range and distribution, each told where the part of the table stands that is wrong."""
    if given.by_default:
        return
    path, quantity = written.path, written.quantity
    low, high, name = given.low, given.high, given.distribution
    if (low is None) != (high is None):
        one, other = ("low", "high") if high is None else ("high", "low")
        what = f"the range has a {one} end and no {other} end"
        yield Remark((*path, one), "E305", what, f"add `{other}:`", at_key=True)
        return
    if low is not None and high is not None and not low <= given.value <= high:
        at = "low" if low > high or given.value < low else "high"
        what = f"low {low:g}, value {given.value:g} and high {high:g} are not in order"
        yield Remark((*path, at), "E306", what, "low <= value <= high")
        return
    uncertain = "low" if low is not None else "concentration" if given.concentration is not None else "distribution"
    if quantity.whole and (uncertain != "distribution" or name not in (None, "constant")):
        hint = "run a scenario with another value instead"
        yield Remark((*path, uncertain), "E309", "a whole number cannot be uncertain", hint, at_key=True)
        return
    yield from _spread(path, quantity, given)
    yield from _distribution((*path, "distribution"), given)


def _spread(path: Path, quantity: Quantity, given: Input) -> Iterator[Remark]:
    """A concentration, or a beta distribution with that of every share."""
    if given.concentration is None and given.distribution != "beta":
        return
    where = (*path, "distribution" if given.concentration is None else "concentration")
    if given.low is not None:
        what = "a concentration and a range are two answers to one question"
        yield Remark(where, "E310", what, "keep one of them", at_key=True)
    elif not (quantity.low >= 0 and quantity.high <= 1):
        what = "a concentration makes a beta distribution, which only a share can have"
        yield Remark(where, "E310", what, "give `low:` and `high:` instead", at_key=True)
    elif given.value not in (0.0, 1.0):
        nu = given.concentration or DEFAULT_CONCENTRATION
        if min(given.value, 1 - given.value) * nu < LEAST_SPREAD or not math.isfinite(nu):
            what = f"a beta distribution with mean {given.value:g} and concentration {nu:g} is all spikes"
            least = LEAST_SPREAD / min(given.value, 1 - given.value)
            yield Remark(where, "E310", what, f"a concentration of {least:.3g} or more")


def _distribution(where: Path, given: Input) -> Iterator[Remark]:
    """A distribution chosen by name, and the range it needs."""
    low, high, name = given.low, given.high, given.distribution
    if name not in ("uniform", "triangular", "lognormal"):
        return
    if low is None:
        yield Remark(where, "E307", f"a {name} distribution has no range", "add `low:` and `high:`")
    elif name == "lognormal" and low <= 0:
        hint = "give a low end above 0, or `distribution: triangular`"
        yield Remark(where, "E307", f"a lognormal distribution has its low end at {low:g}", hint)
    elif name != "lognormal" and low == high:
        what = f"the range of a {name} distribution is empty"
        yield Remark(where, "E307", what, "drop `distribution:`, or widen the range")
