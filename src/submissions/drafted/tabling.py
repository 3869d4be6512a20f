"""Write the tables of a Word file as Markdown: one line for each row, a cell for each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from submissions.drafted.grouping import is_blank
from submissions.drafted.pieces import TypedLine
from submissions.drafted.word.records import (
    Piece,
    WordBlock,
    WordCell,
    WordParagraph,
    WordPicture,
    WordRow,
    Words,
    WordTable,
)

_RULES: Final = {"start": "---", "end": "--:", "centre": ":-:"}
_COLUMNS_MAX: Final = 63
"""What Word itself takes."""


@dataclass(frozen=True, slots=True)
class TableWriter:
    """Writes tables; `words` gives the Markdown of a cell's words, `remark` notes what does not come through."""

    words: Callable[[Sequence[Piece], int], str]
    remark: Callable[[str, int], None]

    def write(self, table: WordTable, caption: str) -> list[list[TypedLine]]:
        """Return the line of the caption, where there is one, and the rows."""
        rows = [row for row in table.rows if _has_words(row)]
        if not rows:
            return []
        width = min(max(row.before + sum(cell.span for cell in row.cells) for row in rows), _COLUMNS_MAX)
        if any(cell.span > 1 or cell.goes_on for row in rows for cell in row.cells):
            self.remark("merged cells", table.number)
        if sum(row.is_head for row in rows) > 1:
            self.remark("heads", table.number)
        typed = [TypedLine(self._row(row, width), row.number) for row in rows]
        head = [TypedLine("|" + "  |" * width, table.number)] if table.heads_left else []
        lines = [*head, *typed]
        rule = "|" + "|".join(_RULES[each] for each in _aligned(rows, width)) + "|"
        lines.insert(1, TypedLine(rule, table.number))
        named = "Table: " + " ".join([caption] * bool(caption) + ["{.particulars}"] * table.heads_left)
        return [[TypedLine(named, table.number)]] * (named != "Table: ") + [lines]

    def _row(self, row: WordRow, width: int) -> str:
        cells = [""] * row.before
        for cell in row.cells:
            cells += [self._cell(cell, row.number), *[""] * (cell.span - 1)]
        cells = (cells + [""] * width)[:width]
        return "| " + " | ".join(cells) + " |"

    def _cell(self, cell: WordCell, number: int) -> str:
        paragraphs = [one for one in self._paragraphs(cell.blocks) if not is_blank(one)]
        number = paragraphs[0].number if paragraphs else number
        if len(paragraphs) > 1 or any(one.mark is not None for one in paragraphs):
            self.remark("cell", number)
        pieces: list[Piece] = []
        for paragraph in paragraphs:
            pieces += [Words(" ")] * bool(pieces)
            pieces += paragraph.pieces
        if any(isinstance(piece, WordPicture) for piece in pieces):
            self.remark("picture in a cell", number)
        return self.words(pieces, number)

    def _paragraphs(self, blocks: Sequence[WordBlock]) -> Iterator[WordParagraph]:
        for block in blocks:
            if isinstance(block, WordParagraph):
                yield block
            else:
                self.remark("table in a cell", block.number)
                for row in block.rows:
                    for cell in row.cells:
                        yield from self._paragraphs(cell.blocks)


def _has_words(row: WordRow) -> bool:
    return any(isinstance(one, WordTable) or not is_blank(one) for cell in row.cells for one in cell.blocks)


def _aligned(rows: Sequence[WordRow], width: int) -> Iterator[str]:
    """Yield how most cells of each column are aligned, the first row's head aside."""
    told: list[Counter[str]] = [Counter() for _ in range(width)]
    for row in rows[1:] or rows:
        column = row.before
        for cell in row.cells:
            first = next((one for one in cell.blocks if isinstance(one, WordParagraph)), None)
            if column < width and first is not None and not is_blank(first):
                told[column][first.align] += 1
            column += cell.span
    for counter in told:
        yield max(counter, key=lambda align: (counter[align], align == "start"), default="start")
