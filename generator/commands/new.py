"""`studies new`: asks, or takes flags, and writes a study that passes, with a comment for each key."""

from __future__ import annotations

import datetime
import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.catalogue.scaffold import ACTORS as NAMES
from generator.catalogue.scaffold import FORMS, QUESTIONS
from generator.catalogue.terminal import ASKED, NOT_WRITTEN, WRITTEN
from generator.commands.terminal import FOLDER, STDIN, shown, tell


class _Read(click.ParamType):  # type: ignore[type-arg] # generic only in the newest click
    """An answer read by a function of `generator.scaffold.answers`, which is loaded when there is an answer."""

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        self.name, self.read = name, read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return self.read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _line(text: str) -> str:
    from generator.scaffold.answers import one_line

    line = one_line(text)
    if not line:
        raise ValueError("something must stand here")
    return line


def _years(text: str) -> tuple[int, int]:
    from generator.scaffold.answers import years

    return years(text)


def _names(text: str) -> tuple[str, ...]:
    """Names between commas; none of an empty text."""
    return tuple(_line(name) for name in text.split(",") if name.strip())


def _slug(text: str) -> str:
    from generator.scaffold.answers import SLUG

    if not SLUG.fullmatch(text):
        raise ValueError(f"'{text}' cannot be an address; use lower-case letters, digits and -")
    return text


LINE, YEARS, NAMED, ADDRESS = _Read("text", _line), _Read("years", _years), _Read("names", _names), _Read("slug", _slug)


@click.command("new")
@click.argument("slug", required=False, type=ADDRESS)
@click.option("--kind", type=click.Choice(tuple(QUESTIONS)), help="What is studied; decides which keys there are.")
@click.option("--form", type=click.Choice(FORMS), help="Of creditor-debtor alone: how what a strike costs is given.")
@click.option("--title", type=LINE, help="Heading of the page; the file's name follows from it.")
@click.option("--question", type=LINE, help="What the study answers, in one sentence.")
@click.option("--period", type=YEARS, metavar="YEARS", help="The years it is about, as 1962-1964.")
@click.option("--actors", type=NAMED, metavar="NAMES", help='Names between commas: "United States,Soviet Union".')
@click.option("--author", "authors", type=NAMED, metavar="NAMES", help="Who writes the study; several between commas.")
@click.option("--license", "license", type=LINE, help="Terms under which it may be used; by default CC BY 4.0.")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write; - for standard output."
)
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@click.option("--yes", is_flag=True, help="Ask nothing; what is not given takes its default.")
def command(slug: str | None, output: Path | None, force: bool, yes: bool, **given: Any) -> None:
    """Write a new study, by default to studies/SLUG.yml, and never over a file that exists.

    Asks for what is not given. The study passes `studies check --strict` and runs; its figures are placeholders.

    Exit status: 0 written, 1 what was answered cannot stand in a study, 2 wrong use, 3 a fault of the program.
    """
    from generator.pipeline.checking import reading_of
    from generator.registry import KINDS
    from generator.scaffold.answers import Answers
    from generator.scaffold.study import new_study
    from generator.schema.build import FILE as SCHEMA

    stem = None if output is None or output == STDIN else _stem(output)
    if slug is not None and stem not in (None, slug):
        raise click.UsageError(f"the file is named {stem}, the study {slug}; leave out one of the two")
    try:
        answers = Answers(**_asked(given, slug or stem, yes))
        file = _file(slug, output, answers.title, yes)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise click.UsageError("an answer is missing: give it as an option, or --yes for the defaults") from None
    if output != STDIN:
        _refuse(file, force)
    schema = Path(os.path.relpath(FOLDER / SCHEMA, file.parent)).as_posix()
    text = new_study(answers, KINDS[answers.kind], shown(file), schema)
    problems = reading_of(text.encode(), shown(file), file.parent).problems
    if problems:
        for problem in problems:
            tell(problem, err=True)
        click.echo(NOT_WRITTEN, err=True)
        sys.exit(1)
    if output == STDIN:
        click.echo(text, nl=False)
        return
    with file.open("w" if force else "x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    click.echo(WRITTEN.format(file=shown(file)), err=True)


def _asked(given: dict[str, Any], named: str | None, yes: bool) -> dict[str, Any]:
    """Every answer: as given, or asked for, or by default. Raises `click.UsageError` for answers that do not fit."""
    from generator.scaffold.answers import ACTORS

    found = {key: value for key, value in given.items() if value is not None}

    def ask(key: str, default: Any, kind: Any) -> None:
        if key not in found:
            found[key] = default if yes else click.prompt(ASKED[key], default=default, type=kind)

    ask("kind", next(iter(QUESTIONS)), click.Choice(tuple(QUESTIONS)))
    kind = found["kind"]
    if kind == "creditor-debtor":
        ask("form", FORMS[0], click.Choice(FORMS))
    elif "form" in found:
        raise click.UsageError("--form belongs to the kind creditor-debtor")
    title = named.replace("-", " ").capitalize() if named else None
    if title is None and yes and "title" not in found:
        raise click.UsageError("give a SLUG or a --title")
    ask("title", title, LINE)
    ask("question", QUESTIONS[kind], LINE)
    this = datetime.date.today().year
    ask("period", f"{this}-{this}", YEARS)
    ask("actors", ", ".join(NAMES[found.get("form", kind)]), NAMED)
    ask("authors", "", NAMED)
    found |= {key: kind_.convert(found[key], None, None) for key, kind_ in _KINDS_OF_ANSWER.items()}
    twice = next((name for name, count in Counter(found["actors"]).items() if count > 1), None)
    if twice is not None:
        raise click.UsageError(f"two actors are named '{twice}'; give each a name of its own")
    least, most = ACTORS[kind]
    if not least <= len(found["actors"]) <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        raise click.UsageError(f"{len(found['actors'])} actors; the kind {kind} takes {wanted}")
    return found


_KINDS_OF_ANSWER = {"period": YEARS, "actors": NAMED, "authors": NAMED}
"""Answers whose defaults are read as if they had been typed."""


def _stem(output: Path) -> str:
    """The slug that a file to write stands for."""
    if output.suffix != ".yml":
        raise click.BadParameter(f"'{output}' does not end in .yml, as every study does", param_hint="--output")
    return str(ADDRESS.convert(output.stem, None, None))


def _file(slug: str | None, output: Path | None, title: str, yes: bool) -> Path:
    """Where to write: as given, or in the folder of studies under the slug that follows from the title."""
    from generator.scaffold.answers import slug_of

    if output is not None and output != STDIN:
        return output
    name = slug or slug_of(title)
    if not name and yes:
        raise click.UsageError("no file name follows from this title: give a SLUG")
    return FOLDER / f"{name or click.prompt(ASKED['slug'], type=ADDRESS)}.yml"


def _refuse(file: Path, force: bool) -> None:
    """Raises `click.UsageError` where the file exists, its folder does not, or the name is not free for a study."""
    from generator.loading.beside import BIBLIOGRAPHY

    if file.name == BIBLIOGRAPHY:
        raise click.UsageError(f"{BIBLIOGRAPHY} holds the sources that all studies share; give the study another name")
    if file.exists() and not force:
        raise click.UsageError(f"{shown(file)} exists; --force replaces it")
    if not file.parent.is_dir():
        raise click.UsageError(
            f"there is no folder {file.parent}: change to the project's folder, or say where with --output"
        )
