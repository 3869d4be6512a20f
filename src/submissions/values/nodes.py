"""What the case file holds before it is validated: mappings, lists and text, each with its place.

A scalar is a `Prose`: exactly the text that was typed, with the place of each of its lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from submissions.findings import Place
from submissions.values.text import Prose, Text


@dataclass(frozen=True, slots=True)
class RefusedNode:
    """Where something stood that is refused already, such as an alias; nothing further is said about it."""

    place: Place


class SourceMapping(dict[Text, "Node"]):
    """A mapping of the case file; its keys know their places, and it stands where its first key stands."""

    __slots__ = ("place",)

    def __init__(self, place: Place, entries: Iterable[tuple[Text, Node]] = ()) -> None:
        super().__init__(entries)
        self.place = place

    def at(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        return next((node for own, node in self.items() if own == key), None)

    def key_place(self, key: str) -> Place:
        """Return the place of a key, or of the mapping where there is no such key."""
        return next((own.place for own in self if own == key), self.place)


class SourceList(list["Node"]):
    """A list of the case file."""

    __slots__ = ("place",)

    def __init__(self, place: Place, items: Iterable[Node] = ()) -> None:
        super().__init__(items)
        self.place = place


Node: TypeAlias = Prose | SourceMapping | SourceList | RefusedNode
