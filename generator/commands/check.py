"""`studies check`: every problem of every study, at once, in the form that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.terminal import chosen, shown, tell


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["full", "concise", "json", "github"]),
    default="full",
    help="full shows the source line, concise is one line each; json is stable; github annotates a change.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too, as a strict build does.")
def command(files: tuple[Path, ...], form: str, strict: bool) -> None:
    """Check study FILES (by default all of ./studies, with the bibliography) and print every problem with its place.

    Exit status: 0 nothing wrong (warnings apart), 1 problems, 2 wrong use, 3 a fault of the program.
    """
    from generator.diagnostics import formats
    from generator.loading.beside import BIBLIOGRAPHY
    from generator.pipeline.checking import problems_of

    paths = chosen(files)
    problems = problems_of(paths, shown)
    if form == "json":
        click.echo(formats.as_json(problems, [shown(path) for path in paths]))
    for problem in problems:
        if form == "full":
            tell(problem)
        elif form == "concise":
            click.echo(str(problem))
        elif form == "github":
            click.echo(formats.github(problem))
    click.echo(formats.counted(problems, sum(path.name != BIBLIOGRAPHY for path in paths)), err=True)
    if any(problem.severity == "error" or strict for problem in problems):
        sys.exit(1)
