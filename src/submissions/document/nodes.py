"""The nodes of the tree: inlines inside blocks, frozen, every one with the place of what it prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from submissions.findings import Place


@dataclass(frozen=True, slots=True)
class Run:
    """Characters to print exactly as they are, never as markup.

    `verbatim` words are a name, number or address of the case: the transforms leave their quotes and spaces alone.
    `person` tells that they stand for somebody of the case, until the words around them agree with them.
    """

    text: str
    place: Place
    verbatim: bool = False
    person: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic in Latin and Cyrillic script; weight instead in Arabic, which has no italics."""

    children: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold."""

    children: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised letters, as in the French `1er`."""

    children: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the document's: both writers mark `language` (a code such as "la")."""

    language: str
    children: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """A live `https`, `http` or `mailto` link, printed black."""

    address: str
    children: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line inside a paragraph."""

    place: Place


@dataclass(frozen=True, slots=True)
class Withheld:
    """Words withheld from this audience; `text` is the fixed wording printed instead, brackets included."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is still to come, as a draft prints it; `text` is the whole phrase, brackets included.

    Where one stands a finding was reported: no document but a draft is ever written with it.
    """

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One authority inside a citation: `before` as in "see", the authority's id, and the pinpoint as typed."""

    authority: str
    before: str
    pinpoint: str
    place: Place


@dataclass(frozen=True, slots=True)
class Citation:
    """One or more authorities cited at one point; `transforms.cite` turns it into a note or note text."""

    items: tuple[CitationItem, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number in the document (0 before numbering) and its blocks, mostly one paragraph.

    `id` is what references to the note name; it is never empty after the transforms.
    """

    number: int
    blocks: tuple[Block, ...]
    id: str
    place: Place


ReferenceKind: TypeAlias = Literal["paragraph", "section", "annex", "note", "table", "figure", "page", ""]


@dataclass(frozen=True, slots=True)
class Reference:
    """A live cross-reference to an `id` in this document.

    `text` is the cached result, complete and final after the transforms ("12", "II.B", "Annex 3"). In Word it is a
    REF, NOTEREF or PAGEREF field by `kind`; in HTML a link. `kind` "page" has no text: the layout supplies it.
    """

    target: str
    kind: ReferenceKind
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Anchor:
    """Inline text that can be referred to, such as the "Annex 3" in the list of annexes; `id` is unique."""

    id: str
    children: tuple[Inline, ...]
    place: Place


Inline: TypeAlias = (
    Run | Emphasis | Strong | Superscript | Foreign | Link | LineBreak
    | Withheld | Gap | Citation | Note | Reference | Anchor
)  # fmt: skip


Alignment: TypeAlias = Literal["start", "end", "centre"]

ParagraphRole: TypeAlias = Literal[
    "body",  # running text; numbered when `number` is set
    "addressee",  # cover: the body addressed, one paragraph, lines broken inside
    "kicker",  # one line above a brief's title: organisation and date
    "title",  # the document's title; never part of the contents
    "subtitle",  # the nature of the document, under the title
    "standfirst",  # one sentence under a brief's title
    "party", "party-role", "versus",  # cover: a party's name, "the complainant", and "v" between the two sides
    "date", "counsel",  # the date of a cover, a letter or a signature; counsel's block of a cover
    "letterhead", "subject", "salutation",  # letter: who writes, about what, a line each, and to whom
    "closing", "enclosures",  # letter: the words before the signature, and what comes with it or goes as a copy
    "lead-in",  # a sentence that ends in a colon and must stay with what follows
    "signature",  # signature block: place, date, line, name
    "contents-title",  # the words "Contents" and the like; not a heading
    "box-title",  # first line of a box
    "small",  # sources, who may be quoted, small print
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number` is its number in the whole document, or 0 where it has none; `align` is of running text."""

    inlines: tuple[Inline, ...]
    place: Place
    number: int = 0
    id: str = ""
    role: ParagraphRole = "body"
    align: Alignment = "start"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; `label` is its printed number ("I.", "A.", "1.") or "" where it has none."""

    level: int
    inlines: tuple[Inline, ...]
    place: Place
    label: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation, set in and half a point smaller, without quotation marks."""

    blocks: tuple[Block, ...]
    place: Place


ListStyle: TypeAlias = Literal["bullet", "decimal", "alpha", "roman"]


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: its printed marker ("(a)", "1."), set by the transforms, its blocks, the `id` that may name it."""

    blocks: tuple[Block, ...]
    place: Place
    marker: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list. Markers: alpha "(a)", roman "(i)", decimal "1.", bullet an en dash or bullet of the house.

    `typed` tells that the author typed or named marks of that kind, which it keeps; `start` is the first item's number.
    """

    style: ListStyle
    items: tuple[ListItem, ...]
    place: Place
    typed: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: alignment, and its share of the width in per cent (all columns sum to 100), or `OPEN_WIDTH`."""

    align: Alignment
    width: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `header` marks a row header in a body row. One that is merged covers several columns or rows."""

    blocks: tuple[Block, ...]
    place: Place
    header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A table row, never split over pages: the cells that begin in it; `grids` says where each stands.

    `room` is its least height in points, where somebody is to write in it.
    """

    cells: tuple[Cell, ...]
    place: Place
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with horizontal rules only; header rows repeat on each page.

    `label` is the printed "Table 1" (or "" where the table is not numbered) and `caption` the words after it; both
    empty means no caption.
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    place: Place
    caption: tuple[Inline, ...] = ()
    label: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on a timeline: its date in words, the words beside its mark (mostly none), and where its mark stands.

    `first` and `last` are the first and the last day that the date can mean, as proleptic Gregorian ordinals; `lasts`
    tells that it went on between them rather than once within them, `continues` that it still goes on.
    """

    date: tuple[Inline, ...]
    inlines: tuple[Inline, ...]
    place: Place
    first: int
    last: int
    lasts: bool = False
    violation: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """What stands along a timeline: the day of the document, which ends what continues, and the days that have names.

    `years` and `months` are the first days of each with their names in the document's language; `violation` and
    `continues` the words that explain these marks.
    """

    until: int
    years: tuple[tuple[int, str], ...]
    months: tuple[tuple[int, str], ...]
    violation: str
    continues: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `resource` is a key of `Document.resources`; `width` is in per cent of the measure (1 to 100).

    One that has a `scale` is a timeline of its `moments`, in their order: the writers draw it, and keep it under
    its `resource`.
    """

    resource: str
    alternative: str
    width: float
    place: Place
    caption: tuple[Inline, ...] = ()
    label: str = ""
    id: str = ""
    moments: tuple[Moment, ...] = ()
    scale: Scale | None = None


DivisionRole: TypeAlias = Literal[
    "cover",  # a page of its own, no header or footer on it
    "sides", "side",  # cover: columns beside each other, such as the sides of the case; one of them
    "box",  # ruled box: confidentiality request, what may be published
    "ask", "recommendation",  # the ask of a brief, in a ruled box; a recommendation of a report, beside a rule
    "signature",  # kept whole
    "contact", "margin",  # whom to ask, at the end; date, contact and who may be quoted, beside the text of a brief
    "unnumbered", "keep",  # plain paragraphs inside a numbered document; kept together on one page
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Division:
    """A group of blocks that is set in a way of its own."""

    role: DivisionRole
    blocks: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: the heading's level, printed number, words, id, and the range of its paragraphs.

    `paragraphs` is "12-18" with an en dash, "12", or "" where the section has no numbered paragraph.
    """

    level: int
    label: str
    inlines: tuple[Inline, ...]
    target: str
    paragraphs: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents with page numbers (the layout supplies them); `entries` is filled by the transforms.

    `paragraphs_word` and `page_word` head the two number columns ("Paragraphs", "Page").
    """

    entries: tuple[ContentsEntry, ...]
    place: Place
    paragraphs_word: str = ""
    page_word: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""

    place: Place


Block: TypeAlias = Paragraph | Heading | Quotation | ListBlock | Table | Picture | Division | Contents | PageBreak

Holder: TypeAlias = Block | ListItem | Row | Cell | Moment
"""What holds words or other blocks; the entries of the contents only repeat words."""

Node: TypeAlias = Inline | Holder | ContentsEntry
