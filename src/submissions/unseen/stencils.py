"""Find pictures whose shape a mask draws and nobody sees, such as white letters of a mask on white paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from submissions.unseen.alone import SHOWS, VEILED, shows_something
from submissions.unseen.pictures import PlacedPicture, paint
from submissions.unseen.places import Box, Sheet, draw

# How often a page is drawn without one picture; far above what a sound page has that does not show at once.
_ALONE_MAX: Final = 25
# Dots each way in which a picture is drawn to see its shape.
_SIDE: Final = 300


def unseen_shapes(
    page: Any, pictures: Sequence[PlacedPicture], scratch: Sequence[PlacedPicture], sheet: Sheet
) -> Iterator[Box]:
    """Yield the box of each picture with a mask that changes nothing on the page though its mask has a shape.

    `scratch` are the same pictures of the page opened a second time: they are painted over.
    """
    pairs = zip(pictures, scratch, strict=True)
    shaped = [one for one, other in pairs if sheet.clip(one.box) and _has_shape(page, one, other)]
    if not shaped:
        return
    whole = draw(page)
    unclear = _without_change(page, whole, shaped, sheet)
    for one in unclear[:_ALONE_MAX]:
        yield from (found.box for found in _without_change(page, whole, [one], sheet))


def _has_shape(page: Any, picture: PlacedPicture, other: PlacedPicture) -> bool:
    """Tell whether a picture lets the page through in some places and not in others, more than its clip does."""
    from PIL import ImageChops  # noqa: PLC0415 - slow to load

    own = _cover(page, picture)
    if own is None or own.getextrema()[0] > 255 - SHOWS:
        return False
    paint([other.handle], (0, 0, 0))
    whole = _cover(page, other)
    return whole is not None and shows_something(ImageChops.difference(own, whole))


def _cover(page: Any, picture: PlacedPicture) -> Any:
    """Return how much of the page a picture covers in each of its dots; None if that cannot be had."""
    from pypdfium2 import PdfBitmap, raw  # noqa: PLC0415 - slow to load

    before = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(picture.handle, before)
    raw.FPDFPageObj_SetMatrix(picture.handle, raw.FS_MATRIX(_SIDE, 0, 0, _SIDE, 0, 0))
    try:
        bitmap = raw.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, picture.handle)
    finally:
        raw.FPDFPageObj_SetMatrix(picture.handle, before)
    drawn = PdfBitmap.from_raw(bitmap).to_pil() if bitmap else None
    return drawn.getchannel("A") if drawn is not None and drawn.mode == "RGBA" else None


def _without_change(page: Any, whole: Any, pictures: list[PlacedPicture], sheet: Sheet) -> list[PlacedPicture]:
    """Return the pictures in whose boxes the page stays as it is when all of them are taken away."""
    from PIL import ImageChops  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    _show(pictures, False, raw)
    change: Any = ImageChops.difference(whole, draw(page))
    _show(pictures, True, raw)
    found = []
    for one in pictures:
        box = sheet.clip(one.box)
        if box and max(most for _, most in change.crop(box).getextrema()) < VEILED:
            found.append(one)
    return found


def _show(pictures: Sequence[PlacedPicture], is_shown: bool, raw: Any) -> None:
    for one in pictures:
        raw.FPDFPageObj_SetIsActive(one.handle, is_shown)
