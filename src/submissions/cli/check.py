"""`submissions check`: the same line as a build, without writing anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from submissions.cli.options import make_request, run_and_report, selection_options
from submissions.cli.pages import Command
from submissions.plan import Selection


@click.command(cls=Command)
@selection_options
@click.option("--all", "every_rule", is_flag=True, help="List also the filing rules that are in order.")
def check(
    *,
    every_rule: bool,
    cases: tuple[str, ...],
    templates: tuple[str, ...],
    languages: tuple[str, ...],
    audiences: tuple[str, ...],
    as_of: date | None,
    strict: bool,
    timeout: float,
    jobs: int | None,
    workspace: Path | None,
    style: str,
) -> None:
    """Check cases and their documents.

    Nothing is written. CASE is the id of a case or the path of its folder; without any, all cases are checked. Every
    fault is shown at once, with the file and the line to mend, and what to do. Annexes that are to go along are opened
    as a build opens them, unless one has and they have not changed since.

    Examples:
      submissions check                                  everything
      submissions check a-v-bosnia                       one case
      submissions check cases/a-v-bosnia/case.yaml       the same, by its path
      submissions check a-v-bosnia --audience public     only what the public would get
      submissions check a-v-bosnia --all                 with the filing rules that are in order
      submissions check --format json                    for an editor or another program

    """
    request = make_request(
        cases=cases,
        selection=Selection(templates, languages, audiences),
        workspace=workspace,
        output=None,
        as_of=as_of,
        timeout=timeout,
        jobs=jobs,
        strict=strict,
        writes=False,
    )
    run_and_report(request, style, every_rule=every_rule)
