"""`studies verify`: runs the study of a published results file again and compares every number."""

from __future__ import annotations

import json
import math
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.completing import study_files
from generator.commands.terminal import FOLDER, shown, tell

if TYPE_CHECKING:
    from generator.pipeline.verifying import Comparison

MOST = 40
"""Differences that a terminal is shown; `--json` has all."""


@click.command("verify")
@click.argument("results", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument(
    "study", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path), shell_complete=study_files
)
@click.option(
    "--tolerance",
    type=click.FloatRange(min=0),
    default=1e-6,
    show_default=True,
    help="Largest relative difference of two numbers that count as the same.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was compared and every difference as JSON.")
def command(results: Path, study: Path | None, tolerance: float, as_json: bool) -> None:
    """Run the study of a published RESULTS file again and compare every number.

    Without STUDY, the file of that name beside RESULTS is run, or the one in ./studies. Another digest, seed, number of
    draws or version of the model is a difference too.

    Exit status: 0 the same, 1 something differs or the study has problems, 2 wrong use, 3 a fault of the program.
    """
    from generator.commands.waiting import waiting
    from generator.deterrence.errors import ModelError
    from generator.pipeline.cache import Cache
    from generator.pipeline.solving import solved, unsolvable
    from generator.pipeline.verifying import compare, read_published, read_results, study_of
    from generator.registry import KINDS

    try:
        published = read_results(results.read_bytes())
    except ValueError as error:
        raise click.BadParameter(f"{shown(results)} cannot be verified: {error}", param_hint="RESULTS") from error
    file = study or study_of(published, results, FOLDER)
    if file is None:
        name = f"{published['study']}.yml"
        raise click.UsageError(f"there is no {name} beside {shown(results)} or in {FOLDER}; name the study's file")
    reading = read_published(file, shown)
    for problem in reading.problems:
        tell(problem, err=True)
    if reading.study is None:
        sys.exit(1)
    kind = KINDS[reading.study.kind]
    try:
        with waiting(len(reading.study.cases())) as watch:
            _, raw = solved(reading.study, kind, Cache(None), watch)
    except ModelError as error:
        tell(unsolvable(reading.study.file, error), err=True)
        sys.exit(1)
    found = compare(published, json.loads(raw), tolerance)
    if as_json:
        click.echo(_as_json(found, results, file, tolerance))
    else:
        _print(found, results, file, tolerance)
    if found.differences:
        sys.exit(1)


def _as_json(found: Comparison, results: Path, file: Path, tolerance: float) -> str:
    whole = {
        "results": shown(results),
        "study": shown(file),
        "tolerance": tolerance,
        "numbers": found.numbers,
        "agrees": not found.differences,
        "differences": [
            {
                "where": one.where,
                "published": one.published,
                "computed": one.computed,
                "relative": None if math.isinf(one.size) else one.size,
            }
            for one in found.differences
        ],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False)


def _print(found: Comparison, results: Path, file: Path, tolerance: float) -> None:
    from generator.catalogue.terminal import VERIFIED
    from generator.commands.table import Column, tables

    said = {
        "results": shown(results),
        "study": shown(file),
        "numbers": f"{found.numbers:,}",
        "tolerance": f"{tolerance:g}",
    }
    if not found.differences:
        click.echo(VERIFIED["same"].format(**said))
        return
    first = found.differences[:MOST]
    click.echo(VERIFIED["differs"].format(**said, differences=f"{len(found.differences):,}"))
    where = Column(VERIFIED["where"], [_value(one.where, 80) for one in first])
    columns = [
        Column(VERIFIED["published"], [_value(one.published) for one in first]),
        Column(VERIFIED["computed"], [_value(one.computed) for one in first]),
        Column(
            VERIFIED["relative"], [VERIFIED["other"] if math.isinf(one.size) else f"{one.size:.2g}" for one in first]
        ),
    ]
    for lines in tables(where, columns, shutil.get_terminal_size().columns):
        click.echo()
        for line in lines:
            click.echo(line)
    if len(found.differences) > MOST:
        click.echo(VERIFIED["more"].format(number=f"{len(found.differences) - MOST:,}"))


def _value(value: Any, most: int = 40) -> str:
    """A value in a cell: what a file holds is no command to a terminal, and never longer than a line."""
    from generator.diagnostics.problem import visible

    text = "-" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)
    text = visible(text)
    return text if len(text) <= most else f"{text[: most - 3]}..."
