"""Look at the pages of a PDF as a reader does, and say what of them no reader sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from submissions.unseen.held import Unseen, held_unseen
from submissions.unseen.letters import Letter, read_letters
from submissions.unseen.pictures import PlacedPicture, cut_pictures, pictures_of
from submissions.unseen.places import Box, Sheet, sheet_of
from submissions.unseen.sizes import words_of_no_size
from submissions.unseen.stencils import unseen_shapes
from submissions.unseen.tiny import tiny_pictures

PAGES_MAX: Final = 5_000
_UNAPPLIED: Final = "a mark for redaction was never applied: what it marks is still in the file"
_UNSEEN_WORDS: Final = "words stand in the file there that nobody can see"
_CUT: Final = "a picture in the file goes on there, where nobody can see it"
_SHAPE: Final = "a picture stands in the file there that nobody can see"
_TINY: Final = "a picture is drawn so small there that nobody can see what it shows"


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of one page: its number, how many letters are seen, how many pictures it draws, what is unseen.

    `layer` are the words that are drawn unseen over a scan of themselves, a line for each word.
    """

    page: int
    letters: int
    pictures: int
    unseen: tuple[Unseen, ...] = ()
    layer: tuple[str, ...] = ()

    @property
    def is_picture(self) -> bool:
        """Whether what the page says can be read by an eye only."""
        return bool(self.layer) or (self.pictures > 0 and not self.letters)


def look_at(content: bytes) -> Iterator[Look]:
    """Yield what is seen of each page; raises pypdfium2.PdfiumError for what cannot be opened or drawn."""
    held = held_unseen(content)
    with _opened(content) as document, _opened(content) as again:
        for place in range(min(len(document), PAGES_MAX)):
            page = document[place]
            try:
                yield _look(page, again, place + 1, held.get(place + 1, ()))
            finally:
                page.close()


def place_on_page(content: bytes, number: int, sides: Sequence[float]) -> str:
    """Return where on a page a rectangle lies, in words; `number` counts from 1, `sides` are as in a PDF, in points."""
    left, bottom, right, top = sides
    with _opened(content) as document:
        sheet = sheet_of(document[number - 1])
        return sheet.words(sheet.box(left, bottom, right, top))


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - slow to load

    document = PdfDocument(content)
    try:
        document.init_forms()  # without it, what is filled in is not drawn
        yield document
    finally:
        document.close()


def _look(page: Any, again: Any, number: int, held: Sequence[Unseen]) -> Look:
    """Return what is seen of a page; `again` is its document, opened a second time."""
    sheet = sheet_of(page)
    unseen = [Unseen(sheet.words(box), _UNAPPLIED) for box in redactions(page, sheet)]
    unseen += held
    placed = pictures_of(page, sheet)
    pictures = [picture.box for picture in placed]
    if placed:
        scratch = again[number - 1]
        try:
            unseen += _unseen_pictures(page, scratch, placed, sheet)
        finally:
            scratch.close()
    flat = list(words_of_no_size(page, sheet))
    lettering = read_letters(page, sheet, pictures)
    dark = dict.fromkeys(sheet.words(box) for box in (*flat, *(letter.box for letter in lettering.unseen)))
    unseen += [Unseen(where, _UNSEEN_WORDS) for where in dark]
    return Look(number, lettering.seen, len(pictures), tuple(unseen), _words(lettering.layer))


def _unseen_pictures(page: Any, scratch: Any, placed: Sequence[PlacedPicture], sheet: Sheet) -> list[Unseen]:
    """Return what a page does not show of its pictures; `scratch` is the page, opened a second time."""
    boxes = (
        (_TINY, tiny_pictures(page, sheet)),
        (_SHAPE, unseen_shapes(page, placed, pictures_of(scratch, sheet), sheet)),
        (_CUT, cut_pictures(page, scratch, sheet)),
    )
    return list(dict.fromkeys(Unseen(sheet.words(box), reason) for reason, found in boxes for box in found))


def _words(letters: tuple[Letter, ...]) -> tuple[str, ...]:
    words: dict[int, str] = {}
    for letter in letters:
        words[letter.word] = words.get(letter.word, "") + letter.sign
    return tuple(words.values())


def redactions(page: Any, sheet: Sheet) -> Iterator[Box]:
    """Yield the boxes of the marks for redaction that were never applied (ISO 32000-2, 12.5.6.23)."""
    from pypdfium2 import raw  # noqa: PLC0415

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        mark = raw.FPDFPage_GetAnnot(page, index)
        if mark:
            sides = raw.FS_RECTF()
            if raw.FPDFAnnot_GetSubtype(mark) == raw.FPDF_ANNOT_REDACT and raw.FPDFAnnot_GetRect(mark, sides):
                yield sheet.box(sides.left, sides.bottom, sides.right, sides.top)
            raw.FPDFPage_CloseAnnot(mark)
