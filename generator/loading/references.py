"""References in prose are checked where they stand: the number or the source must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.diagnostics.nearest import did_you_mean
from generator.diagnostics.problem import Path
from generator.loading.document import Document
from generator.loading.sources import Sources
from generator.references import STYLES, Reference, references
from generator.study import BASELINE, DYNAMICS, Study


def check_references(
    document: Document,
    study: Study,
    sources: Sources,
    names: Collection[str] | None,
    lacking: Mapping[str, str],
    dynamics: Collection[str],
) -> None:
    """Note broken references at their exact place, and in `sources` which of them prose cites.

    `names` is what may be named of a case, None where that is unknown, `lacking` what could be named if more were
    given, and `dynamics` what may be named of arms race and weapons plane.

    What a text means is looked at, and its source for the place, so that places are exact in quoted, folded and
    literal text alike; where an escape hides a reference in the source, the place is that of the whole text.
    """
    cases = study.cases()
    for path, text in _texts(document.data, ()):
        source, start = document.source(path)
        found, written = list(references(text)), list(references(source))
        hidden = [_meant(one) for one in found] != [_meant(one) for one in written]
        for one, place in zip(found, found if hidden else written, strict=True):
            wrong = _wrong(one, cases, names, lacking, dynamics, study, sources)
            if wrong is not None:
                ends = (start, start + len(source)) if hidden else (start + place.start, start + place.end)
                code = "E504" if one.kind == "broken" else "E501"
                document.problem(document.place_of_offset(*ends), code, path, *wrong)


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text of a document with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for step, inside in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(inside, (*path, step))


def _meant(found: Reference) -> tuple[str, ...]:
    """What two spellings of one reference have in common."""
    return found.kind, found.case, " ".join(found.name.split()), found.style


def _wrong(
    found: Reference,
    cases: Collection[str],
    names: Collection[str] | None,
    lacking: Mapping[str, str],
    dynamics: Collection[str],
    study: Study,
    sources: Sources,
) -> tuple[str, str] | None:
    if found.kind == "broken":
        if found.name.startswith("[@"):
            sources.exists(found.name.removeprefix("[@"))  # It is cited, if badly.
            return f"'{found.name}' is no citation", "write [@key] or [@key, p. 3]"
        what = f"'{found.name}' is no reference"
        return what, f"write {{{{ case.measure }}}} or {{{{ case.measure | {STYLES[1]} }}}}"
    if found.kind == "source":
        return (
            None
            if sources.exists(found.name)
            else (f"there is no source '{found.name}'", did_you_mean(found.name, sources, cutoff=0.5))
        )
    if found.case == "input":
        return (
            None
            if found.name in study.inputs
            else (f"there is no input '{found.name}'", did_you_mean(found.name, study.inputs, cutoff=0.5))
        )
    if found.case == DYNAMICS or found.name.startswith(f"{DYNAMICS}."):
        name = found.name.removeprefix(f"{DYNAMICS}.")
        if name not in dynamics:
            return f"the dynamics have no number '{name}'", did_you_mean(name, dynamics, cutoff=0.5)
        if found.case != DYNAMICS and found.case not in study.dynamics_cases():
            return f"'{found.case}' changes nothing of the dynamics", f"write {{{{ {DYNAMICS}.{name} }}}}"
        return None
    scenario, _, year = found.case.partition("@")
    if year and scenario in cases and f"{BASELINE}@{year}" in cases and found.case not in cases:
        return f"'{scenario}' is not run for the state of {year}", "add `over_time: true` to the scenario"
    if found.case not in cases:
        return f"there is no scenario or state '{found.case}'", did_you_mean(found.case, cases, cutoff=0.5)
    if names is None or found.name in names:
        return None
    if found.name in lacking:
        return f"the study has no '{found.name}'", lacking[found.name]
    return f"there is no measure '{found.name}'", did_you_mean(found.name, names, "known measures", cutoff=0.5)
