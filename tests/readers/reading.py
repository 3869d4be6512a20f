"""What each reader reports of a document: its numbered paragraphs and its notes, in the order in which they stand."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from submissions.document import (
    Block,
    Contents,
    Document,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    ListItem,
    Moment,
    Node,
    Note,
    Paragraph,
    Picture,
    Reference,
    Run,
    Table,
    Withheld,
    walk,
)

MARK = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}%s\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
"""Stands where the mark of a note is printed."""

PAGE = "\N{CYRILLIC LETTER MULTIOCULAR O}"
"""Stands in the tree's words where the layout prints the number of a page."""

Numbered = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Reading:
    """The numbered paragraphs and the notes of a document, each with its number and its words."""

    paragraphs: Numbered
    notes: Numbered

    def map(self, change: Callable[[str], str]) -> Reading:
        """Return the reading with its words changed."""
        paragraphs = tuple((number, change(words)) for number, words in self.paragraphs)
        return Reading(paragraphs, tuple((number, change(words)) for number, words in self.notes))


def read_tree(document: Document) -> Reading:
    """Return what the tree says; the items of a list 1., 2., 3. count as numbered paragraphs."""
    nodes = list(walk(document.blocks))
    notes = (node for node in nodes if isinstance(node, Note))
    return Reading(tuple(_numbered(nodes)), tuple((note.number, spaced(_note_words(note))) for note in notes))


def _numbered(nodes: list[Node]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, Paragraph) and node.number:
            yield node.number, spaced(_words(node.inlines))
        if isinstance(node, ListBlock) and node.style == "decimal":
            for item in node.items:
                (first, *_) = item.blocks
                assert isinstance(first, Paragraph)
                yield int(item.marker.strip(".")), spaced(_words(first.inlines))


def _note_words(note: Note) -> str:
    inner = walk(note.blocks)
    return " ".join(_words(node.inlines) for node in inner if isinstance(node, Paragraph))


def _words(inlines: tuple[Inline, ...]) -> str:
    parts: list[str] = []
    for node in inlines:
        match node:
            case Run() | Withheld():
                parts.append(node.text)
            case Reference():
                parts.append(PAGE if node.kind == "page" else node.text)
            case LineBreak():
                parts.append(" ")
            case Note():
                parts.append(MARK % node.number)
            case _:
                parts.append(_words(getattr(node, "children", ())))
    return "".join(parts)


def same_words(found: str, expected: str) -> bool:
    """Tell whether found words are those of the tree, with any number for the number of a page.

    Marks of direction, which draw nothing and keep figures in order in a Word file, are no words; a hyphen at which no
    line ends is one like any other.
    """
    found = re.sub("[\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}]", "", found)
    found, expected = (words.replace("\N{NON-BREAKING HYPHEN}", "-") for words in (found, expected))
    if PAGE not in expected:
        return found == expected
    return bool(re.fullmatch(re.escape(expected).replace(PAGE, r"\d+"), found))


def spaced(words: str) -> str:
    """Return words with one plain space for every run of spaces of any kind."""
    return re.sub(r"\s+", " ", words).strip()


def squashed(words: str) -> str:
    """Return letters and digits only: positions on a page tell neither spaces nor hyphens at the end of lines."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", words) if sign.isalnum())


def shuffled(words: str) -> str:
    """Return letters and digits sorted: a PDF keeps Arabic as it is drawn, and joined letters swap places in it."""
    return "".join(sorted(squashed(words)))


def signs(words: str) -> Counter[str]:
    """Count the letters and digits of a text."""
    return Counter(squashed(words))


def printed_signs(document: Document) -> Counter[str]:
    """Count the letters and digits that a document prints, but for the numbers of pages and the alternative texts.

    The words of a drawing are lines, and no letters.
    """
    parts: list[str] = []
    moments = tuple(node for node in walk(document.blocks) if isinstance(node, Moment))
    drawn = {id(node) for node in walk(moments)}
    for node in walk(document.blocks):
        if id(node) in drawn:
            continue
        match node:
            case Run() | Withheld():
                parts.append(node.text)
            case Reference() if node.kind != "page":
                parts.append(node.text)
            case Paragraph():
                parts.append(str(node.number or ""))
            case Heading() | Table() | Picture():
                parts.append(node.label)
            case ListItem():
                parts.append(node.marker)
            case Note():
                parts.append(f"{node.number} {node.number}")
            case Contents():
                parts += [node.paragraphs_word, node.page_word]
                parts += [f"{entry.label} {entry.paragraphs}" for entry in node.entries]
    return signs(" ".join(parts))


def repeated_heads(document: Document) -> list[Counter[str]]:
    """Return the letters of the head of each table, which stands again on every page that the table goes on to."""
    tables = (node for node in walk(document.blocks) if isinstance(node, Table))
    return [printed_signs(replace(document, blocks=tuple(_cells(table)))) for table in tables]


def _cells(table: Table) -> Iterator[Block]:
    for row in table.head:
        for cell in row.cells:
            yield from cell.blocks
