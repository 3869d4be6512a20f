"""The footnotes part: Word's two separators, and every note with its live number."""

from __future__ import annotations

from typing import Final

from submissions.document import Note, Paragraph
from submissions.office.names import OFFICE, WORD, XML_HEAD
from submissions.writers.word.blocks import write_blocks
from submissions.writers.word.oxml import Properties
from submissions.writers.word.writing import BlockSetting, Writing

_HANG: Final = 283  # 5 mm, as the style footnote text hangs
# ECMA-376 part 1, 17.11.23: without these two Word repairs the file.
SEPARATORS: Final = "".join(
    f'<w:footnote w:type="{kind}" w:id="{identifier}"><w:p><w:pPr>'
    '<w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/></w:pPr>'
    f"<w:r><w:{mark}/></w:r></w:p></w:footnote>"
    for kind, identifier, mark in (
        ("separator", -1, "separator"),
        ("continuationSeparator", 0, "continuationSeparator"),
    )
)
"""The two notes that draw the lines above the others, as XML."""


def write_notes(writing: Writing) -> bytes:
    """Return `word/footnotes.xml` with the notes that the body referred to, in that order."""
    notes = "".join(write_note(note, number, writing) for number, note in enumerate(writing.notes, 1))
    return f'{XML_HEAD}<w:footnotes xmlns:w="{WORD}" xmlns:r="{OFFICE}">{SEPARATORS}{notes}</w:footnotes>'.encode()


def note_setting(part: str, writing: Writing) -> BlockSetting:
    """Return the setting of the blocks of a note in a part."""
    return BlockSetting(part, "footnote text", writing.frame.measure, compact=True, left=_HANG)


def write_note(note: Note, number: int, writing: Writing) -> str:
    """Return a note: `<w:footnote w:id="1"><w:p>...<w:footnoteRef/>...<w:tab/>words</w:p></w:footnote>`."""
    setting = note_setting("footnotes", writing)
    style = writing.frame.style("footnote reference")
    mark = f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteRef/></w:r><w:r><w:tab/></w:r>'
    writing.page_break = writing.after_table = False
    writing.note_mark = mark
    opening = ""
    if not note.blocks or not isinstance(note.blocks[0], Paragraph):
        opening = writing.paragraph(Properties(writing.frame.style("footnote text")), "")
    content = opening + write_blocks(note.blocks, writing, setting)
    return f'<w:footnote w:id="{number}">{content}</w:footnote>'
