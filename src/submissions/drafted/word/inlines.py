"""Read what stands in the paragraphs of a Word file: words with their looks, fields, links, notes and pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from submissions.drafted.word.fields import OpenField, read_code
from submissions.drafted.word.package import WordPart
from submissions.drafted.word.pictures import drawn
from submissions.drafted.word.records import (
    LineTurn,
    Looks,
    NoteKind,
    NoteMark,
    PageTurn,
    Piece,
    Remark,
    WordPicture,
    Words,
)
from submissions.drafted.word.signs import sign_of
from submissions.drafted.word.styles import StyleSheet, flag_of, value_of, whole
from submissions.office.names import OFFICE, SPACE, w

_MATHS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NEWER: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# Looked through: what stands in them are words like others.
_THROUGH: Final = frozenset(
    map(w, ("ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "sdtContent", "rubyBase", "r"))
)
# What the words themselves are told of elsewhere, or draws nothing.
_PASSED_OVER: Final = frozenset(
    map(w, ("pPr", "rPr", "sdtPr", "sdtEndPr", "proofErr", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
            "del", "moveFrom", "delText", "delInstrText", "lastRenderedPageBreak", "permStart", "permEnd", "softHyphen",
            "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "footnoteRef", "endnoteRef",
            "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
            "annotationRef", "separator", "continuationSeparator", "smartTagPr", "customXmlPr", "commentReference"))
)  # fmt: skip
_UNREADABLE: Final = 8
"""Half points: letters of four points are no print."""
_SPACES: Final = {w("tab"): "tab", w("ptab"): "tab"}


@dataclass(slots=True)
class InlineReading:
    """Goes through the paragraphs of one part in their order; fields may go on from one to the next."""

    part: WordPart
    sheet: StyleSheet
    remarks: list[Remark]
    fields: list[OpenField] = field(default_factory=list)
    number: int = 0
    style: str = ""
    on_colour: bool = False
    """Whether the paragraph stands on a ground that may have a colour of its own."""
    pieces: list[Piece] = field(default_factory=list)
    address: str = ""
    font: str = ""
    bookmarks: list[str] = field(default_factory=list)
    with_boxes: bool = False

    def read(self, paragraph: etree._Element, number: int, style: str) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
        """Return the pieces of a paragraph and the bookmarks that begin in it."""
        self.number, self.style, self.pieces, self.bookmarks = number, style, [], []
        ground = paragraph.find(f"{w('pPr')}/{w('shd')}")
        self.on_colour = ground is not None or next(paragraph.iterancestors(w("tc")), None) is not None
        self._all(paragraph, Looks())
        return tuple(self.pieces), tuple(self.bookmarks)

    def remark(self, kind: str, words: str = "") -> None:
        """Note something that does not come through as it is."""
        self.remarks.append(Remark(kind, self.number, words))

    def end(self) -> None:
        """Note the fields that never end: of what stands behind their beginning nothing is read."""
        self.remarks += (Remark("field without end", one.number, one.code.name) for one in self.fields)

    def _all(self, parent: etree._Element, looks: Looks) -> None:
        for child in parent.iterchildren(tag=etree.Element):
            self._one(child, looks)

    def _one(self, node: etree._Element, looks: Looks) -> None:
        tag = str(node.tag)
        reader = _READERS.get(tag)
        if tag in _PASSED_OVER:
            return
        if reader is not None:
            reader(self, node, looks)
        elif tag in _THROUGH:
            self._all(node, looks)
        elif tag.startswith(_MATHS):
            self.remark("equation")
        elif "".join(node.itertext()).strip():
            self.remark("unknown words")

    def _run(self, run: etree._Element, _: Looks) -> None:
        properties = run.find(w("rPr"))
        if self._flag(properties, "vanish") or self._flag(properties, "webHidden") or self._is_unseen(properties):
            if "".join(run.itertext(w("t"))).strip():
                self.remark("hidden")
            for child in run.iterchildren(w("fldChar"), w("instrText")):
                self._one(child, Looks())
            return
        if self._flag(properties, "strike") or self._flag(properties, "dstrike"):
            self.remark("struck out")
        self.font = self._value(properties, "rFonts", "ascii") or ""
        if self._in_capitals(run, properties):
            return
        self._all(run, self._looks(properties))

    def _looks(self, properties: etree._Element | None) -> Looks:
        raised = self._value(properties, "vertAlign")
        underlined = value_of(properties, "u") not in (None, "none", "") and not self.address
        turned = self._flag(properties, "rtl")
        spoken = self._value(properties, "lang", "bidi" if turned else "val")
        return Looks(
            bool(self._flag(properties, "bCs" if turned else "b")),
            bool(self._flag(properties, "iCs" if turned else "i")) or underlined,
            {"superscript": 1, "subscript": -1}.get(raised or "", 0),
            spoken or ("" if turned else self.sheet.language),
        )

    def _in_capitals(self, run: etree._Element, properties: etree._Element | None) -> bool:
        """Take words that Word shows in capitals as capitals; True where that was done."""
        if not self._flag(properties, "caps"):
            return False
        before = len(self.pieces)
        self._all(run, self._looks(properties))
        for index in range(before, len(self.pieces)):
            piece = self.pieces[index]
            if isinstance(piece, Words) and "@" not in piece.text:
                self.pieces[index] = replace(piece, text=piece.text.upper())
        return True

    def _flag(self, properties: etree._Element | None, name: str) -> bool:
        """Return a property of words that they have themselves, or by a style of their own.

        What hides words may also come with the style of the paragraph.
        """
        own = flag_of(properties, name)
        style = value_of(properties, "rStyle") or ""
        told = own if own is not None else self.sheet.flag(style, name)
        if told is None and name in ("vanish", "strike", "dstrike", "caps"):
            told = self.sheet.flag(self.style, name)
        return bool(told)

    def _value(self, properties: etree._Element | None, name: str, attribute: str = "val") -> str | None:
        own = value_of(properties, name, attribute)
        if own:
            return own
        style = value_of(properties, "rStyle") or ""
        return self.sheet.word_value(style, name, attribute) or self.sheet.word_value(self.style, name, attribute)

    def _is_unseen(self, properties: etree._Element | None) -> bool:
        """Tell whether words are white on white, or too small to be read: nobody has seen them in Word."""
        size = whole(value_of(properties, "sz"))
        is_white = (value_of(properties, "color") or "").upper() == "FFFFFF"
        has_ground = value_of(properties, "shd") is not None or value_of(properties, "highlight") is not None
        return 0 < size <= _UNREADABLE or (is_white and not self.on_colour and not has_ground)

    def _text(self, node: etree._Element, looks: Looks) -> None:
        text = node.text or ""
        if node.get(SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        self._say("".join(self._printed(sign) for sign in text), looks)

    def _printed(self, sign: str) -> str:
        """Return a sign as it is printed: LibreOffice keeps those of a font of symbols among the words."""
        if "\uf000" <= sign <= "\uf0ff":
            return sign_of(f"{ord(sign):X}", self.font)
        return " " if sign in "\t\r\n" else sign

    def _say(self, text: str, looks: Looks) -> None:
        """Add words, unless they are an instruction, or stand in contents that the document makes anew."""
        if not text or any(not one.in_result or one.code.is_left_out for one in self.fields):
            return
        code = self.fields[-1].code if self.fields else None
        target = code.target if code else ""
        address = self.address or next((one.code.address for one in reversed(self.fields) if one.code.address), "")
        self.pieces.append(
            Words(
                text, looks, address, target, bool(code and code.name == "PAGEREF"), bool(code and code.name == "SEQ")
            )
        )

    def _space(self, _: etree._Element, looks: Looks) -> None:
        if any(isinstance(one, Words) and one.text.strip() for one in self.pieces):
            self.remark("tab")
        self._say(" ", looks)

    def _hyphen(self, _: etree._Element, looks: Looks) -> None:
        self._say("\N{NON-BREAKING HYPHEN}", looks)

    def _sign(self, node: etree._Element, looks: Looks) -> None:
        self._say(sign_of(node.get(w("char"), ""), node.get(w("font"), "")), looks)

    def _turn(self, node: etree._Element, _: Looks) -> None:
        kind = node.get(w("type"))
        if kind == "page":
            self.pieces.append(PageTurn())
        elif kind == "column":
            self.remark("columns")
        elif not any(not one.in_result or one.code.is_left_out for one in self.fields):
            self.pieces.append(LineTurn())

    def _field_sign(self, node: etree._Element, looks: Looks) -> None:
        kind = node.get(w("fldCharType"))
        if kind == "begin":
            self.fields.append(OpenField(number=self.number))
            self._form(node.find(w("ffData")), looks)
        elif kind == "separate" and self.fields:
            self._begin_result(self.fields[-1])
        elif kind == "end" and self.fields:
            if not self.fields[-1].in_result:
                self._begin_result(self.fields[-1])
            self.fields.pop()

    def _begin_result(self, one: OpenField) -> None:
        one.code, one.in_result = read_code(one.instruction), True
        if one.code.remark:
            self.remark(one.code.remark, one.code.name)

    def _form(self, data: etree._Element | None, looks: Looks) -> None:
        """Note what a box to be ticked or a list to choose from shows, which are no words of the file."""
        if data is not None and (data.find(w("checkBox")) is not None or data.find(w("ddList")) is not None):
            self.remark("form field")

    def _instruction(self, node: etree._Element, _: Looks) -> None:
        if self.fields and not self.fields[-1].in_result:
            self.fields[-1].instruction += node.text or ""

    def _simple_field(self, node: etree._Element, looks: Looks) -> None:
        one = OpenField(node.get(w("instr"), ""))
        self.fields.append(one)
        self._begin_result(one)
        self._all(node, looks)
        self.fields.pop()

    def _link(self, node: etree._Element, looks: Looks) -> None:
        kind, target, outside = self.part.relations.get(node.get(f"{{{OFFICE}}}id", ""), ("", "", False))
        before = self.address
        place = node.get(w("anchor"), "")
        self.address = f"{target}#{place}" if place and target else target
        if kind != "hyperlink" or not outside:
            self.address = ""  # a place in the file itself
        self._all(node, looks)
        self.address = before

    def _note(self, node: etree._Element, _: Looks) -> None:
        kind: NoteKind = "footnote" if node.tag == w("footnoteReference") else "endnote"
        opened = tuple(self.bookmarks[-1:])
        self.pieces.append(NoteMark(kind, node.get(w("id"), ""), opened))
        if node.get(w("customMarkFollows")) in ("1", "true", "on"):
            self.remark("own mark")

    def _bookmark(self, node: etree._Element, _: Looks) -> None:
        self.bookmarks.append(node.get(w("name"), ""))

    def _drawing(self, node: etree._Element, _: Looks) -> None:
        for found in drawn(node, self.part, self.number, with_boxes=self.with_boxes):
            if isinstance(found, WordPicture):
                self.pieces.append(found)
            else:
                self.remarks.append(found)

    def _control(self, node: etree._Element, looks: Looks) -> None:
        """Look through a content control; the words that ask for others were never written by anybody."""
        properties = node.find(w("sdtPr"))
        content = node.find(w("sdtContent"))
        if properties is not None and flag_of(properties, "showingPlcHdr"):
            self.remark("to be filled in")
        if content is not None:
            self._all(content, looks)

    def _choice(self, node: etree._Element, looks: Looks) -> None:
        """Read one of several forms of the same thing: the newer one."""
        for form in ("Choice", "Fallback"):
            found = node.find(f"{_CHOICES}{form}")
            if found is not None and len(found):
                self._all(found, looks)
                return

    def _ruby(self, node: etree._Element, looks: Looks) -> None:
        self.remark("reading aid")
        base = node.find(w("rubyBase"))
        if base is not None:
            self._all(base, looks)

    def _part_of_other(self, _: etree._Element, __: Looks) -> None:
        self.remark("object")


_READERS: Final[dict[str, Callable[[InlineReading, etree._Element, Looks], None]]] = {
    w("r"): InlineReading._run,
    w("t"): InlineReading._text,
    **dict.fromkeys(_SPACES, InlineReading._space),
    w("noBreakHyphen"): InlineReading._hyphen,
    w("sym"): InlineReading._sign,
    w("br"): InlineReading._turn,
    w("cr"): InlineReading._turn,
    w("fldChar"): InlineReading._field_sign,
    w("instrText"): InlineReading._instruction,
    w("fldSimple"): InlineReading._simple_field,
    w("hyperlink"): InlineReading._link,
    w("footnoteReference"): InlineReading._note,
    w("endnoteReference"): InlineReading._note,
    w("bookmarkStart"): InlineReading._bookmark,
    w("drawing"): InlineReading._drawing,
    w("pict"): InlineReading._drawing,
    w("object"): InlineReading._drawing,
    w("sdt"): InlineReading._control,
    f"{_CHOICES}AlternateContent": InlineReading._choice,
    w("ruby"): InlineReading._ruby,
    w("subDoc"): InlineReading._part_of_other,
    w("altChunk"): InlineReading._part_of_other,
    f"{_NEWER}contentPart": InlineReading._part_of_other,
}
