"""`submissions doctor`: see whether the machine has what the program needs."""

from __future__ import annotations

from dataclasses import asdict

import click

from submissions import __version__
from submissions.cli.options import format_option
from submissions.cli.pages import Command
from submissions.cli.report import show_json
from submissions.cli.text import clean
from submissions.run.worker import Stopped, Worker
from submissions.upkeep.calls import ExamineMachine
from submissions.upkeep.doctor import Examination, pango_missing

_SIGNS = {"ok": ("ok", "green"), "missing": ("MISSING", "red"), "optional": ("optional", "yellow")}


@click.command(cls=Command)
@format_option
def doctor(style: str) -> None:
    """See whether this machine has what it takes.

    Shows what is there, what is missing, and what to install. Run it once after installing, and whenever something does
    not work; its output holds nothing of your cases.

    Examples:
      submissions doctor
      submissions doctor --format json

    """
    with Worker() as worker:
        found = worker.run(ExamineMachine())
    if isinstance(found, Stopped):
        found = [pango_missing(f"{found.stage} failed: {found.detail}")]
    if style == "json":
        show_json({"version": __version__, "found": [asdict(examination) for examination in found]})
    else:
        click.echo(f"submissions {__version__}")
        for examination in found:
            _show(examination)
    if any(examination.state == "missing" for examination in found):
        raise click.exceptions.Exit(1)


def _show(examination: Examination) -> None:
    sign, colour = _SIGNS[examination.state]
    click.echo(f"{click.style(f'{sign:>8}', fg=colour)}  {examination.name}: {clean(examination.detail)}")
    if examination.remedy:
        click.echo(f"{'':>8}  to install: {examination.remedy}")
