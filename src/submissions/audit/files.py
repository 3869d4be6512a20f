"""Open any file by what it is, not by what it is called, and search all of it."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from submissions.audit.gathering import Gathered, decode
from submissions.audit.kinds.archives import open_zip, within
from submissions.audit.kinds.counting import count_pictures
from submissions.audit.kinds.pictures import is_picture, open_picture
from submissions.audit.kinds.rtf import open_rtf
from submissions.audit.kinds.texts import is_mail, open_html, open_mail, open_text
from submissions.audit.kinds.xml import open_svg, open_xml
from submissions.audit.records import AuditReport, Opened, Piece, Unsearchable

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher

DEPTH_MAX: Final = 6
BYTES_MAX: Final = 512 << 20
ONLY_AN_EYE: Final = "only an eye can tell what this picture shows"
_TOO_DEEP: Final = "it lies too deep in files within files"
_HTML: Final = re.compile(
    r"\s*(?:<!doctype\s+html|<(?:html|head|body|div|p|table|meta|script|title)[\s>/])", re.IGNORECASE
)
_XML: Final = re.compile(r"\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z_][\w.:-]*[\s/>])")
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What can be told by its first bytes and not be taken apart, with what to do.
_CLOSED: Final = (
    (
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a file of an old Office, or an encrypted one: save it as .docx, unlocked",
    ),
    (0, b"Rar!\x1a\x07", "a RAR archive: unpack it and search what was in it"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it and search what was in it"),
    (0, b"age-encryption.org/", "a sealed file: open it first"),
    (4, b"ftyp", "a film, a sound or a picture of a kind that is not taken apart: export it as JPEG or PNG"),
    (0, b"ID3", "a recording: only an ear can tell what is said in it"),
    (0, b"OggS", "a recording: only an ear can tell what is said in it"),
    (0, b"RIFF", "a film or a recording: only eye and ear can tell what is in it"),
    (0, b"\x1aE\xdf\xa3", "a film: only eye and ear can tell what is in it"),
)


def open_file(name: str, content: bytes, organisation: str = "") -> Opened:
    """Return all that a file holds, its name too; for any bytes, never an exception.

    `organisation` is the only name that a Word file or a PDF may give as its author.
    """
    opened = _Opener(organisation).open("", content, 0)
    named = Piece("", "file name", name.replace("\\", "/"))
    return replace(opened, pieces=(named, *opened.pieces))


def audit_file(name: str, content: bytes, searcher: Searcher, organisations: tuple[str, ...] = ()) -> AuditReport:
    """Open a file and search all that it holds, its name too.

    `organisations` are the names, in each language, that a file may give as its author.
    """
    contents = open_file(name, content, *organisations[:1])
    for other in organisations[1:]:
        if contents.refusals:
            also = frozenset(open_file(name, content, other).refusals)
            contents = replace(contents, refusals=tuple(one for one in contents.refusals if one in also))
    return AuditReport(
        name,
        searcher.search(contents.pieces),
        contents.refusals,
        contents.unsearchable,
        len(contents.pieces),
        len({piece.part for piece in contents.pieces}),
        count_pictures(content),
    )


class _Opener:
    """Opens files within files up to a depth, and up to an amount of bytes."""

    def __init__(self, organisation: str) -> None:
        self.organisation = organisation
        self.left = BYTES_MAX

    def open(self, part: str, content: bytes, depth: int) -> Opened:
        """Return all that a file holds; `part` is what it is called where it lies in another."""
        self.left -= len(content)
        if depth > DEPTH_MAX or self.left < 0:
            reason = _TOO_DEEP if depth > DEPTH_MAX else "it is larger than can be searched"
            return Opened(unsearchable=(Unsearchable(part, reason),))
        if b"%PDF-" in content[:1024]:
            from submissions.audit.pdf.open import open_pdf  # noqa: PLC0415 - slow to import

            def open_attached(inner: str, data: bytes) -> Opened:
                return self.open(inner, data, depth + 1)

            return within(part, open_pdf(content, organisation=self.organisation, open_inner=open_attached))
        if content[:2] == b"PK" or zipfile.is_zipfile(BytesIO(content)):
            return self._open_zip(part, content, depth)
        if content[:2] == b"\x1f\x8b":
            return self._open_gzip(part, content, depth)
        return self._open_plain(part, content, depth)

    def _open_plain(self, part: str, content: bytes, depth: int) -> Opened:
        if is_picture(content):
            shown = Opened(unsearchable=(Unsearchable(part, ONLY_AN_EYE),))
            return _together(open_picture(content, part), shown)
        for start, mark, reason in _CLOSED:
            if content[start : start + len(mark)] == mark:
                return _closed(content, part, reason)
        return self._open_text(part, content, depth)

    def _open_zip(self, part: str, content: bytes, depth: int) -> Opened:
        if _is_word(content):
            from submissions.audit.word.open import open_word  # noqa: PLC0415 - slow to import

            return within(part, open_word(content, organisation=self.organisation))
        return open_zip(content, part, lambda inner, data: self.open(inner, data, depth + 1))

    def _open_gzip(self, part: str, content: bytes, depth: int) -> Opened:
        gathered = Gathered(part)
        gathered.strings("header", content[3:300].partition(b"\x00\x00\x00\x00\x00\x00")[0])
        try:
            inflater = zlib.decompressobj(31)
            inner = inflater.decompress(content, 64 << 20)
        except zlib.error:
            return _closed(content, part, "a compressed file that is damaged")
        if inflater.unconsumed_tail or not inflater.eof:
            gathered.cannot("it unpacks to more than can be searched")
        gathered.strings("bytes behind the end", inflater.unused_data)
        return _together(gathered.contents, self.open(gathered.inside("unpacked"), inner, depth + 1))

    def _open_text(self, part: str, content: bytes, depth: int) -> Opened:
        def open_inner(inner: str, data: bytes) -> Opened:
            return self.open(inner, data, depth + 1)

        if content[:5] == b"{\\rtf":
            return open_rtf(content, part, open_inner)
        if not _is_text(content):
            return _closed(content, part, "a file of a kind that the program does not know")
        if is_mail(content):
            return open_mail(content, part, open_inner)
        start = decode(content[:20_000])
        if _HTML.match(re.sub(r"^\s*(?:<\?xml[^>]*>|<!--.*?-->)", "", start, flags=re.DOTALL)):
            return open_html(content, part, open_inner)
        if _XML.match(start):
            is_drawing = "<svg" in start.lower()
            opened = open_svg(content, part, open_picture) if is_drawing else open_xml(content, part, self.organisation)
            return _together(opened, open_text(content, part)) if not opened.pieces else opened
        return open_text(content, part)


def _together(*every: Opened) -> Opened:
    return Opened(
        tuple(dict.fromkeys(piece for each in every for piece in each.pieces)),
        tuple(dict.fromkeys(refusal for each in every for refusal in each.refusals)),
        tuple(dict.fromkeys(one for each in every for one in each.unsearchable)),
    )


def _closed(content: bytes, part: str, reason: str) -> Opened:
    """Return the strings of a file that cannot be taken apart, and that it cannot."""
    gathered = Gathered(part)
    gathered.strings("bytes", content)
    gathered.cannot(reason)
    return gathered.contents


def _is_word(content: bytes) -> bool:
    """Tell whether a zip is a Word file, by its parts."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OverflowError, UnicodeError):
        return b"word/document" in content
    return "[content_types].xml" in names and any(name.startswith("word/") for name in names)


def _is_text(content: bytes) -> bool:
    """Tell whether bytes are text of some encoding: few control characters once UTF-16 is decoded."""
    sample = content[:65_536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return True
    if sample.count(0) * 3 > len(sample):
        sample = decode(sample).encode("utf-8", "replace")
    return len(_CONTROL.findall(sample)) * 200 <= len(sample)
