"""Studies read from the disk with what lies beside them, for commands that neither draw nor publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from generator.diagnostics.problem import Problem
from generator.loading.beside import BIBLIOGRAPHY
from generator.loading.reading import Reading, read_study
from generator.pipeline.cache import Cache
from generator.pipeline.folder import beside, bibliography_of, study_file
from generator.registry import KINDS

Name = Callable[[Path], str]
"""The path of a file as problems call it."""


def read(path: Path, name: Name, books: Path | None = None) -> Reading:
    """One study, or its problems, with the data files of its folder and the bibliography there, or in the folder `books`."""
    shown = name(path)
    shared = _folder(shown) if books is None else name(books)
    found = study_file(path, shown, bibliography_of(books or path.parent, shared, Cache(None)))
    if found is None:
        return Reading(shown, None, (Problem(shown, 1, 1, "E379", "", "the file is gone"),))
    if isinstance(found, Problem):
        return Reading(shown, None, (found,))
    return read_study(found.file, found.raw, KINDS, found.beside)


def reading_of(raw: bytes, shown: str, folder: Path) -> Reading:
    """The same of a study that is not on the disk, as if it lay in `folder`."""
    return read_study(shown, raw, KINDS, beside(folder, raw, bibliography_of(folder, _folder(shown), Cache(None))))


def problems_of(path: Path, name: Name) -> tuple[Problem, ...]:
    """Every problem of a study, silenced or not, or of a bibliography."""
    if path.name == BIBLIOGRAPHY:
        return bibliography_of(path.parent, _folder(name(path)), Cache(None)).problems
    return read(path, name).every()


def _folder(shown: str) -> str:
    return PurePosixPath(shown).parent.as_posix()
