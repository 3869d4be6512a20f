"""The tables that come with the program: reading them, and how old each of them is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Final

from submissions.findings import Finding, Place
from submissions.source import read_text_file
from submissions.source.case_file import read_yaml
from submissions.values import Node, PartialDate, RefusedValueError, SourceList, SourceMapping

GUIDE: Final = "docs/how-to/refresh-the-tables.md"
"""The page that says how each table is refreshed."""


class TableError(ValueError):
    """A table of the program that cannot be read: it was changed by hand and has a fault."""


@dataclass(frozen=True, slots=True)
class DatedTable:
    """One table, or a part of one that has a source of its own.

    `data` is the date up to which its source goes, `seen` when that was looked at.
    """

    id: str
    file: str
    what: str
    data: PartialDate
    seen: PartialDate
    source: str
    address: str
    refresh: str
    place: Place

    def is_old(self, as_of: datetime.date) -> bool:
        """Tell whether the data ended more than a year before a day; a date known in part counts by its last day."""
        year, month, day = self.data.first.latest
        # Of 29 February the next year has none.
        due = datetime.date(year + 1, month, 28 if (month, day) == (2, 29) else day)
        return as_of > due


def ages(as_of: datetime.date) -> list[Finding]:
    """Return one warning that names every table older than a year on a day, or none."""
    old = [table for table in tables() if table.is_old(as_of)]
    if not old:
        return []
    named = "; ".join(f"{table.what} ({table.data.first})" for table in old)
    message = f"tables of the program are older than a year on {as_of.isoformat()}: {named}"
    order = f"verify what rests on them at its source, as each answer says, and refresh them as {GUIDE} tells"
    return [Finding("W840", old[0].place, message, order)]


@cache
def tables() -> tuple[DatedTable, ...]:
    """Return every table, in the order of tables.yaml."""
    return tuple(
        DatedTable(
            text(row, "id"),
            text(row, "file"),
            text(row, "what"),
            known_date(row, "data"),
            known_date(row, "seen"),
            text(row, "source"),
            text(row, "address"),
            text(row, "refresh"),
            row.place,
        )
        for row in records(read_table("tables.yaml"), "tables")
    )


def read_table(name: str) -> SourceMapping:
    """Return the root of a YAML table; raises TableError with every fault of the file."""
    with as_file(files("submissions") / "rules" / name) as path:
        shown = f"rules/{name}"
        source, findings = read_text_file(path, shown, Place(shown))
    root, faults = read_yaml(source) if source is not None else (None, [])
    if root is None or findings or faults:
        raise TableError("; ".join(map(str, [*findings, *faults])))
    return root


def records(node: SourceMapping, key: str) -> tuple[SourceMapping, ...]:
    """Return the mappings of the list under a key, none where there is no such key."""
    rows = node.at(key)
    if rows is None:
        return ()
    if not isinstance(rows, SourceList):
        raise TableError(f"'{key}' is not a list")
    return tuple(_mapping(row, key) for row in rows)


def record(node: SourceMapping, key: str) -> SourceMapping:
    """Return the mapping under a key."""
    return _mapping(node.at(key), key)


def text(node: SourceMapping, key: str, default: str | None = None) -> str:
    """Return the text under a key; raises TableError where there is none and no default."""
    value = node.at(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, str) or not value:
        raise TableError(f"{node.place}: '{key}' is not a text")
    return str(value)


def texts(node: SourceMapping, key: str) -> tuple[str, ...]:
    """Return the texts of the list under a key, none where there is no such key."""
    values = node.at(key)
    if values is None:
        return ()
    if not isinstance(values, SourceList):
        raise TableError(f"{node.place}: '{key}' is not a list")
    return tuple(str(value) for value in values if isinstance(value, str))


def languages(node: SourceMapping, key: str) -> tuple[tuple[str, str], ...]:
    """Return the texts under a key by their language, in the order of the table."""
    return tuple((str(language), str(words)) for language, words in record(node, key).items())


def date(node: SourceMapping, key: str) -> PartialDate | None:
    """Return the date under a key, or None."""
    value = node.at(key)
    if value is None:
        return None
    try:
        return PartialDate.read(value)
    except RefusedValueError as error:
        raise TableError(f"{node.place}: '{key}' is not a date") from error


def known_date(node: SourceMapping, key: str) -> PartialDate:
    """Return the date under a key, which must be there."""
    value = date(node, key)
    if value is None:
        raise TableError(f"{node.place}: '{key}' is missing")
    return value


def _mapping(node: Node | None, key: str) -> SourceMapping:
    if not isinstance(node, SourceMapping):
        raise TableError(f"'{key}' is not a mapping")
    return node
