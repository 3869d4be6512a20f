"""Say in the tags of a table with merged cells which heads each cell has: there the engine counts columns wrongly."""

from __future__ import annotations

from dataclasses import dataclass

import pydyf

from submissions.writers.page.structure import Item, Structure

_CELLS = frozenset({"/TD", "/TH"})


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a table, and the rows and columns that it covers."""

    element: Item
    rows: range
    columns: range
    in_head: bool


def lead_to_heads(structure: Structure) -> None:
    """Give each cell of a table with merged cells all heads over it and beside it (ISO 32000-1, table 349)."""
    for table in structure.walk(structure.document):
        if table["S"] == "/Table":
            cells = _cells(structure, table)
            if any(len(one.rows) > 1 or len(one.columns) > 1 for one in cells):
                _lead(cells)


def _lead(cells: list[_Cell]) -> None:
    over: dict[int, list[Item]] = {}
    beside: dict[int, list[Item]] = {}
    for head in (one for one in cells if one.element["S"] == "/TH"):
        for place in head.columns if head.in_head else head.rows:
            (over if head.in_head else beside).setdefault(place, []).append(head.element)
    for one in (one for one in cells if one.element["S"] == "/TD"):
        found = [head for row in one.rows for head in beside.get(row, ())]
        found += [head for column in one.columns for head in over.get(column, ())]
        each = {id(head): head["ID"] for head in found}
        one.element["A"]["Headers"] = pydyf.Array(each.values())


def _cells(structure: Structure, table: Item) -> list[_Cell]:
    """Return the cells of a table in the order of reading, each at the first place that none before it covers."""
    made: list[_Cell] = []
    here: list[_Cell] = []
    groups = structure.elements(table)
    rows = [(row, group) for group in groups for row in structure.elements(group) if row["S"] == "/TR"]
    for index, (row, group) in enumerate(rows):
        here = [one for one in here if index in one.rows]
        column = 0
        for cell in (one for one in structure.elements(row) if one["S"] in _CELLS):
            while any(column in one.columns for one in here):
                column += 1
            across, down = (cell["A"].get(name, 1) for name in ("ColSpan", "RowSpan"))
            one = _Cell(cell, range(index, index + down), range(column, column + across), group["S"] == "/THead")
            column += across
            here.append(one)
            made.append(one)
    return made
