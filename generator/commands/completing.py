"""What a shell may offer while a command is typed: studies, the cases of a study."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from generator.commands.terminal import FOLDER


def study_files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The studies of this project that begin so; without any, whatever files there are."""
    from generator.pipeline.folder import studies_in

    found = [path.as_posix() for path in studies_in(FOLDER) if path.as_posix().startswith(incomplete)]
    return [CompletionItem(path) for path in found] or [CompletionItem(incomplete, type="file")]


def case_keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The cases of the study that was named before; none where it cannot be read."""
    from generator.pipeline.checking import read

    # An option that still lacks its value ends click's reading of the line; the study is then among what is left.
    named = [ctx.params["file"]] if ctx.params.get("file") else [Path(argument) for argument in ctx.args]
    file = next((path for path in named if path.is_file()), None)
    if file is None:
        return []
    study = read(file, Path.as_posix).study
    return [] if study is None else [CompletionItem(key) for key in study.cases() if key.startswith(incomplete)]
