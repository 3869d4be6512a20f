"""How wide the words of a table come out, from the advance widths of the faces that print them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, TypeAlias

from submissions.document.advances import PROGRAM_FACES, SERIF, advances_of, is_of_families
from submissions.document.grids import of_table
from submissions.document.nodes import (
    Block,
    Cell,
    Division,
    Inline,
    LineBreak,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Reference,
    Strong,
    Table,
)
from submissions.document.walking import inner, plain
from submissions.look import PageMeasures

LONGEST_WORD: Final = 30
"""Characters: what is longer is an address, a digest or a path, and may be parted anywhere."""


@dataclass(frozen=True, slots=True)
class Composition:
    """What tables are set in: the faces that may print them, the size and the space beside a cell's words, in points.

    `room` is what a column has beyond its words, for the rounding of either engine; `last` is the last column's space.
    """

    families: tuple[str, ...]
    size: float = 9.5
    space: float = 9.0
    room: float = 2.0
    last: float = 0.0


EITHER: Final = Composition((SERIF, "Liberation Sans"))
"""Whatever the face is: each letter as wide as in the wider of the two."""


def composition_of(page: PageMeasures) -> Composition:
    """Return what the tables of a class of document are set in; of a house's own face nothing is known."""
    twin = page.text_face.twin
    faces = (twin,) if twin in PROGRAM_FACES else EITHER.families
    return Composition(faces, page.table_size, page.cell_gap)


# How much wider another face may be that somebody's Word has. Those of the families have twins of the same widths on
# every system, and a house's own may give way to any other; an Arabic face always may, and DejaVu Sans, which is the
# widest, is half again as wide as the program's.
_WIDER: Final = 1.15
_WIDER_ARABIC: Final = 1.5

# Points that a list within a cell is set in; a note's mark is this part of the size of its words.
_LIST_STEP: Final = 23.0
_MARK: Final = 0.7

# A line may end after these; a no-break space and a no-break hyphen are no such place, nor is a dash between figures.
_PARTS: Final = re.compile(
    "(?:[^ \t\n\r\u200b\\-\u2010\u2013\u2014]|(?<=\\d)[\\-\u2010\u2013](?=\\d))+[\\-\u2010\u2013\u2014]*"
    "|[\\-\u2010\u2013\u2014]+"
)

Piece: TypeAlias = tuple[float, float]
"""What no line parts: its width, and that of the space after it, both in points."""


@dataclass(frozen=True, slots=True)
class MeasuredCell:
    """The words of a cell: the pieces of each line that the author began.

    `least` is the width of the widest piece, `reserved` what it may take in a face that stands in for that of the
    document, `longest` the width of the longest line, in points.
    """

    lines: tuple[tuple[Piece, ...], ...]
    least: float
    longest: float
    reserved: float = 0.0

    def height(self, room: float) -> int:
        """Return how many lines the words take in a width in points."""
        return sum(_lines_of(pieces, room) for pieces in self.lines)

    def halved(self) -> float:
        """Return the least width in which each line takes no more than two."""
        return max((_halved(pieces) for pieces in self.lines), default=0.0)

    def area(self) -> float:
        """Return the length of all the words on one line."""
        return sum(width + space for pieces in self.lines for width, space in pieces)


def _halved(pieces: tuple[Piece, ...]) -> float:
    splits = (max(_length(pieces[:at]), _length(pieces[at:])) for at in range(1, len(pieces)))
    return min(splits, default=_length(pieces))


def _length(pieces: tuple[Piece, ...]) -> float:
    return sum(width + space for width, space in pieces) - (pieces[-1][1] if pieces else 0.0)


def _lines_of(pieces: tuple[Piece, ...], room: float) -> int:
    lines, used = 1, 0.0
    for width, space in pieces:
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        if width > room > 0:
            lines += ceil(width / room) - 1
        used += width + space
    return lines


def breadth(text: str, lettering: Composition = EITHER, *, bold: bool = True) -> float:
    """Return how many points a text takes on one line."""
    return sum(_widths(text, lettering, bold=bold))


def unparted(text: str) -> Iterator[re.Match[str]]:
    """Yield the pieces of a text that no line may part."""
    return _PARTS.finditer(text)


@dataclass(frozen=True, slots=True)
class SpanningCell:
    """The words of a merged cell, and what it covers; rows count from the first of the head."""

    words: MeasuredCell
    rows: range
    columns: range


@dataclass(frozen=True, slots=True)
class MeasuredTable:
    """The cells of each row, as many as there are columns: an empty one where a merged cell stands, in `spanning`."""

    rows: list[list[MeasuredCell]]
    spanning: list[SpanningCell]

    def of_column(self, column: int) -> list[MeasuredCell]:
        """Return the cells that cover one column and no other."""
        own = [row[column] for row in self.rows]
        return [*own, *(one.words for one in self.spanning if one.columns == range(column, column + 1))]

    def widths(
        self,
        measure: Callable[[MeasuredCell], float],
        lettering: Composition,
        across: Callable[[MeasuredCell], float] | None = None,
    ) -> list[float]:
        """Return in points what each column takes by a measure of its cells, the space beside its words included.

        What a cell over several columns takes beyond what they have, by the measure `across`, they share.
        """
        columns = range(len(self.rows[0]) if self.rows else 0)
        made = spaced([max(map(measure, self.of_column(column))) for column in columns], lettering)
        for one in sorted(self.spanning, key=lambda one: len(one.columns)):
            beside = lettering.last if one.columns.stop == len(made) else lettering.space
            wanted = (across or measure)(one.words) + lettering.room + beside
            lacks = wanted - sum(made[one.columns.start : one.columns.stop])
            if len(one.columns) > 1 and lacks > 0:
                for column in one.columns:
                    made[column] += lacks / len(one.columns)
        return made

    def areas(self) -> list[float]:
        """Return the length of all the words of each column on one line, with its share of those over several."""
        made = [sum(cell.area() for cell in self.of_column(column)) for column in range(len(self.rows[0]))]
        for one in self.spanning:
            for column in one.columns if len(one.columns) > 1 else ():
                made[column] += one.words.area() / len(one.columns)
        return made


def heights_with(merged: Iterable[tuple[range, int]], rows: Sequence[int]) -> list[int]:
    """Return the lines of rows, raised by what merged cells over some of them take beyond these: the last has it."""
    made = list(rows)
    for over, lines in sorted(merged, key=lambda pair: pair[0].stop):
        made[over.stop - 1] += max(lines - sum(made[over.start : over.stop]), 0)
    return made


def least_widths(table: Table, lettering: Composition = EITHER) -> list[float]:
    """Return how many points each column of a table takes at the least, the space beside its words included."""
    return measured(table, lettering).widths(lambda cell: cell.least, lettering) or [0.0] * len(table.columns)


def spaced(widths: Iterable[float], lettering: Composition) -> list[float]:
    """Return widths with the room of every column and the space beside its words."""
    made = [width + lettering.room + lettering.space for width in widths]
    return [*made[:-1], made[-1] - lettering.space + lettering.last] if made else made


_EMPTY: Final = MeasuredCell((), 0.0, 0.0)


def measured(table: Table, lettering: Composition) -> MeasuredTable:
    """Return the cells of a table as they are set: heads in bold."""
    width, spanning = len(table.columns), []
    rows = [[_EMPTY] * width for _ in (*table.head, *table.body)]
    for one in of_table(table):
        words = _measured(one.cell, lettering, bold=one.row < len(table.head) or one.cell.header)
        covered = range(one.column, min(one.columns.stop, width)), range(one.row, min(one.rows.stop, len(rows)))
        if len(one.columns) > 1 or len(one.rows) > 1:
            spanning += [SpanningCell(words, covered[1], covered[0])] if covered[0] else []
        elif one.column < width:
            rows[one.row][one.column] = words
    return MeasuredTable(rows, spanning)


def margin_height(margin: Division, page: PageMeasures) -> float:
    """Return how many points a column in the margin takes from its first line to its last."""
    faces = composition_of(page).families
    lettering = Composition(faces, page.beside_size)
    height = 0.0
    for block in margin.blocks:
        is_title = isinstance(block, Paragraph) and block.role == "box-title"
        cell = _measured(Cell((block,), margin.place), lettering, bold=is_title)
        height += cell.height(page.beside_width) * page.beside_leading
        height += page.beside_before if is_title else page.beside_after
    return height


def _measured(cell: Cell, lettering: Composition, *, bold: bool) -> MeasuredCell:
    lines: list[tuple[Piece, ...]] = []
    least = longest = reserved = 0.0
    for words, step in _paragraphs(cell.blocks, 0.0):
        for line in _broken(words, bold=bold):
            pieces, (widest, wider) = _pieces(line, lettering)
            lines.append(pieces)
            least, reserved = max(least, widest + step), max(reserved, wider + step)
            longest = max(longest, _length(pieces) + step)
    for table in (block for block in cell.blocks if isinstance(block, Table)):
        least = max(least, sum(least_widths(table, lettering)))
    longest = max(longest, least)
    return MeasuredCell(tuple(lines), least, longest, max(reserved, least))


def _paragraphs(blocks: Iterable[Block | ListItem], step: float) -> Iterator[tuple[tuple[Inline, ...], float]]:
    """Yield the words of the paragraphs of a cell, and how far each is set in."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.inlines, step
        else:
            deeper = _LIST_STEP if isinstance(block, ListBlock | Quotation) else 0.0
            yield from _paragraphs(inner(block), step + deeper)  # type: ignore[arg-type]


Weighted: TypeAlias = tuple[str, bool, float]
"""Letters, whether they are bold, and the part of the size that they have."""


def _broken(inlines: tuple[Inline, ...], *, bold: bool) -> Iterator[list[Weighted]]:
    """Yield the words line by line as the author broke them."""
    line: list[Weighted] = []
    for text, heavy, part in _weighted(inlines, bold=bold):
        first, *rest = text.split("\n")
        line.append((first, heavy, part))
        for further in rest:
            yield line
            line = [(further, heavy, part)]
    yield line


def _weighted(inlines: tuple[Inline, ...], *, bold: bool) -> Iterator[Weighted]:
    for node in inlines:
        match node:
            case LineBreak():
                yield "\n", bold, 1.0
            case Note():
                yield str(node.number), bold, _MARK
            case Reference(kind="page"):
                yield "000", bold, 1.0
            case _ if children := getattr(node, "children", ()):
                yield from _weighted(children, bold=bold or isinstance(node, Strong))
            case _:
                yield plain((node,)), bold, 1.0


def _pieces(line: list[Weighted], lettering: Composition) -> tuple[tuple[Piece, ...], tuple[float, float]]:
    """Return the pieces of a line, and how wide a column must be for the widest, in its own face and in another."""
    text = "".join(words for words, _, _ in line)
    widths = [width * part for words, bold, part in line for width in _widths(words, lettering, bold=bold)]
    found = list(unparted(text))
    ends = [*(match.start() for match in found), len(text)][1:]
    pieces = tuple(
        (sum(widths[match.start() : match.end()]), sum(widths[match.end() : end]))
        for match, end in zip(found, ends, strict=True)
    )
    # An address counts as half of a long word: it may be parted anywhere.
    counted = [
        (
            match.start(),
            match.end() if match.end() - match.start() <= LONGEST_WORD else match.start() + LONGEST_WORD // 2,
        )
        for match in found
    ]
    least = max((sum(widths[start:end]) for start, end in counted), default=0.0)
    own = _WIDER if lettering.families == EITHER.families else 1.0
    wider = [width * (own if is_of_families(sign) else _WIDER_ARABIC) for sign, width in zip(text, widths, strict=True)]
    return pieces, (least, max((sum(wider[start:end]) for start, end in counted), default=0.0))


def _widths(text: str, lettering: Composition, *, bold: bool) -> list[float]:
    found = [advances_of(text, family, bold=bold) for family in lettering.families]
    return [max(widths) * lettering.size for widths in zip(*found, strict=True)]
