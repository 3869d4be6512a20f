"""Read a finished page as a typographer sees it: lines of text with their places, and the bands of ink on it."""

from __future__ import annotations

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import pypdfium2
from PIL import ImageOps
from pypdfium2 import raw

MILLIMETRE = 72 / 25.4
_FINE = 3
"""Rows of ink to a millimetre: a hairline is seen, and a page takes a hundredth of a second."""
_NEAR_EDGE, _COLUMN, _STRIP = 18 * MILLIMETRE, 36 * MILLIMETRE, 7 * MILLIMETRE
"""Where a column in the margin begins at most, how wide it is at most, and how wide the strip beside it at least."""
_SAME = 3.0
"""Points: letters whose lines stand as near are on one line; a raised number stands higher."""


@dataclass(frozen=True)
class Line:
    """A line of a page: its size of letters, where it stands and ends in points from the foot, and its words."""

    size: float
    start: float
    end: float
    top: float
    foot: float
    text: str


@dataclass(frozen=True)
class Band:
    """A band of ink across a page in millimetres from its top, with the width from its first ink to its last."""

    top: float
    foot: float
    width: float


@dataclass(frozen=True)
class Sheet:
    """A page: its lines from the top, its bands of ink from the top, and its height in points."""

    lines: tuple[Line, ...]
    bands: tuple[Band, ...]
    height: float

    def down(self, line: Line) -> float:
        """Return how far a line begins from the top of the page, in millimetres."""
        return (self.height - line.top) / MILLIMETRE


def sheet_of(page: pypdfium2.PdfPage) -> Sheet:
    """Read one page."""
    lines = sorted(_lines(page), key=lambda line: -line.top)
    return Sheet(tuple(lines), tuple(_bands(page)), page.get_height())


def _bands(page: pypdfium2.PdfPage) -> Iterator[Band]:
    picture = page.render(scale=_FINE / MILLIMETRE, grayscale=True).to_pil()
    ink = ImageOps.invert(picture.convert("L")).point(lambda value: 255 if value > 24 else 0)
    rows = ink.getprojection()[1]
    at = 0
    for marked, group in groupby(rows):
        height = len(list(group))
        if marked:
            box = ink.crop((0, at, ink.width, at + height)).getbbox()
            width = (box[2] - box[0]) / _FINE if box else 0.0
            yield Band(at / _FINE, (at + height) / _FINE, width)
        at += height


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    text = page.get_textpage()
    found: list[tuple[float, float, float, float, float, float, str]] = []
    across, up = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if letter in "\r\n\x00":
            continue
        _, foot, right, top = text.get_charbox(index)
        raw.FPDFText_GetCharOrigin(text.raw, index, across, up)
        size = round(raw.FPDFText_GetFontSize(text.raw, index) * _scale(text, index) * 2) / 2
        found.append((up.value, across.value, right, top, foot, size, letter))
    beside = column_beside([(letter[1], letter[2]) for letter in found], page.get_width())
    columns = (
        [letter for index, letter in enumerate(found) if (index in beside) is inside] for inside in (True, False)
    )
    for row in (row for column in columns for row in _rows(column)):
        size = Counter(letter[5] for letter in row).most_common(1)[0][0]
        words = "".join(letter[6] for letter in row).strip()
        if words:
            inked = [letter for letter in row if not letter[6].isspace()]
            tops, feet = max(letter[3] for letter in inked), min(letter[4] for letter in inked)
            yield Line(size, inked[0][1], max(letter[2] for letter in inked), tops, feet, words)


def _rows(
    letters: list[tuple[float, float, float, float, float, float, str]],
) -> Iterator[list[tuple[float, float, float, float, float, float, str]]]:
    """Yield the letters of each line from left to right, what is raised with the line that it belongs to."""
    heights: dict[int, list[int]] = defaultdict(list)
    levels = Counter(round(letter[0]) for letter in letters)
    line_of: dict[int, int] = {}
    for level in sorted(levels, key=lambda one: -levels[one]):
        near = [line for line in heights if abs(line - level) <= _SAME + 2 and levels[line] > 2 * levels[level]]
        line_of[level] = min(near, key=lambda line: abs(line - level)) if near else level
        heights[line_of[level]].append(level)
    rows: dict[int, list[tuple[float, float, float, float, float, float, str]]] = defaultdict(list)
    for letter in letters:
        rows[line_of[round(letter[0])]].append(letter)
    for row in rows.values():
        yield sorted(row, key=lambda letter: letter[1])


def column_beside(extents: Sequence[tuple[float, float]], width: float) -> frozenset[int]:
    """Return which pieces of a page stand in a column of its own in the margin, at either side of the sheet.

    `extents` are where each begins and ends from the left, in points, and `width` is that of the sheet. Such a column
    begins nearer to the edge than any text, and is parted from the text by a strip with nothing in it.
    """
    for sided in (extents, [(width - end, width - start) for start, end in extents]):
        near = min((start for start, _ in sided), default=width)
        parted = near + _COLUMN
        if near < _NEAR_EDGE and not any(start < parted + _STRIP and end > parted for start, end in sided):
            return frozenset(index for index, (_, end) in enumerate(sided) if end <= parted)
    return frozenset()


def _scale(text: pypdfium2.PdfTextPage, index: int) -> float:
    """Return by how much a letter is enlarged on its page."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text.raw, index, matrix)
    return abs(matrix.d) or 1.0


def gaps_of(bands: tuple[Band, ...]) -> Iterator[tuple[Band, Band]]:
    """Yield each two bands of ink between which a page is white."""
    yield from pairwise(bands)
