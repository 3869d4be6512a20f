"""Go through a document's nodes in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final, get_args

from submissions.document.nodes import (
    Citation,
    CitationItem,
    Column,
    Gap,
    Holder,
    Inline,
    LineBreak,
    ListBlock,
    Node,
    Note,
    Paragraph,
    Quotation,
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


_OF_INLINES: Final = "tuple[Inline, ...]"
_FIELDS: Final[dict[type[Any], tuple[str, ...]]] = {}
_HOLDERS: Final = get_args(Holder)


def inline_fields(kind: type[Any]) -> tuple[str, ...]:
    """Return the fields in which a kind of block holds its words: a paragraph's inlines, a table's caption.

    The children of an inline node are part of the series that it stands in, and are no field of this kind.
    """
    if kind not in _FIELDS:
        named = (item for item in fields(kind) if item.type == _OF_INLINES and item.name != "children")
        _FIELDS[kind] = tuple(item.name for item in named)
    return _FIELDS[kind]


def series(block: Node) -> Iterator[tuple[Inline, ...]]:
    """Yield the words that stand directly in a block, each series of inline nodes by itself, none empty."""
    for name in inline_fields(type(block)):
        if found := getattr(block, name):
            yield found


def inner(block: Holder) -> tuple[Holder, ...]:
    """Return the nodes directly inside a block that are none of its own words: blocks, items, rows, cells."""
    return tuple(node for node in children(block) if isinstance(node, _HOLDERS))


def plain(inlines: tuple[Inline, ...], note: Callable[[Note], str] = lambda note: "") -> str:
    """Return the words of inlines as one string; a line break is a newline, a note what `note` makes of it."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case Run() | Withheld() | Gap() | Reference():
                parts.append(node.text)
            case LineBreak():
                parts.append("\n")
            case Note():
                parts.append(note(node))
            case Citation():
                parts.append("")
            case _:  # whatever else there is has children, or the type checker objects here
                parts.append(plain(node.children, note))
    return "".join(parts)


def leads_to(block: Node, following: Node | None) -> bool:
    """Tell whether a paragraph must stay with the list, the table or the quotation below it.

    A quotation is led to by a colon; a table under a title of its own by that or by a reference, and otherwise stands
    for itself, as a picture does.
    """
    if not isinstance(block, Paragraph):
        return False
    opens = plain(block.inlines).endswith(":")
    if isinstance(following, Table) and following.caption:
        return opens or any(isinstance(node, Reference) and node.target == following.id for node in walk(block.inlines))
    return isinstance(following, ListBlock | Table) or (isinstance(following, Quotation) and opens)
