"""The command line: `studies check`, `studies run`, `studies export`. A thin door over the pipeline."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="studies")
def main() -> None:
    """Scenario studies of the balance of terror: check them, run them, export their site."""


_file = click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))


@main.command()
@_file
def check(files: tuple[Path, ...]) -> None:
    """Check study FILES (by default all of ./studies) and print every problem as file:line:col.

    Exit status: 0 nothing wrong, 1 problems, 2 wrong use.
    """
    from generator.loading.reading import read_study
    from generator.registry import KINDS

    chosen = files or tuple(sorted(Path("studies").glob("*.yml")))
    if not chosen:
        raise click.UsageError("no study files here: name some, or change to the project's folder")
    problems = [problem for path in chosen for problem in read_study(_shown(path), path.read_bytes(), KINDS).problems]
    for problem in problems:
        click.echo(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        click.echo(
            f"{errors} problem{'s' if errors != 1 else ''} in {len(chosen)} stud{'ies' if len(chosen) != 1 else 'y'}",
            err=True,
        )
        sys.exit(1)
    click.echo(f"{len(chosen)} stud{'ies' if len(chosen) != 1 else 'y'} checked, nothing wrong", err=True)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print all results as JSON, as published beside the report.")
def run(file: Path, as_json: bool) -> None:
    """Run the model on one study FILE and print its verdicts and headline numbers."""
    from generator import numerals, words
    from generator.loading.reading import read_study
    from generator.pipeline.cache import Cache
    from generator.pipeline.solving import solved
    from generator.registry import KINDS

    reading = read_study(_shown(file), file.read_bytes(), KINDS)
    for problem in reading.problems:
        click.echo(str(problem), err=True)
    if reading.study is None:
        sys.exit(1)
    kind = KINDS[reading.study.kind]
    results, raw = solved(reading.study, kind, Cache(None))
    if as_json:
        click.echo(raw, nl=False)
        return
    measures = kind.measures(reading.study)
    click.secho(reading.study.title, bold=True)
    for key, case in results.cases.items():
        held = case.shares.get(case.verdict.key)
        share = numerals.share(held) if held is not None else numerals.percent(0.0)
        click.echo(f"\n{key}: {words.VERDICTS[case.verdict.key][0]} ({share} of {results.draws:,} draws)")
        for name in kind.headline(reading.study):
            click.echo(f"  {name:<24} {numerals.estimate(case.estimates[name], measures[name], 'full')}")


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder; by default this one.",
)
def export(folder: Path, root: Path) -> None:
    """Write the generated pages and assets, and the hand-written ones, to FOLDER as one docs tree with its own mkdocs.yml."""
    from generator.diagnostics.problem import ProblemsError
    from generator.export import export_site

    try:
        count = export_site(root.resolve(), folder)
    except FileExistsError as error:
        raise click.UsageError(str(error)) from error
    except ProblemsError as error:
        for problem in error.problems:
            click.echo(str(problem))
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(f"{count} files written to {folder}", err=True)


def _shown(path: Path) -> str:
    """The path as problems name it: relative to this folder where it lies below it."""
    absolute = path.resolve()
    here = Path.cwd()
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else path.as_posix()
