"""Read the prose of a Word file: from its bytes to Markdown, with all that does not come through."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from submissions.drafted.pieces import DraftedProse
from submissions.drafted.telling import findings_of
from submissions.drafted.transcribing import Transcriber
from submissions.drafted.word.body import paragraphs_in, read_file
from submissions.drafted.word.package import NotWordError, open_package
from submissions.drafted.word.records import WordFile
from submissions.findings import Finding, Place
from submissions.gate import pass_gate
from submissions.office.package import PACKAGE_BYTES_MAX
from submissions.source.text_file import BYTES_MAX, ordinary_file_findings

PARAGRAPH_MAX: Final = 200_000
"""Signs of one paragraph: some seventy pages without a break."""


def read_word_prose(
    path: Path, file: str, asked_at: Place, folder: str, *, bare: bool = False
) -> tuple[DraftedProse | None, list[Finding]]:
    """Read a Word file whole; `file` names it in findings, `asked_at` is where the case asks for it.

    `folder` stands before the name of each picture in the Markdown. A picture without alternative text is left out,
    unless the Markdown is to be `bare`, for somebody to go on with. The line of a place is the number of a paragraph.
    """
    findings = ordinary_file_findings(path, asked_at, file)
    if findings:
        return None, findings
    try:
        with path.open("rb") as stream:
            content = stream.read(PACKAGE_BYTES_MAX + 1)
    except OSError:  # on Windows, while it is being saved
        return None, [Finding("E125", asked_at, f"the file may not be read: '{file}'", "close it in Word")]
    try:
        if len(content) > PACKAGE_BYTES_MAX:
            raise NotWordError("it is larger than a text needs", "make its pictures smaller, or cut it into several")
        held = read_file(open_package(content))
        _refuse_endless(held)
    except NotWordError as fault:
        words = f"the file cannot be read as prose: {fault.reason}"
        return None, [Finding("E371", Place(file), words, fault.order)]
    writer = Transcriber(held, folder, bare)
    prose = writer.write()
    found = list(findings_of((*held.remarks, *writer.remarks), held.starts, file))
    if not prose.text.strip():
        return None, [*found, Finding("E102", Place(file), f"the file is empty: '{file}'", "write it, or take it out")]
    return _through_the_gate(prose, file, found)


def _refuse_endless(held: WordFile) -> None:
    """Refuse more words than a text of this kind has; raises NotWordError."""
    blocks = (*held.blocks, *(block for note in held.notes.values() for block in note))
    lengths = [len(one.text) for one in paragraphs_in(blocks)]
    if sum(lengths) > BYTES_MAX or max(lengths, default=0) > PARAGRAPH_MAX:
        raise NotWordError("it holds more words than a text has", "cut it into several files, and into paragraphs")


def _through_the_gate(prose: DraftedProse, file: str, found: list[Finding]) -> tuple[DraftedProse, list[Finding]]:
    """Return prose without what no document can print, and findings at the paragraphs where that stands."""

    def place_at(index: int) -> Place:
        return Place(file, prose.numbers[prose.text.count("\n", 0, index)])

    text, refused = pass_gate(prose.text, place_at)
    return DraftedProse(text, prose.numbers, prose.pictures), [*found, *refused]
