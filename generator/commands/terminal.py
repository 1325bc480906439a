"""What commands share at a terminal: which files are meant, how they are named, and in which colours problems are told."""

from __future__ import annotations

from pathlib import Path

import click

from generator.diagnostics.problem import Problem

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
    """The files that were named, or every study of this folder and their bibliography.

    Raises `click.UsageError` if there is none.
    """
    from generator.pipeline.folder import checkable_in

    found = files or tuple(checkable_in(Path("studies")))
    if not found:
        raise click.UsageError("no study files here: name some, or change to the project's folder")
    return found
