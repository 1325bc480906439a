"""A study file becomes a study or a list of problems; never an exception, for an author's mistake."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from generator.diagnostics.problem import Path, Place, Problem, Remark
from generator.dynamics import meaning as dynamics
from generator.dynamics.study_file import DynamicsKeys
from generator.kind import Kind
from generator.loading.beside import NOTHING, Beside, shown_beside
from generator.loading.bibliography import is_address, not_an_address
from generator.loading.body import correlation_of, input_path, joined, layout_of
from generator.loading.document import Document, read_document
from generator.loading.inheritance import is_circular, resolved_changes, resolved_start
from generator.loading.numbers import Written, remarks_on, to_input, unknown_source, written_numbers
from generator.loading.references import check_references
from generator.loading.sources import Sources
from generator.loading.table import read_table
from generator.loading.validation import check_number, check_shape, declared_fields
from generator.quantities import Quantity
from generator.study import (
    BASELINE,
    DYNAMICS,
    Comparison,
    Input,
    Scenario,
    Section,
    Series,
    State,
    Study,
    is_dynamic,
)
from generator.study_file import StudyEntry

FORMAT = 1
RESERVED = (BASELINE, "input", DYNAMICS)
"""What references in prose begin with beside the id of a scenario."""
DRAWS = (200, 10_000_000)
SEEDS = (0, 2**63 - 1)
YEAR_PATTERN = r"-?[0-9]{1,4}(\.[0-9]+)?"


@dataclass(frozen=True)
class Reading:
    """What came of reading a file: a study, or problems that keep it from being one (warnings may stand beside a study)."""

    file: str
    study: Study | None
    problems: tuple[Problem, ...]


def read_study(file: str, raw: bytes, kinds: Mapping[str, Kind[Any]], beside: Beside = NOTHING) -> Reading:
    """Read one study. `file` is the path to name in problems; its stem is the study's slug.

    `beside` holds the data files that the study names and the bibliography; nothing is read from a disk.
    """
    document = read_document(file, raw)
    study = None
    if document.data is not None:
        study = _Reader(document, kinds, beside).read()
    problems = tuple(sorted(set(document.problems)))
    return Reading(file, None if any(p.severity == "error" for p in problems) else study, problems)


class _Reader:
    """One reading: shape first, then numbers and evidence, then meaning, as far as the shape allows."""

    def __init__(self, document: Document, kinds: Mapping[str, Kind[Any]], beside: Beside) -> None:
        self.document, self.kinds, self.beside = document, kinds, beside
        self.data: Any = document.data
        self.bad: set[Path] = set()
        self.sources = Sources({}, beside.bibliography)

    def read(self) -> Study | None:
        kind = self._kind()
        if kind is None:
            return None
        common, body = declared_fields(StudyEntry), declared_fields(kind.body)
        own = declared_fields(DynamicsKeys)
        declaration = joined(StudyEntry, DynamicsKeys, kind.body)
        self.bad = check_shape(self.document, declaration, self.data, ())
        study_evidence = self._mapping("evidence")
        self.sources = Sources(self._mapping("sources"), self.beside.bibliography)
        inputs, quantities = self._inputs({**body, **own}, study_evidence)
        states = self._states(quantities, study_evidence)
        scenarios = self._scenarios(inputs, quantities, study_evidence, states)
        published = list(self._published(common, study_evidence))
        self._source_keys((), self.data)
        for remark in self.sources.twice():
            self._note(remark)
        tables = self._tables()
        if self.bad:
            self.document.problems += self.sources.in_the_way()
            return None
        study = Study(
            slug=PurePosixPath(self.document.file).stem,
            file=self.document.file,
            kind=kind.name,
            title=self.data["title"],
            question=self.data["question"],
            summary=self.data["summary"],
            period=(self.data["period"]["start"], self.data["period"]["end"]),
            seed=self.data.get("seed", common["seed"][1]),
            draws=self.data.get("draws", common["draws"][1]),
            sources=self.sources.resolved(),
            inputs=inputs,
            quantities=quantities,
            layout=layout_of(body, self.data),
            scenarios=scenarios,
            baseline_title=self.data["baseline"]["title"],
            baseline_posture=self.data["baseline"].get("posture") or self.data["baseline"]["title"],
            baseline_says=self.data["baseline"].get("says", ""),
            states=states,
            series=tuple(self._series(tables)),
            comparisons=tuple(published),
            story=tuple(self._story()),
            limits=tuple(self.data.get("limits") or ()),
            authors=tuple(self.data.get("authors") or ()),
            license=self.data.get("license", common["license"][1]),
            correlation=correlation_of(self.data),
            dynamics=layout_of(own, self.data).get(DYNAMICS, {}),
            # A set, written as a list: naming a panel twice shows it once.
            panels=tuple(dict.fromkeys(self.data.get("panels") or ())),
            files=self._files(),
        )
        for remark in self._remarks(study, kind):
            self._note(remark)
        self.document.problems += self.sources.in_the_way()
        # What prose cites is known only now.
        return replace(study, sources=self.sources.resolved(), shared=tuple(self.sources.shared()))

    def _note(self, remark: Remark) -> None:
        place = self.document.place(remark.path, at_key=remark.at_key)
        self.document.problems.append(
            Problem.at(
                self.document.file, place, remark.code, remark.path, remark.what, remark.instead, remark.severity
            )
        )

    def _kind(self) -> Kind[Any] | None:
        if not isinstance(self.data, dict):
            self._note(Remark((), "E201", "the file holds no mapping", "start with `format: 1` and `kind:`"))
            return None
        if self.data.get("format", FORMAT) != FORMAT:
            self._note(
                Remark(
                    ("format",),
                    "E201",
                    f"format {self.data['format']}",
                    f"this version reads `format: {FORMAT}`",
                )
            )
        name = self.data.get("kind")
        if isinstance(name, str) and name in self.kinds:
            return self.kinds[name]
        close = difflib.get_close_matches(str(name), self.kinds, n=1)
        what = "the key 'kind' is missing" if name is None else f"unknown kind '{name}'"
        self._note(
            Remark(
                ("kind",),
                "E201",
                what,
                f"did you mean '{close[0]}'?" if close else f"choose from {', '.join(self.kinds)}",
            )
        )
        return None

    def _mapping(self, key: str) -> dict[str, Any]:
        value = self.data.get(key)
        return value if isinstance(value, dict) and (key,) not in self.bad else {}

    def _inputs(
        self, body: Mapping[str, Any], evidence: Mapping[str, Any]
    ) -> tuple[dict[str, Input], dict[str, Quantity]]:
        """The baseline's inputs by dotted path, where `actors` is left out of the path."""
        inputs: dict[str, Input] = {}
        quantities: dict[str, Quantity] = {}
        for name, (hint, _) in body.items():
            for written in written_numbers(hint, self.data.get(name), (name,), evidence, self.bad):
                key = input_path(written.path)
                quantities[key] = written.quantity
                given = self._input(written)
                if given is not None:
                    inputs[key] = given
        return inputs, self._in_units(quantities)

    def _in_units(self, quantities: dict[str, Quantity]) -> dict[str, Quantity]:
        """The quantities, those of harm in the unit the study counts it in."""
        plane = self._mapping(DYNAMICS).get("weapons_plane")
        harm = plane.get("harm") if isinstance(plane, dict) else None
        return dynamics.in_units(quantities, harm) if isinstance(harm, str) else quantities

    def _input(self, written: Written) -> Input | None:
        if any(path[: len(written.path)] == written.path for path in self.bad):
            return None
        given = to_input(written)
        if given is not None:
            for remark in remarks_on(written, given):
                self._note(remark)
        return given

    def _changes(
        self, entry: Mapping[str, Any], path: Path, quantities: Mapping[str, Quantity], evidence: Mapping[str, Any]
    ) -> dict[str, Input]:
        """The `set:` of a scenario or a state."""
        changes: dict[str, Input] = {}
        given_evidence = entry.get("evidence")
        inherited = given_evidence if isinstance(given_evidence, dict) else evidence
        entries = entry.get("set")
        for key, data in entries.items() if isinstance(entries, dict) else ():
            where = (*path, "set", key)
            if key not in quantities:
                if self._is_below_bad(key):
                    continue
                if is_dynamic(key) and path[0] == "states":
                    what = f"'{key}' belongs to the arms race and the weapons plane, which have no states"
                    self._note(Remark(where, "E311", what, "change it in a scenario", at_key=True))
                    continue
                close = difflib.get_close_matches(key, quantities, n=1, cutoff=0.5)
                self._note(
                    Remark(
                        where,
                        "E311",
                        f"'{key}' changes nothing that exists",
                        f"did you mean '{close[0]}'?" if close else "",
                        at_key=True,
                    )
                )
                continue
            bad = check_number(self.document, quantities[key], data, where)
            self.bad |= bad
            if not bad:
                changed = self._input(Written(where, quantities[key], data, inherited))
                if changed is not None:
                    changes[key] = changed
        return changes

    def _is_below_bad(self, key: str) -> bool:
        """Whether an input lies in a part of the file whose shape is wrong, so that nothing can be said of it."""
        steps = key.split(".") if is_dynamic(key) else ["actors", *key.split(".")]
        return any(path and tuple(steps[: len(path)]) == path for path in self.bad)

    def _scenarios(
        self,
        inputs: Mapping[str, Input],
        quantities: Mapping[str, Quantity],
        evidence: Mapping[str, Any],
        states: tuple[State, ...],
    ) -> tuple[Scenario, ...]:
        situations = {state.id: {**inputs, **state.changes} for state in states}
        entries = self._list("scenarios")
        own: dict[str, Scenario] = {}
        extends: dict[str, str] = {}
        for i, entry in entries:
            path = ("scenarios", i)
            name = str(entry.get("id"))
            if name in own or name in RESERVED:
                self._note(Remark((*path, "id"), "E312", f"the id '{name}' is taken", "give every scenario its own id"))
                continue
            changes = self._changes(entry, path, quantities, evidence)
            own[name] = Scenario(
                name,
                str(entry.get("title")),
                str(entry.get("says")),
                changes,
                bool(entry.get("over_time", False)),
                self._start(entry, path, situations),
            )
            if isinstance(entry.get("extends"), str):
                extends[name] = str(entry["extends"])
        for i, entry in entries:
            parent = entry.get("extends")
            if isinstance(parent, str) and (parent not in own or is_circular(str(entry.get("id")), extends)):
                what = "extends itself in a circle" if parent in own else f"extends '{parent}', which does not exist"
                self._note(Remark(("scenarios", i, "extends"), "E313", what, f"known scenarios: {', '.join(own)}"))
                # What the chain would have given is unknown, so nothing further is said of it.
                self.bad.add(("scenarios", i, "extends"))
        if any(path[:1] == ("scenarios",) and path[-1:] == ("extends",) for path in self.bad):
            return ()
        resolved = tuple(
            replace(s, changes=resolved_changes(name, own, extends), at=resolved_start(name, own, extends))
            for name, s in own.items()
        )
        position = {str(entry.get("id")): i for i, entry in reversed(entries)}
        for scenario in resolved:
            start = inputs if scenario.at is None else situations[scenario.at]
            if not self.bad and all(
                path in start and start[path].numbers == given.numbers for path, given in scenario.changes.items()
            ):
                self._note(
                    Remark(
                        ("scenarios", position[scenario.id]),
                        "E314",
                        "the scenario changes nothing",
                        "give it a `set:` that differs from the baseline",
                    )
                )
        return resolved

    def _start(self, entry: Mapping[str, Any], path: Path, states: Iterable[str]) -> str | None:
        """The state a scenario starts from, if it names one that exists."""
        year = entry.get("at")
        if not isinstance(year, int | float) or (*path, "at") in self.bad:
            return None
        if f"{year:g}" not in states:
            what = f"there is no state of {year:g}"
            self._note(Remark((*path, "at"), "E331", what, f"known states: {', '.join(states) or 'none'}"))
            self.bad.add((*path, "at"))
            return None
        if entry.get("over_time"):
            what = "the scenario starts from one state and runs for all of them"
            self._note(Remark((*path, "at"), "E331", what, "leave out `at:` or `over_time:`"))
        return f"{year:g}"

    def _states(self, quantities: Mapping[str, Quantity], evidence: Mapping[str, Any]) -> tuple[State, ...]:
        known = {path: quantity for path, quantity in quantities.items() if not is_dynamic(path)}
        found: list[State] = []
        for i, entry in self._list("states"):
            year = entry.get("year")
            if not isinstance(year, int | float):
                continue
            if found and year <= found[-1].year:
                self._note(
                    Remark(
                        ("states", i, "year"),
                        "E315",
                        f"{year:g} follows {found[-1].year:g}",
                        "write states in the order of time, each year once",
                    )
                )
            changes = self._changes(entry, ("states", i), known, evidence)
            found.append(
                State(
                    f"{year:g}",
                    float(year),
                    str(entry.get("title") or f"{year:g}"),
                    str(entry.get("says") or ""),
                    changes,
                )
            )
        return tuple(found)

    def _list(self, key: str) -> list[tuple[int, dict[str, Any]]]:
        entries = self.data.get(key)
        return (
            [(i, entry) for i, entry in enumerate(entries) if isinstance(entry, dict)]
            if isinstance(entries, list)
            else []
        )

    def _files(self) -> dict[str, Place]:
        """Every data file of a study whose shape is right, and where it is first named."""
        found: dict[str, Place] = {}
        for key, entry in self._mapping("series").items():
            if entry.get("file"):
                found.setdefault(entry["file"], self.document.place(("series", key, "file")))
        return found

    def _tables(self) -> dict[str, dict[str, dict[float, float]]]:
        """The lines of every series that names a data file, by the key of the series."""
        found: dict[str, dict[str, dict[float, float]]] = {}
        for key, entry in self._mapping("series").items():
            path = ("series", key)
            if not isinstance(entry, dict) or any(bad[:2] == path for bad in self.bad):
                continue
            named, remark = entry.get("file"), None
            if (named is None) == (entry.get("lines") is None):
                what = (
                    "the series has neither `lines:` nor `file:`" if named is None else "`file:` stands beside `lines:`"
                )
                remark = Remark(path, "E376", what, "give one of the two", at_key=True)
            elif named is not None:
                raw = self.beside.file(named)
                if isinstance(raw, bytes):
                    table = read_table(shown_beside(self.document.file, named), raw)
                    self.document.problems += table.problems
                    found[key] = table.lines
                    self.bad |= {(*path, "file")} if table.problems else set()
                else:
                    remark = Remark((*path, "file"), raw.code, raw.what, raw.instead)
            if remark is not None:
                self._note(remark)
                self.bad.add(remark.path)
        return found

    def _series(self, tables: Mapping[str, dict[str, dict[float, float]]]) -> Iterator[Series]:
        for key, entry in (self.data.get("series") or {}).items():
            lines = dict(tables.get(key, {}))
            for line, points in (entry.get("lines") or {}).items():
                wrong = [year for year in points if not re.fullmatch(YEAR_PATTERN, year)]
                for year in wrong:
                    self._note(
                        Remark(
                            ("series", key, "lines", line, year),
                            "E316",
                            f"'{year}' is not a year",
                            "write year: number",
                            at_key=True,
                        )
                    )
                lines[line] = {float(year): float(value) for year, value in points.items() if year not in wrong}
            evidence = entry["evidence"]
            yield Series(
                key,
                entry["title"],
                entry["unit"],
                entry.get("says") or "",
                lines,
                evidence["grade"],
                evidence.get("source"),
                evidence.get("note"),
            )

    def _story(self) -> Iterator[Section]:
        for i, entry in self._list("story"):
            shown = tuple(entry.get("show") or ())
            places = tuple(self.document.place(("story", i, "show", j)) for j in range(len(shown)))
            yield Section(entry["title"], entry["text"], shown, places)

    def _published(self, common: Mapping[str, Any], evidence: Mapping[str, Any]) -> Iterator[Comparison]:
        for written in written_numbers(
            common["comparisons"][0], self.data.get("comparisons"), ("comparisons",), evidence, self.bad
        ):
            given = self._input(written)
            if given is not None:
                entry = self.data["comparisons"][written.path[1]]
                yield Comparison(
                    str(entry.get("id")),
                    str(entry.get("title")),
                    entry.get("scenario", BASELINE),
                    str(entry.get("measure")),
                    given,
                    entry.get("says") or "",
                )

    def _source_keys(self, path: Path, data: Any) -> None:
        """Check every `source:` in the file, used or not."""
        if isinstance(data, dict):
            for key, value in data.items():
                if key == "source" and isinstance(value, str):
                    if not self.sources.exists(value):
                        self._note(unknown_source((*path, key), value, self.sources))
                else:
                    self._source_keys((*path, key), value)
        elif isinstance(data, list):
            for i, value in enumerate(data):
                self._source_keys((*path, i), value)

    def _remarks(self, study: Study, kind: Kind[Any]) -> Iterator[Remark]:
        """What is wrong with a study whose shape is right."""
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", study.slug):
            yield Remark(
                (), "E317", f"the file name '{study.slug}' cannot be an address", "use lower-case letters, digits and -"
            )
        if study.period[0] > study.period[1]:
            yield Remark(("period",), "E306", "the period ends before it starts")
        if not DRAWS[0] <= study.draws <= DRAWS[1]:
            yield Remark(("draws",), "E318", f"found {study.draws:,}", f"must be between {DRAWS[0]:,} and {DRAWS[1]:,}")
        if not SEEDS[0] <= study.seed <= SEEDS[1]:
            yield Remark(("seed",), "E318", f"found {study.seed}", "must be a whole number from 0 to 2^63 - 1")
        yield from kind.check(study)
        yield from dynamics.check(study)
        measures = kind.measures(study)
        for i, comparison in enumerate(study.comparisons):
            if comparison.measure not in measures:
                close = difflib.get_close_matches(comparison.measure, measures, n=1, cutoff=0.5)
                hint = f"did you mean '{close[0]}'?" if close else f"known measures: {', '.join(measures)}"
                yield Remark(("comparisons", i, "measure"), "E319", f"there is no measure '{comparison.measure}'", hint)
            if comparison.scenario not in {BASELINE, *(s.id for s in study.scenarios)}:
                yield Remark(("comparisons", i, "scenario"), "E319", f"there is no scenario '{comparison.scenario}'")
        names = {*measures, *kind.spoken(study)}
        check_references(self.document, study, self.sources, names, dynamics.measures(study))
        for key, entry in self.sources.own.items():
            url = entry.get("url")
            if url is not None and not is_address(url):
                yield Remark(("sources", key, "url"), "E320", *not_an_address(url))
            if key not in self.sources.used:
                yield Remark(
                    ("sources", key),
                    "W301",
                    f"the source '{key}' is never used",
                    "cite it, or remove it",
                    True,
                    "warning",
                )
