"""Gather what a file holds while it is taken apart, and read strings out of plain bytes."""

from __future__ import annotations

import re
import zlib
from typing import Final

from submissions.audit.records import Opened, Piece, Refusal, Unsearchable

# Thumbnails, fonts and profiles within a file are far smaller; a bomb of a few kilobytes unpacks to gigabytes.
INFLATED_MAX: Final = 16 << 20
# A run that short says nothing; a name of two letters cannot be told from chance among bytes.
_PRINTABLE_8: Final = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]{3,}")
# UTF-16 of Latin, Greek, Cyrillic, Hebrew and Arabic, in both byte orders.
_LITTLE: Final = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x00-\xff][\x01-\x06]|[\t\n\r]\x00){3,}")
_BIG: Final = re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]|[\x01-\x06][\x00-\xff]|\x00[\t\n\r]){3,}")
# The home folder of a person on Windows, Linux and macOS, and a share with its server: both name somebody. The folder
# /Users/Shared of macOS belongs to nobody.
_PATH: Final = re.compile(
    r"(?:\b[A-Za-z]:\\(?:Users|Documents and Settings)\\|/(?:home|Users)/(?!Shared\b))[^\s\\/<>\"']+"
    r"|(?<![\w\\])\\\\[\w.-]+\\[\w.$-]+",
    re.IGNORECASE,
)


class Gathered:
    """What has been taken out of a file so far; `part` is what the file is called where it lies within another."""

    def __init__(self, part: str) -> None:
        self.part = part
        self._pieces: dict[Piece, None] = {}
        self._refusals: dict[Refusal, None] = {}
        self._unsearchable: dict[Unsearchable, None] = {}

    def text(self, channel: str, text: str, place: str = "") -> None:
        """Keep a piece of text, if it has any."""
        text = text.strip("\x00 \t\r\n")
        if text:
            self._pieces[Piece(self.part, channel, text, place)] = None

    def metadata(self, channel: str, text: str, place: str = "") -> None:
        """Keep a text that programs write, and refuse a path of somebody's machine in it."""
        self.text(channel, text, place)
        if _PATH.search(text):
            self.refuse("a path of the machine that it was made on", place or channel)

    def strings(self, channel: str, content: bytes, place: str = "") -> None:
        """Keep the strings among bytes of a form that is not known."""
        for text in raw_strings(content):
            self.metadata(channel, text, place)

    def refuse(self, reason: str, place: str = "") -> None:
        """Keep what may not be in a file that is handed over."""
        self._refusals[Refusal(self.part, reason, place)] = None

    def cannot(self, reason: str) -> None:
        """Keep that this file, or a piece of it, cannot be searched."""
        self._unsearchable[Unsearchable(self.part, reason)] = None

    def add(self, contents: Opened) -> None:
        """Keep what was taken out of a file within this one."""
        self._pieces.update(dict.fromkeys(contents.pieces))
        self._refusals.update(dict.fromkeys(contents.refusals))
        self._unsearchable.update(dict.fromkeys(contents.unsearchable))

    def inside(self, name: str) -> str:
        """Return the part name of something within this file."""
        return inside(self.part, name)

    def inflate(self, content: bytes, window: int = zlib.MAX_WBITS) -> bytes:
        """Return what bytes hold once inflated, cut at a limit; what cannot be inflated is told and gives nothing."""
        inflater = zlib.decompressobj(window)
        try:
            inflated = inflater.decompress(content, INFLATED_MAX)
        except zlib.error:
            self.cannot("compressed data in it is damaged")
            return b""
        if inflater.unconsumed_tail:
            self.cannot("compressed data in it is too large")
        return inflated

    @property
    def contents(self) -> Opened:
        """Everything kept, in the order in which it was found."""
        return Opened(tuple(self._pieces), tuple(self._refusals), tuple(self._unsearchable))


def inside(outer: str, inner: str) -> str:
    """Return the part name of something nested."""
    return f"{outer} > {inner}" if outer and inner else outer or inner


def raw_strings(content: bytes) -> list[str]:
    """Return the strings that stand in bytes as UTF-8, Latin-1 or UTF-16, the runs of each joined by line breaks."""
    found = []
    as_utf_8 = content.decode("utf-8", "replace")
    found.append("\n".join(_PRINTABLE_8.findall(as_utf_8)))
    if "\ufffd" in as_utf_8:
        found.append("\n".join(_PRINTABLE_8.findall(content.decode("latin-1"))))
    for pattern, codec in ((_LITTLE, "utf-16-le"), (_BIG, "utf-16-be")):
        found.append("\n".join(run.decode(codec, "replace") for run in pattern.findall(content)))
    return [text for text in dict.fromkeys(found) if text]


def decode(content: bytes) -> str:
    """Return bytes as text: by their byte order mark, as UTF-16 by the look of them, as UTF-8, or else as Latin-1."""
    # The first mark that fits is taken: that of UTF-32 begins with that of UTF-16, so it stands before it.
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, "replace")
    # Letters of Latin script in UTF-16 have a zero in every second byte; a text in any encoding of one byte has none.
    sample = content[:4096]
    if len(sample) >= 4 and sample.count(0) * 3 > len(sample):
        little = sample[1::2].count(0) >= sample[::2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
