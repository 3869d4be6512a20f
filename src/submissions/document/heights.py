"""How high the rows of a table come out, which of them stay on one page, and which merged cells no page can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from submissions.document.grids import Placed, joined_rows, placed
from submissions.document.lettering import composition_of, heights_with, measured
from submissions.document.nodes import Cell, Row, Table
from submissions.look import PageMeasures

# Of some 55 lines of a table that a page has, at 12.5 points: a third, and what leaves room for a head and for notes.
_KEPT_LINES_MAX: Final = 18
PAGE_LINES: Final = 44
"""So many lines fit on a page below a head and above notes."""
# What a page may leave white before rows that a merged cell joins: some 45 mm.
_JOINED_LINES_MAX: Final = 10


def rows_kept(table: Table, page: PageMeasures) -> frozenset[int]:
    """Return the rows below the head that stay on one page with the next: the first, the last but one, and joined ones.

    So no single line stands alone below its head or at the top of a page; a row of two lines may, as those of a
    paragraph may. Two rows that together may take more than a third of a page are not held together: that would leave
    as much of a page empty, and no page may have room for both. Rows that a merged cell joins are always.
    """
    lines = row_lines(table, page)[len(table.head) :]
    alone = {0: lines[:1], len(lines) - 2: lines[-1:]} if len(lines) > 1 else {}
    kept = joined_rows(table.body)
    for index, row in alone.items():
        together = next(run for run in _runs(kept | {index}) if index in run)
        if row < [2] and are_short(lines[together.start : together.stop]):
            kept |= {index}
    return kept


def are_short(lines: Sequence[int]) -> bool:
    """Tell whether rows of so many lines together take no more than a third of a page."""
    return sum(lines) <= _KEPT_LINES_MAX


def row_lines(table: Table, page: PageMeasures) -> list[int]:
    """Return how many lines each row takes, those of the head first, in a table as wide as the text."""
    own = _lines_of_cells(table, page)
    return [*_heights(placed(table.head), own, 0), *_heights(placed(table.body), own, len(table.head))]


Lines: TypeAlias = dict[tuple[int, int], int]
"""How many lines the words of each cell take, by the row, counted from the first of the head, and the column."""


def _lines_of_cells(table: Table, page: PageMeasures) -> Lines:
    lettering = composition_of(page)
    whole = [column.width / 100 * page.width for column in table.columns]
    found: Lines = {}
    held = measured(table, lettering)
    for index, row in enumerate(held.rows):
        rooms = (max(width - lettering.space, lettering.size) for width in whole)
        found |= {
            (index, column): cell.height(room) for column, (cell, room) in enumerate(zip(row, rooms, strict=True))
        }
    for one in held.spanning:
        room = sum(whole[one.columns.start : one.columns.stop]) - lettering.space
        found[one.rows.start, one.columns.start] = one.words.height(max(room, lettering.size))
    return found


def _heights(rows: Sequence[Sequence[Placed]], own: Lines, first: int) -> list[int]:
    """Return the lines of the rows of a head or a body that begins at the row `first` of its table."""
    made, merged = [1] * len(rows), []
    for one in (one for row in rows for one in row):
        lines = own.get((one.row + first, one.column), 0)
        if one.cell.rows == 1:
            made[one.row] = max(made[one.row], lines)
        else:
            merged.append((range(one.row, min(one.rows.stop, len(rows))), lines))
    return heights_with(merged, made)


def _runs(kept: frozenset[int]) -> Iterator[range]:
    """Yield neighbouring rows that are held together."""
    first = None
    for index in sorted(kept):
        first = index if first is None else first
        if index + 1 not in kept:
            yield range(first, index + 2)
            first = None


def held_on_pages(table: Table, page: PageMeasures) -> Table:
    """Return a table in which merged cells join no more rows than a page may leave empty, where that can be.

    A page may end within a taller merged cell: it stands in as many of its rows as its words need, and below it the
    column is empty. That looks the same, as a table has no rule between its rows.
    """
    if not joined_rows(table.body):
        return table
    own, below = _lines_of_cells(table, page), len(table.head)
    body = list(table.body)
    for run in _runs(joined_rows(table.body)):
        part = slice(run.start, run.stop)
        body[part] = _shortened(table.body[part], own, below + run.start)
    return replace(table, body=tuple(body))


def _shortened(rows: tuple[Row, ...], own: Lines, first: int) -> tuple[Row, ...]:
    """Return joined rows, of which the first is `first` in its table, with what is too tall in them divided."""
    tried: set[tuple[int, int]] = set()
    while True:
        cells = placed(rows)
        lines = _heights(cells, own, first)
        tall = [run for run in _runs(joined_rows(rows)) if sum(lines[run.start : run.stop]) > _JOINED_LINES_MAX]
        merged = [one for run in tall for row in cells[run.start : run.stop] for one in row if one.cell.rows > 1]
        merged = [one for one in merged if (one.row, one.column) not in tried]
        if not merged:
            return rows
        one = max(merged, key=lambda one: one.cell.rows)
        tried.add((one.row, one.column))
        high = next(sum(lines[run.start : run.stop]) for run in tall if one.row in run)
        words = own.get((one.row + first, one.column), 0)
        least = next(count for count in range(1, one.cell.rows + 1) if sum(lines[one.row : one.row + count]) >= words)
        if least == one.cell.rows and high > PAGE_LINES:
            least = 1
        rows = _divided(rows, one, least)


def _divided(rows: tuple[Row, ...], one: Placed, least: int) -> tuple[Row, ...]:
    """Return rows in which a merged cell covers the first `least` of its own, and an empty one stands in each other."""
    made: list[Row] = []
    for row, cells in zip(rows, placed(rows), strict=True):
        index = len(made)
        here = [replace(each, cell=replace(each.cell, rows=least)) if each == one else each for each in cells]
        if index in one.rows[least:]:
            here.append(Placed(Cell((), row.place, columns=one.cell.columns), index, one.column))
        made.append(replace(row, cells=tuple(each.cell for each in sorted(here, key=lambda each: each.column))))
    return tuple(made)
