"""Open a Word file or a PDF as the audit does, as a file that lies in no other."""

from __future__ import annotations

from submissions.audit.files import manner_for
from submissions.audit.pdf import open as pdf
from submissions.audit.records import Opened
from submissions.audit.word import open as word


def open_pdf(content: bytes, *, organisation: str = "") -> Opened:
    """Return what a PDF holds."""
    return pdf.open_pdf(content, "", manner_for(organisation))


def open_word(content: bytes, *, organisation: str = "") -> Opened:
    """Return what a Word file holds."""
    return word.open_word(content, "", manner_for(organisation))
