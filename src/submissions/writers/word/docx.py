"""Write a document's tree as a native Word file that a lawyer goes on editing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from submissions.document import (
    BODY_MARK,
    ContentsEntry,
    Document,
    Gap,
    HouseFile,
    Picture,
    Reference,
    Run,
    Table,
    Withheld,
    walk,
)
from submissions.findings import Finding, Place, has_errors
from submissions.look import DERIVED, KINDS
from submissions.office.package import Packed, write_package
from submissions.writers.drawings.document import with_drawings
from submissions.writers.drawings.dots import Dots, blank
from submissions.writers.own_faces import faces_to_embed
from submissions.writers.word.assembly import assemble, frame_values
from submissions.writers.word.blocks import write_blocks
from submissions.writers.word.bookmarks import name_bookmarks
from submissions.writers.word.forms import write_form
from submissions.writers.word.frame.differences import differences
from submissions.writers.word.frame.make import make_frame
from submissions.writers.word.frame.read import read_frame
from submissions.writers.word.frame.variant import variant_of
from submissions.writers.word.lint.package import lint_package
from submissions.writers.word.oxml import bookmark
from submissions.writers.word.pagination import estimate_pages
from submissions.writers.word.tables import gap
from submissions.writers.word.writing import BlockSetting, Writing

_OF_BASES: Final = {"filing": "word.docx", "brief": "word-brief.docx"}
FRAMES: Final[dict[str, str]] = {kind: _OF_BASES[DERIVED.get(kind, kind)] for kind in KINDS}
"""The name of an office's own frame for each class of document."""


def write_docx(
    document: Document,
    files: Mapping[str, HouseFile],
    *,
    pages: Mapping[str, int] | None = None,
    in_dots: Dots = blank,
) -> tuple[bytes, list[Finding]]:
    """Return the document as the bytes of a Word file, and what is wrong; no bytes if there is no usable frame.

    `files` are the house files, an office's own frame under "word.docx" or "word-brief.docx" by the class of document
    (a frame named otherwise stands under its own name); without it the frame is made from the look. `pages` gives the
    page of each id, from the PDF's layout, for the cached results of page references and of the contents; without it
    they are estimated. Word counts pages itself when fields are updated (F9, or on printing). `in_dots` makes the
    likeness of a drawing for a Word before 2016.
    """
    document = with_drawings(document)
    if document.form is not None:
        return write_form(document, document.form, files, pages or {}, in_dots)
    file, findings = _frame_file(document, files)
    if file is None:
        return b"", findings
    frame, faults = read_frame(file, variant_of(document))
    findings += faults
    if frame is None:
        return b"", findings
    writing = Writing(document, frame, name_bookmarks(document.blocks), pages or estimate_pages(document), in_dots)
    content = write_package(_packed(writing))
    findings += writing.findings
    if not has_errors(findings):
        findings += lint_package(content, file.place, _with_braces(document))
    return content, findings


def _frame_file(document: Document, files: Mapping[str, HouseFile]) -> tuple[HouseFile | None, list[Finding]]:
    """Return the office's own frame for the class of document, else one made from its look."""
    design = document.design
    name = FRAMES.get(design.frame, design.frame)
    if name in files:
        return files[name], _differing(files[name], document)
    if design.frame in FRAMES:
        return HouseFile(
            make_frame(design, faces_to_embed(design.measures, files)), Place("templates/house/house.yaml")
        ), []
    order = "put the frame into templates/house"
    return None, [Finding("E400", Place(f"templates/house/{name}"), f"the house has no Word frame: {name}", order)]


def _differing(file: HouseFile, document: Document) -> list[Finding]:
    """Say in what an office's own frame leaves the look in which the PDF stays."""
    look = document.design.look
    found = differences(file, document.design.measures, (*look.letterhead, *look.foot))
    if document.design.frame not in FRAMES or not found:
        return []
    return [Finding("N413", file.place, f"the Word files differ from the PDF: {'; '.join(found)}")]


def _packed(writing: Writing) -> dict[str, Packed]:
    """Return every part of the file, deflated."""
    document, frame = writing.document, writing.frame
    # Word wants a paragraph behind a table: the last row goes along, so that it never stands on a page by itself.
    last = document.blocks[-1] if document.blocks else None
    ends = isinstance(last, Table)
    body = write_blocks(document.blocks, writing, BlockSetting("document", "body text", frame.measure, keep_end=ends))
    if not body.endswith("</w:p>"):
        body += gap(writing, closing=True)
    if frame.has_words:
        body = bookmark(writing.number_bookmark(), BODY_MARK, body)
    made = frame.render(frame_values(writing, body))
    return assemble(writing, made)


def _with_braces(document: Document) -> list[str]:
    """Return the texts of the case that hold braces of their own, which are no leftover of a frame."""
    around = document.furniture
    texts = [around.header, around.marking, around.draft, around.page_of, document.title, document.organisation]
    texts += [node.text for node in walk(document.blocks) if isinstance(node, Run | Withheld | Gap | Reference)]
    texts += [node.label for node in walk(document.blocks) if isinstance(node, Table | Picture | ContentsEntry)]
    return [" ".join(text.split("\n")) for text in texts if "{" in text]
