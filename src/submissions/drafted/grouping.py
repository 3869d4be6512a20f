"""See what the paragraphs of a Word file are to each other: lists, quotations, numbered paragraphs, captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final, Literal, TypeAlias

from submissions.drafted.word.records import (
    NoteMark,
    Piece,
    WordBlock,
    WordParagraph,
    WordPicture,
    Words,
    WordTable,
)
from submissions.markup.marks import Mark, mark_of, styles_of

_QUOTED: Final = ("quote", "intense quote", "block text", "quotation", "quotations", "block quotation", "block quote")
_SET_IN: Final = 284
"""Half a centimetre in twentieths of a point: what is set in by as much at both sides is a quotation."""
_SHIFTED: Final = 567
"""A centimetre: what is set in by as much at the left alone may be one, and is asked about."""

_MANY: Final = 3
_LONG: Final = 120
"""Signs of a paragraph that is no item of a list: two lines of print."""
_BEHIND_A_NUMBER: Final = " \t.:\N{EN DASH}\N{EM DASH}-\N{NO-BREAK SPACE}"

Kind: TypeAlias = Literal["heading", "item", "quotation", "caption", "table", "text", "nothing"]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Neighbouring blocks of one kind."""

    kind: Kind
    blocks: tuple[WordBlock, ...]


def is_blank(paragraph: WordParagraph) -> bool:
    """Tell whether a paragraph prints nothing at all."""
    shown = any(isinstance(piece, NoteMark | WordPicture) for piece in paragraph.pieces)
    return not shown and not paragraph.text.strip()


def is_title(paragraph: WordParagraph) -> bool:
    """Tell whether a paragraph is the title of the whole."""
    return "title" in paragraph.styles[:1]


def is_quotation(paragraph: WordParagraph) -> bool:
    """Tell whether a paragraph is a quotation: by its style, or because it is set in at both sides."""
    by_style = any(name in _QUOTED for name in paragraph.styles)
    return by_style or (paragraph.left >= _SET_IN and paragraph.right >= _SET_IN and paragraph.mark is None)


def is_shifted(paragraph: WordParagraph) -> bool:
    """Tell whether a paragraph may have been meant as a quotation."""
    return paragraph.mark is None and paragraph.left >= _SHIFTED and not paragraph.right


def groups_of(blocks: Sequence[WordBlock], numbered: frozenset[str]) -> Iterator[Neighbours]:
    """Yield the blocks in groups; `numbered` are the lists that count the paragraphs of the whole."""
    held: list[WordBlock] = []
    kind: Kind = "nothing"
    indent = before = 0
    for block in blocks:
        own = _kind(block, numbered)
        if own == "nothing":
            continue
        goes_on = False
        if isinstance(block, WordParagraph) and own == "text":
            goes_on = kind == "item" and block.left != before and _is_continued(block, indent)
            before = before if goes_on else block.left
        elif isinstance(block, WordParagraph) and own == "item":
            indent = block.left
        if not goes_on and (own != kind or own not in ("item", "quotation")):
            if held:
                yield Neighbours(kind, tuple(held))
            held, kind = [], own
        held.append(block)
    if held:
        yield Neighbours(kind, tuple(held))


def _is_continued(paragraph: WordParagraph, indent: int) -> bool:
    """Tell whether a paragraph without a number goes on with the item above it."""
    by_style = any(name.startswith("list continue") for name in paragraph.styles)
    return by_style or (indent > 0 and paragraph.left >= indent)


def _kind(block: WordBlock, numbered: frozenset[str]) -> Kind:
    if isinstance(block, WordTable):
        return "table"
    if is_blank(block):
        return "nothing"
    if block.level or is_title(block):
        return "heading"
    if "caption" in block.styles:
        return "caption"
    if block.mark is not None and not (block.mark.definition in numbered and not block.mark.level):
        return "item"
    return "quotation" if is_quotation(block) else "text"


def numbering_paragraphs(blocks: Iterable[WordBlock]) -> frozenset[str]:
    """Return the lists that count the paragraphs of the whole file.

    A list of figures does that goes on behind a heading, and so does one from
    which no paragraph of text is left out, where they are so many and so long that they are no list.
    """
    counted: dict[str, list[int]] = {}
    goes_on: set[str] = set()
    apart: set[str] = set()
    texts = 0
    for block in blocks:
        if not isinstance(block, WordParagraph) or is_blank(block):
            continue
        mark = block.mark
        if block.level or is_title(block):
            apart |= set(counted)
        elif mark is None:
            texts += not (is_quotation(block) or "caption" in block.styles)
        elif mark.form == "decimal" and not mark.level:
            counted.setdefault(mark.definition, []).append(len(block.text))
            if mark.definition in apart and mark.count > 1:
                goes_on.add(mark.definition)
    is_all = not texts and len(counted) == 1
    whole = {one for one, lengths in counted.items() if len(lengths) >= _MANY and median(lengths) >= _LONG}
    return frozenset(goes_on | (whole if is_all else set()))


def typed_numbers(blocks: Sequence[WordBlock]) -> Iterator[WordParagraph]:
    """Yield each paragraph that goes on counting by hand from the one before it."""
    texts = [block for block in blocks if isinstance(block, WordParagraph) and not is_blank(block)]
    for before, after in pairwise(texts):
        if before.mark is None and after.mark is None and not before.level and not after.level:
            first, second = mark_of(before.text.lstrip()), mark_of(after.text.lstrip())
            if first and second and first.kind == second.kind and _counts_on(first, second):
                yield after


def _counts_on(first: Mark, second: Mark) -> bool:
    known = dict(styles_of(first))
    return any(number and known.get(style, -1) + 1 == number for style, number in styles_of(second))


def caption_of(paragraph: WordParagraph) -> tuple[Piece, ...]:
    """Return the pieces of a caption behind the number that Word counted, and the signs right behind that."""
    counted = [index for index, piece in enumerate(paragraph.pieces) if isinstance(piece, Words) and piece.is_count]
    rest = list(paragraph.pieces[counted[-1] + 1 :] if counted else paragraph.pieces)
    while counted and rest and isinstance(rest[0], Words):
        text = rest[0].text.lstrip(_BEHIND_A_NUMBER)
        if text:
            rest[0] = replace(rest[0], text=text)
            break
        rest.pop(0)
    return tuple(rest)


def captions_of(stretches: Sequence[Neighbours]) -> Mapping[int, int]:
    """Return the place of each caption by that of what it belongs to, the table or picture right beside it."""
    found: dict[int, int] = {}
    for index, stretch in enumerate(stretches):
        if stretch.kind != "caption":
            continue
        for other in (index + 1, index - 1):
            inside = 0 <= other < len(stretches) and other not in found
            if inside and (stretches[other].kind == "table" or _is_picture(stretches[other])):
                found[other] = index
                break
    return found


def _is_picture(stretch: Neighbours) -> bool:
    block = stretch.blocks[-1]
    return isinstance(block, WordParagraph) and any(isinstance(piece, WordPicture) for piece in block.pieces[-1:])


def joined_initials(blocks: Sequence[WordBlock]) -> list[WordBlock]:
    """Return blocks in which a large first letter is a part of its word again."""
    joined: list[WordBlock] = []
    held: WordParagraph | None = None
    for block in blocks:
        if isinstance(block, WordParagraph) and block.is_initial and held is None:
            held = block
            continue
        if held is not None and isinstance(block, WordParagraph):
            joined.append(replace(block, pieces=(*held.pieces, *block.pieces)))
        else:
            joined += [one for one in (held, block) if one is not None]
        held = None
    return joined if held is None else [*joined, held]
