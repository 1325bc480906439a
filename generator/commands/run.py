"""`studies run`: the verdicts and headline numbers of one study in the terminal, or all results as JSON."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.completing import case_keys, study_files
from generator.commands.terminal import paint, shown, tell

if TYPE_CHECKING:
    from generator.study import Study


@click.command("run")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), shell_complete=study_files)
@click.option("--json", "as_json", is_flag=True, help="Print all results as JSON, as published beside the report.")
@click.option(
    "--case",
    "chosen",
    multiple=True,
    metavar="CASE",
    shell_complete=case_keys,
    help="Print this case alone: baseline, a scenario, or either at a state, as baseline@1962. May be repeated.",
)
@click.option("--draws", type=int, help="Take so many draws instead of the study's own, for a quick look.")
@click.option("--seed", type=int, help="Draw from this seed instead of the study's own.")
def command(file: Path, as_json: bool, chosen: tuple[str, ...], draws: int | None, seed: int | None) -> None:
    """Run the model on one study FILE and print its verdicts and headline numbers.

    Exit status: 0 done, 1 problems in the study, 2 wrong use, 3 a fault of the program.
    """
    from generator.commands.headlines import headlines
    from generator.commands.waiting import waiting
    from generator.deterrence.errors import ModelError
    from generator.pipeline.cache import Cache
    from generator.pipeline.checking import read
    from generator.pipeline.solving import solved, unsolvable
    from generator.registry import KINDS

    if as_json and chosen:
        raise click.UsageError("--json prints all cases; leave out --case")
    reading = read(file, shown)
    for problem in reading.problems:
        tell(problem, err=True)
    if reading.study is None:
        sys.exit(1)
    study, kind = _changed(reading.study, draws, seed), KINDS[reading.study.kind]
    cases = _chosen(chosen, study.cases())
    try:
        with waiting(len(study.cases())) as watch:
            results, raw = solved(study, kind, Cache(None), watch)
    except ModelError as error:
        tell(unsolvable(study.file, error), err=True)
        sys.exit(1)
    changes = _changes(reading.study, study)
    if as_json:
        if changes:
            click.echo(paint(changes, "warning"), err=True)
        click.echo(raw, nl=False)
        return
    for line in headlines(study, kind, results, cases, changes):
        click.echo(line)


def _changed(study: Study, draws: int | None, seed: int | None) -> Study:
    """The study with other draws. Raises `click.BadParameter` for what a study could not ask for either."""
    from generator.loading.meaning import DRAWS, SEEDS

    for name, given, (least, most) in (("--draws", draws, DRAWS), ("--seed", seed, SEEDS)):
        if given is not None and not least <= given <= most:
            raise click.BadParameter(f"{given} is not between {least:,} and {most:,}", param_hint=name)
    return replace(study, draws=study.draws if draws is None else draws, seed=study.seed if seed is None else seed)


def _changes(own: Study, taken: Study) -> str:
    """That these are not the study's own draws, in a sentence; nothing where they are."""
    from generator.words import TERMINAL

    changed = [
        TERMINAL[f"quick-{name}"].format(given=given, own=before)
        for name, given, before in (
            ("draws", f"{taken.draws:,}", f"{own.draws:,}"),
            ("seed", str(taken.seed), str(own.seed)),
        )
        if given != before
    ]
    return TERMINAL["quick"].format(changes=", ".join(changed)) if changed else ""


def _chosen(chosen: Sequence[str], known: Mapping[str, Any]) -> list[str]:
    """The cases to print, in the order of the study. Raises `click.BadParameter` for one that does not exist."""
    for key in chosen:
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean '{close[0]}'?" if close else f"choose from {', '.join(known)}"
            raise click.BadParameter(f"there is no case '{key}'; {hint}", param_hint="--case")
    return [key for key in known if not chosen or key in chosen]
