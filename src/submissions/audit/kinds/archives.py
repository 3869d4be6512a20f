"""Take a zip apart: every file in it, names, comments, extra fields, and bytes that no entry accounts for."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from submissions.audit.gathering import Found, decode, gathered, strings, words
from submissions.audit.kinds.crops import CROPPED, crops_picture
from submissions.audit.nesting import Manner, inside, open_inner
from submissions.audit.records import Opened, Refusal, Unsearchable

ENTRIES_MAX: Final = 10_000
ENTRY_BYTES_MAX: Final = 128 << 20
BYTES_MAX: Final = 512 << 20
_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")


def open_zip(content: bytes, part: str, manner: Manner) -> Opened:
    """Return all that a zip holds; what is encrypted, damaged or too large is told."""
    return gathered(_read_zip(content, part, manner))


def _read_zip(content: bytes, part: str, manner: Manner) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from _read_entries(archive, content, part, manner)
            yield from words(part, "comment of the archive", decode(archive.comment))
    except (zipfile.BadZipFile, ValueError, OverflowError, struct.error, UnicodeError, EOFError) as error:
        yield from strings(part, "bytes", content)
        yield Unsearchable(part, f"the archive is damaged: {type(error).__name__}")


def _read_entries(archive: zipfile.ZipFile, content: bytes, part: str, manner: Manner) -> Iterator[Found]:
    total = 0
    covered: list[tuple[int, int]] = [_directory(archive, content)]
    for number, entry in enumerate(archive.infolist()):
        if number >= ENTRIES_MAX or total > BYTES_MAX:
            yield Unsearchable(part, "the archive holds more than can be searched")
            break
        yield from _names(entry, content, part)
        covered.append(_extent(entry, content))
        if entry.is_dir() and not entry.file_size:
            continue
        name = inside(part, entry.filename)
        inner, fault = _read(archive, entry)
        total += len(inner)
        if fault:
            yield Unsearchable(name, fault)
        elif inner:
            if manner.foreign and name.endswith(".xml") and crops_picture(inner):
                yield Refusal(name, CROPPED)
            opened, manner = open_inner(name, inner, manner)
            yield opened
    yield from strings(part, "bytes beside the entries", _uncovered(content, covered))


def _names(entry: zipfile.ZipInfo, content: bytes, part: str) -> Iterator[Found]:
    """Yield the names that an entry has in the directory, beside the entry, and in older encodings; and its comment."""
    yield from words(part, "name in the archive", entry.filename)
    yield from words(part, "name in the archive", entry.orig_filename)
    if not entry.flag_bits & 0x800 and not entry.filename.isascii():
        plain = entry.orig_filename.encode("cp437", "replace")
        yield from words(part, "name in the archive", decode(plain))
        for codec in ("cp852", "cp1250", "cp1251", "cp866", "cp1256"):
            yield from words(part, "name in the archive", plain.decode(codec, "replace"))
    yield from words(part, "comment in the archive", decode(entry.comment), entry.filename)
    yield from strings(part, "extra field in the archive", entry.extra, entry.filename)
    header = content[entry.header_offset : entry.header_offset + _LOCAL.size]
    if len(header) == _LOCAL.size and header[:4] == b"PK\x03\x04":
        *_, name, extra = _LOCAL.unpack(header)
        start = entry.header_offset + _LOCAL.size
        yield from words(part, "name in the archive", decode(content[start : start + name]))
        yield from strings(
            part, "extra field in the archive", content[start + name : start + name + extra], entry.filename
        )


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[bytes, str]:
    """Return what an entry holds, and why it cannot be read, "" where it can."""
    if entry.flag_bits & 0x1:
        return b"", "it is encrypted"
    try:
        with archive.open(entry) as stream:
            inner = stream.read(ENTRY_BYTES_MAX + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return b"", "it is damaged, or compressed in a way that the program does not know"
    if len(inner) > ENTRY_BYTES_MAX:
        return b"", "it unpacks to more than can be searched"
    return inner, ""


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
