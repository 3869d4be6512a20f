"""Take RTF apart: every word, hidden or not, properties, revisions, and what is embedded. RTF specification 1.9.1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from submissions.audit.gathering import Found, gathered, words
from submissions.audit.kinds.texts import SURROGATES, without_escapes
from submissions.audit.nesting import Manner, inside, open_each
from submissions.audit.records import Opened, Refusal, Unsearchable

_CONTROL: Final = re.compile(
    r"\\(?:'([0-9a-fA-F]{2})|u(-?\d+) ?|([a-zA-Z]+)(-?\d+)? ?|([^a-zA-Z]))|[{}]|\r|\n|([^\\{}\r\n]+)"
)
_BREAKS: Final = frozenset({"par", "line", "row", "cell", "sect", "page", "tab"})
_SIGNS: Final = {"~": " ", "_": "-", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_QUOTES: Final = {"lquote": "\u2018", "rquote": "\u2019", "emdash": "\u2014", "endash": "\u2013"}
_HEX: Final = re.compile(r"[0-9a-fA-F\s]{32,}")
_CODE_PAGE: Final = re.compile(rb"\\ansicpg(\d+)")
_AUTHOR: Final = re.compile(rb"\\(?:author|operator|manager|company|atnauthor)\b\s*[^\\{}\s]")
_OBJECT: Final = re.compile(rb"\\(?:objdata|objemb|objlink)\b")
_EMBEDDED_MAX: Final = 1_000


def open_rtf(content: bytes, part: str, manner: Manner) -> Opened:
    """Return every word of an RTF file, what it embeds, and that it names an author."""
    return gathered(_read_file(content, part, manner))


def _read_file(content: bytes, part: str, manner: Manner) -> Iterator[Found]:
    match = _CODE_PAGE.search(content[:4096])
    text, data = _read(content.decode("latin-1"), f"cp{match[1].decode()}" if match else "cp1252")
    yield from words(part, "text", text)
    yield from words(part, "text, joined", text.replace("\n", ""))
    if _AUTHOR.search(content):
        yield Refusal(part, "the file names its author", "properties")
    if _OBJECT.search(content):
        yield Refusal(part, "another file is embedded in it", "object")
    if len(data) > _EMBEDDED_MAX:
        yield Unsearchable(part, "it embeds more than can be searched")
    embedded = [(inside(part, f"embedded {number}"), inner) for number, inner in enumerate(data[:_EMBEDDED_MAX], 1)]
    yield from open_each(embedded, manner)


def _read(source: str, page: str) -> tuple[str, list[bytes]]:
    """Return all text of RTF without its control words, and the bytes that it writes as hexadecimal figures.

    After a character by its number stand as many characters for older programs as the control word "uc" says.
    """
    found: list[str] = []
    data: list[bytes] = []
    skip, fallback = 0, 1
    for match in _CONTROL.finditer(source):
        code, number, word, argument, sign, plain = match.groups()
        if number is not None:
            found.append(chr(int(number) % 0x10000))
            skip = fallback
        elif code is not None:
            found.append("" if skip else _byte(int(code, 16), page))
            skip = max(0, skip - 1)
        elif word == "uc":
            fallback = min(int(argument or 1), 8)
        elif word is not None:
            found.append("\n" if word in _BREAKS else _QUOTES.get(word, ""))
        elif sign is not None:
            found.append(_SIGNS.get(sign, ""))
        elif plain is not None and _HEX.fullmatch(plain):
            figures = "".join(plain.split())
            data.append(bytes.fromhex(figures[: len(figures) // 2 * 2]))
        elif plain is not None:
            found.append(plain[skip:])
            skip = max(0, skip - len(plain))
    text = SURROGATES.sub(lambda pair: without_escapes(pair[0]), "".join(found))
    return text.encode("utf-8", "replace").decode("utf-8"), data


def _byte(number: int, page: str) -> str:
    """Return the character of a byte in a code page; its Latin-1 one where the page is not known."""
    try:
        return bytes((number,)).decode(page, "replace")
    except LookupError:
        return chr(number)
