"""`submissions new`: start a case, a template or a look of your own from what works as it is."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

import submissions
from submissions.cli.letterhead import make_from_letterhead
from submissions.cli.options import output_folder, today
from submissions.cli.pages import Command, Group
from submissions.cli.report import misuse, show_findings
from submissions.cli.schema import schema_text
from submissions.cli.workspace import CASES, TemplateName, find_workspace
from submissions.findings import Place
from submissions.gate import can_be_a_file_name
from submissions.languages import PLAIN
from submissions.line.outcome import Setting
from submissions.look import KINDS, Kind
from submissions.packaged import folder_beside
from submissions.plan import nearest
from submissions.run.calls import OutlineTemplates
from submissions.run.places import place_warning, seen_by_others
from submissions.run.worker import Worker
from submissions.source.case_file import CASE_FILE, order_to_rename
from submissions.source.kinds import near_name
from submissions.upkeep.calls import MakeFrames, WriteStarter

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
    """Start a case, a template, or a look of your own.

    Examples:
      submissions new case my-case
      submissions new template ours/letter
      submissions new template ours/brief --from advocacy/brief
      submissions new house word.docx

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
    name = _bare(name, CASES)
    _check_name(name, [name], "my-case")
    root = _workspace_or_here(workspace)
    folder = root / CASES / name
    if language is not None and not templates:
        raise misuse("--language goes with --for: the case that works as it is is in English")
    text = _for_templates(root, name, templates, language or PLAIN) if templates else ""
    files: dict[Path, str | bytes] = {folder / CASE_FILE: text or _starter("case/case.yaml").replace("CASE-ID", name)}
    if not (root / SCHEMA).exists():
        files[root / SCHEMA] = schema_text(root)
    _refuse_begun(folder, name)
    _write(folder, files, ("annexes",), owner_only=True, into_folder=True)
    _warn(folder, name)
    shown = f"{CASES}/{name}"
    click.echo(f"Started {shown}/case.yaml; put your exhibits into {shown}/annexes/.")
    click.echo(f"Next: open {shown}/case.yaml in an editor, then run: submissions check {name}")


@new.command("template", cls=Command)
@click.argument("name", metavar="ID")
@click.option("--from", "model", type=TemplateName(), metavar="TEMPLATE",
              help="Begin with a copy of this template, in all its languages.")  # fmt: skip
@_workspace
def new_template(name: str, model: str | None, workspace: Path | None) -> None:
    """Start a template: a small one that works as it is, to be changed into your own.

    ID is a group and a name with a slash between them, such as ours/letter. If a built-in template has the same ID,
    yours comes before it.

    Examples:
      submissions new template ours/letter
      submissions new template ours/brief --from advocacy/brief

    """
    name = _bare(name, "templates")
    parts = name.split("/")
    _check_name(name, parts if len(parts) == 2 else [""], "ours/letter")
    root = _workspace_or_here(workspace)
    folder = root / "templates" / parts[0] / parts[1]
    files: dict[Path, str | bytes] = {
        folder / "template.yaml": _starter("template/template.yaml").replace("TEMPLATE-ID", name),
        folder / "en.md": _starter("template/en.md"),
    }
    if model is not None:
        files = {folder / path.name: path.read_bytes() for path in _files_of_template(root, model)}
    _write(folder, files)
    begun = [f"templates/{name}/{path.name}" for path in files]
    click.echo(f"Started {', '.join(begun[:-1])} and {begun[-1]}.")
    if (folder_beside("templates") / name / "template.yaml").is_file():
        click.echo(f"It now comes before the built-in template '{name}'; delete the folder to have that one again.")
    click.echo(f"Next: name '{name}' under 'submissions' in a case.yaml, then run: submissions check")


@new.command("house", cls=Command)
@click.argument("names", nargs=-1, metavar="[FILE]...")
@click.option("--from", "letterhead", type=click.Path(path_type=Path), metavar="LETTERHEAD",
              help="Make a Word frame from this letterhead, whoever drafted it.")  # fmt: skip
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    metavar="KIND",
    help=(f"With --from: the documents that are to wear it: {', '.join(KINDS)}.  [default: {KINDS[0]}]"),
)
@click.option(
    "--body",
    metavar="WORDS",
    help=("With --from: words of the paragraph whose place the document takes, where it is not plain."),
)
@_workspace
def new_house(
    names: tuple[str, ...], letterhead: Path | None, kind: Kind | None, body: str | None, workspace: Path | None
) -> None:
    """Start a look of your own: copies of the house's files, to be changed.

    They go into templates/house/ of the workspace, and come before the built-in ones of the same name. Without a FILE
    it is house.yaml, which says what Word and PDF files wear; what is there already is never touched. A Word frame is
    made from it, to be changed in Word; from then on it goes its own way, and the PDF does not.

    With --from a letterhead becomes a Word frame: its words, looks and styles stay, what a document needs besides is
    grafted onto it, and the command shows what it took for what, with a page of samples in Word and PDF in
    output/look/. The document goes where [body] or the like stands, else into its empty paragraph or to its end.

    Examples:
      submissions new house                       the look of Word and PDF files: logo, colour, faces, margins
      submissions new house word.docx             the Word frame of filings
      submissions new house citations.en.yaml     how sources are cited in English
      submissions new house --from letterhead.docx
      submissions new house --from letterhead.docx --kind brief --body "Your text"

    """
    if letterhead is not None:
        if names:
            raise misuse("--from makes the frame alone; leave the names of files out")
        root = _workspace_or_here(workspace)
        make_from_letterhead(root, letterhead, kind or KINDS[0], body or "", partial(_write, into_folder=True))
        return
    if kind is not None or body is not None:
        raise misuse("--kind and --body go with --from")
    built_in = folder_beside("templates") / "house"
    known = sorted({*(path.name for path in built_in.iterdir() if path.is_file()), *_FRAMES})
    for name in names:
        if name not in known:
            guess = nearest(name, known)
            raise misuse(f"the house has no file '{name}'\n\n" + (f"Did you mean '{guess}'?" if guess else
                         f"Choose among: {', '.join(known)}"))  # fmt: skip
    wanted = names or (_LOOK,)
    root = _workspace_or_here(workspace)
    folder = root / "templates" / "house"
    there = [name for name in wanted if os.path.lexists(folder / name)]
    if there:
        raise misuse(f"'templates/house/{there[0]}' is there already\n\nMove it away first, or name the files to copy.")
    made = _frames(root) if set(wanted) & set(_FRAMES) else {}
    _write(
        folder, {folder / name: made.get(name) or (built_in / name).read_bytes() for name in wanted}, into_folder=True
    )
    click.echo("Started " + ", ".join(f"templates/house/{name}" for name in wanted) + ".")
    click.echo("Next: change what you like and save it under the same name, then run: submissions check")


_LOOK = "house.yaml"
# What is made from the look, and has no copy beside it.
_FRAMES = ("word.docx", "word-brief.docx")


def _frames(root: Path) -> dict[str, bytes]:
    """Return the Word frames of the workspace's look by name."""
    with Worker() as worker:
        found, findings = worker.ask(
            MakeFrames(Setting(root, today(), output_folder(root, None))), Place(_LOOK), otherwise={}
        )
    show_findings(findings, str)
    return found


def _files_of_template(root: Path, name: str) -> list[Path]:
    """Return the files of a template of the workspace or of the built-in ones, by its id."""
    from submissions.catalogue import template_folders  # noqa: PLC0415 - slow to import, needed for a copy only

    folders = template_folders(root)
    found = [(one, file.parent) for one in folders for file in one.glob("*/*/template.yaml")]
    known = sorted({path.relative_to(one).as_posix() for one, path in found})
    for one in folders if name in known else ():
        if (one / name / "template.yaml").is_file():
            return sorted(path for path in (one / name).iterdir() if path.is_file() and not path.name.startswith("."))
    guess = nearest(name, known)
    raise misuse(f"there is no template '{name}'\n\n" + (f"Did you mean '{guess}'?" if guess else
                 f"Choose among: {', '.join(known)}"))  # fmt: skip


def _refuse_begun(folder: Path, name: str) -> None:
    """Refuse to start a case whose folder has a case file, or a file that was to be called so."""
    if os.path.lexists(folder / CASE_FILE):
        raise misuse(f"there is already a case '{name}'; choose another ID, or go on with {CASES}/{name}/{CASE_FILE}")
    near = near_name(folder, CASE_FILE)
    if near:
        raise misuse(f"the folder of '{name}' holds '{near}' already\n\nTo go on with it, {order_to_rename(near)}.")


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


def _bare(name: str, folder: str) -> str:
    """Return an ID without the folder before it and the slash behind it, with which a shell completes it."""
    return name.rstrip("/\\").removeprefix("./").removeprefix(f"{folder}/") or name


def _check_name(name: str, parts: list[str], example: str) -> None:
    if all(_PART.fullmatch(part) for part in parts) and not all(can_be_a_file_name(part) for part in parts):
        raise misuse(f"'{name}' cannot be the ID: Windows can have no folder of that name; choose another")
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


def _write(
    folder: Path,
    files: Mapping[Path, str | bytes],
    within: tuple[str, ...] = (),
    *,
    owner_only: bool = False,
    into_folder: bool = False,
) -> None:
    """Write new files into a new folder, or `into_folder` that is there, with the folders `within` it.

    What is there already is never touched.

    With `owner_only` nobody else may open what is in the folder (on Windows: nobody but administrators, from Python
    3.12.4 on).
    """
    if os.path.lexists(folder) and not (into_folder and folder.is_dir() and not folder.is_symlink()):
        raise misuse(f"there is already a folder '{folder.name}'; choose another ID")
    mode = 0o700 if owner_only else 0o777
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=mode, exist_ok=into_folder)
        for name in within:
            (folder / name).mkdir(mode=mode, exist_ok=into_folder)
        for path, text in files.items():
            secret = owner_only and path.is_relative_to(folder)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o666)
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode("utf-8") if isinstance(text, str) else text)
    except OSError as error:
        raise misuse(f"'{folder}' cannot be written: {error.strerror or type(error).__name__}") from error
