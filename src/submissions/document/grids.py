"""Where the cells of a table stand in its grid, of which one that is merged covers more than one place.

A row holds the cells that begin in it. Each begins at the first column that no cell before it covers, in its row or
from above, as in HTML; head and body are two grids, as no cell reaches from one into the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from submissions.document.nodes import Cell, Column, Row, Table


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell, and the row and the column in which it begins, both counted from 0."""

    cell: Cell
    row: int
    column: int

    @property
    def columns(self) -> range:
        """The columns that it covers."""
        return range(self.column, self.column + self.cell.columns)

    @property
    def rows(self) -> range:
        """The rows that it covers."""
        return range(self.row, self.row + self.cell.rows)


def placed(rows: Sequence[Row]) -> list[list[Placed]]:
    """Return the cells that begin in each row of a head or a body, each where it stands."""
    return [[one for one in cells if one.row == index] for index, cells in enumerate(covering(rows))]


def covering(rows: Sequence[Row]) -> list[list[Placed]]:
    """Return the cells that cover each row of a head or a body, those from above too, from the first column on."""
    made: list[list[Placed]] = []
    for index, row in enumerate(rows):
        here = [one for one in (made[-1] if made else []) if index in one.rows]
        taken = {column for one in here for column in one.columns}
        column = 0
        for cell in row.cells:
            while column in taken:
                column += 1
            one = Placed(cell, index, column)
            here.append(one)
            taken.update(one.columns)
            column += cell.columns
        made.append(sorted(here, key=lambda one: one.column))
    return made


def of_table(table: Table) -> list[Placed]:
    """Return all cells of a table in the order of reading; rows are counted from the first of its head."""
    below = len(table.head)
    body = (replace(one, row=one.row + below) for row in placed(table.body) for one in row)
    return [*(one for row in placed(table.head) for one in row), *body]


def misfits(rows: Sequence[Row], width: int) -> list[tuple[int, int]]:
    """Return the rows of a head or a body that cells do not cover once from end to end, and how many columns do."""
    found = {}
    for index, cells in enumerate(covering(rows)):
        ends = [*(one.column for one in cells), width]
        meets = [0, *(one.columns.stop for one in cells)]
        if ends != meets or any(one.rows.stop > len(rows) for one in cells if one.row == index):
            found[index] = sum(one.cell.columns for one in cells)
    return list(found.items())


def joined_rows(rows: Sequence[Row]) -> frozenset[int]:
    """Return the rows that a merged cell joins with the next."""
    cells = (one for row in placed(rows) for one in row)
    return frozenset(index for one in cells for index in one.rows[:-1])


def heads_over(table: Table) -> dict[int, Cell]:
    """Return the lowest cell of the head that stands over each column."""
    return {column: one.cell for row in placed(table.head) for one in row for column in one.columns}


def aligned(one: Placed, columns: Sequence[Column]) -> Literal["start", "end", "centre"]:
    """Return how a cell is aligned: as its columns are, and at the start where they differ."""
    told = {column.align for column in columns[one.column : one.columns.stop]}
    return told.pop() if len(told) == 1 else "start"
