"""Read and write the trees of a PDF by name or number, and the outline: ISO 32000-1, 7.9.6, 7.9.7 and 12.3.3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

_DEPTH_MAX: Final = 50
_KEYS: Final = {"/Names": str, "/Nums": int}


def read_tree(node: Object | None, entries: str, depth: int = 0) -> Iterator[tuple[Any, Object]]:
    """Yield key and value of each entry of a tree: `entries` is "/Names" or "/Nums"."""
    if node is None or depth > _DEPTH_MAX:
        return
    held = node.get(entries)
    pairs = list(held) if held is not None else []
    for key, value in zip(pairs[::2], pairs[1::2], strict=False):
        yield _KEYS[entries](key), value
    for kid in node.get("/Kids", ()):
        yield from read_tree(kid, entries, depth + 1)


def name_tree(pairs: Iterable[tuple[str, Object]]) -> Dictionary:
    """Return a tree of one node with names in the order of their bytes, which a reader relies on."""
    ordered = sorted(((bytes(String(name)), name, value) for name, value in pairs), key=lambda one: one[0])
    return Dictionary(Names=Array([part for _, name, value in ordered for part in (String(name), value)]))


def number_tree(pairs: Iterable[tuple[int, Object]]) -> Dictionary:
    """Return a tree of one node with numbers in their order."""
    ordered = sorted(pairs, key=lambda one: one[0])
    return Dictionary(Nums=Array([part for number, value in ordered for part in (number, value)]))


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the outline: its words, where it leads, and what stands below it."""

    title: str
    target: Object
    below: tuple[OutlineEntry, ...] = ()


def read_outline(item: Object | None, depth: int = 0) -> Iterator[OutlineEntry]:
    """Yield an item of an outline, and those behind it; what leads nowhere is passed over."""
    while item is not None and depth < _DEPTH_MAX:
        action = item.get("/A")
        target = item.get("/Dest", action.get("/D") if action is not None else None)
        if target is not None:
            yield OutlineEntry(str(item.Title), target, tuple(read_outline(item.get("/First"), depth + 1)))
        item = item.get("/Next")


def write_outline(pdf: Pdf, entries: Sequence[OutlineEntry]) -> Object:
    """Return the outline of a file; its first level is open, and all below it closed."""
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    _hang(pdf, root, entries)
    root.Count = len(entries)
    return root


def _hang(pdf: Pdf, parent: Object, entries: Sequence[OutlineEntry]) -> None:
    items = [pdf.make_indirect(Dictionary(Title=String(one.title), Parent=parent, Dest=one.target)) for one in entries]
    for number, (item, entry) in enumerate(zip(items, entries, strict=True)):
        if number:
            item.Prev = items[number - 1]
        if number + 1 < len(items):
            item.Next = items[number + 1]
        if entry.below:
            _hang(pdf, item, entry.below)
            item.Count = -len(entry.below)
    if items:
        parent.First, parent.Last = items[0], items[-1]
