"""Turn the tokens of a pipe table, and the caption line before it, into a table of the tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from submissions.document import OPEN_WIDTH, Block, Cell, Column, Inline, Row, Table
from submissions.findings import Finding, Place
from submissions.markup.attributes import NONE, Attributes
from submissions.markup.scope import nearest
from submissions.values import Prose

_ALIGNMENTS: Final[dict[str, Literal["start", "end", "centre"]]] = {
    "text-align:right": "end",
    "text-align:center": "centre",
}

_CLASSES: Final = ("plain", "numbered", "particulars")
"""Its caption has no number; it has one without a caption; its heads stand at the left."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The line `Table: words {#id widths="30 70"}`, and its place."""

    inlines: tuple[Inline, ...] = ()
    attributes: Attributes = NONE
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads the tables of one source; `cell` reads a cell's blocks at a line counted from 0, `row` finishes a row."""

    source: Prose
    cell: Callable[[SyntaxTreeNode, int], tuple[Block, ...]]
    row: Callable[[tuple[Cell, ...]], tuple[Cell, ...]]
    findings: list[Finding]

    def read(self, node: SyntaxTreeNode, caption: Caption, word: str) -> Table:
        """Return a table; `word` is the label's word, "Table"."""
        rows: dict[str, list[Row]] = {"thead": [], "tbody": []}
        first_row = node.children[0].children[0]
        for part in node.children:
            for row in part.children:
                line = (row.map or node.map or (0, 0))[0]
                rows[part.type].append(self._row(row, line, len(first_row.children)))
        here = self.source.place_of((node.map or (0, 0))[0])
        attributes, place = caption.attributes, caption.place or here
        _refuse_unknown(attributes, place, self.findings)
        columns = _columns(first_row, attributes.values.get("widths"), place, self.findings)
        counted = "numbered" in attributes.classes or (caption.inlines and "plain" not in attributes.classes)
        head, body = tuple(rows["thead"]), tuple(rows["tbody"])
        if "particulars" in attributes.classes:
            head, body = (), _headed_at_the_left(head, body)
        return Table(columns, head, body, here, caption.inlines, word if counted else "", attributes.id)

    def _row(self, row: SyntaxTreeNode, line: int, width: int) -> Row:
        """Return a row; one with more or fewer cells than the head would lose or invent words."""
        place = self.source.place_of(line)
        lines = self.source.split("\n")
        source = lines[line].strip().lstrip("> ") if line < len(lines) else ""
        typed = escapedSplit(source.removeprefix("|"))
        if typed and not typed[-1].strip() and source.endswith("|"):
            typed.pop()
        if len(typed) != width:
            message = f"a row has {len(typed)} cells and the table has {width} columns"
            self.findings.append(Finding("E326", place, message, "give each row a cell for each column"))
        return Row(self.row(tuple(Cell(self.cell(part, line), place) for part in row.children)), place)


def _headed_at_the_left(head: tuple[Row, ...], body: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows of particulars: the first cell of each is its head; a line above without words falls away."""
    rows = [row for row in (*head, *body) if row in body or any(cell.blocks for cell in row.cells)]
    return tuple(replace(row, cells=(replace(row.cells[0], header=True), *row.cells[1:])) for row in rows)


def _refuse_unknown(attributes: Attributes, place: Place, findings: list[Finding]) -> None:
    """Report classes and values that a table does not take."""
    unknown = [name for name in attributes.classes if name not in _CLASSES]
    unknown += [key for key in attributes.values if key != "widths"]
    for name in unknown:
        order = nearest(name, (*_CLASSES, "widths"), 'write {#id .plain widths="40 60"}')
        findings.append(Finding("E317", place, f"a table takes no such attribute: '{name}'", order))


def _columns(head: SyntaxTreeNode, widths: str | None, place: Place, findings: list[Finding]) -> tuple[Column, ...]:
    """Return the columns with the widths that were asked for, or open ones, which follow what they hold."""
    aligned = [_ALIGNMENTS.get(str(cell.attrs.get("style", "")), "start") for cell in head.children]
    shares = _asked(widths, len(aligned), place, findings) if widths is not None else None
    shares = shares or [OPEN_WIDTH] * len(aligned)
    return tuple(Column(align, share) for align, share in zip(aligned, shares, strict=True))


def _asked(widths: str, columns: int, place: Place, findings: list[Finding]) -> list[float] | None:
    """Return the widths as typed, which must be one for each column and make 100 together."""
    parts = widths.split()
    shares = [float(part) for part in parts if part.replace(".", "", 1).isdecimal()]
    # Thirds and sixths rounded to one decimal make 99.9 or 100.2.
    if len(shares) == len(parts) == columns and abs(sum(shares) - 100) < 0.5 and min(shares) > 0:
        return shares
    order = f"give {columns} widths in per cent that make 100"
    findings.append(Finding("E327", place, f"the widths do not fit the table: '{widths}'", order))
    return None
