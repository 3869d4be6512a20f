"""Hand down the one function that opens files within files, and the limits that hold for all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from submissions.audit.records import Opened, Piece, Unsearchable

DEPTH_MAX: Final = 6
BYTES_MAX: Final = 512 << 20
"""How deep files may lie within files, and how many bytes all of them together may have once unpacked."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is opened; every opener takes its bytes, what it is called, and this.

    `open_any` opens a file of any kind within it, `organisation` is the only name that it may give as its author,
    `depth` tells how deep it lies, and `left` how many bytes may still be unpacked. What is `foreign` was not made
    here: its pages are looked at too, for what a reader does not see.
    """

    open_any: Callable[[bytes, str, Manner], Opened]
    organisation: str = ""
    depth: int = 0
    left: int = BYTES_MAX
    foreign: bool = False


def open_inner(name: str, content: bytes, manner: Manner) -> tuple[Opened, Manner]:
    """Open a file that lies within one; return what it holds, and the manner for the next, with less left."""
    opened = manner.open_any(content, name, replace(manner, depth=manner.depth + 1))
    return opened, replace(manner, left=manner.left - opened.size)


def open_each(files: Iterable[tuple[str, bytes]], manner: Manner) -> Iterator[Opened]:
    """Open files that lie within one, each by its name and bytes; what one of them takes is not left for the next."""
    for name, content in files:
        opened, manner = open_inner(name, content, manner)
        yield opened


def inside(outer: str, inner: str) -> str:
    """Return the part name of something nested."""
    return f"{outer} > {inner}" if outer and inner else outer or inner


def within(outer: str, contents: Opened) -> Opened:
    """Return contents with their parts named as lying in another: "outer > inner"."""
    if not outer:
        return contents
    return replace(
        contents,
        pieces=tuple(Piece(inside(outer, each.part), each.channel, each.text, each.place) for each in contents.pieces),
        refusals=tuple(replace(each, part=inside(outer, each.part)) for each in contents.refusals),
        unsearchable=tuple(Unsearchable(inside(outer, each.part), each.reason) for each in contents.unsearchable),
    )
