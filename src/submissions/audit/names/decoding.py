"""Undo what a person or a program wrote instead of letters: percent signs, entities, escapes, base64, hexadecimal.

What a format encodes as a matter of course is undone by whoever opens the file; this is for what stands in the text.
"""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from submissions.audit.records import Piece
from submissions.folding import latin_by_looks

_DEPTH_MAX: Final = 3
_PERCENT: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")
_ESCAPE: Final = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|u(-?\d{2,5})\??|([0-7]{3}))"
)
_RTF_BYTE: Final = re.compile(r"\\'([0-9A-Fa-f]{2})")
_QUOTED: Final = re.compile(r"=[0-9A-F]{2}")
_PUNYCODE: Final = re.compile(r"\bxn--[a-z0-9-]{2,60}", re.IGNORECASE)
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{8,}(?:\r?\n[ \t]*[A-Za-z0-9+/_-]{8,})*")
# Letters of base64 change between small and capital as words do not, except between the first letter and the rest.
_MIXED: Final = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|\d[A-Z]|[A-Za-z]\d[a-z]")
_HEXADECIMAL: Final = re.compile(r"(?:[0-9A-Fa-f]{2}(?:[ :]?|\r?\n)){5,}")
# Folding drops soft hyphens; where one ends a line it is the hyphen that is seen there.
_SOFT_LINE_END: Final = re.compile("\u00ad(?=[ \t]*[\r\n])")
_PRINTABLE: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]{3,}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """One way to read a piece: `piece` is its index, `how` what was undone, "" for the text as it stands."""

    piece: int
    text: str
    how: str = ""


def readings_of(pieces: Sequence[Piece]) -> list[Decoded]:
    """Return every piece as it stands, then what it says where something in it is undone, inside each other too."""
    readings = [Decoded(index, _SOFT_LINE_END.sub("-", piece.text)) for index, piece in enumerate(pieces)]
    for index, piece in enumerate(pieces):
        seen = {piece.text}
        readings.extend(_undone(index, piece.text, "", seen, _DEPTH_MAX))
        alike = latin_by_looks(piece.text)
        if alike != piece.text:
            readings.append(Decoded(index, alike, LOOKS))
    return readings


LOOKS: Final = "with letters of another script that look alike"


def _undone(index: int, text: str, how: str, seen: set[str], depth: int) -> Iterator[Decoded]:
    for name, sign, undo in _CODES:
        if sign and sign not in text:
            continue
        for decoded in undo(text):
            if decoded not in seen and decoded.strip():
                seen.add(decoded)
                said = f"{how}, {name}" if how else name
                yield Decoded(index, decoded, said)
                if depth > 1:
                    yield from _undone(index, decoded, said, seen, depth - 1)


def _percent(text: str) -> Iterator[str]:
    if _PERCENT.search(text):
        for encoding in ("utf-8", "latin-1"):
            decoded = unquote(text.replace("+", " "), encoding=encoding, errors="replace")
            if "\ufffd" not in decoded or encoding == "utf-8":
                yield decoded


def _entities(text: str) -> Iterator[str]:
    if _ENTITY.search(text):
        yield html.unescape(text)


def _escapes(text: str) -> Iterator[str]:
    if _ESCAPE.search(text):
        yield _ESCAPE.sub(_escaped, text)
    if _RTF_BYTE.search(text):
        yield _RTF_BYTE.sub(lambda match: bytes.fromhex(match[1]).decode("cp1252", "replace"), text)
        yield _RTF_BYTE.sub(lambda match: bytes.fromhex(match[1]).decode("cp1250", "replace"), text)


def _escaped(match: re.Match[str]) -> str:
    *hexadecimal, decimal, octal = match.groups()
    digits = next((one for one in hexadecimal if one), "")
    code = int(digits, 16) if digits else int(decimal) % 65536 if decimal else int(octal, 8)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _quoted_printable(text: str) -> Iterator[str]:
    if _QUOTED.search(text):
        yield quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _punycode(text: str) -> Iterator[str]:
    if _PUNYCODE.search(text):
        yield _PUNYCODE.sub(_domain, text)


def _domain(match: re.Match[str]) -> str:
    try:
        return match[0][4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return match[0]


def _base64(text: str) -> Iterator[str]:
    for match in _BASE64.finditer(text):
        if not _MIXED.search(match[0]):
            continue
        run = re.sub(r"\s", "", match[0]).replace("-", "+").replace("_", "/")
        for start in range(4):
            whole = run[start:]
            whole = whole[:-1] if len(whole) % 4 == 1 else whole
            try:
                content = base64.b64decode(whole + "=" * (-len(whole) % 4))
            except binascii.Error:
                continue
            yield from _texts_of(content)


def _hexadecimal(text: str) -> Iterator[str]:
    for match in _HEXADECIMAL.finditer(text):
        digits = re.sub(r"[^0-9A-Fa-f]", "", match[0])
        for start in (0, 1):
            run = digits[start:]
            yield from _texts_of(bytes.fromhex(run[: len(run) - len(run) % 2]))


def _texts_of(content: bytes) -> Iterator[str]:
    """Yield what bytes say as UTF-8 and as UTF-16 from either end, as far as it can be printed."""
    encodings = ["utf-8"]
    if content[:2] in {b"\xfe\xff", b"\xff\xfe"} or _is_wide(content):
        encodings = ["utf-16-le", "utf-16-be"]
    for encoding in encodings:
        for start in (0, 1) if encoding != "utf-8" else (0,):
            printed = " \n ".join(_PRINTABLE.findall(content[start:].decode(encoding, "replace")))
            if printed:
                yield printed


def _is_wide(content: bytes) -> bool:
    """Tell whether every other byte is that of the Latin, Cyrillic or Arabic block, as in UTF-16."""
    return len(content) > 5 and any(
        sum(byte in {0x00, 0x01, 0x04, 0x06} for byte in content[start::2]) * 5 > len(content[start::2]) * 4
        for start in (0, 1)
    )


_CODES: Final[tuple[tuple[str, str, Callable[[str], Iterator[str]]], ...]] = (
    ("percent-encoded", "%", _percent),
    ("in HTML entities", "&", _entities),
    ("in escapes", "\\", _escapes),
    ("in quoted-printable", "=", _quoted_printable),
    ("in punycode", "xn--", _punycode),
    ("in base64", "", _base64),
    ("in hexadecimal", "", _hexadecimal),
)
