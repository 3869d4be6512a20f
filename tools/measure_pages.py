"""Measure finished pages as a typographer would: characters a line, white stretches, and lines on the last page.

Run it with `python tools/measure_pages.py FILE.pdf ...`, or on a folder such as `output`. For each PDF it prints the
pages, the size of running text in points, the median of characters in full lines of it, the width of these lines and
the largest white stretch inside a page in millimetres, and how many lines the last page has.
"""

from __future__ import annotations

import ctypes
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

_MILLIMETRE = 72 / 25.4
_FULL = 0.93
"""Of the width of text: a line that is as long, or longer, is a full one."""
_SHARE = 5
"""Running text has at least this part of all letters, one fifth."""
_NUMBER = re.compile(r"\S+\.\s*")
_WIDE = 0.9
"""Of all lines, sorted by length: where the width of text is looked for."""


@dataclass(frozen=True)
class Line:
    """A line of a page: its size of letters, where it stands and ends in points, and its words."""

    size: float
    start: float
    end: float
    top: float
    foot: float
    text: str


@dataclass(frozen=True)
class Measured:
    """What was measured of one PDF, lengths in millimetres."""

    pages: int
    size: float
    characters: float
    width: float
    hole: float
    last_lines: int


def measure(path: Path) -> Measured:
    """Measure one PDF; lines at the head and foot of a page count as its edges only."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [list(_lines(page)) for page in document]
    finally:
        document.close()
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        sizes[line.size] += len(line.text)
    # Notes may have more letters than the text that they belong to.
    size = max((one for one, count in sizes.items() if count * _SHARE > sizes.total()), default=0.0)
    body = list(_without_numbers(line for page in pages for line in page if line.size == size and len(line.text) > 20))
    widths = sorted(line.end - line.start for line in body)
    width = widths[int(len(widths) * _WIDE)] if widths else 0.0
    full = [len(line.text) for line in body if line.end - line.start > _FULL * width]
    hole = max((_largest_gap(page) for page in pages), default=0.0)
    characters = float(statistics.median(full)) if full else 0.0
    last = len(pages[-1]) if pages else 0
    return Measured(len(pages), size, characters, width / _MILLIMETRE, hole / _MILLIMETRE, last)


def _without_numbers(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines without what hangs in the margin before the edge at which most of them begin."""
    running = list(lines)
    edges = Counter(round(line.start) for line in running)
    edge = edges.most_common(1)[0][0] if edges else 0
    for line in running:
        number = _NUMBER.match(line.text) if line.start < edge - 3 else None
        yield replace(line, start=edge, text=line.text[number.end() :]) if number else line


def _largest_gap(lines: Sequence[Line]) -> float:
    """Return the largest white stretch between two lines of a page, head and foot left aside."""
    inner = sorted(lines, key=lambda line: -line.top)[1:-1]
    gaps = (upper.foot - lower.top for upper, lower in pairwise(inner))
    return max(gaps, default=0.0)


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    text = page.get_textpage()
    rows: dict[int, list[tuple[float, float, float, float, float, str]]] = defaultdict(list)
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if not letter or letter in "\r\n":
            continue
        _, foot, right, top = text.get_charbox(index)
        across, up = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, index, across, up)
        size = round(raw.FPDFText_GetFontSize(text.raw, index) * _scale(text, index) * 2) / 2
        rows[round(up.value)].append((across.value, right, top, foot, size, letter))
    for row in rows.values():
        row.sort()
        size = Counter(letter[4] for letter in row).most_common(1)[0][0]
        words = "".join(letter[5] for letter in row).strip()
        if words:
            tops, feet = max(letter[2] for letter in row), min(letter[3] for letter in row)
            yield Line(size, row[0][0], max(letter[1] for letter in row), tops, feet, words)


def _scale(text: pypdfium2.PdfTextPage, index: int) -> float:
    """Return by how much a letter is enlarged on its page."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text.raw, index, matrix)
    return abs(matrix.d) or 1.0


def main(arguments: Sequence[str]) -> None:
    """Print one line for each PDF among the arguments, or below those that are folders."""
    given = [Path(argument) for argument in arguments]
    files = [file for path in given for file in (sorted(path.rglob("*.pdf")) if path.is_dir() else [path])]
    rows = ["| document | pages | size | characters a line | width | largest white | lines on the last page |"]
    rows.append("|---|---|---|---|---|---|---|")
    rows += [_row("/".join(file.parts[-3:]), measure(file)) for file in files]
    sys.stdout.write("\n".join([*rows, ""]))


def _row(name: str, one: Measured) -> str:
    lengths = f"{one.width:.0f} mm | {one.hole:.0f} mm"
    return f"| {name} | {one.pages} | {one.size:g} pt | {one.characters:g} | {lengths} | {one.last_lines} |"


if __name__ == "__main__":
    main(sys.argv[1:])
