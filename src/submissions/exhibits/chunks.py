"""Find in a PNG or a WebP who made it and where, and leave that out; the chunks of the picture stay as they are.

Rule: PNG, third edition, 5.3 (chunks) and 11.3 (text, EXIF); WebP container (RFC 9649), 2.7 (`VP8X`, `EXIF`, `XMP `).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import Final

from submissions.exhibits.faults import CannotCleanError
from submissions.exhibits.packets import iptc_extras, xmp_extras
from submissions.exhibits.tiff import strip_tiff, tiff_extras

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_TEXTS: Final = (b"tEXt", b"zTXt", b"iTXt")
_UNPACKED_MAX: Final = 32 << 20
_EXIF_HEAD: Final = b"Exif\0\0"
_EXIF_HEADS: Final = (_EXIF_HEAD, b"II*\0", b"MM\0*")
_NAMING: Final = re.compile(rb"author|artist|copyright|creator|owner|serial", re.IGNORECASE)
_PLACING: Final = re.compile(rb"gps|location|latitude|longitude", re.IGNORECASE)
# ImageMagick keeps whole packets so: a line for the kind, one for the length, then pairs of hexadecimal digits.
_PROFILE: Final = re.compile(rb"\s*[\w-]+\s+\d+\s+([0-9a-fA-F\s]+)$")
# In `VP8X`: there is EXIF, there is XMP.
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def png_extras(content: bytes) -> Iterator[str]:
    """Yield what the chunks of a PNG say; raises CannotCleanError for one that is cut short."""
    for kind, data in _png_chunks(content):
        yield from _extras_of_png(kind, data)


def strip_png(content: bytes, out: Collection[str]) -> bytes:
    """Return a PNG without the chunks that say what is not wanted, and without what follows its end."""
    kept = [_PNG]
    for kind, data in _png_chunks(content):
        if not any(extra in out for extra in _extras_of_png(kind, data)):
            kept.append(_chunk(kind, data))
        elif kind == b"eXIf":
            kept.append(_chunk(kind, strip_tiff(data.removeprefix(_EXIF_HEAD), out)))
        else:
            kept += _profile_without(kind, data, out)
    return b"".join(kept)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _profile_without(kind: bytes, data: bytes, out: Collection[str]) -> list[bytes]:
    """Return a chunk of text with EXIF in it, which says how the picture is turned; nothing for any other."""
    key, _, rest = data.partition(b"\0")
    packet = _profile_in(key, _text(kind, rest))
    if packet is None or not packet.startswith(_EXIF_HEADS):
        return []
    exif = _EXIF_HEAD + strip_tiff(packet.removeprefix(_EXIF_HEAD), out)
    return [_chunk(b"tEXt", key + b"\0" + b"\nexif\n%8d\n%s\n" % (len(exif), exif.hex().encode()))]


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    position, kind = len(_PNG), b""
    while kind != b"IEND":
        head = content[position : position + 8]
        size = int.from_bytes(head[:4], "big")
        if len(head) < 8 or position + 12 + size > len(content):
            raise _cut()
        kind = head[4:]
        yield kind, content[position + 8 : position + 8 + size]
        position += 12 + size


def _extras_of_png(kind: bytes, data: bytes) -> Iterator[str]:
    if kind == b"eXIf":
        yield from tiff_extras(data.removeprefix(_EXIF_HEAD))
    elif kind in _TEXTS:
        key, _, rest = data.partition(b"\0")
        text = _text(kind, rest)
        packet = _profile_in(key, text)
        if packet is not None:
            yield from _extras_of_profile(packet)
        elif key == b"XML:com.adobe.xmp":
            yield from xmp_extras(text)
        else:
            yield from ("author",) if _NAMING.search(key) else ()
            yield from ("position",) if _PLACING.search(key) else ()


def _profile_in(key: bytes, text: bytes) -> bytes | None:
    """Return the packet that a text writes in hexadecimal digits, None where it is no such text."""
    match = _PROFILE.fullmatch(text) if key.startswith(b"Raw profile type") else None
    return bytes.fromhex(match[1].decode("ascii")) if match else None


def _extras_of_profile(packet: bytes) -> Iterator[str]:
    if packet.startswith(_EXIF_HEADS):
        yield from tiff_extras(packet.removeprefix(_EXIF_HEAD))
        return
    yield from xmp_extras(packet)
    yield from iptc_extras(packet)


def _text(kind: bytes, rest: bytes) -> bytes:
    """Return what a chunk of text says, unpacked as far as it should ever go."""
    if kind == b"tEXt":
        return rest
    is_packed, packed = kind == b"zTXt" or rest[:1] == b"\x01", rest[1:]
    if kind == b"iTXt":
        packed = packed[1:].partition(b"\0")[2].partition(b"\0")[2]  # behind a language and the key in that language
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(packed, _UNPACKED_MAX) if is_packed else packed
    return packed


def webp_extras(content: bytes) -> Iterator[str]:
    """Yield what the chunks of a WebP say; raises CannotCleanError for one that is cut short."""
    for kind, data in _webp_chunks(content):
        yield from _extras_of_webp(kind, data)


def strip_webp(content: bytes, out: Collection[str]) -> bytes:
    """Return a WebP without the chunks that say what is not wanted, and without what follows its end."""
    kept: list[tuple[bytes, bytes]] = []
    for kind, data in _webp_chunks(content):
        if not any(extra in out for extra in _extras_of_webp(kind, data)):
            kept.append((kind, data))
        elif kind == b"EXIF":
            kept.append((kind, strip_tiff(data.removeprefix(_EXIF_HEAD), out)))
    kinds = {kind for kind, _ in kept}
    gone = (0 if b"EXIF" in kinds else _HAS_EXIF) | (0 if b"XMP " in kinds else _HAS_XMP)
    body = b"WEBP"
    for kind, data in kept:
        told = bytes((data[0] & ~gone & 0xFF,)) + data[1:] if kind == b"VP8X" and data else data
        body += kind + struct.pack("<I", len(told)) + told + b"\0" * (len(told) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    position, end = 12, 8 + int.from_bytes(content[4:8], "little")
    if end > len(content):
        raise _cut()
    while position + 8 <= end:
        kind, size = content[position : position + 4], int.from_bytes(content[position + 4 : position + 8], "little")
        if position + 8 + size > end:
            raise _cut()
        yield kind, content[position + 8 : position + 8 + size]
        position += 8 + size + size % 2


def _extras_of_webp(kind: bytes, data: bytes) -> Iterator[str]:
    if kind == b"EXIF":
        yield from tiff_extras(data.removeprefix(_EXIF_HEAD))
    elif kind == b"XMP ":
        yield from xmp_extras(data)


def _cut() -> CannotCleanError:
    return CannotCleanError("it is a picture that is damaged or cut short", "get the file again, and name the new one")
