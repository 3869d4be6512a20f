"""`submissions import prose`: write the prose of a Word file as Markdown."""

from __future__ import annotations

from pathlib import Path

import click

from submissions.cli.options import today
from submissions.cli.pages import Command
from submissions.cli.report import finish, misuse, require, show_findings
from submissions.findings import Place
from submissions.line.outcome import Setting
from submissions.run.serve import Limits
from submissions.run.worker import Stopped, Worker
from submissions.upkeep.calls import TranscribeWord

_SECONDS = 300.0


@click.command("prose", cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "target", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False),
              help="The file to write.  [default: beside FILE, with the ending .md]")  # fmt: skip
def prose(*, file: Path, target: Path | None) -> None:
    """Write the prose of a Word file as Markdown, to go on in text.

    FILE is a .docx. Headings, lists, quotations, tables, notes, emphasis, links and pictures come through; people that
    you typed as @id and sources in brackets stay what they are. What does not come through is named, with the number
    of its paragraph. Pictures are written beside the Markdown. No file that is there already is overwritten.

    You need not do this to draft in Word: a case may name FILE itself, as facts: {file: facts.docx}.

    Examples:
      submissions import prose cases/a-v-bosnia/facts.docx
      submissions import prose draft.docx --to cases/a-v-bosnia/facts.en.md

    Exit status: 0 written, and all that is words came through, 1 something did not, or nothing is written, 2 the
    command was not understood.

    """
    require((file,))
    target = target or file.with_suffix(".md")
    if not target.parent.is_dir():
        raise misuse(f"there is no folder '{target.parent.as_posix()}'")
    setting = Setting(Path.cwd(), today(), Path.cwd() / "output", writes=False)
    limits = Limits(seconds=_SECONDS)
    with Worker(limits) as worker:
        value = worker.run(TranscribeWord(setting, file, target))
    if isinstance(value, Stopped):
        finish([value.finding(Place(file.as_posix()), limits)])
        raise click.exceptions.Exit(1)
    transcript, findings = value
    if transcript is None:
        show_findings(findings, lambda name: name)
        raise click.exceptions.Exit(1)
    from submissions.upkeep.transcripts import write_transcript  # noqa: PLC0415 - only this command needs it

    against = write_transcript(transcript, target)
    show_findings([*findings, *against], lambda name: name)
    if not against:
        click.echo(_said(target, len(transcript.pictures), is_whole=not any(one.is_error for one in findings)))
    if any(one.is_error for one in (*findings, *against)):
        raise click.exceptions.Exit(1)


def _said(target: Path, pictures: int, *, is_whole: bool) -> str:
    beside = "" if not pictures else f", and {pictures} picture{'s' * (pictures > 1)} beside it"
    rest = "Read it once." if is_whole else "What is named as an error above is not in it."
    return f"{target.as_posix()} written{beside}. {rest}"
