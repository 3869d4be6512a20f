"""What a table holds, and what was understood of it: what goes from the file to the case and to the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Final, Literal, TypeAlias

from submissions.findings import Place

Listed: TypeAlias = Literal["people", "events", "remedies", "annexes"]
"""A list of the case file that a table can be brought into."""
MADE_FROM: Final[dict[Listed, str]] = {
    "people": "person",
    "events": "event",
    "remedies": "remedy",
    "annexes": "annex",
}
"""What an id is made from where a row gives none: the kind and a number, since a name would tell who it is."""

DateOrder: TypeAlias = Literal["day-first", "month-first"]
"""In which order the figures of 3/4/2019 stand; whoever typed them has to say."""
Held: TypeAlias = str | bool | int | float | date | time | timedelta
"""What a cell holds; a `date` may be a `datetime`."""


@dataclass(frozen=True, slots=True)
class TableWish:
    """What the user asks of the import.

    `sheet` and `encoding` are "" where none is named. `order` is None where nobody said how dates in figures are meant.
    `writes` says that the case file is to be written, if nothing stands against it.
    """

    listed: Listed
    sheet: str = ""
    encoding: str = ""
    includes_hidden: bool = False
    order: DateOrder | None = None
    writes: bool = False


@dataclass(frozen=True, slots=True)
class TypedCell:
    """One cell with something in it.

    `column` counts from 1. `look` is the format in which a spreadsheet shows a number or a date, "" in a text file.
    """

    place: Place
    column: int
    held: Held
    look: str = ""


TypedRow: TypeAlias = tuple[TypedCell, ...]
"""The cells of one row that hold something, from left to right; never empty."""


@dataclass(frozen=True, slots=True)
class TypedTable:
    """What a file holds: its heads and its rows, and in a few words how it was read."""

    name: str
    how: tuple[str, ...]
    heads: TypedRow
    rows: tuple[TypedRow, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value as it is to stand in the case file, and the cell that it came from."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Branch:
    """Values under their keys, in the order in which they are written."""

    entries: dict[str, Tree] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Items:
    """Values in a row; `is_short` where they stand in one cell and are written on one line."""

    entries: list[Tree] = field(default_factory=list)
    is_short: bool = False


Tree: TypeAlias = Leaf | Branch | Items


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as an entry of the case: its id, whether that was made, and what is to be written."""

    place: Place
    id: str
    is_made: bool
    tree: Branch


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value as it was understood, beside what was typed."""

    key: str
    value: str
    typed: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row as it was understood; `place` is its first cell."""

    place: Place
    id: str
    is_made: bool
    values: tuple[ShownValue, ...]


@dataclass(frozen=True, slots=True)
class ShownHead:
    """One head and the key that it was taken for, "" where it is none."""

    place: Place
    head: str
    key: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What was understood of a table, and the case file before and after.

    `before` and `after` are empty where nothing can be appended; `first_line` is then 0.
    """

    name: str
    how: tuple[str, ...]
    heads: tuple[ShownHead, ...]
    rows: tuple[ShownRow, ...]
    before: bytes = b""
    after: bytes = b""
    first_line: int = 0
    last_line: int = 0
