"""Find the fields of a form that a PDF does not draw itself: each reader makes a look for them, or none.

Rule: ISO 32000-2, 12.5.5 (appearance streams), 12.5.6.19 (widget annotations) and 12.7.4.3 (variable text).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

_PARENTS_MAX: Final = 50
_HIDDEN: Final = 0b10 | 0b100000  # hidden, or not to be viewed (table 167)
# What a look that is made would show: ground, frame, and what is written on a button.
_SHOWN: Final = ("/BG", "/BC", "/CA")


def undrawn_fields(page: Any) -> Iterator[Any]:
    """Yield the widgets of a page, opened by pikepdf, that show something and have no look of their own."""
    import pikepdf  # noqa: PLC0415 - slow to load, and only files of others need it

    marks = page.get("/Annots")
    for one in marks if isinstance(marks, pikepdf.Array) else ():
        if isinstance(one, pikepdf.Dictionary) and str(one.get("/Subtype", "")) == "/Widget" and _is_undrawn(one):
            yield one


def _is_undrawn(field: Any) -> bool:
    import pikepdf  # noqa: PLC0415

    looks = field.get("/AP")
    if int(field.get("/F", 0)) & _HIDDEN or (isinstance(looks, pikepdf.Dictionary) and "/N" in looks):
        return False
    left, bottom, right, top = (float(side) for side in field.get("/Rect", (0, 0, 0, 0)))
    if left == right or bottom == top:
        return False
    style = field.get("/MK")
    return _has_value(field) or (isinstance(style, pikepdf.Dictionary) and any(key in style for key in _SHOWN))


def _has_value(field: Any) -> bool:
    """Tell whether something is filled in, in the field or in the one that it is a part of."""
    import pikepdf  # noqa: PLC0415

    node = field
    for _ in range(_PARENTS_MAX):
        value = node.get("/V")
        if value is not None:
            return isinstance(value, pikepdf.Stream | pikepdf.Array) or bool(str(value).strip())
        node = node.get("/Parent")
        if not isinstance(node, pikepdf.Dictionary):
            return False
    return False
