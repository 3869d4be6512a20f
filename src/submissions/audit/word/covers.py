"""Find what lies over the page of a Word file and hides what is under it: filled shapes, pictures over pictures.

Only Word lays out a page, so that nobody can tell here what is under a shape; that one lies over the text is told.
Rule: ISO 29500-1, 20.4.2.3 (`wp:anchor`), 20.4.2.10 (`wp:positionH`), 20.4.2.15 (`wp:wrapNone`); ISO 29500-4, 14.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from submissions.audit.word.refusals import Refused
from submissions.audit.word.zip import ZipEntry

_NAME: Final = r"<(?:[\w.-]+:)?"
_END_OF_PARAGRAPH: Final = re.compile(r"</(?:[\w.-]+:)?p>")
_BEHIND: Final = re.compile(r"""\bbehindDoc\s*=\s*["'](?:1|true|on)["']""")
_EXTENT: Final = re.compile(_NAME + r"""extent\b[^>]*\bcx\s*=\s*["'](\d+)["'][^>]*\bcy\s*=\s*["'](\d+)["']""")
_OFFSET: Final = re.compile(
    r"""position[HV]\b[^>]*\brelativeFrom\s*=\s*["'](\w+)["'][^>]*>\s*<(?:[\w.-]+:)?posOffset>\s*(-?\d+)"""
)
_LINE: Final = re.compile(_NAME + r"ln\b[^>]*/>|" + _NAME + r"ln\b|</(?:[\w.-]+:)?ln>")
_FILL: Final = re.compile(_NAME + r"(?:solidFill|gradFill|pattFill|blipFill)\b")
_NO_FILL: Final = re.compile(_NAME + r"noFill\b")
_STYLED: Final = re.compile(_NAME + r"""fillRef\b[^>]*\bidx\s*=\s*["']0*[1-9]""")
_CLEAR: Final = re.compile(_NAME + r"""alpha\b[^>]*\bval\s*=\s*["'](?:\d{1,4}|[0-4]\d{4}|[0-4]?\d%)["']""")
_STROKE: Final = re.compile(r"""\bprst\s*=\s*["'](?:line|\w*[cC]onnector\d?|\w*Arrow)["']""")
_OLD: Final = re.compile(_NAME + r"(?:rect|roundrect|oval|shape)\b([^>]*)>")
# Characters: what stands in a shape of VML begins soon behind its tag.
_OLD_INNER: Final = 4_000
_OLD_END: Final = re.compile(r"</(?:[\w.-]+:)?(?:rect|roundrect|oval|shape)>|" + _NAME + r"(?:rect|oval|shape)\b")
_OLD_SOUND: Final = re.compile(_NAME + r"(?:imagedata|textbox|textpath|wrap)\b")
_UNFILLED: Final = re.compile(r"""\bfilled\s*=\s*["'](?:f|false|0)["']|\bfillcolor\s*=\s*["']none["']""")


@dataclass(frozen=True, slots=True)
class _Floating:
    """A drawing that floats: what its place is counted from, its sides in units, whether it is a picture."""

    origin: tuple[str, ...]
    sides: tuple[int, int, int, int]
    is_picture: bool


def elements(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the attributes and the inside of each element of a name, whatever its prefix, in one pass."""
    begin, pieces = re.compile(rf"<(?:[\w.-]+:)?{name}(?=[\s>])([^>]*)>"), re.split(rf"</(?:[\w.-]+:)?{name}>", text)
    for piece in pieces[:-1]:
        match = begin.search(piece)
        if match:
            yield match[1], piece[match.end() :]


def covers(entries: Sequence[ZipEntry]) -> Iterator[Refused]:
    """Yield each part in which something filled lies over the page, or one picture over another."""
    for entry in entries:
        if not entry.name.endswith(".xml") or b"<" not in entry.content[:200]:
            continue
        text = entry.content.decode("utf-16" if entry.content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
        if any(_is_cover(*one) for one in elements(text, "anchor")) or any(_old_covers(text)):
            yield Refused("cover", entry.name)
        elif any(_overlap(paragraph) for paragraph in _END_OF_PARAGRAPH.split(text)):
            yield Refused("covered picture", entry.name)


def _is_cover(attributes: str, inner: str) -> bool:
    """Tell whether a drawing is a filled shape without words that lies before the text."""
    if _BEHIND.search(attributes) or "wrapNone" not in inner or "txbxContent" in inner or ":wsp" not in inner:
        return False
    for _, properties in elements(inner, "spPr"):
        own = _without_lines(properties)
        filled = _FILL.search(own) or (not _NO_FILL.search(own) and _STYLED.search(inner))
        if filled and not _CLEAR.search(own) and not _STROKE.search(properties):
            return True
    return False


def _without_lines(properties: str) -> str:
    """Return what is said of a shape but for its lines, whose colour is no filling."""
    kept, place, depth = [], 0, 0
    for match in _LINE.finditer(properties):
        kept += [properties[place : match.start()]] if not depth else []
        place = match.end()
        depth += 0 if match[0].endswith("/>") else -1 if match[0].startswith("</") else 1
    return "".join((*kept, properties[place:] if depth <= 0 else ""))


def _old_covers(text: str) -> Iterator[bool]:
    """Yield for each shape of VML whether it is filled, without words or picture, and lies before the text."""
    if "urn:schemas-microsoft-com:vml" not in text:
        return
    for match in _OLD.finditer(text):
        attributes = match[1].replace(" ", "")
        inner = text[match.end() : match.end() + _OLD_INNER] if not attributes.endswith("/") else ""
        inner = _OLD_END.split(inner, maxsplit=1)[0]
        floats = "position:absolute" in attributes and "z-index:-" not in attributes
        is_line = 'connectortype="straight"' in attributes
        yield floats and not is_line and not _OLD_SOUND.search(inner) and not _UNFILLED.search(match[1])


def _overlap(paragraph: str) -> bool:
    """Tell whether a picture of a paragraph lies over another one of it."""
    floating = [one for one in (_floating(inner) for _, inner in elements(paragraph, "anchor")) if one]
    return any(
        first.origin == second.origin and first.is_picture and second.is_picture and _cross(first.sides, second.sides)
        for first, second in combinations(floating[:50], 2)
    )


def _floating(inner: str) -> _Floating | None:
    extent, offsets = _EXTENT.search(inner), _OFFSET.findall(inner)
    if extent is None or len(offsets) != 2 or "wrapNone" not in inner:
        return None
    (from_x, x), (from_y, y) = offsets
    sides = int(x), int(y), int(x) + int(extent[1]), int(y) + int(extent[2])
    return _Floating((from_x, from_y), sides, "blip" in inner)


def _cross(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 0 and high > 0
