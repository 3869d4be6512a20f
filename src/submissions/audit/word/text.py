"""The text of paragraphs in every way in which it can be read: with changes or without, with what is hidden or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from submissions.audit.records import Piece

# What a stretch of text is besides being text. Several may hold at once.
HIDDEN, INSERTED, DELETED, CODE, CHOICE, FALLBACK, RUBY, NESTED = (1 << bit for bit in range(8))
# Symbol fonts keep their letters here; Word writes them so in `w:sym` and sometimes in the text itself.
_SYMBOLS = {code: code - 0xF000 for code in range(0xF020, 0xF100)}
_IS_SYMBOL = re.compile("[\uf020-\uf0ff]")
# Ways to read a text, by what is left out of it. Field codes are never part of the running text.
_CHANGES = {"": 0, " with changes accepted": DELETED, " with changes rejected": INSERTED}
_HIDINGS = {"": 0, " without hidden text": HIDDEN}
_BRANCHES = {"": 0, " of the first alternative": FALLBACK, " of the fallback": CHOICE}
# Ruby stands above the line; the result of a field within a field's code is not printed.
_RUBIES = {"": 0, " without ruby": RUBY}
_NESTED = {"": 0, " without fields in field codes": NESTED}


@dataclass(slots=True)
class ParagraphText:
    """One paragraph: its number in the part, from 1, its stretches of text with what they are, and its mark.

    `mark` says what the mark at its end is: hidden, inserted or deleted marks join it with the next when read so.
    """

    number: int
    stretches: list[tuple[str, int]] = field(default_factory=list)
    mark: int = 0

    def kinds(self) -> int:
        """Return all that any stretch or the mark is."""
        kinds = self.mark
        for _, flags in self.stretches:
            kinds |= flags
        return kinds

    def read(self, without: int) -> str:
        """Return the text that is left when some kinds of stretches are left out."""
        return "".join([text for text, flags in self.stretches if not flags & without])

    def only(self, kind: int, without: int = 0) -> str:
        """Return the stretches of one kind."""
        return "".join([text for text, flags in self.stretches if flags & kind and not flags & without])


def pieces_of(part: str, channel: str, paragraphs: Sequence[ParagraphText]) -> Iterator[Piece]:
    """Yield each paragraph in each of its readings, then the whole part, paragraphs joined by line ends."""
    kinds = 0
    for paragraph in paragraphs:
        own = paragraph.kinds()
        kinds |= own
        yield from _paragraph_pieces(part, channel, paragraph, own)
    if len(paragraphs) > 1:
        yield from _whole_pieces(part, channel, paragraphs, kinds)


def _paragraph_pieces(part: str, channel: str, paragraph: ParagraphText, kinds: int) -> Iterator[Piece]:
    place = f"paragraph {paragraph.number}"
    seen: set[str] = set()

    def piece(name: str, text: str) -> Iterator[Piece]:
        if text.strip() and text not in seen:
            seen.add(text)
            yield Piece(part, name, text, place)
            if _IS_SYMBOL.search(text):
                yield Piece(part, name, text.translate(_SYMBOLS), place)

    for name, without in _readings(kinds):
        yield from piece(channel + name, paragraph.read(without))
    # Said a second time under what they are, even where a paragraph holds nothing else.
    seen.clear()
    if kinds & HIDDEN:
        yield from piece("hidden text", paragraph.only(HIDDEN, CODE))
    if kinds & DELETED:
        yield from piece("deleted text", paragraph.only(DELETED, CODE))
    if kinds & CODE:
        seen.clear()
        yield from piece("field code", paragraph.only(CODE | NESTED))


def _whole_pieces(part: str, channel: str, paragraphs: Sequence[ParagraphText], kinds: int) -> Iterator[Piece]:
    seen: set[str] = set()
    for name, without in _readings(kinds):
        text = "".join(_joined(paragraphs, without)).strip("\n")
        if text.strip() and text not in seen:
            seen.add(text)
            yield Piece(part, channel + name, text)
            if _IS_SYMBOL.search(text):
                yield Piece(part, channel + name, text.translate(_SYMBOLS))
    code = "\n".join(filter(None, (paragraph.only(CODE | NESTED) for paragraph in paragraphs))) if kinds & CODE else ""
    if code.strip():
        # A field may begin in one paragraph and end in another.
        yield Piece(part, "field code", code)


def _joined(paragraphs: Sequence[ParagraphText], without: int) -> Iterator[str]:
    for paragraph in paragraphs:
        yield paragraph.read(without)
        if not paragraph.mark & without:
            yield "\n"


def _readings(kinds: int) -> Iterator[tuple[str, int]]:
    """Yield the name of every reading that can differ, and what it leaves out."""
    if not kinds:
        yield "", 0
        return
    for ways in product(*(table.items() for table in (_CHANGES, _HIDINGS, _BRANCHES, _RUBIES, _NESTED))):
        without = 0
        for _, left_out in ways:
            without |= left_out
        if without & ~kinds == 0:
            yield "".join(name for name, _ in ways), without | CODE
