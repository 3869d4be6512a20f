"""Find words that a page draws at no size: no reader's list of letters has them, and their codes are in the file."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import hypot
from typing import Any, Final

from submissions.unseen.objects import DrawnObject, objects_of
from submissions.unseen.places import Box, Sheet

# Points: what a letter measures across or along at least. Programs draw words of one point and scale them up.
_LEAST: Final = 0.5


def words_of_no_size(page: Any, sheet: Sheet) -> Iterator[Box]:
    """Yield where a page draws words so flat, narrow or small that nothing of them can be seen."""
    from pypdfium2 import raw  # noqa: PLC0415 - slow to load

    for one in objects_of(page):
        if one.kind == raw.FPDF_PAGEOBJ_TEXT and _size(one, raw) < _LEAST:
            sides = [ctypes.c_float() for _ in range(4)]
            raw.FPDFPageObj_GetBounds(one.handle, *sides)
            yield sheet.box(*(side.value for side in sides))


def _size(one: DrawnObject, raw: Any) -> float:
    """Return how many points a letter of an object takes across or along, whichever is less."""
    size, own = ctypes.c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(one.handle, size)
    raw.FPDFPageObj_GetMatrix(one.handle, own)
    a, b, c, d, *_ = one.matrix
    across = hypot(own.a * a + own.b * c, own.a * b + own.b * d)
    along = hypot(own.c * a + own.d * c, own.c * b + own.d * d)
    return abs(size.value) * min(across, along)
