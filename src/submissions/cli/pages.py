"""The help pages: a paragraph with indented lines, such as a list of examples, is printed as it stands."""

from __future__ import annotations

import inspect
from typing import Any

import click


def keep_lines(text: str | None) -> str | None:
    """Return a help text in which click leaves the lines of every paragraph with indented lines alone."""
    if text is None:
        return None
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(f"\b\n{each}" if "\n  " in each else each for each in paragraphs)


class Helped(click.Command):
    """A command that answers to `-h` and `--help` in whatever context it is first asked: Click keeps what it finds."""

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Return both names of the help option."""
        return ["-h", "--help"]


class Command(Helped):
    """A command whose docstring is its help page, lines kept."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options["help"] = keep_lines(options.get("help"))
        options["epilog"] = keep_lines(options.get("epilog"))
        super().__init__(*arguments, **options)


class Group(Helped, click.Group):
    """A group of commands, listed in the order in which they were added."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options["help"] = keep_lines(options.get("help"))
        options["epilog"] = keep_lines(options.get("epilog"))
        super().__init__(*arguments, **options)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a newcomer needs them."""
        return list(self.commands)
