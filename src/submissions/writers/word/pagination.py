"""Estimate on which page each id stands, for cached page numbers where no layout is at hand."""

from __future__ import annotations

from typing import Final

from submissions.document import (
    Cell,
    Contents,
    Division,
    Document,
    Heading,
    Holder,
    Inline,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    children,
    inner,
    plain,
    series,
    walk,
)

# What a page of the house's frame for filings holds: 12 points on a leading of 16, over the width of A4 with its
# margins.
_LINES_ON_PAGE: Final = 42
_LETTERS_IN_LINE: Final = 73


def estimate_pages(document: Document) -> dict[str, int]:
    """Return the likely page of each id, from the number of lines that the blocks before it fill."""
    estimate = _Estimate()
    for block in document.blocks:
        estimate.add(block)
    return estimate.pages


class _Estimate:
    """Count lines from the top of the document."""

    def __init__(self) -> None:
        self.lines = 0.0
        self.pages: dict[str, int] = {}

    def add(self, node: Holder) -> None:
        """Place a block and all that is inside it."""
        for identity in _marked(node):
            self.pages.setdefault(identity, int(self.lines // _LINES_ON_PAGE) + 1)
        match node:
            case Picture():
                # A third of a page, as pictures mostly take with their captions.
                self.lines += 14
            case Contents():
                self.lines += len(node.entries) * 1.2
            case PageBreak():
                self._break()
            case Table():
                for row in (*node.head, *node.body):
                    self.lines += max((_height_of_cell(cell) for cell in row.cells), default=1.0)
            case _:
                for words in series(node):
                    self.lines += _height(words) + (1.5 if isinstance(node, Heading) else 0.5)
                for part in inner(node):
                    self.add(part)
                if isinstance(node, Division) and node.role == "cover":
                    self._break()

    def _break(self) -> None:
        self.lines = (self.lines // _LINES_ON_PAGE + 1) * _LINES_ON_PAGE


def _marked(node: Holder) -> list[str]:
    """Return the ids that stand in a block itself, or for a table anywhere in it."""
    own = getattr(node, "id", "")
    inside = tuple(children(node)) if isinstance(node, Table) else tuple(one for words in series(node) for one in words)
    return [name for name in (own, *(getattr(each, "id", "") for each in walk(inside))) if name]


def _height(inlines: tuple[Inline, ...]) -> float:
    notes = [node for node in walk(inlines) if isinstance(node, Note)]
    text = len(plain(inlines)) / _LETTERS_IN_LINE
    return max(1.0, text) + sum(1.0 + len(plain(_first(note))) / (_LETTERS_IN_LINE * 1.2) for note in notes) * 0.75


def _first(note: Note) -> tuple[Inline, ...]:
    return note.blocks[0].inlines if note.blocks and isinstance(note.blocks[0], Paragraph) else ()


def _height_of_cell(cell: Cell) -> float:
    words = [_height(block.inlines) * 2 for block in cell.blocks if isinstance(block, Paragraph)]
    return max(1.0, sum(words) / (cell.columns * cell.rows))
