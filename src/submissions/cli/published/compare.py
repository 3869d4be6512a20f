"""`submissions compare`: what a person changed in a Word file that was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from submissions.cli.options import DayParameter, format_option, today, workspace_option
from submissions.cli.pages import Command
from submissions.cli.report import finding_data, misuse, show_findings, show_json
from submissions.cli.text import clean
from submissions.cli.workspace import CaseName, find_cases, find_workspace, shown_path
from submissions.findings import Finding, Place, has_errors
from submissions.line.outcome import Setting
from submissions.manifest import NAME, read_manifest
from submissions.plan import AUDIENCES
from submissions.publish.contents import name_as_made
from submissions.publish.folder import Destination
from submissions.run.worker import Worker
from submissions.upkeep.calls import CompareFile

if TYPE_CHECKING:
    from submissions.readback.edits import Edit
    from submissions.upkeep.edits import Comparison


@click.command(cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--case", "case", type=CaseName(), metavar="CASE",
              help="The case that makes the document.  [default: that of the folder in which FILE lies]")  # fmt: skip
@click.option("--audience", type=click.Choice(AUDIENCES),
              help="Whose version it is.  [default: that of the folder in which FILE lies]")  # fmt: skip
@click.option("--as-of", type=DayParameter(), metavar="DATE",
              help="The date for which it was built.  [default: the manifest's beside FILE, or today]")  # fmt: skip
@workspace_option
@format_option
def compare(
    *, file: Path, case: str | None, audience: str | None, as_of: date | None, workspace: Path | None, style: str
) -> None:
    """Say what a person changed in a Word file that was made.

    FILE is read and compared with its document as the case makes it today: paragraphs, cells, notes and the words for
    pictures, each with the line of the case where its words were typed. [-What is gone-] and {+what is new+} stand
    beside each other. Tracked changes are shown as what they propose, and comments too. Numbers and contents are
    Word's own and are passed over, and so are the heads and feet of pages; a look that was changed is counted. Nothing
    is written.

    Examples:
      submissions compare output/a-v-bosnia/filing/un-cat-complaint.en.docx
      submissions compare un-cat-complaint.en.docx --case a-v-bosnia --audience filing

    Exit status: 0 no words differ, 1 some do or FILE cannot be compared, 2 the command was not understood.

    """
    if not file.is_file():
        raise misuse(f"there is no file '{file.as_posix()}'")
    root = find_workspace(workspace)
    whole = file.resolve()
    inside = whole.parent.name in AUDIENCES
    if case is None and not inside:
        raise misuse("the file lies in no folder of a case's outputs\n\nSay its case with --case.")
    (folder,) = find_cases(root, (case if case is not None else whole.parent.parent.name,))
    setting = Setting(root, as_of or _day_of(whole) or today(), root / "output", writes=False)
    meant = audience or (whole.parent.name if inside else "")
    with Worker() as worker:
        comparison, findings = worker.ask(
            CompareFile(setting, folder, meant, file), Place(file.as_posix()), otherwise=None
        )

    findings += _overtaken(whole, folder, setting, Place(file.as_posix())) if inside else ()

    def show(name: str) -> str:
        return name if name == file.as_posix() else shown_path(root, name)

    if style == "json":
        show_json(_data(comparison, findings, show))
    else:
        show_findings(findings, show)
        if comparison is not None:
            _show(comparison, show)
    if has_errors(findings) or comparison is None or comparison.edits or comparison.comments:
        raise click.exceptions.Exit(1)


def _overtaken(file: Path, folder: str, setting: Setting, place: Place) -> Iterator[Finding]:
    """Tell that what a file was made from has changed since: that is shown among the edits, too."""
    from submissions.run.reuse import Reuse  # noqa: PLC0415 - slow to import, and --help needs none of it

    output = file.parents[2]
    known = Reuse(replace(setting, output=output), (folder,))
    if known.is_overtaken(Destination(output, file.parent.parent.name, file.parent.name), name_as_made(file.name)):
        words = "the case, a template or the program has changed since this file was made"
        order = "what they say otherwise now stands among the edits; compare a file before you change its case"
        yield Finding("W717", place, words, order)


def _day_of(file: Path) -> date | None:
    """Return the date for which a file was built, by the manifest beside it."""
    manifest, _ = read_manifest(file.parent / NAME, Place(NAME))
    name = name_as_made(file.name)
    days = [build.as_of for build in manifest.builds for one in build.outputs if one.name == name] if manifest else []
    return date.fromisoformat(days[0]) if days else None


def _show(comparison: Comparison, show: Callable[[str], str]) -> None:
    click.echo(clean(f"{comparison.document}, as the case makes it today"))
    for edit in comparison.edits:
        proposed = ", proposed as a tracked change" if edit.is_proposed else ""
        click.echo(clean(f"{_where(edit, show)}: {edit.what}{proposed}"))
        click.echo(clean(f"    {edit.words}"))
    for one in comparison.comments:
        click.echo(clean(f"{_place(one.place, show) if one.place else 'beside what is new'}: a comment"))
        click.echo(clean(f"    {one.words}"))
    click.echo(_closing(comparison))


def _place(place: Place, show: Callable[[str], str]) -> str:
    numbers = [str(number) for number in (place.line, place.column) if number]
    return ":".join([show(place.file), *numbers])


def _where(edit: Edit, show: Callable[[str], str]) -> str:
    """Return where the words were typed, and in which part of the document they stand."""
    line = edit.made or edit.after
    if line is None:
        return "at the beginning"
    number = f"paragraph {line.number}" if line.number and not line.part and line.kind == "text" else line.part
    beside = "behind " if edit.made is None else ""
    return f"{beside}{_place(line.place, show)}" + (f", {number}" if number else "")


_KINDS: Final = ("changed", "added", "deleted", "moved")


def _closing(comparison: Comparison) -> str:
    """Return one sentence: how much was changed, and of what kind."""
    counts = {kind: sum(edit.what == kind for edit in comparison.edits) for kind in _KINDS}
    told = [f"{count} {kind}" for kind, count in counts.items() if count] or ["no words differ"]
    proposed = sum(edit.is_proposed for edit in comparison.edits)
    told += [f"{proposed} of these proposed"] if proposed else []
    told += [f"{len(comparison.comments)} with a comment"] if comparison.comments else []
    told += [f"{comparison.other_looks} look otherwise"] if comparison.other_looks else []
    return ", ".join(told) + "."


def _data(comparison: Comparison | None, findings: list[Finding], show: Callable[[str], str]) -> dict[str, Any]:
    """Return the whole comparison for JSON."""
    return {
        "document": comparison.document if comparison else "",
        "edits": [_edit_data(edit, show) for edit in (comparison.edits if comparison else ())],
        "comments": [
            {"words": one.words, "place": _place(one.place, show) if one.place else ""}
            for one in (comparison.comments if comparison else ())
        ],
        "other_looks": comparison.other_looks if comparison else 0,
        "findings": [finding_data(one, show) for one in findings],
    }


def _edit_data(edit: Edit, show: Callable[[str], str]) -> dict[str, Any]:
    line = edit.made or edit.after
    return {
        "what": edit.what,
        "place": _place(line.place, show) if line else "",
        "is_behind": edit.made is None,
        "kind": next(one.kind for one in (edit.now, edit.made) if one is not None),
        "part": line.part if line else "",
        "made": edit.made.text if edit.made else "",
        "now": edit.now.text if edit.now else "",
        "words": edit.words,
        "is_proposed": edit.is_proposed,
    }
