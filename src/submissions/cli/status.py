"""`submissions status`: how the published documents stand today, and which of them lack consent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from submissions.cli.options import DayParameter, format_option, make_request, output_option, workspace_option
from submissions.cli.pages import Command
from submissions.cli.report import finding_data, show_findings, show_json
from submissions.cli.text import clean
from submissions.cli.workspace import CaseName, shown_path
from submissions.plan import Selection
from submissions.run.serve import SECONDS

if TYPE_CHECKING:
    from submissions.upkeep.standing import Published

_WORDS = {
    "current": "up to date",
    "changed": "overtaken: case, template or program changed since",
    "edited": "changed by a person",
    "missing": "missing",
    "unasked": "no longer asked for by the case",
    "unknown": "could not be compared",
}


@click.command(cls=Command)
@click.argument("cases", nargs=-1, type=CaseName(), metavar="[CASE]...")
@click.option(
    "--as-of",
    type=DayParameter(),
    metavar="DATE",
    help="The day on which consent must stand; also a day to come.  [default: today]",
)
@output_option
@workspace_option
@format_option
def status(cases: tuple[str, ...], as_of: date | None, output: Path | None, workspace: Path | None, style: str) -> None:
    """Show how published documents stand.

    Every published file is listed with its state: up to date, overtaken by a change of its case, changed by a person,
    missing, or no longer asked for. A document for which somebody has withdrawn consent since it was made, or whose
    consent has ended, is shown with whom it concerns and what to do. So is a file that names somebody who is protected
    today, a folder that is not as the last build left it, and one that belongs to no case. Nothing is written. The exit
    status is 1 if any document lacks consent or anything else is shown.

    Examples:
      submissions status                              everything
      submissions status maya-achi                    one case
      submissions status --as-of 2027-06-30           which consents will have ended by then

    """
    request = make_request(
        cases=cases,
        selection=Selection(),
        workspace=workspace,
        output=output,
        as_of=as_of,
        timeout=SECONDS,
        writes=False,
    )
    root = request.setting.workspace

    def show(file: str) -> str:
        return shown_path(root, file)

    from submissions.upkeep.standing import stand  # noqa: PLC0415 - slow to import, and --help needs none of it

    published, findings = stand(request)
    lacking = list(dict.fromkeys(finding for one in published for finding in one.lacking))
    if style == "json":
        data = [finding_data(finding, show) for finding in [*findings, *lacking]]
        day = request.setting.as_of.isoformat()
        show_json({"as_of": day, "files": [_file_data(one, show(one.path)) for one in published], "findings": data})
    else:
        show_findings([*findings, *lacking], show)
        _show_files(published, show)
    if lacking or findings:
        raise click.exceptions.Exit(1)


def _file_data(one: Published, path: str) -> dict[str, Any]:
    lacking = [finding.message for finding in one.lacking]
    return {
        "path": path,
        "case": one.case,
        "audience": one.audience,
        "template": one.template,
        "language": one.language,
        "state": one.standing,
        "lacks_consent": bool(lacking),
        "lacking": lacking,
    }


def _show_files(published: list[Published], show: Any) -> None:
    """Print a line for each file under the name of its folder, and a closing sentence."""
    folder = ""
    wide = max((len(one.path.rpartition("/")[2]) for one in published), default=0)
    for one in published:
        path, _, name = show(one.path).rpartition("/")
        if path != folder:
            folder = path
            click.echo(click.style(clean(f"{folder}/"), bold=True))
        words = _WORDS[one.standing]
        said = click.style(f"LACKS CONSENT; {words}", fg="red") if one.lacking else words
        click.echo(f"  {clean(name):<{wide}}  {said}")
    without = sum(1 for one in published if one.lacking)
    current = sum(1 for one in published if one.standing == "current")
    click.echo(f"{len(published)} published files: {current} up to date, {without} without the consent they need.")
