"""`studies explain`: what a code means, an example of the mistake and its cure."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from generator.commands.terminal import paint


def _codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from generator.diagnostics.rules.catalogue import RULES

    return [
        CompletionItem(code, help=rule.title) for code, rule in RULES.items() if code.startswith(incomplete.upper())
    ]


@click.command("explain")
@click.argument("codes", nargs=-1, metavar="[CODE]...", shell_complete=_codes)
def command(codes: tuple[str, ...]) -> None:
    """Say what a CODE of a problem means, with an example of the mistake and its cure; without one, list all codes.

    Exit status: 0, or 2 where there is no such code.
    """
    from generator.diagnostics.explaining import explained, listed
    from generator.diagnostics.rules.catalogue import FAMILIES, RULES, nearest_code

    wanted = [code.upper() for code in codes]
    for code in wanted:
        if code not in RULES:
            close = nearest_code(code)
            click.echo(f"{listed(FAMILIES, paint)}\n", err=True)
            raise click.UsageError(f"there is no code {code}; {f'did you mean {close}?' if close else 'see the list'}")
    if not wanted:
        click.echo(listed(FAMILIES, paint))
    click.echo("\n\n".join(explained(RULES[code], paint) for code in dict.fromkeys(wanted)), nl=bool(wanted))
