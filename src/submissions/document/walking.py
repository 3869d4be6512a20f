"""Go through a document's nodes in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

from submissions.document.nodes import (
    Citation,
    CitationItem,
    Column,
    Inline,
    LineBreak,
    Node,
    Note,
    Reference,
    Run,
    Table,
    Withheld,
)


def children(node: object) -> Iterator[Node]:
    """Yield the nodes directly inside a node, in reading order: a table's caption stands above it."""
    names = [item.name for item in fields(node)]  # type: ignore[arg-type]
    if isinstance(node, Table):
        names.sort(key=lambda name: name != "caption")
    for name in names:
        value = getattr(node, name)
        if isinstance(value, tuple):
            yield from (part for part in value if is_dataclass(part) and not isinstance(part, Column | CitationItem))  # type: ignore[misc]


def walk(blocks: tuple[Node, ...]) -> Iterator[Node]:
    """Yield every node of the blocks and all that is inside them, parents first, in reading order."""
    for node in blocks:
        yield node
        yield from walk(tuple(children(node)))


def plain(inlines: tuple[Inline, ...], note: Callable[[Note], str] = lambda note: "") -> str:
    """Return the words of inlines as one string; a line break is a newline, a note what `note` makes of it."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case Run() | Withheld() | Reference():
                parts.append(node.text)
            case LineBreak():
                parts.append("\n")
            case Note():
                parts.append(note(node))
            case Citation():
                parts.append("")
            case _:
                parts.append(plain(node.children, note))
    return "".join(parts)
