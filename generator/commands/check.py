"""`studies check`: every problem of every study, at once, in the form that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.completing import study_files
from generator.commands.terminal import STDIN, chosen, shown, tell


@click.command("check")
@click.argument(
    "files", nargs=-1, type=click.Path(exists=True, allow_dash=True, path_type=Path), shell_complete=study_files
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["full", "concise", "json", "sarif", "github"]),
    default="full",
    help="full shows the source line, concise is one line each; json and sarif are stable; github annotates a change.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too, as a strict build does.")
@click.option(
    "--name",
    default="stdin.yml",
    show_default=True,
    help="What problems call the study that is read from standard input; its stem is the study's.",
)
def command(files: tuple[Path, ...], form: str, strict: bool, name: str) -> None:
    """Check study FILES and print every problem with its place.

    A folder stands for the studies in it and their bibliography, - for standard input. Without FILES: all of ./studies.

    Exit status: 0 nothing wrong (warnings apart), 1 problems, 2 wrong use, 3 a fault of the program.
    """
    from generator.diagnostics import formats
    from generator.diagnostics.problem import Problem
    from generator.diagnostics.sarif import as_sarif
    from generator.loading.beside import BIBLIOGRAPHY
    from generator.pipeline.checking import problems_of, reading_of

    paths = chosen(files)
    found: dict[Problem, None] = {}
    for path in paths:
        if path == STDIN:
            found |= dict.fromkeys(reading_of(sys.stdin.buffer.read(), name, Path(name).parent).every())
        else:
            found |= dict.fromkeys(problems_of(path, shown))
    every = list(found)
    problems = [problem for problem in every if not problem.silenced]
    if form == "json":
        click.echo(formats.as_json(every, [name if path == STDIN else shown(path) for path in paths]))
    elif form == "sarif":
        click.echo(as_sarif(every))
    for problem in problems:
        if form == "full":
            tell(problem)
        elif form == "concise":
            click.echo(str(problem))
        elif form == "github":
            click.echo(formats.github(problem))
    click.echo(formats.counted(every, sum(path.name != BIBLIOGRAPHY for path in paths)), err=True)
    if any(problem.severity == "error" or strict for problem in problems):
        sys.exit(1)
