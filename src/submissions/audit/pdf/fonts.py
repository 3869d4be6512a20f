"""Read the codes of shown text as letters, by the maps and encodings of its font (ISO 32000-2, 9.6 to 9.10)."""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from submissions.audit.pdf.glyphs import encoding, letter_of
from submissions.audit.pdf.store import Store
from submissions.audit.pdf.syntax import Ref, Value, hexadecimal, tokens

UNREAD = "\ufffd"
"""Stands for a code of which the font does not say the letter."""

_NONSYMBOLIC = 32
_ENTRIES_MAX = 70_000
SYMBOLS = re.compile(r"Symbol|Dingbat|Wingding|Webding|CMSY|CMEX|MSAM|MSBM|Marlett|Bullet|Awesome|Icon", re.IGNORECASE)
_CODECS = (
    (re.compile(r"UCS2|UTF16"), "utf-16-be"),
    (re.compile(r"UTF8"), "utf-8"),
    (re.compile(r"UTF32"), "utf-32-be"),
    (re.compile(r"RKSJ"), "cp932"),
    (re.compile(r"^EUC-"), "euc_jp"),
    (re.compile(r"^GBK?"), "gb18030"),
    (re.compile(r"^KSC"), "cp949"),
    (re.compile(r"^(ETen|B5|HK)"), "big5hkscs"),
)
_BUILT_IN = re.compile(rb"dup\s+(\d{1,3})\s*/([^\s/\[\](){}<>%]+)\s+put")


class _Letters(dict[int, str]):
    """Letters by code; a code that is not there is unread."""

    def __missing__(self, code: int) -> str:
        return UNREAD


@dataclass(slots=True)
class Font:
    """How one font's codes read; `other` is a second reading, by encoding, where it differs from the map to Unicode."""

    label: str = "a font"
    letters: _Letters = field(default_factory=_Letters)
    other: _Letters = field(default_factory=_Letters)
    wide: bool = False
    codec: str = ""
    is_symbolic: bool = False

    def read(self, codes: bytes) -> str:
        """Return the text that codes show, U+FFFD for each code that cannot be read."""
        return self._read(codes, self.letters)

    def read_again(self, codes: bytes) -> str:
        """Return the other reading of codes, "" where there is none."""
        return self._read(codes, self.other).replace(UNREAD, "") if self.other else ""

    def read_turned(self, codes: bytes) -> str:
        """Return the text of codes from the last to the first, each code's letters as they stand."""
        if self.codec and not self.letters:
            return self.read(codes)[::-1]
        return "".join([self.letters[code] for code in reversed(self.codes(codes))])

    def codes(self, codes: bytes) -> Sequence[int]:
        """Return the numbers of codes, of one or two bytes each."""
        return struct.unpack(f">{len(codes) // 2}H", codes[: len(codes) // 2 * 2]) if self.wide else codes

    def _read(self, codes: bytes, letters: _Letters) -> str:
        if not self.wide:
            return codes.decode("latin-1").translate(letters)
        if self.codec and not letters:
            return codes.decode(self.codec, "replace")
        return "".join([letters[code] for code in self.codes(codes)])


class Fonts:
    """The fonts of one file; each is read once, however often it is set."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[Ref, Font] = {}

    def font(self, value: Value) -> Font:
        """Return how a font resource reads."""
        if not isinstance(value, Ref):
            return read_font(self._store, value)
        if value not in self._known:
            self._known[value] = read_font(self._store, value)
        return self._known[value]


def read_font(store: Store, value: Value) -> Font:
    """Return how a font resource reads; a font that is missing or no font reads as Latin."""
    resource = store.dictionary(value)
    base = str(store.get(resource.get("BaseFont")) or store.get(resource.get("Name")) or "")
    font = Font(label=base, is_symbolic=bool(SYMBOLS.search(base)))
    mapped = _unicode_map(store, resource.get("ToUnicode"))
    if resource.get("Subtype") == "Type0" or "DescendantFonts" in resource:
        _read_composite(store, resource, font, mapped)
        return font
    encoded = _simple_letters(store, resource, font)
    font.letters = _Letters({**encoded, **mapped})
    if mapped and any(mapped.get(code, sign) != sign for code, sign in encoded.items()):
        font.other = encoded
    return font


def _simple_letters(store: Store, resource: dict[str, Value], font: Font) -> _Letters:
    """Return the letters of a simple font by its encoding: its base, then its differences."""
    wanted = store.get(resource.get("Encoding"))
    details = wanted if isinstance(wanted, dict) else {}
    base = str(store.get(details.get("BaseEncoding")) or (wanted if isinstance(wanted, str) else ""))
    descriptor = store.dictionary(resource.get("FontDescriptor"))
    embedded = {"FontFile", "FontFile2", "FontFile3"}.intersection(descriptor)
    letters = _Letters()
    flags = store.get(descriptor.get("Flags"))
    is_plain = isinstance(flags, int) and bool(flags & _NONSYMBOLIC)
    if base or is_plain or not (embedded or resource.get("Subtype") == "Type3" or font.is_symbolic):
        letters.update({code: sign for code, sign in enumerate(encoding(base)) if sign})
    elif isinstance(program := descriptor.get("FontFile"), Ref) and program in store.streams:
        found = _BUILT_IN.findall(store.data(program)[:65536])
        letters.update({int(code): sign for code, name in found if (sign := letter_of(name.decode("latin-1")))})
    elif isinstance(wanted, dict) and not details.get("Differences"):
        letters.update({code: sign for code, sign in enumerate(encoding("")) if sign})
    code = 0
    for each in store.array(details.get("Differences")):
        if isinstance(each, int | float):
            code = int(each)
        elif isinstance(each, str):
            letters.pop(code, None)
            if sign := letter_of(each):
                letters[code] = sign
            elif each == ".notdef":
                letters[code] = ""
            code += 1
    return letters


def _read_composite(store: Store, resource: dict[str, Value], font: Font, mapped: dict[int, str]) -> None:
    """Give a composite font its letters: by its map to Unicode, else by the encoding that its name says."""
    font.wide = True
    font.letters = _Letters(mapped)
    name = store.get(resource.get("Encoding"))
    if isinstance(name, str) and not name.startswith("Identity"):
        font.codec = next((codec for pattern, codec in _CODECS if pattern.search(name)), "")
        font.codec = codecs.lookup(font.codec).name if font.codec else ""


def _unicode_map(store: Store, value: Value) -> dict[int, str]:
    """Return the letters by code that a ToUnicode stream gives."""
    if not isinstance(value, Ref) or value not in store.streams:
        return {}
    found: dict[int, str] = {}
    mode, held = b"", list[bytes | list[bytes]]()
    inner: list[bytes] | None = None
    for kind, raw in tokens(store.data(value)):
        if kind == 4:
            (held if inner is None else inner).append(hexadecimal(raw))
        elif kind == 5 and raw == b"[":
            inner = []
        elif kind == 5 and raw == b"]" and inner is not None:
            held.append(inner)
            inner = None
        elif kind == 6 and raw.startswith((b"begin", b"end")):
            mode, held = raw, []
        size = {b"beginbfchar": 2, b"beginbfrange": 3}.get(mode, 0)
        if size and len(held) == size:
            _add(found, held)
            held = []
        if len(found) > _ENTRIES_MAX:
            break
    return {code: text for code, text in found.items() if text and not _says_nothing(text)}


def _says_nothing(text: str) -> bool:
    return all(sign in "\0\ufffd" or "\ue000" <= sign <= "\uf8ff" for sign in text)


def _add(found: dict[int, str], held: list[bytes | list[bytes]]) -> None:
    """Add an entry of a map: a code and its text, or a first and last code and the first text or all of them."""
    first, last, target = held[0], held[-2], held[-1]
    if not isinstance(first, bytes) or not isinstance(last, bytes):
        return
    start, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
    if isinstance(target, list):
        found.update({start + place: _text(each) for place, each in enumerate(target)})
        return
    text = _text(target)
    for place in range(min(end - start + 1, 65536) if text else 0):
        code = ord(text[-1]) + place
        found[start + place] = text[:-1] + (chr(code) if code < 0x110000 else "")


def _text(data: bytes) -> str:
    return data.decode("utf-16-be", "ignore") if len(data) > 1 else data.decode("latin-1")
