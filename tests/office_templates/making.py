"""What the builders share: typed paragraphs, runs as Word cuts them, tables, boxes, numbering, raw elements."""

# ruff: noqa: E501 - what is typed reads better on one line than cut up

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import docx
from docx.document import Document as Opened
from docx.table import Table as OpenedTable
from docx.text.paragraph import Paragraph as OpenedParagraph
from lxml import etree
from PIL import Image

from letterheads import SPACES, text_box
from submissions.office.names import w
from word_bodies import template

Build = Callable[[Opened], object]


def office(*builds: Build) -> Callable[[], bytes]:
    """Return what makes a Word file of some builders."""

    def make() -> bytes:
        return template(lambda opened: [one(opened) for one in builds])

    return make


def typed(*texts: str, style: str | None = None) -> Build:
    """Return what types paragraphs; "¦" parts the runs of one, as Word does where somebody has edited."""

    def build(opened: Opened) -> None:
        for text in texts:
            cut(opened.add_paragraph(style=style), text)

    return build


def cut(paragraph: OpenedParagraph, text: str) -> OpenedParagraph:
    """Type a text into a paragraph in runs with numbers of editing, marks of spelling between them."""
    for number, piece in enumerate(text.split("¦")):
        run = paragraph.add_run(piece)._r
        if number:
            run.set(w("rsidR"), f"00A{number:05X}")
            run.addprevious(
                etree.Element(w("proofErr"), attrib={w("type"): "spellStart" if number % 2 else "spellEnd"})
            )
    return paragraph


def rows(
    *texts: tuple[str, ...], style: str | None = "Table Grid", looks: Callable[[OpenedTable], object] = lambda _: None
) -> Build:
    """Return what types a table, a row a tuple."""

    def build(opened: Opened) -> None:
        made = opened.add_table(rows=len(texts), cols=len(texts[0]), style=style)
        for number, row in enumerate(texts):
            for at, text in enumerate(row):
                lines = text.split("\n")
                cut(made.cell(number, at).paragraphs[0], lines[0])
                for line in lines[1:]:
                    cut(made.cell(number, at).add_paragraph(), line)
        looks(made)

    return build


def raw(xml: str) -> Build:
    """Return what puts elements of Word into the text as they are."""

    def build(opened: Opened) -> None:
        last = opened.element.body.sectPr
        for one in etree.fromstring(f"<w:body {SPACES}>{xml}</w:body>"):
            last.addprevious(one)

    return build


def set_paragraph(paragraph: OpenedParagraph, xml: str) -> None:
    """Put properties into a paragraph."""
    for one in reversed(list(etree.fromstring(f"<w:pPr {SPACES}>{xml}</w:pPr>"))):
        paragraph._p.get_or_add_pPr().insert(0, one)


def boxed(words: str) -> Build:
    """Return what puts a text box beside the head of the first page."""

    def build(opened: Opened) -> None:
        box = etree.fromstring(f"<w:p {SPACES}>{text_box(words)}</w:p>")
        opened.sections[0].header.paragraphs[0]._p.append(box[0])

    return build


def picture(colour: str = "#203040", form: str = "PNG") -> io.BytesIO:
    """Return a small picture as a file."""
    kept = io.BytesIO()
    Image.new("RGB", (60, 24), colour).save(kept, form)
    kept.seek(0)
    return kept


def headed(text: str, foot: str = "", section: int = 0) -> Build:
    """Return what types into the head and the foot of a section; a tab parts what stands left, middle and right."""

    def build(opened: Opened) -> None:
        for part, words in ((opened.sections[section].header, text), (opened.sections[section].footer, foot)):
            if words:
                part.is_linked_to_previous = False
                cut(part.paragraphs[0], words)

    return build


NUMBERED: Final = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)"))


def numbering(opened: Opened, levels: tuple[tuple[str, str], ...] = NUMBERED, number: int = 77) -> str:
    """Add a list of several levels as Word makes one, and return its number."""
    root = opened.part.numbering_part.element
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{360 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    abstract = etree.fromstring(
        f'<w:abstractNum {SPACES} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{made}</w:abstractNum>'
    )
    root.insert(0, abstract)
    root.append(etree.fromstring(f'<w:num {SPACES} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    return str(number)


def counted(*texts: tuple[int, str], number: int = 77, levels: tuple[tuple[str, str], ...] = NUMBERED) -> Build:
    """Return what types paragraphs that Word counts: each with its level, -1 for one without a number."""

    def build(opened: Opened) -> None:
        identifier = str(number)
        if not opened.part.numbering_part.element.xpath(f"w:num[@w:numId='{number}']"):
            identifier = numbering(opened, levels, number)
        for level, text in texts:
            paragraph = cut(opened.add_paragraph(), text)
            if level >= 0:
                set_paragraph(paragraph, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identifier}"/></w:numPr>')

    return build


def saved(opened: Opened) -> bytes:
    """Return an opened file as bytes."""
    kept = io.BytesIO()
    opened.save(kept)
    return kept.getvalue()


def opened_file(content: bytes) -> Opened:
    """Open bytes as python-docx does."""
    return docx.Document(io.BytesIO(content))
