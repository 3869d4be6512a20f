"""Make Word frames from the look of a house, for an office to change, and specimens of all that documents wear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from submissions.catalogue import House, open_catalogue, template_folders
from submissions.compose.design import worn_design
from submissions.document import (
    Block,
    Cell,
    Column,
    Design,
    Division,
    Document,
    Furniture,
    Heading,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    ParagraphRole,
    Quotation,
    Row,
    Run,
    Strong,
    Table,
)
from submissions.findings import Finding, Place
from submissions.formats import Format
from submissions.languages import PLAIN
from submissions.line.formats import WRITERS, Print
from submissions.line.outcome import Setting
from submissions.line.stages import Bench
from submissions.look import KINDS, Kind
from submissions.writers.word.docx import FRAMES
from submissions.writers.word.frame.make import make_frame

SPECIMENS: Final[tuple[Format, ...]] = ("docx", "pdf")
_PLACE: Final = Place("templates/house/house.yaml", 1)
_SENTENCE: Final = (
    "The State party has not shown that the remedy was available to the complainant at the time, nor that it could "
    "have brought redress for the harm of which she complains. "
)


def frames(setting: Setting) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the Word frames of a workspace's look by the names of their files, each of the first class in it."""
    _, catalogue, findings = open_catalogue(template_folders(setting.workspace))
    first = {name: kind for kind, name in reversed(FRAMES.items())}
    return {name: make_frame(worn_design(catalogue.house, kind)) for name, kind in first.items()}, findings


def specimens(bench: Bench, setting: Setting) -> tuple[dict[str, bytes], list[Finding]]:
    """Return a specimen of each class in Word and PDF, by the names of their files, and what stands against them."""
    _, catalogue, findings = open_catalogue(template_folders(setting.workspace))
    house = catalogue.house
    made: dict[str, bytes] = {}
    for kind in KINDS:
        bench.enter(f"making a specimen: {kind}")
        given = Print(specimen(house, kind), house.files)
        for form in SPECIMENS:
            content, faults = WRITERS[form].write(given)
            findings += faults
            if content:
                made[f"{kind}.{form}"] = content
    return made, findings


def specimen(house: House, kind: Kind) -> Document:
    """Return a document that shows every kind of block as one class of document wears it."""
    languages = house.languages.only({PLAIN})
    furniture = Furniture("Short title of the case", "Confidential", house.labels[PLAIN]["page_of"])
    blocks = tuple(_opening(kind)) + tuple(_text(kind)) + tuple(_closing())
    name = house.look.name or "Name of the organisation"
    return Document(f"Specimen: {kind}", PLAIN, "ltr", name, furniture, worn_design(house, kind), blocks, (), languages)


def _run(words: str) -> Run:
    return Run(words, _PLACE)


def _paragraph(words: str, number: int = 0, role: ParagraphRole = "body") -> Paragraph:
    return Paragraph((_run(words),), _PLACE, number, role=role)


def _opening(kind: Kind) -> Iterator[Block]:
    if Design(kind).measures.base == "brief":
        beside = (_paragraph("Date", role="box-title"), _paragraph("2 August 2019"))
        contact = (_paragraph("Contact", role="box-title"), _paragraph("Name, position"))
        yield Division("margin", (*beside, *contact), _PLACE)
        yield _paragraph("Name of the organisation", role="kicker")
        yield _paragraph("The title says what is to be done", role="title")
        words = "One sentence tells a reader with a minute what has happened and why it matters."
        yield _paragraph(words, role="standfirst")
        asks = (_paragraph("What we ask for", role="box-title"), _paragraph(_SENTENCE))
        yield Division("ask", asks, _PLACE)
        return
    yield _paragraph("Committee against Torture, Palais des Nations, Geneva", role="addressee")
    yield _paragraph(f"Specimen of a {kind}", role="title")
    yield _paragraph("with everything that one may hold", role="subtitle")


def _text(kind: Kind) -> Iterator[Block]:
    numbered = Design(kind).measures.base != "brief"
    yield Heading(1, (_run("A heading of the first level"),), _PLACE, "I." if numbered else "", "first")
    yield _paragraph(_SENTENCE * 3, 1 if numbered else 0)
    yield Heading(2, (_run("A heading of the second level"),), _PLACE, "A." if numbered else "", "second")
    note = Note(1, (_paragraph("Basic Principles and Guidelines, para 15."),), "n1", _PLACE)
    strong = Strong((_run("a word with weight"),), _PLACE)
    inlines = (_run(_SENTENCE), strong, _run(" and a note."), note)
    yield Paragraph(inlines, _PLACE, number=2 if numbered else 0)
    yield Quotation((_paragraph(_SENTENCE),), _PLACE)
    yield Heading(3, (_run("A heading of the third level"),), _PLACE, "1." if numbered else "", "third")
    yield _paragraph("The following are asked for:", 3 if numbered else 0)
    words = "An item of a list, which may be longer than its line, and then goes on under itself."
    yield ListBlock("alpha", tuple(ListItem((_paragraph(words),), _PLACE, f"({mark})") for mark in "ab"), _PLACE)


def _closing() -> Iterator[Block]:
    columns = (Column("start", 30), Column("start", 55), Column("end", 15))
    rows = (("4 June 2003", "The State makes the declaration.", "5"), ("29 June 2015", "The court convicts.", "6"))
    head = Row(tuple(_cell(words) for words in ("Date", "Event", "Annex")), _PLACE)
    body = tuple(Row(tuple(map(_cell, row)), _PLACE) for row in rows)
    yield Table(columns, (head,), body, _PLACE, label="Table 1", caption=(_run("What happened"),), id="table-1")
    yield Division("box", (_paragraph("Confidential", role="box-title"), _paragraph(_SENTENCE)), _PLACE)
    yield Division("signature", (_paragraph("Geneva, 2 August 2019"), _paragraph("Name", role="signature")), _PLACE)


def _cell(words: str) -> Cell:
    return Cell((_paragraph(words),), _PLACE)
