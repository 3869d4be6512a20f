"""Read all streams of a PDF that are not the content of its pages: metadata, attachments, fonts, pictures, the rest."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from submissions.audit.kinds.archives import Open
from submissions.audit.pdf.content import ContentReader, Drawn
from submissions.audit.pdf.fonts import SYMBOLS
from submissions.audit.pdf.names import is_chosen
from submissions.audit.pdf.objects import Swept
from submissions.audit.pdf.store import Store
from submissions.audit.pdf.strings import is_text, read_text, readings, strings_in
from submissions.audit.pdf.syntax import Ref, Value, hexadecimal, literal, tokens
from submissions.audit.pdf.xmp import read_xml
from submissions.audit.records import Piece, Refusal, Unsearchable

_FILES_MAX = 500
_SILENT_TYPES = {"XRef", "ObjStm"}
_DATA_KEYS = {"FunctionType", "ShadingType", "PatternType", "HalftoneType"}
_DATA_USES = {"CIDToGIDMap", "CIDSet", "JBIG2Globals", "ToUnicode", "UseCMap", "CMap"}
_FONT_USES = {"FontFile", "FontFile2", "FontFile3"}
_DRAWS = re.compile(rb"(?:^|[\x00\t\n\f\r \])>])(?:Tj|TJ|Do)(?![^\x00\t\n\f\r ()<>\[\]{}/%])")
_NAME_TABLES = {b"name", b"meta", b"post", b"CFF "}


@dataclass(slots=True)
class Streams:
    """Reads the streams of one file, each by what it is."""

    store: Store
    swept: Swept
    reader: ContentReader
    open_inner: Open
    pieces: list[Piece] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    unsearchable: list[Unsearchable] = field(default_factory=list)
    seen: set[bytes] = field(default_factory=set)
    nested: int = 0
    glyphs: dict[Ref, Value] = field(default_factory=dict)

    def read_all(self) -> None:
        """Read every stream that no page has shown already."""
        for value in self.store.objects.values():
            self._note_glyphs(value)
        for ref in self.store.streams:
            found = self.store.dictionary(ref)
            if ref not in self.reader.visited and found.get("Type") not in _SILENT_TYPES:
                self._read(ref, found, self.swept.uses.get(ref, set()))

    def _note_glyphs(self, value: Value) -> None:
        """Note the resources of the streams that draw the glyphs of a font, which have none themselves."""
        if isinstance(value, dict) and "CharProcs" in value:
            drawn = self.store.dictionary(value["CharProcs"]).values()
            self.glyphs.update({each: value.get("Resources") for each in drawn if isinstance(each, Ref)})

    def _read(self, ref: Ref, found: dict[str, Value], uses: set[str]) -> None:
        kind, place = self.store.get(found.get("Subtype")), f"object {ref.number}"
        if kind == "Image" or "Thumb" in uses:
            self._read_picture(ref, found)
        elif found.get("Type") == "EmbeddedFile":
            self._read_attachment(ref)
        elif uses & _FONT_USES:
            self._read_font(ref, place)
        elif kind == "Form" or ("PatternType" in found and found.get("PatternType") != 2):
            self._read_content(self.store.data(ref)[0], found.get("Resources"), place)
        elif found.get("Type") == "Metadata" or kind == "XML" or uses & {"Metadata", "XFA"}:
            data = self.store.data(ref)[0]
            self.pieces += read_xml(data, "XFA" if "XFA" in uses else "XMP", place)
        else:
            self._read_other(ref, found, uses, place)

    def _read_content(self, data: bytes, resources: Value, place: str) -> None:
        drawn = self.reader.read(data, resources)
        self.pieces += drawn_pieces(drawn, "drawings", place)
        if unread_signs(drawn):
            self.unsearchable.append(Unsearchable("drawings", f"{UNREAD_FONT} ({place})"))

    def _read_other(self, ref: Ref, found: dict[str, Value], uses: set[str], place: str) -> None:
        """Read a stream of no kind that the format names: as text, as content, and else as far as it has words."""
        data, left = self.store.data(ref)
        if left:
            self._read_picture(ref, found)
            return
        if "EF" in uses or (uses & {"UF", "F"} and not _DRAWS.search(data)):
            self._read_attachment(ref)
            return
        if is_text(data):
            texts = read_text(data) if uses & _DATA_USES else _words(data)
            self.pieces += [Piece("streams", "text", text, place) for text in texts]
            if _DRAWS.search(data) and not uses & _DATA_USES:
                self._read_content(data, found.get("Resources", self.glyphs.get(ref)), place)
            return
        self.pieces += [Piece("streams", "data", text, place) for text in strings_in(data)]
        is_known = _DATA_KEYS.intersection(found) or uses & _DATA_USES or "N" in found or "Alternate" in found
        is_hint = self.store.pdf.is_linearized and not uses and "S" in found
        if not is_known and not is_hint and len(data) > 64 and data[36:40] != b"acsp":
            self.unsearchable.append(Unsearchable(place, "it holds data of a kind that no search can read"))

    def _read_picture(self, ref: Ref, found: dict[str, Value]) -> None:
        """Read what a picture says of itself; its dots are read by nobody."""
        filters = self.store.get(found.get("Filter"))
        names = [self.store.get(each) for each in filters] if isinstance(filters, list) else [filters]
        if not {"DCTDecode", "DCT", "JPXDecode"}.intersection(str(name) for name in names):
            return
        data = self.store.data(ref)[0]
        digest = hashlib.sha256(data).digest()
        if digest in self.seen or not data:
            return
        self.seen.add(digest)
        from submissions.audit.kinds.pictures import open_picture  # noqa: PLC0415 - only where there is a picture

        part = f"picture in object {ref.number}"
        opened = open_picture(data, part)
        self.pieces += opened.pieces
        self.refusals += opened.refusals

    def _read_attachment(self, ref: Ref) -> None:
        self.read_file(self.store.data(ref)[0], f"attachment {self.nested + 1}")

    def read_file(self, data: bytes, part: str) -> None:
        """Read a file that lies within the PDF."""
        self.nested += 1
        if self.nested > _FILES_MAX:
            self.unsearchable.append(Unsearchable(part, f"it is one of more than {_FILES_MAX} files within the file"))
            return
        opened = self.open_inner(part, data)
        self.pieces += opened.pieces
        self.refusals += opened.refusals
        self.unsearchable += opened.unsearchable

    def _read_font(self, ref: Ref, place: str) -> None:
        """Read the names that an embedded font carries: who made it, and what somebody called it."""
        data = self.store.data(ref)[0]
        texts = _font_words(data)
        self.pieces += [Piece("fonts", "words in a font", text, place) for text in dict.fromkeys(texts)]


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
    """Return written text, and the strings of a PDF's own writing in it, decoded."""
    texts = list(read_text(data))
    if b"(" in data or b"<" in data:
        for kind, raw in tokens(data):
            if kind == 3 and (b"\\" in raw or not raw.isascii()):
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
