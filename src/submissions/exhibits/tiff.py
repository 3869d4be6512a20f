"""Find in a TIFF, and in the EXIF of other pictures, who made it and where, and blank that out where it stands.

Nothing moves: the dots of a picture stay where they are, bit for bit. Rule: TIFF 6.0, section 2; CIPA DC-008, 4.6.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from submissions.exhibits.faults import CannotCleanError
from submissions.exhibits.packets import INNER, NAMES, NOTES, POSITION, iptc_extras, xmp_extras

_XMP, _IPTC, _PHOTOSHOP, _INSIDE = 0x02BC, 0x83BB, 0x8649, 0x014A
# How many bytes a value of each type takes.
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
# Tables follow each other, one for each page, and lie within each other; far above what a scan has.
_TABLES_MAX: Final = 10_000
_ENTRY: Final = 12


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a table: where it stands, its tag, its type, and where its value begins and ends."""

    at: int
    tag: int
    kind: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of entries: where it stands, whose table it is (0 for a page), and its entries."""

    at: int
    owner: int
    entries: tuple[_Entry, ...]


def tiff_extras(content: bytes) -> Iterator[str]:
    """Yield what the tables of a TIFF, or of EXIF, say; raises CannotCleanError for one that cannot be read."""
    for table in _tables(content):
        for entry in table.entries:
            yield from _extras_of(content, table, entry)


def strip_tiff(content: bytes, out: Collection[str]) -> bytes:
    """Return a TIFF, or EXIF, without what is not wanted: its entries are taken away, their values zero."""
    result, order = bytearray(content), _order(content)
    for table in _tables(content):
        kept = [one for one in table.entries if not _is_unwanted(content, table, one, out)]
        if len(kept) == len(table.entries):
            continue
        for entry in table.entries:
            if entry not in kept and entry.start != entry.at + 8:
                result[entry.start : entry.end] = bytes(entry.end - entry.start)
        _write_table(result, content, table, kept, order)
    return bytes(result)


def _is_unwanted(content: bytes, table: _Table, entry: _Entry, out: Collection[str]) -> bool:
    return any(extra in out for extra in _extras_of(content, table, entry)) or (entry.tag == NOTES)


def _extras_of(content: bytes, table: _Table, entry: _Entry) -> Iterator[str]:
    value = content[entry.start : entry.end]
    if POSITION in (entry.tag, table.owner):
        yield "position"
    elif entry.tag in NAMES:
        yield from ("author",) if value.strip(b"\0 0") else ()
    elif entry.tag == _XMP:
        yield from xmp_extras(value)
    elif entry.tag in (_IPTC, _PHOTOSHOP):
        yield from iptc_extras(value)


def _write_table(result: bytearray, content: bytes, table: _Table, kept: list[_Entry], order: str) -> None:
    """Write a table anew with fewer entries; what is left of its old place becomes zero."""
    end = table.at + 2 + _ENTRY * len(table.entries)
    following = content[end : end + 4]
    rows = b"".join(content[one.at : one.at + _ENTRY] for one in kept)
    written = struct.pack(order + "H", len(kept)) + rows + following
    result[table.at : end + 4] = written + bytes(end + 4 - table.at - len(written))


def _order(content: bytes) -> str:
    """Return the order of bytes; raises CannotCleanError for what is no TIFF of the usual kind."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(content[:4])
    if order is None:
        raise _unreadable()
    return order


def _tables(content: bytes) -> Iterator[_Table]:
    """Yield every table of a file, once each."""
    order, seen = _order(content), set[int]()
    waiting = [(int(struct.unpack_from(order + "I", content, 4)[0]), 0)] if len(content) >= 8 else []
    while waiting:
        at, owner = waiting.pop()
        if not at or at in seen:
            continue
        seen.add(at)
        if len(seen) > _TABLES_MAX or at + 6 > len(content):
            raise _unreadable()
        (count,) = struct.unpack_from(order + "H", content, at)
        end = at + 2 + _ENTRY * count
        if end + 4 > len(content):
            raise _unreadable()
        entries = tuple(_entry(content, at + 2 + _ENTRY * index, order) for index in range(count))
        yield _Table(at, owner, entries)
        waiting.append((struct.unpack_from(order + "I", content, end)[0], owner))
        for one in entries:
            if one.tag in (POSITION, INNER, _INSIDE) and one.kind in (4, 13):
                many = (one.end - one.start) // 4
                waiting += [(where, one.tag) for where in struct.unpack_from(f"{order}{many}I", content, one.start)]


def _entry(content: bytes, at: int, order: str) -> _Entry:
    tag, kind, count, offset = struct.unpack_from(order + "HHII", content, at)
    size = count * _SIZES.get(kind, 1)
    start = at + 8 if size <= 4 else offset
    if start + size > len(content):
        raise _unreadable()
    return _Entry(at, tag, kind, start, start + size)


def _unreadable() -> CannotCleanError:
    reason = "what stands beside its picture cannot be read"
    return CannotCleanError(reason, "save a copy as PDF or JPEG, look at it, and name the copy as the annex")
