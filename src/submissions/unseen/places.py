"""A page as dots, and where on it something stands, in words: "upper left"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

Box = tuple[int, int, int, int]
"""A rectangle in dots of the drawn page: left, top, right and bottom; the latter two lie outside of it."""

# A letter of four points still has its strokes, and a line of one point has no seam to the next.
DOTS_TO_THE_POINT: Final = 2.0
# A4 at that size, with room; larger sheets, such as plans, are drawn smaller.
SIDE_MAX: Final = 2_400
# Points; no letter of an upright page lies so far away.
_FAR: Final = 20_000.0
# How far out of the page a box is followed: enough to say that it is outside.
_OUTSIDE: Final = 100_000
# PDFium answers in whole dots: asked on paper so many times as fine, it answers exactly enough.
_FINE: Final = 64


@dataclass(frozen=True, slots=True)
class Sheet:
    """How points of a page become dots of its picture: rotation, crop and scale together, and the size in dots."""

    across: tuple[float, float, float]
    along: tuple[float, float, float]
    width: int
    height: int

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return the dots that a rectangle of the page takes up, at least one."""
        (a, b, c), (d, e, f) = self.across, self.along
        if not b and not d and -_FAR < left <= right < _FAR and -_FAR < bottom <= top < _FAR and a > 0 > e:
            x, y = int(a * left + c), int(e * top + f)  # the page as it usually is: upright
            return x, y, max(x + 1, int(a * right + c + 0.999)), max(y + 1, int(e * bottom + f + 0.999))
        corners = [self.dot(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        low_x, low_y = _whole(min(xs)), _whole(min(ys))
        return low_x, low_y, max(low_x + 1, _whole(max(xs) + 0.999)), max(low_y + 1, _whole(max(ys) + 0.999))

    def dot(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page lies in its picture."""
        (a, b, c), (d, e, f) = self.across, self.along
        return a * x + b * y + c, d * x + e * y + f

    def limited(self, x: float, y: float) -> tuple[int, int]:
        """Return a point of the picture in whole dots, within reach of the page."""
        return _whole(x), _whole(y)

    def clip(self, box: Box) -> Box | None:
        """Return the part of a box that lies on the page, None where none does."""
        if box[0] >= 0 and box[1] >= 0 and box[2] <= self.width and box[3] <= self.height:
            return box if box[0] < box[2] and box[1] < box[3] else None
        left, top, right, bottom = max(0, box[0]), max(0, box[1]), min(self.width, box[2]), min(self.height, box[3])
        return (left, top, right, bottom) if left < right and top < bottom else None

    def words(self, box: Box) -> str:
        """Return where on the page the middle of a box lies: "upper left", "middle", "beside the page"."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not (0 <= x <= self.width and 0 <= y <= self.height):
            return "beside the page"
        row = ("upper", "middle", "lower")[min(2, int(3 * y / max(1, self.height)))]
        column = ("left", "centre", "right")[min(2, int(3 * x / max(1, self.width)))]
        return "middle" if (row, column) == ("middle", "centre") else f"{row} {column}"


def _whole(value: float) -> int:
    return int(max(-_OUTSIDE, min(_OUTSIDE, value)))


def sheet_of(page: Any) -> Sheet:
    """Return how the points of a page of pypdfium2 become dots."""
    wide, high = page.get_size()
    scale = scale_of(page)
    # As pypdfium2 does when it draws: a started dot is a whole one.
    width, height = max(1, -int(-wide * scale // 1)), max(1, -int(-high * scale // 1))
    ends = list(_ends(page, wide, high, scale))
    (x0, y0), (x1, y1), (x2, y2) = ends
    across = (x1 - x0) / 1000, (x2 - x0) / 1000, x0
    along = (y1 - y0) / 1000, (y2 - y0) / 1000, y0
    return Sheet(across, along, width, height)


def scale_of(page: Any) -> float:
    """Return how many dots are drawn for a point of a page."""
    return float(min(DOTS_TO_THE_POINT, SIDE_MAX / max(*page.get_size(), 1)))


def _ends(page: Any, wide: float, high: float, scale: float) -> Iterator[tuple[float, float]]:
    """Yield where the page has its origin and the points a thousand to the right and up, in dots."""
    import ctypes  # noqa: PLC0415 - only files of others need it

    from pypdfium2 import raw  # noqa: PLC0415 - slow to load

    size = round(wide * scale * _FINE), round(high * scale * _FINE)
    for x, y in ((0, 0), (1000, 0), (0, 1000)):
        across, along = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, along)
        yield across.value / _FINE, along.value / _FINE


def draw(page: Any) -> Any:
    """Return the picture of a page as a reader shows it, marks and what is filled in with it."""
    return in_colours(page.render(scale=scale_of(page), may_draw_forms=True))


def draw_in_grey(page: Any) -> Any:
    """Return the picture of a page in shades of grey: what differs in it differs in colour too."""
    drawn = page.render(scale=scale_of(page), may_draw_forms=True, grayscale=True).to_pil()
    return drawn if drawn.mode == "L" else drawn.convert("L")


def in_colours(bitmap: Any) -> Any:
    """Return what was drawn as a picture in RGB, which PDFium gives but for pages with colours mixed in."""
    drawn = bitmap.to_pil()
    return drawn if drawn.mode == "RGB" else drawn.convert("RGB")
