"""See one picture of a PDF by itself: what its dots show, and how much of each its veil lets through.

A veil is a soft mask, a stencil, or a range of colours that are not painted (ISO 32000-2, 8.9.6 and 11.6.5.2). PDFium
draws the picture as large as it is, so that every coding and colour is read as a reader of the file would read it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

VEILS: Final = ("/SMask", "/Mask", "/SMaskInData")
"""The keys of a picture that let only a part of it through."""

VEILED: Final = 8
"""Of 255: what is let through less than this changes a page by less than an eye sees."""

DOTS_MAX: Final = 100_000_000
"""How many dots a picture may have to be drawn by itself: a sheet of A3 at 600 dots to the inch has 70 million."""

# How wide the edge of a veil is, in dots: what lies within it belongs to what is seen when the page is drawn smaller.
_EDGE: Final = 4
SHOWS: Final = 60
"""Of 255: how far from its middle shade the dots lie where a picture shows something."""

_DOTS_MIN: Final = 12


def size_of(picture: Any) -> tuple[int, int]:
    """Return how many dots a picture says it is wide and high, at least one."""
    return max(1, int(picture.get("/Width", 1))), max(1, int(picture.get("/Height", 1)))


def has_veil(picture: Any) -> bool:
    """Tell whether something lets only a part of a picture through."""
    return any(key in picture for key in VEILS[:2]) or bool(int(picture.get("/SMaskInData", 0)))


def draw_alone(
    picture: Any, ground: int, size: tuple[int, int], *, without: Sequence[str] = (), colours: str = ""
) -> Any:
    """Return a picture in RGB as it lies on a ground, 0 for black or 1 for white.

    `without` are keys that it is drawn without, `colours` a colour space in place of its own. Raises
    pypdfium2.PdfiumError or pikepdf.PdfError for one that cannot be drawn.
    """
    import pikepdf  # noqa: PLC0415 - slow to load, and only files of others need it
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    wide, high = size
    with pikepdf.new() as sheet:
        held = sheet.copy_foreign(picture)
        for key in without:
            if key in held:
                del held[key]
        if colours:
            held.ColorSpace = pikepdf.Name(colours)
        commands = f"{ground} g 0 0 {wide} {high} re f {1 - ground} g {wide} 0 0 {high} 0 0 cm /Im Do"
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page, MediaBox=[0, 0, wide, high], Contents=sheet.make_stream(commands.encode()),
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=held)),
        )  # fmt: skip
        sheet.pages.append(pikepdf.Page(sheet.make_indirect(page)))
        stream = io.BytesIO()
        sheet.save(stream)
    document = PdfDocument(stream.getvalue())
    try:
        return document[0].render(scale=1).to_pil().convert("RGB")
    finally:
        document.close()


def let_through(picture: Any) -> Any:
    """Return how much of a picture its veil lets through, from 0 to 255, in the finer of the sizes of both."""
    from PIL import ImageChops  # noqa: PLC0415 - slow to load

    size = _finest(picture)
    dark, light = draw_alone(picture, 0, size), draw_alone(picture, 1, size)
    red, green, blue = ImageChops.invert(ImageChops.subtract(light, dark)).split()
    return ImageChops.darker(ImageChops.darker(red, green), blue)


def _finest(picture: Any) -> tuple[int, int]:
    import pikepdf  # noqa: PLC0415

    masks = [picture.get(key) for key in VEILS[:2]]
    sizes = [size_of(one) for one in (picture, *masks) if isinstance(one, pikepdf.Stream)]
    wide, high = max(wide for wide, _ in sizes), max(high for _, high in sizes)
    return (wide, high) if wide * high <= DOTS_MAX else size_of(picture)


def seen_dots(picture: Any, through: Any) -> Any:
    """Return white where any of a dot is let through or right beside that, black elsewhere, in the picture's size.

    Soft edges are mixed when a page is drawn smaller, so that what lies beside them is seen too; a range of colours
    hides whole dots.
    """
    import pikepdf  # noqa: PLC0415
    from PIL import Image, ImageFilter  # noqa: PLC0415

    size = size_of(picture)
    seen = through.point(lambda value: 255 if value >= VEILED else 0)
    if seen.size != size:
        # Whatever is let through in a part of a dot lets the whole dot through.
        seen = seen.resize(size, Image.Resampling.BOX).point(lambda value: 255 if value else 0)
    if isinstance(picture.get("/Mask"), pikepdf.Array):
        return seen
    return seen.filter(ImageFilter.BoxBlur(_EDGE)).point(lambda value: 255 if value else 0)


def hides_something(picture: Any) -> bool:
    """Tell whether a picture shows something where its veil lets nothing through."""
    from PIL import ImageChops  # noqa: PLC0415

    if not has_veil(picture) or size_of(picture)[0] * size_of(picture)[1] > DOTS_MAX:
        return False
    seen = seen_dots(picture, let_through(picture))
    if seen.getextrema()[0] == 255:
        return False
    bare = draw_alone(picture, 1, size_of(picture), without=VEILS).convert("L")
    return shows_something(bare, ImageChops.invert(seen))


def shows_something(grey: Any, mask: Any = None) -> bool:
    """Tell whether light and dark lie apart in a picture, where a mask is white if one is given."""
    shades: list[int] = grey.histogram(mask)
    middle = median(shades)
    return sum(shades[: max(0, middle - SHOWS)]) + sum(shades[middle + SHOWS + 1 :]) >= _DOTS_MIN


def median(shades: list[int]) -> int:
    """Return the middle shade of a histogram."""
    half, passed = sum(shades) / 2, 0
    for shade, number in enumerate(shades):
        passed += number
        if passed >= half:
            return shade
    return 0
