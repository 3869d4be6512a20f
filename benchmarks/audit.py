"""Measure the whole audit of a foreign PDF: `python -m benchmarks.audit`.

A public complaint of the examples is repeated to 300 pages and audited for 500 invented names: taken apart, looked at
for what nobody sees, and searched. Beside it stands what PDFium alone takes to draw each page once and read its text.
"""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Callable

import pikepdf
from pypdfium2 import PdfDocument

from benchmarks.content import example
from benchmarks.search import NAMES, PAGES, SECONDS, invented
from submissions.audit.files import audit_file
from submissions.audit.names.search import Searcher
from submissions.writers.page.pdf import layout

SOURCE = ("a-v-bosnia", "un/cat-complaint", "en", "public")
# Two dots for a point, as the audit draws them.
_SCALE = 2.0


def paper() -> bytes:
    """Return a PDF of 300 pages of prose."""
    document, files = example(*SOURCE)
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(layout(document, files).content)) as one, pikepdf.new() as pdf:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # bookmarks do not come along
            while len(pdf.pages) < PAGES:
                pdf.pages.extend(one.pages[: PAGES - len(pdf.pages)])
        pdf.save(stream)
    return stream.getvalue()


def processor(action: Callable[[], object]) -> float:
    """Return the processor seconds that an action takes."""
    before = time.process_time()
    action()
    return time.process_time() - before


def by_pdfium(content: bytes) -> None:
    """Draw each page once and read its text."""
    document = PdfDocument(content)
    try:
        for page in document:
            page.render(scale=_SCALE)
            page.get_textpage().get_text_range(errors="replace")
    finally:
        document.close()


def figures() -> tuple[float, float]:
    """Return the processor seconds of the audit, the forms of the names among them, and of PDFium alone."""
    content = paper()
    alone = processor(lambda: by_pdfium(content))
    whole = processor(lambda: audit_file("paper.pdf", content, Searcher(invented(NAMES)), foreign=True))
    return whole, alone


def main() -> None:
    """Print the figures."""
    whole, alone = figures()
    print(f"audit of {PAGES} pages for {NAMES} names: {whole:.1f} processor seconds of {SECONDS}, ", end="")
    print(f"{whole / alone:.1f} times what PDFium takes to draw and read them ({alone:.1f} s)")


if __name__ == "__main__":
    main()
