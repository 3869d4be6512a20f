"""The command line: flags in, findings and status out."""

from __future__ import annotations

from typing import Any

import click

from submissions import __version__
from submissions.cli.audit import audit
from submissions.cli.build import build
from submissions.cli.check import check
from submissions.cli.deadlines import deadlines
from submissions.cli.doctor import doctor
from submissions.cli.explain import explain
from submissions.cli.help import help_command
from submissions.cli.import_ import import_group
from submissions.cli.new import new
from submissions.cli.open_sealed import open_command
from submissions.cli.packs.pack import pack
from submissions.cli.pages import Group
from submissions.cli.procedures import procedures, route
from submissions.cli.published.compare import compare
from submissions.cli.redact import redact
from submissions.cli.schema import schema
from submissions.cli.seal import seal
from submissions.cli.shelf.template import template
from submissions.cli.shelf.templates import templates
from submissions.cli.status import status
from submissions.cli.text import wants_colours
from submissions.cli.verify import verify


class Program(Group):
    """The group of all commands."""

    def make_context(self, *given: Any, **extra: Any) -> click.Context:
        """Return the context of a run; colours are left out where they are not wanted."""
        if not wants_colours():
            extra.setdefault("color", False)
        return super().make_context(*given, **extra)


@click.group(
    cls=Program,
    context_settings={"max_content_width": 100},
    epilog="""
To have Tab complete commands, cases and templates, add one line to your shell's start-up file:
  bash  ~/.bashrc                   eval "$(_SUBMISSIONS_COMPLETE=bash_source submissions)"
  zsh   ~/.zshrc                    eval "$(_SUBMISSIONS_COMPLETE=zsh_source submissions)"
  fish  ~/.config/fish/config.fish  _SUBMISSIONS_COMPLETE=fish_source submissions | source
  PowerShell: see 'Let Tab complete' in the page on installing

Exit status:
  0    all is well
  1    something in your material stands against it, or what there was to say could not be shown
  2    the command was not understood
  130  you stopped it with Ctrl-C; 143 or 129: the system ended it, or its terminal was closed
""",
)
@click.version_option(__version__, "-V", "--version", prog_name="submissions")
def main() -> None:
    """Turn case folders into documents ready to file: Word to edit, PDF to send.

    A workspace is a folder with your cases and, if you have any, your own templates:
      cases/a-v-bosnia/case.yaml     one folder for each case
      templates/                     your own templates; they come before the built-in ones
      output/                        what is made: output/<case>/<audience>/<template>.<language>.docx

    Begin with:
      submissions new case my-case   start a case
      submissions check my-case      see what is missing or wrong; nothing is written
      submissions build my-case      make the documents
    """


_COMMANDS = (
    new, import_group, check, build, pack, audit, redact, template, templates, procedures, route, deadlines, verify,
    compare, status, seal, open_command, explain, schema, doctor, help_command,
)  # fmt: skip
for command in _COMMANDS:
    main.add_command(command)
