"""Studies read from the disk with what lies beside them, for commands that neither draw nor publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from generator.diagnostics.problem import Problem
from generator.loading.beside import BIBLIOGRAPHY
from generator.loading.reading import Reading, read_study
from generator.pipeline.cache import Cache
from generator.pipeline.folder import bibliography_of, study_file
from generator.registry import KINDS

Name = Callable[[Path], str]
"""The path of a file as problems call it."""


def read(path: Path, name: Name) -> Reading:
    """One study, or its problems, with the data files and the bibliography of its folder."""
    shown = name(path)
    found = study_file(path, shown, bibliography_of(path.parent, PurePosixPath(shown).parent.as_posix(), Cache(None)))
    if found is None:
        return Reading(shown, None, (Problem(shown, 1, 1, "E379", "", "the file is gone"),))
    if isinstance(found, Problem):
        return Reading(shown, None, (found,))
    return read_study(found.file, found.raw, KINDS, found.beside)


def problems_of(paths: Iterable[Path], name: Name) -> list[Problem]:
    """Every problem of these files, each told once, in their order. A bibliography may be among them."""
    found: dict[Problem, None] = {}
    for path in paths:
        if path.name == BIBLIOGRAPHY:
            shown = PurePosixPath(name(path)).parent.as_posix()
            found |= dict.fromkeys(bibliography_of(path.parent, shown, Cache(None)).problems)
        else:
            found |= dict.fromkeys(read(path, name).problems)
    return list(found)
