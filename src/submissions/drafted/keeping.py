"""Keep on one page what Word keeps there: paragraphs that stay with the next one, and rows that do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from submissions.document import Block, Division, PageBreak
from submissions.drafted.grouping import Neighbours
from submissions.drafted.word.records import WordParagraph, WordRow, WordTable

Read: TypeAlias = tuple[Neighbours, tuple[Block, ...]]
"""Neighbouring blocks of a file, and what was read of them."""

_MANY: Final = 8
"""Of more paragraphs that stay together nobody can have meant all."""


def together(read: Sequence[Read]) -> Iterator[Block]:
    """Yield blocks, those that Word keeps on one page within a division that is never parted.

    Headings, and words before a list, stay with what follows by themselves.
    """
    bound: list[Read] = []
    for stretch, blocks in read:
        if _stays(stretch):
            bound.append((stretch, blocks))
            continue
        yield from _group(bound, stretch, blocks)
        bound = []
    for _, blocks in bound:
        yield from blocks


def _group(bound: Sequence[Read], stretch: Neighbours, blocks: tuple[Block, ...]) -> Iterator[Block]:
    whole = [*(one for _, held in bound for one in held), *blocks]
    first = stretch.blocks[0]
    ends = first if stretch.kind in ("table", "text") else None
    is_kept = isinstance(ends, WordTable) and _is_whole(ends.rows)
    if len(bound) > _MANY or not whole or not (is_kept or (bound and isinstance(ends, WordParagraph))):
        yield from whole
        return
    while whole and isinstance(whole[0], PageBreak):
        yield whole.pop(0)
    if any(isinstance(one, PageBreak) for one in whole):
        yield from whole
    elif whole:
        yield Division("keep", tuple(whole), whole[0].place)


def _stays(stretch: Neighbours) -> bool:
    first = stretch.blocks[0]
    return stretch.kind == "text" and isinstance(first, WordParagraph) and first.keeps_next


def _is_whole(rows: Sequence[WordRow]) -> bool:
    """Tell whether each row of a table but the last stays with the next, by the first paragraph of its first cell."""
    opened = [next((one for cell in row.cells[:1] for one in cell.blocks), None) for row in rows[:-1]]
    return bool(rows) and all(isinstance(one, WordParagraph) and one.keeps_next for one in opened)
