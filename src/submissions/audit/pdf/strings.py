"""Read strings of a PDF in every way that their bytes allow (ISO 32000-2, 7.9.2)."""

from __future__ import annotations

import re

_LOW = dict(zip(range(0x18, 0x20), "˘ˇˆ˙˝˛˚˜", strict=True))
_HIGH = dict(zip(range(0x80, 0x9F), "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", strict=True))
_PDF_DOC = {**_LOW, **_HIGH, 0xA0: "€"}
_LANGUAGE = re.compile("\x1b[^\x1b]{0,8}\x1b")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x17\x7f]")
_PRINTABLE = re.compile(rb"(?:[\x20-\x7e\t]|[\xc2-\xf4][\x80-\xbf]{1,3}){4,}")
_WIDE = re.compile("[\\x20-\\x7e\\xa0-\\u06ff\\u1e00-\\u1eff\\u2010-\\u203a\\ufb00-\\ufeff]{3,}")
_CODE_PAGES = ("cp1252", "cp1250", "cp1251", "cp1256")
"""What programs write in place of PDFDocEncoding on machines of Europe and of the Arab countries."""


def text_of(data: bytes) -> str:
    """Return a text string as a viewer shows it."""
    if data.startswith(b"\xfe\xff"):
        return _LANGUAGE.sub("", data[2:].decode("utf-16-be", "replace"))
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    return data.decode("latin-1").translate(_PDF_DOC)


def readings(data: bytes) -> tuple[str, ...]:
    """Return every text that the bytes of a string may stand for, the one that a viewer shows first."""
    if data.isascii() and not _CONTROL.search(data):
        return (data.decode("ascii"),)
    if data[:2] in (b"\xfe\xff", b"\xff\xfe") or data.startswith(b"\xef\xbb\xbf"):
        return (text_of(data),)
    if _CONTROL.search(data):
        return tuple(dict.fromkeys([text_of(data), *strings_in(data)]))
    return tuple(dict.fromkeys([text_of(data), *_other_readings(data)]))


def _other_readings(data: bytes) -> list[str]:
    try:
        return [data.decode("utf-8")]
    except UnicodeDecodeError:
        return [data.decode(page, "replace") for page in _CODE_PAGES]


def plain_strings_in(data: bytes) -> list[str]:
    """Return the runs of readable signs in bytes of any kind, as `strings` does, of one byte a sign or UTF-8."""
    return [match[0].decode("utf-8", "replace") for match in _PRINTABLE.finditer(data)]


def strings_in(data: bytes) -> list[str]:
    """Return the runs of readable signs in bytes of any kind, in one and in two bytes a sign."""
    found = plain_strings_in(data)
    if b"\0" not in data:
        return found
    for start in (0, 1):
        for encoding in ("utf-16-be", "utf-16-le"):
            found += _WIDE.findall(data[start:].decode(encoding, "replace"))
    return found


def is_text(data: bytes) -> bool:
    """Tell whether bytes are written text rather than data, by their first 4,096."""
    sample = data[:4096]
    if sample[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return True
    return len(_CONTROL.findall(sample)) * 20 <= len(sample)


def read_text(data: bytes) -> tuple[str, ...]:
    """Return the text of a file or stream that is written text, in every encoding that it may have."""
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return (data.decode("utf-16", "replace"),)
    try:
        return (data.decode("utf-8"),)
    except UnicodeDecodeError:
        return tuple(data.decode(page, "replace") for page in _CODE_PAGES)
