"""A study file becomes a study or a list of problems; never an exception, for an author's mistake."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from generator.diagnostics.nearest import did_you_mean
from generator.diagnostics.problem import Problem, Remark
from generator.dynamics.study_file import DynamicsKeys
from generator.kind import Kind
from generator.loading.beside import NOTHING, Beside
from generator.loading.body import correlation_of, joined, layout_of
from generator.loading.declared import declared_fields
from generator.loading.document import MAX_PROBLEMS, TooManyProblemsError, read_document
from generator.loading.draft import Draft
from generator.loading.inputs import baseline_inputs
from generator.loading.meaning import check_source_keys, remarks_on_size, remarks_on_study
from generator.loading.numbers import NO_EVIDENCE, Evidence
from generator.loading.silencing import silenced
from generator.loading.situations import read_scenarios, read_states
from generator.loading.sources import Sources
from generator.loading.tables import data_files, read_tables
from generator.loading.told import read_comparisons, read_series, read_story
from generator.loading.validation import check_shape
from generator.loading.worded import shown
from generator.study import DYNAMICS, Revision, Study
from generator.study_file import StudyEntry

FORMAT = 1


@dataclass(frozen=True)
class Reading:
    """What came of reading a file: a study, or problems that keep it from being one (warnings may stand beside a study)."""

    file: str
    study: Study | None
    problems: tuple[Problem, ...]
    silenced: tuple[Problem, ...] = ()
    """Warnings that the author silences in the file, each with its reason."""

    def every(self) -> tuple[Problem, ...]:
        """All of them in the order of their places."""
        return tuple(sorted((*self.problems, *self.silenced)))


def read_study(file: str, raw: bytes, kinds: Mapping[str, Kind[Any]], beside: Beside = NOTHING) -> Reading:
    """Read one study. `file` is the path to name in problems; its stem is the study's slug.

    `beside` holds the data files that the study names and the bibliography; nothing is read from a disk.
    """
    document = read_document(file, raw)
    study = None
    if document.data is not None:
        draft = Draft(document, beside)
        with suppress(TooManyProblemsError):
            kind = _kind(draft, kinds)
            study = None if kind is None else _study(draft, kind)
    # Beside an error some rules were not looked at, and what they would have found is unknown.
    complete = study is not None and not any(problem.severity == "error" for problem in document.problems)
    stay, gone = silenced(document, complete)
    usable = not any(problem.severity == "error" for problem in stay)
    told = sorted(stay)
    if len(told) > MAX_PROBLEMS + 1:  # Of those about comments there may be more than of all others.
        told = [*told[:MAX_PROBLEMS], document.no_more()]
    return Reading(file, study if usable else None, tuple(told), tuple(sorted(gone)))


def _kind(draft: Draft, kinds: Mapping[str, Kind[Any]]) -> Kind[Any] | None:
    """The kind a study says it is of; the format is looked at on the way."""
    if not isinstance(draft.data, dict):
        draft.note(Remark((), "E206", "the file holds no mapping", "start with `format: 1` and `kind:`"))
        return None
    form = draft.data.get("format", FORMAT)
    # What is no whole number is told as a problem of shape.
    if type(form) is int and form != FORMAT:
        draft.note(Remark(("format",), "E205", f"format {form}", f"this version reads `format: {FORMAT}`"))
    name = draft.data.get("kind")
    if isinstance(name, str) and name in kinds:
        return kinds[name]
    if isinstance(name, str):
        what, hint = f"unknown kind '{name}'", did_you_mean(name, kinds, "choose from")
    else:
        what = f"found {shown(name)}" if "kind" in draft.data else "the key 'kind' is missing"
        hint = f"choose from {', '.join(kinds)}"
    draft.note(Remark(("kind",), "E201", what, hint.replace("choose from:", "choose from")))
    return None


def _study(draft: Draft, kind: Kind[Any]) -> Study | None:
    """Shape first, then numbers and evidence, then meaning, as far as the shape allows."""
    common, body, own = declared_fields(StudyEntry), declared_fields(kind.body), declared_fields(DynamicsKeys)
    data = draft.data
    draft.bad.update(check_shape(draft.document, joined(StudyEntry, DynamicsKeys, kind.body), data, ()))
    evidence = Evidence.of(data, (), draft.bad, NO_EVIDENCE)
    draft.sources = Sources(draft.mapping("sources"), draft.beside.bibliography)
    inputs, quantities = baseline_inputs(draft, {**body, **own}, evidence)
    states = read_states(draft, quantities, evidence)
    scenarios = read_scenarios(draft, inputs, quantities, evidence, states)
    comparisons = tuple(read_comparisons(draft, common["comparisons"][0], evidence))
    check_source_keys(draft, (), data)
    for remark in draft.sources.twice():
        draft.note(remark)
    tables = read_tables(draft)
    if draft.bad:
        draft.document.problems += draft.sources.in_the_way()
        return None
    study = Study(
        slug=PurePosixPath(draft.document.file).stem,
        file=draft.document.file,
        kind=kind.name,
        title=data["title"],
        question=data["question"],
        summary=data["summary"],
        period=(data["period"]["start"], data["period"]["end"]),
        seed=data.get("seed", common["seed"][1]),
        draws=data.get("draws", common["draws"][1]),
        sources=draft.sources.resolved(),
        inputs=inputs,
        quantities=quantities,
        layout=layout_of(body, data),
        scenarios=scenarios,
        baseline_title=data["baseline"]["title"],
        baseline_posture=data["baseline"].get("posture") or data["baseline"]["title"],
        baseline_says=data["baseline"].get("says", ""),
        states=states,
        series=tuple(read_series(draft, tables)),
        comparisons=comparisons,
        story=tuple(read_story(draft)),
        limits=tuple(data.get("limits") or ()),
        authors=tuple(data.get("authors") or ()),
        license=data.get("license", common["license"][1]),
        history=tuple(Revision(**entry) for entry in data.get("history") or ()),
        correlation=correlation_of(data),
        dynamics=layout_of(own, data).get(DYNAMICS, {}),
        # A set, written as a list: naming a panel twice shows it once.
        panels=tuple(dict.fromkeys(data.get("panels") or ())),
        files=data_files(draft),
    )
    too_large = remarks_on_size(study)
    for remark in too_large or remarks_on_study(draft, study, kind):
        draft.note(remark)
    if too_large:
        return None
    for problem in draft.sources.in_the_way():
        draft.document.note(problem)
    # What prose cites is known only now.
    return replace(study, sources=draft.sources.resolved(), shared=tuple(draft.sources.shared()))
