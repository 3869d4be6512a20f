"""Tell which letters the signs of a PDF stand for, where LibreOffice says it beside the words and not in the font.

It writes the words of a combined sign, such as a letter with its vowel, as the actual text of a span (ISO 32000-2,
14.9.4) and leaves the signs of the span out of the font's own table (9.10.3), so that a search of the font misses them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import pikepdf

_TABLED: Final = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<[0-9A-Fa-f]+>")
_END: Final = b"endcmap"
# What a sign stands for that adds nothing to the words of its span.
_NOTHING: Final = "\N{ZERO WIDTH SPACE}"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


@dataclass(slots=True)
class _Span:
    """Signs that are shown under one actual text: the font and the code of each, in the order of drawing."""

    text: str
    signs: list[tuple[pikepdf.Object, int]] = field(default_factory=list)


def name_letters(pdf: pikepdf.Pdf) -> None:
    """Add to each font the letters of those of its signs that only the actual text of spans tells."""
    fonts: dict[tuple[int, int], pikepdf.Object] = {}
    said: dict[tuple[int, int], dict[int, str | None]] = {}
    for page in pdf.pages:
        own = page.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        for font, code, letters in _told(page, own):
            fonts[font.objgen] = font
            known = said.setdefault(font.objgen, {})
            # One sign that stands for two things stands for neither: the audit stops such a file.
            known[code] = letters if known.get(code, letters) == letters else None
    for key, letters_of in said.items():
        _add(fonts[key], {code: letters for code, letters in letters_of.items() if letters})


def _told(page: pikepdf.Page, fonts: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, int, str]]:
    """Yield font, code and letters of each sign of a page that stands under an actual text."""
    open_: list[_Span | None] = []
    font: pikepdf.Object | None = None
    for one in pikepdf.parse_content_stream(page):
        operands = one.operands
        match str(one.operator):
            case "Tf":
                font = fonts.get(str(operands[0]))
            case "BDC" | "BMC":
                open_.append(_span(operands))
            case "EMC":
                span = open_.pop() if open_ else None
                yield from _letters(span) if span is not None else ()
            case "Tj" | "TJ" if font is not None and any(open_):
                span = next(one for one in reversed(open_) if one is not None)
                span.signs += [(font, code) for code in _codes(operands[0])]


def _span(operands: pikepdf.ObjectList) -> _Span | None:
    given = operands[1] if len(operands) > 1 else None
    is_told = isinstance(given, pikepdf.Dictionary) and "/ActualText" in given
    return _Span(str(given.ActualText)) if is_told and given is not None else None


def _codes(shown: pikepdf.Object) -> Iterator[int]:
    pieces = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            yield from bytes(piece)


def _letters(span: _Span) -> Iterator[tuple[pikepdf.Object, int, str]]:
    """Yield what each sign of a span stands for: letter by letter in the order of drawing, or the first for all."""
    letters = list(span.text)
    if len(letters) != len(span.signs):
        letters = [span.text, *_NOTHING * (len(span.signs) - 1)]
    elif any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in letters):
        letters.reverse()
    yield from ((font, code, one) for (font, code), one in zip(span.signs, letters, strict=False))


def _add(font: pikepdf.Object, letters: Mapping[int, str]) -> None:
    """Add letters to the table of a simple font, for the codes that it does not have."""
    if "/ToUnicode" not in font or str(font.get("/Subtype")) == "/Type0":
        return
    table = font.ToUnicode.read_bytes()
    known = {int(found[1], 16) for found in _TABLED.finditer(table)}
    rows = [
        b"<%02X> <%s>\n" % (code, one.encode("utf-16-be").hex().upper().encode())
        for code, one in sorted(letters.items())
        if code not in known
    ]
    if rows:
        before, end, after = table.rpartition(_END)
        font.ToUnicode.write(before + b"%d beginbfchar\n%sendbfchar\n" % (len(rows), b"".join(rows)) + end + after)
