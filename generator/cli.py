"""The command line `studies`: one command for each module of `generator/commands`, loaded when it is asked for."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from typing import Any

import click

from generator import __version__
from generator.commands.terminal import colours

COMMANDS = ("new", "check", "explain", "run", "verify", "schema", "export", "completion")
"""In the order of the help; `generator/commands/<name>.py` holds the function `command`."""
OUR_FAULT = 3
"""Exit status of a failure that is no mistake of an author."""
INTERRUPTED, HUNG_UP = 130, 141
"""Exit statuses as shells give them: 128 and the number of SIGINT, or of SIGPIPE where a pipe is read no further."""


class _Commands(click.Group):
    """A group that imports a command when it is used, so that help and completion answer at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"generator.commands.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Only a failure of ours ends with a traceback, and with a status of its own."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except (KeyboardInterrupt, click.Abort):
            click.echo(err=True)
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            # Python writes what is left when it ends; that, too, has nowhere to go.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(HUNG_UP)
        except Exception:
            traceback.print_exc()
            click.echo(
                "\nThis is a mistake in the program, not in a study. Please report it with the lines above.", err=True
            )
            sys.exit(OUR_FAULT)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="studies")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Scenario studies of the balance of terror: write them, check them, run them, export their site.

    Exit status: 0 nothing wrong, 1 problems in a study, 2 wrong use, 3 a fault of the program, 130 interrupted.
    """
    ctx.color = colours()
    # Nobody's plugins of pydantic are wanted here, and the search for them takes a tenth of the time of a check.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
