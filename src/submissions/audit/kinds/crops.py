"""Tell whether the XML of an office file crops a picture: what is cut away on the page stays in the file.

Rule: ISO 29500-1, 20.1.8 (`a:srcRect` and `a:fillRect`, thousandths of a per cent); ISO 29500-4, 19.1.2.11
(`v:imagedata`, which counts in shares or in 65,536ths); OpenDocument 1.3, 20.183 (`fo:clip`, lengths).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

CROPPED: Final = "a picture is cropped: what was cut away is still in the file"
"""What is said of a picture that is cropped."""

_NAME: Final = rb"<(?:[\w.-]+:)?"
_SIDE: Final = re.compile(rb"""\b[ltrb]\s*=\s*["']\s*([^"']*)""")
_OLD_SIDE: Final = re.compile(rb"""\bcrop(?:top|left|right|bottom)\s*=\s*["']\s*([^"']*)""")
_NUMBER: Final = re.compile(rb"[+-]?[0-9]*\.?[0-9]+")
_TAGS: Final = (
    (re.compile(_NAME + rb"srcRect\b([^>]*)>"), _SIDE, 1),
    (re.compile(_NAME + rb"fillRect\b([^>]*)>"), _SIDE, -1),
    (re.compile(_NAME + rb"imagedata\b([^>]*)>"), _OLD_SIDE, 1),
    (re.compile(rb"""\bclip\s*=\s*["']rect\(([^)]*)\)"""), re.compile(rb"([^\s,]+)"), 1),
)
"""What crops: its tag, its sides, and the sign of a side that cuts; the other sign adds a margin and hides nothing."""


def crops_picture(xml: bytes) -> bool:
    """Tell whether XML, in an encoding that has the letters of ASCII, crops a picture."""
    return any(_cuts(xml))


def _cuts(xml: bytes) -> Iterator[bool]:
    for tag, side, sign in _TAGS:
        yield from (_is_cut(value, sign) for match in tag.finditer(xml) for value in side.findall(match[1]))


def _is_cut(value: bytes, sign: int) -> bool:
    number = _NUMBER.match(value)
    return value != b"auto" if number is None else sign * float(number[0]) > 0
