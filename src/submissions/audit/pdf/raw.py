"""Look at the bytes of a PDF themselves: around it, between its objects, and in the versions that were saved before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from submissions.audit.gathering import Found
from submissions.audit.nesting import Manner, open_each
from submissions.audit.pdf.content import Progress, read_content
from submissions.audit.pdf.filters import STREAM_MAX, Filter, TooLargeError, Unfiltered, inflate, undo
from submissions.audit.pdf.store import Store, digest
from submissions.audit.pdf.stray import bare_words, stray_pieces
from submissions.audit.pdf.streams import Taken, drawn_pieces
from submissions.audit.pdf.strings import is_text, read_text, strings_in
from submissions.audit.pdf.syntax import Value, parse
from submissions.audit.records import Piece, Refusal, Unsearchable

_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
_DRAWN = re.compile(rb"\bT[jJ]\b")
_VERSIONS_MAX = 12
_HEAD_MAX = 65_536
# Objects and tables lie in streams of these types; qpdf has no limit for LZW, and a name may be written in codes.
_UNPACKED_ON_OPENING = re.compile(rb"/ObjStm|/XRef|LZW|#")


def earlier_versions(content: bytes) -> tuple[list[bytes], list[Unsearchable]]:
    """Return the file as it was saved each time before the last, oldest first.

    A change is appended to a PDF, and what it replaced stays (ISO 32000-2, 7.5.6). The first end of a linearised file
    is no such change (annex F).
    """
    ends = [match.end() for match in _END.finditer(content)][:-1]
    if ends and b"/Linearized" in content[:2048]:
        ends = ends[1:]
    many = []
    if len(ends) > _VERSIONS_MAX:
        many = [Unsearchable("earlier versions", f"it was saved {len(ends)} times, and only the last were taken apart")]
    return [content[:end] for end in ends[-_VERSIONS_MAX:]], many


def unpacks_too_large(content: bytes) -> bool:
    """Tell whether the streams that hold objects unpack to more than the limit, before a library unpacks them."""
    total = 0
    for start, end in _stream_places(content):
        head = _head(content, start)
        if _UNPACKED_ON_OPENING.search(head):
            found, filters = _told(head)
            if found.get("Subtype") == "Image":
                continue
            decoded = undo(content[start:end], filters, STREAM_MAX)
            if decoded.is_too_large:
                return True
            total += len(decoded.data)
    return total > 4 * STREAM_MAX


def _head(content: bytes, start: int) -> bytes:
    """Return what stands between the number of an object and the data of its stream."""
    return content[max(0, start - _HEAD_MAX) : start].rpartition(b"obj")[2]


def _told(head: bytes) -> tuple[dict[str, Value], tuple[Filter, ...]]:
    """Return the dictionary of a stream and its filters, as far as it tells them by itself."""
    found = parse(head)
    bare = Store({}, found if isinstance(found, dict) else {})
    return bare.trailer, bare.filters(bare.trailer)


def _stream_places(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the data of each stream begins and ends, its last line end included."""
    position = 0
    while (found := content.find(b"stream", position)) >= 0:
        position = found + 6
        if content[found - 3 : found] == b"end":
            continue
        if content[position : position + 2] == b"\r\n":
            position += 2
        elif content[position : position + 1] in (b"\n", b"\r"):
            position += 1
        else:
            continue
        end = content.find(b"endstream", position)
        end = len(content) if end < 0 else end
        yield position, end
        position = end


def read_around(content: bytes, manner: Manner) -> Iterator[Found]:
    """Yield what stands before the head of a PDF and after its end."""
    head, tail = content.find(b"%PDF-"), content.rfind(b"%%EOF")
    before = content[:head] if head > 0 else b""
    after = content[tail + 5 :] if tail >= 0 else b""
    for part, data in (("before the start", before), ("after the end", after)):
        if data.strip(b"\0\t\n\f\r \xef\xbb\xbf\x1a"):
            yield Refusal(part, "the file holds more than the PDF: bytes that no reader shows")
            yield from (Piece(part, "bytes", text) for text in _any_words(data))
            if len(data) > 64:
                yield from open_each([(part, data.lstrip(b"\r\n"))], manner)


def raw_pieces(content: bytes, part: str) -> Iterator[Piece]:
    """Yield the words in the bytes of a file that cannot be opened, and in its streams, as far as they unpack."""
    yield from (Piece(part, "bytes", text) for text in _any_words(content))
    left = 4 * STREAM_MAX
    for start, end in _stream_places(content):
        try:
            data = inflate(content[start:end], min(left, STREAM_MAX))[0]
        except TooLargeError:
            continue
        left = max(0, left - len(data))
        yield from (Piece(part, "data left over", text, f"byte {start}") for text in _any_words(data))


def _any_words(data: bytes) -> list[str]:
    return list(read_text(data)) if is_text(data) else strings_in(data)


def read_leftovers(content: bytes, taken: Taken, progress: Progress, manner: Manner) -> Iterator[Found]:
    """Yield the comments of a PDF, and the objects in its bytes that no table of it lists any more."""
    body = bytearray()
    position = 0
    is_locked = taken.store.is_encrypted
    for start, end in _stream_places(content):
        body += content[position:start]
        position = end
        if not is_locked and not _is_known(content[start:end], taken.store.digests):
            filters = _told(_head(content, start))[1]
            decoded = undo(content[start:end], filters, STREAM_MAX) if filters else _unpacked(content[start:end])
            yield from _read_left_stream(decoded, taken, progress, manner, f"byte {start}")
    body += content[position:]
    yield from stray_pieces(bytes(body), taken.swept, only_comments=is_locked)
    if not is_locked:
        yield from bare_words(bytes(body))


def _is_known(data: bytes, known: frozenset[bytes]) -> bool:
    ends = [data] + [data[: -len(end)] for end in (b"\n", b"\r\n", b"\r") if data.endswith(end)]
    return any(digest(each) in known for each in ends)


def _unpacked(packed: bytes) -> Unfiltered:
    """Return a stream that tells no filter, which may be packed with the usual one all the same."""
    try:
        return Unfiltered(inflate(packed, STREAM_MAX)[0] or packed)
    except TooLargeError:
        return Unfiltered(is_too_large=True)


def _read_left_stream(
    decoded: Unfiltered, taken: Taken, progress: Progress, manner: Manner, place: str
) -> Iterator[Found]:
    """Yield the words of a stream that stands in the bytes and in no object."""
    data = decoded.data + decoded.behind
    if decoded.is_too_large:
        yield Unsearchable(place, "it unpacks to more than can be searched")
    elif decoded.fault:
        yield Unsearchable(place, "it is damaged, or packed in a way that is not undone here")
    if data[:2] == b"\xff\xd8":
        yield from open_each([(f"picture left over at {place}", data)], manner)
        return
    if not is_text(data):
        yield from (Piece("bytes", "data left over", text, place) for text in strings_in(data))
        return
    yield from (Piece("bytes", "stream left over", text, place) for text in read_text(data))
    yield from stray_pieces(data, taken.swept)
    if _DRAWN.search(data):
        yield from drawn_pieces(read_content(taken.store, taken.fonts, data, None, progress), "bytes", place)
