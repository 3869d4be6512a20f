"""Read the words of a PDF by pdfminer, in the order in which they are drawn, and see how full its pages are."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTFigure, LTImage, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from benchmarks.stress.tokens import Token, tokens

MARGIN: Final = 25 * 72 / 25.4
"""The margin of the house's pages in points; heads and feet stand in it."""
EMPTY: Final = 1 / 3
"""Of the text area of a page: more may not be empty in one piece."""
# A raised sign moves up by less than a line; the mark of a note is a raised figure.
_LINE: Final = 6.0
_RAISED: Final = 0.8
_APART: Final = 0.5
_FAR: Final = 1.5
"""Of the size of the letters: what stands so far from the sign before it, a mark on a letter, is another word."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of a PDF between two of them, as words, and the pages that stay emptier than the measure."""

    lines: tuple[tuple[Token, ...], ...]
    empty: tuple[int, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All words in order."""
        return tuple(token for line in self.lines for token in line)


def read_pages(path: Path, begin: str, end: str, *, noted: bool = False) -> Pages:
    """Return what stands between two lines of a PDF, and what stands behind as well if there are notes.

    Raises ValueError where one of the lines is missing.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages = list(_pages(path))
    lines = [(number, text) for number, page in enumerate(pages, start=1) for text in _lines(page)]
    texts = [text.strip() for _, text in lines]
    first, last = (texts.index(next(filter(re.compile(rf".*{words}").fullmatch, texts), "")) for words in (begin, end))
    inside = [*lines[first + 1 : last], *(lines[last + 1 :] if noted else ())]
    words = tuple(tuple(tokens(text, number)) for number, text in inside)
    return Pages(words, tuple(number for number, page in enumerate(pages[:-1], start=1) if _is_empty(page)))


class _SaidWords(PDFPageAggregator):
    """Reads the words that are written beside glyphs in another order than theirs (ISO 32000-2, 14.9.4).

    The first glyph says them all, and the others nothing.
    """

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, laparams=None)
        self._said: list[str | None] = []

    def begin_tag(self, tag: PSLiteral, props: Mapping[str, object] | None = None) -> None:
        """Note the words of a tag, None for one that has none."""
        said = (props or {}).get("ActualText")
        self._said.append(decode_text(said) if isinstance(said, bytes) else None)

    def end_tag(self) -> None:
        """Forget the words of the innermost tag."""
        self._said.pop()

    def render_char(self, *glyph: Any, **more: Any) -> float:
        """Place a glyph, with the words of the innermost tag that has any."""
        advance = super().render_char(*glyph, **more)
        said = next((index for index in reversed(range(len(self._said))) if self._said[index] is not None), None)
        if said is not None:
            self.cur_item._objs[-1]._text = self._said[said]
            self._said[said] = ""
        return float(advance)


def _pages(path: Path) -> Iterator[LTPage]:
    manager = PDFResourceManager()
    device = _SaidWords(manager)
    interpreter = PDFPageInterpreter(manager, device)
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file):
            interpreter.process_page(page)
            yield device.get_result()


def _signs(page: LTPage | LTFigure, height: float) -> Iterator[LTChar]:
    for shape in page:
        if isinstance(shape, LTFigure):
            yield from _signs(shape, height)
        elif isinstance(shape, LTChar) and MARGIN - 2 <= shape.matrix[5] <= height - MARGIN:
            # By the line that it stands on: the letters of some scripts reach far below it.
            yield shape


def _lines(page: LTPage) -> Iterator[str]:
    """Yield the lines of a page in the order in which they are drawn; raised figures are the marks of notes."""
    line: list[LTChar] = []
    for sign in _signs(page, page.height):
        if line and abs(sign.matrix[5] - line[0].matrix[5]) > _LINE:
            yield _text(line)
            line = []
        line.append(sign)
    if line:
        yield _text(line)


def _text(line: Sequence[LTChar]) -> str:
    """Return the signs of a line, with a space where the next one stands apart: a number before its paragraph."""
    size = max(sign.size for sign in line)
    shown, edge = "", line[0].x0
    for sign in line:
        if sign.size < _RAISED * size and sign.get_text().isdigit():
            continue
        is_mark = unicodedata.category(sign.get_text()[:1] or " ") == "Mn"  # stands above or below its letter
        shown += " " if abs(sign.x0 - edge) > (_FAR if is_mark else _APART) * size else ""
        shown, edge = shown + sign.get_text(), edge if is_mark else sign.x1
    return shown


def _is_empty(page: LTPage) -> bool:
    extents = [(sign.y0, sign.y1) for sign in _signs(page, page.height) if sign.get_text().strip()]
    extents += [(shape.y0, shape.y1) for shape in page if isinstance(shape, LTImage | LTFigure)]
    return is_empty(extents, MARGIN, page.height - MARGIN)


def is_empty(extents: Iterable[tuple[float, float]], bottom: float, top: float) -> bool:
    """Tell whether more than the measure of a text area is empty in one piece; `extents` are what covers it."""
    reached, largest = bottom, 0.0
    for low, high in [*sorted(extents), (top, top)]:
        largest, reached = max(largest, low - reached), max(reached, high)
    return largest > EMPTY * (top - bottom)
