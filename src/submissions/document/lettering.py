"""How wide words come out, near enough for columns: bounds over the program's bold faces, in ems of the letter size.

The tree knows no fonts, and a column must be wide enough in either engine and in either face. So a letter counts as
wide as the widest of the bold serif and the bold sans; a test holds every figure here to the files of the fonts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from submissions.document.nodes import Column, Paragraph, Row, Table
from submissions.document.walking import plain, walk

LONGEST_WORD: Final = 30
"""Characters: what is longer is an address, a digest or a path, and may be parted anywhere."""

_NARROW: Final = frozenset("ijl.,:;'!|/\\()[]-`ft \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}‘’‚‹›іїI")
_NARROW_EMS: Final = 0.4
_PLAIN_EMS: Final = 0.64
_TALL_EMS: Final = 0.79
_WIDE: Final = frozenset("mwMWŴŵďŉ&%@—―…¼½¾æœÆŒǢĲƜжмъшщыюфђћЂЋЖМЪШЩЫЮФ©®‰")
_WIDE_EMS: Final = 1.13
_WIDEST: Final = frozenset("ǄǅǆǇǈǉǊǋǌǱǲǳЉЊљњ")
_WIDEST_EMS: Final = 1.4
# Arabic letters join, and are narrower in a word than alone.
_JOINED_EMS: Final = 0.6

MEASURE: Final = 453.0
"""Points: the width of the text between its margins, 160 mm; US Letter has more."""

# How much of the bounds above the letters of a text take together, in the regular face.
_MEAN: Final = 0.72
# A third of a page in lines of a table: some 55 of 12.5 points.
_KEPT_LINES_MAX: Final = 18
_TABLE_SIZE: Final = 9.5
_CELL_SPACE: Final = 9.0

# After these a line may end; a no-break space and a no-break hyphen are no such place.
_PARTS: Final = re.compile("[^ \t\n\r\u200b\\-\u2010\u2013\u2014]+[\\-\u2010\u2013\u2014]*")


def breadth(text: str) -> float:
    """Return how many ems a text takes on one line, at the most."""
    return sum(map(_ems, text))


def longest_word(text: str) -> float:
    """Return how many ems the widest piece of a text takes that no line may part."""
    return max((breadth(word) for word in unparted(text)), default=0.0)


def unparted(text: str) -> Iterator[str]:
    """Yield the pieces of a text that no line may part; an address counts up to the length of a long word."""
    for piece in _PARTS.findall(text):
        yield piece if len(piece) <= LONGEST_WORD else piece[: LONGEST_WORD // 2]


def least_widths(table: Table) -> list[float]:
    """Return how many points each column of a table takes at the least, the space beside its words included."""
    least = [0.0] * len(table.columns)
    for row in (*table.head, *table.body):
        for index, cell in enumerate(row.cells[: len(least)]):
            words = (plain(node.inlines) for node in walk(cell.blocks) if isinstance(node, Paragraph))
            least[index] = max(least[index], max(map(longest_word, words), default=0.0) * _TABLE_SIZE)
    return [width + (_CELL_SPACE if index < len(least) - 1 else 0) for index, width in enumerate(least)]


def rows_kept(table: Table) -> frozenset[int]:
    """Return the rows below the head that stay on one page with the next: the first and the last but one.

    So no row stands alone below its head or at the top of a page. Two rows that together may take more than a third of
    a page are not held together: that would leave as much of a page empty, and no page may have room for both.
    """
    ends = {0, len(table.body) - 2} if len(table.body) > 1 else set()
    return frozenset(index for index in ends if are_short(table.body[index : index + 2], table.columns))


def are_short(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Tell whether rows together take no more than a third of a page, in a table as wide as the text."""
    return sum(_lines(row, columns) for row in rows) <= _KEPT_LINES_MAX


def _lines(row: Row, columns: Sequence[Column]) -> int:
    """Return how many lines of the page a row takes, near enough."""
    lines = [1]
    for cell, column in zip(row.cells, columns, strict=False):
        room = max(column.width / 100 * MEASURE - _CELL_SPACE, _TABLE_SIZE) / _TABLE_SIZE
        words = [plain(node.inlines) for node in walk(cell.blocks) if isinstance(node, Paragraph)]
        lines.append(sum(ceil(breadth(text) * _MEAN / room) or 1 for text in words))
    return max(lines)


def _ems(letter: str) -> float:  # noqa: PLR0911 - one return for each width
    if letter in _NARROW:
        return _NARROW_EMS
    if letter in _WIDEST:
        return _WIDEST_EMS
    if letter in _WIDE:
        return _WIDE_EMS
    kind = unicodedata.category(letter)
    if kind in {"Mn", "Cf"}:
        return 0.0
    if unicodedata.bidirectional(letter) == "AL":
        return _JOINED_EMS
    if kind == "Lu":
        return _TALL_EMS
    return _PLAIN_EMS if kind in {"Ll", "Nd", "Po", "Ps", "Pe", "Pi", "Pf", "Pd", "Sm", "Sc", "Sk"} else 1.0
