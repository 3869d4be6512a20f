"""The tree as the lines that a reader of any format must find in it: numbers, words, notes, alternative texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from submissions.document import (
    Block,
    Cell,
    Citation,
    Contents,
    Division,
    Document,
    Gap,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Quotation,
    Reference,
    Run,
    Table,
    Withheld,
    walk,
)
from submissions.findings import Place

Kind = Literal["text", "note", "alternative"]

NOTE_MARK = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}{}\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
PAGE_NUMBER = "\x1e"
"""Stands where a page number is printed, which the layout decides and the tree does not know."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed paragraph: its number or marker as printed, and its words with the note marks in place.

    `kind` is "text" in the body, "note" in a footnote, "alternative" for the words that stand for a picture.
    """

    kind: Kind
    number: str
    text: str
    place: Place


def expected_lines(document: Document) -> list[Line]:
    """Return the body of the document in reading order, then its notes in the order of their numbers."""
    notes = sorted((node for node in walk(document.blocks) if isinstance(node, Note)), key=lambda note: note.number)
    lines = [line for block in document.blocks for line in _block_lines(block)]
    for note in notes:
        lines += _numbered(str(note.number), [line for block in note.blocks for line in _block_lines(block)], "note")
    return lines


def words(inlines: tuple[Inline, ...]) -> str:
    """Return inlines as printed: a line break is a newline, a note its mark, a page number PAGE_NUMBER."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case Run() | Withheld() | Gap():
                parts.append(node.text)
            case Reference():
                parts.append(PAGE_NUMBER if node.kind == "page" else node.text)
            case LineBreak():
                parts.append("\n")
            case Note():
                parts.append(NOTE_MARK.format(node.number))
            case Citation():
                pass
            case _:
                parts.append(words(node.children))
    return "".join(parts)


def _numbered(number: str, lines: list[Line], kind: Kind = "text") -> list[Line]:
    """Give the first of the lines a number, and all of them a kind."""
    return [
        Line(
            line.kind if line.kind == "alternative" else kind,
            number if not index else line.number,
            line.text,
            line.place,
        )
        for index, line in enumerate(lines)
    ]


def _block_lines(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield Line("text", str(block.number or ""), words(block.inlines), block.place)
        case Heading():
            yield Line("text", block.label, words(block.inlines), block.place)
        case Quotation() | Division():
            for inner in block.blocks:
                yield from _block_lines(inner)
        case ListBlock():
            for item in block.items:
                yield from _item_lines(item)
        case Table():
            yield from _table_lines(block)
        case Picture():
            yield Line("alternative", "", block.alternative, block.place)
            if block.label or block.caption:
                yield Line("text", block.label, words(block.caption), block.place)
        case Contents():
            yield from _contents_lines(block)
        case PageBreak():
            return
        case _:
            assert_never(block)


def _item_lines(item: ListItem) -> list[Line]:
    return _numbered(item.marker, [line for block in item.blocks for line in _block_lines(block)])


def _table_lines(table: Table) -> Iterator[Line]:
    if table.label or table.caption:
        yield Line("text", table.label, words(table.caption), table.place)
    for row in (*table.head, *table.body):
        for cell in row.cells:
            yield from _cell_lines(cell)


def _cell_lines(cell: Cell) -> Iterator[Line]:
    for block in cell.blocks:
        yield from _block_lines(block)


def _contents_lines(contents: Contents) -> Iterator[Line]:
    heads = " ".join(word for word in (contents.paragraphs_word, contents.page_word) if word)
    if heads:
        yield Line("text", "", heads, contents.place)
    for entry in contents.entries:
        text = " ".join(part for part in (words(entry.inlines), entry.paragraphs, PAGE_NUMBER) if part)
        yield Line("text", entry.label, text, contents.place)
