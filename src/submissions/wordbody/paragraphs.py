"""Read the text of a paragraph of Word with the elements that hold it, so that a tag is found across its runs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from submissions.office.names import w

PARAGRAPH: Final = w("p")
# What draws a sign of its own within a run.
_SIGNS: Final = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\N{NON-BREAKING HYPHEN}"}
_CHANGES: Final = frozenset({w("ins"), w("del"), w("moveFrom"), w("moveTo")})
_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class TypedPiece:
    """An element that holds text, and where that begins in the text of the paragraph."""

    element: etree._Element
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class TypedParagraph:
    """A paragraph and its text in pieces; those of paragraphs within it, as in a text box, are their own."""

    element: etree._Element
    pieces: tuple[TypedPiece, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)

    def over(self, start: int, end: int) -> tuple[TypedPiece, ...]:
        """Return the pieces that hold some of the text between two places."""
        first = bisect_right(self.pieces, start, key=lambda piece: piece.end)
        return self.pieces[first : bisect_left(self.pieces, end, first, key=lambda piece: piece.start)]

    @property
    def first_words(self) -> str:
        """Its first words, for a finding."""
        words = " ".join(self.text.split())
        return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"


def paragraph_text(paragraph: etree._Element) -> TypedParagraph:
    """Return a paragraph with its text."""
    pieces: list[TypedPiece] = []
    at = 0
    for element in _holders(paragraph):
        text = _SIGNS.get(str(element.tag), element.text or "")
        if text:
            pieces.append(TypedPiece(element, text, at))
            at += len(text)
    return TypedParagraph(paragraph, tuple(pieces))


def _holders(element: etree._Element) -> Iterator[etree._Element]:
    for child in element.iterchildren(etree.Element):
        if child.tag == PARAGRAPH:
            continue
        if child.tag in (w("t"), w("delText"), w("instrText")) or child.tag in _SIGNS:
            # A tab stop in the properties of a paragraph is called as a tab in its text is.
            if element.tag == w("r"):
                yield child
        else:
            yield from _holders(child)


def paragraphs_of(root: etree._Element) -> Iterator[TypedParagraph]:
    """Yield the paragraphs of a part in the order in which they begin."""
    for paragraph in root.iter(PARAGRAPH):
        yield paragraph_text(paragraph)


def is_changed(piece: TypedPiece) -> bool:
    """Tell whether a piece is part of a tracked change: nobody knows yet whether it stays."""
    return piece.element.tag == w("delText") or any(one.tag in _CHANGES for one in piece.element.iterancestors())


def looks_alike(pieces: list[TypedPiece]) -> bool:
    """Tell whether the runs of some pieces look alike, so that joining them changes nothing that anybody sees."""
    return len({_looks(piece) for piece in pieces}) < 2


def _looks(piece: TypedPiece) -> bytes:
    run = piece.element.getparent()
    properties = None if run is None else run.find(w("rPr"))
    if properties is None:
        return b""
    # The language of a run and Word's own marks of editing are not seen.
    kept = [child for child in properties if child.tag not in (w("lang"), w("noProof"))]
    return b"".join(sorted(etree.tostring(child, method="c14n") for child in kept))


def unmatched(turns: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Return the names of elements that end without their beginning, and of those that begin without their end.

    Each turn is "start" or "end" and a name; others are passed over.
    """
    ends: list[str] = []
    starts: list[str] = []
    for kind, name in turns:
        if kind == "start":
            starts.append(name)
        elif kind == "end" and starts:
            starts.pop()
        elif kind == "end":
            ends.append(name)
    return ends, starts
