"""Take a Word file wholly apart: every part of its zip, every text in every reading, and what may not be in it."""

from __future__ import annotations

from submissions.audit.nesting import Manner, within
from submissions.audit.records import Opened, Piece, Unsearchable
from submissions.audit.word.binary import kind_of, strings
from submissions.audit.word.package import open_package
from submissions.audit.word.parts import XmlPart
from submissions.audit.word.xml import Styles
from submissions.office.package import OLE, is_encrypted_package

ENCRYPTED = "it is encrypted: open it in Word, take the password away and save it again"
OLD = "it is in the old format of Word: open it in Word and save it as .docx"
NOT_WORD = "it is not a Word file"


def open_word(content: bytes, part: str, manner: Manner) -> Opened:
    """Return all that a Word file holds, by part and by channel, with what is refused and what no search can read.

    Any bytes are taken, none raise.
    """
    return within(part, _open(content, manner))


def _open(content: bytes, manner: Manner) -> Opened:
    if content.startswith(OLE):
        reason = ENCRYPTED if is_encrypted_package(content) else OLD
        return Opened(_strings(content), (), (Unsearchable("", reason),))
    if b"PK" in content and kind_of("", content) != "xml":
        return open_package(content, manner)
    if kind_of("", content) == "xml":
        # A Word file saved as one piece of XML; its pictures are not read.
        part = XmlPart("", content, Styles())
        return Opened((*part.pieces(), *_strings(content)), (), (Unsearchable("", OLD),))
    return Opened(_strings(content), (), (Unsearchable("", NOT_WORD),))


def _strings(content: bytes) -> tuple[Piece, ...]:
    return tuple(Piece("", "bytes", text) for text in strings(content))
