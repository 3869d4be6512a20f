"""Give every column of a table its width from what it holds: once, so that Word and PDF have the same.

A column has room for its longest word, as no word is parted where no line may end. A short column, of dates, numbers
or yes and no, is as wide as its words. The others share the rest so that the table is about as low as it can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from math import ceil
from typing import Final

from submissions.document import (
    OPEN_WIDTH,
    Block,
    Cell,
    Column,
    Division,
    Document,
    ListBlock,
    Paragraph,
    Quotation,
    Row,
    Table,
)
from submissions.document.grids import Placed, covering, placed
from submissions.document.heights import PAGE_LINES, held_on_pages, row_lines
from submissions.document.lettering import (
    Composition,
    MeasuredCell,
    MeasuredTable,
    composition_of,
    heights_with,
    least_widths,
    measured,
)
from submissions.look import PageMeasures

_WHOLE: Final = 1000
"""Widths are counted in tenths of a per cent, as they are written."""

_SHORT_TOGETHER: Final = 620
_LABELS_MOST: Final = 400
"""How wide all short columns together, and a column of heads at the left, may be."""

_SHORT_MOST: Final = 118.0
_TEXT_LEAST: Final = 55.0
"""Points: a short column is no wider, and a column of running text narrower than some eleven letters is not read."""

_STEPS: Final = (64, 32, 16, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where tables stand: the page, the width of the text in points, the lettering, the widest heads at the left."""

    page: PageMeasures
    measure: float
    lettering: Composition
    labels: float = 0.0

    def units(self, points: float) -> int:
        """Return a width in tenths of a per cent, rounded up so that what fits the width fits the share."""
        return ceil(points / self.measure * _WHOLE - 1e-6)

    def points(self, units: int) -> float:
        """Return a share in points."""
        return units * self.measure / _WHOLE


def settle_columns(document: Document) -> Document:
    """Return the document whose tables have columns with widths, at least those of the longest word in each.

    Widths that the author gave are kept: what a column lacks for its longest word, those with room to spare give. Where
    they would make a row higher than a page, the table is set as if there were none.
    Where all the longest words together are wider than the page, each column has its share of what there is, and the
    writers say which words that parts.
    """
    page = document.design.measures
    lettering = composition_of(page)
    if document.direction == "rtl":
        # Word's readers differ in which side of a cell is its right one where a table runs from right to left.
        lettering = replace(lettering, last=lettering.space)
    setting = _Setting(page, page.width, lettering)
    setting = replace(setting, labels=max(_labels(document.blocks, setting.lettering), default=0.0))
    return replace(document, blocks=_settled(document.blocks, setting))


def is_headed_at_the_left(table: Table) -> bool:
    """Tell whether a table has its heads at the left, as particulars have, and none above."""
    return not table.head and bool(table.body) and all(row and row[0].cell.header for row in covering(table.body))


def _labels(blocks: Sequence[Block], lettering: Composition) -> Iterator[float]:
    """Yield how wide the heads at the left are in each table of labels and values."""
    for block in blocks:
        if isinstance(block, Table) and len(block.columns) == 2 and is_headed_at_the_left(block):
            yield max(cell.longest for cell in measured(block, lettering).of_column(0))
        elif isinstance(block, Division):
            yield from _labels(block.blocks, lettering)


def _settled(blocks: tuple[Block, ...], setting: _Setting, less: float = 0.0) -> tuple[Block, ...]:
    narrower = replace(setting, measure=setting.measure - less)
    return tuple(_block(block, narrower) for block in blocks)


def _block(block: Block, setting: _Setting) -> Block:
    match block:
        case Table():
            columns = _columns(block, setting)
            head, body = (_rows(rows, columns, setting) for rows in (block.head, block.body))
            return held_on_pages(replace(block, columns=columns, head=head, body=body), setting.page)
        case Division():
            return replace(block, blocks=_settled(block.blocks, setting))
        case Quotation():
            return replace(block, blocks=_settled(block.blocks, setting, 2 * setting.page.quote_indent))
        case ListBlock():
            items = tuple(
                replace(item, blocks=_settled(item.blocks, setting, setting.page.step)) for item in block.items
            )
            return replace(block, items=items)
        case _:
            return block


def _rows(rows: tuple[Row, ...], columns: Sequence[Column], setting: _Setting) -> tuple[Row, ...]:
    """Return rows whose cells hold tables that are settled within the width of the cell."""
    if all(isinstance(block, Paragraph) for row in rows for cell in row.cells for block in cell.blocks):
        return rows

    def cell(one: Placed) -> Cell:
        share = sum(column.width for column in columns[one.column : one.columns.stop]) / 100
        width = max(share * setting.measure - setting.lettering.space, setting.lettering.space)
        return replace(one.cell, blocks=_settled(one.cell.blocks, replace(setting, measure=width)))

    return tuple(replace(row, cells=tuple(map(cell, here))) for row, here in zip(rows, placed(rows), strict=True))


def _columns(table: Table, setting: _Setting) -> tuple[Column, ...]:
    asked = [column.width for column in table.columns]
    least = [100 * width / setting.measure for width in least_widths(table, setting.lettering)]
    kept = _with(table, _asked(table, asked, least, setting)) if OPEN_WIDTH not in asked else None
    if kept is not None and (sum(least) >= 100 or max(row_lines(kept, setting.page), default=0) <= PAGE_LINES):
        return kept.columns
    if sum(least) >= 100:
        return _with(table, widened([100 / len(asked)] * len(asked), least)).columns
    return _with(table, [units / 10 for units in _by_content(table, setting)]).columns


def _asked(table: Table, asked: Sequence[float], least: Sequence[float], setting: _Setting) -> list[float]:
    """Return the widths that somebody gave, with room for the longest words."""
    held = measured(table, setting.lettering)
    reserved = [100 * width / setting.measure for width in held.widths(_reserved, setting.lettering)]
    return widened(asked, reserved if sum(reserved) < 100 else least)


def _with(table: Table, shares: Sequence[float]) -> Table:
    columns = zip(table.columns, shares, strict=True)
    return replace(table, columns=tuple(replace(column, width=share) for column, share in columns))


def widened(shares: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return shares of 100 that are nowhere less than `least`, taken from where there is more than that.

    Where `least` is more than 100 together, it is what the shares are in proportion to.
    """
    if all(share >= low for share, low in zip(shares, least, strict=True)):
        return list(shares)
    if sum(least) >= 100:
        return _rounded([100 * low / sum(least) for low in least], least)
    wanted = sum(max(low - share, 0) for share, low in zip(shares, least, strict=True))
    spare = sum(max(share - low, 0) for share, low in zip(shares, least, strict=True))
    # The typed shares make 100 to half a per cent, so that what there is to spare may fall short by as much.
    taken = min(wanted / spare, 1) if spare else 0
    made = [max(low, share - max(share - low, 0) * taken) for share, low in zip(shares, least, strict=True)]
    return _rounded([100 * share / sum(made) for share in made], least)


def _rounded(shares: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return shares in tenths, rounded up; the one with most to spare gives what is too much."""
    made = [ceil(share * 10 - 1e-6) for share in shares]
    spare = [units - low * 10 for units, low in zip(made, least, strict=True)]
    made[spare.index(max(spare))] += _WHOLE - sum(made)
    return [units / 10 for units in made]


def _by_content(table: Table, setting: _Setting) -> list[int]:
    """Return widths by what the columns hold; the longest words together are narrower than the page."""
    held = measured(table, setting.lettering)
    least, natural, halved = (
        [setting.units(width) for width in held.widths(measure, setting.lettering, across)]
        for measure, across in ((_least, _least), (_longest, _on_one_line), (MeasuredCell.halved, _least))
    )
    if sum(least) >= _WHOLE:  # a hair less than the page, and rounded up
        return _shared(least, _WHOLE)
    if len(table.columns) == 2 and is_headed_at_the_left(table):
        label = min(setting.units(setting.labels + setting.lettering.room + setting.lettering.space), _LABELS_MOST)
        label = min(max(label, least[0]), _WHOLE - least[1])
        return [label, _WHOLE - label]
    reserved = [setting.units(width) for width in held.widths(_reserved, setting.lettering)]
    least, natural = _with_reserve(least, natural, reserved, setting)
    if sum(natural) <= _WHOLE:
        return _spread(natural, setting)
    floors, free = _with_short_on_one_line(least, halved, natural, setting)
    left = _WHOLE - sum(floors)
    # What is left goes by the square root of the length of text, as the heights of columns then differ least.
    weights = [area**0.5 if index in free else 0.0 for index, area in enumerate(held.areas())]
    widths = [floor + given for floor, given in zip(floors, _shared(weights, left), strict=True)]
    return _Search(held, floors, free, setting).lowest(widths)


def _least(cell: MeasuredCell) -> float:
    return cell.least


def _reserved(cell: MeasuredCell) -> float:
    return cell.reserved


def _longest(cell: MeasuredCell) -> float:
    return cell.longest


def _on_one_line(cell: MeasuredCell) -> float:
    """Return what a cell over several columns asks of them: one line where it is short."""
    return cell.longest if cell.longest <= _SHORT_MOST else cell.least


def _with_reserve(
    least: list[int], natural: list[int], reserved: list[int], setting: _Setting
) -> tuple[list[int], list[int]]:
    """Return both widths with what the words of short columns may take in another face, where there is room for it.

    Such a column is often as wide as its longest word, which would be parted within.
    """
    most = setting.units(_SHORT_MOST)
    wider = [
        max(low, more) if width <= most else low for low, more, width in zip(least, reserved, natural, strict=True)
    ]
    longer = [max(width, low) for width, low in zip(natural, wider, strict=True)]
    fits = sum(longer) <= _WHOLE or (sum(natural) > _WHOLE and sum(wider) < _WHOLE)
    return (wider, longer) if fits else (least, natural)


def _shared(weights: Sequence[float], whole: int) -> list[int]:
    """Return whole numbers in proportion to weights that make `whole`; the widest takes what rounding leaves."""
    total = sum(weights)
    made = [int(whole * weight / total) for weight in weights]
    made[weights.index(max(weights))] += whole - sum(made)
    return made


def _spread(natural: list[int], setting: _Setting) -> list[int]:
    """Return widths of columns that all have room on one line: what is over goes to text, or to all alike."""
    text = [width if width > setting.units(_SHORT_MOST) else 0 for width in natural]
    given = _shared(text if any(text) else natural, _WHOLE - sum(natural))
    return [width + more for width, more in zip(natural, given, strict=True)]


def _with_short_on_one_line(
    least: list[int], halved: list[int], natural: list[int], setting: _Setting
) -> tuple[list[int], frozenset[int]]:
    """Return the least that each column has, and which columns share what is left.

    Where the short ones take too much together, the widest of them joins those that share, with two lines.
    """
    floor, most = setting.units(_TEXT_LEAST), setting.units(_SHORT_MOST)
    readable = [
        max(low, min(width, floor), half if width <= most else 0)
        for low, half, width in zip(least, halved, natural, strict=True)
    ]
    short = {index for index, width in enumerate(natural) if width <= most}
    while True:
        widths = [natural[index] if index in short else readable[index] for index in range(len(natural))]
        together = sum(natural[index] for index in short)
        fits = sum(widths) <= _WHOLE and together <= _SHORT_TOGETHER and len(short) < len(natural)
        if fits or not short:
            break
        widest = max(natural[index] for index in short)
        # Columns nearly as wide, such as two of dates, are set alike.
        short = {index for index in short if natural[index] < 0.85 * widest}
    free = frozenset(range(len(natural))) - short
    return (widths, free) if sum(widths) <= _WHOLE else (list(least), free)


class _Search:
    """The search for the widths of the free columns that make the rows lowest together."""

    def __init__(self, held: MeasuredTable, floors: list[int], free: frozenset[int], setting: _Setting) -> None:
        self.held, self.floors, self.free, self.setting = held, floors, sorted(free), setting
        self.heights: dict[tuple[int, int], list[int]] = {}

    def lowest(self, widths: list[int]) -> list[int]:
        """Return the widths that are left when no step between two columns makes the table lower."""
        best = self._cost(widths)
        for step in _STEPS:
            for _ in range(_WHOLE // step):
                found = min(((self._cost(tried), tried) for tried in self._tried(widths, step)), default=None)
                if found is None or found[0] >= best:
                    break
                best, widths = found
        return widths

    def _tried(self, widths: list[int], step: int) -> Iterator[list[int]]:
        for giver, taker in permutations(self.free, 2):
            if widths[giver] - step >= self.floors[giver]:
                tried = list(widths)
                tried[giver] -= step
                tried[taker] += step
                yield tried

    def _cost(self, widths: list[int]) -> tuple[int, int]:
        """Return the lines of all rows, each as high as its highest cell, and the lines of all cells."""
        columns = [self._column(index, width) for index, width in enumerate(widths)]
        merged = [
            (
                one.rows,
                one.words.height(self._room(one.columns.stop, sum(widths[one.columns.start : one.columns.stop]))),
            )
            for one in self.held.spanning
        ]
        rows = heights_with(merged, list(map(max, zip(*columns, strict=True))))
        return sum(rows), sum(map(sum, columns)) + sum(lines for _, lines in merged)

    def _column(self, index: int, width: int) -> list[int]:
        found = self.heights.get((index, width))
        if found is None:
            room = self._room(index + 1, width)
            found = self.heights[index, width] = [row[index].height(room) for row in self.held.rows]
        return found

    def _room(self, end: int, width: int) -> float:
        """Return the points that words have in a share of the width that ends before a column."""
        lettering = self.setting.lettering
        beside = lettering.last if end == len(self.floors) else lettering.space
        return self.setting.points(width) - beside - lettering.room / 2
