"""Take the metadata of a picture apart: the tags of TIFF and EXIF, IPTC, colour profiles.

TIFF 6.0, section 2; Exif 2.32 (CIPA DC-008), section 4.6; IPTC-NAA IIM 4.2; ISO 15076-1, sections 7 and 9.
"""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterator
from typing import Final

from submissions.audit.gathering import Found, decode, metadata, strings
from submissions.audit.records import Refusal, Unsearchable

_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_DIRECTORIES_MAX: Final = 200
_ENTRIES_MAX: Final = 2_000
_POINTERS: Final = {0x8769: "Exif", 0xA005: "interoperability", 0x014A: "inner picture"}
_GPS: Final = 0x8825
_AUTHORS: Final = frozenset({0x013B, 0xA430, 0x9C9D})
_MACHINES: Final = {
    0x013C: "the computer",
    0xA431: "the camera, by its serial number",
    0xA435: "the lens, by its serial number",
}
_WINDOWS: Final = frozenset(range(0x9C9B, 0x9CA0))
# Where the pixels of a TIFF lie and how long they are; numbers that are no text.
_OFFSETS: Final = {0x0111: 0x0117, 0x0144: 0x0145, 0x0201: 0x0202}
_NUMBERS: Final = frozenset({*_OFFSETS, *_OFFSETS.values(), 0x0140, 0x012D})
_COMMENT, _XMP, _IPTC, _PROFILE, _PHOTOSHOP = 0x9286, 0x02BC, 0x83BB, 0x8773, 0x8649
_BYLINES: Final = frozenset({80, 85, 122})


class Tags:
    """The directories of one block of TIFF tags, followed with all their pointers; no pixel is decoded."""

    def __init__(self, content: bytes, part: str, label: str) -> None:
        """Begin; `label` is "EXIF", or "TIFF" for a picture in that format."""
        self.content, self.part, self.label = content, part, label
        self.order = "<" if content[:2] == b"II" else ">"
        self.covered: list[tuple[int, int]] = [(0, 8)]
        self.xmp: list[bytes] = []
        self.thumbnails: list[bytes] = []
        self._seen: set[int] = set()

    def read(self) -> Iterator[Found]:
        """Read every directory; what no directory accounts for is searched for strings."""
        if self.content[:4] not in (b"II*\x00", b"MM\x00*"):
            yield from strings(self.part, self.label, self.content)
            yield Unsearchable(self.part, f"the {self.label} data is damaged or of a kind that cannot be taken apart")
            return
        yield from self._directories(self._number(4, 4), "", is_thumbnail=False)
        yield from strings(self.part, f"{self.label} between the tags", self._uncovered())

    def _directories(self, start: int, where: str, *, is_thumbnail: bool) -> Iterator[Found]:
        """Read a chain of directories: the second of EXIF is that of the thumbnail."""
        while start and len(self._seen) < _DIRECTORIES_MAX:
            if start in self._seen:
                return
            self._seen.add(start)
            start = yield from self._directory(start, where, is_thumbnail=is_thumbnail)
            is_thumbnail = is_thumbnail or self.label == "EXIF"

    def _directory(self, start: int, where: str, *, is_thumbnail: bool) -> Generator[Found, None, int]:
        """Read one directory; return where the next one stands, 0 if nowhere."""
        count = self._number(start, 2)
        if start + 2 + 12 * count > len(self.content) or count > _ENTRIES_MAX:
            yield Unsearchable(self.part, f"the {self.label} data is damaged")
            return 0
        self.covered.append((start, start + 6 + 12 * count))
        values: dict[int, tuple[int, bytes]] = {}
        for position in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind = self._number(position, 2), self._number(position + 2, 2)
            size = self._number(position + 4, 4) * _SIZES.get(kind, 1)
            at = position + 8 if size <= 4 else self._number(position + 8, 4)
            if at + size > len(self.content):
                yield Unsearchable(self.part, f"the {self.label} data is damaged")
                size = max(0, len(self.content) - at)
            self.covered.append((at, at + size))
            values[tag] = (kind, self.content[at : at + size])
        for tag, (kind, value) in values.items():
            yield from self._value(tag, kind, value, where)
        yield from self._pictures(values, is_thumbnail=is_thumbnail)
        return self._number(start + 2 + 12 * count, 4)

    def _value(self, tag: int, kind: int, value: bytes, where: str) -> Iterator[Found]:
        name = _name(tag, where)
        channel = f"{self.label} {name}"
        if tag == _GPS:
            yield Refusal(self.part, "the picture tells where it was taken", channel)
            yield from self._follow(value, "GPS")
        elif tag in _POINTERS:
            yield from self._follow(value, _POINTERS[tag])
        elif tag == _XMP:
            self.xmp.append(value)
        elif tag == _IPTC:
            yield from read_iptc(value, self.part)
        elif tag == _PHOTOSHOP:
            yield from read_photoshop(value, self.part)
        elif tag == _PROFILE:
            yield from read_profile(value, self.part)
        elif tag == _COMMENT:
            yield from self._comment(channel, value)
        elif tag in _WINDOWS:
            yield from metadata(self.part, channel, value.decode("utf-16-le", "replace"))
        elif kind == 2:
            yield from metadata(self.part, channel, decode(value).replace("\x00", "\n"))
        elif tag not in _NUMBERS and len(value) > 4:
            yield from strings(self.part, channel, value)
        if tag in _AUTHORS and value.strip(b"\x00 "):
            yield Refusal(self.part, "the picture names its author or owner", channel)
        if tag in _MACHINES and value.strip(b"\x00 0"):
            yield Refusal(self.part, f"the picture names {_MACHINES[tag]}", channel)

    def _follow(self, value: bytes, where: str) -> Iterator[Found]:
        for position in range(0, len(value) - 3, 4):
            start = int.from_bytes(value[position : position + 4], "little" if self.order == "<" else "big")
            if where == "inner picture":
                yield Refusal(self.part, "the picture holds another picture", self.label)
            yield from self._directories(start, where, is_thumbnail=False)

    def _comment(self, channel: str, value: bytes) -> Iterator[Found]:
        """Read a comment, whose first eight bytes name its encoding."""
        code, text = value[:8], value[8:]
        if code.startswith(b"UNICODE"):
            for codec in ("utf-16-le", "utf-16-be"):
                yield from metadata(self.part, channel, text.decode(codec, "replace"))
        elif code.startswith(b"JIS"):
            yield from metadata(self.part, channel, text.decode("iso2022_jp", "replace"))
        yield from metadata(self.part, channel, decode(text if code.startswith((b"ASCII", b"\x00")) else value))

    def _pictures(self, values: dict[int, tuple[int, bytes]], *, is_thumbnail: bool) -> Iterator[Found]:
        """Note where pixels lie, and refuse a thumbnail: it may show what was cropped away."""
        for at, long in _OFFSETS.items():
            if at in values and long in values:
                starts, sizes = self._numbers(*values[at]), self._numbers(*values[long])
                self.covered += [(start, start + size) for start, size in zip(starts, sizes, strict=False)]
                if at == 0x0201 and starts and sizes:
                    self.thumbnails.append(self.content[starts[0] : starts[0] + sizes[0]])
        reduced = self._numbers(*values[0x00FE]) if 0x00FE in values else []
        has_picture = any(tag in values for tag in _OFFSETS)
        if has_picture and (is_thumbnail or 0x0201 in values or any(number & 1 for number in reduced)):
            yield Refusal(self.part, "the picture carries a thumbnail, which may show what was cut off", self.label)

    def _numbers(self, kind: int, value: bytes) -> list[int]:
        size = _SIZES.get(kind, 1)
        order = "little" if self.order == "<" else "big"
        return [
            int.from_bytes(value[position : position + size], order)  # type: ignore[arg-type]
            for position in range(0, len(value) - size + 1, size)
        ]

    def _number(self, position: int, size: int) -> int:
        value = self.content[position : position + size]
        if len(value) < size:
            return 0
        return int(struct.unpack(self.order + {2: "H", 4: "I"}[size], value)[0])

    def _uncovered(self) -> bytes:
        """Return the bytes that belong to no tag and to no picture."""
        found, position = [], 0
        for start, end in sorted(self.covered):
            if start > position:
                found.append(self.content[position:start])
            position = max(position, end)
        return b"\x00".join([*found, self.content[position:]])


def _name(tag: int, where: str) -> str:
    from PIL import ExifTags  # noqa: PLC0415 - only a table of names

    if where == "GPS":
        return "GPS " + ExifTags.GPSTAGS.get(tag, f"tag {tag:#06x}")
    return str(ExifTags.TAGS.get(tag, f"tag {tag:#06x}"))


def read_iptc(content: bytes, part: str) -> Iterator[Found]:
    """Read the datasets of IPTC-NAA: caption, by-line, keywords."""
    position = content.find(b"\x1c")
    if position < 0:
        yield from strings(part, "IPTC", content)
        return
    while content[position : position + 1] == b"\x1c" and position + 5 <= len(content):
        record, number = content[position + 1], content[position + 2]
        size = int.from_bytes(content[position + 3 : position + 5], "big")
        position += 5
        if size & 0x8000:
            length = size & 0x7FFF
            size = int.from_bytes(content[position : position + length], "big")
            position += length
        value = content[position : position + size]
        position += size
        channel = f"IPTC {record}:{number}"
        yield from metadata(part, channel, decode(value))
        if record == 2 and number in _BYLINES and value.strip():
            yield Refusal(part, "the picture names its author or owner", channel)
    yield from strings(part, "IPTC", content[position:])


def read_photoshop(content: bytes, part: str) -> Iterator[Found]:
    """Read the image resources of Photoshop, of which 1028 is IPTC, 1033 and 1036 are thumbnails."""
    position = content.find(b"8BIM")
    while position >= 0:
        number = int.from_bytes(content[position + 4 : position + 6], "big")
        length = content[position + 6] if position + 6 < len(content) else 0
        yield from metadata(part, "Photoshop", decode(content[position + 7 : position + 7 + length]))
        start = position + 6 + (length + 2) // 2 * 2
        size = int.from_bytes(content[start : start + 4], "big")
        value = content[start + 4 : start + 4 + size]
        if number == 1028:
            yield from read_iptc(value, part)
        elif number in (1033, 1036):
            yield Refusal(part, "the picture carries a thumbnail, which may show what was cut off", "Photoshop")
        elif number == 1039:
            yield from read_profile(value, part)
        else:
            yield from strings(part, "Photoshop", value)
        position = content.find(b"8BIM", start + 4 + len(value))


def read_profile(content: bytes, part: str) -> Iterator[Found]:
    """Read the words of a colour profile: description, copyright, maker; its curves are numbers."""
    count = int.from_bytes(content[128:132], "big")
    if content[36:40] != b"acsp" or 132 + 12 * count > len(content):
        yield from strings(part, "colour profile", content)
        return
    last = 132 + 12 * count
    for number in range(count):
        start, size = struct.unpack(">II", content[136 + 12 * number : 144 + 12 * number])
        value = content[start : start + size]
        last = max(last, start + size)
        if value[:4] in (b"desc", b"text", b"mluc", b"utf8", b"dict") or value[:4] not in _PROFILE_NUMBERS:
            yield from strings(part, "colour profile", value[8:])
    yield from strings(part, "colour profile", content[last:])


_PROFILE_NUMBERS: Final = frozenset(
    b"XYZ |curv|para|mft1|mft2|mAB |mBA |sf32|uf32|ui08|ui16|ui32|ui64|chrm|dtim|meas|view|sig |cicp|vcgt".split(b"|")
)
