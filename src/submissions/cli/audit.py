"""`submissions audit`: search any file for protected names, before it is sent."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from submissions.cli.options import format_option, today, workspace_option
from submissions.cli.pages import Command
from submissions.cli.report import finding_data, misuse, show_findings, show_json
from submissions.cli.text import clean, counted
from submissions.cli.workspace import CaseName, find_cases, find_workspace, shown_path
from submissions.findings import Finding, Place
from submissions.line.outcome import Setting
from submissions.plan import AUDIENCES
from submissions.run.serve import SECONDS, Limits
from submissions.run.worker import Stopped, Worker
from submissions.upkeep.calls import AuditFile

if TYPE_CHECKING:
    from submissions.audit.report import Outcome

_SHOWN_MAX = 50
MASK = "[protected]"  # stands in the name of a file that is a hit itself


@dataclass(frozen=True, slots=True)
class _File:
    """A file to be searched: where it lies, and its name with those of its folders up to the one that was given."""

    path: Path
    name: str


@click.command(cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--case", "case", type=CaseName(), metavar="CASE", help="Search for all that this case protects.")
@click.option(
    "--names",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="LIST",
    help="Search for the names in this text file, one a line; a line that begins with # is passed over, and "
    "one that begins with + says what may stand: the organisation, counsel, an everyday word.",
)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="public",
    show_default=True,
    help="Who is going to read the files. For 'filing' the report shows the words that were found; for 'public' it "
    "never repeats them.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="How long the search of one file may take.",
)
@workspace_option
@format_option
def audit(
    *,
    files: tuple[Path, ...],
    case: str | None,
    names: Path | None,
    audience: str,
    timeout: float,
    workspace: Path | None,
    style: str,
) -> None:
    """Search files for protected names before you send them.

    FILE is a Word file, a PDF, a zip, a text, a mail, a picture or a folder with any of them, whoever made it: above
    all the Word file that you have edited and are about to send. Each is taken wholly apart, with what Word adds on
    saving: properties, comments, tracked changes, hidden text, pictures' metadata. Nothing is written.

    Names are found with other accents, in other scripts, inflected, reversed, hyphenated, as e-mail addresses and in
    many more forms. What a picture shows cannot be searched: a picture by itself, and a page that is only a scan,
    counts as not clean; how many pictures stand within a file is said.

    Examples:
      submissions audit --case a-v-bosnia complaint.docx         what the public may not read of this case
      submissions audit --case a-v-bosnia output/a-v-bosnia/public
      submissions audit --names names.txt report.pdf scan.zip    where there is no case
      submissions audit --case a-v-bosnia --names more.txt --format json brief.docx

    Exit status: 0 all files are clean, 1 something was found or cannot be searched, 2 the command was not understood.

    """
    _refuse_misuse(files, case, names)
    root = find_workspace(workspace) if case is not None or workspace is not None else Path.cwd()
    folder = find_cases(root, (case,))[0] if case is not None else ""
    setting = Setting(root, today(), root / "output", writes=False)
    source = (folder, audience, str(names.resolve()) if names else "")
    listed = [one for path in files for one in _files_of(path)]
    outcomes, findings = _search(listed, setting, source, Limits(seconds=timeout))

    def show(file: str) -> str:
        return file if names is not None and file == names.name else shown_path(root, file)

    failed = any(finding.is_error for finding in findings) or not all(one.is_clean for one in outcomes)
    if style == "json":
        show_json(_data(outcomes, findings, show, failed))
    else:
        show_findings(findings, show)
        _show(outcomes)
    if failed or not outcomes:
        raise click.exceptions.Exit(1)


def _refuse_misuse(files: tuple[Path, ...], case: str | None, names: Path | None) -> None:
    """Raise click's error of use where nothing says what to search for, or what is named is not there."""
    if case is None and names is None:
        raise misuse("say what to search for: --case CASE, or --names LIST, or both")
    for path in (*files, *([names] if names else [])):
        if not path.exists():
            raise misuse(f"there is no file '{path}'")


def _files_of(path: Path) -> Iterator[_File]:
    """Yield a file, or the files of a folder at any depth with the names of their folders; links are not followed."""
    if not path.is_dir():
        yield _File(path, path.name)
        return
    top = path.resolve()
    for folder, folders, names in os.walk(top):
        folders.sort()
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*names, *linked]):
            inside = Path(folder) / name
            yield _File(inside, f"{top.name}/{inside.relative_to(top).as_posix()}")


def _search(
    files: Sequence[_File], setting: Setting, source: tuple[str, str, str], limits: Limits
) -> tuple[list[Outcome], list[Finding]]:
    """Have the child search each file; one that breaks it off does not keep the others from being searched."""
    outcomes: list[Outcome] = []
    findings: dict[Finding, None] = {}
    with Worker(limits) as worker:
        for number, file in enumerate(files, 1):
            value = worker.run(AuditFile(setting, source, file.path, file.name))
            if isinstance(value, Stopped):
                findings[value.finding(Place(f"file {number} of {len(files)}"), limits)] = None
                continue
            outcome, faults = value
            findings.update(dict.fromkeys(faults))
            if outcome is None:
                break
            outcomes.append(outcome)
    return outcomes, list(findings)


def _show(outcomes: Sequence[Outcome]) -> None:
    for number, outcome in enumerate(outcomes, 1):
        first, *others = _lines(outcome)
        which = f"file {number} of {len(outcomes)}, " if MASK in outcome.file else ""
        for line in (which + first, *others):
            click.echo(clean(line))
    if outcomes:
        bad = sum(not one.is_clean for one in outcomes)
        total = "1 file" if len(outcomes) == 1 else f"{len(outcomes):,} files"
        click.echo(f"{total} searched: {f'{bad:,} not clean' if bad else 'clean'}.")


def _lines(outcome: Outcome) -> Iterator[str]:
    """Yield the lines that tell of one file."""
    searched = (
        f"{counted(outcome.parts, 'part')}, {counted(outcome.pieces, 'piece')} of text searched for "
        f"{counted(outcome.secrets, 'protected string')}"
    )
    yield f"{outcome.file}: {'clean' if outcome.is_clean else 'NOT CLEAN'}: {searched}"
    every = [
        *(f"found: {hit}" for hit in outcome.hits),
        *(f"may not be there: {one}" for one in outcome.refusals),
        *(f"cannot be searched: {one}" for one in outcome.unsearchable),
        *(f"look at: {one}" for one in outcome.looks),
    ]
    yield from (f"    {line}" for line in every[:_SHOWN_MAX])
    if len(every) > _SHOWN_MAX:
        yield f"    and {len(every) - _SHOWN_MAX:,} more: see them all with --format json"
    if outcome.pictures:
        pictures = counted(outcome.pictures, "picture")
        yield f"    {pictures} in it not looked at: only an eye can tell what a picture shows"


def _data(outcomes: Sequence[Outcome], findings: Sequence[Finding], show: Any, failed: bool) -> dict[str, Any]:
    return {
        "files": [
            {
                "file": one.file,
                "clean": one.is_clean,
                "hits": [_hit_data(hit) for hit in one.hits],
                "refusals": list(one.refusals),
                "unsearchable": list(one.unsearchable),
                "looks": list(one.looks),
                "parts": one.parts,
                "pieces": one.pieces,
                "protected": one.secrets,
                "pictures": one.pictures,
            }
            for one in outcomes
        ],
        "findings": [finding_data(finding, show) for finding in findings],
        "status": int(failed or not outcomes),
    }


def _hit_data(hit: Any) -> dict[str, str]:
    data = {"where": hit.where, "whose": hit.whose, "form": hit.form}
    return {**data, "words": hit.words} if hit.words else data
