"""Find pictures of a Word file of which a part is cut away on the page only.

Rule: ISO 29500-1, 20.1.8.55 (`a:srcRect`, thousandths of a per cent) and ISO 29500-4, 19.1.2.11 (`v:imagedata`, which
counts in shares or in 65,536ths).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from submissions.audit.word.refusals import Refused
from submissions.audit.word.zip import ZipEntry

_DRAWING = re.compile(rb"<(?:[\w.-]+:)?srcRect\b([^>]*)>")
_OLD = re.compile(rb"<(?:[\w.-]+:)?imagedata\b([^>]*)>")
_SIDE = re.compile(rb"""\b[ltrb]\s*=\s*["']\s*([^"']*)""")
_OLD_SIDE = re.compile(rb"""\bcrop(?:top|left|right|bottom)\s*=\s*["']\s*([^"']*)""")
_NUMBER = re.compile(rb"[+-]?[0-9]*\.?[0-9]+")


def cropped_pictures(entries: Iterable[ZipEntry]) -> Iterator[Refused]:
    """Yield each part in which a picture is cropped; a side that is moved outwards adds a margin and hides nothing."""
    for entry in entries:
        text = entry.content
        if text.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = text.decode("utf-16", "replace").encode()
        for tag, side in ((_DRAWING, _SIDE), (_OLD, _OLD_SIDE)):
            found = (value for match in tag.finditer(text) for value in side.findall(match[1]))
            if any(_is_cut(value) for value in found):
                yield Refused("cropped picture", entry.name)


def _is_cut(value: bytes) -> bool:
    number = _NUMBER.match(value)
    return number is None or float(number[0]) > 0
