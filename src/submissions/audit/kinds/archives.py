"""Take a zip apart: every file in it, names, comments, extra fields, and bytes that no entry accounts for."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from typing import Final

from submissions.audit.gathering import Gathered, decode, inside
from submissions.audit.records import Opened, Piece, Refusal, Unsearchable

Open = Callable[[str, bytes], Opened]
ENTRIES_MAX: Final = 10_000
ENTRY_BYTES_MAX: Final = 128 << 20
BYTES_MAX: Final = 512 << 20
_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")


def within(outer: str, contents: Opened) -> Opened:
    """Return contents with their parts named as lying in another: "outer > inner"."""
    return Opened(
        tuple(Piece(inside(outer, each.part), each.channel, each.text, each.place) for each in contents.pieces),
        tuple(Refusal(inside(outer, each.part), each.reason, each.place) for each in contents.refusals),
        tuple(Unsearchable(inside(outer, each.part), each.reason) for each in contents.unsearchable),
    )


def open_zip(content: bytes, part: str, open_inner: Open) -> Opened:
    """Return all that a zip holds; what is encrypted, damaged or too large is told."""
    gathered = Gathered(part)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _read_entries(archive, content, gathered, open_inner)
            gathered.text("comment of the archive", decode(archive.comment))
    except (zipfile.BadZipFile, ValueError, OverflowError, struct.error, UnicodeError, EOFError) as error:
        gathered.strings("bytes", content)
        gathered.cannot(f"the archive is damaged: {type(error).__name__}")
    return gathered.contents


def _read_entries(archive: zipfile.ZipFile, content: bytes, gathered: Gathered, open_inner: Open) -> None:
    total = 0
    covered: list[tuple[int, int]] = [_directory(archive, content)]
    for number, entry in enumerate(archive.infolist()):
        if number >= ENTRIES_MAX or total > BYTES_MAX:
            gathered.cannot("the archive holds more than can be searched")
            break
        _names(entry, content, gathered)
        covered.append(_extent(entry, content))
        if entry.is_dir() and not entry.file_size:
            continue
        inner = _read(archive, entry, gathered)
        total += len(inner)
        if inner:
            gathered.add(open_inner(gathered.inside(entry.filename), inner))
    gathered.strings("bytes beside the entries", _uncovered(content, covered))


def _names(entry: zipfile.ZipInfo, content: bytes, gathered: Gathered) -> None:
    """Keep the names that an entry has in the directory, beside the entry, and in older encodings; and its comment."""
    gathered.text("name in the archive", entry.filename)
    gathered.text("name in the archive", entry.orig_filename)
    if not entry.flag_bits & 0x800 and not entry.filename.isascii():
        plain = entry.orig_filename.encode("cp437", "replace")
        gathered.text("name in the archive", decode(plain))
        for codec in ("cp852", "cp1250", "cp1251", "cp866", "cp1256"):
            gathered.text("name in the archive", plain.decode(codec, "replace"))
    gathered.text("comment in the archive", decode(entry.comment), entry.filename)
    gathered.strings("extra field in the archive", entry.extra, entry.filename)
    header = content[entry.header_offset : entry.header_offset + _LOCAL.size]
    if len(header) == _LOCAL.size and header[:4] == b"PK\x03\x04":
        *_, name, extra = _LOCAL.unpack(header)
        start = entry.header_offset + _LOCAL.size
        gathered.text("name in the archive", decode(content[start : start + name]))
        gathered.strings("extra field in the archive", content[start + name : start + name + extra], entry.filename)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, gathered: Gathered) -> bytes:
    if entry.flag_bits & 0x1:
        gathered.add(Opened(unsearchable=(Unsearchable(gathered.inside(entry.filename), "it is encrypted"),)))
        return b""
    try:
        with archive.open(entry) as stream:
            inner = stream.read(ENTRY_BYTES_MAX + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        reason = "it is damaged, or compressed in a way that the program does not know"
        gathered.add(Opened(unsearchable=(Unsearchable(gathered.inside(entry.filename), reason),)))
        return b""
    if len(inner) > ENTRY_BYTES_MAX:
        reason = "it unpacks to more than can be searched"
        gathered.add(Opened(unsearchable=(Unsearchable(gathered.inside(entry.filename), reason),)))
        return b""
    return inner


def _extent(entry: zipfile.ZipInfo, content: bytes) -> tuple[int, int]:
    """Return where an entry begins and where its compressed bytes end."""
    header = content[entry.header_offset : entry.header_offset + _LOCAL.size]
    if len(header) < _LOCAL.size:
        return 0, 0
    *_, name, extra = _LOCAL.unpack(header)
    end = entry.header_offset + _LOCAL.size + name + extra + entry.compress_size
    return entry.header_offset, end + (16 if entry.flag_bits & 0x8 else 0)


def _directory(archive: zipfile.ZipFile, content: bytes) -> tuple[int, int]:
    """Return where the directory of a zip begins and ends, its comment included."""
    end = content.rfind(b"PK\x05\x06")
    return archive.start_dir, end + 22 + len(archive.comment)


def _uncovered(content: bytes, covered: Iterable[tuple[int, int]]) -> bytes:
    """Return the bytes before, between and behind the entries."""
    found, position = [], 0
    for start, end in sorted(covered):
        if start > position:
            found.append(content[position:start])
        position = max(position, end)
    return b"\x00".join([*found, content[position:]])
