"""`submissions verify`: compare every published file with its manifest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from submissions.cli.options import format_option, output_folder, today, workspace_option
from submissions.cli.pages import Command
from submissions.cli.report import finding_data, misuse, show_findings, show_json
from submissions.cli.workspace import find_cases, find_workspace, shown_path
from submissions.findings import Finding
from submissions.line.outcome import Setting
from submissions.upkeep.verify import verify as verify_outputs

if TYPE_CHECKING:
    from submissions.run.reuse import Reuse


@click.command(cls=Command)
@click.argument("output", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@workspace_option
@format_option
def verify(output: Path | None, workspace: Path | None, style: str) -> None:
    """Check that published files are as made.

    Reads each file in OUTPUT again, which is the folder 'output' of the workspace if you name none, and compares it
    with the manifest beside it. Files that were changed, are missing, or that no build made are shown; so is a folder
    that is not as the last build left it, such as an older copy that was brought back, and, within a workspace, a
    folder that belongs to none of its cases, and what its case has overtaken since, which is a warning. Nothing is
    written.

    Examples:
      submissions verify
      submissions verify /media/usb/session-78

    """
    root = Path.cwd() if output else find_workspace(workspace)
    folder = output_folder(root, output)
    if not folder.is_dir():
        raise misuse("there is no output folder yet\n\nMake the documents with: submissions build")
    try:
        count, findings = verify_outputs(folder, folder.as_posix(), _known(workspace, output, folder))
    except OSError as error:
        raise misuse(f"the output folder cannot be read: {error.strerror}") from error

    if output and not count and not findings:
        raise misuse(
            f"'{output}' holds nothing that was published\n\nName the folder above those of the cases: it has "
            "'CASE/public' or 'CASE/filing' in it"
        )

    def show(file: str) -> str:
        return shown_path(root, file)

    if style == "json":
        show_json({"files": count, "findings": [finding_data(finding, show) for finding in findings]})
    else:
        show_findings(findings, show)
        click.echo(f"{count} files read again: {_closing(findings)}.")
    if any(finding.is_error for finding in findings):
        raise click.exceptions.Exit(1)


def _known(workspace: Path | None, output: Path | None, folder: Path) -> Reuse:
    """Return what is known of the last builds in a folder, and of the cases where they are at hand."""
    from submissions.run.reuse import Reuse  # noqa: PLC0415 - slow to import, and --help needs none of it

    root = folder.parent if output and workspace is None else find_workspace(workspace)
    cases = find_cases(root, ()) if any(root.glob("cases/*/case.yaml")) else ()
    return Reuse(Setting(root, today(), folder, writes=False), cases)


def _closing(findings: Sequence[Finding]) -> str:
    """Return in a few words how many findings say that something is not as made, and how many files are overtaken."""
    wrong = sum(finding.is_error for finding in findings)
    said = f"{wrong} not as made" if wrong else "all as made"
    older = sum(finding.code == "W717" for finding in findings)
    return f"{said}, {older} overtaken by a change since" if older else said
