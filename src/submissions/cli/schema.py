"""`submissions schema`: the JSON Schema of case.yaml."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from submissions.cli.pages import Command
from submissions.cli.report import misuse
from submissions.cli.workspace import CASES, find_workspace


@click.command(cls=Command)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the schema to this file instead of printing it.",
)
@click.option(
    "--of",
    "kind",
    type=click.Choice(["case", "pack"]),
    default="case",
    show_default=True,
    help="Of which file: case.yaml, or a pack file.",
)
def schema(output: Path | None, kind: str) -> None:
    """Print the JSON Schema of case.yaml, or of a pack file.

    With it an editor completes and checks as you type: keys, the words that may stand under them, and what this
    workspace has: its templates, their texts, languages, States, and the ids of the people in its cases; a file that
    holds those is for your eyes alone. 'submissions new case' writes it into the workspace as
    case.schema.json and points each case.yaml to it, so any editor with a YAML language server (Visual Studio Code,
    say) finds it by itself.

    Examples:
      submissions schema
      submissions schema -o case.schema.json     after an update of the program
      submissions schema --of pack -o packs/pack.schema.json

    """
    text = _pack_schema() if kind == "pack" else schema_text(with_people=True)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        write_private(output, text)
    except OSError as error:
        raise misuse(f"'{output}' cannot be written: {error.strerror or type(error).__name__}") from error


def _pack_schema() -> str:
    from submissions.packs.schema import pack_schema_text  # noqa: PLC0415 - slow to import

    return pack_schema_text()


def write_private(path: Path, text: str) -> None:
    """Write a file that nobody else may open; what is there is replaced. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    path.chmod(0o600)


def schema_text(root: Path | None = None, *, with_people: bool = False) -> str:
    """Return the JSON Schema of a case file with the values of a workspace, by default that of the current folder."""
    from submissions.catalogue import template_folders, words_of_bodies  # noqa: PLC0415 - slow to import, as are all here
    from submissions.catalogue.asked import values_asked  # noqa: PLC0415
    from submissions.languages import PLAIN  # noqa: PLC0415
    from submissions.schema import Offered, case_schema_text  # noqa: PLC0415
    from submissions.states import every_state  # noqa: PLC0415
    from submissions.validate.references import PEOPLE  # noqa: PLC0415

    workspace = root or _workspace()
    folders = template_folders(workspace)
    templates = {file.parent.relative_to(one).as_posix() for one in folders for file in one.glob("*/*/template.yaml")}
    languages = {file.name.split(".")[1] for one in folders for file in one.glob("house/language.*.yaml")}
    states = {state.alpha3: state.name(PLAIN) for state in every_state()}
    people = sorted(_people(workspace)) if with_people else []
    texts = sorted(words_of_bodies(folders))
    values = values_asked(folders)
    return case_schema_text(Offered(sorted(templates), states, sorted(languages), texts, values, people, PEOPLE))


def _workspace() -> Path:
    try:
        return find_workspace(None)
    except click.UsageError:
        return Path.cwd()


def _people(workspace: Path) -> Iterator[str]:
    """Yield the ids of the people in the cases of a workspace that can be read."""
    from submissions.source import read_case  # noqa: PLC0415 - slow to import
    from submissions.values import SourceList, SourceMapping  # noqa: PLC0415

    for folder in sorted((workspace / CASES).glob("*/case.yaml")):
        root, _ = read_case(folder.parent, workspace)
        people = root.at("people") if root is not None else None
        for person in people if isinstance(people, SourceList) else ():
            identifier = person.at("id") if isinstance(person, SourceMapping) else ""
            if isinstance(identifier, str) and identifier:
                yield str(identifier)
