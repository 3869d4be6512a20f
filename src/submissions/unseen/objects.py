"""Walk through what PDFium has of a page: its objects and those of its forms, each with where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)
# Forms within forms can double without end; no page draws so much.
OBJECTS_MAX: Final = 500_000


@dataclass(frozen=True, slots=True)
class DrawnObject:
    """One object of a page: its kind and handle of PDFium, and how its own points become those of the page."""

    kind: int
    handle: Any
    matrix: Matrix


def objects_of(page: Any) -> Iterator[DrawnObject]:
    """Yield everything that a page draws, in its order, each form before what it draws."""
    from pypdfium2 import raw  # noqa: PLC0415 - slow to load

    waiting = [(iter(_held(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)), _IDENTITY)]
    for _ in range(OBJECTS_MAX):
        while waiting:
            handle = next(waiting[-1][0], None)
            if handle is not None:
                break
            waiting.pop()
        else:
            return
        kind, around = raw.FPDFPageObj_GetType(handle), waiting[-1][1]
        own = _times(_matrix(handle), around) if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM) else around
        yield DrawnObject(kind, handle, own)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            waiting.append((iter(_held(handle, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)), own))


def _held(holder: Any, count: Any, get: Any) -> Iterator[Any]:
    return (get(holder, index) for index in range(count(holder)))


def _matrix(handle: Any) -> Matrix:
    from pypdfium2 import raw  # noqa: PLC0415

    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(handle, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    k, m, n, p, q, r = second
    return (a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r)
