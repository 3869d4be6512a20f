"""Words inside a paragraph as Word runs, fields, links and note marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from submissions.document import (
    Anchor,
    Citation,
    Emphasis,
    Foreign,
    Gap,
    Inline,
    LineBreak,
    Link,
    Note,
    Reference,
    Run,
    Strong,
    Superscript,
    Withheld,
)
from submissions.document.directed import Piece, Stretch, directed
from submissions.findings import Finding
from submissions.reporting import order_to_report
from submissions.writers.word.fields import reference_field, sequence_field
from submissions.writers.word.frame.draft import TO_COME
from submissions.writers.word.oxml import bookmark, run
from submissions.writers.word.text import PLAIN, Marks, is_inner, marked, write_text
from submissions.writers.word.writing import BOX, BlockSetting, Writing

_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


def write_inlines(inlines: Iterable[Inline], writing: Writing, setting: BlockSetting, marks: Marks = PLAIN) -> str:
    """Return inlines as runs; words that run against the direction around them are set apart."""
    around = writing.rtl if marks.turned is None else marks.turned
    return _write_pieces(directed(tuple(inlines), around, writing.document.languages), writing, setting, marks)


def _write_pieces(pieces: Iterable[Piece], writing: Writing, setting: BlockSetting, marks: Marks) -> str:
    return "".join([_write_piece(piece, writing, setting, marks) for piece in pieces])


def _write_piece(piece: Piece, writing: Writing, setting: BlockSetting, marks: Marks) -> str:
    """Return a piece; a stretch gets marks of direction where the letters at its ends and beside it do not tell."""
    if not isinstance(piece, Stretch):
        return _write_inline(piece, writing, setting, marks)
    if is_inner(piece.rtl, writing, marks):
        return "".join([_write_inline(node, writing, setting, marks) for node in piece.inlines])
    inner = directed(piece.inlines, piece.rtl, writing.document.languages, within=True)
    words = _write_pieces(inner, writing, setting, replace(marks, turned=piece.rtl))
    return marked(words, piece.rtl, piece.ends, writing, marks)


def _write_inline(  # noqa: PLR0911 - one return for each kind of inline
    node: Inline, writing: Writing, setting: BlockSetting, marks: Marks
) -> str:
    match node:
        case Run():
            return write_text(writing.check_text(node.text, node.place), writing, marks)
        case Withheld() | Gap():
            style = "withheld" if isinstance(node, Withheld) else TO_COME
            return write_text(writing.check_text(node.text, node.place), writing, replace(marks, style=style))
        case Emphasis():
            return write_inlines(node.children, writing, setting, replace(marks, emphasis=True))
        case Strong():
            return write_inlines(node.children, writing, setting, replace(marks, strong=True))
        case Superscript():
            return write_inlines(node.children, writing, setting, replace(marks, raised=True))
        case Foreign():
            turned = writing.document.languages.of(node.language).direction == "rtl"
            foreign = replace(marks, language=node.language, style=marks.style or "foreign words", turned=turned)
            return write_inlines(node.children, writing, setting, foreign)
        case Link():
            return _write_link(node, writing, setting, marks)
        case LineBreak():
            return "<w:r><w:br/></w:r>"
        case Note():
            return _write_note_mark(node, writing, setting)
        case Reference():
            return _write_reference(node, writing, marks)
        case Anchor():
            return _write_anchor(node, writing, setting, marks)
        case Citation():
            help_ = order_to_report("E425")
            writing.findings.append(Finding("E425", node.place, "a citation was never put into words", help_))
            return ""


def _write_anchor(node: Anchor, writing: Writing, setting: BlockSetting, marks: Marks) -> str:
    """Return words with the bookmarks of their id; the number of an annex in its list is one that Word counts.

    So an annex that is put in there numbers those behind it anew, and all mentions of them.
    """
    match node.children:
        case (Run(text=number),) if node.id.endswith("-number") and number.isdecimal():
            content = sequence_field("Annex", number, writing, marks)
        case _:
            content = write_inlines(node.children, writing, setting, marks)
    return wrap_bookmarks(content, node.id, writing)


def _write_link(node: Link, writing: Writing, setting: BlockSetting, marks: Marks) -> str:
    words = write_inlines(node.children, writing, setting, replace(marks, style="hyperlink"))
    if not _ADDRESS.fullmatch(writing.check_text(node.address, node.place)):
        message = f"a link's address is not a web or mail address: {node.address}"
        writing.findings.append(Finding("E423", node.place, message, "link to https, http or mailto only"))
        return words
    identifier = writing.relationships(setting).add("hyperlink", node.address)
    return f'<w:hyperlink r:id="{identifier}" w:history="1">{words}</w:hyperlink>'


def _write_note_mark(node: Note, writing: Writing, setting: BlockSetting) -> str:
    if setting.part in ("footnotes", "endnotes"):
        help_ = "put the inner note's words into the outer one"
        writing.findings.append(
            Finding("E426", node.place, "a note stands inside a note, where Word allows none", help_)
        )
        return ""
    if setting.part != "document":
        where = "a text box" if setting.part == BOX else "the head or foot of the pages"
        message = f"a value with a note stands in {where}, where Word allows none"
        writing.findings.append(Finding("E427", node.place, message, "put its tag into the text, or take out the note"))
        return ""
    writing.notes.append(node)
    number = len(writing.notes)
    # Among the notes of a form, which are counted when all of them stand.
    if writing.document.form is None and node.number != number:
        message = f"Word counts this note {number}, the document prints: {node.number}"
        writing.findings.append(Finding("E421", node.place, message, order_to_report("E421")))
    style = f'<w:rStyle w:val="{writing.frame.style("footnote reference")}"/>'
    return wrap_bookmarks(run(f'<w:footnoteReference w:id="{writing.note_ids + number}"/>', style), node.id, writing)


def _write_reference(node: Reference, writing: Writing, marks: Marks) -> str:
    if node.target not in writing.names.targets:
        message = f"a reference leads to nothing: {node.target}"
        writing.findings.append(
            Finding("E420", node.place, message, "give something this id, or correct the reference")
        )
        return write_text(node.text, writing, marks)
    return reference_field(node, writing, marks)


def wrap_bookmarks(content: str, identifier: str, writing: Writing) -> str:
    """Put the bookmarks of an id around content."""
    for name in writing.names.names_of(identifier):
        content = bookmark(writing.number_bookmark(), name, content)
    return content
