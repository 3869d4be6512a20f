"""`submissions schema`: the JSON Schema of case.yaml."""

from __future__ import annotations

from pathlib import Path

import click

from submissions.cli.pages import Command
from submissions.cli.report import misuse


@click.command(cls=Command)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the schema to this file instead of printing it.",
)
def schema(output: Path | None) -> None:
    """Print the JSON Schema of case.yaml.

    With it an editor completes and checks as you type. 'submissions new case' writes it into the workspace as
    case.schema.json and points each case.yaml to it, so any editor with a YAML language server (Visual Studio Code,
    say) finds it by itself.

    Examples:
      submissions schema
      submissions schema -o case.schema.json     after an update of the program

    """
    text = schema_text()
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise misuse(f"'{output}' cannot be written: {error.strerror or type(error).__name__}") from error


def schema_text() -> str:
    """Return the JSON Schema of a case file, the same on every machine."""
    from submissions.schema import case_schema_text  # noqa: PLC0415 - pydantic is slow to import

    return case_schema_text()
