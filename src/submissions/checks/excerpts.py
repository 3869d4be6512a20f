"""Read a finished document as somebody would who looks for a person in it: piece by piece, letters folded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from submissions.document import (
    Contents,
    Document,
    Holder,
    Inline,
    Note,
    PageBreak,
    Picture,
    Row,
    Table,
    inner,
    plain,
    series,
)
from submissions.document.grids import Placed, covering
from submissions.findings import Place
from submissions.folding import fold_line

_PREFIXES: Final = "(?:[\u0648\u0641\u0628\u0643\u0644]{0,2}(?:\u0627\u0644)?)?"
"""What Arabic writes in one word with the name of a place: and, in, as, for, the."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words that are read together: a paragraph with its notes, a row, a caption; `place` is the author's.

    `text` is folded. `together` numbers the larger piece that it belongs to: a table of two columns, which says facts
    of one thing.
    """

    text: str
    place: Place
    together: int


def says(text: str, fact: str) -> bool:
    """Tell whether a folded text says a fact, in whole words."""
    words = fold_line(fact)
    return bool(words) and re.search(rf"(?<!\w){_PREFIXES}{re.escape(words)}(?!\w)", text) is not None


def passages(document: Document) -> list[Excerpt]:
    """Return everything that a document says, piece by piece in reading order, its title first."""
    read = [Excerpt(fold_line(f"{document.title} {document.furniture.header}"), Place(""), 0)]
    for counter, pieces in enumerate(_pieces(document.blocks), 1):
        read.extend(Excerpt(fold_line(text), place, counter) for text, place in pieces if text.strip())
    return read


def _pieces(blocks: tuple[Holder, ...]) -> Iterator[list[tuple[str, Place]]]:
    """Yield what belongs together as texts with their places."""
    for block in blocks:
        match block:
            case Table():
                yield from _table(block)
            case Picture():
                yield [(f"{block.alternative} {_words(block.caption)}", block.place)]
            case Contents() | PageBreak():
                pass  # the contents repeat the headings
            case _:
                yield from ([(_words(inlines), _place(inlines, block.place))] for inlines in series(block))
                yield from _pieces(inner(block))


def _table(table: Table) -> Iterator[list[tuple[str, Place]]]:
    """Yield a table of two columns as one piece, and another row by row; a merged cell is read in each of its rows."""
    caption = [(_words(table.caption), table.place)]
    read = (*zip(table.head, covering(table.head), strict=True), *zip(table.body, covering(table.body), strict=True))
    rows = [(_row(cells), _row_place(row)) for row, cells in read]
    if len(table.columns) <= 2:
        yield caption + rows
    else:
        yield from ([one] for one in caption + rows)


def _row(row: Sequence[Placed]) -> str:
    return " | ".join(" ".join(text for pieces in _pieces(one.cell.blocks) for text, _ in pieces) for one in row)


def _row_place(row: Row) -> Place:
    """Return the place of the first words in a row that a case gives, or of the row."""
    places = [place for cell in row.cells for pieces in _pieces(cell.blocks) for _, place in pieces]
    return next((place for place in places if not is_of_template(place)), row.place)


def _words(inlines: tuple[Inline, ...]) -> str:
    """Return the words of inline nodes, each note behind its mark."""

    def note(one: Note) -> str:
        return " " + " ".join(text for pieces in _pieces(one.blocks) for text, _ in pieces) + " "

    return plain(inlines, note)


def _place(inlines: tuple[Inline, ...], otherwise: Place) -> Place:
    """Return the place of the first words that a case gives, not its template."""
    return next((node.place for node in inlines if not is_of_template(node.place)), otherwise)


def is_of_template(place: Place) -> bool:
    """Tell whether something stands in a template or the house, whose words are the same for every case."""
    return place.file.startswith(("templates/", "<"))
