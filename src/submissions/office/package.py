"""Read a zip package without trusting it, and write one whose bytes depend on its parts alone."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# A letterhead with its fonts and pictures has some megabytes, and a few dozen parts.
PACKAGE_BYTES_MAX = 64 * 2**20
PART_COUNT_MAX = 2_000

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a compound file, [MS-CFB] 2.2: an old Word file, or a new one behind a password."""

# The headers of APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16, without Zip64: no document is so large.
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
# Version 2.0, which deflating needs; the bit that says that names are UTF-8; the method Deflate.
_VERSION, _UTF8_NAMES, _DEFLATED = 20, 0x800, 8
# The first day that a zip can hold; any other would be a clock.
_TIME, _DATE = 0, 0x21


class PackageError(Exception):
    """Say in one clause why a file cannot be read as a package."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A part that was deflated once: CRC-32, size in bytes before, and the deflated bytes."""

    crc: int
    size: int
    content: bytes


def pack_part(content: bytes) -> Packed:
    """Deflate a part, so that the same part can stand in many packages."""
    # Zlib's own default; the last few per cent of size would cost several times as long.
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(zlib.crc32(content), len(content), deflate.compress(content) + deflate.flush())


def unpack_part(part: Packed) -> bytes:
    """Return the bytes of a part that was deflated by itself."""
    return zlib.decompress(part.content, -zlib.MAX_WBITS)


def _order(name: str) -> tuple[int, str]:
    # Readers look for the content types first, and some insist on it.
    first = ("[Content_Types].xml", "_rels/.rels")
    return (first.index(name), "") if name in first else (len(first), name)


def write_package(parts: Mapping[str, Packed]) -> bytes:
    """Write the parts as a zip: content types first, the others by name, all on one fixed date."""
    body, directory = bytearray(), bytearray()
    for name in sorted(parts, key=_order):
        part, encoded = parts[name], name.encode("utf-8")
        common = (_UTF8_NAMES, _DEFLATED, _TIME, _DATE, part.crc, len(part.content), part.size, len(encoded))
        directory += _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *common, 0, 0, 0, 0, 0, len(body)) + encoded
        body += _LOCAL.pack(b"PK\x03\x04", _VERSION, *common, 0) + encoded + part.content
    end = _END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return bytes(body + directory + end)


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Deflate the parts and write them as a zip."""
    return write_package({name: pack_part(content) for name, content in parts.items()})


def is_encrypted_package(content: bytes) -> bool:
    """Say whether an OLE file is a Word file behind a password ([MS-OFFCRYPTO] 2.3.1)."""
    return content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content


def read_package(content: bytes) -> dict[str, bytes]:
    """Return every part by name; raises PackageError for a damaged, oversized or ambiguous package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist())
            return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise PackageError("it is not a whole zip file") from error


def _check_entries(entries: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse a package before anything of it is unpacked."""
    seen: set[str] = set()
    total = 0
    for entry in entries:
        total += entry.file_size
        if entry.filename.lower() in seen:
            raise PackageError(f"it holds two parts of one name: {entry.filename}")
        seen.add(entry.filename.lower())
        if ".." in entry.filename or entry.filename.startswith(("/", "\\")):
            raise PackageError("it holds a part whose name leads out of the package")
        if entry.flag_bits & 0x1:
            raise PackageError("it is encrypted")
    if total > PACKAGE_BYTES_MAX or len(seen) > PART_COUNT_MAX:
        raise PackageError("it unpacks to more than a Word file ever needs")
