"""Tables with merged cells, drawn by lot or typed as a picture of their grid."""

from __future__ import annotations

import random
from collections.abc import Sequence

from submissions.document import OPEN_WIDTH, Block, Cell, Column, Paragraph, Row, Run, Table
from submissions.document.grids import placed
from submissions.findings import Place

PLACE = Place("templates/ours/places/en.docx", 7)


def cell(words: str | Sequence[Block], columns: int = 1, rows: int = 1, *, header: bool = False) -> Cell:
    """Return a cell of one paragraph, or of blocks."""
    blocks = ((Paragraph((Run(words, PLACE),), PLACE),) if words else ()) if isinstance(words, str) else tuple(words)
    return Cell(blocks, PLACE, header, columns, rows)


def row(*cells: Cell | str) -> Row:
    return Row(tuple(cell(one) if isinstance(one, str) else one for one in cells), PLACE)


def table(width: int, head: Sequence[Row], body: Sequence[Row], widths: Sequence[float] = ()) -> Table:
    shares = widths or [OPEN_WIDTH] * width
    return Table(tuple(Column("start", share) for share in shares), tuple(head), tuple(body), PLACE)


def by_lot(chance: random.Random, words: Sequence[str], *, most: int = 5, rows: int = 7) -> Table:
    """Return a table whose cells cover rectangles drawn by lot; a cell begins in each row and in each column."""
    while True:
        width = chance.randint(2, most)
        head, body = (_rows(chance, words, width, chance.randint(*bounds)) for bounds in ((0, 3), (1, rows)))
        begun = {one.column for part in (head, body) for cells in placed(part) for one in cells}
        if all(one.cells for one in (*head, *body)) and len(begun) == width:
            return table(width, head, body)


def _rows(chance: random.Random, words: Sequence[str], width: int, count: int) -> list[Row]:
    taken = [[False] * width for _ in range(count)]
    made = []
    for index in range(count):
        cells = []
        for column in range(width):
            if taken[index][column]:
                continue
            free = next((n for n in range(column, width) if taken[index][n]), width) - column
            across = chance.randint(1, free) if chance.random() < 0.3 else 1
            below = count - index
            down = chance.randint(1, below) if chance.random() < 0.3 else 1
            for further in range(index, index + down):
                taken[further][column : column + across] = [True] * across
            text = "" if chance.random() < 0.1 else " ".join(chance.choices(words, k=chance.randint(1, 6)))
            cells.append(cell(text, across, down, header=chance.random() < 0.1 and column == 0))
        made.append(Row(tuple(cells), PLACE))
    return made
