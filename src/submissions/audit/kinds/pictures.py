"""Take out of a picture everything but its pixels: EXIF, XMP, IPTC, colour profile, comments, what follows its end.

No pixel is decoded: the formats are walked through by their own structure. JPEG: ISO 10918-1, annex B. PNG: W3C PNG 3.
GIF 89a. WebP: RFC 9649. JPEG 2000: ISO 15444-1, annex I.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Final

from submissions.audit.gathering import Found, decode, gathered, inflate, metadata, strings
from submissions.audit.kinds.exif import Tags, read_iptc, read_photoshop, read_profile
from submissions.audit.kinds.xml import UNKNOWN_PICTURE, open_svg, read_xmp
from submissions.audit.nesting import inside
from submissions.audit.records import Opened, Refusal, Unsearchable

_NESTED_MAX: Final = 3
_TRAILING: Final = "after the end of the picture"
_SEVERAL: Final = "the file holds several pictures, of which only one is seen"
_THUMBNAIL: Final = "the picture carries a thumbnail, which may show what was cut off"


def open_picture(content: bytes, part: str = "", depth: int = 0) -> Opened:
    """Return all that a picture holds beside its pixels; whatever is damaged is told, never raised.

    `part` is what the picture is called in the file it lies in. What the picture shows is not looked at.
    """
    for is_one, read in _READERS:
        if is_one(content):
            return gathered(read(content, part, depth))
    if _looks_like_svg(content):
        return open_svg(content, part, open_picture if depth < _NESTED_MAX else None)
    return gathered((*strings(part, "unknown picture", content), Unsearchable(part, UNKNOWN_PICTURE)))


def is_picture(content: bytes) -> bool:
    """Tell whether bytes are a picture of a kind that is known, SVG aside."""
    return any(is_one(content) for is_one, _ in _READERS)


def _looks_like_svg(content: bytes) -> bool:
    if content[:2] == b"\x1f\x8b":
        return True
    return "<svg" in decode(content[:100_000]).lower()


def _after(content: bytes, part: str, depth: int) -> Iterator[Found]:
    """Read what follows the end of a picture: nobody sees it, so it may not be there."""
    if not content.strip(b"\x00\xff\r\n\t "):
        return
    if is_picture(content) and depth < _NESTED_MAX:
        yield Refusal(part, _SEVERAL, _TRAILING)
        yield open_picture(content, inside(part, "second picture"), depth + 1)
        return
    yield Refusal(part, "something is hidden behind the end of the picture", _TRAILING)
    yield from strings(part, _TRAILING, content)


def _exif(content: bytes, part: str, depth: int, label: str = "EXIF") -> Iterator[Found]:
    tags = Tags(content, part, label)
    yield from tags.read()
    for xmp in tags.xmp:
        yield from read_xmp(xmp, part)
    for thumbnail in tags.thumbnails:
        if is_picture(thumbnail) and depth < _NESTED_MAX:
            yield open_picture(thumbnail, inside(part, "thumbnail"), depth + 1)


# --- JPEG ---


def _read_jpeg(content: bytes, part: str, depth: int) -> Iterator[Found]:
    """Read every segment up to the end of the picture, and what follows it."""
    position, extended, profile = 2, b"", b""
    while position < len(content):
        start = content.find(b"\xff", position)
        if start < 0:
            break
        yield from strings(part, "between the segments", content[position:start])
        while content[start : start + 1] == b"\xff":
            start += 1
        if start >= len(content):
            break
        marker = content[start]
        position = start + 1
        if marker == 0xD9:
            yield from _jpeg_parts(extended, profile, part)
            yield from _after(content[position:], part, depth)
            return
        if marker in {0x00, 0x01, *range(0xD0, 0xD9)}:
            continue
        size = int.from_bytes(content[position : position + 2], "big")
        segment = content[position + 2 : position + max(size, 2)]
        position += max(size, 2)
        if marker == 0xDA:
            position = _end_of_scan(content, position)
        elif marker == 0xE1 and segment.startswith(b"http://ns.adobe.com/xmp/extension/\x00"):
            extended += segment[75:]
        elif marker == 0xE2 and segment.startswith(b"ICC_PROFILE\x00"):
            profile += segment[14:]
        elif marker >= 0xE0:
            yield from _jpeg_segment(marker, segment, part, depth)
    yield from _jpeg_parts(extended, profile, part)
    yield Unsearchable(part, "the picture is damaged: it has no end")


def _jpeg_parts(extended: bytes, profile: bytes, part: str) -> Iterator[Found]:
    """Read what is spread over several segments."""
    if extended:
        yield from read_xmp(extended, part)
    if profile:
        yield from read_profile(profile, part)


def _jpeg_segment(marker: int, segment: bytes, part: str, depth: int) -> Iterator[Found]:
    """Read a comment or an application's segment."""
    if marker == 0xE1 and segment.startswith(b"Exif\x00"):
        yield from _exif(segment[6:], part, depth)
    elif marker == 0xE1 and segment.startswith(b"http://ns.adobe.com/xap/1.0/\x00"):
        yield from read_xmp(segment[29:], part)
    elif marker == 0xED and segment.startswith(b"Photoshop 3.0\x00"):
        yield from read_photoshop(segment[14:], part)
    elif marker == 0xFE:
        yield from metadata(part, "comment", decode(segment))
    elif marker == 0xE0 and segment.startswith(b"JFIF\x00"):
        if len(segment) > 13 and segment[12] and segment[13]:
            yield Refusal(part, _THUMBNAIL, "JFIF")
        yield from strings(part, "JFIF", segment[14:])
    elif marker == 0xE0 and segment.startswith(b"JFXX\x00"):
        yield Refusal(part, _THUMBNAIL, "JFIF")
    elif marker == 0xE2 and segment.startswith(b"MPF\x00"):
        yield Refusal(part, _SEVERAL, "MPF")
        yield from strings(part, "MPF", segment)
    elif marker <= 0xEF and not (marker == 0xEE and segment.startswith(b"Adobe")):
        yield from strings(part, f"segment APP{marker - 0xE0}", segment)


def _end_of_scan(content: bytes, position: int) -> int:
    """Return where the coded data of a scan ends: at the first marker that is no restart."""
    while True:
        position = content.find(b"\xff", position)
        if position < 0 or position + 1 >= len(content):
            return len(content)
        if content[position + 1] not in (0x00, *range(0xD0, 0xD8)):
            return position
        position += 2


# --- PNG ---

_PNG_PIXELS: Final = frozenset(
    b"IHDR PLTE IDAT tRNS gAMA cHRM sRGB pHYs sBIT bKGD hIST tIME acTL fcTL fdAT cICP mDCV cLLI".split()
)


def _read_png(content: bytes, part: str, depth: int) -> Iterator[Found]:
    position = 8
    while position + 8 <= len(content):
        size, kind = int.from_bytes(content[position : position + 4], "big"), content[position + 4 : position + 8]
        value = content[position + 8 : position + 8 + size]
        position += 12 + size
        if kind == b"IEND":
            yield from strings(part, "chunk IEND", value)
            yield from _after(content[position:], part, depth)
            return
        if kind == b"acTL":
            yield Refusal(part, _SEVERAL, "APNG")
        if kind not in _PNG_PIXELS:
            yield from _png_chunk(kind, value, part, depth)
    yield Unsearchable(part, "the picture is damaged: it has no end")


def _png_chunk(kind: bytes, value: bytes, part: str, depth: int) -> Iterator[Found]:
    name = kind.decode("latin-1")
    if kind in (b"tEXt", b"zTXt", b"iTXt"):
        keyword, _, rest = value.partition(b"\x00")
        text = yield from _png_text(kind, rest, part)
        yield from _png_said(keyword.decode("latin-1"), text, part, depth)
    elif kind == b"eXIf":
        yield from _exif(value, part, depth)
    elif kind == b"iCCP":
        keyword, _, rest = value.partition(b"\x00")
        yield from metadata(part, "colour profile", keyword.decode("latin-1"))
        profile = yield from _inflated(rest[1:], part)
        yield from read_profile(profile, part)
    else:
        yield from strings(part, f"chunk {name}", value)


def _png_text(kind: bytes, rest: bytes, part: str) -> Generator[Found, None, bytes]:
    """Return the text of a chunk behind its keyword, inflated, after what iTXt says in its language."""
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return (yield from _inflated(rest[1:], part))
    compressed = rest[:1] == b"\x01"
    language, _, rest = rest[2:].partition(b"\x00")
    translated, _, text = rest.partition(b"\x00")
    yield from metadata(part, "PNG keyword", decode(language + b"\n" + translated))
    return (yield from _inflated(text, part)) if compressed else text


def _inflated(content: bytes, part: str) -> Generator[Found, None, bytes]:
    """Return what bytes hold once inflated; yield that it is not all of it."""
    inflated, fault = inflate(content)
    if fault:
        yield Unsearchable(part, fault)
    return inflated


def _png_said(keyword: str, text: bytes, part: str, depth: int) -> Iterator[Found]:
    channel = f"PNG {keyword}"
    yield from metadata(part, "PNG keyword", keyword)
    if keyword == "XML:com.adobe.xmp":
        yield from read_xmp(text, part)
        return
    if keyword.startswith("Raw profile type "):
        yield from _raw_profile(keyword.rpartition(" ")[2].lower(), text, part, depth)
    else:
        yield from metadata(part, channel, decode(text))
    if keyword.lower() == "author" and text.strip():
        yield Refusal(part, "the picture names its author or owner", channel)


def _raw_profile(kind: str, text: bytes, part: str, depth: int) -> Iterator[Found]:
    """Read the metadata that some programs write into PNG as hexadecimal figures, after a name and a length."""
    lines = text.strip().split(b"\n", 2)
    try:
        content = bytes.fromhex(decode(lines[2] if len(lines) > 2 else b""))
    except ValueError:
        yield from metadata(part, "PNG raw profile", decode(text))
        return
    if kind in ("exif", "app1"):
        if content.startswith(b"http://ns.adobe.com/xap/"):
            yield from read_xmp(content.partition(b"\x00")[2], part)
        else:
            yield from _exif(content.removeprefix(b"Exif\x00\x00"), part, depth)
    elif kind in ("8bim", "iptc"):
        yield from (read_photoshop if b"8BIM" in content else read_iptc)(content, part)
    elif kind in ("icc", "icm"):
        yield from read_profile(content, part)
    elif kind == "xmp":
        yield from read_xmp(content, part)
    else:
        yield from strings(part, "PNG raw profile", content)


# --- GIF, WebP, TIFF, JPEG 2000, bitmap ---


def _read_gif(content: bytes, part: str, depth: int) -> Iterator[Found]:
    position, pictures, kind = _gif_table(content, 10, 13), 0, 0
    while position < len(content):
        kind = content[position]
        if kind == 0x21:
            label = content[position + 1 : position + 2]
            value, position = _gif_blocks(content, position + 2)
            if label == b"\xfe":
                yield from metadata(part, "comment", decode(value))
            elif label == b"\xff" and value.startswith(b"XMP Data"):
                yield from read_xmp(_gif_xmp(content, position), part)
            elif label != b"\xf9":
                yield from strings(part, "GIF extension", value)
        elif kind == 0x2C:
            pictures += 1
            _, position = _gif_blocks(content, _gif_table(content, position + 9, position + 10) + 1)
        else:
            break
    if pictures > 1:
        yield Refusal(part, _SEVERAL, "GIF")
    if kind != 0x3B:
        yield Unsearchable(part, "the picture is damaged: it has no end")
    yield from _after(content[position + 1 :], part, depth)


def _gif_table(content: bytes, flags: int, start: int) -> int:
    """Return where what follows a table of colours begins."""
    field = content[flags] if flags < len(content) else 0
    return start + (3 << ((field & 7) + 1) if field & 0x80 else 0)


def _gif_blocks(content: bytes, position: int) -> tuple[bytes, int]:
    found = []
    while position < len(content) and content[position]:
        found.append(content[position + 1 : position + 1 + content[position]])
        position += 1 + content[position]
    return b"".join(found), position + 1


def _gif_xmp(content: bytes, end: int) -> bytes:
    """Return XMP, which stands in GIF without the lengths of blocks and ends with a trail of them."""
    start = content.rfind(b"XMP DataXMP", 0, end)
    return content[start + 11 : end].partition(b"\x01\xff\xfe\xfd")[0]


_WEBP_PIXELS: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})


def _read_webp(content: bytes, part: str, depth: int) -> Iterator[Found]:
    end = 8 + int.from_bytes(content[4:8], "little")
    position, pictures = 12, 0
    while position + 8 <= min(end, len(content)):
        kind, size = content[position : position + 4], int.from_bytes(content[position + 4 : position + 8], "little")
        value = content[position + 8 : position + 8 + size]
        position += 8 + size + size % 2
        pictures += kind == b"ANMF"
        if kind == b"EXIF":
            yield from _exif(value.removeprefix(b"Exif\x00\x00"), part, depth)
        elif kind == b"XMP ":
            yield from read_xmp(value, part)
        elif kind == b"ICCP":
            yield from read_profile(value, part)
        elif kind not in _WEBP_PIXELS:
            yield from strings(part, "WebP chunk", kind + b"\x00" + value)
    if pictures > 1:
        yield Refusal(part, _SEVERAL, "WebP")
    if end > len(content):
        yield Unsearchable(part, "the picture is damaged: it is cut off")
    yield from _after(content[max(end, 12) :], part, depth)


def _read_tiff(content: bytes, part: str, depth: int) -> Iterator[Found]:
    yield from _exif(content, part, depth, "TIFF")


def _read_jpeg_2000(content: bytes, part: str, depth: int) -> Iterator[Found]:
    if content[:4] == b"\xff\x4f\xff\x51":
        yield from _codestream(content, part)
        return
    for kind, value in _boxes(content, 0):
        if kind == b"jp2c":
            yield from _codestream(value, part)
        elif kind == b"xml ":
            yield from read_xmp(value, part)
        elif kind == b"uuid" and value[16:20] in (b"II*\x00", b"MM\x00*"):
            yield from _exif(value[16:], part, depth)
        elif kind == b"uuid" and b"<" in value:
            yield from read_xmp(value[16:], part)
        else:
            yield from strings(part, f"box {kind.decode('latin-1')}", value)


def _boxes(content: bytes, depth: int) -> Iterator[tuple[bytes, bytes]]:
    position = 0
    while position + 8 <= len(content):
        size, kind, header = (
            int.from_bytes(content[position : position + 4], "big"),
            content[position + 4 : position + 8],
            8,
        )
        if size == 1:
            size, header = int.from_bytes(content[position + 8 : position + 16], "big"), 16
        end = len(content) if size < header else min(position + size, len(content))
        value = content[position + header : end]
        if kind in (b"jp2h", b"asoc", b"res ", b"uinf") and depth < 8:
            yield from _boxes(value, depth + 1)
        else:
            yield kind, value
        position = end
    if position < len(content):
        yield b"end ", content[position:]


def _codestream(content: bytes, part: str) -> Iterator[Found]:
    """Read the comments of the main header of a JPEG 2000 codestream."""
    position = 2
    while content[position : position + 1] == b"\xff" and content[position : position + 2] != b"\xff\x90":
        size = max(2, int.from_bytes(content[position + 2 : position + 4], "big"))
        if content[position + 1] == 0x64:
            yield from metadata(part, "comment", decode(content[position + 6 : position + 2 + size]))
        position += 2 + size
    end = content.rfind(b"\xff\xd9")
    if end >= 0:
        yield from strings(part, _TRAILING, content[end + 2 :])


def _read_bitmap(content: bytes, part: str, depth: int) -> Iterator[Found]:
    yield from strings(part, "header", content[14 : min(int.from_bytes(content[10:14], "little"), 4096)])
    yield from _after(content[int.from_bytes(content[2:6], "little") :], part, depth)


_READERS: Final[tuple[tuple[Callable[[bytes], bool], Callable[[bytes, str, int], Iterator[Found]]], ...]] = (
    (lambda content: content[:3] == b"\xff\xd8\xff", _read_jpeg),
    (lambda content: content[:8] == b"\x89PNG\r\n\x1a\n", _read_png),
    (lambda content: content[:6] in (b"GIF87a", b"GIF89a"), _read_gif),
    (lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", _read_webp),
    (lambda content: content[:4] in (b"II*\x00", b"MM\x00*"), _read_tiff),
    (lambda content: content[4:12] == b"jP  \r\n\x87\n" or content[:4] == b"\xff\x4f\xff\x51", _read_jpeg_2000),
    (lambda content: content[:2] == b"BM" and content[6:10] == bytes(4), _read_bitmap),
)
