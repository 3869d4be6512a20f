"""Read the blocks of a Word file: paragraphs with their styles and numbers, tables, and the blocks of its notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from submissions.drafted.word.inlines import InlineReading
from submissions.drafted.word.marked import marked
from submissions.drafted.word.package import NotWordError, WordPackage, WordPart
from submissions.drafted.word.pictures import boxes_of
from submissions.drafted.word.records import (
    ListMark,
    NoteKind,
    Remark,
    WordBlock,
    WordCell,
    WordFile,
    WordParagraph,
    WordPicture,
    WordRow,
    Words,
    WordTable,
)
from submissions.drafted.word.styles import StyleSheet, flag_of, outline_level, read_styles, value_of, whole
from submissions.office.names import w
from submissions.office.numbering import WordNumbering, read_numbering

_LEVEL_MAX: Final = 8
"""Lists have nine levels (ECMA-376 part 1, 17.9.6)."""
_DEPTH_MAX: Final = 4
_STARTS: Final = 60
_LETTER: Final = (11_906, 1_440)
"""The width of a sheet of A4 and of a margin, in twentieths of a point, where a file tells none."""
_BLANKS: Final = " \t\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\uf020"
"""What stands for no bullet at all; the last is the space of a font of symbols."""
_SIDES: Final = (("left", "start"), ("right", "end"))
_ALIGNED: Final = {"right": "end", "end": "end", "center": "centre"}
_THROUGH: Final = frozenset(map(w, ("sdtContent", "customXml", "ins", "moveTo", "smartTag")))
_BETWEEN: Final = frozenset(map(w, ("bookmarkEnd", "proofErr", "sectPr", "del", "moveFrom", "permStart", "permEnd")))


@dataclass(slots=True)
class _Reading:
    """What reading one file needs to remember from block to block."""

    sheet: StyleSheet
    numbering: WordNumbering
    numbers: dict[etree._Element, int]
    with_boxes: bool = False
    remarks: list[Remark] = field(default_factory=list)
    starts: dict[int, str] = field(default_factory=dict)
    number: int = 0
    bookmarks: list[str] = field(default_factory=list)

    def blocks(self, parent: etree._Element, inlines: InlineReading, depth: int = 0) -> Iterator[WordBlock]:
        """Yield the blocks below an element."""
        for child in parent.iterchildren(tag=etree.Element):
            tag = str(child.tag)
            if tag == w("p"):
                yield self._paragraph(child, inlines)
                for box in boxes_of(child) if self.with_boxes else ():
                    yield from self.blocks(box, inlines, depth)
            elif tag == w("tbl"):
                yield from self._table(child, inlines, depth)
            elif tag == w("sdt"):
                yield from self._control(child, inlines, depth)
            elif tag in _THROUGH:
                yield from self.blocks(child, inlines, depth)
            elif tag == w("bookmarkStart"):
                self.bookmarks.append(child.get(w("name"), ""))
            elif tag == w("altChunk"):
                self.remarks.append(Remark("object", self.number + 1))
            elif tag.endswith("}oMathPara"):
                self.remarks.append(Remark("equation", self.number + 1))
            else:
                self._pass_over(child)

    def _pass_over(self, child: etree._Element) -> None:
        """Note words in something that nobody reads."""
        if child.tag not in _BETWEEN and "".join(child.itertext(w("t"))).strip():
            self.remarks.append(Remark("unknown words", self.number + 1))

    def _control(self, node: etree._Element, inlines: InlineReading, depth: int) -> Iterator[WordBlock]:
        properties, content = node.find(w("sdtPr")), node.find(w("sdtContent"))
        if properties is not None and flag_of(properties, "showingPlcHdr"):
            self.remarks.append(Remark("to be filled in", self.number + 1))
        if content is not None:
            yield from self.blocks(content, inlines, depth)

    def _paragraph(self, node: etree._Element, inlines: InlineReading) -> WordParagraph:
        properties = node.find(w("pPr"))
        self.number = self.numbers.get(node, self.number)
        style = value_of(properties, "pStyle") or self.sheet.plain
        pieces, bookmarks = inlines.read(node, self.number, style)
        bookmarks, self.bookmarks = (*self.bookmarks, *bookmarks), []
        direct = value_of(properties, "outlineLvl")
        frame = None if properties is None else properties.find(w("framePr"))
        mark = self._mark(properties, style)
        left, right = (self._indent(properties, style, *sides) for sides in _SIDES)
        if mark is not None:
            left = left or mark.left
        else:  # as far as it is set in further than the text of the file
            left, right = (
                one - self.sheet.indent(self.sheet.plain, *sides)
                for one, sides in zip((left, right), _SIDES, strict=True)
            )
        if mark is not None and not mark.text.strip(_BLANKS):
            mark = None  # counted and printed nothing: such a paragraph goes on with the item above it
        paragraph = WordParagraph(
            self.number,
            pieces,
            self.sheet.names(style),
            self.sheet.level(style) if direct is None else outline_level(direct),
            mark,
            _ALIGNED.get(value_of(properties, "jc") or "", "start"),
            left,
            right,
            bookmarks,
            bool(flag_of(properties, "pageBreakBefore")),
            frame is not None and frame.get(w("dropCap")) in ("drop", "margin"),
        )
        self.starts.setdefault(self.number, " ".join(paragraph.text.split())[:_STARTS])
        return paragraph

    def _indent(self, properties: etree._Element | None, style: str, side: str, otherwise: str) -> int:
        for name in (side, otherwise):
            value = value_of(properties, "ind", name)
            if value:
                return whole(value)
        return self.sheet.indent(style, side, otherwise)

    def _mark(self, properties: etree._Element | None, style: str) -> ListMark | None:
        """Return the automatic number of a paragraph; it counts whether or not anybody prints it."""
        instance, level = self.sheet.numbering(style)
        if instance and not level:
            level = str(self.numbering.level_of_style(instance, style))
        direct = None if properties is None else properties.find(w("numPr"))
        if direct is not None:
            instance = value_of(direct, "numId") or instance
            level = value_of(direct, "ilvl") or level
        index = whole(level)
        levels = self.numbering.levels_of(instance)
        if instance in ("", "0") or not 0 <= index <= _LEVEL_MAX or index not in levels:
            return None
        count = self.numbering.count(instance, index)
        definition, one = self.numbering.instances[instance], levels[index]
        printed = self.numbering.printed(instance, index)
        return ListMark(definition, index, one.form, one.text, count, one.left, printed)

    def _table(self, node: etree._Element, inlines: InlineReading, depth: int) -> Iterator[WordBlock]:
        first = self.number + 1
        if depth >= _DEPTH_MAX:
            self.remarks.append(Remark("unknown words", first))
            return
        rows = tuple(self._rows(node, inlines, depth))
        look = node.find(f"{w('tblPr')}/{w('tblLook')}")
        if rows:
            yield WordTable(rows, first, look is not None and _has_heads_at_the_left(look))

    def _rows(self, node: etree._Element, inlines: InlineReading, depth: int) -> Iterator[WordRow]:
        for child in node.iterchildren(tag=etree.Element):
            if child.tag == w("tr"):
                first = self.number + 1
                if flag_of(child.find(w("trPr")), "hidden"):
                    self.remarks.append(Remark("hidden", first))
                cells = tuple(self._cells(child, inlines, depth))
                yield WordRow(cells, first, bool(flag_of(child.find(w("trPr")), "tblHeader")))
            elif child.tag in _THROUGH or child.tag == w("sdt"):
                yield from self._rows(child, inlines, depth)
            else:
                self._pass_over(child)

    def _cells(self, row: etree._Element, inlines: InlineReading, depth: int) -> Iterator[WordCell]:
        for child in row.iterchildren(tag=etree.Element):
            if child.tag == w("tc"):
                properties = child.find(w("tcPr"))
                merge = value_of(properties, "vMerge")
                span = min(max(whole(value_of(properties, "gridSpan")), 1), 63)
                yield WordCell(tuple(self.blocks(child, inlines, depth + 1)), span, merge in ("", "continue"))
            elif child.tag in _THROUGH or child.tag == w("sdt"):
                yield from self._cells(child, inlines, depth)
            else:
                self._pass_over(child)


def _has_heads_at_the_left(look: etree._Element) -> bool:
    """Tell whether the first column of a table is its heads and its first row is none (17.4.55)."""
    bits = look.get(w("val"), "")
    told = int(bits, 16) if bits and len(bits) <= 4 and all(sign in "0123456789abcdefABCDEF" for sign in bits) else 0
    first_row = look.get(w("firstRow"), "1" if told & 0x20 else "0") in ("1", "true", "on")
    first_column = look.get(w("firstColumn"), "1" if told & 0x80 else "0") in ("1", "true", "on")
    return first_column and not first_row


def read_file(package: WordPackage, *, with_boxes: bool = False) -> WordFile:
    """Return all that a Word file holds as records; raises NotWordError for parts that nobody can read.

    The words of a text box are left out and told of; `with_boxes` gives them behind the paragraph at which it stands,
    and counts their paragraphs too.
    """
    body = package.main.root.find(w("body"))
    if body is None:
        raise NotWordError("it holds no document of Word", "open it in Word, and save it anew")
    sheet = read_styles(_root(package.beside("styles")))
    counted = body.iter(w("p")) if with_boxes else _paragraphs(body)
    numbers = {one: index for index, one in enumerate(counted, 1)}
    reading = _Reading(sheet, _numbering(package), numbers, with_boxes)
    reading.remarks += marked(package, numbers)
    inlines = InlineReading(package.main, sheet, reading.remarks, with_boxes=with_boxes)
    blocks = tuple(reading.blocks(body, inlines))
    inlines.end()
    notes = dict(_notes(package, reading))
    pictures = {
        name: package.parts[name] for name in _shown((*blocks, *sum(notes.values(), ()))) if name in package.parts
    }
    language = _language((*blocks, *sum(notes.values(), ())), sheet.language)
    return WordFile(blocks, notes, pictures, _measure(body), language, tuple(reading.remarks), reading.starts)


def _root(part: WordPart | None) -> etree._Element | None:
    return None if part is None else part.root


def _numbering(package: WordPackage) -> WordNumbering:
    part = package.beside("numbering")
    try:
        return read_numbering(None if part is None else package.parts[part.name])
    except ValueError as error:
        raise NotWordError("its lists are damaged", "open it in Word, and save it anew") from error


def _paragraphs(body: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs of the body in their order, those of text boxes left out."""
    for paragraph in body.iter(w("p")):
        if next(paragraph.iterancestors(w("txbxContent")), None) is None:
            yield paragraph


def _notes(package: WordPackage, reading: _Reading) -> Iterator[tuple[tuple[NoteKind, str], tuple[WordBlock, ...]]]:
    """Yield the blocks of each note that somebody wrote; the paragraph of the mark is where it stands."""
    kinds: tuple[NoteKind, ...] = ("footnote", "endnote")
    for kind in kinds:
        part = package.beside(f"{kind}s")
        if part is None:
            continue
        places = _marks(package.main.root, kind, reading.numbers)
        inlines = InlineReading(part, reading.sheet, reading.remarks, with_boxes=reading.with_boxes)
        for note in part.root.iterchildren(w(kind)):
            identifier = note.get(w("id"), "")
            if note.get(w("type")) in (None, "normal") and identifier in places:
                reading.number = places[identifier]
                yield (kind, identifier), tuple(reading.blocks(note, inlines))
        inlines.end()


def _marks(root: etree._Element, kind: NoteKind, numbers: Mapping[etree._Element, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for mark in root.iter(w(f"{kind}Reference")):
        paragraph = next(mark.iterancestors(w("p")), None)
        if paragraph is not None:
            found.setdefault(mark.get(w("id"), ""), numbers.get(paragraph, 0))
    return found


def _measure(body: etree._Element) -> int:
    """Return the width of the text on the pages of the last section, in twentieths of a point."""
    section = next(iter(body.iter(w("sectPr"))), None)
    page = whole(value_of(section, "pgSz", "w")) or _LETTER[0]
    margins = [whole(value_of(section, "pgMar", side)) or _LETTER[1] for side in ("left", "right")]
    return max(page - sum(margins), _LETTER[1])


def paragraphs_in(blocks: tuple[WordBlock, ...]) -> Iterator[WordParagraph]:
    """Yield every paragraph in blocks, those in tables too."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_in(cell.blocks)


def _shown(blocks: tuple[WordBlock, ...]) -> Iterator[str]:
    for paragraph in paragraphs_in(blocks):
        yield from (piece.part for piece in paragraph.pieces if isinstance(piece, WordPicture))


def _language(blocks: tuple[WordBlock, ...], otherwise: str) -> str:
    """Return the language in which most letters of a file are marked to be."""
    letters: Counter[str] = Counter()
    for paragraph in paragraphs_in(blocks):
        for piece in paragraph.pieces:
            if isinstance(piece, Words):
                letters[piece.looks.language] += len(piece.text)
    return max(letters, key=lambda one: (letters[one], one), default=otherwise)
