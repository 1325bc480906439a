"""The folder of studies on the disk: which files are studies, and what lies beside each of them.

Every door reads through here, so that all of them see the same. What cannot be read is a value too:
an editor may take a file away for a moment, and a preview must outlive that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics.problem import Problem
from generator.loading.beside import BIBLIOGRAPHY, MAX_BYTES, Beside, Bibliography, Refused, files_mentioned
from generator.pipeline.cache import Cache, digest
from generator.study import Source


@dataclass(frozen=True)
class StudyFile:
    """A study as it lies on the disk, with what lies beside it."""

    file: str
    """Path as problems name it."""
    raw: bytes
    beside: Beside


_SCRATCH = re.compile(
    r".*~|\..*\.sw[a-z]|4913|#.*#|\.#.*|.*\.tmp|\.~lock\..*|___jb_.*___|\.goutputstream-.*|\.DS_Store|.*\.kate-swp"
)


def is_scratch(name: str) -> bool:
    """Whether a file of this name is an editor's own: a backup, a swap or a lock file, or half of a save."""
    return _SCRATCH.fullmatch(name) is not None


def files_below(folder: Path) -> list[Path]:
    """Every file below a folder, sorted, without what editors leave there."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not is_scratch(path.name))


def studies_in(folder: Path) -> list[Path]:
    """The studies of a folder, sorted. Hidden files are editors' own; the bibliography is no study."""
    return sorted(path for path in folder.glob("*.yml") if not path.name.startswith(".") and path.name != BIBLIOGRAPHY)


def checkable_in(folder: Path) -> list[Path]:
    """The studies of a folder, and before them their bibliography if there is one."""
    shared = folder / BIBLIOGRAPHY
    return [*([shared] if shared.exists() else []), *studies_in(folder)]


def study_file(path: Path, shown: str, shared: Bibliography) -> StudyFile | Problem | None:
    """A study with what lies beside it; the problem if it cannot be read; None if it is gone."""
    wrong = _no_file(path, shown)
    if wrong is not None:
        return wrong
    try:
        raw = path.read_bytes()
    except OSError as error:
        # A link that leads nowhere is a mistake; a file that was there a moment ago is being saved.
        gone = isinstance(error, FileNotFoundError) and not path.is_symlink()
        return None if gone else _unreadable(shown, error)
    return StudyFile(shown, raw, beside(path.parent, raw, shared))


def beside(folder: Path, raw: bytes, shared: Bibliography) -> Beside:
    """What lies in a folder beside a study of these bytes."""
    return Beside(dict(_files(folder, raw)), shared)


def bibliography_of(folder: Path, shown: str, cache: Cache, engine: str = "") -> Bibliography:
    """The bibliography of a folder of studies, which problems call `shown`; an empty one where there is none.

    It is kept as it was read: a build in which nothing changed then needs neither the reader of YAML nor the validator.
    """
    name = f"{shown}/{BIBLIOGRAPHY}" if shown != "." else BIBLIOGRAPHY
    wrong = _no_file(folder / BIBLIOGRAPHY, name)
    if wrong is not None:
        return Bibliography(name, problems=(wrong,), readable=False)
    try:
        raw = (folder / BIBLIOGRAPHY).read_bytes()
    except FileNotFoundError:
        return Bibliography(name)
    except OSError as error:
        return Bibliography(name, problems=(_unreadable(name, error),), readable=False)
    key = digest(engine, name, raw)
    kept = cache.get("bibliography", key)
    if kept is None:
        from generator.loading.bibliography import read_bibliography

        kept = json.dumps(asdict(read_bibliography(name, raw))).encode()
        cache.put("bibliography", key, kept)
    return _thaw(json.loads(kept))


def _thaw(plain: dict[str, Any]) -> Bibliography:
    return Bibliography(
        plain["file"],
        {key: Source(**entry) for key, entry in plain["entries"].items()},
        plain["lines"],
        {key: tuple(Problem(**problem) for problem in found) for key, found in plain["broken"].items()},
        tuple(Problem(**problem) for problem in plain["problems"]),
        plain["readable"],
    )


def _no_file(path: Path, shown: str) -> Problem | None:
    """What keeps a path from being read before it is opened; None for whatever opening it will tell."""
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
            what, cure = "the file is a link that leads out of its folder", "put the file itself there"
            return Problem(shown, 1, 1, "E379", "", what, cure)
        # A pipe or a device might never end.
        if path.exists() and not path.is_file() and not path.is_dir():
            return Problem(shown, 1, 1, "E379", "", "the file is a pipe or a device", "put a plain file there")
    except (OSError, RuntimeError):
        return None
    return None


def _unreadable(file: str, error: OSError) -> Problem:
    return Problem(file, 1, 1, "E379", "", f"the file cannot be read: {error.strerror}", "look at its kind and rights")


def _files(folder: Path, raw: bytes) -> Iterator[tuple[str, bytes | Refused]]:
    """Each data file that these bytes may name, or why there is none."""
    for path in files_mentioned(raw):
        yield path, _data_file(folder, path)


def _data_file(folder: Path, path: str) -> bytes | Refused:
    absent = Refused(
        "E372", f"there is no file '{path}' in the folder of studies", "paths start there: `data/spending.csv`"
    )
    try:
        real = (folder / path).resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            return Refused(
                "E371", "the path leads out of the folder of studies", "put the file itself there, not a link"
            )
        # Neither a folder, nor a pipe or a device, which might never end.
        if not real.is_file():
            return absent
        with real.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return absent
    except (OSError, RuntimeError) as error:
        what = error.strerror if isinstance(error, OSError) else "its links go in a circle"
        return Refused("E373", f"the file cannot be read: {what}", "look at its kind and rights")
