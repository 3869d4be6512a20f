"""Each kind of file once: what it is called, who writes it, who reads it back, who else may judge it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from submissions.checks.printing import MACHINE
from submissions.document import Contents, Document, HouseFile, Resource, walk
from submissions.findings import Finding, Place
from submissions.formats import Format
from submissions.installation import order_for_pango
from submissions.line.pictures_of_word import print_word
from submissions.readback.html import check_html
from submissions.readback.pdf import check_pdf
from submissions.readback.word import check_word
from submissions.readback.word_page import check_word_page
from submissions.today import Today
from submissions.writers.drawings.dots import blank
from submissions.writers.libreoffice.program import find_program, version_of
from submissions.writers.page.dots import in_dots
from submissions.writers.page.html import write_html
from submissions.writers.page.pdf import EngineMissingError, Layout, layout
from submissions.writers.word.docx import write_docx

# The first day that a Word file's package knows, for what no build makes.
_NO_DAY: Final = date(1980, 1, 1)


class Print:
    """A document on its way to the printer: its layout on pages is made once and serves every format.

    `today` is the day of the build, by which LibreOffice's PDF is dated, and `output` the folder in which it works.
    """

    def __init__(
        self, document: Document, files: Mapping[str, HouseFile], today: Today | None = None, output: Path = Path()
    ) -> None:
        """Lay nothing out yet."""
        self.document, self.files, self.today, self.output = document, files, today or Today(_NO_DAY), output

    @cached_property
    def word(self) -> tuple[bytes, list[Finding]]:
        """The Word file, and what stands against it."""
        return _word(self)

    @cached_property
    def laid_out(self) -> Layout:
        """The PDF with the page of each id; loads the page engine, which takes a second."""
        if self.is_picture_of_word:
            content, faults = self.word
            if not content:
                return Layout(b"", {}, tuple(faults))
            return print_word(content, self.document, self.files, self.today.exactly(), self.output)
        try:
            return layout(self.document, self.files)
        except EngineMissingError:
            return Layout(b"", {}, (_engine_missing(),))

    @property
    def is_picture_of_word(self) -> bool:
        """Whether the PDF is printed from the Word file."""
        return self.document.form is not None and self.document.form.printed_as_it_is

    @property
    def printer(self) -> str:
        """What printed the PDF where the program itself did not: another build of it may make other bytes."""
        program = find_program() if self.is_picture_of_word and "laid_out" in self.__dict__ else None
        return "" if program is None else f"LibreOffice {version_of(program)}".strip()

    def read_back(self, file_format: Format, content: bytes, place: Place) -> list[Finding]:
        """Return what a finished file lost, added or changed against the document."""
        if file_format == "pdf" and self.is_picture_of_word:
            return check_word_page(content, self.document, place, self.word[0])
        return WRITERS[file_format].read_back(content, self.document, place)

    @property
    def page_numbers(self) -> Mapping[str, int] | None:
        """The page of each id, None where the document prints the number of no page or no page can be laid out."""
        is_ours = self.names_pages and not self.is_picture_of_word
        return (self.laid_out.pages or None) if is_ours else None

    @property
    def names_pages(self) -> bool:
        """Whether the document prints the number of a page, in its contents or in a reference."""
        nodes = walk(self.document.blocks)
        return any(isinstance(node, Contents) or getattr(node, "kind", "") == "page" for node in nodes)

    @property
    def pages(self) -> int:
        """How many pages the layout has; 0 where none was needed."""
        content = self.laid_out.content if "laid_out" in self.__dict__ else b""
        return _count_pages(content) if content else 0


@dataclass(frozen=True, slots=True)
class Writer:
    """One kind of file: its name in findings, its media type (RFC 6838), and what is done with it.

    `write` gives the bytes, empty where there is no usable file. `read_back` compares them with the tree; without it
    there is no format. `validators` are other people's, by the name of their module.
    """

    name: str
    media_type: str
    write: Callable[[Print], tuple[bytes, list[Finding]]]
    read_back: Callable[[bytes, Document, Place], list[Finding]]
    validators: tuple[str, ...] = ()


def _word(given: Print) -> tuple[bytes, list[Finding]]:
    without_likeness: list[Resource] = []

    def likeness(drawing: Resource) -> bytes:
        dots = in_dots(drawing)
        if dots == blank(drawing):
            without_likeness.append(drawing)
        return dots

    content, findings = write_docx(given.document, given.files, pages=given.page_numbers, in_dots=likeness)
    if without_likeness:
        words = (
            "a Word before 2016 shows an empty place for the drawings of the Word file, which cannot be printed here"
        )
        findings.append(Finding("N530", MACHINE, words, f"install what prints them: {order_for_pango()}"))
    if given.names_pages and not given.is_picture_of_word and _engine_missing() in given.laid_out.findings:
        words = "the numbers of pages in the Word file are estimated, since no pages can be laid out here"
        findings.append(Finding("N527", MACHINE, words, "open the file in Word, press Ctrl+A, then F9"))
    return content, findings


def _engine_missing() -> Finding:
    words = "no PDF can be made: Pango, which lays out its pages, is missing on this machine or cannot be loaded"
    order = f"install it: {order_for_pango()}; or make Word files alone with: submissions build -f docx"
    return Finding("E526", MACHINE, words, order)


def _pdf(given: Print) -> tuple[bytes, list[Finding]]:
    return given.laid_out.content, list(given.laid_out.findings)


def _html(given: Print) -> tuple[bytes, list[Finding]]:
    return write_html(given.document, given.files)


WRITERS: Final[Mapping[Format, Writer]] = {
    "docx": Writer(
        "the Word file",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda given: given.word,
        check_word,
        ("openxml_audit", "ooxml_integrity"),
    ),
    "pdf": Writer("the PDF", "application/pdf", _pdf, check_pdf, ("pdfua",)),
    "html": Writer("the HTML", "text/html", _html, check_html),
}
"""Every format; the key is the ending of its files' names. A new one is a row here and its name in `formats.py`."""


def _count_pages(content: bytes) -> int:
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - needed only where a PDF was made

    document = PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()
