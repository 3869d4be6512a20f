"""Read all streams of a PDF that are not the content of its pages: metadata, attachments, fonts, pictures, the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from submissions.audit.gathering import Found, gathered
from submissions.audit.nesting import Manner, open_inner
from submissions.audit.pdf.content import Drawn, Progress, read_content
from submissions.audit.pdf.fonts import SYMBOLS, Fonts
from submissions.audit.pdf.names import is_chosen
from submissions.audit.pdf.objects import Swept
from submissions.audit.pdf.store import Store, is_image
from submissions.audit.pdf.stray import bare_words, stray_pieces
from submissions.audit.pdf.strings import is_text, plain_strings_in, read_text, readings, strings_in
from submissions.audit.pdf.syntax import Ref, Value, hexadecimal, literal, name_of, tokens
from submissions.audit.pdf.xmp import read_xml
from submissions.audit.records import Opened, Piece, Unsearchable

_FILES_MAX: Final = 500
_DATA_KEYS: Final = {"FunctionType", "ShadingType", "PatternType", "HalftoneType"}
_DATA_USES: Final = {"CIDToGIDMap", "CIDSet", "JBIG2Globals", "ToUnicode", "UseCMap", "CMap"}
_FONT_USES: Final = {"FontFile", "FontFile2", "FontFile3"}
_DRAWS: Final = re.compile(rb"(?:^|[\x00\t\n\f\r \])>])(?:Tj|TJ|Do)(?![^\x00\t\n\f\r ()<>\[\]{}/%])")
_NAME_TABLES: Final = {b"name", b"meta", b"post", b"CFF "}

Kind: TypeAlias = Literal["none", "objects", "table", "picture", "file", "font", "content", "xml", "text", "data"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a PDF is once it has been taken apart: its objects, what a sweep of them found, and its fonts."""

    store: Store
    swept: Swept
    fonts: Fonts


def read_streams(taken: Taken, shown: frozenset[Ref], progress: Progress, manner: Manner) -> tuple[Opened, Progress]:
    """Return what all streams hold that no page has shown already, and how far the drawing has gone."""
    found: list[Found] = []
    glyphs = _glyphs(taken.store)
    files = 0
    for ref in taken.store.streams:
        kind, place = _kind(taken, ref) if ref not in shown else "none", f"object {ref.number}"
        if kind == "file":
            files += 1
            opened, manner = _open_file(taken.store.data(ref), files, manner)
            found.append(opened)
        elif kind in _READERS:
            found += _READERS[kind](taken, ref, place)
        if kind == "content" or (kind == "text" and _may_draw(taken, ref)):
            resources = taken.store.dictionary(ref).get("Resources", glyphs.get(ref) if kind == "text" else None)
            drawn = read_content(taken.store, taken.fonts, taken.store.data(ref), resources, progress)
            progress = drawn.after
            found += _of_drawing(drawn, place)
        found += _behind(taken.store, ref, place)
    return gathered(found), progress


def _glyphs(store: Store) -> dict[Ref, Value]:
    """Return the resources of the streams that draw the glyphs of a font, which have none themselves."""
    return {
        each: value.get("Resources")
        for value in store.objects.values()
        if isinstance(value, dict) and "CharProcs" in value
        for each in store.dictionary(value["CharProcs"]).values()
        if isinstance(each, Ref)
    }


def _kind(taken: Taken, ref: Ref) -> Kind:
    """Return what a stream is: by its dictionary, by the keys that lead to it, and else by what it holds."""
    store, uses = taken.store, taken.swept.uses.get(ref, frozenset())
    found, data = store.dictionary(ref), store.data(ref)
    kind, sort = store.get(found.get("Subtype")), found.get("Type")
    is_content = kind == "Form" or ("PatternType" in found and found.get("PatternType") != 2)
    told: tuple[tuple[Kind, bool], ...] = (
        ("objects", sort == "ObjStm" and uses <= {"Extends"} and _holds_objects(store, found, data)),
        ("table", sort == "XRef" and not is_text(data) and not uses),
        ("picture", is_image(store, found) or "Thumb" in uses),
        ("file", sort == "EmbeddedFile"),
        ("font", bool(uses & _FONT_USES)),
        ("content", is_content),
        ("xml", sort == "Metadata" or kind == "XML" or bool(uses & {"Metadata", "XFA"})),
        ("picture", bool(store.streams[ref].picture)),
        ("file", "EF" in uses or (bool(uses & {"UF", "F"}) and not _DRAWS.search(data))),
        ("text", is_text(data)),
    )
    return next((each for each, is_told in told if is_told), "data")


def _holds_objects(store: Store, found: dict[str, Value], data: bytes) -> bool:
    """Tell whether a stream begins, as a stream of objects does, with the numbers of objects that the file has."""
    first = store.get(found.get("First"))
    head = data[: int(first)].split() if isinstance(first, int | float) else []
    listed = {ref.number for ref in store.objects}
    return bool(head) and all(each.isdigit() for each in head) and listed.issuperset(map(int, head[::2]))


def _may_draw(taken: Taken, ref: Ref) -> bool:
    """Tell whether written text in a stream may be the content of something that is drawn."""
    return bool(_DRAWS.search(taken.store.data(ref))) and not taken.swept.uses.get(ref, frozenset()) & _DATA_USES


def _of_drawing(drawn: Drawn, place: str) -> Iterator[Found]:
    yield from drawn_pieces(drawn, "drawings", place)
    if unread_signs(drawn):
        yield Unsearchable("drawings", f"{UNREAD_FONT} ({place})")


def _read_objects(taken: Taken, ref: Ref, place: str) -> Iterator[Found]:
    """Read what a stream of objects holds beside the objects that the file lists."""
    data = taken.store.data(ref)
    yield from (replace(each, place=place) for each in (*stray_pieces(data, taken.swept), *bare_words(data)))


def _read_table(taken: Taken, ref: Ref, place: str) -> Iterator[Found]:
    """Read the words among the numbers of a stream that says where the objects are; numbers can look like UTF-16."""
    yield from (Piece("streams", "data", text, place) for text in plain_strings_in(taken.store.data(ref)))


def _read_xml(taken: Taken, ref: Ref, place: str) -> Iterator[Found]:
    part = "XFA" if "XFA" in taken.swept.uses.get(ref, frozenset()) else "XMP"
    yield from read_xml(taken.store.data(ref), part, place)


def _read_text(taken: Taken, ref: Ref, place: str) -> Iterator[Found]:
    data = taken.store.data(ref)
    is_map = bool(taken.swept.uses.get(ref, frozenset()) & _DATA_USES)
    yield from (Piece("streams", "text", text, place) for text in (read_text(data) if is_map else _words(data)))


def _read_data(taken: Taken, ref: Ref, place: str) -> Iterator[Found]:
    """Read a stream of no kind that the format names, and that is no text, as far as it has words."""
    uses, found = taken.swept.uses.get(ref, frozenset()), taken.store.dictionary(ref)
    data = taken.store.data(ref)
    yield from (Piece("streams", "data", text, place) for text in strings_in(data))
    is_known = _DATA_KEYS.intersection(found) or uses & _DATA_USES or "N" in found or "Alternate" in found
    is_hint = taken.store.is_linearized and not uses and "S" in found
    if not is_known and not is_hint and len(data) > 64 and data[36:40] != b"acsp":
        yield Unsearchable(place, "it holds data of a kind that no search can read")


def _read_picture(taken: Taken, ref: Ref, place: str) -> Iterator[Found]:
    """Read what a picture says of itself, the first of those that are the same; its dots are read by nobody."""
    decoded = taken.store.streams[ref]
    if decoded.picture not in ("DCTDecode", "JPXDecode"):
        yield from (Piece("streams", "data", text, place) for text in strings_in(decoded.data))
        return
    from submissions.audit.kinds.pictures import open_picture  # noqa: PLC0415 - only where there is a picture

    same = (other for other, held in taken.store.streams.items() if held.picture and held.data == decoded.data)
    if next(same) == ref:
        yield open_picture(decoded.data, f"picture in {place}")


def _read_font(taken: Taken, ref: Ref, place: str) -> Iterator[Found]:
    """Read the names that an embedded font carries: who made it, and what somebody called it."""
    texts = dict.fromkeys(_font_words(taken.store.data(ref)))
    yield from (Piece("fonts", "words in a font", text, place) for text in texts)


_READERS: Final = {
    "objects": _read_objects,
    "table": _read_table,
    "picture": _read_picture,
    "font": _read_font,
    "xml": _read_xml,
    "text": _read_text,
    "data": _read_data,
}


def _open_file(data: bytes, number: int, manner: Manner) -> tuple[Opened, Manner]:
    """Open a file that is attached, as long as there are not too many."""
    part = f"attachment {number}"
    if number > _FILES_MAX:
        reason = f"it is one of more than {_FILES_MAX} files within the file"
        return Opened(unsearchable=(Unsearchable(part, reason),)), manner
    return open_inner(part, data, manner)


def _behind(store: Store, ref: Ref, place: str) -> Iterator[Found]:
    """Read what stands in a stream behind the end of its packed data, where no reader looks."""
    data = store.streams[ref].behind
    if not data:
        return
    texts = read_text(data)
    is_readable = is_text(data) and len(texts) == 1  # one reading is UTF-8; packed data can look like an old encoding
    texts = texts if is_readable else (*texts, *strings_in(data))
    yield from (Piece("streams", "bytes behind the end of packed data", text, place) for text in texts)
    if not is_readable:
        yield Unsearchable(place, "it holds bytes behind the end of its packed data, which no search can read")


UNREAD_FONT = "a font on it does not say which letters its signs stand for: no search can read them"


def unread_signs(drawn: Drawn) -> int:
    """Return how many signs of text cannot be read; signs of a font of symbols stand for no letter."""
    return sum(sum(counts.values()) for label, counts in drawn.unread.items() if not SYMBOLS.search(label))


def drawn_pieces(drawn: Drawn, part: str, place: str = "") -> list[Piece]:
    """Return the texts of drawn content: as drawn, without any gap, by place on the page, and what its marks say."""
    runs = drawn.runs
    pieces = [
        Piece(part, "text as drawn", "\n".join(run.text for run in runs), place),
        Piece(part, "text as drawn, without gaps", "".join(run.text for run in runs), place),
        Piece(part, "text by its place", _by_place(drawn), place),
    ]
    if any(run.other for run in runs):
        pieces.append(Piece(part, "text by its encoding", "".join(run.other or run.text for run in runs), place))
    if any(run.turned for run in runs):
        pieces.append(Piece(part, "text from right to left", "\n".join(run.turned or run.text for run in runs), place))
    spelled: dict[str, list[str]] = {}
    for channel, text in drawn.marks:
        spelled.setdefault(channel, []).append(text)
    for channel, texts in spelled.items():
        kept = [text for text in texts if channel != _TAG or is_chosen(text)]
        pieces += [Piece(part, channel, text, place) for text in dict.fromkeys(kept)]
        pieces.append(Piece(part, f"{channel}, joined", "".join(kept), place))
    return [piece for piece in pieces if piece.text.strip()]


_TAG = "tag in the content"


def _by_place(drawn: Drawn) -> str:
    """Return the text line by line from the top of the page, for letters that were drawn in another order."""
    lines: dict[int, list[tuple[float, str]]] = {}
    for run in drawn.runs:
        lines.setdefault(round(run.y / 3), []).append((run.x, run.turned or run.text))
    texts = []
    for _, line in sorted(lines.items(), reverse=True):
        words = [text for _, text in sorted(line, key=lambda one: one[0])]
        texts.append(("" if all(len(word) <= 2 for word in words) else " ").join(words))
    return "\n".join(texts)


def _words(data: bytes) -> list[str]:
    """Return written text, and the strings and names of a PDF's own writing in it, decoded."""
    texts = list(read_text(data))
    if b"(" in data or b"<" in data or b"#" in data:
        for kind, raw in tokens(data):
            if kind == 1 and b"#" in raw:
                texts.append(name_of(raw[1:]))
            elif kind == 3 and (b"\\" in raw or not raw.isascii()):
                texts += readings(literal(raw))
            elif kind == 4 and len(raw) >= 4:
                texts += readings(hexadecimal(raw))
    return texts


def _font_words(data: bytes) -> list[str]:
    """Return the words in a font file: of the tables with names where it has tables, else of all of it."""
    if data[:4] not in (b"\0\1\0\0", b"true", b"OTTO", b"ttcf"):
        return strings_in(data)
    texts: list[str] = []
    for at in range(12, min(12 + 16 * int.from_bytes(data[4:6], "big"), len(data)), 16):
        if data[at : at + 4] in _NAME_TABLES:
            start, length = (
                int.from_bytes(data[at + 8 : at + 12], "big"),
                int.from_bytes(data[at + 12 : at + 16], "big"),
            )
            table = data[start : start + length]
            texts += _name_records(table) if data[at : at + 4] == b"name" else strings_in(table)
    return texts


def _name_records(table: bytes) -> list[str]:
    """Return the strings of a font's name table, each in the encoding of its platform."""
    count, storage = int.from_bytes(table[2:4], "big"), int.from_bytes(table[4:6], "big")
    texts = []
    for at in range(6, min(6 + 12 * count, len(table)), 12):
        platform = int.from_bytes(table[at : at + 2], "big")
        length, offset = int.from_bytes(table[at + 8 : at + 10], "big"), int.from_bytes(table[at + 10 : at + 12], "big")
        raw = table[storage + offset : storage + offset + length]
        texts.append(raw.decode("mac_roman") if platform == 1 else raw.decode("utf-16-be", "replace"))
    return [*texts, *strings_in(table)]
