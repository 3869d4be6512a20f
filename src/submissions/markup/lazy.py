"""Find lines that fall into a quotation, an item, a note or a table without looking as if they belonged there.

CommonMark takes a line right behind a paragraph as a part of it, whatever that paragraph stands in ("lazy
continuation", CommonMark 0.31, 5.1 and 5.2). So the applicant's sentence would be printed as the words of the court.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from submissions.findings import Finding, Place

_QUOTED: Final = re.compile(r"\s*> ?")
_NOTE: Final = re.compile(r"\[\^[^\]]*\]:\s*(\{[^}]*\}\s*)?")


@dataclass(frozen=True, slots=True)
class Lazy:
    """A line, counted from 0, and what it falls into: "quotation", "list", "note" or "table"."""

    line: int
    into: str


def refused(lazy: Lazy, place: Place) -> Finding:
    """Return the finding for a line that falls into what is above it."""
    if lazy.into == "quotation":
        order = "put an empty line before it if it is not quoted, or begin it with '>' if it is"
        return Finding("E333", place, "a line right behind a quotation would be printed as a part of it", order)
    if lazy.into == "note":
        order = "put an empty line before it if it is no part of the note, or indent it by four spaces if it is"
        return Finding("E333", place, "a line right behind a note would be printed as a part of it", order)
    if lazy.into == "table":
        order = "put an empty line before it if it is no row, or begin it with '|' if it is"
        return Finding("E333", place, "a line right behind a table would be printed as a row of it", order)
    order = "put an empty line before it if it is no part of the item, or indent it by two spaces if it is"
    return Finding("E333", place, "a line right behind a list would be printed as a part of its last item", order)


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a paragraph stands in: how many quotations, and the indent of the nearest item or note in them."""

    quotations: int = 0
    marker: int | None = None
    into: str = "list"


def lazy_lines(tree: SyntaxTreeNode, lines: Sequence[str]) -> Iterator[Lazy]:
    """Yield the lines of a source that fall into what is above them, in order."""
    yield from _visit(tree, lines, _Inside())


def _visit(node: SyntaxTreeNode, lines: Sequence[str], inside: _Inside) -> Iterator[Lazy]:
    start, end = (0, 0) if node.is_root else node.map or (0, 0)
    if node.type == "blockquote":
        inside = _Inside(inside.quotations + 1)
    elif node.type == "list_item":
        first = _NOTE.sub("", _unquoted(lines[start], inside.quotations)[0])
        inside = replace(inside, marker=_indent(first), into="list")
    elif node.type == "footnote_reference":
        inside = replace(inside, marker=_indent(_unquoted(lines[start], inside.quotations)[0]), into="note")
    elif node.type == "tbody":
        rows = ((row.map or (0, 0))[0] for row in node.children)
        yield from (Lazy(line, "table") for line in rows if "|" not in lines[line])
    elif node.type == "paragraph":
        for line in range(start + 1, min(end, len(lines))):
            rest, missing = _unquoted(lines[line], inside.quotations)
            if missing:
                yield Lazy(line, "quotation")
            elif inside.marker is not None and _indent(rest) <= inside.marker:
                yield Lazy(line, inside.into)
    for child in node.children:
        yield from _visit(child, lines, inside)


def _unquoted(line: str, quotations: int) -> tuple[str, int]:
    """Return a line without the signs of so many quotations, and how many of them it lacks."""
    for found in range(quotations):
        sign = _QUOTED.match(line)
        if sign is None:
            return line, quotations - found
        line = line[sign.end() :]
    return line, 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
