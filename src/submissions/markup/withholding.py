"""Put the fixed wording in the place of what is withheld: nothing of it is left but its numbers and its ids.

A withheld passage keeps what the filing version counts or cites: numbered paragraphs, headings, lettered items, notes,
captions. Each prints the wording once. What nobody counts, such as the lines of a quotation, becomes one wording, so
that its length cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, assert_never

from submissions.document import (
    Block,
    Citation,
    Column,
    Contents,
    Division,
    Heading,
    Inline,
    ListBlock,
    ListItem,
    Node,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Row,
    Table,
    Withheld,
    walk,
)
from submissions.document import Cell as TableCell
from submissions.document.walking import children
from submissions.findings import Place
from submissions.markup.attributes import Attributes

KINDS: Final = ("name", "place", "date", "age", "occupation", "family", "health", "document", "other")
"""What an author may say of a withheld passage: `{.redact kind=place}`."""

REDACT: Final = "redact"
REDACT_ROW: Final = "redact-row"


def without_redaction(attributes: Attributes) -> Attributes:
    """Return attributes without the words that withhold."""
    classes = tuple(name for name in attributes.classes if name not in {REDACT, REDACT_ROW})
    values = {key: value for key, value in attributes.values.items() if key != "kind"}
    return Attributes(attributes.id, classes, values, attributes.source)


@dataclass(frozen=True, slots=True)
class Withholder:
    """Withholds what it is given; `note_wording` is printed by the notes in it, of which nobody says the kind.

    `inside_note` tells that a citation in the passage would have made no note of its own.
    """

    wording: str
    note_wording: str
    inside_note: bool = False

    def inlines(self, inlines: tuple[Inline, ...], place: Place) -> tuple[Inline, ...]:
        """Return the wording, and behind it the marks of the notes that the words had."""
        return (Withheld(self.wording, place), *self._notes(inlines))

    def note(self, note: Note) -> Note:
        """Return a note whose text is withheld."""
        return replace(note, blocks=(Paragraph((Withheld(self.wording, note.place),), note.place),))

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return blocks of which only the numbers and the ids are left; paragraphs that nobody counts become one."""
        return tuple(_merged(new for block in blocks for new in self.block(block)))

    def block(self, block: Block) -> tuple[Block, ...]:  # noqa: PLR0911 - one return for each kind of block
        """Return what stands in the place of one block."""
        match block:
            case Paragraph() | Heading():
                return (replace(block, inlines=self.inlines(block.inlines, block.place)),)
            case Quotation():
                return (replace(block, blocks=self._inner(block.blocks, block.place)),)
            case ListBlock():
                return (self._list(block),)
            case Table() if block.label:
                rows = self.paragraphs((*block.head, *block.body), block.place)
                return (self._frame(block, rows),)
            case Picture() if block.label:
                return (self._frame(block, (Paragraph((Withheld(self.wording, block.place),), block.place),)),)
            case Table() | Picture():
                return self.paragraphs((block,), block.place)
            case Division():
                return (replace(block, blocks=self.blocks(block.blocks)),)
            case Contents() | PageBreak():
                return (block,)
            case _:  # what is not known here would be printed as it stands
                assert_never(block)

    def paragraphs(self, nodes: tuple[Node, ...], place: Place) -> tuple[Paragraph, ...]:
        """Return one paragraph in the place of nodes, with their notes; each further id of theirs has another."""
        notes = tuple(self._notes(nodes))
        ids = [identity for node in _outside_notes(nodes) if (identity := getattr(node, "id", ""))]
        first = Paragraph((Withheld(self.wording, place), *notes), place, id=ids[0] if ids else "")
        return (first, *(Paragraph((Withheld(self.wording, place),), place, id=identity) for identity in ids[1:]))

    def _notes(self, nodes: Iterable[Node]) -> Iterator[Note]:
        """Yield the notes in nodes, in their order; a citation in running text would have become one."""
        for node in nodes:
            if isinstance(node, Note | Citation):
                if not self.inside_note:
                    words = Paragraph((Withheld(self.note_wording, node.place),), node.place)
                    yield Note(0, (words,), getattr(node, "id", ""), node.place)
            else:
                yield from self._notes(children(node))

    def _list(self, block: ListBlock) -> ListBlock:
        """Return a list: one item with the wording for bullets, every item where the items are counted."""
        if block.style == "bullet" and not _has_numbers(block.items):
            return replace(block, items=(ListItem(self.paragraphs(block.items, block.place), block.place),))
        return replace(block, items=tuple(replace(item, blocks=self.blocks(item.blocks)) for item in block.items))

    def _inner(self, blocks: tuple[Block, ...], place: Place) -> tuple[Block, ...]:
        """Return what stands in a quotation."""
        return self.blocks(blocks) if _has_numbers(blocks) else self.paragraphs(blocks, place)

    def _frame(self, block: Table | Picture, inside: tuple[Paragraph, ...]) -> Table:
        """Return a table of one cell, which keeps the number of a table or a figure."""
        cell = TableCell(inside, block.place, header=True)  # a table without any head cannot be read aloud
        caption = self.inlines(block.caption, block.place)
        row = Row((cell,), block.place)
        return Table((Column("start", 100.0),), (), (row,), block.place, caption, block.label, block.id)


def _outside_notes(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes and what is inside them, but for what stands in notes and the notes themselves."""
    for node in nodes:
        if not isinstance(node, Note):
            yield node
            yield from _outside_notes(children(node))


def _has_numbers(nodes: tuple[Node, ...]) -> bool:
    """Tell whether something in nodes is counted: a caption, or items that a reference can name."""
    return any(
        (isinstance(node, Table | Picture) and node.label)
        or (isinstance(node, ListBlock) and node.style != "bullet")
        or (isinstance(node, ListItem) and node.id)
        for node in walk(nodes)
    )


def _merged(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with neighbouring paragraphs that have neither number nor id as one."""
    last: Paragraph | None = None
    for block in blocks:
        plain = isinstance(block, Paragraph) and not (block.number or block.id) and block.role == "body"
        if plain and last is not None and isinstance(block, Paragraph):
            last = replace(last, inlines=(*last.inlines, *block.inlines[1:]))
            continue
        if last is not None:
            yield last
            last = None
        if plain and isinstance(block, Paragraph):
            last = block
        else:
            yield block
    if last is not None:
        yield last
