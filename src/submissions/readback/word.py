"""Read a finished Word file as lines, with the numbers that Word would print."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from submissions.document import BODY_MARK, Document
from submissions.drafted.word.signs import sign_of
from submissions.findings import Finding, Place
from submissions.office.names import SPACE, PartError, parse_part
from submissions.office.numbering import W, WordNumbering, read_numbering
from submissions.readback.compare import compare_lines, difference, unreadable
from submissions.readback.grids import Grid, compare_grids, grids_of_word
from submissions.readback.lines import CONTENTS, FRAME, NOTE_MARK, PAGE_NUMBER, Kind, Line, expected_lines

_WHAT = "the Word file"
_BULLET = "•"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SECOND = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\N{SOFT HYPHEN}",
}
# Properties, what was deleted, the codes of fields, and the mark of a note at its own beginning.
_SKIPPED = {f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}instrText", f"{W}delText", f"{W}sdtPr", f"{W}footnoteRef"}
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: str = ""
    in_result: bool = False

    @property
    def is_contents(self) -> bool:
        """Whether the result is the contents."""
        return self.instruction.split()[:1] == ["TOC"]

    @property
    def is_page(self) -> bool:
        """Whether the result is a page number."""
        return self.instruction.split()[:1] == ["PAGEREF"]


@dataclass(slots=True)
class _Reader:
    """What reading needs to remember from paragraph to paragraph."""

    numbering: WordNumbering
    styles: dict[str, tuple[str, str, str]]
    place: Place
    with_frame: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)

    def lines(self, parent: etree._Element, kind: Kind) -> Iterator[Line]:
        """Yield a line for each paragraph below an element that prints anything.

        What stands outside the bookmark around the document, where there is one, is the frame's: it is counted where
        it has a number, and is no line of the document.
        """
        outside = _outside(parent)
        for paragraph in parent.iter(f"{W}p"):
            if next(paragraph.iterancestors(_SECOND), None) is not None:
                continue  # the same again, for older programs
            number = self._number(paragraph)
            if paragraph in outside and not self.with_frame:
                continue
            alternatives = [
                shape.get("descr", "") for shape in paragraph.iter(_DRAWING) if _is_picture(shape, paragraph)
            ]
            begins_in_contents = self._in_contents()
            text = "".join(self._text(paragraph))
            part = CONTENTS if begins_in_contents or self._in_contents() else FRAME if paragraph in outside else ""
            for alternative in alternatives:
                yield Line("alternative", "", alternative, self.place, FRAME if paragraph in outside else "")
            if text.strip("\n\t ") or number:
                yield Line(kind, number, text, self.place, part)

    def _in_contents(self) -> bool:
        return any(each.is_contents for each in self.fields)

    def _number(self, paragraph: etree._Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        style = _value(properties, "pStyle") or "Normal"
        direct = None if properties is None else properties.find(f"{W}numPr")
        instance, level = self._style_numbering(style)
        if direct is not None:
            instance = _value(direct, "numId") or instance
            level = int(_value(direct, "ilvl") or level)
        if not instance or instance == "0":
            return ""
        return self.numbering.next_number(instance, level)

    def _style_numbering(self, style: str) -> tuple[str, int]:
        """Return the list instance and level that a style, or one that it is based on, carries."""
        seen: set[str] = set()
        current = style
        while current and current not in seen:
            seen.add(current)
            based_on, instance, level = self.styles.get(current, ("", "", ""))
            if instance:
                return instance, int(level) if level else self.numbering.level_of_style(instance, current)
            current = based_on
        return "", 0

    def _text(self, node: etree._Element) -> Iterator[str]:
        for child in node:
            if child.tag in _SKIPPED:
                if child.tag == f"{W}instrText" and self.fields:
                    self.fields[-1].instruction += child.text or ""
                continue
            if child.tag == f"{W}fldChar":
                yield self._field_character(child.get(f"{W}fldCharType", ""))
            elif self._hidden():
                yield from () if child.tag == f"{W}t" else self._text(child)
            elif child.tag == f"{W}t":
                text = child.text or ""
                # Word leaves the spaces at the ends out unless it is told to keep them (ECMA-376 part 1, 17.3.3.31).
                yield text if child.get(SPACE) == "preserve" else text.strip(" \t\r\n")
            elif child.tag == f"{W}sym":
                yield sign_of(child.get(f"{W}char", ""), child.get(f"{W}font", ""))
            elif child.tag in _SIGNS:
                yield "" if child.get(f"{W}type") == "page" else _SIGNS[child.tag]
            elif child.tag in _REFERENCES:
                self.notes.append((_REFERENCES[child.tag], child.get(f"{W}id", "")))
                yield NOTE_MARK.format(len(self.notes))
            elif child.tag != f"{W}p":
                yield from self._text(child)

    def _field_character(self, kind: str) -> str:
        """Open, turn or close a field; return what stands for its result if that is a page number."""
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
            return PAGE_NUMBER if self.fields[-1].is_page else ""
        elif kind == "end" and self.fields:
            self.fields.pop()
        return ""

    def _hidden(self) -> bool:
        """Tell whether what follows is a field's instruction, or a page number that the layout decides."""
        return any(not each.in_result or each.is_page for each in self.fields)


def _is_picture(shape: etree._Element, paragraph: etree._Element) -> bool:
    """Tell whether a drawing stands in a paragraph itself and is no text box, whose words are read as such."""
    frame = shape.getparent()
    holds_words = frame is not None and next(frame.iter(f"{W}txbxContent"), None) is not None
    return not holds_words and next(shape.iterancestors(f"{W}p"), None) is paragraph


def _outside(parent: etree._Element) -> set[etree._Element]:
    """Return the paragraphs before and behind the document, where a bookmark says which part of a body it is."""
    begins = [one for one in parent.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == BODY_MARK]
    if len(begins) != 1:
        return set()
    identifier, state, outside = begins[0].get(f"{W}id"), "before", set()
    for node in parent.iter(f"{W}p", f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        if node is begins[0]:
            state = "within"
        elif node.tag == f"{W}bookmarkEnd" and node.get(f"{W}id") == identifier:
            state = "behind"
        elif node.tag == f"{W}p" and state != "within":
            outside.add(node)
    return outside


def check_word(content: bytes, document: Document, place: Place) -> list[Finding]:
    """Return what the Word file lost, added or changed against its document."""
    try:
        found = read_word(content, place)
        heads = _read_heads(content)
    except (zipfile.BadZipFile, PartError, KeyError) as fault:
        return [unreadable(place, _WHAT, str(fault))]
    mark = document.furniture.draft
    lost = [name for name, text in heads.items() if mark not in text]
    unmarked = [difference(Line("text", "", mark, place), None, f"{_WHAT}, {name},") for name in lost]
    expected = expected_lines(document)
    if document.form is not None:  # its lists have the marks that somebody gave them in Word
        expected, found = ([_bare(line) for line in lines] for lines in (expected, found))
        return [*unmarked, *compare_lines(expected, found, _WHAT)]
    return [*unmarked, *compare_lines(expected, found, _WHAT), *compare_grids(document, _read_tables(content), _WHAT)]


def _bare(line: Line) -> Line:
    """Return a line whose mark is one sign for all bullets, whatever their looks and the font that they are from."""
    counted = any(sign.isalnum() and not is_private(sign) for sign in line.number)
    return line if counted or not line.number.strip() else replace(line, number=_BULLET)


def is_private(sign: str) -> bool:
    """Tell whether a sign has its looks from a font of symbols alone, as Word's bullets do."""
    return "\ue000" <= sign <= "\uf8ff"


def _read_tables(content: bytes) -> list[Grid]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        part = package.read("word/document.xml")
    return grids_of_word(parse_part(part)) if b"<w:tbl>" in part else []


def _read_heads(content: bytes) -> dict[str, str]:
    """Return the words of each header by the name of its part."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.startswith("word/header")}
    return {name: "".join(parse_part(part).itertext(f"{W}t")) for name, part in sorted(parts.items())}


def read_word(content: bytes, place: Place, *, with_frame: bool = False) -> list[Line]:
    """Return the body of a Word file, then its notes in the order in which the body refers to them.

    What its frame brings along is left out, or with it is a part of its own.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        parts = {
            name: package.read(f"word/{name}.xml") if f"word/{name}.xml" in names else None
            for name in ("document", "styles", "numbering", "footnotes", "endnotes")
        }
    reader = _Reader(read_numbering(parts["numbering"]), _read_styles(parts["styles"]), place, with_frame)
    body = parse_part(parts["document"] or b"<w/>")
    lines = list(reader.lines(body, "text"))
    notes = {**_read_notes(parts["footnotes"], "footnote"), **_read_notes(parts["endnotes"], "endnote")}
    for number, identifier in enumerate(list(reader.notes), start=1):
        note = notes.get(identifier)
        inner = [] if note is None else list(reader.lines(note, "note"))
        if inner and inner[0].number:  # a list opens the note: its mark stands before the first item
            lines.append(Line("note", str(number), "", place))
        for index, line in enumerate(inner):
            shown = line.number or (str(number) if not index else "")
            lines.append(Line(line.kind, shown, line.text.lstrip(" \t") if not index else line.text, place))
    return lines


def _read_styles(part: bytes | None) -> dict[str, tuple[str, str, str]]:
    """Return for each style what it is based on, and its list instance and level."""
    if part is None:
        return {}
    styles: dict[str, tuple[str, str, str]] = {}
    for style in parse_part(part).iter(f"{W}style"):
        numbering = style.find(f"{W}pPr/{W}numPr")
        styles[style.get(f"{W}styleId", "")] = (
            _value(style, "basedOn"),
            _value(numbering, "numId"),
            _value(numbering, "ilvl"),
        )
    return styles


def _read_notes(part: bytes | None, kind: str) -> dict[tuple[str, str], etree._Element]:
    if part is None:
        return {}
    notes = parse_part(part).iter(f"{W}{kind}")
    return {(kind, note.get(f"{W}id", "")): note for note in notes if note.get(f"{W}type") in (None, "normal")}


def _value(parent: etree._Element | None, name: str) -> str:
    child = None if parent is None else parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")
