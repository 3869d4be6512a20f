"""Read the words of a letter as they are typed for review: a line for each paragraph, heading, item and row of a table.

`tools/letters/README.md` says how they are typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["plain", "head", "tick", "room"]

_STYLED: Final = re.compile(r"\[(?P<style>[a-z0-9 -]+)(?P<page> \+ page)?\] (?P<words>.+)")
_TABLE: Final = re.compile(r"table (?P<style>ruled|form|answers)(?P<widths>( \d+)+)")
_ROW: Final = re.compile(r"\|(?P<mark>:|-|_*) (?P<cells>.*)")
_PARTS_CELLS: Final = re.compile(r" ?\|(?: |$)(?![^{]*[}])")
_STANDS_FOR: Final = re.compile(r"\{%(?P<scope>p|tr) .*%\}")
_BEGINS: Final = {"# ": "heading 1", "#1 ": "numbered heading", "## ": "heading 2", "- ": "list bullet"}


@dataclass(frozen=True)
class Line:
    """A paragraph: the name of its style in small letters, its words, and whether it begins a page."""

    style: str
    words: str
    new_page: bool = False


@dataclass(frozen=True)
class TableRow:
    """A row of a table: its cells; one of the kind "room" is `rooms` lines high, for somebody to write by hand.

    One of the kind "tick" is ticked and no more.
    """

    cells: tuple[str, ...]
    kind: Kind = "plain"
    rooms: int = 0


@dataclass(frozen=True)
class TypedTable:
    """A table: "ruled" lists something, "form" is filled in, and "answers" are ticked; `widths` are shares.

    The first column of the two latter is their heads, unless they have a row of them.
    """

    style: str
    widths: tuple[int, ...]
    rows: tuple[TableRow, ...]


Typed: TypeAlias = Line | TypedTable


def read_words(text: str) -> tuple[Typed, ...]:
    """Return the blocks of a letter; raises ValueError for a line that is not understood, with its number."""
    found: list[Typed] = []
    rows: list[TableRow] | None = None
    opening: re.Match[str] | None = None
    for number, line in enumerate([*_joined(text), (0, "")]):
        at, words = line
        row = _row(words, at) if opening is not None and words else None
        if opening is not None and rows is not None and row is None:
            found.append(TypedTable(opening["style"], tuple(map(int, opening["widths"].split())), tuple(rows)))
            rows = opening = None
        if row is not None and rows is not None:
            rows.append(row)
        elif opened := _TABLE.fullmatch(words):
            opening, rows = opened, []
        elif words and not words.startswith(";"):
            found.append(_line(words, at or number))
    return tuple(found)


def _expanded(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers; a name between "define" and "end" stands for the lines defined so."""
    defined: dict[str, list[str]] = {}
    open_ = ""
    for number, line in enumerate(text.splitlines(), 1):
        name, _, rest = line.strip().partition(" ")
        if name == "define":
            open_ = rest
            defined[open_] = []
        elif open_:
            if line == "end":
                open_ = ""
            else:
                defined[open_].append(line)
        elif name in defined:
            yield from ((number, one.replace("$1", rest)) for one in defined[name])
        else:
            yield number, line


def _joined(text: str) -> list[tuple[int, str]]:
    r"""Return the lines with their numbers; one that ends in "\" goes on with the next, on a line of its own."""
    joined: list[tuple[int, str]] = []
    goes_on = False
    for number, line in _expanded(text):
        words = line.rstrip()
        last = words.removesuffix("\\")
        if goes_on:
            joined[-1] = (joined[-1][0], f"{joined[-1][1]}\n{last}")
        else:
            joined.append((number, last))
        goes_on = words.endswith("\\")
    return joined


def _line(words: str, number: int) -> Line:
    for begins, style in _BEGINS.items():
        if words.startswith(begins):
            return Line(style, words.removeprefix(begins))
    if _STANDS_FOR.fullmatch(words):
        return Line("normal", words)
    if styled := _STYLED.match(words):
        return Line(styled["style"], words[styled.start("words") :], styled["page"] is not None)
    if words[0] in "|[#":
        raise ValueError(f"line {number} is not understood: {words}")
    return Line("body text", words)


def _row(words: str, number: int) -> TableRow | None:
    """Return a row of a table, None for a line that is none and so ends the table."""
    stands_for = _STANDS_FOR.fullmatch(words)
    if stands_for is not None and stands_for["scope"] == "tr":
        return TableRow((words,))
    row = _ROW.fullmatch(words)
    if row is None:
        if words.startswith("|"):
            raise ValueError(f"line {number} is not understood: {words}")
        return None
    cells = tuple(cell.strip() for cell in _PARTS_CELLS.split(re.sub(r" ?\|$", "", row["cells"])))
    if row["mark"] == ":":
        return TableRow(cells, "head")
    if row["mark"] == "-":
        return TableRow(cells, "tick")
    return TableRow(cells, "room", len(row["mark"])) if row["mark"] else TableRow(cells)
