"""`submissions redact`: take places or names out of an exhibit for good."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from submissions.cli.options import today, workspace_option
from submissions.cli.pages import Command
from submissions.cli.report import finish, misuse, require, show_findings
from submissions.cli.text import counted
from submissions.cli.workspace import CaseName, find_cases, find_workspace
from submissions.findings import Place
from submissions.line.outcome import Setting
from submissions.run.serve import Limits
from submissions.run.worker import Stopped, Worker
from submissions.upkeep.calls import RedactFile
from submissions.upkeep.wishes import Redaction, Region, Wish

_SECONDS = 600.0
_NUMBER = r"(\d+(?:\.\d+)?)(%?)"
_REGION = re.compile(rf"(\d+):{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}")


class RegionType(click.ParamType[Region]):
    """A region as it is typed: PAGE:x,y,w,h, all in points or all in per cent."""

    name = "region"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Region:
        """Return what was typed as a region."""
        if isinstance(value, Region):
            return value
        match = _REGION.fullmatch(str(value).replace(" ", ""))
        if not match:
            self.fail(f"'{value}' is not written as PAGE:x,y,w,h, as 2:10%,20%,30%,5%", param, ctx)
        numbers, signs = [float(each) for each in match.groups()[1::2]], match.groups()[2::2]
        if len(set(signs)) > 1:
            self.fail(f"'{value}' mixes points and per cent: write % behind all four, or behind none", param, ctx)
        if not numbers[2] or not numbers[3]:
            self.fail(f"'{value}' has no width or no height", param, ctx)
        if signs[0]:
            numbers = [number / 100 for number in numbers]
        left, top, width, height = numbers
        return Region(int(match[1]), left, top, width, height, in_shares=bool(signs[0]))


@click.command(cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-o", "--output", required=True, metavar="OUT", type=click.Path(path_type=Path),
              help="The file to write; one that is there already is never overwritten.")  # fmt: skip
@click.option("--region", "regions", multiple=True, metavar="PAGE:x,y,w,h", type=RegionType(),
              help="A place to take out, from the upper left corner of the page: across, down, width and height, "
              "in points or all with %. May be repeated.")  # fmt: skip
@click.option("--case", "case", type=CaseName(), metavar="CASE",
              help="Take out all that this case protects from the public.")  # fmt: skip
@click.option("--names", type=click.Path(dir_okay=False, path_type=Path), metavar="LIST",
              help="Take out the names in this text file, one a line.")  # fmt: skip
@click.option("--pages", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Write each page of the result as a picture into this new folder, to be looked at.")  # fmt: skip
@workspace_option
def redact(
    *,
    file: Path,
    output: Path,
    regions: tuple[Region, ...],
    case: str | None,
    names: Path | None,
    pages: Path | None,
    workspace: Path | None,
) -> None:
    """Take places or names out of an exhibit for good.

    FILE is a PDF, or a picture (JPEG, PNG). Each page from which something is taken becomes a picture in which the
    places are black: no letter of it is left in the file, nor a layer, a mark or a property. Marks for redaction that
    were never applied are applied. All other pages are cleaned as those of a released annex are. The result is
    searched before it is written; FILE itself is not touched.

    Names are found where a page has letters or a scan has a layer of them. What only a picture shows is found by
    nobody but you: look at every page of the result.

    Examples:
      submissions redact report.pdf -o report-public.pdf --case a-v-bosnia
      submissions redact scan.pdf -o scan-public.pdf --region 1:10%,20%,35%,4% --region 3:72,90,200,14
      submissions redact letter.pdf -o letter-public.pdf --names names.txt --pages look

    Exit status: 0 written, 1 something is left or stands against it and nothing is written, 2 the command was not
    understood.

    """
    if not regions and case is None and names is None:
        raise misuse("say what to take out: --region PAGE:x,y,w,h, --case CASE or --names LIST")
    require((file, *((names,) if names else ())))
    root = find_workspace(workspace) if case is not None or workspace is not None else Path.cwd()
    folder = find_cases(root, (case,))[0] if case is not None else ""
    setting = Setting(root, today(), root / "output", writes=False)
    source = (folder, "public", str(names.resolve()) if names else "")
    from submissions.upkeep.redacting import write_redaction  # noqa: PLC0415 - only this command needs it

    redaction = _ask(RedactFile(setting, Wish(file, source, regions, shows=pages is not None)))
    finish(write_redaction(redaction, output, pages))
    click.echo(_said(output, redaction))
    if pages is not None:
        click.echo(f"{pages.as_posix()} written: {counted(len(redaction.shown), 'picture')}. Look at each.")


def _ask(call: RedactFile) -> Redaction:
    """Have the child redact the file; leaves with status 1 where something stands against it."""
    limits = Limits(seconds=_SECONDS)
    with Worker(limits) as worker:
        value = worker.run(call)
    if isinstance(value, Stopped):
        finish([value.finding(Place("the file"), limits)])
        raise click.exceptions.Exit(1)
    redaction, findings = value
    show_findings(findings, lambda file: file)
    if redaction is None:
        raise click.exceptions.Exit(1)
    return redaction


def _said(output: Path, redaction: Redaction) -> str:
    count = redaction.page_count
    pages = counted(count, "page")
    listed = ", ".join(str(page) for page in redaction.pages)
    became = f"page {listed} became a picture" if len(redaction.pages) == 1 else f"pages {listed} became pictures"
    done = became if redaction.pages else "nothing was found to take out"
    return f"{output.as_posix()} written: {pages}; {done}. Look at every page before you release it."
