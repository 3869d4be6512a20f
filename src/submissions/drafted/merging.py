"""Where the cells of a Word table stand in its grid, with merges that no tree can hold mended.

Word merges downwards cell by cell: one begins, and those below it at the same place go on with it (ECMA-376 part 1,
17.4.84). A row may begin behind its first column and end before its last one; there an empty cell is put.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from submissions.drafted.grouping import is_blank
from submissions.drafted.word.records import Remark, WordCell, WordParagraph, WordRow, Words, WordTable

_NOTHING: Final = WordCell(())
_COLUMNS_MAX: Final = 63
"""What Word itself takes."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of Word, the row and the column in which it begins, and how many it covers."""

    cell: WordCell
    row: int
    column: int
    columns: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class WordGrid:
    """The rows of a table, the cells that begin in each, the shares of its columns, and how many rows are its head.

    Shares are in twentieths of a point as Word has them, all 0 where it tells none.
    """

    rows: tuple[tuple[WordRow, tuple[GridCell, ...]], ...]
    shares: tuple[int, ...]
    heads: int


def read_grid(table: WordTable) -> tuple[WordGrid, list[Remark]]:
    """Return a table by its grid, and what of its merged cells does not come through."""
    heads = next((index for index, row in enumerate(table.rows) if not row.is_head), 0)
    least = (
        max(len(table.grid), *(row.before + len(row.cells) for row in table.rows), 1) if table.grid else _COLUMNS_MAX
    )
    spans = [_spans(row, least) for row in table.rows]
    width = max(1, *(row.before + sum(each) for row, each in zip(table.rows, spans, strict=True)))
    reading = _Reading(heads)
    for index, (row, each) in enumerate(zip(table.rows, spans, strict=True)):
        reading.add(index, row, each, width)
    told = table.grid[:width]  # a row may end before the last column, and so may all of them
    shares = told if len(told) == width and all(share > 0 for share in told) else (0,) * width
    grid = _tightened(table, reading.cells, shares, heads)
    return grid if grid.heads else replace(grid, heads=_heads_in_bold(grid)), reading.remarks


def is_headed_at_the_left(table: WordTable, grid: WordGrid) -> bool:
    """Tell whether the first column is heads: Word says so, or its words are bold and those beside them are not."""
    if grid.heads or len(grid.shares) < 2 or table.heads_left:
        return table.heads_left and not grid.heads
    first = [one.cell for _, cells in grid.rows for one in cells if not one.column and one.columns == 1]
    others = [one.cell for _, cells in grid.rows for one in cells if one.column]
    return bool(first) and all(map(_is_bold, first)) and not any(map(_is_bold, others))


def _heads_in_bold(grid: WordGrid) -> int:
    """Return how many rows at the top are heads for their looks alone, as few say that a row repeats on each page."""
    first = grid.rows[0][1]
    reach = max(one.rows for one in first)
    cells = [one for _, row in grid.rows[:reach] for one in row]
    whole = all(_is_bold(one.cell) and one.row + one.rows <= reach for one in cells)
    below = [one.cell for _, row in grid.rows[reach:] for one in row if _words_of(one.cell)]
    return reach if whole and len(first) > 1 and below and not all(map(_is_bold, below)) else 0


def _is_bold(cell: WordCell) -> bool:
    """Tell whether a cell has words and all of them are bold."""
    paragraphs = [one for one in cell.blocks if isinstance(one, WordParagraph)]
    words = [one for each in paragraphs for one in each.pieces if isinstance(one, Words) and one.text.strip()]
    return len(paragraphs) == len(cell.blocks) and bool(words) and all(one.looks.bold for one in words)


def _spans(row: WordRow, most: int) -> list[int]:
    """Return how many columns each cell of a row takes, from the last on no more than there are."""
    spans = [cell.span for cell in row.cells]
    over = row.before + sum(spans) - most
    for index in reversed(range(len(spans))):
        less = min(max(over, 0), spans[index] - 1)
        spans[index] -= less
        over -= less
    return spans


@dataclass(slots=True)
class _Reading:
    """Places cells row by row; `open` are the merges that the next row may go on with, by their columns."""

    heads: int
    cells: list[GridCell] = field(default_factory=list)
    open: dict[int, int] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def add(self, index: int, row: WordRow, spans: Sequence[int], width: int) -> None:
        """Place the cells of the next row."""
        still: dict[int, int] = {}
        column = row.before
        if column:
            self.cells.append(GridCell(_NOTHING, index, 0, column))
        for cell, span in zip(row.cells, spans, strict=True):
            above = self.open.get(column) if cell.goes_on else None
            if above is not None and (found := _words_of(cell)):
                self.remarks.append(Remark("hidden", found))
            if above is not None and self._goes_on(above, index, span):
                still[column] = above
            else:
                if above is not None:
                    self.remarks.append(Remark("merged cells", row.number))
                if cell.begins or above is not None:
                    still[column] = len(self.cells)
                self.cells.append(GridCell(cell, index, column, span))
            column += span
        if column < width:
            self.cells.append(GridCell(_NOTHING, index, column, width - column))
        self.open = still

    def _goes_on(self, above: int, index: int, span: int) -> bool:
        """Let a merged cell cover one row more, if it stands in the same columns and in the same part of the table."""
        one = self.cells[above]
        goes_on = one.columns == span and (one.row < self.heads) == (index < self.heads)
        if goes_on:
            self.cells[above] = replace(one, rows=one.rows + 1)
        return goes_on


def _words_of(cell: WordCell) -> int:
    """Return the first paragraph of a cell that prints something, 0 where none does."""
    for block in cell.blocks:
        if not isinstance(block, WordParagraph):
            return block.number
        if not is_blank(block):
            return block.number
    return 0


def _tightened(table: WordTable, cells: Sequence[GridCell], shares: Sequence[int], heads: int) -> WordGrid:
    """Return a grid without the rows and the columns in which no cell begins, which nobody can see."""
    rows = _kept({one.row for one in cells}, len(table.rows))
    columns = _kept({one.column for one in cells}, len(shares))
    made: dict[int, list[GridCell]] = {}
    for one in cells:
        row, below = rows[one.row], rows[one.row + one.rows]
        column, behind = columns[one.column], columns[one.column + one.columns]
        made.setdefault(one.row, []).append(GridCell(one.cell, row, column, behind - column, below - row))
    kept = tuple((table.rows[index], tuple(made[index])) for index in sorted(made))
    return WordGrid(kept, tuple(_sums(shares, columns)), rows[heads])


def _kept(begun: set[int], count: int) -> list[int]:
    """Return how many of those kept come before each place of a grid, its end included."""
    made = [0]
    for index in range(count):
        made.append(made[-1] + (index in begun))
    return made


def _sums(shares: Sequence[int], columns: Sequence[int]) -> Iterator[int]:
    bounds = [index for index, (one, following) in enumerate(pairwise(columns)) if following > one] + [len(shares)]
    yield from (sum(shares[first:last]) for first, last in pairwise(bounds))
