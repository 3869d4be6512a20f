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

NUMBERED: Final = re.compile(r"(.*?)(\d+)", re.DOTALL)
"""A label such as "Table 1": its word, and its number, which alone is marked and referred to."""


@dataclass(frozen=True, slots=True)
class Target:
    """What stands under an id: the node."""

    id: str
    node: Node


@dataclass(frozen=True, slots=True)
class Bookmarks:
    """Names by id (`references`, `contents`), and the nodes themselves (`targets`) by id.

    Names such as `_Ref00001` begin with an underscore, which hides them in Word's list as Word's own are hidden.
    """

    references: Mapping[str, str]
    contents: Mapping[str, str]
    targets: Mapping[str, Node]

    def names_of(self, identifier: str) -> tuple[str, ...]:
        """Return the names that the node of an id carries."""
        found = (self.references.get(identifier), self.contents.get(identifier))
        return tuple(name for name in found if name)


def name_bookmarks(blocks: Sequence[Block]) -> Bookmarks:
    """Return the names of everything that is referred to, counted in the order of the document."""
    nodes = list(walk(tuple(blocks)))
    targets = {identifier: node for node in nodes if (identifier := getattr(node, "id", ""))}
    referred = {node.target for node in nodes if isinstance(node, Reference)}
    listed: set[str] = set()
    for node in nodes:
        if isinstance(node, Contents):
            listed.update(entry.target for entry in node.entries)
    references = {name: f"_Ref{index:05}" for index, name in enumerate((id_ for id_ in targets if id_ in referred), 1)}
    contents = {name: f"_Toc{index:05}" for index, name in enumerate((id_ for id_ in targets if id_ in listed), 1)}
    return Bookmarks(references, contents, targets)


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
