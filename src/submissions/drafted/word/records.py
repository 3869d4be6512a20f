"""What a Word file holds, as records that know nothing of XML: paragraphs, words, notes, tables and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from submissions.document import Alignment

NoteKind: TypeAlias = Literal["footnote", "endnote"]


@dataclass(frozen=True, slots=True)
class Looks:
    """How words look where that means something: what a style gives to a whole paragraph is not told.

    `raised` is 1 for superscript, -1 for subscript; `language` is the code that Word has for the words, "" for none.
    """

    bold: bool = False
    italic: bool = False
    raised: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one look. `address` is where a link leads; `target` the bookmark whose number stands here."""

    text: str
    looks: Looks = Looks()
    address: str = ""
    target: str = ""
    is_page: bool = False
    is_count: bool = False
    """Whether Word counted this: the number of a caption."""


@dataclass(frozen=True, slots=True)
class LineTurn:
    """A new line within a paragraph."""


@dataclass(frozen=True, slots=True)
class PageTurn:
    """A new page."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a footnote or an endnote."""

    kind: NoteKind
    identifier: str
    bookmarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture: the name of its part, what it shows, and its width in twentieths of a point (0 where not told)."""

    part: str
    alternative: str
    width: int
    floats: bool = False


Piece: TypeAlias = Words | LineTurn | PageTurn | NoteMark | WordPicture


@dataclass(frozen=True, slots=True)
class ListMark:
    """The automatic number of a paragraph: its list, level from 0, kind of number, text such as "%1." and count."""

    definition: str
    level: int
    form: str
    text: str
    count: int
    left: int = 0
    """How far the items of that level are set in, in twentieths of a point."""
    printed: str = ""
    """The whole as Word prints it: "1.2", "(a)"; "" where nobody can tell."""


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph; `number` counts the paragraphs of the body from 1, and is where findings say that it stands.

    `styles` are the names of its style and of those that it is based on, in small letters; `level` is its level in the
    outline from 1, 0 for text. Indents are in twentieths of a point; that of an item is its list's where it has none.
    """

    number: int
    pieces: tuple[Piece, ...]
    styles: tuple[str, ...] = ()
    level: int = 0
    mark: ListMark | None = None
    align: Alignment = "start"
    left: int = 0
    right: int = 0
    bookmarks: tuple[str, ...] = ()
    begins_page: bool = False
    keeps_next: bool = False
    """Whether it stands on one page with what follows."""
    is_initial: bool = False
    """Whether it holds nothing but the large first letter of the next paragraph."""

    @property
    def text(self) -> str:
        """The words of the paragraph and nothing else."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Words))


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell: its blocks, its columns, and whether it goes on with the cell above it, or one below may with it."""

    blocks: tuple[WordBlock, ...]
    span: int = 1
    goes_on: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of a table; `is_head` where it is repeated on each page, `before` the columns that it leaves out first.

    `height` is in twentieths of a point, 0 where the row has none of its own.
    """

    cells: tuple[WordCell, ...]
    number: int
    is_head: bool = False
    before: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table; `heads_left` where its first column is its heads, and its first row is none.

    `grid` has the widths of its columns in twentieths of a point, where it tells them.
    """

    rows: tuple[WordRow, ...]
    number: int
    heads_left: bool = False
    grid: tuple[int, ...] = ()


WordBlock: TypeAlias = WordParagraph | WordTable


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that does not come through as it is: its kind, a key of `telling.TOLD`, and the paragraph."""

    kind: str
    number: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file: its blocks, the blocks of its notes, the bytes of its pictures, its measure and its language.

    `measure` is the width of the text in twentieths of a point. `starts` are the first words of each paragraph by its
    number, for findings.
    """

    blocks: tuple[WordBlock, ...]
    notes: Mapping[tuple[NoteKind, str], tuple[WordBlock, ...]] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    measure: int = 9_000
    language: str = ""
    remarks: tuple[Remark, ...] = ()
    starts: Mapping[int, str] = field(default_factory=dict)
