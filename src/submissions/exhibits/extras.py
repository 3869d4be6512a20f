"""What an exhibit carries beside what it shows, and copies without it: position, author, script, files, signature.

Nothing of a picture itself is touched, nor of the pages of a PDF.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from submissions.exhibits.chunks import png_extras, strip_png, strip_webp, webp_extras
from submissions.exhibits.faults import CannotCleanError
from submissions.exhibits.packets import INNER, NAMES, NOTES, POSITION, iptc_extras, xmp_extras
from submissions.exhibits.pdf_extras import pdf_extras, strip_pdf
from submissions.exhibits.pictures import jpeg_segments
from submissions.exhibits.tiff import strip_tiff, tiff_extras

SAID: Final[dict[str, str]] = {
    "position": "where a picture was taken",
    "author": "who made it, or whose camera or computer did",
    "script": "a program that runs when it is opened",
    "attachments": "other files attached to it",
    "signature": "a signature, which names who signed and when",
    "layers": "layers that are not shown",
    "comments": "comments in the margin",
    "links": "links that lead out of it",
}
"""What each extra is, in words for whoever hands the file over."""

WARNED: Final = ("position", "author", "script", "attachments", "signature", "layers")
"""The extras of which whoever files a paper is warned; all but the last can be taken out of it."""

_CREATOR: Final = re.compile(
    rb"(<(?:dc:creator|cp:lastModifiedBy|Manager|Company)>)\s*([^<\s][^<]*)(</(?:dc:creator|cp:lastModifiedBy|Manager|Company)>)"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of file is looked through, and what makes a copy of it without some extras."""

    find: Callable[[bytes], Iterator[str]]
    strip: Callable[[bytes, Collection[str]], bytes] | None = None


def extras_in(content: bytes) -> tuple[str, ...]:
    """Return what a file carries beside what it shows, once each, in the order of `SAID`; nothing for other kinds."""
    kind, found = _kind_of(content), set[str]()
    with suppress(CannotCleanError):  # what is damaged is told of by whoever opens it
        found.update(kind.find(content) if kind else ())
    return tuple(extra for extra in SAID if extra in found)


def strip(content: bytes, wanted: Collection[str]) -> tuple[bytes, tuple[str, ...]]:
    """Return a file without the extras that are not wanted in it, and which were there; raises CannotCleanError."""
    there = [extra for extra in extras_in(content) if extra in wanted]
    if not there:
        return content, ()
    kind = _kind_of(content)
    result = kind.strip(content, wanted) if kind and kind.strip else content
    left = [extra for extra in extras_in(result) if extra in wanted]
    if left:
        reason = f"its {left[0]} cannot be taken out of a file of this kind"
        raise CannotCleanError(reason, "save a copy as PDF or JPEG, take it out there, and name the copy as the annex")
    return result, tuple(there)


def can_strip(content: bytes, extra: str) -> bool:
    """Tell whether an extra can be taken out of a file, by trying it."""
    try:
        return extra != "layers" and bool(strip(content, (extra,))[1])
    except CannotCleanError:
        return False


def _kind_of(content: bytes) -> _Kind | None:
    head = content[:16]
    if b"%PDF-" in content[:1024]:
        return _Kind(
            lambda data: pdf_extras(data, _jpeg_extras),
            lambda data, out: strip_pdf(data, out, _jpeg_extras, _strip_jpeg),
        )
    if head.startswith(b"\xff\xd8\xff"):
        return _Kind(_jpeg_extras, _strip_jpeg)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _Kind(png_extras, strip_png)
    if head[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _Kind(webp_extras, strip_webp)
    if head.startswith((b"II*\0", b"MM\0*")):
        return _Kind(tiff_extras, strip_tiff)
    return _Kind(_office_extras, _strip_office) if head.startswith(b"PK\x03\x04") else None


def _exif_extras(exif: Any) -> Iterator[str]:
    inner = exif.get_ifd(INNER)
    if exif.get_ifd(POSITION):
        yield "position"
    if any(str(exif.get(tag) or inner.get(tag) or "").strip("\0 0") for tag in NAMES):
        yield "author"


def _jpeg_extras(content: bytes) -> Iterator[str]:
    for marker, segment in jpeg_segments(content):
        if marker == 0xE1 and segment[2:8] == b"Exif\0\0":
            yield from _exif_extras(_exif_of(segment))
        elif marker == 0xE1:
            yield from xmp_extras(segment)
        elif marker == 0xED:
            yield from iptc_extras(segment)
        elif marker == 0xD9:
            start = segment.find(b"\xff\xd8\xff")
            yield from _jpeg_extras(segment[start:]) if start >= 0 else ()


def _exif_of(segment: bytes) -> Any:
    from PIL import Image  # noqa: PLC0415

    exif = Image.Exif()
    try:
        exif.load(segment[2:])
    except (OSError, ValueError, SyntaxError, KeyError, TypeError):
        return Image.Exif()
    return exif


def _strip_jpeg(content: bytes, out: Collection[str]) -> bytes:
    """Return a JPEG with its picture as it is, without what is not wanted and without what follows its end."""
    kept = [b"\xff\xd8"]
    for marker, segment in jpeg_segments(content):
        if marker == 0xE1 and segment[2:8] == b"Exif\0\0":
            kept += _exif_without(segment, out)
        elif marker == 0xD9:
            kept.append(b"\xff\xd9")
        elif not (_names_any(marker, segment, out) or (marker == 0xE2 and segment[2:6] == b"MPF\0")):
            kept.append(bytes((0xFF, marker)) + segment)
    return b"".join(kept)


def _names_any(marker: int, segment: bytes, out: Collection[str]) -> bool:
    if marker == 0xE1:
        return any(extra in out for extra in xmp_extras(segment))
    return marker == 0xED and any(extra in out for extra in iptc_extras(segment))


def _exif_without(segment: bytes, out: Collection[str]) -> list[bytes]:
    exif = _exif_of(segment)
    inner = exif.get_ifd(INNER)
    inner.pop(NOTES, None)  # no program can be sure what else it says
    if "position" in out and POSITION in exif:
        del exif[POSITION]
    for tag in NAMES if "author" in out else ():
        inner.pop(tag, None)
        if tag in exif:
            del exif[tag]
    data = b"Exif\0\0" + exif.tobytes().removeprefix(b"Exif\0\0")
    return [b"\xff\xe1" + (len(data) + 2).to_bytes(2, "big") + data]


def _office_extras(content: bytes) -> Iterator[str]:
    """Yield what an office file says of itself in its parts (ISO 29500-2)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                lowered = name.lower()
                if lowered.startswith("docprops/") and _CREATOR.search(package.read(name)):
                    yield "author"
                elif lowered.endswith(("vbaproject.bin",)) or "/activex/" in lowered:
                    yield "script"
                elif "/embeddings/" in lowered:
                    yield "attachments"
                elif lowered.startswith("_xmlsignatures/"):
                    yield "signature"
                elif lowered.endswith((".jpg", ".jpeg")):
                    yield from _jpeg_extras(package.read(name))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return


def _strip_office(content: bytes, out: Collection[str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in package.infolist():
            data = package.read(entry)
            if entry.filename.lower().startswith("docprops/") and "author" in out:
                data = _CREATOR.sub(rb"\1\3", data)
            elif entry.filename.lower().endswith((".jpg", ".jpeg")):
                data = _strip_jpeg(data, out) if set(_jpeg_extras(data)) & set(out) else data
            copy.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
