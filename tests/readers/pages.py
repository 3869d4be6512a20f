"""Read a PDF by where its text stands on the page, without its tags: as somebody with a ruler would."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from page_lines import column_beside

from readers.reading import Reading
from submissions.document import Furniture

_RAISED_MAX = 6.5
_NEAR = 2.5
_STRAY = 1.5
"""Points by which two things that begin in one place may begin apart: engines round, and letters bear to a side."""
_GAP_MIN = 0.45
"""Of the size of the letters: the space between words is a quarter of it, and stays so in text set flush left."""
_FAR = 1.2
"""Of the distance of lines: what is further below begins something new."""
_NUMBER = re.compile(r"(\d+)\.\s*")
_ITEM = re.compile(r"\(?[a-z]+\)\s*|\d+\.\s*|[–•]\s*")


@dataclass(frozen=True)
class Span:
    """A piece of text: where it begins and ends along the line from the side where reading begins, in points."""

    text: str
    start: float
    end: float
    baseline: float
    size: float
    font: str


@dataclass(frozen=True)
class Line:
    """The pieces of a line in reading order."""

    spans: tuple[Span, ...]

    @property
    def start(self) -> float:
        """Where the line begins."""
        return self.spans[0].start

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: Counter[float] = Counter()
        for span in self.spans:
            sizes[round(span.size, 1)] += len(span.text)
        return sizes.most_common(1)[0][0]

    @property
    def baseline(self) -> float:
        """On what it stands, from the foot of the page."""
        return min(span.baseline for span in self.spans)

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Hang:
    """Where the numbers of a document's paragraphs stand, and where the words after them begin, in points."""

    edge: float
    words: float

    def begins(self, line: Line) -> bool:
        """Tell whether something hangs in the margin of a line, before its words."""
        at_edge = abs(line.start - self.edge) < _STRAY
        return at_edge and len(line.spans) > 1 and abs(line.spans[1].start - self.words) < _STRAY

    def goes_on(self, line: Line) -> bool:
        """Tell whether a line begins where the words after a number do."""
        return abs(line.start - self.words) < _STRAY


def read_pages(path: Path, furniture: Furniture, direction: str = "ltr") -> tuple[Reading, str]:
    """Return the numbered paragraphs and notes of a PDF, and all of its words but the heads and feet of pages."""
    pages = [_without_furniture(page, furniture) for page in page_lines(path, direction)]
    lines = [line for page in pages for line in page]
    size = _body_size(lines)
    body: list[Line] = []
    notes: list[Line] = []
    indent = _note_indent(lines, size)
    for page in pages:
        count = _note_lines(page, size, indent)
        body += page[: len(page) - count]
        notes += page[len(page) - count :]
    words = " ".join(line.text for line in (*body, *notes))
    return Reading(tuple(_paragraphs(body, size)), tuple(_notes(notes, indent))), words


def read_marks(path: Path, furniture: Furniture, direction: str = "ltr") -> list[tuple[list[int], list[int]]]:
    """Return for each page the numbers of the marks in its text, and of the notes that begin at its foot."""
    pages = [_without_furniture(page, furniture) for page in page_lines(path, direction)]
    lines = [line for page in pages for line in page]
    size = _body_size(lines)
    indent = _note_indent(lines, size)
    found = []
    for page in pages:
        count = _note_lines(page, size, indent)
        body, notes = page[: len(page) - count], page[len(page) - count :]
        spans = (span for line in body for span in line.spans if span.size < 0.9 * line.size)
        marks = [int(span.text) for span in spans if _is_number(span)]
        found.append((marks, [number for number, _ in _notes(notes, indent)]))
    return found


def _body_size(lines: Sequence[Line]) -> float:
    """Return the size of running text: the largest in which a good part of the document is set, headings aside."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if "Bold" not in line.spans[-1].font:
            sizes[line.size] += len(line.text)
    return max(size for size, count in sizes.items() if count * 8 > sizes.total())


def page_lines(path: Path, direction: str = "ltr") -> list[list[Line]]:
    """Return the lines of each page from top to bottom."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [_columns(list(_spans(page, direction)), page.get_width()) for page in document]
    finally:
        document.close()


def _spans(page: pypdfium2.PdfPage, direction: str) -> Iterator[Span]:
    text_page = page.get_textpage()
    width = page.get_width()
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8):
        text = _text(shape, text_page)
        if not text.strip():
            continue
        matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
        pdfium.FPDFPageObj_GetMatrix(shape.raw, matrix)
        pdfium.FPDFTextObj_GetFontSize(shape.raw, size)
        _, _, right, _ = shape.get_bounds()
        start, end = (matrix.e, right) if direction == "ltr" else (width - right, width - matrix.e)
        yield Span(text, start, end, matrix.f, size.value * abs(matrix.d), _font(shape))


def _text(shape: pypdfium2.PdfObject, text_page: pypdfium2.PdfTextPage) -> str:
    length = pdfium.FPDFTextObj_GetText(shape.raw, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(shape.raw, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _font(shape: pypdfium2.PdfObject) -> str:
    font = pdfium.FPDFTextObj_GetFont(shape.raw)
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
    return buffer.value.decode("utf-8", "replace")


def _columns(spans: list[Span], width: float) -> list[Line]:
    """Return the lines of a column in the margin, and then those of the text."""
    beside = column_beside([(span.start, span.end) for span in spans], width)
    columns = ([span for index, span in enumerate(spans) if (index in beside) is inside] for inside in (True, False))
    return [line for column in columns for line in _lines(column)]


def _lines(spans: list[Span]) -> list[Line]:
    """Gather pieces by their baseline; a raised mark belongs to the line just below it."""
    baselines: list[float] = []
    for span in sorted(spans, key=lambda span: -span.size):
        if not any(-_NEAR < span.baseline - known < _RAISED_MAX for known in baselines):
            baselines.append(span.baseline)
    rows: dict[float, list[Span]] = {known: [] for known in sorted(baselines, reverse=True)}
    for span in spans:
        near = [known for known in baselines if -_NEAR < span.baseline - known < _RAISED_MAX]
        rows[min(near, key=lambda known: abs(span.baseline - known))].append(span)
    return [Line(tuple(sorted(row, key=lambda span: span.start))) for row in rows.values()]


def _without_furniture(lines: Sequence[Line], furniture: Furniture) -> list[Line]:
    """Leave out the head and the foot of a page, by their words."""
    foot = _letters(furniture.page_of.format(page="", pages=""))
    head = _letters(furniture.header + furniture.marking)
    kept = list(lines)
    if kept and _letters(kept[-1].text) == foot:
        kept.pop()
    if kept and _letters(kept[0].text) in (head, _letters(furniture.marking), _letters(furniture.header)):
        kept.pop(0)
        return kept
    # The mark stands alone on a first page, where a column in the margin may be read before it.
    mark = next((line for line in kept if furniture.marking and line.text.strip() == furniture.marking), None)
    return [line for line in kept if line is not mark]


def _letters(text: str) -> str:
    """Return the letters of a text in any order."""
    return "".join(sorted(re.sub(r"[\W\d]", "", text)))


def _note_indent(lines: Sequence[Line], size: float) -> float:
    """Return where the words of notes begin: just after a number that stands alone in the margin, in small print.

    The number of a note is smaller than its words; one of a row in a table is not.
    """
    starts: Counter[int] = Counter()
    for line in lines:
        if _is_number(line.spans[0]) and len(line.spans) > 1 and line.size < size:
            gap = line.spans[1].start - line.start
            is_raised = line.spans[0].size < 0.9 * line.size
            starts[round(line.spans[1].start)] += gap < 30 and is_raised
    return float(starts.most_common(1)[0][0]) if starts.total() else 0.0


def _note_lines(lines: Sequence[Line], size: float, indent: float) -> int:
    """Count the lines of notes at the foot of a page: small, and begun by a number or set in after one."""
    count = 0
    for line in reversed(lines):
        if line.size >= size or not (_begins_note(line, indent) or abs(line.start - indent) < 1.5):
            break
        count += 1
    return count


def _is_number(span: Span) -> bool:
    return bool(re.fullmatch(r"\s*\d+\s*", span.text))


def _begins_note(line: Line, indent: float) -> bool:
    return _is_number(line.spans[0]) and len(line.spans) > 1 and abs(line.spans[1].start - indent) < 1.5


def _notes(lines: Sequence[Line], indent: float) -> Iterator[tuple[int, str]]:
    number, words = 0, ""
    for line in lines:
        if _begins_note(line, indent):
            if number:
                yield number, words
            number, words = int(line.spans[0].text), " ".join(span.text for span in line.spans[1:])
        else:
            words = f"{words} {line.text}"
    if number:
        yield number, words


def _hang_of(lines: Sequence[Line], size: float) -> Hang | None:
    """Find where the numbers of a document hang: at the edge of its text, apart from words that all begin in one place.

    What a number looks like does not count: a line of running text may begin with "2017." too, but then a word follows
    after a space, not after a gap, or the line does not begin at the edge.
    """
    running = [line for line in lines if abs(line.size - size) < 0.2]
    edge = min((line.start for line in running), default=0.0)
    starts: Counter[int] = Counter()
    for line in running:
        rest = line.spans[1:]
        if rest and line.start - edge < _STRAY and _gap_follows(line):
            starts[round(rest[0].start)] += 1
    return Hang(edge, float(starts.most_common(1)[0][0])) if starts else None


def _paragraphs(lines: Sequence[Line], size: float) -> Iterator[tuple[int, str]]:
    """Yield each paragraph that a number in the margin begins, with the lines set in as far as its first words.

    What has no number begins there too, and is told by the space above it.
    """
    number, words = 0, ""
    hang, far = _hang_of(lines, size), _FAR * _leading(lines, size)
    last: Line | None = None
    for line in lines if hang else ():
        below = last is not None and last.baseline - line.baseline > far
        last = line
        first, *rest = line.spans
        label = _NUMBER.fullmatch(first.text) if hang.begins(line) and not _is_heading(line) else None
        plain = abs(line.size - size) < 0.2
        if label and plain:
            if number:
                yield number, words
            number, words = int(label[1]), " ".join(span.text for span in rest)
        elif number and plain and not below and hang.goes_on(line) and not (_is_item(line) or _is_bold(line)):
            words = f"{words} {line.text}"
        elif number:
            yield number, words
            number = 0
    if number:
        yield number, words


def _leading(lines: Sequence[Line], size: float) -> float:
    """Return how far apart the lines of running text are, most of the time."""
    running = [line.baseline for line in lines if abs(line.size - size) < 0.2]
    steps = Counter(round(upper - lower, 1) for upper, lower in pairwise(running) if upper > lower)
    return steps.most_common(1)[0][0] if steps else 0.0


def _is_heading(line: Line) -> bool:
    """Tell a numbered heading, which hangs in the same place as a paragraph, by the face of its number."""
    return "Bold" in line.spans[0].font or "Italic" in line.spans[0].font


def _is_bold(line: Line) -> bool:
    """Tell a heading without a number, at the head of a page too, by its face from end to end."""
    return all("Bold" in span.font for span in line.spans)


def _is_item(line: Line) -> bool:
    """Tell an item of a list inside a paragraph by the gap after its marker."""
    first, *rest = line.spans
    return bool(rest and _ITEM.fullmatch(first.text) and _gap_follows(line))


def _gap_follows(line: Line) -> bool:
    """Tell whether more than a space parts the first piece of a line from the second."""
    first, second = line.spans[:2]
    return second.start - first.end > _GAP_MIN * line.size
