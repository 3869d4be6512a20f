"""`submissions help`: the help page of the program or of a command, for those who do not think of --help."""

from __future__ import annotations

import click

from submissions.cli.pages import Command
from submissions.cli.report import misuse


@click.command("help", cls=Command)
@click.argument("words", nargs=-1, metavar="[COMMAND]...")
@click.pass_context
def help_command(ctx: click.Context, words: tuple[str, ...]) -> None:
    """Show help.

    Without a command it shows what there is; 'submissions COMMAND --help' shows the same as 'submissions help COMMAND'.

    Examples:
      submissions help
      submissions help build
      submissions help new case

    """
    context = ctx.find_root()
    command = context.command
    for word in words:
        inner = command.get_command(context, word) if isinstance(command, click.Group) else None
        if inner is None:
            raise misuse(f"there is no command '{' '.join(words)}'\n\nSee what there is with: submissions help")
        context = click.Context(inner, info_name=word, parent=context)
        command = inner
    click.echo(command.get_help(context), color=context.color)
