"""Count the paragraphs of a Word file that wear another look than those that were made: the words are not compared."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Final, TypeAlias

from lxml import etree

from submissions.office.names import parse_part
from submissions.office.numbering import W
from submissions.readback.normal import normal

_OF_RUNS: Final = ("b", "i", "u", "strike", "caps", "smallCaps", "vertAlign", "color", "sz", "highlight", "rStyle")
_OF_PARAGRAPHS: Final = ("pStyle", "jc")
_PARTS: Final = ("word/document.xml", "word/footnotes.xml")

_Look: TypeAlias = tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]


def count_other_looks(made: bytes, now: bytes) -> int:
    """Return how many paragraphs of the same words look otherwise: style, position, bold and the like, or size."""
    old, new = Counter(_looks(made)), Counter(_looks(now))
    words_old, words_new = (Counter(words for words, _ in counter.elements()) for counter in (old, new))
    common = sum((words_old & words_new).values())
    return common - sum((old & new).values())


def _looks(content: bytes) -> Iterator[tuple[str, _Look]]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        parts = [package.read(name) for name in _PARTS if name in names]
    for part in parts:
        for paragraph in parse_part(part).iter(f"{W}p"):
            words = normal("".join(paragraph.itertext(f"{W}t")))
            if words:
                yield words, (_properties(paragraph.find(f"{W}pPr"), _OF_PARAGRAPHS), _runs(paragraph))


def _runs(paragraph: etree._Element) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the words of each look one after the other: Word parts runs as it likes."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for run in paragraph.iter(f"{W}r"):
        words = "".join("".join(run.itertext(f"{W}t")).split())
        look = _properties(run.find(f"{W}rPr"), _OF_RUNS)
        if words and found and found[-1][1] == look:
            found[-1] = (found[-1][0] + words, look)
        elif words:
            found.append((words, look))
    return tuple(found)


def _properties(parent: etree._Element | None, names: tuple[str, ...]) -> tuple[str, ...]:
    nodes = [] if parent is None else [(name, parent.find(f"{W}{name}")) for name in names]
    return tuple(f"{name}={node.get(f'{W}val', '')}" for name, node in nodes if node is not None)
