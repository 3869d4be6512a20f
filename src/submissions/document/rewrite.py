"""Make a new tree from a tree: the one walk of all that change one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from submissions.document.nodes import CitationItem, Column, Inline, Table
from submissions.document.walking import inline_fields

Change = Callable[[Any], Iterable[Any]]
"""Takes a node and yields what stands in its place; what it yields is entered in turn."""

# One entry for each type of node, which the program alone defines: looking at fields is slow, and trees are large.
_FIELDS: Final[dict[type[Any], tuple[str, ...]]] = {}
_Part = TypeVar("_Part")


def rewrite(nodes: tuple[_Part, ...], change: Change, skip: tuple[type, ...] = ()) -> tuple[_Part, ...]:
    """Return the nodes, parents before what is inside them and in reading order, as `change` makes them.

    Nodes of the types in `skip` are changed and not entered.
    """
    made: list[Any] = []
    for node in nodes:
        for new in change(node):
            made.append(new if isinstance(new, skip) else _inside(new, lambda part: rewrite(part, change, skip)))
    return tuple(made)


def rewrite_inlines(
    nodes: tuple[_Part, ...], change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
) -> tuple[_Part, ...]:
    """Return the nodes with each series of inline nodes as `change` makes it, the innermost first."""

    def inside(node: Any) -> Any:
        new = _inside(node, lambda part: rewrite_inlines(part, change))
        changed = {}
        for name in (*inline_fields(type(new)), "children"):
            inlines = getattr(new, name, None)
            if inlines:
                made = change(inlines)
                if made is not inlines:
                    changed[name] = made
        return replace(new, **changed) if changed else new

    return tuple(inside(node) for node in nodes)


def _inside(node: Any, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Any:
    """Return a node whose inner nodes are as `change` makes them; the same node where nothing changed."""
    changed = {}
    for name in tuple_fields(type(node)):
        part = getattr(node, name)
        if part and is_dataclass(part[0]) and not isinstance(part[0], Column | CitationItem):
            new = change(part)
            if len(new) != len(part) or any(one is not other for one, other in zip(new, part, strict=True)):
                changed[name] = new
    return replace(node, **changed) if changed else node


def tuple_fields(kind: type[Any]) -> tuple[str, ...]:
    """Return the fields that hold inner nodes, in reading order: a table's caption stands above it."""
    if kind not in _FIELDS:
        names = [item.name for item in fields(kind) if str(item.type).startswith("tuple[")]
        if kind is Table:
            names.sort(key=lambda name: name != "caption")
        _FIELDS[kind] = tuple(names)
    return _FIELDS[kind]
