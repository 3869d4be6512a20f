"""Make an entry of the case from each row of a table: its values under their keys, and an id where it gives none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from submissions.case import Record
from submissions.findings import Finding, Place
from submissions.importing.cells import Reading, read_cell
from submissions.importing.keys import RECORDS, Key
from submissions.importing.records import (
    MADE_FROM,
    Branch,
    Entry,
    Held,
    Items,
    Leaf,
    Listed,
    ShownRow,
    ShownValue,
    Tree,
    TypedCell,
    TypedRow,
)
from submissions.values import Text

ID = "id"


@dataclass(slots=True)
class _Growing:
    """A tree to which the values of a row are added; lists are kept by their numbers until all are there."""

    branches: dict[str, _Growing] = field(default_factory=dict)
    value: Tree | None = None
    key: str = ""

    def add(self, path: Sequence[str], value: Tree, key: str) -> str:
        """Put a value at a path; return the key that is in its way, "" where none is."""
        if self.value is not None:
            return self.key
        if path:
            return self.branches.setdefault(path[0], _Growing()).add(path[1:], value, key)
        if self.branches:
            return self.first_key()
        self.value, self.key = value, key
        return ""

    def first_key(self) -> str:
        """Return the first key that has a value here."""
        return self.key or next(one.first_key() for one in self.branches.values())

    def tree(self) -> Tree:
        """Return what has grown: numbered entries as a list in the order of their numbers, without gaps."""
        if self.value is not None:
            return self.value
        if all(name.isdecimal() for name in self.branches):
            return Items([one.tree() for _, one in sorted(self.branches.items(), key=lambda item: int(item[0]))])
        return Branch({name: one.tree() for name, one in self.branches.items()})


def read_rows(
    rows: Sequence[TypedRow], keys: Mapping[int, Key], listed: Listed, reading: Reading, taken: Mapping[str, Text]
) -> tuple[tuple[Entry, ...], tuple[ShownRow, ...], list[Finding]]:
    """Return an entry for each row, what is to be shown of it, and every fault.

    `taken` are the ids that the list of the case has; none of its entries is ever changed.
    """
    findings: list[Finding] = []
    clashes: set[tuple[str, str]] = set()
    read = [_read_row(row, keys, reading, findings, clashes) for row in rows]
    named = _ids(read, taken, findings)
    name = _namer(MADE_FROM[listed], {*taken, *named})
    entries, told = [], []
    for row, (grown, shown_values) in zip(rows, read, strict=True):
        leaf = _id_of(grown)
        made = "" if leaf is not None else name()
        place = row[0].place
        tree = _in_order(grown, leaf or Leaf(made, place), RECORDS[listed])
        entries.append(Entry(place, leaf.text if leaf is not None else made, bool(made), tree))
        told.append(ShownRow(place, entries[-1].id, bool(made), shown_values))
    return tuple(entries), tuple(told), [*findings, *_made(told)]


def _made(rows: Sequence[ShownRow]) -> Iterator[Finding]:
    """Say once which ids were made."""
    made = [row for row in rows if row.is_made]
    if made:
        names = f"'{made[0].id}'" if len(made) == 1 else f"'{made[0].id}' to '{made[-1].id}'"
        words = f"{'a row has' if len(made) == 1 else f'{len(made)} rows have'} no id, and got one: {names}"
        yield Finding("N193", made[0].place, words, "give them ids of their own in the table, if prose is to name them")


def _read_row(
    row: TypedRow, keys: Mapping[int, Key], reading: Reading, findings: list[Finding], clashes: set[tuple[str, str]]
) -> tuple[_Growing, tuple[ShownValue, ...]]:
    """Read one row; two keys that are in each other's way are told once for the table, and kept in `clashes`."""
    grown, told = _Growing(), []
    for cell in row:
        key = keys.get(cell.column)
        if key is None:  # its head is a finding already
            continue
        value, faults = read_cell(cell, key, reading)
        findings += faults
        if value is None:
            continue
        other = grown.add(key.path, value, str(key))
        if other and (pair := (other, str(key))) not in clashes:
            clashes.add(pair)
            words = f"'{other}' and '{key}' both have a value in this row"
            order = f"keep one of them; beside '{other}' in further parts or languages, name the part or the language"
            findings.append(Finding("E182", cell.place, words, order))
        told.append(ShownValue(str(key), in_words(value), typed(cell)))
    return grown, tuple(told)


def in_words(value: Tree) -> str:
    """Return a value on one line, as the case file may write it."""
    if isinstance(value, Leaf):
        return value.text
    if isinstance(value, Items):
        return "[" + ", ".join(map(in_words, value.entries)) + "]"
    return "{" + ", ".join(f"{key}: {in_words(one)}" for key, one in value.entries.items()) + "}"


def typed(cell: TypedCell) -> str:
    """Return what a cell holds as it was typed, with the format that shows it where it is no text."""
    held: Held = cell.held
    if isinstance(held, str):
        return held.strip()
    plain = ("TRUE" if held else "FALSE") if isinstance(held, bool) else str(held).removesuffix(" 00:00:00")
    return f"{plain}, shown as {cell.look}" if cell.look not in ("", "General") else plain


def _id_of(grown: _Growing) -> Leaf | None:
    found = grown.branches.get(ID)
    return found.value if found is not None and isinstance(found.value, Leaf) else None


def _ids(
    read: Sequence[tuple[_Growing, object]], taken: Mapping[str, Text], findings: list[Finding]
) -> dict[str, Place]:
    """Return the ids that rows give; each that stands already, in the case or above, is a finding with both places."""
    seen: dict[str, Place] = {}
    order = "leave the row out, or give it another id; what is in the case is changed there, and never overwritten"
    for leaf in (found for grown, _ in read if (found := _id_of(grown)) is not None):
        if leaf.text in taken:
            words = f"the id of this row is in the case already, in line {taken[leaf.text].place.line}"
            findings.append(Finding("E188", leaf.place, words, order))
        elif leaf.text in seen:
            words = f"the id of this row stands in the table already, in {cell_of(seen[leaf.text])}"
            findings.append(Finding("E188", leaf.place, words, "give one of the two rows another id"))
        else:
            seen[leaf.text] = leaf.place
    return seen


def cell_of(place: Place) -> str:
    """Return where a cell is, without the name of its file."""
    return f"line {place.line}" if place.line else place.file.rpartition(":")[2]


def _namer(kind: str, taken: set[str]) -> Callable[[], str]:
    """Return what makes the next free id of a kind: event-1, event-2; it says nothing of anybody."""
    numbers = (number for number in range(1, len(taken) + 1_000_000) if f"{kind}-{number}" not in taken)
    return lambda: f"{kind}-{next(numbers)}"


def _in_order(grown: _Growing, leaf: Leaf, record: type[Record]) -> Branch:
    """Return the entry with its keys in the order of the record, as the reference shows them; the id comes first."""
    entries: dict[str, Tree] = {ID: leaf}
    for name in record.model_fields:
        if name in grown.branches and name != ID:
            entries[name] = grown.branches[name].tree()
    return Branch(entries)
