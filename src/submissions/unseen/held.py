"""Say of each page of a PDF which pictures it holds that hold more than they show, or that no page shows."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from submissions.unseen.alone import DOTS_MAX, VEILS, draw_alone, hides_something, shows_something, size_of
from submissions.unseen.colours import is_washed_out
from submissions.unseen.fields import undrawn_fields
from submissions.unseen.holdings import TEXTURE, Holdings, holdings_of
from submissions.unseen.spots import is_seen_wholly

_VEILED: Final = "a picture in the file holds more than a mask lets through"
_WASHED: Final = "a picture in the file holds more than its colours show"
_APART: Final = "a picture stands in the file of which a part cannot be seen, or nobody can tell"
_WRITTEN: Final = "words stand in the file of which nobody can tell whether they are seen"
_IDLE: Final = "a picture or a drawing is in the file that no page shows"
_UNDRAWN: Final = "a field there is drawn by each reader in its own way: nobody can tell what it shows or covers"
_WITHIN: Final = "within a picture"
_ELSEWHERE: Final = "within a pattern, a drawn letter, a mask or a mark"
_NOWHERE: Final = "among what it holds"
_FIELD: Final = "a field of a form"
# Dots: a letter of a drawn font is smaller, as is what a pattern repeats.
_INLINE_MAX: Final = 128 * 128
# How many pictures within patterns are looked at one by one; each takes two drawings of a page.
_APART_MAX: Final = 40


@dataclass(frozen=True, slots=True)
class Unseen:
    """Something that a page holds and does not show: where on it, in words, and what."""

    where: str
    reason: str


def held_unseen(content: bytes) -> Mapping[int, list[Unseen]]:
    """Return by page, from 1, what it holds unseen apart from what it draws itself; nothing for what does not open."""
    import pikepdf  # noqa: PLC0415 - slow to load, and only files of others need it
    from pypdfium2 import PdfiumError  # noqa: PLC0415

    found: defaultdict[int, list[Unseen]] = defaultdict(list)
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            holdings = holdings_of(pdf)
            for number, one in (*_within(holdings), *_apart(pdf, holdings), *_idle(holdings), *_undrawn(pdf)):
                if one not in found[number]:
                    found[number].append(one)
    except (pikepdf.PdfError, PdfiumError, RecursionError, ValueError, TypeError):
        return found  # what is damaged is told by whoever opens it as a whole
    return found


def _within(holdings: Holdings) -> Iterator[tuple[int, Unseen]]:
    """Yield the pictures that hold more than their masks or colours let be seen."""
    for number, picture in (*holdings.plain.values(), *holdings.apart.values()):
        if hides_something(picture):
            yield number, Unseen(_WITHIN, _VEILED)
        if is_washed_out(picture):
            yield number, Unseen(_WITHIN, _WASHED)
    yield from ((number, Unseen(_WITHIN, _WASHED)) for number in holdings.washed)


def _apart(pdf: Any, holdings: Holdings) -> Iterator[tuple[int, Unseen]]:
    """Yield the pictures in patterns, drawn letters, soft masks and marks that are not wholly seen."""
    unclear = Unseen(_ELSEWHERE, _APART)
    for index, (number, picture) in enumerate(holdings.apart.values()):
        if _says_something(picture) and (index >= _APART_MAX or not is_seen_wholly(pdf.pages[number - 1], picture)):
            yield number, unclear
    for number, dots in holdings.inline.items():
        if dots > _INLINE_MAX:
            yield number, unclear
    for number in holdings.words:
        yield number, Unseen(_ELSEWHERE, _WRITTEN)


def _idle(holdings: Holdings) -> Iterator[tuple[int, Unseen]]:
    """Yield what the pages hold and never draw."""
    for number, stream in holdings.idle.values():
        is_picture = str(stream.get("/Subtype", "")) == "/Image"
        if _says_something(stream) if is_picture else _draws_words(stream):
            yield number, Unseen(_NOWHERE, _IDLE)


def _undrawn(pdf: Any) -> Iterator[tuple[int, Unseen]]:
    """Yield the pages with a field that the file does not draw."""
    for number, page in enumerate(pdf.pages, 1):
        if any(True for _ in undrawn_fields(page.obj)):
            yield number, Unseen(_FIELD, _UNDRAWN)


def _says_something(picture: Any) -> bool:
    """Tell whether a picture is more than a texture or one colour; one that is too large is."""
    wide, high = size = size_of(picture)
    if max(size) <= TEXTURE:
        return False
    return wide * high > DOTS_MAX or shows_something(draw_alone(picture, 1, size, without=VEILS).convert("L"))


def _draws_words(stream: Any) -> bool:
    import pikepdf  # noqa: PLC0415

    try:
        return any(True for _ in pikepdf.parse_content_stream(stream, "Tj TJ ' \""))
    except (pikepdf.PdfError, ValueError, TypeError):
        return False
