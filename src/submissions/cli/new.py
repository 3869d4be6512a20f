"""`submissions new`: start a case or a template from a starter that works as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import click

import submissions
from submissions.cli.pages import Command, Group
from submissions.cli.report import misuse
from submissions.cli.schema import schema_text
from submissions.cli.workspace import CASES, find_workspace
from submissions.plan import can_be_a_file_name

SCHEMA = "case.schema.json"
_PART = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_workspace = click.option(
    "-w",
    "--workspace",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds 'cases'.  [default: found from the current folder upwards, else the current one]",
)


@click.group(cls=Group)
def new() -> None:
    """Start a case or a template.

    Examples:
      submissions new case my-case
      submissions new template ours/letter

    """


@new.command("case", cls=Command)
@click.argument("name", metavar="ID")
@_workspace
def new_case(name: str, workspace: Path | None) -> None:
    """Start a case: a case file with explanations that works as it is, to be filled with your own.

    ID is the short name of the case: small letters, digits and hyphens. It becomes the name of the folder.

    Example:
      submissions new case a-v-bosnia

    """
    _check_name(name, [name], "my-case")
    root = _workspace_or_here(workspace)
    folder = root / CASES / name
    files = {folder / "case.yaml": _starter("case/case.yaml").replace("CASE-ID", name)}
    if not (root / SCHEMA).exists():
        files[root / SCHEMA] = schema_text()
    _write(folder, files)
    (folder / "annexes").mkdir()
    shown = f"{CASES}/{name}"
    click.echo(f"Started {shown}/case.yaml; put your exhibits into {shown}/annexes/.")
    click.echo(f"Next: open {shown}/case.yaml in an editor, then run: submissions check {name}")


@new.command("template", cls=Command)
@click.argument("name", metavar="ID")
@_workspace
def new_template(name: str, workspace: Path | None) -> None:
    """Start a template: a small one that works as it is, to be changed into your own.

    ID is a group and a name with a slash between them, such as ours/letter. If a built-in template has the same ID,
    yours comes before it.

    Example:
      submissions new template ours/letter

    """
    parts = name.split("/")
    _check_name(name, parts if len(parts) == 2 else [""], "ours/letter")
    folder = _workspace_or_here(workspace) / "templates" / parts[0] / parts[1]
    files = {
        folder / "template.yaml": _starter("template/template.yaml").replace("TEMPLATE-ID", name),
        folder / "en.md": _starter("template/en.md"),
    }
    _write(folder, files)
    click.echo(f"Started templates/{name}/template.yaml and templates/{name}/en.md.")
    click.echo(f"Next: name '{name}' under 'submissions' in a case.yaml, then run: submissions check")


def _check_name(name: str, parts: list[str], example: str) -> None:
    if not all(_PART.fullmatch(part) and can_be_a_file_name(part) for part in parts):
        raise misuse(f"'{name}' cannot be the ID: write it with small letters and hyphens, such as {example}")


def _workspace_or_here(given: Path | None) -> Path:
    try:
        return find_workspace(given)
    except click.UsageError:
        return Path.cwd()


def _starter(name: str) -> str:
    return (Path(submissions.__file__).parent / "scaffold" / name).read_text(encoding="utf-8")


def _write(folder: Path, files: Mapping[Path, str]) -> None:
    """Write new files into a new folder; what is there already is never touched."""
    if folder.exists():
        raise misuse(f"there is already a folder '{folder.name}'; choose another ID")
    try:
        folder.mkdir(parents=True)
        for path, text in files.items():
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise misuse(f"'{folder}' cannot be written: {error.strerror or type(error).__name__}") from error
