"""Find pictures of which a page shows a part only: cut by its edge or a clip, or with something laid over them.

A picture is painted over in two colours; where the page does not change with the colour, the picture is not seen. Only
what shows something there counts: the white margin of a scan may lie beside the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from submissions.unseen.alone import SHOWS, median, shows_something
from submissions.unseen.objects import DrawnObject, Matrix, objects_of
from submissions.unseen.places import Box, Sheet, draw

# Below this two colours are not told apart, as under a mark that is almost opaque.
_COLOUR_SEEN: Final = 8
# Edges are smoothed, and frames cut a hair of a picture: only what lies deeper counts. An odd number of dots.
_EDGE: Final = 7
# Pictures that lie over each other are looked at one after the other; no sound page has more in one place.
_LAYERS_MAX: Final = 25
# A picture that is larger than the page many times over is looked at so far around the page.
_AROUND_MAX: Final = 1.0


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture of a page: its object, its box in dots, and how its unit square becomes dots of the page."""

    handle: Any
    box: Box
    corners: tuple[tuple[float, float], ...]


def pictures_of(page: Any, sheet: Sheet) -> list[PlacedPicture]:
    """Return the pictures that a page draws, in their order."""
    from pypdfium2 import raw  # noqa: PLC0415 - slow to load

    return [_picture(one, sheet) for one in objects_of(page) if one.kind == raw.FPDF_PAGEOBJ_IMAGE]


def _picture(drawn: DrawnObject, sheet: Sheet) -> PlacedPicture:
    corners = tuple(sheet.dot(*_point(drawn.matrix, x, y)) for x, y in ((0, 1), (1, 1), (0, 0), (1, 0)))
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    low, high = sheet.limited(min(xs), min(ys)), sheet.limited(max(xs), max(ys))
    return PlacedPicture(drawn.handle, (*low, *high), corners)


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def cut_pictures(page: Any, scratch: Any, sheet: Sheet) -> Iterator[Box]:
    """Yield the box of each part of a picture that shows something and is not seen; None is seen twice.

    `scratch` is the same page, opened a second time: its pictures are painted over.
    """
    pictures, painted = pictures_of(page, sheet), pictures_of(scratch, sheet)
    for layer in _layers(pictures):
        seen = _seen(scratch, [painted[index].handle for index in layer])
        for index in layer:
            hidden = _hidden(pictures[index], seen, sheet)
            box = hidden and _what_shows(pictures[index], hidden)
            if box:
                yield box


def _layers(pictures: Sequence[PlacedPicture]) -> list[list[int]]:
    """Return the numbers of the pictures in groups of which no two lie over each other."""
    layers: list[list[int]] = []
    for index, picture in enumerate(pictures):
        free = (one for one in layers if not any(_overlap(picture.box, pictures[other].box) for other in one))
        layer = next(free, None)
        if layer is None:
            layers.append([index])
        else:
            layer.append(index)
    return layers[:_LAYERS_MAX]


def _overlap(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 2 and high > 2


def _seen(page: Any, handles: Sequence[Any]) -> Any:
    """Return white where any of the pictures is seen on the page."""
    from PIL import ImageChops  # noqa: PLC0415 - slow to load

    drawn = []
    for colour in ((255, 0, 255), (0, 255, 0)):
        paint(handles, colour)
        drawn.append(draw(page))
    red, green, blue = ImageChops.difference(*drawn).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point(lambda value: 255 if value > _COLOUR_SEEN else 0)


def paint(handles: Sequence[Any], colour: tuple[int, int, int]) -> None:
    """Give pictures one colour and no mask."""
    from pypdfium2 import PdfBitmap, raw  # noqa: PLC0415

    bitmap = PdfBitmap.new_native(2, 2, raw.FPDFBitmap_BGR)
    bitmap.fill_rect((*colour, 255), 0, 0, 2, 2)
    for handle in handles:
        raw.FPDFImageObj_SetBitmap(None, 0, handle, bitmap)
    bitmap.close()


@dataclass(frozen=True, slots=True)
class _Hidden:
    """The dots of a picture that are not seen, white on black, and where on the page this mask begins."""

    mask: Any
    left: int
    top: int


def _hidden(picture: PlacedPicture, seen: Any, sheet: Sheet) -> _Hidden | None:
    """Return where a picture is not seen, deeper than its edges; None where it is seen wholly."""
    from PIL import Image, ImageChops, ImageDraw, ImageFilter  # noqa: PLC0415

    left, top, right, bottom = _near(picture.box, sheet)
    if right - left < _EDGE or bottom - top < _EDGE:
        return None
    mask = Image.new("L", (right - left, bottom - top), 0)
    first, second, third, fourth = ((x - left, y - top) for x, y in picture.corners)
    ImageDraw.Draw(mask).polygon([first, second, fourth, third], fill=255)
    there = Image.new("L", mask.size, 0)
    there.paste(seen, (-left, -top))
    mask = ImageChops.subtract(mask, there).filter(ImageFilter.MinFilter(_EDGE))
    return _Hidden(mask, left, top) if mask.getbbox() else None


def _near(box: Box, sheet: Sheet) -> Box:
    """Return a box as far as it lies on the page or around it."""
    wide, high = int(sheet.width * _AROUND_MAX), int(sheet.height * _AROUND_MAX)
    return max(box[0], -wide), max(box[1], -high), min(box[2], sheet.width + wide), min(box[3], sheet.height + high)


def _what_shows(picture: PlacedPicture, hidden: _Hidden) -> Box | None:
    """Return where a picture shows something in its hidden part, None where that is all of one shade."""
    from PIL import Image  # noqa: PLC0415

    whole = _laid_out(picture, hidden)
    if whole is None:
        return _moved(hidden.mask.getbbox(), hidden)
    if not shows_something(whole, hidden.mask):
        return None
    middle = median(whole.histogram(hidden.mask))
    marks = whole.point(lambda shade: 255 if abs(shade - middle) > SHOWS else 0)
    return _moved(Image.composite(marks, Image.new("L", marks.size, 0), hidden.mask).getbbox(), hidden)


def _moved(box: Box | None, hidden: _Hidden) -> Box:
    box = box or (0, 0, 1, 1)
    return box[0] + hidden.left, box[1] + hidden.top, box[2] + hidden.left, box[3] + hidden.top


def _laid_out(picture: PlacedPicture, hidden: _Hidden) -> Any:
    """Return a picture in grey as it would lie in a mask if all of it were seen; None if it cannot be had."""
    from PIL import Image  # noqa: PLC0415
    from pypdfium2 import PdfBitmap, raw  # noqa: PLC0415

    bitmap = raw.FPDFImageObj_GetBitmap(picture.handle)
    if not bitmap:
        return None
    held = PdfBitmap.from_raw(bitmap)
    grey = held.to_pil().convert("L")
    (x0, y0), (x1, y1), (x2, y2), _ = picture.corners
    # From dots of the mask to dots of the picture: the inverse of what lays the picture on the page.
    ax, ay, bx, by = (x1 - x0) / grey.width, (y1 - y0) / grey.width, (x2 - x0) / grey.height, (y2 - y0) / grey.height
    area = ax * by - ay * bx
    if not area:
        return None
    ox, oy = hidden.left - x0, hidden.top - y0
    across = by / area, -bx / area, (by * ox - bx * oy) / area
    along = -ay / area, ax / area, (ax * oy - ay * ox) / area
    return grey.transform(hidden.mask.size, Image.Transform.AFFINE, (*across, *along), Image.Resampling.BILINEAR)
