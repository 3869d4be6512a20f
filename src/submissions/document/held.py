"""Hold the values of a form between marks in the tree, until every transform has been at work; then cut them out.

So both writers print the same words, numbers and notes, wherever a value stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from submissions.document.form import DraftedForm
from submissions.document.nodes import Block, Division, Heading, Inline, LineBreak, ListItem, Paragraph
from submissions.document.rewrite import rewrite, rewrite_inlines
from submissions.document.walking import walk
from submissions.findings import Place

# Each stands in place of the name of a file, which holds no such sign.
_OPENS: Final = "\ue000opens"
_CLOSES: Final = "\ue000closes"
_HOLDS: Final = "\ue000holds"
_BESIDE: Final = "\ue000beside"


def held_line(number: int, words: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the words of a value between marks, at which for the transforms a line begins and ends."""
    return (LineBreak(Place(_OPENS, number)), *words, LineBreak(Place(_CLOSES, number)))


def held_blocks(number: int, blocks: tuple[Block, ...]) -> Division:
    """Return the blocks of a value within what marks them."""
    return Division("keep", blocks, Place(_HOLDS, number))


def held_beside(blocks: tuple[Block, ...]) -> Division:
    """Return values that stand outside the text, in a head or foot: they are in the tree until they are cut out."""
    return Division("keep", blocks, Place(_BESIDE))


def numbers_held(blocks: tuple[Block, ...]) -> Iterator[int]:
    """Yield the numbers of the values between marks."""
    for node in walk(blocks):
        if isinstance(node, LineBreak | Division) and node.place.file in (_OPENS, _HOLDS):
            yield node.place.line


def cut_values(blocks: tuple[Block, ...], form: DraftedForm) -> tuple[tuple[Block, ...], DraftedForm]:
    """Return blocks without the marks, and the form with every value as it stood between them."""
    found: dict[int, tuple[Block, ...]] = {}
    named: dict[int, tuple[str, int]] = {}
    lines: dict[int, Paragraph] = {}

    def take(node: Any) -> Iterator[Any]:
        if isinstance(node, Division) and node.place.file == _HOLDS:
            found[node.place.line] = node.blocks
            yield from node.blocks
            return
        named.update(_whole_of(node))
        yield node

    def cut(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(_outside(inlines, lines)) if any(_is_mark(one, _OPENS) for one in inlines) else inlines

    bare = rewrite_inlines(rewrite(blocks, take), cut)
    bare = tuple(block for block in bare if not (isinstance(block, Division) and block.place.file == _BESIDE))
    numbered = {
        number: replace(line, id=named[number][0], number=named[number][1]) if number in named else line
        for number, line in lines.items()
    }
    return bare, replace(form, lines=numbered, blocks=found)


def _whole_of(node: object) -> Iterator[tuple[int, tuple[str, int]]]:
    """Yield the number of the value that names what holds it, with the id and number of that.

    It is the one that begins it without a word, or the one that is all of it.
    """
    first = node.blocks[0] if isinstance(node, ListItem) and node.blocks else node
    if isinstance(node, Paragraph | Heading | ListItem) and node.id and isinstance(first, Paragraph | Heading):
        number = node.number if isinstance(node, Paragraph) else 1
        words = first.inlines
        opening = [one for one in words if _is_mark(one, _OPENS)]
        if opening and words[0] is opening[0] and (_is_mark(words[1], _CLOSES) or _is_one(words, opening)):
            yield opening[0].place.line, (node.id, number)


def _is_one(words: Sequence[Inline], opening: Sequence[Inline]) -> bool:
    """Tell whether words are one value and nothing else."""
    return len(opening) == 1 and _is_mark(words[-1], _CLOSES)


def _is_mark(node: object, kind: str) -> bool:
    return isinstance(node, LineBreak) and node.place.file == kind


def _outside(inlines: tuple[Inline, ...], lines: dict[int, Paragraph]) -> Iterator[Inline]:
    """Yield words without the marks; what stands between two of them is a line of its own, too."""
    held: list[Inline] | None = None
    for node in inlines:
        if _is_mark(node, _OPENS):
            held = []
        elif held is not None and _is_mark(node, _CLOSES):
            lines[node.place.line] = Paragraph(tuple(held), held[0].place if held else Place(""))
            held = None
        else:
            if held is not None:
                held.append(node)
            yield node
