"""Each kind of file once: what it is called, who writes it, who reads it back, who else may judge it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from submissions.document import Contents, Document, HouseFile, Resource, walk
from submissions.findings import Finding, Place
from submissions.formats import Format
from submissions.installation import order_for_pango
from submissions.readback.html import check_html
from submissions.readback.pdf import check_pdf
from submissions.readback.word import check_word
from submissions.writers.drawings.dots import blank
from submissions.writers.page.dots import in_dots
from submissions.writers.page.html import write_html
from submissions.writers.page.pdf import EngineMissingError, Layout, layout
from submissions.writers.word.docx import write_docx


class Print:
    """A document on its way to the printer: its layout on pages is made once and serves every format."""

    def __init__(self, document: Document, files: Mapping[str, HouseFile]) -> None:
        """Lay nothing out yet."""
        self.document, self.files = document, files

    @cached_property
    def laid_out(self) -> Layout:
        """The PDF with the page of each id; loads the page engine, which takes a second."""
        try:
            return layout(self.document, self.files)
        except EngineMissingError:
            return Layout(b"", {}, (_engine_missing(),))

    @property
    def page_numbers(self) -> Mapping[str, int] | None:
        """The page of each id, None where the document prints the number of no page or no page can be laid out."""
        return (self.laid_out.pages or None) if self.names_pages else None

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
        findings.append(Finding("N530", _MACHINE, words, f"install what prints them: {order_for_pango()}"))
    if given.names_pages and _engine_missing() in given.laid_out.findings:
        words = "the numbers of pages in the Word file are estimated, since no pages can be laid out here"
        findings.append(Finding("N527", _MACHINE, words, "open the file in Word, press Ctrl+A, then F9"))
    return content, findings


# A fault of the machine stands at no line of a case; it is told once, whatever the number of documents.
_MACHINE: Final = Place("output")


def _engine_missing() -> Finding:
    words = "no PDF can be made: Pango, which lays out its pages, is missing on this machine or cannot be loaded"
    order = f"install it: {order_for_pango()}; or make Word files alone with: submissions build -f docx"
    return Finding("E526", _MACHINE, words, order)


def _pdf(given: Print) -> tuple[bytes, list[Finding]]:
    return given.laid_out.content, list(given.laid_out.findings)


def _html(given: Print) -> tuple[bytes, list[Finding]]:
    return write_html(given.document, given.files)


WRITERS: Final[Mapping[Format, Writer]] = {
    "docx": Writer(
        "the Word file",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _word,
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
