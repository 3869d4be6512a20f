"""Read the pages of a PDF with two readers: PDFium, and the audit's own walk through what is drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from submissions.audit.gathering import Found, gathered
from submissions.audit.pdf.content import Drawn, Progress, read_content
from submissions.audit.pdf.fonts import Fonts
from submissions.audit.pdf.store import Store
from submissions.audit.pdf.streams import UNREAD_FONT, drawn_pieces, unread_signs
from submissions.audit.pdf.syntax import Ref, Value
from submissions.audit.records import Opened, Piece, Refusal, Unsearchable

PAGES_MAX = 5000
_BROKEN = re.compile(r"[\x02\ufffe\u00ad\u2010-]\s*\n\s*")
_BROKEN_SOFTLY = re.compile(r"[\u00ad\u2010]\s*\n\s*")
_BROKEN_HARD = re.compile(r"[\x02\ufffe\u2010-]\s*\n\s*")
_LINE_END = re.compile(r"\r\n?")
_SIGN = re.compile(r"[^\W_]")
# A page is taken for a scan with little beside it when a picture takes up so much of it; the more, the more letters
# there may be: a heading and the number of the page are not what a scan says.
_LARGE_PICTURE = 0.25
_WHOLE_PICTURE = 0.8
_FEW_LETTERS = 100
_MANY_SHAPES = 150


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pages hold as their content draws it, which streams that took, and how far the drawing has gone."""

    opened: Opened
    streams: frozenset[Ref]
    after: Progress


def read_pages(store: Store, fonts: Fonts) -> Shown:
    """Return the text of each page as its content draws it, of all pages as one, and which pages cannot be searched."""
    found: list[Found] = []
    flowing: list[str] = []
    streams: set[Ref] = set()
    progress = Progress()
    for number, (_, page) in enumerate(store.pages[:PAGES_MAX], start=1):
        part, own = f"page {number}", _contents(store, page)
        content = b"\n".join(store.data(each) for each in own)
        drawn = read_content(store, fonts, content, page.get("Resources"), progress)
        progress = drawn.after
        streams.update(own, drawn.forms)
        found += drawn_pieces(drawn, part)
        flowing += [run.turned or run.text for run in drawn.runs if not run.is_furniture]
        found += [Unsearchable(part, reason) for reason in _unread(store, page, drawn)]
    if len(store.pages) > PAGES_MAX:
        found.append(Unsearchable("pages", f"it has more than {PAGES_MAX} pages"))
    if len(store.pages) > 1:
        flow = "\n".join(flowing)
        found.append(Piece("all pages", "text as drawn", flow))
        found += [Piece("all pages", "text as drawn, lines joined", text) for text in _joined(flow)]
    return Shown(gathered(found), frozenset(streams), progress)


def _contents(store: Store, page: dict[str, Value]) -> list[Ref]:
    found = page.get("Contents")
    listed = store.array(found) or [found]
    return [each for each in listed if isinstance(each, Ref) and each in store.streams]


def _unread(store: Store, page: dict[str, Value], drawn: Drawn) -> Iterator[str]:
    """Yield why a page cannot be searched, or not all of it."""
    if unread_signs(drawn):
        yield UNREAD_FONT
    letters = sum(len(_SIGN.findall(run.text)) for run in drawn.runs)
    share = drawn.picture_area / max(1.0, _area(store, page))
    if share > 0 and not letters:
        yield "it is only a picture: no search can read it"
    elif share > _LARGE_PICTURE and letters < _FEW_LETTERS * min(1.0, share / _WHOLE_PICTURE):
        yield f"it is a picture with only {letters} letters of text: no search can read the picture"
    elif drawn.shapes > _MANY_SHAPES and not letters:
        yield "it has no text, only shapes, which may be words drawn as outlines: no search can read it"


def _area(store: Store, page: dict[str, Value]) -> float:
    """Return the area of the part of a page that is shown, in square points."""
    for key in ("CropBox", "MediaBox"):
        sides = [store.get(each) for each in store.array(page.get(key))]
        left, bottom, right, top, *_ = [float(each) for each in sides if isinstance(each, int | float)] + [0.0] * 4
        if (right - left) * (top - bottom):
            return abs((right - left) * (top - bottom))
    return 612.0 * 792.0


def read_with_pdfium(content: bytes) -> Iterator[Found]:
    """Yield the text of each page by PDFium, with its lines and with them joined, and where text lies off the page."""
    texts: list[str] = []
    try:
        document = pypdfium2.PdfDocument(content)
    except (pypdfium2.PdfiumError, ValueError) as fault:
        reason = "it needs a password" if "assword" in str(fault) else "the second reader cannot open it"
        yield Unsearchable("the file", reason)
        return
    try:
        for place in range(min(len(document), PAGES_MAX)):
            part = f"page {place + 1}"
            try:
                inside, everything = _page_texts(document, place)
            except (pypdfium2.PdfiumError, ValueError, OSError):
                yield Unsearchable(part, "the second reader cannot read it")
                continue
            texts.append(everything)
            yield from _forms(part, everything)
            if outside := _missing(inside, everything):
                yield Refusal(part, f"text stands outside of what the page shows ({outside} letters)")
    finally:
        document.close()
    yield from _forms("all pages", "\n".join(texts))


def _page_texts(document: pypdfium2.PdfDocument, place: int) -> tuple[str, str]:
    """Return the text of a page within what it shows, and all of it."""
    page = document[place]
    try:
        text = page.get_textpage()
        try:
            everything = text.get_text_range(errors="replace")
            left, bottom, right, top = page.get_bbox()
            return text.get_text_bounded(left, bottom, right, top, errors="replace"), everything
        finally:
            text.close()
    finally:
        page.close()


def _forms(part: str, text: str) -> list[Piece]:
    lines = _LINE_END.sub("\n", text)
    shown = lines.replace("\x02", "-").replace("\ufffe", "-")
    pieces = [Piece(part, "text", shown), *(Piece(part, "text, lines joined", text) for text in _joined(lines))]
    return [piece for piece in pieces if piece.text.strip()]


def _joined(lines: str) -> list[str]:
    """Return lines as one, in every way in which a hyphen at their ends may be meant: a break, or part of a word."""
    softly = _BROKEN_SOFTLY.sub("", lines)
    ways = (_BROKEN.sub("", lines), _BROKEN_HARD.sub("-", softly), _BROKEN_HARD.sub("-", lines))
    return list(dict.fromkeys(way.replace("\n", " ") for way in ways))


def _missing(inside: str, everything: str) -> int:
    """Return how many letters and figures of a page are not among those that it shows."""
    return sum((Counter(_SIGN.findall(everything)) - Counter(_SIGN.findall(inside))).values())
