"""`studies export`: the site's content as a plain docs tree."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.terminal import tell


@click.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder; by default this one.",
)
def command(folder: Path, root: Path) -> None:
    """Write the generated pages and assets, and the hand-written ones, to FOLDER as one docs tree with its own mkdocs.yml.

    Exit status: 0 written, 1 problems in a study, 2 wrong use, 3 a fault of the program.
    """
    from generator.diagnostics.problem import ProblemsError
    from generator.export import export_site

    try:
        count = export_site(root.resolve(), folder)
    except FileExistsError as error:
        raise click.UsageError(str(error)) from error
    except ProblemsError as error:
        for problem in error.problems:
            tell(problem)
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(f"{count} files written to {folder}", err=True)
