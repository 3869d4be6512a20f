"""The tree as the lines that a reader of any format must find in it: numbers, words, notes, alternative texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, assert_never

from submissions.document import (
    Block,
    Citation,
    Contents,
    Division,
    Document,
    Foreign,
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
from submissions.document.directed import Stretch, directed
from submissions.document.grids import of_table
from submissions.findings import Place
from submissions.languages import Languages

Kind = Literal["text", "note", "alternative"]

NOTE_MARK = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}{}\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
PAGE_NUMBER = "\x1e"
"""Stands where a page number is printed, which the layout decides and the tree does not know."""

CONTENTS = "the contents"
"""The part of a document of which Word makes the lines itself, whenever its fields are renewed."""

FRAME = "the frame"
"""The part of a Word file that its frame brings along: what stands above and below the document."""

ISOLATES = ("\N{LEFT-TO-RIGHT ISOLATE}", "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
"""Stand around each stretch of a line that is set apart; no author's text holds any, and the normal form has none."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed paragraph: its number or marker as printed, and its words with the note marks in place.

    `kind` is "text" in the body, "note" in a footnote, "alternative" for the words that stand for a picture. `part`
    says in which part of the document it stands, for people ("note 3"), "" in its text.
    """

    kind: Kind
    number: str
    text: str
    place: Place
    part: str = ""


def expected_lines(document: Document) -> list[Line]:
    """Return the body of the document in reading order, then its notes in the order of their numbers."""
    notes = sorted((node for node in walk(document.blocks) if isinstance(node, Note)), key=lambda note: note.number)
    reader = _Lines(document.direction == "rtl", document.languages)
    lines = [line for block in document.blocks for line in reader.of_block(block)]
    for note in notes:
        inside = (line for block in note.blocks for line in reader.of_block(block))
        lines += [replace(line, part=f"note {note.number}") for line in _numbered(str(note.number), inside, "note")]
    return lines


def isolated(text: str, rtl: bool) -> str:
    """Return text inside an isolate of a direction, nothing for nothing."""
    return f"{ISOLATES[rtl]}{text}{ISOLATES[2]}" if text else ""


def words(inlines: Sequence[Inline], rtl: bool, languages: Languages, *, within: bool = False) -> str:
    """Return inlines as printed: a line break is a newline, a note its mark, a page number PAGE_NUMBER.

    What the tree sets apart in `rtl` or other text, and what is drawn by itself, stands between isolates; `within` says
    that the inlines are those of a stretch that is set apart already.
    """
    parts: list[str] = []
    for node in directed(inlines, rtl, languages, within=within):
        match node:
            case Stretch():
                parts.append(isolated(words(node.inlines, node.rtl, languages, within=True), node.rtl))
            case Run():
                parts.append(node.text)
            case Withheld() | Gap():
                parts.append(isolated(words((Run(node.text, node.place),), rtl, languages), rtl))
            case Reference():
                shown = words((Run(node.text, node.place),), rtl, languages)
                parts.append(isolated(PAGE_NUMBER if node.kind == "page" else shown, rtl))
            case LineBreak():
                parts.append("\n")
            case Note():
                parts.append(isolated(NOTE_MARK.format(node.number), rtl))
            case Citation():
                pass
            case Foreign():
                own = languages.of(node.language).direction == "rtl"
                parts.append(isolated(words(node.children, own, languages), own))
            case _:
                parts.append(words(node.children, rtl, languages))
    return "".join(parts)


def _numbered(number: str, lines: Iterable[Line], kind: Kind = "text") -> Iterator[Line]:
    """Give the first of the lines a number, and all of them a kind; one that has its own comes behind it."""
    for index, line in enumerate(lines):
        shown = line if line.kind == "alternative" else replace(line, kind=kind)
        if not index and shown.number:
            yield Line(kind, number, "", line.place)
        yield replace(shown, number=number) if not index and not shown.number else shown


@dataclass(frozen=True, slots=True)
class _Lines:
    """Goes through blocks and yields their lines; `rtl` is the direction of the document."""

    rtl: bool
    languages: Languages

    def of_block(self, block: Block) -> Iterator[Line]:
        """Yield the lines of a block."""
        match block:
            case Paragraph():
                yield Line("text", str(block.number or ""), self._words(block.inlines), block.place)
            case Heading():
                yield Line("text", block.label, self._words(block.inlines), block.place, "a heading")
            case Quotation() | Division():
                for inner in block.blocks:
                    yield from self.of_block(inner)
            case ListBlock():
                for item in block.items:
                    yield from self._of_item(item)
            case Table():
                yield from self._of_table(block)
            case Picture():
                yield Line("alternative", "", block.alternative, block.place, "the words for a picture")
                if block.label or block.caption:
                    yield Line("text", block.label, self._words(block.caption), block.place, "a caption")
            case Contents():
                yield from self._of_contents(block)
            case PageBreak():
                return
            case _:
                assert_never(block)

    def _words(self, inlines: tuple[Inline, ...]) -> str:
        return words(inlines, self.rtl, self.languages)

    def _of_item(self, item: ListItem) -> Iterator[Line]:
        inside = (line for block in item.blocks for line in self.of_block(block))
        if item.blocks and isinstance(item.blocks[0], Paragraph):
            yield from _numbered(item.marker, inside)
        else:  # the marker stands alone, and what there is below it
            yield Line("text", item.marker, "", item.place)
            yield from inside

    def _of_table(self, table: Table) -> Iterator[Line]:
        if table.label or table.caption:
            yield Line("text", table.label, self._words(table.caption), table.place, "a caption")
        for one in of_table(table):
            part = f"row {one.row + 1}, column {one.column + 1} of a table"
            for block in one.cell.blocks:
                yield from (replace(line, part=line.part or part) for line in self.of_block(block))

    def _of_contents(self, contents: Contents) -> Iterator[Line]:
        heads = [word for word in (contents.paragraphs_word, contents.page_word) if word]
        if heads:
            shown = "\n".join(isolated(word, self.rtl) for word in heads)
            yield Line("text", "", shown, contents.place, CONTENTS)
        for entry in contents.entries:
            ranged = self._words((Run(entry.paragraphs, contents.place),))
            cells = (self._words(entry.inlines), ranged, PAGE_NUMBER)
            text = "\n".join(isolated(cell, self.rtl) for cell in cells if cell)
            # What is wrong there is mended where the heading was typed.
            place = next((node.place for node in walk(entry.inlines) if isinstance(node, Run)), contents.place)
            yield Line("text", entry.label, text, place, CONTENTS)
