"""Read a finished Word file into the document tree: its words, its looks, and the numbers that Word itself prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final, Literal, cast

from submissions.document import (
    OPEN_WIDTH,
    Block,
    Cell,
    Column,
    Division,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Picture,
    Quotation,
    Row,
    Run,
    Strong,
    Superscript,
    Table,
)
from submissions.drafted.grouping import (
    Neighbours,
    caption_of,
    captions_of,
    groups_of,
    is_blank,
    joined_initials,
    numbering_paragraphs,
)
from submissions.drafted.keeping import together
from submissions.drafted.merging import GridCell, WordGrid, is_headed_at_the_left, read_grid
from submissions.drafted.nesting import WordList, lists_of
from submissions.drafted.telling import findings_of
from submissions.drafted.word.body import paragraphs_in, read_file
from submissions.drafted.word.package import open_package
from submissions.drafted.word.records import (
    LineTurn,
    Looks,
    NoteMark,
    PageTurn,
    Piece,
    Remark,
    WordBlock,
    WordFile,
    WordParagraph,
    WordPicture,
    WordRow,
    Words,
    WordTable,
)
from submissions.findings import Finding, Place

_LEVEL_MAX: Final = 3
_SIDES: Final = 2
"""Columns that are as wide as each other because they stand beside each other, as two signatures do."""
_ROUNDED: Final = 20
"""Twentieths of a point by which columns differ whose widths were rounded."""
_POINT: Final = 20
_ROOM: Final = 20 * _POINT
"""Twentieths of a point: a row that is made as high as that is to be filled in by hand."""
_ROLES: Final[Mapping[str, ParagraphRole]] = {
    "title": "title", "subtitle": "subtitle", "letterhead": "letterhead", "date": "date", "addressee": "addressee",
    "subject": "subject", "salutation": "salutation", "closing": "closing", "signature": "signature",
    "enclosures": "enclosures", "lead-in": "lead-in", "small print": "small",
}  # fmt: skip
"""What paragraphs are by the name of their style, Word's own or the house's."""
# What a draft leaves to the document a finished file has of its own; of its fields a template is told by itself.
_OF_DRAFTS: Final = frozenset({"reference", "own field"})
_OF_FINISHED: Final = {"contents": "index", "head or foot": "own head or foot"}


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A Word file as it stands: its blocks, notes within them, and its pictures by the names of their parts."""

    blocks: tuple[Block, ...]
    pictures: Mapping[str, bytes]


def read_document(content: bytes, file: str) -> tuple[FinishedFile, list[Finding]]:
    """Return what a Word file holds, and what of it the tree of a document cannot hold.

    The line of a place is the number of a paragraph of the body. Raises NotWordError.
    """
    held = read_file(open_package(content), with_boxes=True)
    reader = _TreeReader(held, file, _counted(held))
    blocks = reader.blocks(joined_initials(held.blocks))
    remarks = [
        replace(one, kind=_OF_FINISHED.get(one.kind, one.kind))
        for one in (*held.remarks, *reader.remarks)
        if one.kind not in _OF_DRAFTS
    ]
    return FinishedFile(blocks, held.pictures), list(findings_of(remarks, held.starts, file))


def _counted(held: WordFile) -> frozenset[str]:
    """Return the lists that count the paragraphs of the whole file as a document does: by figures and a stop."""
    otherwise = {
        one.mark.definition
        for one in paragraphs_in(held.blocks)
        if one.mark is not None and not one.mark.level and one.mark.printed.strip() != f"{one.mark.count}."
    }
    return numbering_paragraphs(held.blocks) - otherwise


@dataclass(slots=True)
class _TreeReader:
    """Makes the nodes of one file; notes count in the order of their marks."""

    held: WordFile
    file: str
    numbered: frozenset[str]
    remarks: list[Remark] = field(default_factory=list)
    notes: int = 0

    def blocks(self, blocks: Sequence[WordBlock]) -> tuple[Block, ...]:
        """Return neighbouring blocks."""
        stretches = list(groups_of(blocks, self.numbered))
        captions = captions_of(stretches)
        made: list[tuple[Neighbours, tuple[Block, ...]]] = []
        for index, stretch in enumerate(stretches):
            if index in captions.values():
                continue
            caption = stretches[captions[index]].blocks[0] if index in captions else None
            words = self._inlines(caption_of(caption), caption.number) if isinstance(caption, WordParagraph) else ()
            made.append((stretch, tuple(self._stretch(stretch, words))))
        return tuple(together(made))

    def _stretch(self, stretch: Neighbours, caption: tuple[Inline, ...]) -> Iterator[Block]:
        first = stretch.blocks[0]
        if isinstance(first, WordTable):
            cells = [cell for row in first.rows for cell in row.cells]
            is_box = len(cells) == 1 and not caption
            yield (
                Division("box", self.blocks(cells[0].blocks), self._place(first.number))
                if is_box
                else self._table(first, caption)
            )
        elif stretch.kind == "item":
            yield from (self._list(one) for one in lists_of(stretch.blocks))
        elif stretch.kind == "quotation":
            quoted = (one for one in stretch.blocks if isinstance(one, WordParagraph))
            yield Quotation(
                tuple(block for one in quoted for block in self._paragraph(one, ())), self._place(first.number)
            )
        elif stretch.kind == "heading":
            yield from self._heading(first)
        else:
            yield from self._paragraph(first, caption)

    def _place(self, number: int) -> Place:
        return Place(self.file, number)

    def _heading(self, block: WordParagraph) -> Iterator[Block]:
        """Yield a heading, or the title of the whole, which is none."""
        place = self._place(block.number)
        yield from (PageBreak(place) for _ in range(_begins_page(block)))
        words = self._inlines(block.pieces, block.number)
        role = _role(block)
        label = block.mark.printed if block.mark else ""
        if role in ("title", "subtitle") and words:
            yield Paragraph(words, place, role=role)
        elif words:
            yield Heading(min(block.level or 1, _LEVEL_MAX), words, place, label)
        yield from self._pictures(block, ())

    def _paragraph(self, block: WordParagraph, caption: tuple[Inline, ...]) -> Iterator[Block]:
        place = self._place(block.number)
        yield from (PageBreak(place) for _ in range(_begins_page(block)))
        words = self._inlines(block.pieces, block.number)
        is_counted = block.mark is not None and block.mark.definition in self.numbered and not block.mark.level
        if words:
            number = block.mark.count if is_counted and block.mark else 0
            yield Paragraph(words, place, number, role=_role(block), align=block.align)
        yield from self._pictures(block, caption)
        if _ends_page(block):
            yield PageBreak(place)
        elif all(_around_turn(block)):
            self.remarks.append(Remark("page within", block.number))

    def _pictures(self, block: WordParagraph, caption: tuple[Inline, ...]) -> Iterator[Block]:
        shown = [piece for piece in block.pieces if isinstance(piece, WordPicture)]
        for piece in shown:
            if piece.part not in self.held.pictures:
                self.remarks.append(Remark("linked picture", block.number))
                continue
            if piece.floats:
                self.remarks.append(Remark("floating picture", block.number))
            if not piece.alternative:
                self.remarks.append(Remark("alternative", block.number))
            width = min(max(round(piece.width * 100 / self.held.measure), 1), 100) if piece.width else 100
            words = caption if piece is shown[-1] else ()
            yield Picture(piece.part, piece.alternative, float(width), self._place(block.number), words)

    def _list(self, one: WordList) -> ListBlock:
        items = tuple(
            ListItem(
                (
                    *(block for each in item.paragraphs for block in self._paragraph(each, ())),
                    *(self._list(inner) for inner in item.lists),
                ),
                self._place(item.paragraphs[0].number),
                "" if one.style == "bullet" else item.mark.printed,
            )
            for item in one.items
        )
        return ListBlock(one.style, items, self._place(one.number), typed=True, start=max(one.mark.count, 1))

    def _table(self, block: WordTable, caption: tuple[Inline, ...]) -> Table:
        grid, remarks = read_grid(block)
        self.remarks += remarks
        heads_left = is_headed_at_the_left(block, grid)
        rows = [
            Row(self._cells(cells, row.number, heads_left=heads_left), self._place(row.number), _room(row))
            for row, cells in grid.rows
        ]
        whole = sum(grid.shares)
        # Word begins a table with columns of one width, and sets them by what they hold as somebody types.
        is_told = whole and (len(grid.shares) <= _SIDES or max(grid.shares) - min(grid.shares) > _ROUNDED)
        shares = [100 * share / whole if is_told else OPEN_WIDTH for share in grid.shares]
        columns = tuple(Column(align, share) for align, share in zip(_aligned(grid), shares, strict=True))
        head, body = tuple(rows[: grid.heads]), tuple(rows[grid.heads :])
        return Table(columns, head, body, self._place(block.number), caption)

    def _cells(self, cells: Sequence[GridCell], number: int, *, heads_left: bool) -> tuple[Cell, ...]:
        made = []
        for one in cells:
            blocks = self.blocks(one.cell.blocks)
            is_head = heads_left and not one.column and bool(blocks)
            made.append(Cell(blocks, self._place(number), is_head, one.columns, one.rows))
        return tuple(made)

    def _inlines(self, pieces: Sequence[Piece], number: int) -> tuple[Inline, ...]:
        place = self._place(number)
        made: list[Inline] = []
        for _, group in groupby(pieces, lambda piece: (type(piece), _look(piece))):
            held = list(group)
            if isinstance(held[0], Words):
                text = "".join(one.text for one in held if isinstance(one, Words))
                made.append(_dressed(Run(text, place, verbatim=True), held[0], self.held.language))
            elif isinstance(held[0], LineTurn):
                made += (LineBreak(place) for _ in held)
            elif isinstance(held[0], NoteMark):
                made += (self._note(one, place) for one in held if isinstance(one, NoteMark))
        return tuple(made) if any(not isinstance(one, LineBreak) for one in made) else ()

    def _note(self, mark: NoteMark, place: Place) -> Note:
        self.notes += 1
        number = self.notes
        return Note(number, self.blocks(self.held.notes.get((mark.kind, mark.identifier), ())), f"note-{number}", place)


def _room(row: WordRow) -> float:
    """Return the height of a row in points, if it is made as high as that to be filled in by hand; else 0."""
    return row.height / _POINT if row.height >= _ROOM else 0.0


def _role(block: WordParagraph) -> ParagraphRole:
    """Return what a paragraph is by the name of its style."""
    return _ROLES.get(next(iter(block.styles), ""), "body")


def _begins_page(block: WordParagraph) -> bool:
    """Tell whether the words of a paragraph begin a new page."""
    before, behind = _around_turn(block)
    return block.begins_page or (behind and not before) or (_turns(block) and not before and not behind)


def _ends_page(block: WordParagraph) -> bool:
    """Tell whether the words of a paragraph stand before a new page."""
    before, behind = _around_turn(block)
    return before and not behind and _turns(block)


def _turns(block: WordParagraph) -> bool:
    return any(isinstance(piece, PageTurn) for piece in block.pieces)


def _around_turn(block: WordParagraph) -> tuple[bool, bool]:
    """Tell whether words stand before the first new page of a paragraph, and behind it; no words where it has none."""
    turn = next((index for index, piece in enumerate(block.pieces) if isinstance(piece, PageTurn)), None)
    said = [isinstance(piece, Words) and bool(piece.text.strip()) for piece in block.pieces]
    return (False, False) if turn is None else (any(said[:turn]), any(said[turn:]))


def _look(piece: Piece) -> tuple[Looks, str] | None:
    return (piece.looks, piece.address) if isinstance(piece, Words) else None


def _dressed(run: Run, words: Words, own: str) -> Inline:
    """Return words within the nodes that give them their looks, from the innermost outwards."""
    looks, place = words.looks, run.place
    language = looks.language.partition("-")[0]
    is_foreign = language not in ("", own.partition("-")[0]) and any(sign.isalpha() for sign in run.text)
    wraps: tuple[tuple[bool, Callable[[Inline], Inline]], ...] = (
        (looks.raised > 0, lambda inner: Superscript((inner,), place)),
        (looks.italic, lambda inner: Emphasis((inner,), place)),
        (looks.bold, lambda inner: Strong((inner,), place)),
        (is_foreign, lambda inner: Foreign(language, (inner,), place)),
        (bool(words.address), lambda inner: Link(words.address, (inner,), place)),
    )
    made: Inline = run
    for applies, wrap in wraps:
        made = wrap(made) if applies else made
    return made


def _aligned(grid: WordGrid) -> Iterator[Literal["start", "end", "centre"]]:
    """Yield how most cells of each column are aligned."""
    told: list[Counter[str]] = [Counter() for _ in grid.shares]
    for one in (one for _, cells in grid.rows for one in cells if one.columns == 1):
        blocks = (each for each in one.cell.blocks if isinstance(each, WordParagraph) and not is_blank(each))
        if (first := next(blocks, None)) is not None:
            told[one.column][first.align] += 1
    for counter in told:
        yield cast('Literal["start", "end", "centre"]', max(counter, key=lambda one: counter[one], default="start"))
