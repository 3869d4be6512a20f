"""The tables of a finished file as grids: how many columns and rows each cell covers, against those of the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from lxml import etree

from submissions.document import Document, Holder, Row, Table, inner
from submissions.findings import Finding
from submissions.office.numbering import W
from submissions.reporting import order_to_report

Grid: TypeAlias = list[list[tuple[int, int]]]
"""The rows of a table: of each cell that begins in one, how many columns and how many rows it covers."""


def compare_grids(document: Document, found: Sequence[Grid], what: str, *, on_pages: bool = False) -> list[Finding]:
    """Return a finding for the first table of a document whose grid is not found; `what` names the file's format.

    A file may hold other tables, as a frame of Word does. On pages a row of one cell may go over the end of one, and
    counts as one with the next of that kind.
    """
    at = 0
    for table in _tables(document.blocks):
        rows = (*table.head, *table.body)
        wanted = [[(cell.columns, cell.rows) for cell in row.cells] for row in rows]
        here = next((n for n in range(at, len(found)) if _same(wanted, found[n], on_pages=on_pages)), None)
        if here is None:
            return [_difference(rows, wanted, found[at] if at < len(found) else [], what)]
        at = here + 1
    return []


def _tables(nodes: Iterable[Holder]) -> Iterator[Table]:
    """Yield the tables in blocks, each before those within it; those of notes stand elsewhere."""
    for node in nodes:
        if isinstance(node, Table):
            yield node
        yield from _tables(inner(node))


def _same(wanted: Grid, found: Grid, *, on_pages: bool) -> bool:
    return _whole(wanted) == _whole(found) if on_pages else wanted == found


def _whole(grid: Grid) -> Grid:
    """Return a grid with neighbouring rows of one cell as one."""
    return [row for index, row in enumerate(grid) if not (index and len(row) == 1 and row == grid[index - 1])]


def _difference(rows: Sequence[Row], wanted: Grid, found: Grid, what: str) -> Finding:
    index = next((n for n, (left, right) in enumerate(zip_longest(wanted, found)) if left != right), 0)
    place = rows[min(index, len(rows) - 1)].place
    message = f"{what} has other cells in a table than the document, from its row {index + 1} on"
    return Finding("E605", place, message, order_to_report("E605"))


def grids_of_word(body: etree._Element) -> list[Grid]:
    """Return the tables of the body of a Word file, those within cells behind the table that holds them."""
    return [_grid_of_word(table) for table in body.iter(f"{W}tbl")]


def _grid_of_word(table: etree._Element) -> Grid:
    made: Grid = []
    open_cells: dict[int, tuple[int, int]] = {}
    for row in table.iterchildren(f"{W}tr"):
        column = 0
        here: list[tuple[int, int]] = []
        for cell in row.iterchildren(f"{W}tc"):
            across, goes_on, begins = _spans(cell)
            above = open_cells.get(column)
            if goes_on and above is not None:
                first, at = above
                columns, rows = made[first][at]
                made[first][at] = (columns, rows + 1)
            else:
                open_cells.pop(column, None)
                if begins:
                    open_cells[column] = (len(made), len(here))
                here.append((across, 1))
            column += across
        made.append(here)
    return made


def _spans(cell: etree._Element) -> tuple[int, bool, bool]:
    """Return how many columns a cell of Word covers, whether it goes on with the one above, and may be gone on with."""
    across, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    begins = merge is not None and merge.get(f"{W}val") == "restart"
    return int(across.get(f"{W}val", "1")) if across is not None else 1, merge is not None and not begins, begins
