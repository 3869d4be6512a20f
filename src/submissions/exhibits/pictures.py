"""Take out of an encoded picture in a PDF everything that is not its picture, without touching a pixel.

JPEG: ISO 10918-1, annex B; the segment APP14 of Adobe stays, since it tells how the colours are coded. JPEG 2000: ISO
15444-1, annexes A and I. JBIG2: ISO 14492, section 7.2. Colour profiles: ISO 15076-1, sections 7 and 9.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from submissions.exhibits.faults import SCAN_ANEW, CannotCleanError

# Huffman tables, arithmetic conditioning, quantisation, restart interval, and the frames SOF0 to SOF15, of whose
# numbers C4, C8 and CC are none.
_JPEG_KEPT: Final = frozenset({0xC4, 0xCC, 0xDB, 0xDD, *range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC),
                               *range(0xCD, 0xD0)})  # fmt: skip
# Version 1.1, no unit, square dots, no thumbnail: the resolution of a scanner tells which scanner it was.
_NEUTRAL_JFIF: Final = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
# The signature, the file type, the header with its boxes, and the codestream: without the rest a picture still decodes.
_BOXES_KEPT: Final = frozenset(
    {b"jP  ", b"ftyp", b"jp2h", b"jp2c", b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef"}
)
# The tags that hold curves, matrices and tables of colour; all others are words, dates or signatures.
_TAGS: Final = (
    b"rXYZ gXYZ bXYZ wtpt bkpt rTRC gTRC bTRC kTRC chad chrm lumi gamt A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 "
    b"D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3"
)
_TAGS_KEPT: Final = frozenset(_TAGS.split())


def clean_jpeg(content: bytes) -> bytes:
    """Return a JPEG without EXIF, XMP, IPTC, profile, comment, thumbnail and whatever follows its end."""
    kept = [b"\xff\xd8"]
    for marker, segment in jpeg_segments(content):
        # EOI ends the picture; E0 and EE are the application segments of JFIF and Adobe; DA begins a scan.
        if marker == 0xD9:
            kept.append(b"\xff\xd9")
        elif marker == 0xE0 and segment[2:7] == b"JFIF\x00":
            kept.append(_NEUTRAL_JFIF)
        elif marker == 0xEE and segment[2:7] == b"Adobe":
            kept.append(b"\xff\xee\x00\x0e" + segment[2:14])
        elif marker == 0xDA or marker in _JPEG_KEPT:
            kept.append(bytes((0xFF, marker)) + segment)
    return b"".join(kept)


def jpeg_segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the marker of each part of a JPEG and the bytes behind it: a scan with its dots, the end with the rest.

    Raises CannotCleanError for one that is damaged or cut short: the end of the picture must come.
    """
    if content[:2] != b"\xff\xd8":
        raise _damaged()
    position = 2
    while True:
        marker, position = _next_marker(content, position)
        if marker == 0xD9:
            yield marker, content[position:]
            return
        length = int.from_bytes(content[position : position + 2], "big")
        end = position + length
        if length < 2 or end > len(content):
            raise _damaged()
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        yield marker, content[position:end]
        position = end


def _next_marker(content: bytes, position: int) -> tuple[int, int]:
    """Return the marker that stands at a position, fill bytes passed over, and the position behind it."""
    if content[position : position + 1] != b"\xff":
        raise _damaged()
    while content[position : position + 1] == b"\xff":
        position += 1
    if position >= len(content):
        raise _damaged()
    return content[position], position + 1


def _end_of_scan(content: bytes, position: int) -> int:
    """Return where the coded data of a scan ends: at the first marker that is no restart."""
    while True:
        position = content.find(b"\xff", position)
        if position < 0 or position + 1 >= len(content):
            raise _damaged()
        following = content[position + 1]
        # A stuffed zero and the restart markers RST0 to RST7 belong to the coded data.
        if following not in (0x00, *range(0xD0, 0xD8)):
            return position
        position += 2


def clean_jpeg_2000(content: bytes) -> bytes:
    """Return a JPEG 2000 file or codestream without XML, identifiers, and comments."""
    # SOC and SIZ: a codestream without a file around it. Below, FF90 is SOT, FF93 SOD, FF64 COM and FFD9 EOC.
    if content[:4] == b"\xff\x4f\xff\x51":
        return _clean_codestream(content)
    return b"".join(_clean_boxes(content))


def _clean_boxes(content: bytes) -> list[bytes]:
    kept, position = [], 0
    while position < len(content):
        length, kind = struct.unpack(">I4s", content[position : position + 8].ljust(8, b"\0"))
        header = 8
        # A length of 1 says that eight bytes with the length follow, of 0 that the box goes on to the end (annex I.4).
        if length == 1:
            length, header = int.from_bytes(content[position + 8 : position + 16], "big"), 16
        elif length == 0:
            length = len(content) - position
        if length < header or position + length > len(content):
            raise _damaged()
        payload = content[position + header : position + length]
        position += length
        if kind == b"jp2c":
            payload = _clean_codestream(payload)
        elif kind == b"jp2h":
            payload = b"".join(_clean_boxes(payload))
        # Method 2: the colours are told by a profile, behind the three bytes of method, precedence and approximation.
        elif kind == b"colr" and payload[:1] == b"\x02":
            payload = payload[:3] + clean_profile(payload[3:])
        if kind in _BOXES_KEPT:
            kept.append(struct.pack(">I4s", len(payload) + 8, kind) + payload)
    return kept


def _clean_codestream(content: bytes) -> bytes:
    """Leave the comments of the main header out; refuse one in the header of a tile, where lengths hang on it."""
    kept, position = [content[:2]], 2
    while content[position : position + 2] != b"\xff\x90":
        length = int.from_bytes(content[position + 2 : position + 4], "big")
        if content[position : position + 1] != b"\xff" or length < 2 or position + 2 + length > len(content):
            raise _damaged()
        if content[position + 1] != 0x64:
            kept.append(content[position : position + 2 + length])
        position += 2 + length
    end = _check_tiles(content, position)
    return b"".join((*kept, content[position:end], b"\xff\xd9"))


def _check_tiles(content: bytes, position: int) -> int:
    """Return where the tiles end."""
    while content[position : position + 2] == b"\xff\x90":
        size = int.from_bytes(content[position + 6 : position + 10], "big")
        end = position + size if size else len(content) - 2 * content.endswith(b"\xff\xd9")
        header = position + 12
        while content[header : header + 2] != b"\xff\x93":
            if header >= end or content[header : header + 1] != b"\xff":
                raise _damaged()
            if content[header + 1] == 0x64:
                reason = "a picture in it carries comments in a place from which they cannot be taken"
                raise CannotCleanError(reason, "export the exhibit anew as a PDF with JPEG pictures")
            header += 2 + int.from_bytes(content[header + 2 : header + 4], "big")
        position = end
    return position


def clean_jbig2(content: bytes) -> bytes:
    """Return embedded JBIG2 segments without the extension segments, which hold comments."""
    kept, position = [], 0
    while position < len(content):
        header, kind, length = _jbig2_header(content, position)
        if length == 0xFFFFFFFF or header + length > len(content):
            raise _damaged()
        # The kinds of segment are in section 7.3; 62 is an extension.
        if kind != 62:
            kept.append(content[position : header + length])
        position = header + length
    return b"".join(kept)


def _jbig2_header(content: bytes, start: int) -> tuple[int, int, int]:
    """Return where the data of a segment begins, its kind and its length."""
    if start + 6 > len(content):
        raise _damaged()
    number, flags, count = (
        int.from_bytes(content[start : start + 4], "big"),
        content[start + 4],
        content[start + 5] >> 5,
    )
    position = start + 6
    # More than four segments are referred to: 29 bits with their number, and a bit to retain each, follow (7.2.4).
    if count == 7:
        count = int.from_bytes(content[start + 5 : start + 9], "big") & 0x1FFFFFFF
        position = start + 9 + (count + 8) // 8
    # Their numbers take as many bytes as the segment's own number needs (7.2.5), the page one byte or four (7.2.6).
    position += count * (1 if number <= 256 else 2 if number <= 65_536 else 4)
    position += 4 if flags & 0x40 else 1
    if position + 4 > len(content):
        raise _damaged()
    return position + 4, flags & 0x3F, int.from_bytes(content[position : position + 4], "big")


def clean_profile(content: bytes) -> bytes:
    """Return a colour profile with its numbers only: no description, maker, date or copyright."""
    # A header of 128 bytes with its signature at 36, then the number of tags, each with twelve bytes in the table.
    if len(content) < 132 or content[36:40] != b"acsp":
        raise _damaged()
    count = int.from_bytes(content[128:132], "big")
    # Profiles have some dozens of tags at most; a number beyond reason is damage.
    if count > 200 or 132 + 12 * count > len(content):
        raise _damaged()
    tags = []
    for number in range(count):
        name, start, size = struct.unpack(">4sII", content[132 + 12 * number : 144 + 12 * number])
        if start + size > len(content):
            raise _damaged()
        if name in _TAGS_KEPT:
            tags.append((name, content[start : start + size]))
    table, data, places = b"", b"", {}
    first = 132 + 12 * len(tags)
    for name, value in tags:
        if value not in places:
            places[value] = first + len(data)
            data += value + bytes(-len(value) % 4)
        table += struct.pack(">4sII", name, places[value], len(value))
    header = bytearray(content[:128])
    for start, end in ((4, 8), (24, 36), (40, 64), (80, 128)):
        header[start:end] = bytes(end - start)  # the maker's signatures, the date, the profile's own digest
    header[0:4] = struct.pack(">I", first + len(data))
    return bytes(header) + struct.pack(">I", len(tags)) + table + data


def _damaged() -> CannotCleanError:
    return CannotCleanError("a picture in it is damaged, or coded in a way that the program does not know", SCAN_ANEW)
