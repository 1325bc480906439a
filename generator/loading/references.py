"""References in prose are checked where they stand: the number or the source must exist."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from functools import reduce
from operator import getitem

from generator.loading.document import Document
from generator.loading.sources import Sources
from generator.references import STYLES, Reference, references
from generator.study import DYNAMICS, Study


def check_references(
    document: Document,
    study: Study,
    sources: Sources,
    names: Collection[str] | None,
    dynamics: Collection[str],
) -> None:
    """Note broken references at their exact place, and in `sources` which of them prose cites.

    `names` is what may be named of a case, None where that is unknown, `dynamics` what may be named of arms race and weapons plane.

    The raw text of each value is searched, so that places are exact in quoted, folded and literal
    text alike; then the text that it stands for, where an escape or the end of a line may have hidden a reference.
    """
    cases = study.cases()
    inner = {path[:-1] for path in document.values if path}
    for path, (_, _, start, end) in document.values.items():
        if path in inner:
            continue
        written = [(found, start + found.start, start + found.end) for found in references(document.text[start:end])]
        seen = {_meant(found) for found, _, _ in written}
        value = reduce(getitem, path, document.data)
        meant = references(value) if isinstance(value, str) else ()
        written += [(found, start, end) for found in meant if _meant(found) not in seen]
        for found, first, last in written:
            wrong = _wrong(found, cases, names, dynamics, study, sources)
            if wrong is not None:
                code = "E504" if found.kind == "broken" else "E501"
                document.problem(document.place_of_offset(first, last), code, path, *wrong)


def _meant(found: Reference) -> tuple[str, ...]:
    """What a reference refers to, wherever it stands."""
    return found.kind, found.case, found.name, found.style


def _wrong(
    found: Reference,
    cases: Collection[str],
    names: Collection[str] | None,
    dynamics: Collection[str],
    study: Study,
    sources: Sources,
) -> tuple[str, str] | None:
    if found.kind == "broken":
        return (
            f"'{{{{ {found.name} }}}}' is no reference",
            f"write {{{{ case.measure }}}} or {{{{ case.measure | {STYLES[1]} }}}}",
        )
    if found.kind == "source":
        return (
            None
            if sources.exists(found.name)
            else (f"there is no source '{found.name}'", _nearest(found.name, list(sources)))
        )
    if found.case == "input":
        return (
            None
            if found.name in study.inputs
            else (f"there is no input '{found.name}'", _nearest(found.name, study.inputs))
        )
    if found.case == DYNAMICS or found.name.startswith(f"{DYNAMICS}."):
        name = found.name.removeprefix(f"{DYNAMICS}.")
        if name not in dynamics:
            return f"the dynamics have no number '{name}'", _nearest(name, dynamics)
        if found.case != DYNAMICS and found.case not in study.dynamics_cases():
            return f"'{found.case}' changes nothing of the dynamics", f"write {{{{ {DYNAMICS}.{name} }}}}"
        return None
    if found.case not in cases:
        return f"there is no scenario or state '{found.case}'", _nearest(found.case, cases)
    return (
        None
        if names is None or found.name in names
        else (f"there is no measure '{found.name}'", _nearest(found.name, names))
    )


def _nearest(name: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"did you mean '{close[0]}'?" if close else f"known: {', '.join(list(known)[:12])}"
