"""Print one document in every format that is asked for; the pages are laid out once and serve Word and PDF."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from submissions.document import Contents, Document, HouseFile, walk
from submissions.findings import Finding
from submissions.writers.page.html import write_html
from submissions.writers.page.pdf import Layout, layout
from submissions.writers.word.docx import write_docx

FORMAT_NAMES: Final = {"docx": "the Word file", "pdf": "the PDF", "html": "the HTML"}


class Printer:
    """A document, and its layout on pages once somebody needs it."""

    def __init__(self, document: Document, files: Mapping[str, HouseFile]) -> None:
        self.document, self.files = document, files

    @cached_property
    def laid_out(self) -> Layout:
        """The PDF with the page of each id; loads the page engine, which takes a second."""
        return layout(self.document, self.files)

    def write(self, form: str) -> tuple[bytes | None, list[Finding]]:
        """Return the document as the bytes of a format, None where there is no usable file."""
        if form == "pdf":
            content, findings = self.laid_out.content, list(self.laid_out.findings)
        elif form == "html":
            content, findings = write_html(self.document, self.files)
        else:
            pages = self.laid_out.pages if self._names_pages() else None
            content, findings = write_docx(self.document, self.files, pages=pages)
        return content or None, findings

    @property
    def pages(self) -> int:
        """How many pages the layout has; 0 where none was needed."""
        content = self.laid_out.content if "laid_out" in self.__dict__ else b""
        return _count_pages(content) if content else 0

    def _names_pages(self) -> bool:
        """Tell whether the document prints the number of any page."""
        nodes = walk(self.document.blocks)
        return any(isinstance(node, Contents) or getattr(node, "kind", "") == "page" for node in nodes)


def _count_pages(content: bytes) -> int:
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - needed only where a PDF was made

    document = PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()
