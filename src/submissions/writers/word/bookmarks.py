"""Give neutral bookmark names to what a document refers to: never an author's id, which could be a person's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from submissions.document import (
    Block,
    Contents,
    Heading,
    ListItem,
    Node,
    Note,
    Paragraph,
    Picture,
    Reference,
    Table,
    walk,
)

# "12" or "12–18", whatever dash the language sets.
_RANGE: Final = re.compile(r"(\d+)(?:([^\d\s])(\d+))?")


@dataclass(frozen=True, slots=True)
class Target:
    """What stands under an id: the node."""

    id: str
    node: Node


@dataclass(frozen=True, slots=True)
class Bookmarks:
    """Names by id (`references`, `contents`) and by the number of a paragraph (`numbers`); `targets` by id.

    Names such as `_Ref00001` begin with an underscore, which hides them in Word's list as Word's own are hidden.
    """

    references: Mapping[str, str]
    contents: Mapping[str, str]
    numbers: Mapping[int, str]
    targets: Mapping[str, Node]

    def names_of(self, identifier: str, number: int = 0) -> tuple[str, ...]:
        """Return the names that the node of an id, or of a paragraph number, carries."""
        found = (self.references.get(identifier), self.contents.get(identifier), self.numbers.get(number))
        return tuple(name for name in found if name)


def paragraph_range(text: str) -> tuple[int, str, int] | None:
    """Read "12–18" as (12, "–", 18) and "12" as (12, "", 0); None for anything else."""
    match = _RANGE.fullmatch(text)
    return (int(match[1]), match[2] or "", int(match[3] or 0)) if match else None


def name_bookmarks(blocks: Sequence[Block]) -> Bookmarks:
    """Return the names of everything that is referred to, counted in the order of the document."""
    nodes = list(walk(tuple(blocks)))
    targets = {identifier: node for node in nodes if (identifier := getattr(node, "id", ""))}
    referred = {node.target for node in nodes if isinstance(node, Reference)}
    listed: set[str] = set()
    ranges: set[int] = set()
    for node in nodes:
        if isinstance(node, Contents):
            listed.update(entry.target for entry in node.entries)
            for found in filter(None, (paragraph_range(entry.paragraphs) for entry in node.entries)):
                ranges.update(number for number in (found[0], found[2]) if number)
    references = {name: f"_Ref{index:05}" for index, name in enumerate((id_ for id_ in targets if id_ in referred), 1)}
    contents = {name: f"_Toc{index:05}" for index, name in enumerate((id_ for id_ in targets if id_ in listed), 1)}
    numbered = (node.number for node in nodes if isinstance(node, Paragraph) and node.number in ranges)
    numbers = {number: f"_Par{index:05}" for index, number in enumerate(numbered, 1)}
    return Bookmarks(references, contents, numbers, targets)


def has_label(node: Node | None) -> bool:
    """Tell whether Word counts a node by itself, so that a reference asks for its number and not its words."""
    match node:
        case Heading():
            return bool(node.label)
        case Paragraph():
            return bool(node.number)
        case ListItem():
            return bool(node.marker)
        case Note() | Table() | Picture():
            return False
    return False
