"""Read every part of an office file, whatever it is, and of the files in it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias
from urllib.parse import unquote

from submissions.audit.gathering import Found, decode, gathered, raw_strings
from submissions.audit.kinds.pictures import open_picture
from submissions.audit.kinds.rtf import open_rtf
from submissions.audit.kinds.texts import open_html, open_mail
from submissions.audit.nesting import DEPTH_MAX, Manner, within
from submissions.audit.records import Opened, Piece, Unsearchable
from submissions.audit.word.binary import ZIP, from_base64, kind_of, strings
from submissions.audit.word.covers import covers
from submissions.audit.word.parts import XmlPart
from submissions.audit.word.pictures import hidden_pictures
from submissions.audit.word.refusals import Refused, kinds_in, records
from submissions.audit.word.rules import Property, kinds_of_name, refused_properties
from submissions.audit.word.xml import Styles
from submissions.audit.word.zip import BYTES_MAX, Unpacked, ZipEntry, salvage, unpack
from submissions.office.package import OLE

_NESTED: Final = "a file within the file lies too deep, or is too large, to be read"
# Ink as strokes of a pen (InkML): what is written by hand is not text.
_IS_HANDWRITING: Final = re.compile(r"(?:^|/)ink/[^/]+\.xml$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inner:
    """A file that lies within the package and is still to be opened."""

    kind: str
    name: str
    content: bytes


Told: TypeAlias = Found | Inner | Refused | Property
"""What a part is found to hold: beside what every file may, a file, what is refused, and a property of the whole."""


def open_package(content: bytes, manner: Manner) -> Opened:
    """Return all that a zip holds as an office file; never raises for any bytes."""
    unpacked = unpack(content, min(BYTES_MAX, manner.left))
    size = sum(len(entry.content) for entry in unpacked.entries)
    manner = replace(manner, left=manner.left - size)
    found: list[Found] = []
    inner: list[Opened] = []
    refused: list[Refused] = []
    properties: list[Property] = []
    for each in _read(unpacked, manner.left):
        if isinstance(each, Inner):
            opened, manner = _open(each, manner)
            inner.append(opened)
        elif isinstance(each, Refused):
            refused.append(each)
        elif isinstance(each, Property):
            properties.append(each)
        else:
            found.append(each)
    if manner.foreign:
        refused += (*hidden_pictures(unpacked.entries), *covers(unpacked.entries))
    refused += refused_properties(properties, manner.organisation)
    return gathered((*found, *records(refused), *inner, Opened(size=size)))


def _open(inner: Inner, manner: Manner) -> tuple[Opened, Manner]:
    """Open a file within the package; return what it holds, and the manner for the next, with less left."""
    if manner.depth >= DEPTH_MAX or len(inner.content) > manner.left:
        return Opened(unsearchable=(Unsearchable(inner.name, _NESTED),)), manner
    opener = _OPENERS.get(inner.kind, manner.open_any)
    opened = opener(inner.content, inner.name, replace(manner, depth=manner.depth + 1))
    return opened, replace(manner, left=manner.left - opened.size)


def _open_zip(content: bytes, part: str, manner: Manner) -> Opened:
    return within(part, open_package(content, manner))


def _open_picture(content: bytes, part: str, manner: Manner) -> Opened:
    return gathered((open_picture(content, part), Opened(pictures=1)))


_OPENERS: Final[dict[str, Callable[[bytes, str, Manner], Opened]]] = {
    "page": open_html,
    "mail": open_mail,
    "rtf": open_rtf,
    "zip": _open_zip,
    "picture": _open_picture,
}
"""What opens a file within by its kind; whatever is not here is opened as a file of its own."""

_FILES: Final = frozenset({*_OPENERS, "pdf"})


def _read(unpacked: Unpacked, left: int) -> Iterator[Told]:
    """Read the container, then its parts: styles first, as they can hide text in the others."""
    yield from _names(unpacked.names)
    yield from (Refused(kind, name) for kind, name in unpacked.refused)
    if unpacked.fault:
        yield Unsearchable("", unpacked.fault)
    for stray in unpacked.stray:
        yield from _stray(stray, left)
    styles: dict[str, Styles] = {}
    for entry in sorted(unpacked.entries, key=lambda entry: not entry.name.endswith("styles.xml")):
        if entry.fault:
            yield Unsearchable(entry.name, entry.fault)
        yield from (Refused(kind, entry.name) for kind in kinds_of_name(entry.name))
        kind = kind_of(entry.name, entry.content)
        if kind == "xml" and entry.content:
            folder = posixpath.dirname(entry.name)
            part = XmlPart(entry.name, entry.content, styles.get(folder, Styles()))
            styles[folder] = part.found.styles
            yield from _of_xml(part)
        elif entry.content:
            yield from _of_entry(kind, entry, left)


def _of_entry(kind: str, entry: ZipEntry, left: int) -> Iterator[Told]:
    """Yield what a part holds that is no XML."""
    name, content = entry.name, entry.content
    if kind in _FILES:
        if kind != "picture":
            yield Refused("embedded file", name)
        yield Inner(kind, name, content)
        return
    if kind == "media":
        yield Refused("media", name)
        yield Unsearchable(name, "sound and film cannot be searched")
    elif kind == "text":
        yield Refused("embedded file", name)
        yield Piece(name, "text", decode(content))
    elif kind in {"binary", "ole"} and not any(kinds_of_name(name)):
        yield Refused("embedded object", name)
    yield from _strings(name, "font" if kind == "font" else "bytes", content, tell=kind not in {"font", "media"})
    if kind == "ole" and content.find(ZIP, content.find(OLE)) > 0:
        # A newer Office file that an older one wraps.
        for wrapped in salvage(content, left):
            if kind_of(wrapped.name, wrapped.content) == "xml":
                yield from XmlPart(f"{name} > {wrapped.name}", wrapped.content, Styles()).pieces()


def _of_xml(part: XmlPart) -> Iterator[Told]:
    """Yield what a part of XML holds, and what stands in it as Base64: Word keeps whole drawings so."""
    yield from part.pieces()
    yield from part.refusals()
    yield from part.properties()
    if part.found.fault:
        if part.found.fault == "document type":
            yield Refused("document type", part.name)
        yield Unsearchable(part.name, "its XML is damaged or not what Word writes")
    if _IS_HANDWRITING.search(part.name):
        yield Unsearchable(part.name, "handwriting cannot be searched")
    for what, text in part.encoded():
        name, content = f"{part.name} > {what}", from_base64(text)
        kind = kind_of(name, content)
        if kind in ("zip", "picture"):
            yield Inner(kind, name, content)
        elif kind == "xml":
            yield from _of_xml(XmlPart(name, content, part.found.styles))
        else:
            yield from _strings(name, "encoded data", content)


def _names(names: Iterable[tuple[str, bytes]]) -> Iterator[Told]:
    for channel, raw in dict.fromkeys(names):
        texts = raw_strings(raw) if channel == "zip extra field" else [decode(raw)]
        for text in [*texts, *(unquote(text) for text in texts)]:
            if text.strip("\0 "):
                yield Piece("", channel, text)
            yield from (Refused(kind, "", channel) for kind in kinds_in(text) if kind == "path")


def _stray(stray: bytes, left: int) -> Iterator[Told]:
    """Yield what bytes hold that belong to no part, and the parts in them that the directory does not list."""
    yield Refused("bytes outside", "")
    yield from _strings("", "bytes outside the parts", stray)
    for entry in salvage(stray, left):
        name = f"bytes outside the parts > {entry.name}"
        if kind_of(entry.name, entry.content) == "xml":
            yield from _of_xml(XmlPart(name, entry.content, Styles()))
        else:
            yield from _strings(name, "bytes", entry.content)


def _strings(part: str, channel: str, content: bytes, *, tell: bool = True) -> Iterator[Told]:
    for text in strings(content):
        yield Piece(part, channel, text)
        if tell:
            yield from (Refused(kind, part, channel) for kind in kinds_in(text) if kind == "path")
