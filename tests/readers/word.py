"""Read a Word file with pandoc, which counts automatic numbers itself, and with docx2python."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypandoc
from docx2python import docx2python

from readers.reading import MARK, Numbered, Reading, spaced


def read_with_pandoc(path: Path) -> Reading:
    """Return what pandoc reads: numbers as it counts them from the styles and lists of the file."""
    tree = json.loads(pypandoc.convert_file(str(path), "json", format="docx+styles"))
    reader = _Pandoc()
    reader.blocks(tree["blocks"])
    return Reading(tuple(reader.paragraphs), tuple(enumerate(reader.notes, 1)))


class _Pandoc:
    """A walk through pandoc's tree."""

    def __init__(self) -> None:
        self.paragraphs: list[tuple[int, str]] = []
        self.notes: list[str] = []

    def blocks(self, nodes: Any) -> str:
        """Return the words of blocks."""
        return " ".join(map(self.block, nodes))

    def item(self, nodes: Any, number: int) -> str:
        """Return the words of a list item; remember its first paragraph if the item has a number."""
        position = len(self.paragraphs)
        if number:
            self.paragraphs.append((number, ""))
        first = self.block(nodes[0])
        if number:
            self.paragraphs[position] = (number, spaced(first))
        return f"{first} {self.blocks(nodes[1:])}"

    def block(self, node: Any) -> str:
        """Return the words of a block."""
        kind, content = node["t"], node.get("c")
        if kind in ("Para", "Plain"):
            return "".join(map(self.inline, content))
        if kind == "Header":
            return "".join(map(self.inline, content[2]))
        if kind == "OrderedList":
            (start, style, _), items = content
            first = start if style["t"] == "Decimal" else 0
            return " ".join(self.item(item, first + index if first else 0) for index, item in enumerate(items))
        if kind == "Div":
            return self.blocks(content[1])
        return self.anything(content)

    def inline(self, node: Any) -> str:
        """Return the words of an inline; remember a note."""
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            return str(content)
        if kind in ("Space", "SoftBreak", "LineBreak"):
            return " "
        if kind == "Note":
            position = len(self.notes)
            self.notes.append("")
            self.notes[position] = spaced(self.blocks(content))
            return MARK % (position + 1)
        if kind == "Quoted":
            raise AssertionError("pandoc must not read quotation marks as markup")
        return self.anything(content)

    def anything(self, content: Any) -> str:
        """Return the words of whatever a node holds, a table's rows or a link's text."""
        if isinstance(content, dict) and "t" in content:
            known = content["t"] in ("Para", "Plain", "Header", "OrderedList", "Div")
            return self.block(content) if known else self.inline(content)
        if isinstance(content, list):
            return "".join(map(self.anything, content))
        return ""


def read_with_docx2python(path: Path) -> tuple[tuple[str, ...], Numbered]:
    """Return the words of every paragraph of the body, and the notes with their numbers."""
    with docx2python(path) as read:
        body = tuple(_cleaned(text) for text in _texts(read.body))
        notes = tuple(_notes(_texts(read.footnotes)))
    return body, notes


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    else:
        for part in content:
            yield from _texts(part)


def _notes(texts: Iterator[str]) -> Iterator[tuple[int, str]]:
    """Yield each note; a paragraph without a number goes on with the note before it."""
    number, words = 0, ""
    for text in texts:
        begun = re.match(r"footnote(\d+)\)", text)
        if begun:
            if number:
                yield number, spaced(words)
            number, words = int(begun[1]), _cleaned(text[begun.end() :])
        else:
            words = f"{words} {_cleaned(text)}"
    if number:
        yield number, spaced(words)


def _cleaned(text: str) -> str:
    """Return text without the tags of links and the numbers of list items, with note marks in place."""
    text = re.sub(r'<a href="[^"]*">|</a>', "", text)
    text = re.sub(r"^\t*\d+\)\t", "", text)
    return spaced(re.sub(r"----footnote(\d+)----", lambda mark: MARK % mark[1], text))
