"""Count: sections I, A, 1; paragraphs, notes, tables and figures 1 to n in reading order; the markers of lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from submissions.document import (
    OPEN_LABEL,
    OPEN_NUMBER,
    Block,
    Document,
    Heading,
    ListBlock,
    ListStyle,
    Note,
    Paragraph,
    Picture,
    Table,
    walk,
)
from submissions.document.counting import counted, roman
from submissions.document.rewrite import rewrite
from submissions.languages import Language

_DEEPER: Final[dict[ListStyle, ListStyle]] = {"alpha": "roman", "roman": "decimal"}
_BULLET: Final = "\N{BULLET}"


def number(document: Document) -> Document:
    """Return the document with every number that a reader sees, and an id on every note and heading."""
    counter = _Counter({getattr(node, "id", "") for node in walk(document.blocks)}, document.speech)
    return replace(document, blocks=rewrite(document.blocks, counter.change))


class _Counter:
    """The numbers reached so far."""

    def __init__(self, taken: set[str], language: Language) -> None:
        self.taken, self.language = taken, language
        self.sections = [0, 0, 0]
        self.paragraphs = self.notes = self.headings = 0
        self.labels: dict[str, int] = {}

    def change(self, node: Any) -> Iterator[Any]:
        """Yield a node with its number."""
        match node:
            case Heading():
                yield self._heading(node)
            case Paragraph(number=number) if number == OPEN_NUMBER:
                self.paragraphs += 1
                yield replace(node, number=self.paragraphs)
            case Note():
                self.notes += 1
                identity = node.id or self._free(f"note-{self.notes}")
                yield replace(node, number=self.notes, id=identity)
            case Table(label=word) | Picture(label=word) if word:
                self.labels[word] = self.labels.get(word, 0) + 1
                yield replace(node, label=f"{word}\N{NO-BREAK SPACE}{self.labels[word]}")
            case ListBlock():
                yield _marked(node, self.language)
            case _:
                yield node

    def _heading(self, heading: Heading) -> Heading:
        """Count a heading; its level begins again under each higher one."""
        self.headings += 1
        identity = heading.id or self._free(f"section-{self.headings}")
        if heading.label != OPEN_LABEL:
            return replace(heading, id=identity)
        level = heading.level
        self.sections[level - 1] += 1
        self.sections[level:] = [0] * (3 - level)
        count = self.sections[level - 1]
        label = counted(count, self.language.sections[level - 1]) + "."
        return replace(heading, label=label, id=identity)

    def _free(self, identity: str) -> str:
        """Return an id that no author has given."""
        while identity in self.taken:
            identity += "-auto"
        self.taken.add(identity)
        return identity


def _marked(block: ListBlock, language: Language) -> ListBlock:
    """Return a list whose items have the markers that they had or new ones; its inner lists are one step deeper."""
    items = tuple(
        replace(
            item,
            marker=item.marker or marker(block.style, index, language),
            blocks=tuple(_deeper(part, block.style) for part in item.blocks),
        )
        for index, item in enumerate(block.items, block.start)
    )
    return replace(block, items=items)


def _deeper(block: Block, style: ListStyle) -> Block:
    """Return a lettered list inside a lettered one with small Roman numbers instead."""
    if isinstance(block, ListBlock) and block.style == "alpha" and not block.typed and style in _DEEPER:
        return replace(block, style=_DEEPER[style])
    return block


def marker(style: ListStyle, index: int, language: Language) -> str:
    """Return the marker of an item counted from 1: "(a)", or "a)" in the languages that close the bracket only."""
    match style:
        case "alpha":
            return language.list_mark.format(counted(index, language.list_letters))
        case "roman":
            return language.list_mark.format(roman(index))
        case "decimal":
            return f"{index}."
    return _BULLET
