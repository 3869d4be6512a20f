"""Settle the tracked changes of a Word file, as if all were accepted or all rejected, and read its comments.

A tracked change is what somebody proposes: <w:ins> and <w:del> around runs, the same names within the properties of a
paragraph's mark or of a row, and <w:moveFrom> and <w:moveTo> for what was moved (ECMA-376, part 1, section 17.13.5).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from submissions.office.elements import drop, unwrap
from submissions.office.names import parse_part
from submissions.office.numbering import W

_NEW: Final = (f"{W}ins", f"{W}moveTo")
_OLD: Final = (f"{W}del", f"{W}moveFrom")
_PARTS: Final = ("word/document.xml", "word/footnotes.xml")
_READ: Final = frozenset({*_PARTS, "word/styles.xml", "word/numbering.xml", "word/comments.xml"})
# What was deleted has names of its own for its words and for the codes of fields.
_RENAMED: Final = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}


@dataclass(frozen=True, slots=True)
class Revision:
    """A comment in a Word file: its words, and those of the paragraph at which it stands, "" where that is gone."""

    words: str
    beside: str


def is_tracked(content: bytes) -> bool:
    """Tell whether a Word file holds tracked changes; raises zipfile.BadZipFile and PartError."""
    return any(next(parse_part(part).iter(*_NEW, *_OLD), None) is not None for part in _read(content, _PARTS).values())


def settle(content: bytes, *, accepts: bool) -> bytes:
    """Return the parts of a Word file that are read, with all tracked changes accepted or rejected."""
    changed = {name: _settled(part, accepts) for name, part in _read(content, _PARTS).items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(stream, "w") as copy:
        for name in sorted(_READ.intersection(package.namelist())):
            copy.writestr(name, changed[name] if name in changed else package.read(name))
    return stream.getvalue()


def _read(content: bytes, names: tuple[str, ...]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        there = set(package.namelist())
        return {name: package.read(name) for name in names if name in there}


def _settled(part: bytes, accepts: bool) -> bytes:
    root = parse_part(part)
    dropped, kept = (_OLD, _NEW) if accepts else (_NEW, _OLD)
    for row in [one for one in root.iter(f"{W}tr") if _has(one.find(f"{W}trPr"), dropped)]:
        drop(row)
    joined = [one for one in root.iter(f"{W}p") if _has(one.find(f"{W}pPr/{W}rPr"), dropped)]
    for node in [one for one in root.iter(*dropped) if _is_around(one)]:
        drop(node)
    for node in [one for one in root.iter(*kept) if _is_around(one)]:
        unwrap(node)
    if not accepts:
        for name, plain in _RENAMED.items():
            for node in root.iter(name):
                node.tag = plain
    for paragraph in joined:
        _join(paragraph)
    for mark in [one for one in root.iter(*_NEW, *_OLD) if not _is_around(one)]:
        drop(mark)
    return etree.tostring(root)


def _has(properties: etree._Element | None, names: tuple[str, ...]) -> bool:
    return properties is not None and any(properties.find(name) is not None for name in names)


def _is_around(node: etree._Element) -> bool:
    """Tell whether a change stands around runs, and is no mark within properties."""
    parent = node.getparent()
    return parent is not None and parent.tag not in (f"{W}rPr", f"{W}trPr", f"{W}tcPr", f"{W}numPr")


def _join(paragraph: etree._Element) -> None:
    """Put what a paragraph still holds before the words of the next one: its own end is gone."""
    rest = [node for node in paragraph if node.tag != f"{W}pPr"]
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        following[at:at] = rest
        drop(paragraph)
    elif not any(node.tag == f"{W}r" for node in rest):
        drop(paragraph)


def remarks(content: bytes) -> tuple[Revision, ...]:
    """Return the comments of a Word file in the order in which it keeps them."""
    parts = _read(content, ("word/document.xml", "word/comments.xml"))
    if len(parts) < 2:
        return ()
    beside = dict(_commented(parse_part(parts["word/document.xml"])))
    comments = parse_part(parts["word/comments.xml"]).iter(f"{W}comment")
    return tuple(
        Revision(" ".join("".join(one.itertext(f"{W}t")).split()), beside.get(one.get(f"{W}id", ""), ""))
        for one in comments
    )


def _commented(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the number of each comment with the words of the paragraph in which it begins."""
    for paragraph in root.iter(f"{W}p"):
        words = "".join(paragraph.itertext(f"{W}t"))
        for mark in paragraph.iter(f"{W}commentReference", f"{W}commentRangeStart"):
            yield mark.get(f"{W}id", ""), words
