"""Open any file by what it is, not by what it is called, and search all of it."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from submissions.audit.gathering import Found, decode, gathered, strings
from submissions.audit.kinds.archives import open_zip
from submissions.audit.kinds.pictures import is_picture, open_picture
from submissions.audit.kinds.rtf import open_rtf
from submissions.audit.kinds.texts import is_mail, open_html, open_mail, open_text
from submissions.audit.kinds.xml import open_svg, open_xml
from submissions.audit.nesting import DEPTH_MAX, Manner, inside, open_each
from submissions.audit.records import AuditReport, Opened, Piece, Unsearchable

if TYPE_CHECKING:
    from submissions.audit.names.search import Searcher

ONLY_AN_EYE: Final = "only an eye can tell what this picture shows"
_TOO_DEEP: Final = "it lies too deep in files within files"
_TOO_LARGE: Final = "it is larger than can be searched"
_GZIP_MAX: Final = 64 << 20
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


def open_file(name: str, content: bytes, organisation: str = "", *, foreign: bool = False) -> Opened:
    """Return all that a file holds, its name too; for any bytes, never an exception.

    `organisation` is the only name that a Word file or a PDF may give as its author. What is `foreign` was not made
    here, and is looked at for what its reader does not see.
    """
    opened = open_any(content, "", manner_for(organisation, foreign=foreign))
    named = Piece("", "file name", name.replace("\\", "/"))
    return replace(opened, pieces=(named, *opened.pieces))


def audit_file(
    name: str, content: bytes, searcher: Searcher, organisations: tuple[str, ...] = (), *, foreign: bool = False
) -> AuditReport:
    """Open a file and search all that it holds, its name too.

    `organisations` are the names, in each language, that a file may give as its author. What is `foreign` was not made
    here, and is looked at for what its reader does not see.
    """
    contents = open_file(name, content, *organisations[:1], foreign=foreign)
    for other in organisations[1:]:
        if contents.refusals:
            also = frozenset(open_file(name, content, other, foreign=foreign).refusals)
            contents = replace(contents, refusals=tuple(one for one in contents.refusals if one in also))
    hits, looks = searcher.judged(contents.pieces)
    return AuditReport(
        name,
        hits,
        contents.refusals,
        contents.unsearchable,
        len(contents.pieces),
        len({piece.part for piece in contents.pieces}),
        contents.pictures,
        looks,
    )


def manner_for(organisation: str = "", *, foreign: bool = False) -> Manner:
    """Return how a file is opened that lies in no other: whatever lies within it by what it is."""
    return Manner(open_any, organisation, foreign=foreign)


def open_any(content: bytes, part: str, manner: Manner) -> Opened:
    """Return all that a file holds, opened by what it is; `part` is what it is called where it lies in another."""
    if manner.depth > DEPTH_MAX:
        return Opened(unsearchable=(Unsearchable(part, _TOO_DEEP),), size=len(content))
    if len(content) > manner.left:
        return Opened(unsearchable=(Unsearchable(part, _TOO_LARGE),), size=len(content))
    opened = _opener(content)(content, part, replace(manner, left=manner.left - len(content)))
    return replace(opened, size=opened.size + len(content))


_Opener = Callable[[bytes, str, Manner], Opened]


def _opener(content: bytes) -> _Opener:
    """Return what opens a file, by its first bytes, and for what is text by what kind of text it is."""
    if b"%PDF-" in content[:1024]:
        return _open_pdf
    if content[:2] == b"PK" or zipfile.is_zipfile(BytesIO(content)):
        return _open_word if _is_word(content) else open_zip
    if content[:2] == b"\x1f\x8b":
        return _open_gzip
    if is_picture(content):
        return _open_picture
    if content[:5] == b"{\\rtf":
        return open_rtf
    return _text_opener(content) if _closed_for(content) is None and _is_text(content) else _open_closed


def _text_opener(content: bytes) -> _Opener:
    if is_mail(content):
        return open_mail
    start = decode(content[:20_000])
    if _HTML.match(re.sub(r"^\s*(?:<\?xml[^>]*>|<!--.*?-->)", "", start, flags=re.DOTALL)):
        return open_html
    if _XML.match(start):
        return _open_svg if "<svg" in start.lower() else _open_xml
    return _open_text


def _open_pdf(content: bytes, part: str, manner: Manner) -> Opened:
    from submissions.audit.pdf.open import open_pdf  # noqa: PLC0415 - slow to import

    return open_pdf(content, part, manner)


def _open_word(content: bytes, part: str, manner: Manner) -> Opened:
    from submissions.audit.word.open import open_word  # noqa: PLC0415 - slow to import

    return open_word(content, part, manner)


def _open_picture(content: bytes, part: str, manner: Manner) -> Opened:
    """Open a picture; one that lies within a file is counted there."""
    shown = Unsearchable(part, ONLY_AN_EYE)
    return gathered((open_picture(content, part), shown, Opened(pictures=1 if manner.depth else 0)))


def _open_gzip(content: bytes, part: str, manner: Manner) -> Opened:
    return gathered(_read_gzip(content, part, manner))


def _read_gzip(content: bytes, part: str, manner: Manner) -> Iterator[Found]:
    inflater = zlib.decompressobj(31)
    try:
        inner = inflater.decompress(content, _GZIP_MAX)
    except zlib.error:
        yield from _of_closed(content, part, "a compressed file that is damaged")
        return
    yield from strings(part, "header", content[3:300].partition(b"\x00\x00\x00\x00\x00\x00")[0])
    if inflater.unconsumed_tail or not inflater.eof:
        yield Unsearchable(part, "it unpacks to more than can be searched")
    yield from strings(part, "bytes behind the end", inflater.unused_data)
    yield from open_each([(inside(part, "unpacked"), inner)], manner)


def _open_svg(content: bytes, part: str, manner: Manner) -> Opened:
    opened = open_svg(content, part, open_picture)
    return opened if opened.pieces else gathered((opened, open_text(content, part)))


def _open_xml(content: bytes, part: str, manner: Manner) -> Opened:
    opened = open_xml(content, part, manner.organisation)
    return opened if opened.pieces else gathered((opened, open_text(content, part)))


def _open_text(content: bytes, part: str, manner: Manner) -> Opened:
    return open_text(content, part)


def _open_closed(content: bytes, part: str, manner: Manner) -> Opened:
    reason = _closed_for(content) or "a file of a kind that the program does not know"
    return gathered(_of_closed(content, part, reason))


def _closed_for(content: bytes) -> str | None:
    """Return why a file that can be told by its first bytes cannot be taken apart, None where it cannot be told."""
    return next((reason for start, mark, reason in _CLOSED if content[start : start + len(mark)] == mark), None)


def _of_closed(content: bytes, part: str, reason: str) -> Iterator[Found]:
    """Yield the strings of a file that cannot be taken apart, and that it cannot."""
    yield from strings(part, "bytes", content)
    yield Unsearchable(part, reason)


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
