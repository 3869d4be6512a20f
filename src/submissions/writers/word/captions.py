"""Captions that Word counts itself: a SEQ field whose cached number is the document's."""

from __future__ import annotations

from typing import Final

from submissions.document import Picture, Table
from submissions.writers.word.bookmarks import NUMBERED
from submissions.writers.word.fields import sequence_field
from submissions.writers.word.inlines import wrap_bookmarks, write_inlines
from submissions.writers.word.oxml import Properties
from submissions.writers.word.text import Marks, write_text
from submissions.writers.word.writing import BlockSetting, Writing

_LABEL: Final = Marks(strong=True, upright=True)


def write_caption(
    block: Table | Picture, writing: Writing, setting: BlockSetting, *, keep_next: bool, align: str = ""
) -> str:
    """Return the caption's paragraph, or "" where there is none."""
    if not block.label and not block.caption:
        return ""
    label = _label(block, writing) if block.label else ""
    words = write_inlines(block.caption, writing, setting)
    between = write_text(". ", writing, _LABEL) if label and words else ""
    style = writing.frame.style("caption")
    return writing.paragraph(Properties(style, keep_next=keep_next, align=align), label + between + words)


def _label(block: Table | Picture, writing: Writing) -> str:
    """Return "Table 1" with its number as a field; Word's count is corrected where it would differ."""
    match = NUMBERED.fullmatch(writing.check_text(block.label, block.place))
    if match is None:
        return wrap_bookmarks(write_text(block.label, writing, _LABEL), block.id, writing)
    kind = "Table" if isinstance(block, Table) else "Figure"
    field = sequence_field(kind, match[2], writing, _LABEL)
    # References take the number alone: their word has the letter of its own sentence.
    return write_text(match[1], writing, _LABEL) + wrap_bookmarks(field, block.id, writing)
