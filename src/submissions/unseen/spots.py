"""See whether a page shows all of a picture that it draws within a pattern, a drawn letter or a soft mask.

Such a picture may be drawn many times, or once in a corner. So its dots are given colours that tell where in it they
lie; the places whose colours come back from the page are seen.
"""

from __future__ import annotations

import io
import warnings
from typing import Any, Final

# A picture is divided into so many places each way, and a place is seen if so many dots of the page show it.
_PLACES: Final = 8
_DOTS_MIN: Final = 2
# Dots of a picture that tells places, each way; and dots of the page for each point.
_SIDE: Final = 64
_SCALE: Final = 2.0
_PAGE_SIDE_MAX: Final = 2_400
_MARK: Final = "/PictureThatTellsPlaces"
# Of 255: how far apart the two colours of one place lie at least where nothing else is mixed in.
_APART: Final = 230
# Between two dots of one place there is less than this in the other channels.
_ALIKE: Final = 6


def is_seen_wholly(page: Any, picture: Any) -> bool:
    """Tell whether every place of a picture is seen somewhere on a page; both are of one PDF, opened by pikepdf.

    Only pictures without anything mixed in are told; raises pypdfium2.PdfiumError for a page that cannot be drawn.
    """
    from PIL import ImageChops  # noqa: PLC0415 - slow to load

    dark, light = (_drawn(page, picture, blue) for blue in (0, 255))
    (red, green, low), (other_red, other_green, high) = dark.split(), light.split()
    alike = ImageChops.lighter(ImageChops.difference(red, other_red), ImageChops.difference(green, other_green))
    mask = ImageChops.multiply(
        ImageChops.subtract(high, low).point(lambda value: 255 if value > _APART else 0),
        alike.point(lambda value: 255 if value < _ALIKE else 0),
    )
    across, along = red.tobytes(), green.tobytes()
    counts = [0] * (_PLACES * _PLACES)
    step = 256 // _PLACES
    for at, is_there in enumerate(mask.tobytes()):
        if is_there:
            counts[along[at] // step * _PLACES + across[at] // step] += 1
    return min(counts) >= _DOTS_MIN


def _drawn(page: Any, picture: Any, blue: int) -> Any:
    """Return a page on which each dot of a picture tells where in the picture it lies."""
    import pikepdf  # noqa: PLC0415 - slow to load, and only files of others need it
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    with pikepdf.new() as sheet, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # fields are copied for their looks only
        picture[_MARK] = True
        try:
            sheet.pages.append(page)
        finally:
            del picture[_MARK]
        for one in sheet.objects:
            if isinstance(one, pikepdf.Stream) and _MARK in one:
                _tell_places(one, blue)
        stream = io.BytesIO()
        sheet.save(stream)
    document = PdfDocument(stream.getvalue())
    try:
        document.init_forms()
        drawn = document[0]
        scale = min(_SCALE, _PAGE_SIDE_MAX / max(*drawn.get_size(), 1))
        return drawn.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    finally:
        document.close()


def _tell_places(picture: Any, blue: int) -> None:
    import pikepdf  # noqa: PLC0415

    for key in list(picture.keys()):
        if key not in ("/Type", "/Subtype", "/Length"):
            del picture[key]
    half = 256 // _SIDE // 2
    shades = [index * 256 // _SIDE + half for index in range(_SIDE)]
    picture.write(bytes(value for y in shades for x in shades for value in (x, y, blue)))
    picture.Width, picture.Height, picture.BitsPerComponent = _SIDE, _SIDE, 8
    picture.ColorSpace = pikepdf.Name.DeviceRGB
