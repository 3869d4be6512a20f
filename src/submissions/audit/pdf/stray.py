"""Find the strings, names, comments and bare words in the writing of a PDF that stand in none of its objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from submissions.audit.pdf.names import is_chosen
from submissions.audit.pdf.objects import Swept
from submissions.audit.pdf.strings import readings
from submissions.audit.pdf.syntax import hexadecimal, literal, name_of
from submissions.audit.records import Piece

_NESTED: Final = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"
_STRAY: Final = re.compile(_NESTED + rb"|<[0-9A-Fa-f\s]{4,}+>|%[^\r\n]*+|/[^\x00\t\n\f\r ()<>\[\]{}/%]++", re.DOTALL)

_BARE: Final = re.compile(rb"[^\x00\t\n\f\r ()<>\[\]{}/%\d.+-][^\x00\t\n\f\r ()<>\[\]{}/%]*+")
_KEYWORDS: Final = frozenset(b"R obj endobj stream endstream xref trailer startxref f n true false null".split())


def stray_pieces(data: bytes, swept: Swept, *, only_comments: bool = False) -> Iterator[Piece]:
    """Yield what of some writing no object holds, bare words aside; of a locked file only comments are writing."""
    for raw in dict.fromkeys(_STRAY.findall(data)):
        if raw.startswith(b"%") or not only_comments:
            yield from _stray(raw, swept)


def bare_words(data: bytes) -> Iterator[Piece]:
    """Yield as one the words in some writing of objects that are neither strings nor names nor of the format."""
    bare = [word for word in _BARE.findall(_STRAY.sub(b" ", data)) if word not in _KEYWORDS]
    if bare:
        yield from (Piece("bytes", "words left over", text) for text in readings(b" ".join(bare)))


def _stray(raw: bytes, swept: Swept) -> list[Piece]:
    """Return the text of a string, name or comment, if no object holds it."""
    if raw.startswith(b"%"):
        is_usual = raw == b"%%EOF" or raw.startswith(b"%PDF-")
        return [] if is_usual else [Piece("bytes", "comment", text) for text in readings(raw[1:]) if text.strip()]
    if raw.startswith(b"/"):
        name = name_of(raw[1:])
        return [] if name in swept.names or not is_chosen(name) else [Piece("bytes", "name left over", name)]
    value = hexadecimal(raw[1:-1]) if raw.startswith(b"<") else literal(raw[1:-1])
    if value in swept.raw:
        return []
    return [Piece("bytes", "string left over", text) for text in readings(value) if text.strip()]
