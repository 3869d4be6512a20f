"""`submissions new`: start a case or a template from a starter that works as it is."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import click

import submissions
from submissions.cli.pages import Command, Group
from submissions.cli.report import misuse, show_findings
from submissions.cli.schema import schema_text
from submissions.cli.workspace import CASES, find_workspace
from submissions.findings import Place
from submissions.gate import can_be_a_file_name
from submissions.run.places import place_warning, seen_by_others

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
    _write(folder, files, ("annexes",), owner_only=True)
    _warn(folder, name)
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


def _warn(folder: Path, name: str) -> None:
    """Say that others can come to a new case, before anybody's name is typed into it."""
    how = seen_by_others(folder)
    if how:
        place = Place(f"{CASES}/{name}")
        show_findings([place_warning(place, "the new case, before a name is typed into it,", how)], str)


def _write(folder: Path, files: Mapping[Path, str], within: tuple[str, ...] = (), *, owner_only: bool = False) -> None:
    """Write new files into a new folder, with the folders `within` it; what is there already is never touched.

    With `owner_only` nobody else may open what is in the folder (on Windows: nobody but administrators, from Python
    3.12.4 on).
    """
    if os.path.lexists(folder):
        raise misuse(f"there is already a folder '{folder.name}'; choose another ID")
    mode = 0o700 if owner_only else 0o777
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=mode)
        for name in within:
            (folder / name).mkdir(mode=mode)
        for path, text in files.items():
            secret = owner_only and path.is_relative_to(folder)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o666)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
    except OSError as error:
        raise misuse(f"'{folder}' cannot be written: {error.strerror or type(error).__name__}") from error
