"""See how Word sets a table: the widths of its columns, the room that rows leave for a hand, and heads at the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from submissions.document import Column, Row, Table
from submissions.drafted.word.records import WordRow, WordTable

_ROOM: Final = 400
"""Twentieths of a point, 20 points: a row that is made as high as that is to be filled in by hand."""
_POINT: Final = 20


def as_set(table: Table, block: WordTable) -> Table:
    """Return a table whose columns, rows and heads are set as they are in Word."""
    rows = [_with_room(row, typed) for row, typed in zip((*table.head, *table.body), block.rows, strict=True)]
    heads = len(table.head)
    body = [_headed(row) for row in rows[heads:]] if block.heads_left else rows[heads:]
    return replace(table, columns=_columns(table.columns, block.widths), head=tuple(rows[:heads]), body=tuple(body))


def _columns(columns: Sequence[Column], widths: Sequence[int]) -> tuple[Column, ...]:
    """Return columns with their shares of the width, where the file tells one for each."""
    if len(widths) != len(columns) or min(widths, default=0) <= 0:
        return tuple(columns)
    return tuple(
        replace(column, width=100 * width / sum(widths)) for column, width in zip(columns, widths, strict=True)
    )


def _with_room(row: Row, typed: WordRow) -> Row:
    return replace(row, room=typed.height / _POINT) if typed.height >= _ROOM else row


def _headed(row: Row) -> Row:
    """Return a row whose first cell is its head, if there are words in it and others beside it."""
    if len(row.cells) < 2 or not row.cells[0].blocks:
        return row
    return replace(row, cells=(replace(row.cells[0], header=True), *row.cells[1:]))
