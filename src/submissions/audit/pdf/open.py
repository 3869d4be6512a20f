"""Take a PDF wholly apart: every text that it holds, what may not be in it, and what no search can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pikepdf

from submissions.audit.gathering import Found, gathered
from submissions.audit.nesting import Manner, within
from submissions.audit.pdf.content import Progress
from submissions.audit.pdf.filters import DAMAGED, LIBRARY_FAULTS, UNDONE
from submissions.audit.pdf.fonts import Fonts
from submissions.audit.pdf.objects import sweep
from submissions.audit.pdf.pages import read_pages, read_with_pdfium
from submissions.audit.pdf.raw import earlier_versions, raw_pieces, read_around, read_leftovers, unpacks_too_large
from submissions.audit.pdf.refusals import refusals_of, refusals_of_texts
from submissions.audit.pdf.store import Store, is_image, open_store
from submissions.audit.pdf.streams import Taken, read_streams
from submissions.audit.pdf.syntax import Value
from submissions.audit.pdf.unseen import look_over
from submissions.audit.records import Opened, Refusal, Unsearchable

_FILE: Final = "the file"
_OBJECT: Final = re.compile(r"object (\d+)")
_DAMAGED: Final = "it is damaged, or no PDF: it cannot be opened"
_LARGER: Final = "it unpacks to more than can be searched"
_UNDONE: Final = "it is packed in a way that is not undone here: no search can read it"


def open_pdf(content: bytes, part: str, manner: Manner) -> Opened:
    """Return all that a PDF holds: texts, refusals, and parts that cannot be searched; never fails, for any bytes.

    Everything is read twice where it can be: the pages by PDFium and by a walk through their content, the objects from
    the file's tables and from its bytes, the streams by qpdf and by what measures them.
    """
    return within(part, gathered(_read(content, manner)))


def _read(content: bytes, manner: Manner) -> Iterator[Found]:
    if unpacks_too_large(content):
        yield from raw_pieces(content, _FILE)
        yield Unsearchable(_FILE, _LARGER)
        return
    versions, many = earlier_versions(content)
    latest = _open_version(content, manner, is_latest=True)
    yield latest
    for number, version in enumerate(versions, start=1):
        yield _earlier(latest, _open_version(version, manner, is_latest=False), number)
    if versions:
        yield Refusal(_FILE, "earlier versions of it are still in the file")
    yield from many


def _earlier(latest: Opened, version: Opened, number: int) -> Opened:
    """Return what an earlier version holds that the latest does not, and what of it alone cannot be searched."""
    known = {(piece.channel, piece.text) for piece in latest.pieces}
    pieces = tuple(piece for piece in version.pieces if (piece.channel, piece.text) not in known)
    unsearchable = tuple(each for each in version.unsearchable if each not in latest.unsearchable)
    return within(f"earlier version {number}", Opened(pieces, (), unsearchable, size=version.size))


def _open_version(content: bytes, manner: Manner, *, is_latest: bool) -> Opened:
    """Return what one version of the file holds, as its own tables list it."""
    try:
        store = open_store(content)
    except pikepdf.PasswordError:
        return Opened(unsearchable=(Unsearchable(_FILE, "it is locked: it opens with a password only"),))
    except LIBRARY_FAULTS as fault:
        return _unopened(content, fault) if is_latest else Opened()
    opened = gathered(_take_apart(content, store, manner, is_latest=is_latest))
    return replace(opened, pieces=tuple(piece for piece in opened.pieces if piece.text.strip()))


def _unopened(content: bytes, fault: BaseException) -> Opened:
    """Return the words in the bytes of a file that cannot be opened, and that it cannot be."""
    is_locked = "ncrypt" in str(fault)
    reason = "it is locked in a way that cannot be opened here" if is_locked else _DAMAGED
    return gathered((*raw_pieces(content, _FILE), Unsearchable(_FILE, reason)))


def _take_apart(content: bytes, store: Store, manner: Manner, *, is_latest: bool) -> Iterator[Found]:
    """Yield all of a PDF that has been opened."""
    fonts = Fonts(store)
    taken = Taken(store, sweep(store), fonts)
    shown = read_pages(store, fonts)
    streams, progress = read_streams(taken, shown.streams, shown.after, manner)
    manner = replace(manner, left=manner.left - streams.size)
    found: list[Found] = [shown.opened, Opened(taken.swept.pieces), *refusals_of(store, manner.organisation)]
    faults = list(_faults(store, progress))
    if not (
        store.is_circular or progress.is_circular or progress.is_spent or any(one.reason == _LARGER for one in faults)
    ):
        found += read_with_pdfium(content)
        found += look_over(content) if is_latest and manner.foreign else ()
    found.append(streams)
    if is_latest:
        found += read_around(content, manner)
        found += read_leftovers(content, taken, progress, manner)
    opened = gathered(found)
    yield opened
    yield from refusals_of_texts(opened.pieces)
    yield from faults
    yield Opened(pictures=sum(_is_shown(store, store.dictionary(ref)) for ref in store.streams))


def _is_shown(store: Store, found: dict[str, Value]) -> bool:
    """Tell whether a stream is a picture that is seen; one with a matte is only the veil of another."""
    return is_image(store, found) and "Matte" not in found


def _faults(store: Store, progress: Progress) -> Iterator[Unsearchable]:
    """Yield what of a PDF could not be read: damage, filters that are not undone, and what is too large."""
    for ref, decoded in store.streams.items():
        if decoded.is_too_large:
            yield Unsearchable(f"object {ref.number}", _LARGER)
        if decoded.fault == UNDONE or (decoded.picture and not is_image(store, store.dictionary(ref))):
            yield Unsearchable(f"object {ref.number}", _UNDONE)
    if progress.is_spent:
        yield Unsearchable(_FILE, "it draws more than can be searched")
    if store.is_circular or progress.is_circular:
        yield Unsearchable(_FILE, "its pages or drawings lead in a circle: one of two readers left it out")
    if store.is_limited:
        yield Unsearchable(_FILE, "it goes beyond a limit of the reader: some of it may not have been read")
    damaged = {ref.number for ref in store.damaged}
    damaged.update(ref.number for ref, decoded in store.streams.items() if decoded.fault == DAMAGED)
    damaged.update(int(match[1]) for each in store.warnings for match in [_OBJECT.search(each)] if match)
    if damaged or store.warnings:
        numbers = ", ".join(str(number) for number in sorted(damaged)[:5])
        where = f" (object {numbers})" if numbers else ""
        yield Unsearchable(_FILE, f"it is damaged{where}: some of it may not have been read")
