"""`submissions build`: make the documents."""

from __future__ import annotations

from typing import Any

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
from submissions.cli.report import misuse
from submissions.formats import Format
from submissions.plan import Selection


@click.command(cls=Command)
@selection_options
@formats_option
@output_option
@click.option("--replace", is_flag=True, help="Replace files that somebody has changed; each is set aside first.")
@click.option("--draft", is_flag=True, help="Make drafts of what there is, with every gap marked on the page.")
@click.option(
    "--explain", "explains", is_flag=True, help="Say of each document why it is made, or that nothing changed."
)
@click.option("--public-report", is_flag=True, help="Write output/report.public.html too: public versions alone.")
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
    cluster: Typed,
    addresses: tuple[str | None, str | None],
    style: str,
    public_report: bool,
    **given: Any,
) -> None:
    """Make the documents of your cases.

    CASE is the id of a case or the path of its folder; without any, all cases are built. What a case needs stands in
    its case.yaml under 'submissions'.

    Every file is checked before it appears. If anything stands against one document of a case, nothing in that
    case's folder for that audience is touched. A file that somebody has changed since it was made is never
    overwritten: the build says so and keeps it; --replace sets it aside as 'brief.en (edited 2026-11-22).docx'.

    With --draft it makes what it can: each gap is marked, as '[to come: filed, case.yaml:120]'. So is a template (-t)
    that the case does not list yet. They go to output/CASE/draft, for you alone; what protects stops them too.

    output/report.html shows all of it on one page, for you alone: what was made or not and why, first pages, last days,
    and what may be handed over.

    Examples:
      submissions build                                        everything
      submissions build a-v-bosnia -t un/cat-complaint -l en   one document
      submissions build --audience public -f pdf               the public PDFs of all cases
      submissions build a-v-bosnia --as-of 2026-12-10          dated that day
      submissions build --explain                              and why each document is made anew

    """
    if given["draft"] and public_report:
        raise misuse("--draft and --public-report cannot go together: drafts are for you alone")
    from submissions.report.writing import ReportWriter  # noqa: PLC0415 - slow to import, and --help needs none of it

    wanted = Selection(templates, languages, audiences, formats)
    with at_hand(addresses, cases, given.pop("workspace"), given["output"]) as (root, after):
        request = make_request(cases=cases, selection=wanted, workspace=root, cluster=cluster, **given)
        run_and_report(request, style, then=ReportWriter(request, public_report), after=after)
