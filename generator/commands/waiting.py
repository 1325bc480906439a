"""One line at a terminal that says how far a run is, and is gone when it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from generator import words
from generator.progress import AFTER, Watch, unwatched

BAR = 20
_ERASE = "\r\033[2K"


@contextmanager
def waiting(cases: int) -> Iterator[Watch]:
    """A watch for a run of so many cases; it says nothing where standard error is no terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield unwatched
        return
    begun = 0

    def watch(step: str) -> None:
        nonlocal begun
        done = BAR * begun // (cases + 1)
        begun += 1
        said = (
            words.TERMINAL["after"]
            if step == AFTER
            else words.TERMINAL["begun"].format(number=begun, all=cases, case=step)
        )
        # Straight to the terminal: `click.echo` would take the control sequence out where colours are unwelcome.
        sys.stderr.write(f"{_ERASE}[{'#' * done}{'-' * (BAR - done)}] {said}")
        sys.stderr.flush()

    try:
        yield watch
    finally:
        click.echo(_ERASE, nl=False, err=True, color=True)
