"""Redact an exhibit for good: pages that are touched become pictures with the places painted over, the rest is cleaned.

A black box over words hides nothing: the words stay in the file. Here the page is drawn, the places are filled with
black, and the picture takes the place of the page, so that no letter, layer or mark of it is left.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from submissions.exhibits.faults import CannotCleanError
from submissions.exhibits.hidden import saved
from submissions.exhibits.pdf import clean_pdf
from submissions.unseen import look_at

Share: TypeAlias = tuple[float, float, float, float]
"""A place on a page as it is seen: left, top, right and bottom, each as a share of its width or height."""

DOTS_TO_THE_INCH: Final = 220
# An A3 sheet at that size; larger sheets are drawn as large as this.
_SIDE_MAX: Final = 5_000
_QUALITY: Final = 90
_PAGES_MAX: Final = 2_000
_UNLOCK: Final = "get it without the lock, or print it into a new PDF, and redact that"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted file, the pages that became pictures, counted from 1, and whether that was done to all of them."""

    content: bytes
    pages: tuple[int, ...]
    is_all: bool = False


def redact_pdf(content: bytes, places: Mapping[int, Sequence[Share]]) -> Redacted:
    """Return a PDF with the places of each page, counted from 1, removed for good; raises CannotCleanError.

    Pages with marks for redaction that were never applied, or with words or pictures that nobody sees, become pictures
    too. Where the other pages cannot be cleaned as they are, all of them do.
    """
    from pikepdf import PdfError  # noqa: PLC0415 - slow to load, and only exhibits need it

    with _opened(content) as document:
        count = len(document)
        if count > _PAGES_MAX:
            raise CannotCleanError(f"it has more than {_PAGES_MAX:,} pages", "divide it, and redact each part")
        wrong = [number for number in places if not 1 <= number <= count]
        if wrong:
            raise CannotCleanError(f"it has {count} pages, and no page {wrong[0]}", "count the pages from 1")
        touched = sorted({*places, *(look.page for look in look_at(content) if look.unseen)})
        try:
            mixed = _with_pictures(content, {number: _picture(document, number, places) for number in touched})
            return Redacted(clean_pdf(mixed).content, tuple(touched))
        except (CannotCleanError, PdfError, ValueError, TypeError):
            everything = (_picture(document, number, places) for number in range(1, count + 1))
            return Redacted(clean_pdf(_of_pictures(everything)).content, tuple(range(1, count + 1)), is_all=True)


def _opened(content: bytes) -> Any:
    from contextlib import closing  # noqa: PLC0415

    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - slow to load

    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        raise CannotCleanError("it is no PDF that can be opened, or it is locked", _UNLOCK) from error
    document.init_forms()  # without it, what is filled in is not drawn
    return closing(document)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as a picture: its size in points, as it is seen, and the picture as JPEG with its size in dots."""

    size: tuple[float, float]
    content: bytes
    dots: tuple[int, int]


def _picture(document: Any, number: int, places: Mapping[int, Sequence[Share]]) -> _Page:
    page = document[number - 1]
    try:
        size = page.get_size()
        scale = min(DOTS_TO_THE_INCH / 72, _SIDE_MAX / max(*size, 1))
        marks = [*places.get(number, ()), *_marks(page)]
        picture = paint_over(page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB"), marks)
    finally:
        page.close()
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=_QUALITY, subsampling=0)
    return _Page(size, stream.getvalue(), picture.size)


def _marks(page: Any) -> Iterator[Share]:
    """Yield where marks for redaction stand that were never applied."""
    from submissions.unseen.pdf import redactions  # noqa: PLC0415
    from submissions.unseen.places import sheet_of  # noqa: PLC0415

    sheet = sheet_of(page)
    for box in redactions(page, sheet):
        yield box[0] / sheet.width, box[1] / sheet.height, box[2] / sheet.width, box[3] / sheet.height


def paint_over(picture: Any, places: Sequence[Share]) -> Any:
    """Return a picture with each place filled with black, a started dot included."""
    from PIL import ImageDraw  # noqa: PLC0415 - slow to load

    pen = ImageDraw.Draw(picture)
    wide, high = picture.size
    for left, top, right, bottom in places:
        pen.rectangle((int(left * wide), int(top * high), -int(-right * wide // 1), -int(-bottom * high // 1)), fill=0)
    return picture


def _with_pictures(content: bytes, pages: Mapping[int, _Page]) -> bytes:
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, page in pages.items():
            pdf.pages[number - 1] = pikepdf.Page(_drawn(pdf, page))
        pdf.remove_unreferenced_resources()
        return saved(pdf)


def _of_pictures(pages: Iterator[_Page]) -> bytes:
    import pikepdf  # noqa: PLC0415

    with pikepdf.new() as pdf:
        for page in pages:
            pdf.pages.append(pikepdf.Page(_drawn(pdf, page)))
        return saved(pdf)


def _drawn(pdf: Any, page: _Page) -> Any:
    """Return a page that shows a picture and nothing else."""
    from pikepdf import Dictionary, Name  # noqa: PLC0415

    wide, high = page.size
    picture = pdf.make_stream(
        page.content, Type=Name.XObject, Subtype=Name.Image, Width=page.dots[0], Height=page.dots[1],
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    commands = f"q {wide:.4f} 0 0 {high:.4f} 0 0 cm /Im0 Do Q".encode()
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Page, MediaBox=[0, 0, wide, high], Contents=pdf.make_stream(commands),
            Resources=Dictionary(XObject=Dictionary(Im0=picture)),
        )
    )  # fmt: skip
