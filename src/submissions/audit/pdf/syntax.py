"""Read the writing of a PDF, objects and content alike, with a reader of the audit's own (ISO 32000-2, 7.2 and 7.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias


class Ref(NamedTuple):
    """A reference to an object by its number and generation."""

    number: int
    generation: int


class PdfName(str):
    """A name object, without its slash and with its #-codes read."""

    __slots__ = ()


class Keyword(str):
    """A bare word: an operator of a content stream, or a keyword."""

    __slots__ = ()


class Glyphs(bytes):
    """The inside of a TJ array that holds only hexadecimal strings and numbers, not yet taken apart."""

    __slots__ = ()


Value: TypeAlias = "bool | float | bytes | str | Ref | list[Value] | dict[str, Value] | None"

_PLAIN = rb"[^\x00\t\n\f\r ()<>\[\]{}/%]"
_TOKEN = (
    rb"(/" + _PLAIN + rb"*+)"  # 1 name
    rb"|([+-]?(?:\d++\.?\d*+|\.\d++)(?!" + _PLAIN + rb"))"  # 2 number
    rb"|\(((?:[^()\\]++|\\.)*+)\)"  # 3 literal string without brackets in it
    rb"|<([0-9A-Fa-f\x00\t\n\f\r ]*+)>"  # 4 hexadecimal string
    rb"|(<<|>>|[\[\]])"  # 5 bracket
    rb"|(" + _PLAIN + rb"++)"  # 6 word
    rb"|%([^\r\n]*+)"  # 7 comment
    rb"|(\()"  # 8 literal string with brackets in it
)
_OBJECT_TOKENS = re.compile(_TOKEN, re.DOTALL)
_PATH = rb"((?:[+-]?[\d.]++[\x00\t\n\f\r ]++){2,6}+(?:re|[mlcvy])(?!" + _PLAIN + rb"))"
_ARRAY = rb"\[([0-9A-Fa-f<>.+\-\x00\t\n\f\r ]*+)\]"
_CONTENT_TOKENS = re.compile(_PATH + rb"|" + _ARRAY + rb"|" + _TOKEN, re.DOTALL)
_BRACKETS = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))|\r\n?", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r": b"", b"\n": b"", b"\r\n": b""}
_NO_DIGIT = re.compile(rb"[^0-9A-Fa-f]+")
_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_IMAGE_END = re.compile(rb"[\x00\t\n\f\r ]EI(?![^\x00\t\n\f\r ()<>\[\]{}/%])")
_KEYWORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def literal(inside: bytes) -> bytes:
    """Return the bytes of a literal string, given what stands between its brackets."""
    return _ESCAPE.sub(_escaped, inside) if b"\\" in inside or b"\r" in inside else inside


def _escaped(match: re.Match[bytes]) -> bytes:
    octal, sign = match.groups()
    if octal:
        return bytes([int(octal, 8) & 255])
    return _ESCAPED.get(sign, sign) if sign else b"\n"


def hexadecimal(inside: bytes) -> bytes:
    """Return the bytes of a hexadecimal string, given what stands between its angle brackets."""
    digits = _NO_DIGIT.sub(b"", inside).decode("ascii")
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def name_of(raw: bytes) -> PdfName:
    """Return a name as it reads, given its bytes after the slash."""
    if b"#" in raw:
        raw = _CODE.sub(lambda match: bytes([int(match[1], 16)]), raw)
    try:
        return PdfName(raw.decode())
    except UnicodeDecodeError:
        return PdfName(raw.decode("latin-1"))


def _balanced(data: bytes, start: int) -> int:
    """Return where the string that opens just before `start` ends; the end of the data if it never does."""
    depth = 1
    for match in _BRACKETS.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if depth == 0:
            return match.start()
    return len(data)


def _number(raw: bytes) -> float:
    if len(raw) > 40:
        return 0
    return float(raw) if b"." in raw else int(raw)


def tokens(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and bytes of each token of an object, kinds as in the pattern: 3 for strings, read or not."""
    yield from _scan(data, _OBJECT_TOKENS, 0)


def _scan(data: bytes, pattern: re.Pattern[bytes], shift: int) -> Iterator[tuple[int, bytes]]:
    """Yield tokens; of content, kind -1 is a step of a path, 0 an array of hexadecimal strings, 9 an inline image."""
    position: int | None = 0
    while position is not None:
        start, position = position, None
        for match in pattern.finditer(data, start):
            group = match.lastindex or 0
            kind = group - shift
            if kind == 8:
                end = _balanced(data, match.end())
                yield 3, data[match.end() : end]
                position = end + 1
                break
            yield kind, match[group]
            if kind == 6 and shift and match[0] == b"ID":
                end_of_image = _IMAGE_END.search(data, match.end())
                position = end_of_image.end() if end_of_image else len(data)
                yield 9, data[match.end() : end_of_image.start() if end_of_image else position]
                break


class _Builder:
    """Builds values out of tokens, with a stack of its own, so that no nesting is too deep."""

    def __init__(self) -> None:
        self.items: list[Value] = []
        self.outer: list[tuple[bytes, list[Value]]] = []

    def add(self, kind: int, raw: bytes) -> None:
        """Take one token that is no word of content."""
        if kind == 5:
            self._bracket(raw)
        elif kind == 1:
            self.items.append(name_of(raw[1:]))
        elif kind == 2:
            self.items.append(_number(raw))
        elif kind == 3:
            self.items.append(literal(raw))
        elif kind == 4:
            self.items.append(hexadecimal(raw))

    def word(self, raw: bytes) -> None:
        """Take a word of an object: a keyword or the R of a reference."""
        if raw == b"R" and len(self.items) >= 2:
            generation, number = self.items.pop(), self.items.pop()
            if isinstance(number, int) and isinstance(generation, int):
                self.items.append(Ref(number, generation))
            return
        text = raw.decode("latin-1")
        self.items.append(_KEYWORDS[text] if text in _KEYWORDS else Keyword(text))

    def _bracket(self, raw: bytes) -> None:
        if raw in (b"[", b"<<"):
            self.outer.append((raw, self.items))
            self.items = []
        elif self.outer:
            opened, before = self.outer.pop()
            before.append(self.items if opened == b"[" else _pairs(self.items))
            self.items = before

    def finish(self) -> list[Value]:
        """Return the values, with what was left open closed."""
        while self.outer:
            self._bracket(b"]")
        return self.items


def _pairs(items: list[Value]) -> dict[str, Value]:
    """Return a dictionary; what is no pair of it, and what a key stood for that is repeated, is kept under "?"."""
    pairs: dict[str, Value] = {}
    others: list[Value] = list(items[-1:]) if len(items) % 2 else []
    for key, value in zip(items[::2], items[1::2], strict=False):
        if not isinstance(key, PdfName):
            others += [key, value]
            continue
        if key in pairs:  # a reader may take any of them
            others.append(pairs[key])
        pairs[str(key)] = value
    return {**pairs, "?": others} if others else pairs


def parse(data: bytes) -> Value:
    """Return the first value that stands in some bytes; never fails, for any bytes."""
    builder = _Builder()
    for kind, raw in tokens(data):
        if kind == 6:
            builder.word(raw)
        else:
            builder.add(kind, raw)
    items = builder.finish()
    return items[0] if items else None


def operations(data: bytes) -> Iterator[tuple[str, list[Value]]]:
    """Yield operator and operands of a content stream; comments as "%", inline images as "EI", paths as "m"."""
    builder = _Builder()
    for kind, raw in _scan(data, _CONTENT_TOKENS, 2):
        if kind == 6 and raw not in (b"true", b"false", b"null"):
            yield raw.decode("latin-1"), builder.finish()
            builder.items = []
        elif kind == -1:
            yield "m", []
        elif kind == 2 and len(raw) < 40:
            builder.items.append(float(raw))
        elif kind == 0:
            builder.items.append(Glyphs(raw))
        elif kind == 7:
            yield "%", [raw]
        elif kind == 9:
            yield "EI", [raw]
        elif kind != 6:
            builder.add(kind, raw)
    if builder.finish():
        yield "", builder.finish()
