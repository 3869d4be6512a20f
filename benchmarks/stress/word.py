"""Read the words of a Word file from its XML."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from benchmarks.stress.source import Reading
from benchmarks.stress.tokens import Token, tokens

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS: Final = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}


def read_word(path: Path, begin: str, end: str) -> Reading:
    """Return the words between two paragraphs of a Word file, and those of its notes."""
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        held = "word/footnotes.xml" in package.namelist()
        notes = etree.fromstring(package.read("word/footnotes.xml")) if held else etree.Element("none")
    texts = list(_paragraphs(body))
    first, last = texts.index(begin), len(texts) - 1 - texts[::-1].index(end)
    return Reading(tuple(_tokens(texts[first + 1 : last])), tuple(_tokens(list(_paragraphs(notes)))))


def _paragraphs(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        parts = (
            node.text or "" if node.tag == f"{_W}t" else _SIGNS.get(str(node.tag), "") for node in paragraph.iter()
        )
        yield "".join(parts).strip()


def _tokens(texts: list[str]) -> Iterator[Token]:
    for number, text in enumerate(texts, start=1):
        for line in text.split("\n"):
            yield from tokens(line, number)
