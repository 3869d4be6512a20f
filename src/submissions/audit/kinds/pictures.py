"""Take out of a picture everything but its pixels: EXIF, XMP, IPTC, colour profile, comments, what follows its end.

No pixel is decoded: the formats are walked through by their own structure. JPEG: ISO 10918-1, annex B. PNG: W3C PNG 3.
GIF 89a. WebP: RFC 9649. JPEG 2000: ISO 15444-1, annex I.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from submissions.audit.gathering import Gathered, decode
from submissions.audit.kinds.exif import Tags, read_iptc, read_photoshop, read_profile
from submissions.audit.kinds.xml import open_svg, read_xmp
from submissions.audit.records import Opened

_NESTED_MAX: Final = 3
_TRAILING: Final = "after the end of the picture"
_SEVERAL: Final = "the file holds several pictures, of which only one is seen"
_THUMBNAIL: Final = "the picture carries a thumbnail, which may show what was cut off"


def open_picture(content: bytes, part: str = "", depth: int = 0) -> Opened:
    """Return all that a picture holds beside its pixels; whatever is damaged is told, never raised.

    `part` is what the picture is called in the file it lies in. What the picture shows is not looked at.
    """
    gathered = Gathered(part)
    for is_one, read in _READERS:
        if is_one(content):
            read(content, gathered, depth)
            return gathered.contents
    if _looks_like_svg(content):
        return open_svg(content, part, open_picture if depth < _NESTED_MAX else None)
    gathered.strings("unknown picture", content)
    gathered.cannot("a picture in a format that the program does not take apart: save it as PNG or JPEG")
    return gathered.contents


def is_picture(content: bytes) -> bool:
    """Tell whether bytes are a picture of a kind that is known, SVG aside."""
    return any(is_one(content) for is_one, _ in _READERS)


def _looks_like_svg(content: bytes) -> bool:
    if content[:2] == b"\x1f\x8b":
        return True
    return "<svg" in decode(content[:100_000]).lower()


def _after(content: bytes, gathered: Gathered, depth: int) -> None:
    """Read what follows the end of a picture: nobody sees it, so it may not be there."""
    if not content.strip(b"\x00\xff\r\n\t "):
        return
    if is_picture(content) and depth < _NESTED_MAX:
        gathered.refuse(_SEVERAL, _TRAILING)
        gathered.add(open_picture(content, gathered.inside("second picture"), depth + 1))
        return
    gathered.refuse("something is hidden behind the end of the picture", _TRAILING)
    gathered.strings(_TRAILING, content)


def _exif(content: bytes, gathered: Gathered, depth: int, label: str = "EXIF") -> None:
    tags = Tags(content, gathered, label)
    tags.read()
    for xmp in tags.xmp:
        read_xmp(xmp, gathered)
    for thumbnail in tags.thumbnails:
        if is_picture(thumbnail) and depth < _NESTED_MAX:
            gathered.add(open_picture(thumbnail, gathered.inside("thumbnail"), depth + 1))


# --- JPEG ---


def _read_jpeg(content: bytes, gathered: Gathered, depth: int) -> None:
    """Read every segment up to the end of the picture, and what follows it."""
    position, extended, profile = 2, b"", b""
    while position < len(content):
        start = content.find(b"\xff", position)
        if start < 0:
            break
        gathered.strings("between the segments", content[position:start])
        while content[start : start + 1] == b"\xff":
            start += 1
        if start >= len(content):
            break
        marker = content[start]
        position = start + 1
        if marker == 0xD9:
            _jpeg_parts(extended, profile, gathered)
            _after(content[position:], gathered, depth)
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
            _jpeg_segment(marker, segment, gathered, depth)
    _jpeg_parts(extended, profile, gathered)
    gathered.cannot("the picture is damaged: it has no end")


def _jpeg_parts(extended: bytes, profile: bytes, gathered: Gathered) -> None:
    """Read what is spread over several segments."""
    if extended:
        read_xmp(extended, gathered)
    if profile:
        read_profile(profile, gathered)


def _jpeg_segment(marker: int, segment: bytes, gathered: Gathered, depth: int) -> None:
    """Read a comment or an application's segment."""
    if marker == 0xE1 and segment.startswith(b"Exif\x00"):
        _exif(segment[6:], gathered, depth)
    elif marker == 0xE1 and segment.startswith(b"http://ns.adobe.com/xap/1.0/\x00"):
        read_xmp(segment[29:], gathered)
    elif marker == 0xED and segment.startswith(b"Photoshop 3.0\x00"):
        read_photoshop(segment[14:], gathered)
    elif marker == 0xFE:
        gathered.metadata("comment", decode(segment))
    elif marker == 0xE0 and segment.startswith(b"JFIF\x00"):
        if len(segment) > 13 and segment[12] and segment[13]:
            gathered.refuse(_THUMBNAIL, "JFIF")
        gathered.strings("JFIF", segment[14:])
    elif marker == 0xE0 and segment.startswith(b"JFXX\x00"):
        gathered.refuse(_THUMBNAIL, "JFIF")
    elif marker == 0xE2 and segment.startswith(b"MPF\x00"):
        gathered.refuse(_SEVERAL, "MPF")
        gathered.strings("MPF", segment)
    elif marker <= 0xEF and not (marker == 0xEE and segment.startswith(b"Adobe")):
        gathered.strings(f"segment APP{marker - 0xE0}", segment)


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


def _read_png(content: bytes, gathered: Gathered, depth: int) -> None:
    position = 8
    while position + 8 <= len(content):
        size, kind = int.from_bytes(content[position : position + 4], "big"), content[position + 4 : position + 8]
        value = content[position + 8 : position + 8 + size]
        position += 12 + size
        if kind == b"IEND":
            gathered.strings("chunk IEND", value)
            _after(content[position:], gathered, depth)
            return
        if kind == b"acTL":
            gathered.refuse(_SEVERAL, "APNG")
        if kind not in _PNG_PIXELS:
            _png_chunk(kind, value, gathered, depth)
    gathered.cannot("the picture is damaged: it has no end")


def _png_chunk(kind: bytes, value: bytes, gathered: Gathered, depth: int) -> None:
    name = kind.decode("latin-1")
    if kind in (b"tEXt", b"zTXt", b"iTXt"):
        keyword, _, rest = value.partition(b"\x00")
        text = _png_text(kind, rest, gathered)
        _png_said(keyword.decode("latin-1"), text, gathered, depth)
    elif kind == b"eXIf":
        _exif(value, gathered, depth)
    elif kind == b"iCCP":
        keyword, _, rest = value.partition(b"\x00")
        gathered.metadata("colour profile", keyword.decode("latin-1"))
        read_profile(gathered.inflate(rest[1:]), gathered)
    else:
        gathered.strings(f"chunk {name}", value)


def _png_text(kind: bytes, rest: bytes, gathered: Gathered) -> bytes:
    """Return the text of a chunk behind its keyword, inflated, after what iTXt says in its language."""
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return gathered.inflate(rest[1:])
    compressed = rest[:1] == b"\x01"
    language, _, rest = rest[2:].partition(b"\x00")
    translated, _, text = rest.partition(b"\x00")
    gathered.metadata("PNG keyword", decode(language + b"\n" + translated))
    return gathered.inflate(text) if compressed else text


def _png_said(keyword: str, text: bytes, gathered: Gathered, depth: int) -> None:
    channel = f"PNG {keyword}"
    gathered.metadata("PNG keyword", keyword)
    if keyword == "XML:com.adobe.xmp":
        read_xmp(text, gathered)
        return
    if keyword.startswith("Raw profile type "):
        _raw_profile(keyword.rpartition(" ")[2].lower(), text, gathered, depth)
    else:
        gathered.metadata(channel, decode(text))
    if keyword.lower() == "author" and text.strip():
        gathered.refuse("the picture names its author or owner", channel)


def _raw_profile(kind: str, text: bytes, gathered: Gathered, depth: int) -> None:
    """Read the metadata that some programs write into PNG as hexadecimal figures, after a name and a length."""
    lines = text.strip().split(b"\n", 2)
    try:
        content = bytes.fromhex(decode(lines[2] if len(lines) > 2 else b""))
    except ValueError:
        gathered.metadata("PNG raw profile", decode(text))
        return
    if kind in ("exif", "app1"):
        if content.startswith(b"http://ns.adobe.com/xap/"):
            read_xmp(content.partition(b"\x00")[2], gathered)
        else:
            _exif(content.removeprefix(b"Exif\x00\x00"), gathered, depth)
    elif kind in ("8bim", "iptc"):
        (read_photoshop if b"8BIM" in content else read_iptc)(content, gathered)
    elif kind in ("icc", "icm"):
        read_profile(content, gathered)
    elif kind == "xmp":
        read_xmp(content, gathered)
    else:
        gathered.strings("PNG raw profile", content)


# --- GIF, WebP, TIFF, JPEG 2000, bitmap ---


def _read_gif(content: bytes, gathered: Gathered, depth: int) -> None:
    position, pictures, kind = _gif_table(content, 10, 13), 0, 0
    while position < len(content):
        kind = content[position]
        if kind == 0x21:
            label = content[position + 1 : position + 2]
            value, position = _gif_blocks(content, position + 2)
            if label == b"\xfe":
                gathered.metadata("comment", decode(value))
            elif label == b"\xff" and value.startswith(b"XMP Data"):
                read_xmp(_gif_xmp(content, position), gathered)
            elif label != b"\xf9":
                gathered.strings("GIF extension", value)
        elif kind == 0x2C:
            pictures += 1
            _, position = _gif_blocks(content, _gif_table(content, position + 9, position + 10) + 1)
        else:
            break
    if pictures > 1:
        gathered.refuse(_SEVERAL, "GIF")
    if kind != 0x3B:
        gathered.cannot("the picture is damaged: it has no end")
    _after(content[position + 1 :], gathered, depth)


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


def _read_webp(content: bytes, gathered: Gathered, depth: int) -> None:
    end = 8 + int.from_bytes(content[4:8], "little")
    position, pictures = 12, 0
    while position + 8 <= min(end, len(content)):
        kind, size = content[position : position + 4], int.from_bytes(content[position + 4 : position + 8], "little")
        value = content[position + 8 : position + 8 + size]
        position += 8 + size + size % 2
        pictures += kind == b"ANMF"
        if kind == b"EXIF":
            _exif(value.removeprefix(b"Exif\x00\x00"), gathered, depth)
        elif kind == b"XMP ":
            read_xmp(value, gathered)
        elif kind == b"ICCP":
            read_profile(value, gathered)
        elif kind not in _WEBP_PIXELS:
            gathered.strings("WebP chunk", kind + b"\x00" + value)
    if pictures > 1:
        gathered.refuse(_SEVERAL, "WebP")
    if end > len(content):
        gathered.cannot("the picture is damaged: it is cut off")
    _after(content[max(end, 12) :], gathered, depth)


def _read_tiff(content: bytes, gathered: Gathered, depth: int) -> None:
    _exif(content, gathered, depth, "TIFF")


def _read_jpeg_2000(content: bytes, gathered: Gathered, depth: int) -> None:
    if content[:4] == b"\xff\x4f\xff\x51":
        _codestream(content, gathered)
        return
    for kind, value in _boxes(content, 0):
        if kind == b"jp2c":
            _codestream(value, gathered)
        elif kind == b"xml ":
            read_xmp(value, gathered)
        elif kind == b"uuid" and value[16:20] in (b"II*\x00", b"MM\x00*"):
            _exif(value[16:], gathered, depth)
        elif kind == b"uuid" and b"<" in value:
            read_xmp(value[16:], gathered)
        else:
            gathered.strings(f"box {kind.decode('latin-1')}", value)


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


def _codestream(content: bytes, gathered: Gathered) -> None:
    """Read the comments of the main header of a JPEG 2000 codestream."""
    position = 2
    while content[position : position + 1] == b"\xff" and content[position : position + 2] != b"\xff\x90":
        size = max(2, int.from_bytes(content[position + 2 : position + 4], "big"))
        if content[position + 1] == 0x64:
            gathered.metadata("comment", decode(content[position + 6 : position + 2 + size]))
        position += 2 + size
    end = content.rfind(b"\xff\xd9")
    if end >= 0:
        gathered.strings(_TRAILING, content[end + 2 :])


def _read_bitmap(content: bytes, gathered: Gathered, depth: int) -> None:
    gathered.strings("header", content[14 : min(int.from_bytes(content[10:14], "little"), 4096)])
    _after(content[int.from_bytes(content[2:6], "little") :], gathered, depth)


_READERS: Final[tuple[tuple[Callable[[bytes], bool], Callable[[bytes, Gathered, int], None]], ...]] = (
    (lambda content: content[:3] == b"\xff\xd8\xff", _read_jpeg),
    (lambda content: content[:8] == b"\x89PNG\r\n\x1a\n", _read_png),
    (lambda content: content[:6] in (b"GIF87a", b"GIF89a"), _read_gif),
    (lambda content: content[:4] == b"RIFF" and content[8:12] == b"WEBP", _read_webp),
    (lambda content: content[:4] in (b"II*\x00", b"MM\x00*"), _read_tiff),
    (lambda content: content[4:12] == b"jP  \r\n\x87\n" or content[:4] == b"\xff\x4f\xff\x51", _read_jpeg_2000),
    (lambda content: content[:2] == b"BM" and content[6:10] == bytes(4), _read_bitmap),
)
