"""Take a PDF wholly apart: every text that it holds, what may not be in it, and what no search can read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf

from submissions.audit.kinds.archives import Open, within
from submissions.audit.pdf.content import ContentReader
from submissions.audit.pdf.objects import sweep
from submissions.audit.pdf.pages import read_pages, read_with_pdfium
from submissions.audit.pdf.raw import earlier_versions, raw_pieces, read_around, read_leftovers, unpacks_too_large
from submissions.audit.pdf.refusals import refusals_of, refusals_of_texts
from submissions.audit.pdf.store import LIBRARY_FAULTS, Store, open_store
from submissions.audit.pdf.streams import Streams
from submissions.audit.pdf.strings import is_text, read_text, strings_in
from submissions.audit.records import Opened, Piece, Refusal, Unsearchable

_FILE = "the file"
_OBJECT = re.compile(r"object (\d+)")


_WITHIN_MAX = 4
_DAMAGED = "it is damaged, or no PDF: it cannot be opened"
_LARGER = "it unpacks to more than can be searched"


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a PDF is opened: whom it may name as its author, and what opens the files within it."""

    organisation: str
    open_inner: Open


def open_pdf(content: bytes, *, organisation: str = "", open_inner: Open | None = None) -> Opened:
    """Return all that a PDF holds: texts, refusals, and parts that cannot be searched; never fails, for any bytes.

    `organisation` is the only name that the file may give as its author. Everything is read twice where it can be: the
    pages by PDFium and by a walk through their content, the objects from the file's tables and from its bytes.
    """
    if unpacks_too_large(content):
        return Opened(tuple(raw_pieces(content, _FILE)), unsearchable=(Unsearchable(_FILE, _LARGER),))
    manner = _Manner(organisation, open_inner or _opener(organisation, 1))
    versions, unsearchable = earlier_versions(content)
    latest = _open_version(content, manner, is_latest=True)
    opened = [latest]
    for number, version in enumerate(versions, start=1):
        opened.append(_earlier(latest, _open_version(version, manner, is_latest=False), number))
    if versions:
        reason = "earlier versions of it are still in the file"
        opened.append(Opened(refusals=(Refusal(_FILE, reason),)))
    opened.append(Opened(unsearchable=tuple(unsearchable)))
    return _joined(opened)


def _opener(organisation: str, depth: int) -> Open:
    """Return what opens files within a PDF where no other opener is given: PDFs a few deep, and written text."""

    def open_inner(part: str, data: bytes) -> Opened:
        if b"%PDF-" in data[:1024] and depth < _WITHIN_MAX:
            inner = open_pdf(data, organisation=organisation, open_inner=_opener(organisation, depth + 1))
            return within(part, inner)
        if is_text(data):
            return Opened(tuple(Piece(part, "text", text) for text in read_text(data)))
        pieces = tuple(Piece(part, "bytes", text) for text in strings_in(data))
        return Opened(pieces, unsearchable=(Unsearchable(part, "a file of a kind that was not opened"),))

    return open_inner


def _joined(opened: Iterable[Opened]) -> Opened:
    """Return contents as one, each thing once."""
    every = list(opened)
    return Opened(
        tuple(dict.fromkeys(piece for each in every for piece in each.pieces if piece.text.strip())),
        tuple(dict.fromkeys(refusal for each in every for refusal in each.refusals)),
        tuple(dict.fromkeys(one for each in every for one in each.unsearchable)),
    )


def _earlier(latest: Opened, version: Opened, number: int) -> Opened:
    """Return what an earlier version holds that the latest does not, and what of it alone cannot be searched."""
    known = {(piece.channel, piece.text) for piece in latest.pieces}
    pieces = tuple(piece for piece in version.pieces if (piece.channel, piece.text) not in known)
    unsearchable = tuple(each for each in version.unsearchable if each not in latest.unsearchable)
    return within(f"earlier version {number}", Opened(pieces, (), unsearchable))


def _open_version(content: bytes, manner: _Manner, *, is_latest: bool) -> Opened:
    """Return what one version of the file holds, as its own tables list it."""
    try:
        store = open_store(content)
    except pikepdf.PasswordError:
        return Opened(unsearchable=(Unsearchable(_FILE, "it is locked: it opens with a password only"),))
    except LIBRARY_FAULTS as fault:
        return _unopened(content, fault, is_latest=is_latest)
    try:
        return _take_apart(content, store, manner, is_latest=is_latest)
    finally:
        store.pdf.close()


def _unopened(content: bytes, fault: BaseException, *, is_latest: bool) -> Opened:
    """Return the words in the bytes of a file that cannot be opened, and that it cannot be."""
    if not is_latest:
        return Opened()
    is_locked = "ncrypt" in str(fault)
    reason = "it is locked in a way that cannot be opened here" if is_locked else _DAMAGED
    return Opened(tuple(raw_pieces(content, _FILE)), unsearchable=(Unsearchable(_FILE, reason),))


def _take_apart(content: bytes, store: Store, manner: _Manner, *, is_latest: bool) -> Opened:
    """Return all of a PDF that has been opened."""
    swept = sweep(store)
    reader = ContentReader(store)
    streams = Streams(store, swept, reader, manner.open_inner)
    drawn, unread = read_pages(store, reader)
    streams.read_all()
    pieces, refusals = [*drawn, *swept.pieces], list(refusals_of(store, manner.organisation))
    if is_latest:
        read_around(content, streams)
        read_leftovers(content, streams)
    if not (store.too_large or store.is_circular or reader.is_circular or reader.is_exhausted):
        shown, outside, failed = read_with_pdfium(content)
        pieces += shown
        refusals += outside
        unread += failed
    pieces += streams.pieces
    refusals += [*streams.refusals, *refusals_of_texts(pieces)]
    unread += [*streams.unsearchable, *_faults(store, reader)]
    return Opened(tuple(pieces), tuple(refusals), tuple(unread))


def _faults(store: Store, reader: ContentReader) -> list[Unsearchable]:
    """Say what of a PDF could not be read: damage, and what is too large."""
    found = [Unsearchable(f"object {ref.number}", _LARGER) for ref in dict.fromkeys(store.too_large)]
    if reader.is_exhausted:
        found.append(Unsearchable(_FILE, "it draws more than can be searched"))
    if store.is_circular or reader.is_circular:
        found.append(Unsearchable(_FILE, "its pages or drawings lead in a circle: one of two readers left it out"))
    warnings = [str(each) for each in store.pdf.get_warnings()]
    damaged = {ref.number for ref in store.damaged}
    damaged.update(int(match[1]) for each in warnings for match in [_OBJECT.search(each)] if match)
    if damaged or warnings:
        numbers = ", ".join(str(number) for number in sorted(damaged)[:5])
        where = f" (object {numbers})" if numbers else ""
        found.append(Unsearchable(_FILE, f"it is damaged{where}: some of it may not have been read"))
    return found
