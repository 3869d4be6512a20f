"""Give every column of a table room for its longest word: no word of a cell is parted where no line may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from submissions.document import Block, Column, Division, Document, ListBlock, Quotation, Table
from submissions.document.lettering import least_widths
from submissions.look import PageMeasures


def settle_columns(document: Document) -> Document:
    """Return the document whose tables have columns at least as wide as the longest word in each.

    What a column gains, those with room to spare give. Where all the longest words together are wider than the page,
    each column has its share of what there is, and the writers say which words that parts.
    """
    measures = document.design.measures
    return replace(document, blocks=_settled(document.blocks, measures.width, measures))


def _settled(blocks: tuple[Block, ...], measure: float, page: PageMeasures) -> tuple[Block, ...]:
    return tuple(_block(block, measure, page) for block in blocks)


def _block(block: Block, measure: float, page: PageMeasures) -> Block:
    match block:
        case Table():
            return replace(block, columns=_columns(block, measure))
        case Division():
            return replace(block, blocks=_settled(block.blocks, measure, page))
        case Quotation():
            return replace(block, blocks=_settled(block.blocks, measure - 2 * page.quote_indent, page))
        case ListBlock():
            room = measure - page.step
            items = tuple(replace(item, blocks=_settled(item.blocks, room, page)) for item in block.items)
            return replace(block, items=items)
        case _:
            return block


def _columns(table: Table, measure: float) -> tuple[Column, ...]:
    shares = widened(
        [column.width for column in table.columns], [100 * width / measure for width in least_widths(table)]
    )
    return tuple(replace(column, width=share) for column, share in zip(table.columns, shares, strict=True))


def widened(shares: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return shares of 100 that are nowhere less than `least`, taken from where there is more than that.

    Where `least` is more than 100 together, it is what the shares are in proportion to.
    """
    if all(share >= low for share, low in zip(shares, least, strict=True)):
        return list(shares)
    if sum(least) >= 100:
        return _rounded([100 * low / sum(least) for low in least])
    wanted = sum(max(low - share, 0) for share, low in zip(shares, least, strict=True))
    spare = sum(max(share - low, 0) for share, low in zip(shares, least, strict=True))
    # The typed shares make 100 to half a per cent, so that what there is to spare may fall short by as much.
    taken = min(wanted / spare, 1) if spare else 0
    made = [max(low, share - max(share - low, 0) * taken) for share, low in zip(shares, least, strict=True)]
    return _rounded([100 * share / sum(made) for share in made])


def _rounded(shares: Sequence[float]) -> list[float]:
    made = [round(share, 1) for share in shares]
    made[-1] = round(100 - sum(made[:-1]), 1)
    return made
