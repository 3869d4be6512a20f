"""Compare a cleaned PDF with its original as a reader sees them, and look for what lies outside its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from submissions.exhibits.faults import PRINT_ANEW, CannotCleanError

# One dot for each point: a letter of a footnote still has several.
_DOTS_TO_THE_INCH: Final = 72
# A4 in full, with room; larger sheets, such as plans, are compared at a smaller scale.
_SIDE_MAX: Final = 1_200
# Rounding in the colours and edges of one dot; a letter that is missing at this size changes its dots by far more.
_DIFFERENCE_MAX: Final = 12
# The same where letters have fringes of colour; at this size one that is missing still changes its dots by twice this.
_FRINGE_MAX: Final = 32
# An eighth of an inch, which printers cut away: colours that run to the edge of a page are drawn so far beyond it.
_BLEED_POINTS: Final = 9.0
# Edges are smoothed and pictures are coded with loss, so that white paper is not 255 everywhere.
_WHITE: Final = 250


def compare(original: bytes, cleaned: bytes) -> None:
    """Raise CannotCleanError unless both have the same pages, and each pair of pages the same picture."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - slow to load, and only copies of exhibits need it

    before, after = PdfDocument(original), PdfDocument(cleaned)
    try:
        before.init_forms()  # without it, what is filled in is not drawn
        has_fields = before.formenv is not None
        if len(before) != len(after):
            raise CannotCleanError("the cleaned copy has another number of pages", PRINT_ANEW)
        for number in range(len(before)):
            pair = _picture(before[number]), _picture(after[number])
            if not _alike(*pair) and not (has_fields and _alike_in_grey(*pair)):
                reason = f"the cleaned copy would not look like the exhibit on page {number + 1}"
                raise CannotCleanError(reason, PRINT_ANEW)
    finally:
        before.close()
        after.close()


def look_outside(cleaned: bytes) -> None:
    """Raise CannotCleanError if words or pictures lie outside the part of a page that a reader sees."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    document = PdfDocument(cleaned)
    try:
        for number, page in enumerate(document, 1):
            left, bottom, right, top = seen = _box(page)
            width, height = right - left, top - bottom
            page.set_mediabox(left - width, bottom - height, right + width, top + height)
            page.set_cropbox(left - width, bottom - height, right + width, top + height)
            if _words_outside(page, seen):
                raise CannotCleanError(f"words lie outside the visible part of page {number}", PRINT_ANEW)
            if _paints_outside(page):
                raise CannotCleanError(f"something lies outside the visible part of page {number}", PRINT_ANEW)
    finally:
        document.close()


def _box(page: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = page.get_mediabox()
    return left, bottom, right, top


def _picture(page: Any, scale: float = 0.0) -> Any:
    scale = scale or min(_DOTS_TO_THE_INCH / 72, _SIDE_MAX / max(*page.get_size(), 1))
    return page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")


def _alike(first: Any, second: Any) -> bool:
    from PIL import ImageChops  # noqa: PLC0415

    if first.size != second.size:
        return False
    bands: Any = ImageChops.difference(first, second).getextrema()
    return all(highest <= _DIFFERENCE_MAX for _, highest in bands)


def _alike_in_grey(first: Any, second: Any) -> bool:
    """Tell whether two pictures are alike but for the fringes of colour with which PDFium smooths letters of fields."""
    from PIL import ImageChops, ImageFilter  # noqa: PLC0415

    if first.size != second.size:
        return False
    blurred = [one.filter(ImageFilter.BoxBlur(1)) for one in (first, second)]
    bands: Any = ImageChops.difference(*blurred).getextrema()
    return all(highest <= _FRINGE_MAX for _, highest in bands)


def _words_outside(page: Any, seen: tuple[float, float, float, float]) -> bool:
    """Tell whether the middle of any letter lies outside the rectangle that a reader sees."""
    return any(_is_outside(box, seen) for box in _letter_boxes(page))


def _is_outside(box: tuple[float, float, float, float], seen: tuple[float, float, float, float]) -> bool:
    across, along = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return not (seen[0] <= across <= seen[2] and seen[1] <= along <= seen[3])


def _letter_boxes(page: Any) -> Iterator[tuple[float, float, float, float]]:
    words = page.get_textpage()
    try:
        for index in range(words.count_chars()):
            box = words.get_charbox(index)
            if box[0] != box[2] or box[1] != box[3]:
                yield box
    finally:
        words.close()


def _paints_outside(page: Any) -> bool:
    """Tell whether a page three times as wide and high shows more than the one in its middle."""
    from PIL import ImageDraw  # noqa: PLC0415

    wide, high = page.get_size()
    # Half a dot for a point is enough to see that there is something at all, and a ninth of the picture is the page.
    scale = min(0.5, _SIDE_MAX / max(wide, high, 1))
    picture = _picture(page, scale).convert("L")
    bleed = _BLEED_POINTS * scale + 1
    middle = (
        picture.width / 3 - bleed, picture.height / 3 - bleed, picture.width * 2 / 3 + bleed,
        picture.height * 2 / 3 + bleed,
    )  # fmt: skip
    ImageDraw.Draw(picture).rectangle(middle, fill=255)
    return bool(picture.point(lambda value: 255 if value < _WHITE else 0).getbbox())
