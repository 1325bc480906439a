"""What commands share at a terminal: which files are meant, how they are named, and in which colours problems are told."""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.diagnostics.problem import Problem

FOLDER = Path("studies")
"""Where the studies of a project lie."""
STDIN = Path("-")

_STYLES: dict[str, dict[str, object]] = {
    "place": {"bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "caret": {"fg": "red", "bold": True},
    "cure": {"fg": "green"},
}


def paint(text: str, role: str) -> str:
    """The text in the colour of its role. `click.echo` takes colours out again where there is no terminal."""
    return click.style(text, **_STYLES[role])  # type: ignore[arg-type]


def colours() -> bool | None:
    """Whether to colour, as the environment asks for it; None leaves it to whether there is a terminal."""
    asked = {name: os.environ.get(name, "") for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR")}
    if asked["NO_COLOR"]:
        return False
    if any(asked[name] not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return False if asked["CLICOLOR"] == "0" or os.environ.get("TERM") == "dumb" else None


def tell(problem: Problem, *, err: bool = False) -> None:
    """One problem with its source line."""
    from generator.diagnostics.formats import full

    click.echo(full(problem, paint), err=err)


def shown(path: Path) -> str:
    """The path as problems name it: relative to this folder where it lies below it."""
    absolute = path.resolve()
    here = Path.cwd()
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else path.as_posix()


def chosen(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files that were named, each once, with those of every folder that was named; by default all of ./studies.

    Raises `click.UsageError` where there is none.
    """
    from generator.pipeline.folder import checkable_in

    found: dict[Path, None] = {}
    for path in files or (FOLDER,):
        inside = checkable_in(path) if path.is_dir() or not files else [path]
        if not inside:
            where = f"in {path}" if files else "here: name some, or change to the project's folder"
            raise click.UsageError(f"no study files {where}")
        found |= dict.fromkeys(inside)
    return tuple(found)
