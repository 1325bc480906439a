"""The verdicts and headline numbers of a study as lines for a terminal of any width."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import Any

import click

from generator import numerals, words
from generator.commands.table import Column, estimates, tables
from generator.commands.terminal import paint
from generator.kind import Kind
from generator.results import Results
from generator.study import Study


def headlines(
    study: Study, kind: Kind[Any], results: Results[Any], cases: Sequence[str], changes: str
) -> Iterator[str]:
    """Title, verdicts, numbers, and what the numbers are. `changes` says what is not as in the study, if anything."""
    width = shutil.get_terminal_size().columns
    judged, numbers = list(_verdicts(kind, results, cases)), _numbers(study, kind, results, cases)
    levels = len(judged) == 1
    # On one line: a line of its own could be a command to whatever reads the output of a workflow.
    yield click.style(" ".join(study.title.split()), bold=True)
    yield words.TERMINAL["run-levels" if levels else "run"].format(
        file=study.file, kind=study.kind, draws=f"{study.draws:,}", seed=study.seed
    )
    if changes and not levels:
        yield paint(changes, "warning")
    first = Column(words.TERMINAL["case"], cases)
    for columns in (judged, numbers):
        for lines in tables(first, columns, width):
            yield ""
            yield click.style(lines[0], dim=True)
            yield from lines[1:]
    if numbers:
        yield ""
        yield words.TERMINAL["intervals"]
        known = kind.measures(study)
        meanings = {name.rpartition(".")[2]: known[name].meaning for name in kind.headline(study)}
        for name, meaning in meanings.items():
            yield f"  {name}: {meaning}"


def _verdicts(kind: Kind[Any], results: Results[Any], cases: Sequence[str]) -> Iterator[Column]:
    """The verdicts; and, unless they are judged in levels, how often and how surely they come out."""
    verdicts = [results.cases[key].verdict for key in cases]
    names = [
        words.verdict_name(verdict.key, verdict.subtype) + (f" ({verdict.stronger})" if verdict.stronger else "")
        for verdict in verdicts
    ]
    yield Column(words.TERMINAL["verdict"], names, wraps=True)
    held = [share for key in cases if (share := kind.held(results, key)) is not None]
    if held:
        yield Column(words.TERMINAL["share"], [numerals.share(share) for share in held])
        yield Column(
            words.TERMINAL["sure"],
            [
                words.TERMINAL["contested"] if "CONTESTED" in verdict.modifiers else words.likelihood(share.value)
                for verdict, share in zip(verdicts, held, strict=True)
            ],
        )


def _numbers(study: Study, kind: Kind[Any], results: Results[Any], cases: Sequence[str]) -> list[Column]:
    known, found = kind.measures(study), results.cases
    return [
        estimates(name, [numerals.estimate(found[key].estimates[name], known[name], "full") for key in cases])
        for name in kind.headline(study)
    ]
