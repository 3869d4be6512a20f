"""The pieces of a Word file as tokens that Jinja prints without looking at them, and where its tags stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from lxml import etree

from submissions.wordbody.paragraphs import TypedPiece
from submissions.wordbody.tags import Tag

OPENS, CLOSES = "\ue000", "\ue001"
"""Between these stands the index of a token."""
CELL_STATEMENTS: Final = ("cellbg", "colspan", "vm", "hm")
"""Statements of docxtpl that say something of the cell in which they stand."""

TokenKind: TypeAlias = Literal[
    "part", "start", "end", "node", "text", "cell", "turn", "done", "aside", "back", "note", "attribute", "set"
]
NOTES: Final = (
    ("footnoteReference", "word/footnotes.xml", "footnote"),
    ("endnoteReference", "word/endnotes.xml", "endnote"),
    ("commentReference", "word/comments.xml", "comment"),
)
"""What refers to a note or a comment, the part that holds it, and what it is called there."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a file: the beginning or end of an element, a whole one, its text, or a word on the cell around it.

    "turn" begins a turn of the loop that its text names, and "done" ends that loop. "aside" begins the note to which
    the element before it refers and "back" ends it; "note" is such a note where it stands in its own part. "attribute"
    begins the words of an attribute of the element that begins next, and "set" ends them.
    """

    kind: TokenKind
    element: etree._Element | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """A paragraph of a file: its part, its number in the part from 1, and its first words."""

    part: str
    paragraph: int
    words: str


@dataclass(frozen=True, slots=True)
class PlacedTag:
    """A tag with its paragraph, and the pieces of it that hold the tag."""

    tag: Tag
    where: Where
    pieces: tuple[TypedPiece, ...]
    element: etree._Element


@dataclass(frozen=True, slots=True)
class BodySource:
    """A file as Jinja source: `lines` are the paragraphs of its lines, of which the first is number 1.

    `restarts` names the loop in each turn of which a list begins anew, by the number of the list in Word; `numbers` are
    those of the paragraphs in their parts.
    """

    text: str
    tokens: tuple[Token, ...]
    lines: tuple[Where, ...]
    tags: tuple[PlacedTag, ...]
    restarts: Mapping[str, str]
    numbers: Mapping[etree._Element, int]

    def where(self, line: int) -> Where | None:
        """Return the paragraph of a line."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else None
