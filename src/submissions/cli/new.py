"""`submissions new`: start a case or a template from a starter that works as it is."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import click

import submissions
from submissions.cli.options import output_folder, today
from submissions.cli.pages import Command, Group
from submissions.cli.report import misuse, show_findings
from submissions.cli.schema import schema_text
from submissions.cli.workspace import CASES, TemplateName, find_workspace
from submissions.findings import Place
from submissions.gate import can_be_a_file_name
from submissions.languages import PLAIN
from submissions.line.outcome import Setting
from submissions.plan import nearest
from submissions.run.calls import OutlineTemplates
from submissions.run.places import place_warning, seen_by_others
from submissions.run.worker import Worker
from submissions.upkeep.calls import WriteStarter

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
@click.option(
    "--for",
    "templates",
    multiple=True,
    type=TemplateName(),
    metavar="TEMPLATE",
    help="The document that the case is to make: all that it needs, to be filled in. May be given several times.",
)
@click.option("-l", "--language", metavar="CODE", help="The language of the case, with --for.  [default: en]")
@_workspace
def new_case(name: str, templates: tuple[str, ...], language: str | None, workspace: Path | None) -> None:
    """Start a case: a case file with explanations that works as it is, to be filled with your own.

    ID is the short name of the case: small letters, digits and hyphens. It becomes the name of the folder. With --for
    the file has what the template needs, empty, and what it prints besides behind a #, each with a word on what to
    write there.

    Examples:
      submissions new case a-v-bosnia
      submissions new case a-v-bosnia --for un/cat-complaint
      submissions new case a-c-etat --for un/cat-complaint --language fr

    """
    _check_name(name, [name], "my-case")
    root = _workspace_or_here(workspace)
    folder = root / CASES / name
    if language is not None and not templates:
        raise misuse("--language goes with --for: the case that works as it is is in English")
    text = _for_templates(root, name, templates, language or PLAIN) if templates else ""
    files = {folder / "case.yaml": text or _starter("case/case.yaml").replace("CASE-ID", name)}
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


def _for_templates(root: Path, name: str, templates: tuple[str, ...], language: str) -> str:
    """Return a case file to be filled in, in a language that all the templates have."""
    wanted = tuple(dict.fromkeys(templates))
    setting = Setting(root, today(), output_folder(root, None))
    with Worker() as worker:
        outlines, _ = worker.ask(OutlineTemplates(setting, wanted), Place("templates"), otherwise=())
        known = {one.id: one for one in outlines}
        for one in wanted:
            if one not in known:
                guess = nearest(one, known)
                hint = f"Did you mean '{guess}'?" if guess else f"Choose among: {', '.join(known)}"
                raise misuse(f"there is no template '{one}'\n\n{hint}")
            if language not in known[one].languages:
                offered = ", ".join(known[one].languages)
                raise misuse(f"the template '{one}' has no language '{language}'\n\nChoose among: {offered}")
        text, findings = worker.ask(WriteStarter(setting, name, wanted, language), Place("templates"), otherwise=None)
    show_findings(findings, str)
    if text is None:
        raise click.exceptions.Exit(1)
    return text


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
