"""What `submissions new house --from` does: make a frame of a letterhead, and show what was taken for what."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from submissions.cli.options import output_folder, today
from submissions.cli.report import misuse, show_findings
from submissions.cli.text import clean
from submissions.findings import Place
from submissions.line.outcome import Setting
from submissions.run.worker import Worker
from submissions.upkeep.calls import GraftLetterhead

if TYPE_CHECKING:
    from submissions.look import Kind
    from submissions.upkeep.letterheads import FrameMade
    from submissions.writers.word.graft.graft import Grafted

_REASONS = {
    "other name": ", by another of its names",
    "outline level": ", by its level in the outline",
    "looks": ", by its looks",
}


def make_from_letterhead(
    root: Path, letterhead: Path, kind: Kind, asked: str, write: Callable[[Path, Mapping[Path, bytes]], None]
) -> None:
    """Make a frame of a letterhead, `write` it into the house, and show what was taken for what.

    A frame that is there is never touched, whatever stands in it.
    """
    if not letterhead.is_file():
        raise misuse(f"there is no file '{letterhead}'\n\nGive the path of the letterhead, such as letterhead.docx.")
    setting = Setting(root, today(), output_folder(root, None))
    with Worker() as worker:
        call = GraftLetterhead(setting, letterhead, kind, asked)
        made, findings = worker.ask(call, Place(letterhead.as_posix()), otherwise=None)
    folder = root / "templates" / "house"
    if made is not None and os.path.lexists(folder / made.name):
        raise misuse(f"'templates/house/{made.name}' is there already\n\nMove it away first.")
    show_findings(findings, str)
    if made is None:
        raise click.exceptions.Exit(1)
    write(folder, {folder / made.name: made.grafted.content})
    click.echo(f"Made templates/house/{made.name} from {clean(letterhead.name)}.")
    for line in _told(made.grafted):
        click.echo(clean(line))
    _write_samples(root, setting.output / "look", made)
    click.echo(
        "Next: look at the samples; what you do not like, change in the frame in Word; then run: submissions check"
    )


def _told(grafted: Grafted) -> Iterator[str]:
    """Yield line by line what became of what."""
    yield f"The document stands {grafted.place}."
    itself = [one.name for one in grafted.styles if one.reason == "name"]
    if itself:
        yield f"Kept with their looks: {', '.join(itself)}."
    for one in grafted.styles:
        if one.fate == "kept" and one.reason != "name":
            yield f"  {one.source} -> {one.name}{_REASONS[one.reason]}: kept with its looks"
    added = [one.name for one in grafted.styles if one.fate == "grafted"]
    if added:
        yield f"Grafted, since the letterhead has no such styles: {', '.join(added)}."
    if grafted.added:
        yield f"Grafted besides: {', '.join(grafted.added)}."


def _write_samples(root: Path, folder: Path, made: FrameMade) -> None:
    """Write the samples, over those of before."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in sorted(made.samples.items()):
            (folder / name).write_bytes(content)
            shown = (folder / name).relative_to(root) if folder.is_relative_to(root) else folder / name
            click.echo(f"{shown.as_posix()} written.")
    except OSError as error:
        raise misuse(f"'{folder}' cannot be written: {error.strerror or type(error).__name__}") from error
