"""`studies schema`: the JSON Schema that editors check and explain studies by."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.terminal import FOLDER


@click.command("schema")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file; where that says the same already, it is left alone.",
)
@click.option("--check", is_flag=True, help="Fail if the file (by default that of ./studies) is missing or stale.")
def command(output: Path | None, check: bool) -> None:
    """Print the JSON Schema (draft-07) of study files, write it to a file, or check that the file is current.

    Exit status: 0 done or current, 1 missing or stale, 2 wrong use, 3 a fault of the program.
    """
    from generator.registry import KINDS
    from generator.schema.build import FILE, schema_text

    text = schema_text(KINDS)
    if output is None and not check:
        click.echo(text, nl=False)
        return
    path = output or FOLDER / FILE
    known = path.read_text(encoding="utf-8") if path.is_file() else None
    if check:
        if known != text:
            state = "missing" if known is None else "stale"
            click.echo(
                f"{path.as_posix()} is {state}; write it with: studies schema --output {path.as_posix()}", err=True
            )
            sys.exit(1)
        click.echo(f"{path.as_posix()} is current", err=True)
    elif known != text:
        # A preview watches the folder, so a file that would not change is not touched.
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"{path.as_posix()} written", err=True)
    else:
        click.echo(f"{path.as_posix()} is current", err=True)
