"""`submissions pack`: the documents of several cases for one session, as each recipient gets them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from submissions.cli.options import (
    DayParameter,
    format_option,
    make_request,
    output_option,
    workspace_option,
)
from submissions.cli.packs.report import report_due, report_packs
from submissions.cli.pages import Command
from submissions.cli.progress.telling import telling
from submissions.cli.report import misuse
from submissions.cli.workspace import PackName, find_workspace
from submissions.findings import has_errors
from submissions.plan import Selection, nearest
from submissions.run.serve import SECONDS

if TYPE_CHECKING:
    from submissions.packs.running import PackRequest


@click.command(cls=Command)
@click.argument("packs", nargs=-1, type=PackName(), metavar="[PACK]...")
@click.option("--due", is_flag=True, help="List the packs by their deadlines, with what is missing; make nothing.")
@output_option
@click.option("--replace", is_flag=True, help="Replace files that somebody has changed; each is set aside first.")
@click.option("--as-of", type=DayParameter(), metavar="DATE", help="The date to make it for.  [default: today]")
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=SECONDS, show_default=True, metavar="SECONDS",
              help="How many seconds of processor time one step may take.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 256), envvar="SUBMISSIONS_JOBS", metavar="N",
              help="How many documents to build at once; the files are the same.")  # fmt: skip
@workspace_option
@format_option
def pack(*, packs: tuple[str, ...], due: bool, workspace: Path | None, style: str, **given: Any) -> None:
    """Make packs for a session: the documents of several cases, for each recipient.

    PACK is the name of a file in 'packs' without its ending; without any, all packs are made. Documents that are out of
    date are built first, as 'submissions build' does. Each recipient gets a folder of their own with a cover letter,
    an index (Word, PDF, CSV), one combined PDF with contents and continuous page numbers, every document in Word and
    PDF, and a zip of it all. Nothing of one recipient stands in another's, and a case whose people did not agree that
    a body receives it is left out. A case with a fault stops no other: what is missing is listed.

    Examples:
      submissions pack hrc-session            make one pack
      submissions pack                        make them all
      submissions pack --due                  what is due next, and what is missing for it

    """
    from submissions.packs.running import PackRequest, make_packs  # noqa: PLC0415

    root = find_workspace(workspace)
    known = _known(root, packs)
    request = PackRequest(known, make_request(cases=(), selection=Selection(), workspace=root, **given))
    if due:
        failed = _show_due(request, root, style)
    else:
        with telling(style) as say:
            result = make_packs(request, say)
        report_packs(result, root, style)
        failed = result.failed
    if failed:
        raise click.exceptions.Exit(1)


def _show_due(request: PackRequest, root: Path, style: str) -> bool:
    """List the packs by their deadlines; return whether anything stands against one."""
    from submissions.packs.due import due_packs  # noqa: PLC0415 - slow to import

    rows, findings = due_packs(request)
    report_due(rows, findings, root, style)
    return has_errors(findings)


def _known(root: Path, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the packs that are meant, all of the workspace for no name; raises click.UsageError for an unknown one."""
    from submissions.packs.reading import pack_ids  # noqa: PLC0415 - slow to import

    known = pack_ids(root)
    if not known:
        raise misuse(
            "the workspace has no pack in its folder 'packs'\n\nWrite one: docs/how-to/prepare-packs-for-a-session.md"
        )
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = f"Did you mean '{near}'?" if near else f"Packs here: {', '.join(known)}"
            raise misuse(f"there is no pack '{name}'\n\n{hint}")
    return names or tuple(known)
