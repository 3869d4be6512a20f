"""Read a tagged PDF in the order of its structure: body, notes by themselves, and the words that stand for pictures."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from submissions.readback.grids import Grid
from submissions.readback.normal import BOUNDARY

# Below the depth at which Python itself would stop, beyond that of any document: what lies deeper counts as lost.
_OFFSPRING = 200


@dataclass(frozen=True, slots=True)
class DrawnSign:
    """A sign on a page, in points from its lower left corner; `index` counts as PDFium reads, `page` from 0.

    `piece` is the id of its marked content, `left` where its ink begins.
    """

    text: str
    page: int
    x: float
    y: float
    index: int
    piece: int = 0
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The text of one marked content as PDFium orders it, and where each sign of it stands, if that was asked."""

    text: str
    signs: tuple[DrawnSign, ...] = ()


_NOTHING = MarkedText("")


@dataclass(slots=True)
class TaggedText:
    """The text of a PDF by its tags, that of each page that is in no tag (heads and feet of pages), and its tables."""

    body: list[MarkedText] = field(default_factory=list)
    notes: list[list[MarkedText]] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    untagged: list[str] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)


def read_tagged(content: bytes, *, placed: bool = False) -> TaggedText:
    """Return the text of a PDF; raises pikepdf.PdfError or pypdfium2.PdfiumError for what is no PDF.

    `placed` asks for the place of every sign.
    """
    pieces, untagged = _marked_text(content, placed)
    text = TaggedText(untagged=untagged)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        root = pdf.Root.get("/StructTreeRoot")
        if root is not None:
            _Walk(pieces, pages, text).visit(root.get("/K"), None, text.body, 0)
    return text


@dataclass(slots=True)
class _Walk:
    """A walk through the structure tree that gathers text in its order."""

    pieces: dict[tuple[int, int], MarkedText]
    pages: dict[tuple[int, int], int]
    text: TaggedText
    tables: list[Grid] = field(default_factory=list)
    """Those around what is visited, the innermost last."""

    def visit(self, node: object, page: int | None, into: list[MarkedText], depth: int) -> None:
        """Add the text of a structure element, or of a list of them, to `into`."""
        if depth > _OFFSPRING or node is None:
            return
        if isinstance(node, pikepdf.Array):
            for child in node:
                self.visit(child, page, into, depth + 1)
        elif isinstance(node, pikepdf.Dictionary):
            self._visit_element(node, page, into, depth)
        elif page is not None:
            into.append(self.pieces.get((page, int(node)), _NOTHING))  # type: ignore[call-overload]

    def _visit_element(self, node: pikepdf.Dictionary, page: int | None, into: list[MarkedText], depth: int) -> None:
        own: pikepdf.Object | None = node.get("/Pg")
        here = self.pages.get(own.objgen, page) if own is not None else page
        if "/MCID" in node:
            self.visit(node.get("/MCID"), here, into, depth + 1)
            return
        kind = str(node.get("/S", ""))
        if kind == "/Figure" and "/Alt" in node:
            self.text.alternatives.append(str(node.get("/Alt")))
        if kind == "/Note":
            into = []
            self.text.notes.append(into)
        self._note_table(kind, node)
        self.visit(node.get("/K"), here, into, depth + 1)
        if kind == "/Table":
            self.tables.pop()

    def _note_table(self, kind: str, node: pikepdf.Dictionary) -> None:
        """Note a table, a row or a cell that begins."""
        if kind == "/Table":
            self.tables.append([])
            self.text.tables.append(self.tables[-1])
        elif kind == "/TR" and self.tables:
            self.tables[-1].append([])
        elif kind in ("/TH", "/TD") and self.tables and self.tables[-1]:
            told = node.get("/A")
            across, down = (
                int(told.get(name, 1)) if isinstance(told, pikepdf.Dictionary) else 1
                for name in ("/ColSpan", "/RowSpan")
            )
            self.tables[-1][-1].append((across, down))


def _marked_text(content: bytes, placed: bool) -> tuple[dict[tuple[int, int], MarkedText], list[str]]:
    """Return what each (page index, marked content id) shows, and of each page the text outside of any."""
    texts: dict[tuple[int, int], str] = {}
    signs: dict[tuple[int, int], list[DrawnSign]] = {}
    untagged: list[str] = []
    document = pypdfium2.PdfDocument(content)
    try:
        for index, page in enumerate(document):
            outside: list[str] = []
            text_page = page.get_textpage()
            for mark, text in _page_text(page, text_page):
                if mark < 0:
                    outside.append(text)
                else:
                    texts[index, mark] = texts.get((index, mark), "") + text
            untagged.append(BOUNDARY.join(outside))
            for mark, sign in _page_signs(text_page, index) if placed else ():
                signs.setdefault((index, mark), []).append(sign)
    finally:
        document.close()
    return {key: MarkedText(text, tuple(signs.get(key, ()))) for key, text in texts.items()}, untagged


def _page_signs(text_page: pypdfium2.PdfTextPage, page: int) -> Iterator[tuple[int, DrawnSign]]:
    """Yield the marked content id and each sign that a page draws; what PDFium adds of itself is left out."""
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    sides = tuple(map(ctypes.byref, (left, right, bottom, top)))
    marks: dict[int, int] = {}
    said: dict[int, int] = {}
    mark = -1
    for index in range(pdfium.FPDFText_CountChars(text_page.raw)):
        shape = pdfium.FPDFText_GetTextObject(text_page.raw, index)
        code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
        guessed = not shape or pdfium.FPDFText_IsGenerated(text_page.raw, index) == 1
        if not code or (guessed and chr(code) != " "):
            continue
        if shape:
            address = ctypes.addressof(shape.contents)
            if address not in marks and not guessed:
                repeated = _is_said_again(shape, said)
                marks[address] = -1 if repeated else pdfium.FPDFPageObj_GetMarkedContentID(shape)
            mark = marks[address] if address in marks else pdfium.FPDFPageObj_GetMarkedContentID(shape)
        pdfium.FPDFText_GetCharOrigin(text_page.raw, index, ctypes.byref(x), ctypes.byref(y))
        if (
            mark >= 0
        ):  # a space that PDFium put in the place of one that was drawn, or that it guessed, is none for sure
            pdfium.FPDFText_GetCharBox(text_page.raw, index, *sides)
            text = BOUNDARY if guessed else chr(code)
            yield mark, DrawnSign(text, page, x.value, y.value, index, mark, left.value)


def _page_text(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str]]:
    """Yield the marked content id (-1 for none) and the text of each text object of a page, in drawing order."""
    said: dict[int, int] = {}
    # Text within forms, and in forms within those, counts too.
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8):
        length = pdfium.FPDFTextObj_GetText(shape.raw, text_page.raw, None, 0)
        buffer = ctypes.create_string_buffer(length)
        target = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        pdfium.FPDFTextObj_GetText(shape.raw, text_page.raw, target, length)
        text = buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
        if text.strip() and _is_said_again(shape.raw, said):
            continue
        yield pdfium.FPDFPageObj_GetMarkedContentID(shape.raw), text


def _is_said_again(shape: object, said: dict[int, int]) -> bool:
    """Tell whether a text object has the words of a mark that another one has said; `said` keeps which one has.

    Words that are written beside several text objects (ISO 32000-2, 14.9.4) PDFium gives with each of them, unless
    they follow each other. The mark is the innermost one.
    """
    count = pdfium.FPDFPageObj_CountMarks(shape)
    if count <= 0:
        return False
    mark = pdfium.FPDFPageObj_GetMark(shape, count - 1)
    length = ctypes.c_ulong()
    if not mark or not pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, ctypes.byref(length)):
        return False
    own = ctypes.addressof(shape.contents)  # type: ignore[attr-defined]
    return said.setdefault(ctypes.addressof(mark.contents), own) != own
