"""Find pictures that a page draws so small that nobody sees what they show, while all their dots are in the file."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any, Final

from submissions.unseen.alone import shows_something
from submissions.unseen.objects import DrawnObject, objects_of
from submissions.unseen.places import Box, Sheet

# Dots: what is as small is a texture, which shows nothing.
_TEXTURE: Final = 16
# Dots to the point of a page: above 2,880 to the inch nothing is printed, and no scanner is so fine.
_FINEST: Final = 40.0
# Points: what is drawn smaller is no larger than a letter of a footnote; there 900 dots to the inch are too many.
_SPECK: Final = 3.5
_FINEST_IN_A_SPECK: Final = 12.5


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A picture of a page: its handle, its sizes in dots and in points, across and along, and where it lies."""

    handle: Any
    dots: tuple[int, int]
    points: tuple[float, float]
    box: Box

    @property
    def is_tiny(self) -> bool:
        """Whether its dots lie closer than an eye can tell apart, in either direction."""
        return any(_is_too_fine(dots, points) for dots, points in zip(self.dots, self.points, strict=True))


def _is_too_fine(dots: int, points: float) -> bool:
    finest = _FINEST_IN_A_SPECK if points < _SPECK else _FINEST
    return dots > _TEXTURE and dots > points * finest


def tiny_pictures(page: Any, sheet: Sheet) -> Iterator[Box]:
    """Yield where a page draws a picture that shows something too small to be seen, and nowhere larger."""
    from pypdfium2 import raw  # noqa: PLC0415 - slow to load

    every = [_drawn(one, sheet, raw) for one in objects_of(page) if one.kind == raw.FPDF_PAGEOBJ_IMAGE]
    tiny = [one for one in every if one.is_tiny]
    large = [one for one in every if not one.is_tiny]
    yield from (one.box for one in tiny if not _is_among(one, large, raw) and _says_something(one.handle, raw))


def _drawn(one: DrawnObject, sheet: Sheet, raw: Any) -> _Drawn:
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(one.handle, wide, high)
    a, b, c, d, e, f = one.matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    box = sheet.box(min(xs), min(ys), max(xs), max(ys))
    return _Drawn(one.handle, (wide.value, high.value), (hypot(a, b), hypot(c, d)), box)


def _is_among(one: _Drawn, others: Sequence[_Drawn], raw: Any) -> bool:
    """Tell whether the same picture is drawn by another command too."""
    alike = [other for other in others if other.dots == one.dots]
    return bool(alike) and _coded(one.handle, raw) in {_coded(other.handle, raw) for other in alike}


def _coded(handle: Any, raw: Any) -> bytes:
    """Return a picture as it is coded in the file."""
    length = raw.FPDFImageObj_GetImageDataRaw(handle, None, 0)
    held = (ctypes.c_ubyte * length)()
    raw.FPDFImageObj_GetImageDataRaw(handle, held, length)
    return bytes(held)


def _says_something(handle: Any, raw: Any) -> bool:
    """Tell whether light and dark lie apart in a picture; one that cannot be had may say anything."""
    from pypdfium2 import PdfBitmap  # noqa: PLC0415

    bitmap = raw.FPDFImageObj_GetBitmap(handle)
    return not bitmap or shows_something(PdfBitmap.from_raw(bitmap).to_pil().convert("L"))
