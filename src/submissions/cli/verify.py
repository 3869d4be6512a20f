"""`submissions verify`: compare every published file with its manifest."""

from __future__ import annotations

from pathlib import Path

import click

from submissions.cli.options import format_option, output_folder, workspace_option
from submissions.cli.pages import Command
from submissions.cli.report import finding_data, misuse, show_findings, show_json
from submissions.cli.workspace import find_workspace, shown_path
from submissions.upkeep.verify import verify as verify_outputs


@click.command(cls=Command)
@click.argument("output", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@workspace_option
@format_option
def verify(output: Path | None, workspace: Path | None, style: str) -> None:
    """Check that published files are as made.

    Reads each file in OUTPUT again, which is the folder 'output' of the workspace if you name none, and compares it
    with the manifest beside it. Files that were changed, are missing, or that no build made are shown. Nothing is
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
        count, findings = verify_outputs(folder, folder.as_posix())
    except OSError as error:
        raise misuse(f"the output folder cannot be read: {error.strerror}") from error

    def show(file: str) -> str:
        return shown_path(root, file)

    if style == "json":
        show_json({"files": count, "findings": [finding_data(finding, show) for finding in findings]})
    else:
        show_findings(findings, show)
        click.echo(f"{count} files read again: " + (f"{len(findings)} not as made." if findings else "all as made."))
    if findings:
        raise click.exceptions.Exit(1)
