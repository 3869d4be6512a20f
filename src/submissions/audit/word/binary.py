"""Parts of an office file that are no XML: which kind each is, and the strings in it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from submissions.audit.gathering import raw_strings
from submissions.office.package import OLE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The first bytes of a zip, APPNOTE.TXT 4.3.7.
ZIP = b"PK\x03\x04"
_PICTURES = _words("png jpg jpeg jpe gif bmp dib tif tiff emf wmf emz wmz svg webp jp2 wdp jxr ico pict pct")
_FONTS = _words("odttf ttf otf ttc fntdata woff woff2 eot")
# TrueType, OpenType with CFF outlines, a collection, WOFF 1 and 2.
_FONT_MARKS = (b"\x00\x01\x00\x00\x00", b"OTTO", b"ttcf", b"wOFF", b"wOF2")
_MEDIA = _words("wav mp3 mp4 m4a m4v mov avi wmv wma mpg mpeg ogg opus flac aac webm mkv mid 3gp amr")
_PAGES = _words("html htm xhtml")
_MAIL = _words("mht mhtml eml")
_XML = _words("xml rels vml xsd xsl xslt")
# What XML may begin with: a declaration, a comment or document type, an element.
_MARK = re.compile(rb"\s*<[?!A-Za-z_]")
_HTML_MARK = re.compile(rb"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
# As for the other encodings: fewer than three letters in a row are chance.
_CODE_PAGE = re.compile(rb"[\x20-\x7e\x80-\xff]{3,}")
# Central Europe, Cyrillic, Arabic: what older programs of Windows write in one byte a letter, beside Latin-1.
_CODE_PAGES = ("cp1250", "cp1251", "cp1256")


def kind_of(name: str, content: bytes) -> str:
    """Say what a part is by its first bytes, then by its name: "xml", "zip", "ole", "picture", "font", ..."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if content.startswith(OLE):
        return "ole"
    if content.startswith(ZIP):
        return "zip"
    if content.startswith(b"{\\rtf"):
        return "rtf"
    # Readers take a PDF whose head stands anywhere in the first 1,024 bytes (PDF Reference 1.7, appendix H, 3.4.1).
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"} and ending in _XML:
        return "xml"
    return _kind_by_name(ending, name, content)


def _kind_by_name(ending: str, name: str, content: bytes) -> str:
    is_xml = ending in _XML
    start = content[:1024].removeprefix(b"\xef\xbb\xbf")
    told = (
        ("printer", not is_xml and "printersettings" in name.lower()),
        ("picture", ending in _PICTURES or start.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))),
        ("font", ending in _FONTS or start.startswith(_FONT_MARKS)),
        ("page", ending in _PAGES or (not is_xml and bool(_HTML_MARK.match(start)))),
        ("mail", ending in _MAIL),
        ("xml", is_xml or bool(_MARK.match(start))),
        ("media", ending in _MEDIA),
    )
    kinds = (kind for kind, is_told in told if is_told)
    return next(kinds, "binary" if _CONTROL.search(content) else "text")


def strings(content: bytes) -> Iterator[str]:
    """Yield the strings in some bytes, one text for each encoding that they may be in."""
    yield from raw_strings(content)
    if re.search(rb"[\x80-\xff]", content):
        runs = b"\n".join(_CODE_PAGE.findall(content))
        yield from (runs.decode(page, "replace") for page in _CODE_PAGES)


def from_base64(text: str) -> bytes:
    """Return what Base64 holds, b"" if it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=False)
    except (binascii.Error, ValueError):
        return b""
