"""`submissions build`: make the documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from submissions.cli.options import (
    Typed,
    address_options,
    at_hand,
    cluster_options,
    formats_option,
    make_request,
    output_option,
    run_and_report,
    selection_options,
)
from submissions.cli.pages import Command
from submissions.formats import Format
from submissions.plan import Selection


@click.command(cls=Command)
@selection_options
@formats_option
@output_option
@click.option("--replace", is_flag=True, help="Replace files that somebody has changed; each is set aside first.")
@click.option("--draft", is_flag=True, help="Make drafts of what there is, with every gap marked on the page.")
@cluster_options
@address_options
@click.option("--validate", "validates", is_flag=True,
              help="Have other validators look at every finished file too (slower).")  # fmt: skip
def build(
    *,
    cases: tuple[str, ...],
    templates: tuple[str, ...],
    languages: tuple[str, ...],
    audiences: tuple[str, ...],
    formats: tuple[Format, ...],
    output: Path | None,
    as_of: date | None,
    timeout: float,
    jobs: int | None,
    workspace: Path | None,
    style: str,
    cluster: Typed,
    addresses: tuple[str | None, str | None],
    **switches: bool,
) -> None:
    """Make the documents of your cases.

    CASE is the id of a case or the path of its folder; without any, all cases are built. What a case needs stands in
    its case.yaml under 'submissions'.

    Every file is checked before it appears. If anything stands against one document of a case, nothing in that
    case's folder for that audience is touched. A file that somebody has changed since it was made is never
    overwritten: the build says so and keeps it; --replace sets it aside as 'brief.en (edited 2026-11-22).docx'.

    With --draft it makes what it can: each gap is marked, as '[to come: filed, case.yaml:120]'. So is a template (-t)
    that the case does not list yet. They go to output/CASE/draft, for you alone; what protects stops them too.

    Examples:
      submissions build                                        everything
      submissions build a-v-bosnia                             one case
      submissions build a-v-bosnia -t un/cat-complaint -l en   one document
      submissions build --audience public -f pdf               the public PDFs of all cases
      submissions build a-v-bosnia --as-of 2026-12-10          dated that day

    """
    with at_hand(addresses, cases, workspace, output) as (root, then):
        request = make_request(
            cases=cases,
            selection=Selection(templates, languages, audiences, formats),
            workspace=root,
            output=output,
            as_of=as_of,
            timeout=timeout,
            jobs=jobs,
            cluster=cluster,
            **switches,
        )
        run_and_report(request, style, then=then)
