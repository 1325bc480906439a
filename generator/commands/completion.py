"""`studies completion`: the script that lets a shell complete commands, options, studies and cases."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")
NAME = "studies"
"""The command as it stands in `pyproject.toml`; the shell calls it back by this name."""


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a SHELL.

    \b
    bash, in ~/.bashrc:  eval "$(studies completion bash)"
    zsh, in ~/.zshrc:    eval "$(studies completion zsh)"
    fish, once:          studies completion fish > ~/.config/fish/completions/studies.fish
    """
    from click.shell_completion import BashComplete, FishComplete, ZshComplete

    script = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}[shell]
    click.echo(script(ctx.find_root().command, {}, NAME, f"_{NAME.upper()}_COMPLETE").source(), nl=False)
