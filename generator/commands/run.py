"""`studies run`: the verdicts and headline numbers of one study in the terminal, or all results as JSON."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.terminal import shown, tell


@click.command("run")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print all results as JSON, as published beside the report.")
def command(file: Path, as_json: bool) -> None:
    """Run the model on one study FILE and print its verdicts and headline numbers."""
    from generator import numerals, words
    from generator.pipeline.cache import Cache
    from generator.pipeline.checking import read
    from generator.pipeline.solving import solved
    from generator.registry import KINDS

    reading = read(file, shown)
    for problem in reading.problems:
        tell(problem, err=True)
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
