"""Read every part of an office file, whatever it is, and of the files in it."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote

from submissions.audit.gathering import decode, raw_strings
from submissions.audit.kinds.archives import within
from submissions.audit.kinds.pictures import open_picture
from submissions.audit.kinds.rtf import open_rtf
from submissions.audit.kinds.texts import open_html, open_mail
from submissions.audit.records import Opened, Piece, Unsearchable
from submissions.audit.word.binary import OLE, ZIP, from_base64, kind_of, strings
from submissions.audit.word.parts import XmlPart
from submissions.audit.word.refusals import Refusals, kinds_in
from submissions.audit.word.rules import Property, kinds_of_name, kinds_of_properties
from submissions.audit.word.xml import Styles
from submissions.audit.word.zip import BYTES_MAX, ZipEntry, salvage, unpack

# A file in a file in a file is met; what lies deeper is told as not searched.
_DEPTH_MAX = 4
_NESTED = "a file within the file lies too deep, or is too large, to be read"
_CLOSED = {
    "pdf": ("embedded file", "a PDF that is embedded is not opened here; take it out and search it by itself"),
    "media": ("media", "sound and film cannot be searched"),
}
_READERS = {"page": open_html, "mail": open_mail, "rtf": open_rtf}
# Ink as strokes of a pen (InkML): what is written by hand is not text.
_IS_HANDWRITING = re.compile(r"(?:^|/)ink/[^/]+\.xml$", re.IGNORECASE)


def open_package(content: bytes, organisation: str = "", bytes_max: int = BYTES_MAX, depth: int = 0) -> Opened:
    """Return all that a zip holds as an office file; never raises for any bytes."""
    return _Package(organisation, bytes_max, depth).read(content)


class _Package:
    """One zip that is being read."""

    def __init__(self, organisation: str, bytes_left: int, depth: int) -> None:
        self.organisation = organisation
        self.left = bytes_left
        self.depth = depth
        self.pieces: dict[Piece, None] = {}
        self.refusals = Refusals()
        self.nested: list[Opened] = []
        self.unsearchable: list[Unsearchable] = []
        self.properties: list[Property] = []
        self.styles: dict[str, Styles] = defaultdict(Styles)

    def read(self, content: bytes) -> Opened:
        """Read the container, then its parts: styles first, as they can hide text in the others."""
        found = unpack(content, self.left)
        self._names(found.names)
        for kind, name in found.refused:
            self.refusals.add(kind, name)
        if found.fault:
            self.unsearchable.append(Unsearchable("", found.fault))
        self.left -= sum(len(entry.content) for entry in found.entries)
        for stray in found.stray:
            self._stray(stray)
        for entry in sorted(found.entries, key=lambda entry: not entry.name.endswith("styles.xml")):
            self.read_entry(entry)
        for kind, part, place in kinds_of_properties(self.properties, self.organisation):
            self.refusals.add(kind, part, place)
        return Opened(
            (*self.pieces, *(piece for each in self.nested for piece in each.pieces)),
            (*self.refusals.records(), *(refusal for each in self.nested for refusal in each.refusals)),
            (*self.unsearchable, *(one for each in self.nested for one in each.unsearchable)),
        )

    def read_entry(self, entry: ZipEntry) -> None:
        """Read one part by what it is."""
        name, content = entry.name, entry.content
        if entry.fault:
            self.unsearchable.append(Unsearchable(name, entry.fault))
        self.refusals.add_all(kinds_of_name(name), name)
        if not content:
            return
        kind = kind_of(name, content)
        if kind == "xml":
            self._xml(name, content)
        elif kind == "zip":
            self.refusals.add("embedded file", name)
            self._inner(name, content)
        elif kind == "picture":
            self.nested.append(open_picture(content, name))
        elif kind in _READERS:
            self.refusals.add("embedded file", name)
            self.nested.append(_READERS[kind](content, name, self._open_inner))
        else:
            self._other(kind, name, content)

    def _xml(self, name: str, content: bytes) -> None:
        part = XmlPart(name, content, self.styles[posixpath.dirname(name)])
        self._keep(part.pieces())
        for kind, place in part.refusals():
            self.refusals.add(kind, name, place)
        self.properties += part.properties()
        if part.found.fault:
            if part.found.fault == "document type":
                self.refusals.add("document type", name)
            self.unsearchable.append(Unsearchable(name, "its XML is damaged or not what Word writes"))
        if _IS_HANDWRITING.search(name):
            self.unsearchable.append(Unsearchable(name, "handwriting cannot be searched"))
        for what, text in part.encoded():
            self._decoded(f"{name} > {what}", from_base64(text))

    def _decoded(self, name: str, content: bytes) -> None:
        """Read what stood in a part as Base64: Word keeps whole drawings so, of which nobody knows."""
        kind = kind_of(name, content)
        if kind == "zip":
            self._inner(name, content)
        elif kind == "picture":
            self.nested.append(open_picture(content, name))
        elif kind == "xml":
            self._xml(name, content)
        else:
            self._strings(name, "encoded data", content)

    def _other(self, kind: str, name: str, content: bytes) -> None:
        if kind in _CLOSED:
            refused, reason = _CLOSED[kind]
            self.refusals.add(refused, name)
            self.unsearchable.append(Unsearchable(name, reason))
        elif kind == "text":
            self.refusals.add("embedded file", name)
            self._keep([Piece(name, "text", decode(content))])
        elif kind in {"binary", "ole"} and not any(kinds_of_name(name)):
            self.refusals.add("embedded object", name)
        self._strings(name, "font" if kind == "font" else "bytes", content, tell=kind not in {"font", "media"})
        start = content.find(OLE)
        if kind == "ole" and content.find(ZIP, start) > 0:
            # A newer Office file that an older one wraps.
            for entry in salvage(content, self.left):
                self._unwrapped(name, entry)

    def _unwrapped(self, name: str, entry: ZipEntry) -> None:
        if kind_of(entry.name, entry.content) == "xml":
            part = XmlPart(f"{name} > {entry.name}", entry.content, Styles())
            self._keep(part.pieces())

    def _inner(self, name: str, content: bytes) -> None:
        self.nested.append(within(name, self._open_inner("", content)))

    def _open_inner(self, part: str, content: bytes) -> Opened:
        """Open a file within the file: as an office file or a picture, else by its strings."""
        if self.depth >= _DEPTH_MAX or self.left <= 0:
            return Opened(unsearchable=(Unsearchable(part, _NESTED),))
        if content.startswith(ZIP):
            return within(part, open_package(content, self.organisation, self.left, self.depth + 1))
        if kind_of(part, content) == "picture":
            return open_picture(content, part)
        return Opened(tuple(Piece(part, "bytes", text) for text in strings(content)))

    def _names(self, names: Iterable[tuple[str, bytes]]) -> None:
        for channel, raw in dict.fromkeys(names):
            texts = raw_strings(raw) if channel == "zip extra field" else [decode(raw)]
            for text in [*texts, *(unquote(text) for text in texts)]:
                self._keep([Piece("", channel, text)] if text.strip("\0 ") else [])
                self.refusals.add_all((kind for kind in kinds_in(text) if kind == "path"), "", channel)

    def _stray(self, stray: bytes) -> None:
        self.refusals.add("bytes outside", "")
        self._strings("", "bytes outside the parts", stray)
        for entry in salvage(stray, self.left):
            self.left -= len(entry.content)
            if kind_of(entry.name, entry.content) == "xml":
                self._xml(f"bytes outside the parts > {entry.name}", entry.content)
            else:
                self._strings(f"bytes outside the parts > {entry.name}", "bytes", entry.content)

    def _strings(self, part: str, channel: str, content: bytes, *, tell: bool = True) -> None:
        for text in strings(content):
            self._keep([Piece(part, channel, text)])
            if tell:
                self.refusals.add_all((kind for kind in kinds_in(text) if kind == "path"), part, channel)

    def _keep(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self.pieces[piece] = None
