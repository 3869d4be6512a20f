"""Take a zip apart without trusting it: what it lists, what it holds besides, and its names, comments and extra fields.

Source of the layout: APPNOTE.TXT 6.3.10 (PKWARE), sections 4.3 and 4.4.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

# The largest office files have some hundreds of parts; a part of no bytes still costs its names.
ENTRY_COUNT_MAX = 5_000
# Several times what a long report with photographs unpacks to; all of it is held in memory.
BYTES_MAX = 256 * 2**20
# How much more than it says a part may hold before reading stops.
_LIE_BYTES_MAX = 2**16
# The fixed parts of a local header (4.3.7), of an entry of the directory (4.3.12) and of the end of the directory
# (4.3.16).
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END_LENGTH = 22
_FAULTS = (
    zipfile.BadZipFile,
    struct.error,
    zlib.error,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One part as it lies in the zip; `fault` says in one clause why it could not be read whole, "" if it was."""

    name: str
    content: bytes
    fault: str = ""


@dataclass(slots=True)
class Unpacked:
    """All that was in a zip. `stray` holds bytes that belong to no part; `names` every name, comment and extra field.

    `fault` says why the zip as a whole could not be read, and `refused` holds keys of the table of refusals with the
    name of the part that each concerns.
    """

    entries: list[ZipEntry] = field(default_factory=list)
    stray: list[bytes] = field(default_factory=list)
    names: list[tuple[str, bytes]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    fault: str = ""


def unpack(content: bytes, bytes_max: int = BYTES_MAX) -> Unpacked:
    """Read all parts of a zip; nothing is unpacked beyond `bytes_max`. Never raises for any bytes."""
    found = Unpacked()
    try:
        # Before the library makes a record of each entry: the mark may stand in packed bytes by chance, hence the
        # margin.
        if content.count(b"PK\x01\x02") > 10 * ENTRY_COUNT_MAX:
            return _too_large(found)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed, start, comment = archive.infolist(), archive.start_dir, archive.comment
    except _FAULTS:
        found.fault = "it is damaged or cut short and cannot be read as a whole"
        found.entries = list(salvage(content, bytes_max))
        return found
    if len(listed) > ENTRY_COUNT_MAX or sum(entry.file_size for entry in listed) > bytes_max:
        found.names += [("part name", entry.filename.encode("utf-8", "replace")) for entry in listed[:ENTRY_COUNT_MAX]]
        return _too_large(found)
    if comment:
        found.names.append(("zip comment", comment))
    extents = [_read_entry(content, entry, found) for entry in listed]
    extents.append(_directory(content, start, found))
    _note_names(listed, found)
    found.stray += _gaps(content, extents)
    return found


def _too_large(found: Unpacked) -> Unpacked:
    found.refused.append(("too large", ""))
    found.fault = "it unpacks to more than a Word file ever needs"
    return found


def _note_names(listed: list[zipfile.ZipInfo], found: Unpacked) -> None:
    seen: set[str] = set()
    for entry in listed:
        name = entry.filename.replace("\\", "/")
        if name.casefold() in seen:
            found.refused.append(("duplicate", entry.filename))
        seen.add(name.casefold())
        if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
            found.refused.append(("leads out", entry.filename))


def _read_entry(content: bytes, entry: zipfile.ZipInfo, found: Unpacked) -> tuple[int, int]:
    """Read one part by its local header; return where it begins and ends."""
    start = entry.header_offset
    try:
        signature, _, flags, method, *_, name_length, extra_length = _LOCAL.unpack_from(content, start)
    except struct.error:
        signature = b""
    if signature != b"PK\x03\x04":
        found.entries.append(ZipEntry(entry.filename, b"", "it is damaged"))
        return 0, 0
    names_end = start + _LOCAL.size + name_length
    data = names_end + extra_length
    end = data + entry.compress_size
    # The local header may tell another name or more than the directory does.
    found.names.append(("part name", content[start + _LOCAL.size : names_end]))
    if data > names_end:
        found.names.append(("zip extra field", content[names_end:data]))
    part, fault, rest = _unpacked(content[data:end], method, entry.file_size)
    if flags & 0x1 or entry.flag_bits & 0x1:
        fault = "it is encrypted"
    elif not fault and zlib.crc32(part) != entry.CRC:
        fault = "it is damaged"
    if not fault or part:
        found.entries.append(ZipEntry(entry.filename, part, fault))
    else:
        found.entries.append(ZipEntry(entry.filename, b"", fault))
    if rest.strip(b"\0"):
        found.stray.append(rest)
    return start, end + _descriptor_length(content, end, flags, entry.CRC)


def _unpacked(data: bytes, method: int, size: int) -> tuple[bytes, str, bytes]:
    """Return the bytes of a part, what is wrong with them, and what follows them in their place."""
    if method == zipfile.ZIP_STORED:
        return data, "" if len(data) == size else "its size is not what it says", b""
    if method != zipfile.ZIP_DEFLATED:
        return b"", "it is packed in a way that Word does not use", b""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        part = inflate.decompress(data, size + _LIE_BYTES_MAX)
    except zlib.error:
        return _inflated_until_damage(data, size), "it is damaged", b""
    if len(part) != size:
        return part, "its size is not what it says", inflate.unused_data
    return part, "" if inflate.eof else "it is cut short", inflate.unused_data


def _inflated_until_damage(data: bytes, size: int) -> bytes:
    inflate, part = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    try:
        # In small pieces: the library gives nothing of the piece in which the damage lies.
        for start in range(0, len(data), 64):
            part += inflate.decompress(data[start : start + 64], max(1, size + _LIE_BYTES_MAX - len(part)))
            if len(part) >= size + _LIE_BYTES_MAX:
                break
    except zlib.error:
        pass
    return bytes(part)


def _descriptor_length(content: bytes, end: int, flags: int, crc: int) -> int:
    """Return the length of the data descriptor behind a part (4.3.9), which its sizes may be repeated in."""
    # Bit 3: the sizes follow behind the bytes, mostly with a signature, with 4 or, in Zip64, 8 bytes for each size.
    if not flags & 0x8:
        return 0
    signature = 4 if content[end : end + 4] == b"PK\x07\x08" else 0
    if content[end + signature : end + signature + 4] != struct.pack("<L", crc):
        return 0
    short = end + signature + 12
    following = content[short : short + 4]
    return signature + 12 if following[:2] == b"PK" or content[short + 8 : short + 10] != b"PK" else signature + 20


def _directory(content: bytes, start: int, found: Unpacked) -> tuple[int, int]:
    """Read the central directory for its names, comments and extra fields; return where it begins and ends."""
    position = start
    while content[position : position + 4] == b"PK\x01\x02":
        try:
            fields = _CENTRAL.unpack_from(content, position)
        except struct.error:
            break
        position += _CENTRAL.size
        # Lengths of the name, the extra field and the comment (4.3.12).
        for channel, length in zip(("part name", "zip extra field", "zip comment"), fields[10:13], strict=True):
            if length:
                found.names.append((channel, content[position : position + length]))
            position += length
    # The end of the directory of Zip64 and its locator (4.3.14, 4.3.15), then the end that every zip has.
    if content[position : position + 4] == b"PK\x06\x06":
        position += 12 + int.from_bytes(content[position + 4 : position + 12], "little")
    if content[position : position + 4] == b"PK\x06\x07":
        position += 20
    if content[position : position + 4] == b"PK\x05\x06":
        position += _END_LENGTH + int.from_bytes(content[position + 20 : position + 22], "little")
    return start, position


def _gaps(content: bytes, extents: list[tuple[int, int]]) -> Iterator[bytes]:
    """Yield every run of bytes that belongs to no part, unless all of it is zero."""
    reached = 0
    for start, end in [*sorted(extents), (len(content), len(content))]:
        if start > reached and content[reached:start].strip(b"\0"):
            yield content[reached:start]
        reached = max(reached, end)


def salvage(content: bytes, bytes_max: int = BYTES_MAX) -> Iterator[ZipEntry]:
    """Yield whatever parts can be found by their local headers alone, in a zip without its directory."""
    position, left, count = content.find(b"PK\x03\x04"), bytes_max, 0
    while position >= 0 and left > 0 and count < ENTRY_COUNT_MAX:
        try:
            fields = _LOCAL.unpack_from(content, position)
        except struct.error:
            return
        method, name_length, extra_length = fields[3], fields[9], fields[10]
        name = content[position + _LOCAL.size : position + _LOCAL.size + name_length]
        data = position + _LOCAL.size + name_length + extra_length
        # Its sizes cannot be trusted, so a part ends where the next begins.
        following = content.find(b"PK\x03\x04", position + 4)
        packed = content[data : following if following >= 0 else len(content)]
        part = packed if method == zipfile.ZIP_STORED else _inflated_until_damage(packed, min(left, 2**26))
        left -= len(part)
        count += 1
        yield ZipEntry(name.decode("utf-8", "replace"), part)
        position = following
